"""What other programs read out of the file: the same headings, lists, notes, tables, links and words as the model."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import mammoth
import pytest
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import children, plain_text, walk
from reports.writers.docx import write
from tests.documents import sample_document
from tests.strategies import documents
from tests.writers.docx.cases import CASES
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import NS, Package, W, text_of

_CLEAN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", _CLEAN.sub("", text))


def leaves(nodes: Any, *, notes: bool) -> Iterator[str]:
    """The pieces of text in reading order; those of notes alone, or all others."""
    for node in nodes:
        match node:
            case i.Note():
                yield from leaves(node.content, notes=False) if notes else ()
                continue
            case i.CiteItem() | b.Endnotes():
                continue
            case b.Figure():
                yield from leaves(node.caption, notes=notes)
                yield from leaves((*node.source, *node.credit), notes=notes)
                continue
            case b.ContentsEntry():
                yield from () if notes else leaves(node.content, notes=False)
                continue
            case i.Text(text) | i.Code(text) | b.CodeBlock(text):
                if not notes:
                    yield text
        yield from leaves(children(node), notes=notes)


def style_chain(paragraph: Paragraph) -> list[str]:
    names, style = [], paragraph.style
    while style is not None:
        names.append(style.name)
        style = style.base_style
    return names


def level_of(paragraph: Paragraph) -> int | None:
    """The heading level, as python-docx sees it through the styles."""
    return next((int(name[8:]) for name in style_chain(paragraph) if re.fullmatch(r"Heading \d", name)), None)


def docx_headings(package: Package) -> list[tuple[int, str]]:
    found = []
    document = package.docx()
    for element in document.element.body.iter(f"{{{W}}}p"):
        level = level_of(Paragraph(element, document._body))
        if level is not None:
            found.append((level, squeeze(text_of(element))))
    return found


def model_headings(document) -> list[tuple[int, str]]:
    headings = [one for one in _no_notes(document.content) if isinstance(one, b.Heading)]
    return [(max(1, min(9, one.level)), squeeze(plain_text(one.content))) for one in headings]


def _no_notes(nodes: Any) -> Iterator[Any]:
    for node in nodes:
        if isinstance(node, i.Note):
            continue
        yield node
        yield from _no_notes(children(node))


def in_order(pieces: Iterator[str], text: str) -> list[str]:
    """Those *pieces* that are not found in *text*, each searched for after the one before."""
    at, missing = 0, []
    for piece in pieces:
        wanted = squeeze(piece)
        found = text.find(wanted, at)
        if found < 0:
            missing.append(piece)
        else:
            at = found + len(wanted)
    return missing


def assert_same_words(document, package: Package) -> None:
    body = squeeze(package.text())
    assert in_order(leaves(document.content, notes=False), body) == []
    notes = squeeze(package.text("word/footnotes.xml")) + squeeze(package.text("word/endnotes.xml"))
    assert [one for one in leaves(document.content, notes=True) if squeeze(one) not in notes] == []


@settings(max_examples=35, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents(depth=3))
def test_any_document_keeps_all_words_in_order_and_all_headings(made):
    package = Package(write(made, theme_of(), pages={}).data)
    assert_same_words(made, package)
    got, want = docx_headings(package), model_headings(made)
    assert [level for level, _ in got] == [level for level, _ in want]
    assert all(text.endswith(title) for (_, text), (_, title) in zip(got, want, strict=True))


@pytest.mark.parametrize("name", [name for name in CASES if name not in ("cover", "charts", "figures", "notes")])
def test_cases_keep_all_words_in_order(name, written):
    assert_same_words(CASES[name], written(CASES[name]))


def test_python_docx_reads_the_tables(sample):
    model = [one for one in walk(sample_document().content) if isinstance(one, b.Table)]
    read = [one for one in sample.docx().tables if one.style.name.startswith("Policy Table")]
    assert len(read) == len(model) >= 2
    for got, want in zip(read, model, strict=True):
        rows = [[squeeze(cell.text) for cell in row.cells] for row in got.rows]
        first = [squeeze(plain_text(cell.content)) for cell in (want.head or want.body)[0].cells]
        assert [re.sub(r"\d+$", "", one) for one in dict.fromkeys(rows[0])] == [
            re.sub(r"\d+$", "", one) for one in first
        ]
        headers = got._tbl.xpath("./w:tr/w:trPr/w:tblHeader")
        assert len(headers) == len(want.head)


def test_external_links_are_those_of_the_model(sample):
    wanted = {one.href for one in walk(sample_document().content) if isinstance(one, i.Link) and one.href[0] != "#"}
    rels = [sample.xml(name) for name in sample.names if name.endswith(("document.xml.rels", "notes.xml.rels"))]
    found = {one.get("Target") for part in rels for one in part if one.get("TargetMode") == "External"}
    assert wanted == found


def test_internal_links_and_fields_lead_to_bookmarks(sample):
    anchors = {one.get(f"{{{W}}}anchor") for part in ("document", "footnotes")
               for one in sample.find("//w:hyperlink[@w:anchor]", f"word/{part}.xml")}  # fmt: skip
    names = Counter(one.get(f"{{{W}}}name") for one in sample.find("//w:bookmarkStart"))
    codes = " ".join(one.text for one in sample.find("//w:instrText"))
    used = set(re.findall(r"(?:PAGE)?REF (\w+)", codes))
    assert anchors
    assert used
    assert anchors | used <= set(names)
    assert set(names.values()) == {1}


def test_alternative_texts_are_those_of_the_model(sample):
    graphics = [one.graphic for one in walk(sample_document().content) if isinstance(one, b.Figure)]
    wanted = Counter(one.alt for one in graphics if one.alt)
    found = Counter(one.get("descr") for one in sample.find("//wp:docPr[@descr]"))
    assert wanted <= found
    assert sum(found.values()) <= len(graphics)


def test_mammoth_reads_structure(sample):
    """mammoth knows Word's built-in styles and nothing of ours."""
    html = mammoth.convert_to_html(io.BytesIO(sample.data)).value
    model = sample_document()
    for level in (1, 2):
        got = [squeeze(re.sub(r"<[^>]*>", "", one)) for one in re.findall(rf"<h{level}>(.*?)</h{level}>", html)]
        want = [text for deep, text in model_headings(model) if deep == level]
        missing = [text for text in want if not any(text in one for one in got)]
        assert missing == []
    notes = {one.number for one in walk(model.content) if isinstance(one, i.Note) and one.kind == "foot"}
    assert len(re.findall(r'<li id="footnote-\d+">', html)) == len(notes)
    assert html.count("<ol>") > len(notes) > 0
    assert "<em>" in html
    assert "<strong>" in html


def test_lists_restart(written):
    package = written(CASES["lists"])
    numbers = [
        (one.getparent().getparent(), one.find(f"{{{W}}}numId").get(f"{{{W}}}val"))
        for one in package.find("//w:body//w:numPr")
    ]
    by_text = {text_of(paragraph.getparent() if paragraph.tag != f"{{{W}}}p" else paragraph): num
               for paragraph, num in numbers}  # fmt: skip
    assert by_text["one"] == by_text["two"] != by_text["x"]
    nums = {one.get(f"{{{W}}}numId"): one for one in package.find("//w:num", "word/numbering.xml")}
    start = nums[by_text["one"]].xpath(".//w:startOverride/@w:val", namespaces=NS)
    assert start == ["4"]
    assert nums[by_text["x"]].xpath(".//w:startOverride/@w:val", namespaces=NS) == ["1"]
