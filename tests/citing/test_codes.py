"""Every code that this room documents is raised by something, and every one that is raised is documented."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import reports.citing
from reports.citing import styles
from reports.citing.codes import EXPLANATIONS
from reports.citing.quality import check_dates
from reports.citing.reading import read_library
from reports.citing.render import render
from reports.diagnostics import Collector
from reports.model.inlines import Cite, CiteItem
from reports.source import Position, SourceFile

SOUND = '"type": "treaty", "title": "T", "issued": "2020"'
DEEP = "[" * 100
AT = Position("brief.yaml", 3, 6)

FILES: dict[str, tuple[str, str | bytes]] = {
    "BIB001": ("references.docx", "x"),
    "BIB002": ("references.json", "@book{a,\n title = {T}}"),
    "BIB003": ("references.bib", b"@book{a, title = {Pri\xb9tina}}"),
    "BIB004": ("references.json", DEEP),
    "BIB005": ("references.bib", "nothing here\n"),
    "BIB006": ("references.json", '[{"id": "a",}]'),
    "BIB007": ("references.yaml", "references: judah2008\n"),
    "BIB008": ("references.bib", "@book{a, title = {One}, title = {Two}}"),
    "BIB010": ("references.yaml", "- type: report\n  title: Annual Report\n"),
    "BIB011": ("references.yaml", "- id: report2023\n"),
    "BIB012": ("references.bib", "@book{a}\n@book{a}"),
    "BIB013": ("references.yaml", "- {id: a, type: webpage, title: A page, url: 'https://example.org'}\n"),
    "BIB014": ("references.yaml", "- {id: a, type: website, title: A page}\n"),
    "BIB015": ("references.yaml", "- {id: a, type: book, publisher: [Routledge, Hurst]}\n"),
    "BIB016": ("references.yaml", "- {id: a, type: book, author: World Bank}\n"),
    "BIB017": ("references.yaml", "- {id: a, type: book, issued: 14 July 2023}\n"),
    "BIB018": ("references.json", '[{"id": "a", "type": "book", "title": "A\\u0000"}]'),
    "BIB019": ("references.yaml", "- {id: 'a{b', type: book}\n"),
    "BIB020": ("references.bib", "@book{a, title = {Unclosed, year = 2020}"),
    "BIB021": ("references.bib", "@book{a, publisher = hurst}"),
    "BIB022": ("references.bib", "@incollection{a, crossref = {nowhere}}"),
    "BIB023": ("references.bib", "@book{a, crossref = {b}}\n@book{b, crossref = {a}}"),
    "BIB024": ("references.bib", r"@book{a, title = {The \mymacro{Balkans}}}"),
    "BIB030": ("references.ris", "AU: Emini, Donika\n"),
    "BIB031": ("references.ris", "TY  - BOOK\nTI  - T\n"),
    "BIB032": ("references.ris", "TY  - BOOK\nTI  - T\nER  - \n"),
    "BIB101": ("references.json", '[{"id": "a", "type": "report", "issued": "2023"}]'),
    "BIB102": ("references.json", '[{"id": "a", "type": "book", "title": "T"}]'),
    "BIB103": ("references.json", '[{"id": "a", "type": "book", "title": "T"}]'),
    "BIB104": ("references.json", '[{"id": "a", "type": "webpage", "title": "T", "URL": "https://example.org"}]'),
    "BIB105": ("references.json", '[{"id": "a", "type": "article-journal", "title": "T"}]'),
    "BIB106": ("references.json", '[{"id": "a", "type": "thesis", "title": "T"}]'),
    "BIB107": ("references.json", '[{"id": "a", "type": "webpage", "title": "T"}]'),
    "BIB108": ("references.json", '[{"id": "a", "type": "personal_communication"}]'),
    "BIB121": ("references.yaml", "- {id: a, type: book, title: REGIONAL SECURITY IN THE BALKANS}\n"),
    "BIB122": ("references.yaml", "- {id: a, type: book, author: [{family: E, given: D}, {literal: et al.}]}\n"),
    "BIB123": ("references.yaml", "- {id: a, type: book, URL: www.example.org}\n"),
    "BIB124": ("references.yaml", "- {id: a, type: book, DOI: 'https://doi.org/10.1234/abc'}\n"),
    "BIB125": ("references.yaml", "- {id: a, type: book, DOI: 1234-5678}\n"),
    "BIB126": ("references.yaml", "- {id: a, type: book, URL: 'file:///home/a.pdf'}\n"),
    "BIB127": ("references.yaml", "- {id: a, type: book, page: 321-301}\n"),
    "BIB128": ("references.yaml", "- {id: a, type: book, issued: '0203'}\n"),
    "BIB130": ("references.bib", "@book{a, author = {World Bank}}"),
    "BIB131": ("references.yaml", "- {id: a, type: book, author: [{family: 'Emini and Smith, J.', given: D.}]}\n"),
}  # fmt: skip


def _codes_of(name: str, data: str | bytes) -> set[str]:
    collector = Collector()
    read_library([SourceFile(name, data if isinstance(data, bytes) else data.encode())], None, collector)
    assert all(one.at.path == name for one in collector)
    return {one.code for one in collector}


@pytest.mark.parametrize("code", FILES)
def test_a_file_raises(code: str) -> None:
    assert code in _codes_of(*FILES[code])


def _bad_style() -> SourceFile:
    return SourceFile(
        "own.csl", b'<?xml version="1.0"?>\n<style xmlns="http://purl.org/net/xbiblio/csl">\n<broken></style>'
    )


def _citing(code: str) -> Collector:
    collector = Collector()
    item = json.loads(f'{{"id": "a", {SOUND}}}')
    library = read_library([], [item], collector)
    style = styles.load("apa", "en-GB", collector, AT)
    assert style is not None
    match code:
        case "BIB129":
            check_dates(library, "2019-01-01", collector)
        case "CIT001":
            render(library, [Cite((CiteItem("b", at=AT),))], style, "en-GB", collector=collector)
        case "CIT002":
            render(library, [], style, "en-GB", collector=collector)
        case "CIT003":
            assert styles.load("chicago-nots-bibliography", "en-GB", collector, AT) is None
        case "CIT004":
            assert styles.load("own.csl", "en-GB", collector, AT, _bad_style()) is None
        case "CIT005":
            assert styles.load("apa", "mt", collector, AT) is not None
    return collector


@pytest.mark.parametrize("code", ["BIB129", "CIT001", "CIT002", "CIT003", "CIT004", "CIT005"])
def test_citing_raises(code: str) -> None:
    told = [one.code for one in _citing(code)]
    assert told == ([code, "CIT002"] if code == "CIT001" else [code])


def test_a_style_that_fails_on_references_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from reports.citing import csl

    def fail(*_: object) -> None:
        raise csl.DataError("too many steps")

    monkeypatch.setattr(csl.Processor, "cite", fail)
    collector = Collector()
    library = read_library([], [json.loads(f'{{"id": "a", {SOUND}}}')], collector)
    style = styles.load("apa", "en-GB", collector, AT)
    assert style is not None
    rendered = render(library, [Cite((CiteItem("a"),))], style, "en-GB", collector=collector, at=AT)
    assert [(one.code, one.at) for one in collector] == [("CIT006", AT)]
    assert rendered.clusters == ((),)


def test_every_code_is_documented_and_every_documented_one_is_raised() -> None:
    documented = [one.code for one in EXPLANATIONS]
    assert len(documented) == len(set(documented))
    raised = {*FILES, "BIB129", "CIT001", "CIT002", "CIT003", "CIT004", "CIT005", "CIT006", "CIT007"}
    assert set(documented) == raised
    folder = Path(str(reports.citing.__file__)).parent
    sources = [path for path in folder.rglob("*.py") if "csl" not in path.relative_to(folder).parts[:1]]
    assert len(sources) > 20
    written = {code for path in sources for code in re.findall(r'"((?:BIB|CIT)\d{3})"', path.read_text())}
    assert written == set(documented)


def test_examples_raise_their_code() -> None:
    """Where an explanation has an example that is a whole file, it does what it says."""
    tried = 0
    for one in EXPLANATIONS:
        name = (
            "references.yaml"
            if one.example.startswith("- ")
            else "references.bib"
            if one.example.startswith("@")
            else ""
        )
        if name:
            assert one.code in _codes_of(name, one.example + "\n"), one.code
            tried += 1
    assert tried > 10
