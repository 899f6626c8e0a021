"""What references lack and what looks wrong in them; and that complete ones say nothing."""

from __future__ import annotations

import json

import pytest

from reports.citing.quality import check_dates
from reports.citing.reading import read_library
from reports.diagnostics import Collector, Severity
from reports.source import SourceFile

JUDAH = [{"family": "Judah", "given": "Tim"}]
WORLD_BANK = [{"literal": "World Bank"}]
YEAR = {"issued": "2020"}
URL = {"URL": "https://example.org/a"}


def _told(*items: dict) -> list[str]:
    collector = Collector()
    data = json.dumps([{"id": f"k{index}", **item} for index, item in enumerate(items)])
    read_library([SourceFile("a.json", data.encode())], None, collector)
    assert all(one.severity is not Severity.ERROR for one in collector)
    return [one.code for one in collector]


SOUND = [
    {"type": "book", "title": "T", "author": JUDAH, "publisher": "Hurst", **YEAR},
    {"type": "report", "title": "T", "author": WORLD_BANK, **YEAR},
    {"type": "report", "title": "T", "author": JUDAH, "publisher": "ICG", "issued": "2020-05-06", **URL},
    {"type": "report", "title": "T", "author": JUDAH, "container-title": "Chaillot Papers", **YEAR},
    {"type": "article-journal", "title": "T", "author": JUDAH, "container-title": "J", "page": "321-28", **YEAR},
    {"type": "article-journal", "title": "T", "author": JUDAH, "container-title": "J", "page": "e1-e9", **YEAR},
    {"type": "article-newspaper", "title": "EU, NATO", "container-title": "BIRN", **YEAR, **URL},
    {"type": "webpage", "title": "About", "author": WORLD_BANK, "accessed": "2026-11-23", **URL},
    {"type": "post-weblog", "title": "T", "issued": "2020-01", "accessed": "2020-01-02", **URL},
    {"type": "chapter", "title": "T", "author": JUDAH, "container-title": "B", "publisher": "P", **YEAR},
    {"type": "thesis", "title": "T", "author": JUDAH, "publisher": "U", **YEAR},
    {"type": "legislation", "title": "Law No. 03/L-063", **YEAR},
    {"type": "treaty", "title": "SAA", "issued": "2016-03-16"},
    {"type": "legal_case", "title": "A v B", "issued": "2010"},
    {"type": "interview", "author": JUDAH, "title": "“We can”", "container-title": "Koha Ditore", **YEAR},
    {"type": "dataset", "title": "T", "status": "forthcoming", "publisher": "P"},
    {
        "type": "book",
        "title": "T",
        "author": [{"family": "Alexander", "given": "T"}],
        "publisher": "P",
        "DOI": "10.1000/a(b)c",
        **YEAR,
    },
]


@pytest.mark.parametrize("item", SOUND, ids=lambda item: item["type"])
def test_complete_references_say_nothing(item: dict) -> None:
    assert _told(item) == []


@pytest.mark.parametrize(
    ("code", "item"),
    [
        ("BIB101", {"type": "treaty", **YEAR}),
        ("BIB102", {"type": "treaty", "title": "T"}),
        ("BIB102", {"type": "post", "title": "T", **URL, "archive_location": "x"}),
        ("BIB103", {"type": "book", "title": "T", **YEAR}),
        ("BIB103", {"type": "report", "title": "T", "author": JUDAH, **YEAR}),
        ("BIB103", {"type": "thesis", "title": "T", "author": JUDAH, **YEAR}),
        ("BIB104", {"type": "webpage", "title": "T", **YEAR, **URL}),
        ("BIB105", {"type": "article-journal", "title": "T", "author": JUDAH, **YEAR}),
        ("BIB106", {"type": "thesis", "title": "T", "publisher": "U", **YEAR}),
        ("BIB107", {"type": "webpage", "title": "T", **YEAR}),
        ("BIB108", {"type": "personal_communication", "author": JUDAH, **YEAR}),
        ("BIB108", {"type": "interview", "author": JUDAH, "title": "Talk", **YEAR}),
        ("BIB121", {"type": "treaty", "title": "REGIONAL SECURITY IN THE BALKANS", **YEAR}),
        ("BIB122", {"type": "treaty", "title": "T", "author": [*JUDAH, {"literal": "et al."}], **YEAR}),
        ("BIB122", {"type": "treaty", "title": "T", "editor": [{"family": "Judah et al.", "given": "Tim"}], **YEAR}),
        ("BIB123", {"type": "treaty", "title": "T", "URL": "www.example.org/a", **YEAR}),
        ("BIB123", {"type": "treaty", "title": "T", "URL": "https://example.org/a b", **YEAR}),
        ("BIB123", {"type": "treaty", "title": "T", "URL": "https://", **YEAR}),
        ("BIB123", {"type": "treaty", "title": "T", "URL": "see the website", **YEAR}),
        ("BIB124", {"type": "treaty", "title": "T", "DOI": "https://dx.doi.org/10.1000/a", **YEAR}),
        ("BIB124", {"type": "treaty", "title": "T", "DOI": "doi: 10.1000/a", **YEAR}),
        ("BIB125", {"type": "treaty", "title": "T", "DOI": "1234-5678", **YEAR}),
        ("BIB126", {"type": "treaty", "title": "T", "URL": "javascript:alert(1)", **YEAR}),
        ("BIB127", {"type": "treaty", "title": "T", "page": "321–301", **YEAR}),
        ("BIB128", {"type": "treaty", "title": "T", "issued": "0203"}),
        ("BIB128", {"type": "treaty", "title": "T", "issued": "9999"}),
        ("BIB128", {"type": "treaty", "title": "T", "issued": "2020-05", "accessed": "2020-04-01"}),
        ("BIB130", {"type": "treaty", "title": "T", "author": [{"family": "Bank", "given": "World"}], **YEAR}),
        ("BIB131", {"type": "treaty", "title": "T", "author": [{"family": "Emini; Smith", "given": "D."}], **YEAR}),
    ],
)
def test_one_fault_one_finding(code: str, item: dict) -> None:
    assert _told(item) == [code]


def test_findings_stand_where_the_value_was_written(csl_yaml) -> None:
    reading = csl_yaml(
        """\
- id: a
  type: webpage
  title: THE WHOLE TITLE LOUD
  URL: https://example.org
  issued: 2020
- id: b
  type: report
  title: T
"""
    )
    assert reading.told == ["3:10 BIB121 warning", "4:8 BIB104 warning", "6:3 BIB102 warning", "6:3 BIB103 warning"]


def test_an_entry_with_errors_is_not_reported_twice(csl_yaml) -> None:
    assert csl_yaml("- {id: a, type: book, titel: T}\n").codes == ["BIB013"]


def test_identifiers_are_brought_into_their_form() -> None:
    collector = Collector()
    item = {
        "id": "a",
        "type": "treaty",
        "title": "T",
        **YEAR,
        "DOI": "https://doi.org/10.1000/A_b",
        "URL": "file:///etc/passwd",
    }
    library = read_library([], [item], collector)
    assert library.entries["a"].data["DOI"] == "10.1000/A_b"
    assert "URL" not in library.entries["a"].data


@pytest.mark.parametrize(
    ("issued", "as_of", "late"),
    [("2023", "2023-07-14", False), ("2024", "2023-07-14", True), ("2023-08", "2023-07-14", True),
     ("2023-08", "2023", False), ("2023-07-14", "2023-07-14", False), ("2033", "", False)],
)  # fmt: skip
def test_references_later_than_the_brief(issued: str, as_of: str, late: bool) -> None:
    library = read_library([], [{"id": "a", "type": "treaty", "title": "T", "issued": issued}], Collector())
    collector = Collector()
    check_dates(library, as_of, collector)
    assert [one.code for one in collector] == (["BIB129"] if late else [])
