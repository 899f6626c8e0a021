"""RIS: records, places, mapping."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing.reading import read_library
from reports.citing.ris import mapping
from reports.citing.vocabulary import TYPES
from reports.diagnostics import Collector
from reports.source import SourceFile

REPORT = """\
TY  - RPRT
ID  - wb2023
AU  - World Bank
AU  - Emini, Donika
TI  - Western Balkans Regular
  Economic Report
PB  - World Bank
CY  - Washington, DC
PY  - 2023/04/12/
UR  - https://example.org/a;b
DO  - 10.1596/39713
KW  - economy
KW  - Balkans
M1  - 23
ER  -
"""


def test_a_report(ris) -> None:
    reading = ris(REPORT)
    assert reading.told == []
    assert reading.kind("wb2023") == "report"
    assert reading.data("wb2023") == {
        "author": [{"literal": "World Bank"}, {"family": "Emini", "given": "Donika"}],
        "title": "Western Balkans Regular Economic Report",
        "publisher": "World Bank",
        "publisher-place": "Washington, DC",
        "issued": {"date-parts": [[2023, 4, 12]]},
        "URL": "https://example.org/a;b",
        "DOI": "10.1596/39713",
        "keyword": "economy, Balkans",
        "number": "23",
    }
    assert reading.library.entries["wb2023"].fields["title"].line == 5


def test_faults_at_their_lines(ris) -> None:
    reading = ris(
        """\
Exported by a database
and more of that
TY  - BOK
TI  - Book
A2  - Judah, Tim
DA  - 2014/13/40
XX  - own
PB: Hurst
TY  - STAT
TI  - Law
PY  - 2014
ID  - a{b
"""
    )
    assert reading.told == [
        "1:1 BIB030 error",
        "3:1 BIB032 info",
        "3:7 BIB014 warning",
        "6:7 BIB017 error",
        "7:1 BIB013 info",
        "8:1 BIB030 error",
        "9:1 BIB031 warning",
        "9:1 BIB031 warning",
        "12:7 BIB019 error",
    ]


def test_keys_are_made_for_records_without_one(ris) -> None:
    record = "TY  - STAT\nAU  - Müller, K\nTI  - T\nPY  - 2014\nER  - \n"
    reading = ris(record * 3)
    assert list(reading.library.entries) == ["muller2014", "muller2014-2", "muller2014-3"]
    assert reading.codes == ["BIB032"] * 3
    assert "cite it as @muller2014" in reading.found[0].message


@pytest.mark.parametrize(
    ("lines", "kind", "expected"),
    [
        ("TY  - JOUR\nJF  - J\nVL  - 3\nIS  - 2\nSP  - 12\nEP  - 34\nSN  - 1234-567X", "article-journal",
         {"container-title": "J", "volume": "3", "issue": "2", "page": "12-34", "ISSN": "1234-567X"}),
        ("TY  - JOUR\nSP  - 12-34\nEP  - 34", "article-journal", {"page": "12-34"}),
        ("TY  - BOOK\nSP  - 320\nT2  - Series\nSN  - 978-3-16-148410-0", "book",
         {"number-of-pages": "320", "collection-title": "Series", "ISBN": "978-3-16-148410-0"}),
        ("TY  - CHAP\nT2  - Book\nED  - Judah, Tim\nT3  - Series", "chapter",
         {"container-title": "Book", "collection-title": "Series", "editor": [{"family": "Judah", "given": "Tim"}]}),
        ("TY  - NEWS\nY1  - 2014///Spring", "article-newspaper", {"issued": {"date-parts": [[2014]], "season": 1}}),
        ("TY  - ELEC\nY2  - 12 March 2020", "webpage", {"accessed": {"date-parts": [[2020, 3, 12]]}}),
        ("TY  - RPRT\nPY  - 2014\nDA  - 2014/05/06", "report", {"issued": {"date-parts": [[2014, 5, 6]]}}),
        ("TY  - BOOK\nAU  - King, Martin Luther, Jr.\nA3  - Ed, A", "book",
         {"author": [{"family": "King", "given": "Martin Luther", "suffix": "Jr."}], "editor": [{"family": "Ed",
             "given": "A"}]}),
        ("TY  - MPCT\nAU  - Hitchcock, A", "motion_picture", {"director": [{"family": "Hitchcock", "given": "A"}]}),
        ("TY  - THES\nM3  - PhD thesis", "thesis", {"genre": "PhD thesis"}),
        ("TY  - JOUR\nM3  - 10.1000/x", "article-journal", {"DOI": "10.1000/x"}),
        ("TY  - JOUR\nJA  - J. Short", "article-journal", {"container-title": "J. Short"}),
    ],
)  # fmt: skip
def test_mapping(ris, lines: str, kind: str, expected: dict) -> None:
    reading = ris(f"{lines}\nTI  - T\nID  - a\nER  - \n".replace("\n", "\r\n"))
    assert reading.kind("a") == kind
    assert {name: reading.data("a").get(name) for name in expected} == expected


def test_every_type_is_one_of_csl() -> None:
    assert set(mapping.TYPES.values()) <= TYPES


@given(
    st.lists(
        st.sampled_from(["TY  - ", "TY  - BOOK", "ER  - ", "AU  - ,", "AU  - A, B", "PY  - 20", "PY  - //",
            "ID  - {", "TI", "  -", "x",
                         "SP  - 3-", "KW  - ", "SN  - x", "\u0000", "M3  - 10.", ""]),
        max_size=12,
    ).map("\n".join)
    | st.text(max_size=60)
)  # fmt: skip
@settings(derandomize=True, deadline=None, max_examples=400)
def test_any_text_gives_entries_or_diagnostics(text: str) -> None:
    collector = Collector()
    library = read_library([SourceFile("a.ris", text.encode("utf-8", "surrogatepass"))], None, collector)
    assert len(library) or list(collector)
