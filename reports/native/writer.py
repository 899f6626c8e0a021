"""Document model → native HTML. The exact inverse of the reader for every normalised document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import assert_never

from reports.model import blocks as b
from reports.model import inlines as i
from reports.patterns import expression
from reports.source import Position

#: White space that the reader would fold is written as a character reference instead.
_FOLDED = expression(r"(?<= ) |[\t\n\r\f]")


def write(blocks: Iterable[b.Block], *, positions: bool = False) -> str:
    """The blocks in native notation, one block a line where that is safe.

    positions
        Write ``data-at`` wherever a node knows where the author wrote it.
    """
    return _Writer(positions).blocks(blocks)


def write_inlines(inlines: Iterable[i.Inline], *, positions: bool = False) -> str:
    """The inlines in native notation."""
    return _Writer(positions).inlines(inlines)


def _text(text: str) -> str:
    """Escaped, with folding white space written as references."""
    return _FOLDED.sub(lambda found: f"&#{ord(found[0])};", escape(text, quote=False))


def _verbatim(text: str) -> str:
    """Escaped for elements that keep white space; a first line feed and carriage returns would be lost otherwise."""
    return re.sub(r"[\r\n]", lambda found: f"&#{ord(found[0])};", escape(text, quote=False))


class _Writer:
    def __init__(self, positions: bool) -> None:
        self._positions = positions

    def attributes(self, at: Position | None = None, /, **values: object) -> str:
        """Attributes with a value that is not None; ``class_`` and ``data_x`` lose and change their underscores."""
        if at is not None and self._positions:
            values["data_at"] = str(at)
        out = []
        for name, value in values.items():
            if value is None:
                continue
            text = escape(str(value)).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
            out.append(f' {name.rstrip("_").replace("_", "-")}="{text}"')
        return "".join(out)

    def tag(self, name: str, inner: str, at: Position | None = None, /, **values: object) -> str:
        return f"<{name}{self.attributes(at, **values)}>{inner}</{name}>"

    def part(self, name: str, inlines: tuple[i.Inline, ...]) -> str:
        """An optional part: nothing at all when it is empty."""
        return self.tag(name, self.line(inlines)) if inlines else ""

    def line(self, inlines: tuple[i.Inline, ...]) -> str:
        """Inlines that fill a block: the reader strips its ends, so spaces there are written as references."""
        text = self.inlines(inlines)
        if inlines and isinstance(inlines[0], i.Text) and text.startswith(" "):
            text = "&#32;" + text[1:]
        if inlines and isinstance(inlines[-1], i.Text) and text.endswith(" "):
            text = text[:-1] + "&#32;"
        return text

    # Inlines

    def inlines(self, inlines: Iterable[i.Inline]) -> str:
        return "".join(self.inline(one) for one in inlines)

    def inline(self, node: i.Inline) -> str:  # noqa: C901 - one line per node of the vocabulary
        match node:
            case i.Text(text):
                return _text(text)
            case i.Emph(content):
                return self.tag("em", self.inlines(content))
            case i.Strong(content):
                return self.tag("strong", self.inlines(content))
            case i.Superscript(content):
                return self.tag("sup", self.inlines(content))
            case i.Subscript(content):
                return self.tag("sub", self.inlines(content))
            case i.SmallCaps(content):
                return self.tag("x-small-caps", self.inlines(content))
            case i.Code(text):
                return self.tag("code", _verbatim(text))
            case i.LineBreak():
                return "<br>"
            case i.Span(content, role, lang):
                return self.tag("span", self.inlines(content), class_=role, lang=lang)
            case i.Link(content, href, at):
                return self.tag("a", self.inlines(content), at, href=href)
            case i.Ref(target, form, content, at):
                form_or_none = None if form == "label" else form
                return self.tag("x-ref", self.inlines(content), at, to=target, form=form_or_none)
            case i.Cite():
                return self.cite(node)
            case i.Note(content, kind, number, at):
                values = {"data_kind": None if kind == "foot" else kind, "data_number": number or None}
                return self.tag("x-note", self.blocks(content), at, **values)
            case _:
                assert_never(node)

    def cite(self, node: i.Cite) -> str:
        inner = "".join(self.cite_item(item) for item in node.items) + self.part("x-text", node.content)
        return self.tag("x-cite", inner, node.at, mode=None if node.mode == "parenthetical" else node.mode)

    def cite_item(self, item: i.CiteItem) -> str:
        inner = self.part("x-prefix", item.prefix) + self.part("x-suffix", item.suffix)
        return self.tag(
            "x-item", inner, item.at, key=item.key, locator=item.locator or None, label=item.label or None,
            mode=None if item.mode == "normal" else item.mode,
        )  # fmt: skip

    # Blocks

    def blocks(self, blocks: Iterable[b.Block]) -> str:
        return "\n".join(self.block(one) for one in blocks)

    def block(self, node: b.Block) -> str:  # noqa: C901 - one line per node of the vocabulary
        match node:
            case b.Para(content, role, lang, at):
                return self.tag("p", self.line(content), at, class_=role, lang=lang)
            case b.Heading(level, content, id_, number, role, at):
                values = {"id": id_, "class_": role, "data_number": number or None}
                return self.tag(f"h{level}", self.line(content), at, **values)
            case b.Section(content, id_, role, at):
                return self.tag("section", self.blocks(content), at, id=id_, class_=role)
            case b.Division(content, role, id_, lang):
                return self.tag("div", self.blocks(content), id=id_, class_=role, lang=lang)
            case b.List():
                return self.list(node)
            case b.DefinitionList(items, role):
                inner = "".join(
                    self.tag("dt", self.line(one.term)) + self.tag("dd", self.blocks(one.content)) for one in items
                )
                return self.tag("dl", inner, class_=role)
            case b.Quote(content, attribution, role):
                return self.tag("blockquote", self.blocks(content) + self.part("footer", attribution), class_=role)
            case b.CodeBlock(text):
                return self.tag("pre", _verbatim(text))
            case b.Rule():
                return "<hr>"
            case b.Figure():
                return self.figure(node)
            case b.Table():
                return self.table(node)
            case b.Callout():
                inner = self.part("header", node.title) + self.blocks(node.content)
                return self.tag("aside", inner, node.at, id=node.id, class_=node.role, **self.label(node.label))
            case b.Contents():
                return self.contents(node)
            case b.References(entries, hanging):
                inner = "".join(self.reference(one) for one in entries)
                return self.tag("x-references", inner, data_hanging=None if hanging else "no")
            case b.Endnotes(notes):
                inner = "".join(self.tag("x-endnote", self.blocks(n.content), data_number=n.number) for n in notes)
                return self.tag("x-endnotes", inner)
            case b.PageBreak():
                return "<x-page-break></x-page-break>"
            case _:
                assert_never(node)

    @staticmethod
    def label(label: b.Label | None) -> dict[str, object]:
        return {} if label is None else {"data_word": label.word, "data_number": label.number}

    def list(self, node: b.List) -> str:
        inner = "".join(self.tag("li", self.blocks(item.content)) for item in node.items)
        start = node.start if node.ordered and node.start != 1 else None
        values = {"class_": node.role, "data_loose": None if node.tight else "yes", "start": start}
        return self.tag("ol" if node.ordered else "ul", inner, **values)

    def figure(self, node: b.Figure) -> str:
        inner = self.graphic(node.graphic) + self.part("figcaption", node.caption)
        inner += self.part("x-source", node.source) + self.part("x-credit", node.credit)
        return self.tag("figure", inner, node.at, id=node.id, class_=node.role, **self.label(node.label))

    def graphic(self, node: b.Graphic) -> str:
        match node:
            case b.Image(asset, alt):
                return f"<img{self.attributes(src=asset, alt=alt)}>"
            case b.QrCode(url, alt):
                return self.tag("x-qr", "", href=url, alt=alt)
            case b.Chart():
                return self.chart(node)
            case _:
                assert_never(node)

    def chart(self, node: b.Chart) -> str:
        inner = "".join(self.tag("x-category", _verbatim(one)) for one in node.categories)
        for series in node.series:
            values = "".join(self.tag("x-value", "" if v is None else repr(v)) for v in series.values)
            inner += self.tag("x-series", values, name=series.name)
        return self.tag(
            "x-chart", inner, kind=node.kind, unit=node.unit or None, title=node.title or None, alt=node.alt or None
        )

    def table(self, node: b.Table) -> str:
        columns = "".join(
            f"<col{self.attributes(data_align=None if c.align == 'left' else c.align, data_width=c.width)}>"
            for c in node.columns
        )
        inner = self.part("caption", node.caption) + self.tag("colgroup", columns)
        inner += self.tag("thead", "".join(map(self.row, node.head)))
        inner += self.tag("tbody", "".join(map(self.row, node.body))) + self.part("x-source", node.source)
        return self.tag("table", inner, node.at, id=node.id, class_=node.role, **self.label(node.label))

    def row(self, row: b.Row) -> str:
        return self.tag("tr", "".join(map(self.cell, row.cells))) + "\n"

    def cell(self, cell: b.Cell) -> str:
        spans = {
            "colspan": None if cell.colspan == 1 else cell.colspan,
            "rowspan": None if cell.rowspan == 1 else cell.rowspan,
        }
        return self.tag("th" if cell.header else "td", self.blocks(cell.content), **spans)

    def contents(self, node: b.Contents) -> str:
        inner = self.part("header", node.title)
        for one in node.entries:
            values = {"data_level": one.level, "data_target": one.target, "data_number": one.number or None}
            inner += self.tag("x-entry", self.line(one.content), **values)
        kind = None if node.kind == "sections" else node.kind
        return self.tag("nav", inner, data_kind=kind, data_depth=None if node.depth == 2 else node.depth)

    def reference(self, node: b.Reference) -> str:
        return self.tag("x-reference", self.part("x-label", node.label) + self.line(node.content), id=node.id)
