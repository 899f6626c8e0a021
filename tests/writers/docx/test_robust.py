"""Whatever comes: no exception, no hang, a file that opens."""

from __future__ import annotations

import io
import time
from dataclasses import replace

import pytest
from docx import Document as WordDocument
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Asset, Meta
from reports.writers.docx import write
from tests.documents import cell, document, h, p, t
from tests.strategies import documents
from tests.writers.docx.cases import CASES
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import Package, audit

ODD = st.text(alphabet=st.characters(codec=None), max_size=60)


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents(depth=3), ODD, ODD, st.sampled_from(["draft", "review", "final"]), st.booleans())
def test_any_document_in_any_state(made, title, lang, status, zotero):
    meta = replace(made.meta, title=title, lang=lang, status=status, short_title=title, mark=title[:9], slug=lang)
    options = {"docx-citations": "zotero" if zotero else "static", "paper": title, "two-sided": "yes" if zotero else ""}
    sources = {"doe": {"id": "doe", "title": title}}
    data = write(replace(made, meta=meta, options=options, sources=sources), theme_of(), pages={"": 3}).data
    WordDocument(io.BytesIO(data))
    for name in Package(data).names:
        if name.endswith((".xml", ".rels")):
            Package(data).xml(name)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(ODD, min_size=1, max_size=4), ODD, ODD)
def test_any_ids_and_texts(ids, text, href):
    blocks: list[b.Block] = [h(1, text, ids[0])]
    for one in ids:
        links = i.Link(t(text), f"#{one}"), i.Ref(one, content=t(text)), i.Link(t(text), href)
        blocks += [p(*links, i.Code(text)),
                   b.Callout((p(text),), one, t(text), one, b.Label(text, text)),
                   b.Figure(b.QrCode(text, text), t(text), id=one, label=b.Label(text, "1")),
                   p(text, role=one)]  # fmt: skip
    data = write(replace(document(*blocks), meta=Meta(text, lang=href)), theme_of(), pages={}).data
    assert audit(data) == []


@pytest.mark.parametrize("depth", [70, 400])
def test_deep_nesting(depth, theme):
    made: b.Block = p("the bottom")
    inline: i.Inline = i.Text("the core")
    for level in range(depth):
        inline = i.Emph((inline,)) if level % 2 else i.Strong((inline,))
        match level % 5:
            case 0:
                made = b.Section((made,))
            case 1:
                made = b.List((b.ListItem((made,)),))
            case 2:
                made = b.Callout((made,), "note")
            case 3:
                made = b.Table((), (), (b.Row((b.Cell((made,)),)),))
            case _:
                made = b.Division((made,), "imprint")
    package = Package(write(document(made, b.Para((inline,))), theme, pages={}).data)
    assert "the bottom" in package.text()
    assert "the core" in package.text()


def test_long_strings(theme):
    made = document(h(1, "x" * 100_000, "y" * 10_000), p("word " * 200_000), p("z" * 500_000), title="t" * 100_000)
    assert len(Package(write(made, theme, pages={}).data).text()) > 1_600_000


def test_a_table_of_8000_rows_is_quick(theme):
    head = (b.Row(tuple(cell(name, header=True) for name in ("Year", "Place", "Number", "Remark"))),)
    columns = (b.Column(), b.Column(), b.Column("decimal"), b.Column())
    body = tuple(
        b.Row((cell(str(at)), cell("Somewhere"), cell(f"{at / 7:.2f}"), cell("A remark"))) for at in range(8000)
    )
    start = time.perf_counter()
    data = write(document(b.Table(columns, head, body, t("Long"))), theme, pages={}).data
    assert time.perf_counter() - start < 8
    assert Package(data).read("word/document.xml").count(b"<w:tr>") == 8001


@pytest.mark.parametrize(
    "asset",
    [
        Asset("png", b"", 0, 0), Asset("jpeg", b"not a picture", -5, 1e30, 0), Asset("svg", b"<svg", 10, 10),
        Asset("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", float("nan"), float("inf")),
        Asset("png", b"\x89PNG", 100000, 1, 1e-9),
    ],
)  # fmt: skip
def test_broken_pictures(theme, asset):
    made = replace(document(b.Figure(b.Image("x", "Alt"), t("C"))), assets={"x": asset})
    assert audit(write(made, theme, pages={}).data) == []


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("look", ["report"])
def test_cases_in_other_looks(name, look):
    WordDocument(io.BytesIO(write(CASES[name], theme_of(look), pages={}).data))
