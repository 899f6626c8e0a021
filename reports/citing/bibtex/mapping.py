"""What becomes what: BibTeX and biblatex types and fields to CSL types and variables.

Source: the biblatex manual, sections 2.1 and 2.2 for the meaning; CSL 1.0.2, appendices III and IV for the goal.
"""

from __future__ import annotations

from reports.citing.suggest import closest
from reports.citing.wordlist import words

TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "book": "book", "bookinbook": "chapter",
    "booklet": "pamphlet", "collection": "book", "commentary": "book", "conference": "paper-conference",
    "data": "dataset", "dataset": "dataset", "electronic": "webpage", "image": "graphic", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference", "inreference": "entry-encyclopedia",
    "interview": "interview", "jurisdiction": "legal_case", "legal": "treaty", "legislation": "legislation",
    "letter": "personal_communication", "manual": "book", "mastersthesis": "thesis", "misc": "document",
    "movie": "motion_picture", "music": "song", "mvbook": "book", "mvcollection": "book", "mvproceedings": "book",
    "mvreference": "book", "newsarticle": "article-newspaper", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis", "presentation": "speech",
    "proceedings": "book", "reference": "book", "report": "report", "review": "review", "software": "software",
    "speech": "speech", "standard": "standard", "suppbook": "chapter", "suppcollection": "chapter",
    "suppperiodical": "article-journal", "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
    "video": "motion_picture", "webpage": "webpage", "www": "webpage",
}  # fmt: skip

SUBTYPES = {"magazine": "article-magazine", "newspaper": "article-newspaper"}

#: Types whose text is a part of a book, named in ``booktitle``.
IN_BOOK = frozenset(
    {"inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook", "suppcollection"}
)
ARTICLES = frozenset({"article", "suppperiodical", "review", "newsarticle"})
#: Types where ``number`` is the number in a series.
IN_SERIES = IN_BOOK | frozenset(
    {
        "book",
        "collection",
        "proceedings",
        "reference",
        "mvbook",
        "mvcollection",
        "mvproceedings",
        "mvreference",
        "manual",
        "booklet",
    }
)

#: Text fields that go over as they are (after LaTeX), with the variable they become; titles protect capitals.
TEXTS = {
    "abstract": "abstract", "annotation": "annote", "annote": "annote", "chapter": "chapter-number",
    "edition": "edition", "eventtitle": "event-title", "keywords": "keyword",
    "origlocation": "original-publisher-place",
    "origpublisher": "original-publisher", "pagetotal": "number-of-pages", "part": "part-number", "shortjournal":
    "container-title-short", "venue": "event-place", "version": "version", "volume": "volume",
    "volumes": "number-of-volumes", "pubstate": "status",
}  # fmt: skip
TITLES = {
    "origtitle": "original-title",
    "shorttitle": "title-short",
    "series": "collection-title",
    "reprinttitle": "reviewed-title",
}
#: Fields that are no LaTeX.
VERBATIM = {
    "isbn": "ISBN",
    "issn": "ISSN",
    "pmid": "PMID",
    "pmcid": "PMCID",
    "library": "call-number",
    "callnumber": "call-number",
}
NAMES = {
    "author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
    "director": "director", "interviewer": "interviewer", "recipient": "recipient",
}  # fmt: skip
#: What ``editortype`` and its kin say.
EDITOR_TYPES = {
    "editor": "editor", "compiler": "compiler", "director": "director", "organizer": "organizer",
    "producer": "producer",
    "founder": "contributor", "continuator": "contributor", "redactor": "contributor", "reviser": "contributor",
    "collaborator": "contributor", "series": "collection-editor",
}  # fmt: skip
#: Publishers of one kind or the other, in the order they are joined.
PUBLISHERS = ("school", "institution", "organization", "publisher")
DATES = {"date": "issued", "urldate": "accessed", "eventdate": "event-date", "origdate": "original-date"}
#: Dates in parts: the prefix of ``year``, ``month``, ``day``.
SPLIT_DATES = {"": "issued", "url": "accessed", "event": "event-date", "orig": "original-date"}

ALIASES = {
    "journal": "journaltitle", "address": "location", "archiveprefix": "eprinttype", "primaryclass": "eprintclass",
    "hyphenation": "langid", "keyword": "keywords", "pdf": "file", "accessed": "urldate",
}  # fmt: skip

GENRES = {
    "phdthesis": "PhD thesis", "mathesis": "Master’s thesis", "mastersthesis": "Master’s thesis",
    "bathesis": "Bachelor’s thesis", "candthesis": "Candidate thesis", "techreport": "Technical report",
    "resreport": "Research report", "software": "Computer software", "datacd": "Data CD", "audiocd": "Audio CD",
    "patent": "Patent", "patreq": "Patent request",
}  # fmt: skip
#: Names of countries, kinds of patents and series as biblatex keys.
KEYS = {
    "countryde": "Germany", "countryeu": "European Union", "countryep": "European Union", "countryfr": "France",
    "countryuk": "United Kingdom", "countryus": "United States of America", "patentde": "German patent",
    "patenteu": "European patent", "patentfr": "French patent", "patentuk": "British patent", "patentus": "U.S. patent",
    "patreqde": "German patent request", "patreqeu": "European patent request", "patreqfr": "French patent request",
    "patrequk": "British patent request", "patrequs": "U.S. patent request", "newseries": "new series",
    "oldseries": "old series",
}  # fmt: skip
STATES = {
    "inpreparation": "in preparation",
    "submitted": "submitted",
    "forthcoming": "forthcoming",
    "inpress": "in press",
    "prepublished": "pre-published",
}
_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
ORDINALS = {word: str(number) for number, word in enumerate(_ORDINAL_WORDS, start=1)}
EPRINTS = {
    "arxiv": ("arXiv", "https://arxiv.org/abs/"), "jstor": ("JSTOR", "https://www.jstor.org/stable/"),
    "pubmed": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"), "hdl": ("Handle", "https://hdl.handle.net/"),
    "googlebooks": ("Google Books", "https://books.google.com/books?id="),
}  # fmt: skip

LANGUAGES = {
    "albanian": "sq", "american": "en-US", "australian": "en-AU", "austrian": "de-AT", "bosnian": "bs",
    "british": "en-GB",
    "bulgarian": "bg", "canadian": "en-CA", "canadien": "fr-CA", "croatian": "hr", "czech": "cs", "danish": "da",
    "dutch": "nl", "english": "en", "estonian": "et", "finnish": "fi", "francais": "fr", "french": "fr", "german": "de",
    "germanb": "de", "greek": "el", "hungarian": "hu", "italian": "it", "latin": "la", "latvian": "lv",
    "lithuanian": "lt", "macedonian": "mk", "montenegrin": "sr-ME", "naustrian": "de-AT", "newzealand": "en-NZ",
    "ngerman": "de", "norsk": "nb", "norwegian": "nb", "nswissgerman": "de-CH", "nynorsk": "nn", "polish": "pl",
    "polutonikogreek": "el", "portuguese": "pt-PT", "brazilian": "pt-BR", "brazil": "pt-BR", "romanian": "ro",
    "russian": "ru", "serbian": "sr-Latn", "serbianc": "sr-Cyrl", "slovak": "sk", "slovene": "sl", "slovenian": "sl",
    "spanish": "es", "swedish": "sv", "swissgerman": "de-CH", "turkish": "tr", "ukrainian": "uk", "ukenglish": "en-GB",
    "usenglish": "en-US", "usmax": "en-US", "shqip": "sq", "deutsch": "de", "français": "fr", "hrvatski": "hr",
    "srpski": "sr-Latn", "makedonski": "mk", "bosanski": "bs",
}  # fmt: skip

#: Fields that are known and printed by no CSL style, or used while reading.
_OTHERS = words(
    """addendum afterword annotator booksubtitle booktitle booktitleaddon commentator crossref day editora editorb
    editorc editoratype editorbtype editorctype editortype eid entryset entrysubtype eprint eprintclass eprinttype
    eventtitleaddon execute file foreword gender holder howpublished ids indexsorttitle indextitle introduction isan
    ismn isrn issue issuesubtitle issuetitle issuetitleaddon iswc journalsubtitle journaltitle journaltitleaddon key
    label langid langidopts language location mainsubtitle maintitle maintitleaddon month note number
    options origlanguage pages pagination bookpagination presort related relatedoptions relatedstring relatedtype
    shortauthor shorteditor shorthand shorthandintro shortseries sortkey sortname sortshorthand sorttitle sortyear
    subtitle title titleaddon type url doi xdata xref year endyear endmonth endday urlyear urlmonth urlday
    eventyear eventmonth eventday origyear origmonth origday userd usera userb userc usere userf lista listb listc
    nameaddon owner timestamp comment comments groups rating read status creationdate modificationdate citedate
    numpages rights copyright price size lccn mrnumber zmnumber issn-l city collaborator translatortype"""
)


def _known_fields() -> frozenset[str]:
    tables = (TEXTS, TITLES, VERBATIM, NAMES, DATES, ALIASES)
    return _OTHERS | frozenset(PUBLISHERS) | frozenset(name for table in tables for name in table)


_KNOWN = _known_fields()
_KNOWN_FIELDS = tuple(sorted(_KNOWN))


def is_known(name: str) -> bool:
    """Whether BibTeX or biblatex has the field *name*, or reference managers commonly write it."""
    return name in _KNOWN


def misspelt_field(name: str) -> str:
    """The known field that *name* is a slip of; empty where it is known, or just somebody's own."""
    if name in _KNOWN or len(name) < 4:
        return ""
    return closest(name, _KNOWN_FIELDS)


def nearest_type(name: str) -> str:
    """The entry type that *name* was probably meant to be, or empty."""
    return closest(name, tuple(TYPES))
