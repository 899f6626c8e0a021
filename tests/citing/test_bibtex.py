"""BibTeX and BibLaTeX: syntax with places, inheritance, mapping to CSL."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing.bibtex import mapping
from reports.citing.bibtex.scanner import Fault, RawEntry, Scanner
from reports.citing.reading import read_library
from reports.citing.vocabulary import TYPES
from reports.diagnostics import Collector
from reports.source import SourceFile

REPORT = """\
@string{wb = {World Bank}}
@report{wb2023,
  author = {{World Bank}},
  title = {Western {Balkans} Regular Economic Report},
  subtitle = {Testing Resilience},
  institution = wb # { Group},
  location = {Washington, DC},
  date = {2023-04},
  number = 23,
  type = {techreport},
  url = {https://example.org/a_b~c--d%20e},
  doi = {10.1596/39713},
  langid = {english},
}
"""


def test_a_report(bib) -> None:
    reading = bib(REPORT)
    assert reading.told == []
    assert reading.kind("wb2023") == "report"
    assert reading.data("wb2023") == {
        "genre": "Technical report",
        "author": [{"literal": "World Bank"}],
        "title": 'Western <span class="nocase">Balkans</span> Regular Economic Report: Testing Resilience',
        "title-short": 'Western <span class="nocase">Balkans</span> Regular Economic Report',
        "number": "23",
        "publisher": "World Bank Group",
        "publisher-place": "Washington, DC",
        "issued": {"date-parts": [[2023, 4]]},
        "DOI": "10.1596/39713",
        "URL": "https://example.org/a_b~c--d%20e",
        "language": "en",
    }
    entry = reading.library.entries["wb2023"]
    assert (entry.at.line, entry.at.column) == (2, 1)
    assert (entry.fields["title"].line, entry.fields["title"].column) == (4, 12)


def _blocks(text: str) -> list[RawEntry | Fault]:
    return list(Scanner(text).blocks())


def test_syntax_that_is_sound() -> None:
    blocks = _blocks(
        'words before @comment{@article{a, title={x}}}\n% @book{no, title={}}\n@preamble{"\\newcommand{\\x}{y}"}\n'
        '@BOOK(k1, Title = "A {"} b" # { } # jan, year=1999)@misc{k2}@misc{k3,}@misc{Müller: 2020/a, a={b}}'
    )
    assert all(isinstance(one, RawEntry) for one in blocks)
    assert [(one.kind, one.key) for one in blocks] == [
        ("book", "k1"), ("misc", "k2"), ("misc", "k3"), ("misc", "Müller: 2020/a"),
    ]  # fmt: skip
    title = blocks[0].fields[0]
    assert [(piece.kind, piece.text) for piece in title.pieces] == [
        ("text", 'A {"} b'),
        ("text", " "),
        ("macro", "jan"),
    ]


@pytest.mark.parametrize(
    ("entry", "place", "says"),
    [
        ("@misc{a, title = {unclosed, year = 2000\n}", "2:1", "not closed"),
        ("@misc{a, title = {unclosed", "2:18", "brace that opens here"),
        ('@misc{a, title = "unclosed}', "2:18", "quote that opens here"),
        ("@misc{a title = {x}}", "2:8", "comma is missing after the key 'a'"),
        ("@misc{title = {x}}", "2:7", "no key before its first field"),
        ("@misc{a, title {x}}", "2:16", "equals sign is missing after 'title'"),
        ("@misc{a, title = }", "2:18", "value is missing"),
        ("@misc{a, title = {x} year = 3}", "2:22", "comma is missing here"),
        ("@misc{a, = {x}}", "2:10", "name of a field is expected"),
        ("@string{a = {x}", "2:1", "not closed"),
    ],
)
def test_a_broken_entry_costs_itself_only(bib, entry: str, place: str, says: str) -> None:
    text = "@legal{first, title={T}, year=2000}\n" + entry + "\n@legal{last, title={T}, year=2000}\n"
    reading = bib(text)
    assert reading.told == [f"{place} BIB020 error"]
    assert says in reading.found[0].message
    assert list(reading.library.entries) == ["first", "last"]


def test_the_key_of_a_broken_entry_is_kept(bib) -> None:
    assert bib("@misc{a, title = }").library.broken == {"a"}


def test_faults_of_content_at_their_places(bib) -> None:
    reading = bib(
        """\
@book{a, title = {T}, publisher = hurst, year = 2000, title = {U}}
@book{b, crossref = {nowhere}}
@book{c, xdata = {d}}
@book{d, crossref = {c}}
@artcle{e, title = {T \\mymacro{x}}, auhtor = {A}, year = {2014a}, journal = {J}, pages = 3}
@book{, title = {T}}
@legal{a, title = {Again}, year = 2001}
@online{f, title = {T}, date = {12 March 2020}, url = {https://example.org}, urldate = {2020-13-01}}
"""
    )
    assert reading.told == [
        "1:35 BIB021 error",
        "1:55 BIB008 warning",
        "2:22 BIB022 error",
        "4:22 BIB023 error",
        "5:1 BIB014 warning",
        "5:23 BIB024 warning",
        "5:37 BIB013 warning",
        "5:59 BIB017 warning",
        "6:1 BIB010 error",
        "7:8 BIB012 error",
        "8:33 BIB017 error",
        "8:89 BIB017 error",
    ]
    assert "did you mean @article?" in reading.say("BIB014")
    assert "did you mean 'author'?" in reading.say("BIB013")


def test_crossref_and_xdata(bib) -> None:
    reading = bib(
        """\
@xdata{house, publisher = {Hurst}, location = {London}}
@collection{whole, editor = {Judah, Tim}, title = {The Whole}, subtitle = {Essays}, date = {2010}, xdata = {house}}
@incollection{part, crossref = {whole}, author = {Emini, Donika}, title = {The Part}, pages = {12--34}}
@book{own, author = {Malcolm, Noel}, title = {Kosovo}, year = 1998, publisher = {Macmillan}}
@inbook{chap, crossref = {own}, title = {A Chapter}}
@periodical{per, title = {The Journal}, date = {2001}}
@article{art, crossref = {per}, author = {Emini, Donika}, title = {The Article}, number = 4}
"""
    )
    assert reading.told == []
    assert "house" not in reading.library.entries
    part = reading.data("part")
    assert (part["title"], part["container-title"]) == ("The Part", "The Whole: Essays")
    assert (part["publisher"], part["publisher-place"], part["page"]) == ("Hurst", "London", "12-34")
    assert part["editor"] == [{"family": "Judah", "given": "Tim"}]
    assert reading.data("chap")["author"] == reading.data("chap")["container-author"]
    article = reading.data("art")
    assert (article["container-title"], article["title"], article["issue"]) == ("The Journal", "The Article", "4")


@pytest.mark.parametrize(
    ("entry", "kind", "expected"),
    [
        ("@article{a, title={T}, journal={J}, volume=3, number=4}", "article-journal", {"issue": "4", "volume": "3"}),
        ("@article{a, title={T}, entrysubtype={newspaper}}", "article-newspaper", {}),
        ("@article{a, title={T}, eprint={2001.00001}, archivePrefix={arXiv}}", "article",
         {"archive": "arXiv", "URL": "https://arxiv.org/abs/2001.00001"}),
        ("@book{a, title={T}, series={S}, number=7, edition={Second}}", "book",
         {"collection-number": "7", "collection-title": "S", "edition": "2"}),
        ("@book{a, maintitle={Whole}, title={Part}, volume=2, edition={3rd ed.}}", "book",
         {"title": "Whole", "volume-title": "Part", "edition": "3"}),
        ("@phdthesis{a, title={T}, school={U}}", "thesis", {"genre": "PhD thesis", "publisher": "U"}),
        ("@thesis{a, title={T}, institution={U}, type={mathesis}}", "thesis", {"genre": "Master’s thesis"}),
        ("@unpublished{a, title={T}, eventtitle={E}, venue={V}}", "speech", {"event-title": "E", "event-place": "V"}),
        ("@unpublished{a, title={T}}", "manuscript", {}),
        ("@misc{a, title={T}, url={https://x.org}, urldate={2020-01-02}}", "webpage",
         {"accessed": {"date-parts": [[2020, 1, 2]]}}),
        ("@misc{a, title={T}, howpublished={\\url{https://x.org/a\\_b}}, note={Accessed: 12 March 2020}}", "document",
         {"URL": "https://x.org/a_b", "accessed": {"date-parts": [[2020, 3, 12]]}}),
        ("@misc{a, title={T}, howpublished={Leaflet}}", "document", {"publisher": "Leaflet"}),
        ("@online{a, title={T}, organization={BIRN}, url={https://x.org/~a%20b}}", "webpage",
         {"container-title": "BIRN", "URL": "https://x.org/~a%20b"}),
        ("@inproceedings{a, title={T}, booktitle={B}, publisher={P}, organization={O}}", "paper-conference",
         {"container-title": "B", "publisher": "P"}),
        ("@patent{a, title={T}, location={countryde}}", "patent", {"jurisdiction": "Germany"}),
        ("@patent{a, title={T}, location={countryfr and countryuk}, type={patreqfr}}", "patent",
         {"jurisdiction": "France; United Kingdom", "genre": "French patent request"}),
        ("@book{a, title={T}, location={Bern and Wien and Rom}, publisher={A and B}, series=3}", "book",
         {"publisher-place": "Bern; Wien; Rom", "publisher": "A and B", "collection-title": "ser. 3"}),
        ("@collection{a, title={T}, editor={A, B}, editortype={compiler}}", "book", {"compiler": [{"family": "A",
            "given": "B"}]}),
        ("@book{a, title={T}, date={1959~}, pubstate={inpress}}", "book",
         {"issued": {"date-parts": [[1959]], "circa": True}, "status": "in press"}),
        ("@book{a, title={T}, year={1998/1999}}", "book", {"issued": {"date-parts": [[1998], [1999]]}}),
        ("@book{a, title={T}, year=2004, month=jun # {~7}}", "book", {"issued": {"date-parts": [[2004, 6, 7]]}}),
        ("@book{a, title={T}, year={forthcoming}}", "book", {"issued": {"literal": "forthcoming"}}),
        ("@book{a, title={T?}, subtitle={S}, titleaddon={A}}", "book", {"title": "T? S. A"}),
        ("@book{a, title={T}, langid={serbianc}}", "book", {"language": "sr-Cyrl"}),
        ("@book{a, title={T}, langid={english}, langidopts={variant=uk}}", "book", {"language": "en-GB"}),
        ("@book{a, title={T}, doi={https://doi.org/10.1000/a_b}, isbn={978-3-16-148410-0}}", "book",
         {"DOI": "10.1000/a_b", "ISBN": "978-3-16-148410-0"}),
    ],
)  # fmt: skip
def test_mapping(bib, entry: str, kind: str, expected: dict) -> None:
    reading = bib(entry)
    assert not [one for one in reading.found if one.severity.value == "error"]
    assert reading.kind("a") == kind
    data = reading.data("a")
    assert {name: data.get(name) for name in expected} == expected


def test_every_type_is_one_of_csl() -> None:
    assert {*mapping.TYPES.values(), *mapping.SUBTYPES.values()} <= TYPES


def test_further_keys_are_aliases(bib) -> None:
    library = bib("@legal{new, ids={old, older}, title={T}, year=2000}").library
    assert library.find("older") is library.find("new") is library.entries["new"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Donika Emini", [{"family": "Emini", "given": "Donika"}]),
        ("Emini, Donika", [{"family": "Emini", "given": "Donika"}]),
        ("{World Bank}", [{"literal": "World Bank"}]),
        ("{Ministry of Justice and Home Affairs} and {OSCE}", [{"literal": "Ministry of Justice and Home Affairs"},
            {"literal": "OSCE"}]),
        ("Charles de Gaulle", [{"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"}]),
        ("van der Berg, Jr., Jan", [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der",
            "suffix": "Jr."}]),
        ("{de la} Cruz, Juan", [{"family": "de la Cruz", "given": "Juan"}]),
        ("Plato", [{"family": "Plato"}]),
        ("J.K. Rowling", [{"family": "Rowling", "given": "J. K."}]),
        ("{\\'E}mile Zola", [{"family": "Zola", "given": "Émile"}]),
        ("Zola, \\'Emile AND Hugo, V.", [{"family": "Zola", "given": "Émile"}, {"family": "Hugo", "given": "V."}]),
        ("Smith, {Jr. and Co.}, John", [{"family": "Smith", "given": "John", "suffix": "Jr. and Co."}]),
        ("family=Gaulle, given=Charles, prefix=de, useprefix=false",
         [{"family": "Gaulle", "given": "Charles", "dropping-particle": "de"}]),
        ("Sandy Anderson", [{"family": "Anderson", "given": "Sandy"}]),
        ("Jean~Luc Picard", [{"family": "Picard", "given": "Jean Luc"}]),
        ("de", [{"family": "de"}]),
        (" and , and {} and ", []),
    ],
)  # fmt: skip
def test_names(bib, written: str, expected: list) -> None:
    assert bib(f"@legal{{a, title={{T}}, year=2000, author={{{written}}}}}").data("a").get("author", []) == expected


def test_and_others_is_told(bib) -> None:
    reading = bib("@legal{a, title={T}, year=2000, author={Emini, Donika and others}}")
    assert reading.told == ["1:41 BIB122 warning"]


def test_particles_are_dropped_where_the_entry_says_so(bib) -> None:
    entry = "@legal{a, title={T}, year=2000, author={Charles de Gaulle}, options={useprefix=false}}"
    assert bib(entry).data("a")["author"] == [{"family": "Gaulle", "given": "Charles", "dropping-particle": "de"}]


_GARBAGE = st.lists(
    st.sampled_from(["@book{", "@string{", "@comment{", "@", "{", "}", '"', "#", "=", ",", "a", "title", "\\'",
        "\\emph", "$",
                     " and ", "crossref", "year", "1999", "\n", "~", "others", "(", ")", "\u0000", "ж"]),
    max_size=30,
).map("".join)  # fmt: skip


@given(_GARBAGE | st.text(max_size=60))
@settings(derandomize=True, deadline=None, max_examples=500)
def test_any_text_gives_entries_or_diagnostics(text: str) -> None:
    collector = Collector()
    library = read_library([SourceFile("a.bib", text.encode("utf-8", "surrogatepass"))], None, collector)
    assert len(library) or library.broken or list(collector)


@given(_GARBAGE, _GARBAGE)
@settings(derandomize=True, deadline=None, max_examples=200)
def test_garbage_in_a_field_stays_there(title: str, name: str) -> None:
    clean = [text.replace("{", "").replace("}", "").replace("@", "") for text in (title, name)]
    text = f"@legal{{a, title={{{clean[0]}}}, author={{{clean[1]}}}}}\n@legal{{b, title={{T}}, year=2000}}"
    collector = Collector()
    library = read_library([SourceFile("a.bib", text.encode())], None, collector)
    assert list(library.entries) == ["a", "b"]
