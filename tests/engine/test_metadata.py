"""The metadata of a brief in every place it travels to, read back by readers that are not ours."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import bibtexparser
import docx
import html5lib
import pikepdf
import pytest
import rispy

from reports.cli import run

BRIEF = """
title: Who answers?
subtitle: Police requests <2025> & after
lang: en-GB
date: 2026-05-04
version: "1.2"
series: {name: Policy Brief, number: 7, issn: 1234-5679}
authors: [{name: Arta Çela, affiliation: Institute A, orcid: 0000-0002-1825-0097}, {name: Example Institute}]
contributors: [{name: Jo Roe, role: editor}]
keywords: [police, data protection]
doi: 10.5555/who
url: https://example.org/who?a=1&b=2
summary: Requests wait [@a].
sections: [{id: s, title: S, body: x}]
references:
  - {id: a, type: book, title: <i>A</i> Book, author: [{family: Roe, given: Jo}], issued: 2020, publisher: P,
     DOI: 10.5555/a}
  - {id: b, type: book, title: B, issued: 2020, publisher: P}
"""
TITLE = "Who answers? Police requests <2025> & after"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("home")
    (top / "content/who").mkdir(parents=True)
    (top / "content/who/brief.yaml").write_text(BRIEF, encoding="utf-8")
    (top / "house.yaml").write_text("publisher: House\nplace: Pristina\nlicence: CC BY-SA 4.0\n", encoding="utf-8")
    assert run(["-C", str(top), "build", "-q"]) == 0
    return top


def made(home: Path, form: str) -> bytes:
    return (home / f"output/who/who.{form}").read_bytes()


def head(home: Path) -> Any:
    page = html5lib.parse(made(home, "html").decode(), treebuilder="lxml", namespaceHTMLElements=False)
    return page.find("head")


def test_the_page_carries_linked_data(home: Path) -> None:
    (script,) = head(home).findall("script")
    assert script.get("type") == "application/ld+json"
    record = json.loads(script.text)
    assert (record["@context"], record["@type"]) == ("https://schema.org", "Report")
    assert (record["name"], record["datePublished"], record["inLanguage"]) == ("Who answers?", "2026-05-04", "en-GB")
    assert record["author"] == [
        {"@type": "Person", "name": "Arta Çela", "affiliation": {"@type": "Organization", "name": "Institute A"},
         "sameAs": "https://orcid.org/0000-0002-1825-0097"},
        {"@type": "Organization", "name": "Example Institute"},
    ]  # fmt: skip
    assert record["publisher"] == {"@type": "Organization", "name": "House"}
    assert record["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"
    assert (record["identifier"], record["url"]) == ("https://doi.org/10.5555/who", "https://example.org/who?a=1&b=2")
    assert record["citation"] == [
        {"@type": "CreativeWork", "name": "A Book", "author": [{"@type": "Person", "name": "Jo Roe"}],
         "datePublished": "2020", "identifier": "https://doi.org/10.5555/a"},
    ]  # fmt: skip


def test_the_page_tells_scholar_and_libraries(home: Path) -> None:
    found: dict[str, list[str]] = {}
    for one in head(home).findall("meta"):
        found.setdefault(one.get("name") or one.get("property") or "", []).append(one.get("content") or "")
    assert found["citation_author"] == ["Arta Çela", "Example Institute"]
    assert found["citation_publication_date"] == ["2026/05/04"]
    assert found["citation_doi"] == ["10.5555/who"]
    assert found["DC.title"] == [TITLE]
    assert found["DC.identifier"] == ["https://doi.org/10.5555/who", "https://example.org/who?a=1&b=2"]
    assert found["og:url"] == ["https://example.org/who?a=1&b=2"]
    links = {one.get("rel"): one.get("href") for one in head(home).findall("link")}
    assert links["license"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_the_pdf_carries_it(home: Path) -> None:
    with pikepdf.open(io.BytesIO(made(home, "pdf"))) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:creator"] == ["Arta Çela", "Example Institute"]
        assert meta["dc:contributor"] == {"Jo Roe"}
        assert meta["dc:date"] == ["2026-05-04"]
        assert meta["dc:publisher"] == {"House"}
        assert meta["dc:identifier"] == "https://doi.org/10.5555/who"
        assert meta["dc:relation"] == {"Policy Brief, 7"}
        assert meta["dc:rights"] == "CC BY-SA 4.0"
        prism = "{http://prismstandard.org/namespaces/basic/2.0/}"
        assert [meta[prism + name] for name in ("publicationName", "number", "issn", "doi")] == [
            "Policy Brief", "7", "1234-5679", "10.5555/who",
        ]  # fmt: skip
        rights = "{http://ns.adobe.com/xap/1.0/rights/}"
        assert meta[rights + "WebStatement"] == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_the_word_file_carries_it(home: Path) -> None:
    core = docx.Document(io.BytesIO(made(home, "docx"))).core_properties
    assert (core.title, core.author) == ("Who answers?", "Arta Çela; Example Institute")
    assert (core.keywords, core.language, core.version) == ("police, data protection", "en-GB", "1.2")
    assert core.identifier == "https://doi.org/10.5555/who"


def told(home: Path, form: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["-C", str(home), "cite-this", "who", "--format", form]) == 0
    return capsys.readouterr().out


def test_reference_managers_read_the_record(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (entry,) = bibtexparser.parse_string(told(home, "bibtex", capsys)).entries
    fields = {one.key: one.value for one in entry.fields}
    assert (entry.entry_type, entry.key, fields["doi"], fields["date"]) == (
        "report",
        "who",
        "10.5555/who",
        "2026-05-04",
    )
    assert fields["location"] == "Pristina"
    (record,) = rispy.loads(told(home, "ris", capsys))
    assert (record["type_of_reference"], record["title"], record["doi"]) == ("RPRT", TITLE, "10.5555/who")
    (item,) = json.loads(told(home, "csl-json", capsys))
    assert (item["type"], item["title"], item["publisher-place"]) == ("report", TITLE, "Pristina")
    assert json.loads(told(home, "json-ld", capsys))["name"] == "Who answers?"
    assert json.loads(told(home, "dc", capsys))["title"] == [TITLE]


def test_the_suggested_citation_is_the_one_in_the_imprint(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(home, "text", capsys).strip()
    assert text.startswith("Arta Çela and Example Institute (2026), Who answers?")
    assert text.endswith("Policy Brief 7. Pristina: House. https://doi.org/10.5555/who")
    page = html5lib.parse(made(home, "html").decode(), treebuilder="lxml", namespaceHTMLElements=False)
    assert text in " ".join("".join(page.find("body").itertext()).split())


def test_a_faulty_brief_has_no_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content/a").mkdir(parents=True)
    (tmp_path / "content/a/brief.yaml").write_text("titel: T\n", encoding="utf-8")
    assert run(["-C", str(tmp_path), "cite-this"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "SCH001" in err
    assert run(["-C", str(tmp_path), "cite-this", "--format", "odt"]) == 2
