"""Random documents: hypothesis strategies for the whole model, of bounded depth, shared by all rooms.

``documents()`` gives resolved ones (labels, numbers, citations settled), as writers get them; ``blocks()``,
``inlines()`` and the single nodes can be had alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from hypothesis import strategies as st

from reports.language import LANGUAGES, words
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document, Meta, Person
from tests.documents import jpeg, png, svg

#: Characters that break carelessly written writers: markup of HTML, XML, ReportLab, Markdown; scripts; combining marks.
CHARACTERS = (
    "abc deXYZ 0123456789 .,;:-–—…’“”„<>&\"'{}[]()*_`#@\\/|%$^~+= \u00a0\u00ad\u2011 čćšžđëÇ абвжћџ αβγ éü e\u0301 ₂²½€"
)
ASSETS = {"one.png": png(), "two.jpg": jpeg(), "three.svg": svg()}
ROLES = (None, "lead", "action", "series", "byline", "steps", "nobody-knows")
CALLOUTS = (
    "note", "definition", "example", "warning", "method", "key-messages", "summary", "recommendation",
    "recommendations-summary", "option", "unheard-of",
)  # fmt: skip

texts = st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=24)
words_ = st.lists(st.text(st.sampled_from("abcdefghiklmnoprstuvzčšë"), min_size=1, max_size=9), min_size=1, max_size=12)
plain = st.one_of(words_.map(" ".join), texts).map(i.Text)
hrefs = st.sampled_from(
    ["https://example.org/a?b=1&c=%20#d", "mailto:a@example.org", "#sec-a", "http://example.org/\u010d"]
)
keys = st.sampled_from(["doe", "saa2016", "odd key", "x:1"])
numbers = st.one_of(st.none(), st.integers(-50, 400).map(float), st.floats(-1e4, 1e4).map(lambda one: round(one, 2)))


@cache
def leaf_inlines() -> st.SearchStrategy[Any]:
    """Inlines without others inside."""
    return st.one_of(
        plain, plain, plain, texts.map(i.Code), st.just(i.LineBreak()),
        st.builds(i.Ref, st.sampled_from(["sec-a", "fig-x", "nowhere"]), content=st.tuples(plain)),
    )  # fmt: skip


@cache
def cites() -> st.SearchStrategy[i.Cite]:
    """Settled citations."""
    item = keys.map(i.CiteItem)
    linked = st.builds(lambda key, text: (i.Link((text,), f"#ref-{key}"),), keys, plain)
    return st.builds(i.Cite, st.lists(item, min_size=1, max_size=2).map(tuple), content=linked)


@cache
def inlines(depth: int = 2, *, notes: bool = True) -> st.SearchStrategy[tuple[i.Inline, ...]]:
    """A run of inlines nested up to *depth* levels."""
    leaves = leaf_inlines()
    if depth <= 0:
        return st.lists(leaves, min_size=1, max_size=3).map(tuple)
    inner = inlines(depth - 1, notes=False)
    kinds: list[Any] = [
        leaves, leaves, cites(),
        *(st.builds(kind, inner) for kind in (i.Emph, i.Strong, i.Superscript, i.Subscript, i.SmallCaps)),
        st.builds(i.Span, inner, st.sampled_from((None, "due", "measure")), st.sampled_from((None, "de", "sr-Cyrl"))),
        st.builds(i.Link, inner, hrefs),
    ]  # fmt: skip
    if notes:
        body = st.lists(st.builds(b.Para, inlines(1, notes=False)), min_size=1, max_size=2).map(tuple)
        kinds.append(st.builds(i.Note, body))
    return st.lists(st.one_of(*kinds), min_size=1, max_size=4).map(tuple)


@cache
def paras(*, notes: bool = True) -> st.SearchStrategy[b.Para]:
    """Paragraphs."""
    return st.builds(b.Para, inlines(2, notes=notes), st.sampled_from(ROLES), st.sampled_from((None, None, "de", "el")))


@cache
def chart_data() -> st.SearchStrategy[b.Chart]:
    """Charts of all kinds."""
    kinds = st.sampled_from(["bar", "column", "line", "stacked"])

    def build(kind: Any, names: list[str], rows: list[list[float | None]], unit: str, title: str) -> b.Chart:
        series = tuple(b.Series(f"Series {n}", tuple((row * 9)[: len(names)])) for n, row in enumerate(rows, 1))
        return b.Chart(kind, tuple(names), series, unit, title)

    row = st.lists(numbers, min_size=1, max_size=6)
    return st.builds(
        build, kinds, st.lists(texts, min_size=1, max_size=6), st.lists(row, min_size=1, max_size=3),
        st.sampled_from(["", "%", "votes"]), texts,
    )  # fmt: skip


@cache
def figures() -> st.SearchStrategy[b.Figure]:
    """Figures of all kinds."""
    image = st.builds(b.Image, st.sampled_from(sorted(ASSETS)), texts)
    qr = st.builds(b.QrCode, st.just("https://example.org/x"), texts)
    captions = st.one_of(st.just(()), inlines(1))
    return st.builds(
        b.Figure, st.one_of(image, chart_data(), qr), captions, captions, st.one_of(st.just(()), inlines(0))
    )


@st.composite
def tables(draw: st.DrawFn, notes: bool = True) -> b.Table:
    """Tables with spans that fit together."""
    count = draw(st.integers(1, 4))
    aligns = st.sampled_from(["left", "center", "right", "decimal"])
    columns = tuple(b.Column(draw(aligns), draw(st.sampled_from([None, 1.0, 2.5]))) for _ in range(count))
    head = tuple(_row(draw, count, True, notes) for _ in range(draw(st.integers(0, 2))))
    body = [_row(draw, count, False, notes) for _ in range(draw(st.integers(0, 4)))]
    if len(body) >= 2 and count >= 2 and draw(st.booleans()):
        first, second = body[0].cells, body[1].cells
        if len(first) == len(second) == count:
            body[0] = b.Row((b.Cell(first[0].content, first[0].header, rowspan=2), *first[1:]))
            body[1] = b.Row(second[1:])
    caption = draw(st.one_of(st.just(()), inlines(1, notes=notes)))
    source = draw(st.one_of(st.just(()), inlines(1, notes=notes)))
    role = draw(st.sampled_from([None, "matrix", "options"]))
    return b.Table(columns, head, tuple(body), caption, source, role=role)


def _row(draw: st.DrawFn, count: int, head: bool, notes: bool) -> b.Row:
    cells: list[b.Cell] = []
    left = count
    while left:
        span = draw(st.integers(1, left)) if draw(st.integers(0, 4)) == 0 else 1
        content = draw(st.lists(paras(notes=notes), max_size=2).map(tuple))
        cells.append(b.Cell(content, head or (not cells and draw(st.booleans())), span))
        left -= span
    return b.Row(tuple(cells))


@cache
def blocks(depth: int = 2, *, notes: bool = True) -> st.SearchStrategy[Any]:
    """One block nested up to *depth* levels. Ids, numbers and labels are put in by ``documents``."""
    leaves: list[Any] = [
        paras(notes=notes), paras(notes=notes), st.builds(b.CodeBlock, texts), st.just(b.Rule()),
        st.just(b.PageBreak()), st.builds(b.Heading, st.integers(1, 5), inlines(1, notes=notes)), figures(),
        tables(notes),
    ]  # fmt: skip
    if depth <= 0:
        return st.one_of(*leaves[:3])
    inner = st.lists(blocks(depth - 1, notes=notes), min_size=1, max_size=3).map(tuple)
    items = st.lists(inner.map(b.ListItem), min_size=1, max_size=3).map(tuple)
    definitions = st.lists(st.builds(b.Definition, inlines(1, notes=notes), inner), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        *leaves,
        st.builds(b.List, items, st.booleans(), st.integers(1, 9), st.booleans()),
        st.builds(b.DefinitionList, definitions, st.sampled_from([None, "facts", "details", "memo-head"])),
        st.builds(b.Quote, inner, st.one_of(st.just(()), inlines(0)), st.sampled_from([None, "pull"])),
        st.builds(b.Callout, inner, st.sampled_from(CALLOUTS), st.one_of(st.just(()), inlines(1, notes=notes))),
        st.builds(b.Section, inner, role=st.sampled_from([None, "background", "annex", "findings"])),
        st.builds(b.Division, inner, st.sampled_from([None, "summary", "imprint", "title-block", "cover"])),
    )


class _Settler:
    """Numbers notes and labels in reading order and gives ids, as the transforms do."""

    def __init__(self) -> None:
        self.notes = self.figures = self.tables = self.cards = self.ids = 0

    def __call__(self, node: Any) -> tuple[Any, ...]:
        from dataclasses import replace

        match node:
            case i.Note():
                self.notes += 1
                return (replace(node, number=str(self.notes)),)
            case b.Figure(caption=caption) if caption:
                self.figures += 1
                return (replace(node, label=b.Label("Figure", str(self.figures)), id=f"fig-{self.figures}"),)
            case b.Table(caption=caption) if caption:
                self.tables += 1
                return (replace(node, label=b.Label("Table", str(self.tables)), id=f"tbl-{self.tables}"),)
            case b.Callout(role="recommendation"):
                self.cards += 1
                return (replace(node, label=b.Label("Recommendation", str(self.cards)), id=f"rec-{self.cards}"),)
            case b.Heading():
                self.ids += 1
                return (replace(node, id=f"h-{self.ids}"),)
        return (node,)


@st.composite
def documents(draw: st.DrawFn, depth: int = 2, max_blocks: int = 5) -> Document:
    """Whole documents, resolved."""
    from reports.model.walk import rewrite

    found = tuple(draw(st.lists(blocks(depth), min_size=1, max_size=max_blocks)))
    title = b.Division((b.Para((draw(plain),), "title"),), "title-block")
    entries = tuple(
        b.Reference(f"ref-{key}", draw(inlines(1, notes=False))) for key in ("doe", "saa2016", "odd key", "x:1")
    )
    content = rewrite((title, *found, b.References(entries)), _Settler())
    lang = draw(st.sampled_from(LANGUAGES))
    meta = Meta(
        title=draw(texts), lang=lang, authors=(Person(draw(texts)),), keywords=(draw(texts),), date="2023-07-14",
        series=draw(texts), short_title=draw(texts), description=draw(texts), timestamp=1_689_292_800,
        mark=draw(st.sampled_from(["", "Draft"])),
    )  # fmt: skip
    return Document(meta, content, ASSETS, words(lang), options={"paper": "a4", "notes": "foot"})
