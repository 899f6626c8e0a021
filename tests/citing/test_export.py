"""Exports: what is written is read again, by this project's readers and by others."""

from __future__ import annotations

import json
import re

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing.export import item_of, json_ld, json_ld_text, to_bibtex, to_csl_json, to_ris
from reports.citing.reading import read_library
from reports.diagnostics import Collector, Severity
from reports.model.document import Meta, Person
from reports.model.record import dublin_core
from reports.source import SourceFile

META = Meta(
    title="Kosovo and Regional Security", subtitle="What <next> & “how”?", lang="en-GB", series="Policy Brief",
        series_number="7",
    issn="1234-5679", date="2023-07-14", authors=(Person("Donika Emini", "KCSS", "0000-0002-1825-0097"),
        Person("Charles de Gaulle")),
    contributors=(Person("Tim Judah", role="editor"), Person("A Photographer", role="photographer")),
        keywords=("police", "EU"),
    doi="10.5281/zenodo.1234567", url="https://example.org/brief?a=1&b=2", description="A summary.",
    publisher="Kosovar Center for Security Studies", licence="CC BY 4.0", slug="kosovo-security", version="1.0",
)  # fmt: skip


def _read(text: str, name: str) -> dict[str, dict]:
    collector = Collector()
    library = read_library([SourceFile(name, text.encode())], None, collector)
    assert [one for one in collector if one.severity is Severity.ERROR] == []
    return {entry.key: entry.data for entry in library}


def test_the_brief_as_an_item() -> None:
    item = item_of(META)
    assert item["title"] == "Kosovo and Regional Security: What <next> & “how”?"
    assert item["author"] == [
        {"family": "Emini", "given": "Donika"},
        {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
    ]
    assert item["editor"] == [{"family": "Judah", "given": "Tim"}]
    assert item["issued"] == {"date-parts": [[2023, 7, 14]]}
    assert _read(to_csl_json([item]), "a.json") == {"kosovo-security": item}
    assert item_of(Meta(title="T")) == {"id": "brief", "type": "report", "title": "T", "language": "en-GB"}
    assert item_of(Meta(title="T", authors=(Person("World Bank"),)))["author"] == [{"literal": "World Bank"}]
    assert item_of(Meta(title="T", authors=(Person("Our desk for data"),)))["author"] == [
        {"literal": "Our desk for data"}
    ]


def test_json_ld_is_safe_in_a_page_and_has_no_empty_parts() -> None:
    text = json_ld_text(META)
    assert "<" not in text
    assert json.loads(text) == json_ld(META)
    record = json_ld(META)
    assert record["author"][0] == {
        "@type": "Person", "name": "Donika Emini", "affiliation": {"@type": "Organization", "name": "KCSS"},
        "sameAs": "https://orcid.org/0000-0002-1825-0097",
    }  # fmt: skip
    assert record["identifier"] == "https://doi.org/10.5281/zenodo.1234567"
    assert json_ld(Meta(title="T")) == {
        "@context": "https://schema.org", "@type": "Report", "name": "T", "inLanguage": "en-GB",
    }  # fmt: skip


def test_dublin_core() -> None:
    record = dublin_core(META)
    assert record["creator"] == ("Donika Emini", "Charles de Gaulle")
    assert record["relation"] == ("Policy Brief, 7",)
    assert record["identifier"] == ("https://doi.org/10.5281/zenodo.1234567", "https://example.org/brief?a=1&b=2")
    assert all(values and all(values) for values in record.values())


ITEMS = [
    {"id": "a", "type": "article-journal", "author": [{"family": "Emini", "given": "Donika"},
        {"literal": "World Bank"}],
     "title": "On <i>the</i> Balkans: 50% & more_x", "container-title": "Journal of X", "volume": "3", "issue": "2",
     "page": "12-34", "issued": {"date-parts": [[2020, 5, 6]]}, "DOI": "10.1000/a_b", "ISSN": "1234-5678",
         "language": "en"},
    {"id": "b", "type": "chapter", "author": [{"family": "Berg", "given": "Jan",
        "non-dropping-particle": "van der", "suffix": "Jr."}],
     "title": "A part", "container-title": "The whole", "editor": [{"family": "Judah", "given": "Tim"}],
         "publisher": "Hurst",
     "publisher-place": "London", "issued": {"date-parts": [[2001]]}, "ISBN": "978-3-16-148410-0",
         "collection-title": "Series"},
    {"id": "c", "type": "webpage", "author": [{"literal": "Ministry of Justice and Home Affairs"}], "title": "About",
     "URL": "https://example.org/~a%20b?x=1&y={z}", "accessed": {"date-parts": [[2023, 5, 6]]}},
    {"id": "d", "type": "report", "author": [{"literal": "OSCE"}], "title": "CO₂ “in” numbers", "number": "23",
        "genre": "Policy brief",
     "publisher": "OSCE", "issued": {"date-parts": [[2020]], "season": 2}, "keyword": "a, b", "note": "It's a “note”"},
    {"id": "e", "type": "book", "author": [{"family": "Plato"}], "title": "T", "edition": "2", "publisher": "P",
     "issued": {"date-parts": [[1990]], "circa": True}},
    {"id": "f", "type": "thesis", "author": [{"family": "Gaulle", "given": "C.", "dropping-particle": "de"}],
        "title": "T",
     "genre": "PhD thesis", "publisher": "U", "issued": {"literal": "forthcoming"}},
    {"id": "g", "type": "article-newspaper", "title": "T", "container-title": "BIRN",
        "issued": {"date-parts": [[2019], [2021]]}},
]  # fmt: skip


def _bare(value: object) -> object:
    """Without the protection of capitals that BibTeX needs."""
    return json.loads(re.sub(r'<span class=\\"nocase\\">(.*?)</span>', r"\1", json.dumps(value)))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_bibtex_round_trip(item: dict) -> None:
    expected = dict(item)
    if "URL" in item:
        expected["URL"] = item["URL"].replace("{", "%7B").replace("}", "%7D")
    assert _bare(_read(to_bibtex([item]), "a.bib")[item["id"]]) == expected


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item["id"])
def test_ris_round_trip(item: dict) -> None:
    read = _read(to_ris([item]), "a.ris")[item["id"]]
    for name in (
        "type",
        "container-title",
        "volume",
        "issue",
        "page",
        "publisher",
        "DOI",
        "URL",
        "ISBN",
        "number",
        "genre",
        "accessed",
    ):
        assert read.get(name) == item.get(name), name
    assert read["title"] == re.sub("<[^>]*>", "", item["title"])
    if item["id"] not in "efg":  # RIS knows no circa, no dropped particles, no ranges
        assert read.get("issued") == item.get("issued")
    if item["id"] in "acdeg":
        assert len(read.get("author", [])) == len(item.get("author", []))


def test_other_readers_read_it_too() -> None:
    parsed = bibtexparser.parse_string(to_bibtex([*ITEMS, item_of(META)]))
    assert not parsed.failed_blocks
    assert [entry.key for entry in parsed.entries] == [*(item["id"] for item in ITEMS), "kosovo-security"]
    records = rispy.loads(to_ris([*ITEMS, item_of(META)]))
    assert [record["id"] for record in records] == [*(item["id"] for item in ITEMS), "kosovo-security"]
    assert records[-1]["title"] == "Kosovo and Regional Security: What & “how”?" or records[-1]["title"].startswith(
        "Kosovo"
    )
    assert records[0]["start_page"] == "12"


_PLAIN = st.text(
    st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cf", "Co", "Cn"]), min_size=1, max_size=20
)


@given(_PLAIN.filter(lambda text: "<" not in text))
@settings(derandomize=True, deadline=None, max_examples=300)
def test_any_title_and_name_survive_bibtex(text: str) -> None:
    import unicodedata

    text = unicodedata.normalize("NFC", text)
    item = {
        "id": "a",
        "type": "treaty",
        "title": text,
        "author": [{"literal": text}],
        "issued": {"date-parts": [[2020]]},
    }
    read = _bare(_read(to_bibtex([item]), "a.bib")["a"])
    assert read == item
