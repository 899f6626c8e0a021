"""What the diagnostics of bibliographies and citations mean; ``brief explain`` prints it."""

from __future__ import annotations

from reports.diagnostics import Explanation

_READING: tuple[Explanation, ...] = (
    Explanation(
        "BIB001", "unknown kind of bibliography",
        "A file named under `bibliography` has an ending that is not known.",
        "The ending says how the file is to be read.",
        "Use .yaml (CSL-YAML), .json (CSL-JSON), .bib (BibTeX or BibLaTeX) or .ris.",
        "bibliography: references.docx",
    ),
    Explanation(
        "BIB002", "ending and content differ",
        "A bibliography file holds another format than its ending says.",
        "Read by its ending, every line of it would be a fault.",
        "Rename the file by what is in it.",
        "references.json, beginning with: @book{judah2008,",
    ),
    Explanation(
        "BIB003", "not UTF-8",
        "A bibliography file has bytes in it that are no UTF-8 text.",
        "Letters such as ë and č would be printed wrongly.",
        "Save or export the file as UTF-8.",
    ),
    Explanation(
        "BIB004", "too much",
        "A bibliography is larger than any brief needs: 20 MB, 50,000 entries, 100,000 characters in a field, "
        "60 levels of nesting.",
        "Reading it would take time and memory without end.",
        "Export only what the brief cites; take attachments and full texts out.",
    ),
    Explanation(
        "BIB005", "empty bibliography",
        "A bibliography file has no references in it.",
        "Usually the wrong file is named, or an export failed.",
        "Name the right file, or take it out of `bibliography`.",
    ),
    Explanation(
        "BIB006", "broken JSON",
        "A .json file cannot be read; the place is where the fault is noticed, which may be just behind it.",
        "Nothing after it can be understood.",
        "Mend the comma, quote or bracket, or export the file anew.",
        '[{"id": "a", "type": "book",}]',
    ),
    Explanation(
        "BIB007", "not a list of references",
        "Something else stands where references are expected.",
        "A bibliography is a list of mappings, each one reference.",
        "Begin each reference with `- id:`, directly in the file or under the key `references`.",
        "references: judah2008",
    ),
    Explanation(
        "BIB008", "field given twice",
        "A reference has the same field two times.",
        "Only one of them can be printed.",
        "Keep one; in BibTeX the first counts, with a warning.",
        "@book{a, title = {One}, title = {Two}}",
    ),
    Explanation(
        "BIB010", "no key",
        "A reference has no `id` (in BibTeX: no key after the brace).",
        "It cannot be cited.",
        "Give it a short key, such as the author's name and the year.",
        "- type: report\n  title: Annual Report",
    ),
    Explanation(
        "BIB011", "no type",
        "A reference has no `type`.",
        "The type decides how it is printed.",
        "Give one of the types of CSL: report, book, article-journal, webpage, legislation …",
        "- id: report2023\n  title: Annual Report",
    ),
    Explanation(
        "BIB012", "key used twice",
        "Two references have the same key, in one file or in two.",
        "A citation could mean either.",
        "Rename one of them, or delete the copy.",
    ),
    Explanation(
        "BIB013", "unknown field",
        "A reference has a field that CSL (in .bib: BibTeX, in .ris: RIS) does not know.",
        "Styles do not print it, and it is often a slip of a known one. An error in YAML; told more softly in files "
        "that other programs write.",
        "Use the field that is suggested.",
        "- {id: a, type: webpage, title: A page, url: https://example.org}",
    ),
    Explanation(
        "BIB014", "unknown type",
        "A reference has a type that the format does not know.",
        "The style cannot tell how to print it.",
        "Use the type that is suggested.",
        "- {id: a, type: website, title: A page}",
    ),
    Explanation(
        "BIB015", "wrong kind of value",
        "A field of a reference is a list, a mapping or a truth value where a text or a number belongs.",
        "It could not be printed.",
        "Write a text; in quotes, where YAML would read something else.",
        "publisher: [Routledge, Hurst]",
    ),
    Explanation(
        "BIB016", "name not understood",
        "Names of people and organisations have a shape of their own, and this is not it.",
        "Styles turn names round and shorten them: they must know what is the family name.",
        "In a list, write {family: Emini, given: Donika} for a person, {literal: World Bank} for an organisation.",
        "author: World Bank",
    ),
    Explanation(
        "BIB017", "date not understood",
        "A date of a reference is not of a form that can be read, or is no day of the calendar.",
        "Styles print dates in the language of the brief, and sort by them.",
        "Write 2023, 2023-07 or 2023-07-14; 2019/2021 for a range, 1990~ for about 1990, 2020-21 for spring 2020; "
        "{literal: forthcoming} for words.",
        "issued: 14 July 2023",
    ),
    Explanation(
        "BIB018", "unprintable character",
        "A field has a control character or another one that no font and no output format has.",
        "It is left out, and something may be missing with it.",
        "Type the word anew.",
    ),
    Explanation(
        "BIB019", "key that cannot be cited",
        "A key is longer than 200 characters, or has a brace or a control character in it.",
        "No citation could be written with it.",
        "Use letters, digits and hyphens.",
    ),
    Explanation(
        "BIB020", "BibTeX entry broken",
        "An entry of a .bib file cannot be read: a brace, quote, comma or equals sign is missing.",
        "The entry is lost; the others are read.",
        "Mend it at the place named, or somewhat before it.",
        "@book{a, title = {Unclosed, year = 2020}",
    ),
    Explanation(
        "BIB021", "unknown @string",
        "A value without braces or quotes is the name of a @string, and there is none of that name.",
        "Nothing would be printed there.",
        "Put the value in braces, or define the @string before it is used.",
        "@book{a, publisher = hurst}",
    ),
    Explanation(
        "BIB022", "crossref to nothing",
        "`crossref` or `xdata` names an entry that the file does not have.",
        "What should be taken over from it is missing.",
        "Mend the key, or add the entry.",
        "@incollection{a, crossref = {nowhere}}",
    ),
    Explanation(
        "BIB023", "crossref in a circle",
        "Entries take over fields from each other in a circle, or in a chain of more than 20.",
        "There is no first one to take from.",
        "Take out one of the crossrefs.",
    ),
    Explanation(
        "BIB024", "unknown LaTeX command",
        "A field has a LaTeX command for which no text is known.",
        "The command is left out, what stands in braces after it is printed.",
        "Write the character itself: the file is UTF-8.",
        r"title = {The \mymacro{Balkans}}",
    ),
    Explanation(
        "BIB030", "line outside of RIS",
        "A line of a .ris file belongs to no record, or its tag is not written as RIS wants it.",
        "What it says is lost.",
        "A record begins with `TY  - ` and ends with `ER  - `; a tag is two letters, two spaces, a hyphen, a space.",
        "AU: Emini, Donika",
    ),
    Explanation(
        "BIB031", "RIS record without end",
        "A record has no `ER  - ` line.",
        "The record is read, but the file may be cut off there.",
        "Add the line, or export the file anew.",
    ),
    Explanation(
        "BIB032", "RIS record without ID",
        "A record has no `ID  - ` line, so a key was made from its author and year.",
        "The key changes when the record does.",
        "Give the record an ID and cite it by that.",
    ),
)  # fmt: skip

_QUALITY: tuple[Explanation, ...] = (
    Explanation(
        "BIB101", "no title", "A reference has no title.", "Every style prints one.", "Give `title`.",
        "- {id: a, type: report, issued: 2023}",
    ),
    Explanation(
        "BIB102", "no date", "A reference does not say when it was issued.",
        "Author-date styles print “n.d.”, and readers cannot judge how old it is.",
        "Give `issued`; `status: forthcoming` for what has not appeared; for a web page without a date, `accessed`.",
        "- {id: a, type: book, title: T, publisher: P}",
    ),
    Explanation(
        "BIB103", "no publisher", "A book, chapter, report or thesis does not say who published it.",
        "Styles print it, and it tells readers whom to ask.",
        "Give `publisher`; a report of an organisation that is its author needs none.",
        "- {id: a, type: book, title: T, issued: 2020}",
    ),
    Explanation(
        "BIB104", "no access date", "A web page does not say when it was read.",
        "Pages change and vanish; the day tells which version was meant.", "Give `accessed`, or an archived address.",
        "- {id: a, type: webpage, title: T, URL: https://example.org, issued: 2020}",
    ),
    Explanation(
        "BIB105", "no container", "An article, chapter or entry does not say where it stands.",
        "Nobody can find it without the name of the journal, newspaper or book.", "Give `container-title`.",
        "- {id: a, type: article-journal, title: T, issued: 2020}",
    ),
    Explanation(
        "BIB106", "no author", "A scholarly work has neither author nor editor.",
        "Styles begin with the name.", "Give `author`; {literal: …} for an organisation.",
        "- {id: a, type: thesis, title: T, publisher: U, issued: 2020}",
    ),
    Explanation(
        "BIB107", "web page without address", "A web page has no URL.", "It cannot be found.", "Give `URL`.",
        "- {id: a, type: webpage, title: T, issued: 2020}",
    ),
    Explanation(
        "BIB108", "unpublished source in the bibliography",
        "An interview or a personal communication stands in the bibliography.",
        "Readers cannot look it up; styles cite such sources in the text or in a note.",
        "Describe it in a note, and take it out of the bibliography.",
        "- {id: a, type: personal_communication, title: Interview with an official, issued: 2023}",
    ),
    Explanation(
        "BIB121", "title in capitals", "A title is written in capitals throughout.",
        "Styles can turn small letters into capitals, but not capitals into the right small ones.",
        "Write it as a sentence.", "title: REGIONAL SECURITY IN THE BALKANS",
    ),
    Explanation(
        "BIB122", "list of names cut short", "A list of names ends in “et al.”, “and others” or the like.",
        "The style shortens lists by its own rules and would take the words for a name.", "Give every name.",
        "author: [{family: Emini, given: Donika}, {literal: et al.}]",
    ),
    Explanation(
        "BIB123", "address that cannot be linked", "A URL has no scheme, has a space in it, or is not whole.",
        "It would be printed, but lead nowhere.", "Write the whole address, from https:// on.", "URL: www.example.org",
    ),
    Explanation(
        "BIB124", "DOI with its address", "A DOI is written as a web address, or with “doi:” before it.",
        "Styles put the address before it themselves. It is read as it should be.",
        "Write the DOI alone: 10.1234/abc.", "DOI: https://doi.org/10.1234/abc",
    ),
    Explanation(
        "BIB125", "no DOI", "What is given as a DOI is none.", "Its link would lead nowhere.",
        "A DOI is 10., a number, a slash, and more: 10.1234/abc.", "DOI: 1234-5678",
    ),
    Explanation(
        "BIB126", "address of another kind", "A URL is of a kind that is never linked (javascript:, file:, ftp: …).",
        "It cannot be opened by readers, or is dangerous to open.", "Give an http or https address.", "URL: file:///home/a.pdf",
    ),
    Explanation(
        "BIB127", "pages run backwards", "The last page is before the first.", "One of them is wrong.",
        "Check the numbers.", "page: 321-301",
    ),
    Explanation(
        "BIB128", "date that can hardly be right",
        "A year is before 1000 or after 2100, or a page was read before it was issued.",
        "It is most likely a slip.", "Check the date.", "issued: 0203",
    ),
    Explanation(
        "BIB129", "dated after the brief", "A reference is dated later than the brief that cites it.",
        "One of the two dates is wrong.", "Check both.", "issued: 2033",
    ),
    Explanation(
        "BIB130", "organisation written as a person", "The name of an organisation is given as given and family name.",
        "It would be printed as “Bank, World”, or “W. Bank”.",
        "Write {literal: World Bank}; in BibTeX put a second pair of braces around it.", "author = {World Bank}",
    ),
    Explanation(
        "BIB131", "several people in one name", "A family name holds several people.",
        "The style can neither count nor shorten them.", "Give each person as a name of its own.",
        "author: [{family: Emini and Smith, J., given: D.}]",
    ),
)  # fmt: skip

_CITING: tuple[Explanation, ...] = (
    Explanation(
        "CIT001", "unknown key", "A citation names a key that no reference has.",
        "There is nothing to print.", "Mend the key, or add the reference.", "[@judha2008]",
    ),
    Explanation(
        "CIT002", "reference not cited", "References of a bibliography file are never cited.",
        "It is not printed. This is for your information only.", "Nothing need be done.",
    ),
    Explanation(
        "CIT003", "unknown citation style", "`csl` names a style that does not exist.",
        "Citations cannot be printed.",
        "Use the name of an official CSL style, such as chicago-notes-bibliography or apa, or the path of a .csl file.",
        "csl: chicago-note",
    ),
    Explanation(
        "CIT004", "citation style broken", "A .csl file is not a style that can be used.",
        "Citations cannot be printed.", "Mend it at the line named, or take another style.",
    ),
    Explanation(
        "CIT005", "no words in this language", "Citation styles have no words in the language of the brief.",
        "Words such as “edited by” in the references are English.", "Nothing need be done.", "lang: mt",
    ),
    Explanation(
        "CIT006", "references that a style cannot print", "The citation style fails on the references of the brief.",
        "Citations cannot be printed.", "Take another style, or mend the reference that is named.",
    ),
    Explanation(
        "CIT007", "key in brackets without @", "A key of the bibliography stands in brackets, without @ before it.",
        "It prints as it is written, and the work is not in the list of references.", "Write [@key].", "[judah2008]",
    ),
)  # fmt: skip

EXPLANATIONS: tuple[Explanation, ...] = (*_READING, *_QUALITY, *_CITING)
