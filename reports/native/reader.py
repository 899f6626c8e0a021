"""Native HTML → document model, strictly: what the notation does not know is an error, never dropped in silence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from typing import Any, cast, get_args

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.native.inlines import InlineReader
from reports.native.tree import Element, fold, parse_tree, reveal
from reports.native.values import Values
from reports.records import record

_CHART_KINDS: tuple[b.ChartKind, ...] = get_args(b.ChartKind)
_ALIGNS: tuple[b.Align, ...] = get_args(b.Align)
_CONTENTS_KINDS: tuple[b.ContentsKind, ...] = get_args(b.ContentsKind)


@record(slots=True)
class Slots:
    """Prose that is parsed already: a template passes it through as ``<x-slot n="…">`` without seeing inside."""

    contents: list[b.Blocks | i.Inlines] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """The numbers of those that a template put into its text."""

    def add(self, content: b.Blocks | i.Inlines) -> str:
        """Keep *content*; the element to put in the text."""
        self.contents.append(content)
        return f'<x-slot n="{len(self.contents) - 1}"></x-slot>'

    def take(self, number: int) -> b.Blocks | i.Inlines:
        """What was kept under *number*. Raises IndexError for one that was never given out."""
        content = self.contents[number]
        self.taken.add(number)
        return content


def read(html: str, collector: Collector, *, path: str = "native.html", slots: Slots | None = None) -> b.Blocks:
    """The blocks that *html* says. Every fault is a TPL0xx diagnostic; what is sound is returned all the same.

    path
        Named in diagnostics where the text carries no marks of templates.
    """
    root = parse_tree(html, path, collector)
    return _Reader(collector, slots or Slots()).blocks(root)


class _Reader(InlineReader):
    """Blocks; the inlines come from the base class."""

    def __init__(self, collector: Collector, slots: Slots) -> None:
        super().__init__(collector, slots.take)
        self._readers: dict[str, Callable[[Element], b.Block | None]] = {
            "p": self._para, "section": self._section, "div": self._division, "ul": self._list, "ol": self._list,
            "dl": self._definitions, "blockquote": self._quote, "pre": self._code, "hr": lambda _: b.Rule(),
            "figure": self._figure, "table": self._table, "aside": self._callout, "nav": self._contents,
            "x-references": self._references, "x-endnotes": self._endnotes,
            "x-page-break": lambda _: b.PageBreak(),
            **{f"h{n}": self._heading for n in range(1, 7)},
        }  # fmt: skip

    # Containers

    def blocks(self, element: Element, parts: Sequence[str] = ()) -> b.Blocks:
        """The blocks in *element*; children named in *parts* are left to the caller."""
        out: list[b.Block] = []
        for child in element.children:
            if isinstance(child, str):
                self._no_text(child, element)
            elif child.name in parts:
                continue
            elif child.name == "x-slot":
                out.extend(self._slot_blocks(child))
            elif child.name in self._readers:
                block = self._readers[child.name](child)
                if block is not None:
                    out.append(block)
            else:
                self._misplaced(child, element)
        return tuple(out)

    def flow(self, element: Element, parts: Sequence[str] = ()) -> b.Blocks:
        """Blocks, or inlines alone, which are one paragraph then."""
        content = [c for c in element.children if isinstance(c, str) or c.name not in parts]
        if any(isinstance(c, Element) and c.name in self._readers for c in content):
            return self.blocks(element, parts)
        slots = [c for c in content if isinstance(c, Element) and c.name == "x-slot"]
        rest = [c for c in content if not (isinstance(c, Element) and c.name == "x-slot")]
        if slots and not any(isinstance(c, Element) or fold(c).strip() for c in rest):
            return self.blocks(element, parts)
        inlines = self.inlines(element, parts)
        return (b.Para(inlines, at=self.at(element)),) if inlines else ()

    def _slot_blocks(self, element: Element) -> b.Blocks:
        content = self.slot(element)
        if content and isinstance(content[0], _INLINE_TYPES):
            return (b.Para(cast("i.Inlines", content)),)
        return cast("b.Blocks", content)

    def _no_text(self, text: str, element: Element) -> None:
        words = reveal(fold(text)).strip()
        if words:
            where = "at the top" if element.name == "document" else f"directly in <{element.name}>"
            shown = words if len(words) <= 40 else words[:39] + "…"
            self.collector.error("TPL005", element.at, f"text {shown!r} stands {where}", "put it in a <p>")

    def _misplaced(self, child: Element, parent: Element) -> None:
        where = "at the top" if parent.name == "document" else f"in <{parent.name}>"
        hint = "put it in a <p>" if child.rule.kind == "inline" else ""
        self.collector.error("TPL003", child.at, f"<{child.name}> cannot stand {where}", hint)

    def _parts(self, element: Element, names: Sequence[str]) -> dict[str, Element]:
        """The children of an element that holds only parts, each at most once."""
        found: dict[str, Element] = {}
        for child in element.children:
            if isinstance(child, str):
                self._no_text(child, element)
            elif child.name not in names:
                self._misplaced(child, element)
            elif child.name in found:
                self.collector.error("TPL003", child.at, f"<{element.name}> has a second <{child.name}>")
            else:
                found[child.name] = child
        return found

    def _many(self, element: Element, *names: str) -> list[Element]:
        """The children of an element that holds only parts, each as often as it likes."""
        out = []
        for child in element.children:
            if isinstance(child, str):
                self._no_text(child, element)
            elif child.name in names:
                out.append(child)
            else:
                self._misplaced(child, element)
        return out

    def _part(self, element: Element, name: str) -> i.Inlines:
        """The inlines of the first part *name* among the children; empty without one."""
        return next((self.inlines(child) for child in element.elements if child.name == name), ())

    def _label(self, element: Element) -> b.Label | None:
        word, number = element.get("data-word"), element.get("data-number")
        return None if word is None and number is None else b.Label(word or "", number or "")

    # Simple blocks

    def _para(self, e: Element) -> b.Block:
        return b.Para(self.inlines(e), self.role(e), self.lang(e), self.at(e))

    def _heading(self, e: Element) -> b.Block:
        level = int(e.name[1])
        return b.Heading(level, self.inlines(e), self.id(e), e.get("data-number") or "", self.role(e), self.at(e))

    def _section(self, e: Element) -> b.Block:
        return b.Section(self.blocks(e), self.id(e), self.role(e), self.at(e))

    def _division(self, e: Element) -> b.Block:
        return b.Division(self.blocks(e), self.role(e), self.id(e), self.lang(e))

    def _code(self, e: Element) -> b.Block:
        return b.CodeBlock(self.verbatim(e))

    def _quote(self, e: Element) -> b.Block:
        return b.Quote(self.flow(e, ("footer",)), self._part(e, "footer"), self.role(e))

    def _callout(self, e: Element) -> b.Block | None:
        role = self.role(e)
        if role is None:
            return None  # the missing attribute has been told
        content = self.flow(e, ("header",))
        return b.Callout(content, role, self._part(e, "header"), self.id(e), self._label(e), self.at(e))

    def _list(self, e: Element) -> b.Block:
        items = tuple(b.ListItem(self.flow(item)) for item in self._many(e, "li"))
        start = Values(e, self.collector).integer("start", 1, least=0)
        return b.List(items, e.name == "ol", start, e.get("data-loose") is None, self.role(e))

    def _definitions(self, e: Element) -> b.Block:
        items: list[b.Definition] = []
        term: i.Inlines | None = None
        for part in self._many(e, "dt", "dd"):
            if (part.name == "dt") is (term is not None):
                self.collector.error("TPL003", part.at, "in <dl> each <dt> is followed by one <dd>")
            if part.name == "dt":
                term = self.inlines(part)
            elif term is not None:
                items.append(b.Definition(term, self.flow(part)))
                term = None
        return b.DefinitionList(tuple(items), self.role(e))

    # Figures and tables

    def _figure(self, e: Element) -> b.Block | None:
        parts = self._parts(e, ("img", "x-chart", "x-qr", "figcaption", "x-source", "x-credit"))
        graphics = [parts[name] for name in ("img", "x-chart", "x-qr") if name in parts]
        if len(graphics) != 1:
            self.collector.error("TPL003", e.at, "<figure> needs one <img>, <x-chart> or <x-qr>")
            return None
        return b.Figure(
            self._graphic(graphics[0]), self._part(e, "figcaption"), self._part(e, "x-source"),
            self._part(e, "x-credit"), self.id(e), self.role(e), self._label(e), self.at(e),
        )  # fmt: skip

    def _graphic(self, e: Element) -> b.Graphic:
        if e.name == "img":
            return b.Image(e.get("src") or "", e.get("alt") or "")
        if e.name == "x-qr":
            return b.QrCode(e.get("href") or "", e.get("alt") or "")
        values = Values(e, self.collector)
        kind = values.choice("kind", _CHART_KINDS, "bar")
        categories = tuple(self.verbatim(c) for c in e.elements if c.name == "x-category")
        series = tuple(
            b.Series(s.get("name") or "", tuple(self._number(v) for v in self._many(s, "x-value")))
            for s in self._many(e, "x-category", "x-series")
            if s.name == "x-series"
        )
        for one in series:
            if len(one.values) != len(categories):
                message = f"series {one.name!r} has {len(one.values)} values for {len(categories)} categories"
                self.collector.error("TPL006", e.at, message)
                return b.Chart(kind, (), (), "", "", "")
        return b.Chart(kind, categories, series, e.get("unit") or "", e.get("title") or "", e.get("alt") or "")

    def _number(self, e: Element) -> float | None:
        text = self.verbatim(e).strip()
        try:
            return float(text) if text else None
        except ValueError:
            self.collector.error("TPL006", e.at, f"{text!r} is not a number")
            return None

    def _table(self, e: Element) -> b.Block:
        parts = self._parts(e, ("caption", "colgroup", "thead", "tbody", "x-source"))
        head = self._rows(parts.get("thead"))
        body = self._rows(parts.get("tbody"))
        columns = tuple(self._column(c) for c in self._many(parts["colgroup"], "col")) if "colgroup" in parts else ()
        width = max((self._row_width(row) for row in head[:1] + body[:1]), default=0)
        columns = columns or tuple(b.Column() for _ in range(width))
        self._check_grid(e, head + body, len(columns))
        return b.Table(
            columns, head, body, self._part(e, "caption"), self._part(e, "x-source"), self.id(e), self.role(e),
            self._label(e), self.at(e),
        )  # fmt: skip

    def _rows(self, group: Element | None) -> tuple[b.Row, ...]:
        return tuple(self._row(row) for row in self._many(group, "tr")) if group is not None else ()

    def _row(self, e: Element) -> b.Row:
        return b.Row(tuple(self._cell(cell) for cell in self._many(e, "th", "td")))

    def _cell(self, e: Element) -> b.Cell:
        values = Values(e, self.collector)
        colspan, rowspan = values.integer("colspan", 1, least=1), values.integer("rowspan", 1, least=1)
        return b.Cell(self.flow(e), e.name == "th", min(colspan, 200), min(rowspan, 2000))

    def _column(self, e: Element) -> b.Column:
        values = Values(e, self.collector)
        align = values.choice("data-align", _ALIGNS, "left")
        return b.Column(align, values.positive("data-width"))

    @staticmethod
    def _row_width(row: b.Row) -> int:
        return sum(cell.colspan for cell in row.cells)

    def _check_grid(self, e: Element, rows: tuple[b.Row, ...], width: int) -> None:
        """Every row fills the grid exactly, cells from above counted in."""
        hanging = [0] * width
        for number, row in enumerate(rows, 1):
            free = [column for column in range(width) if hanging[column] == 0]
            if self._row_width(row) != len(free):
                message = f"row {number} of the table has {self._row_width(row)} cells where {len(free)} are free"
                self.collector.error("TPL007", e.at, message)
                return
            hanging = [max(0, left - 1) for left in hanging]
            place = iter(free)
            for cell in row.cells:
                for _ in range(cell.colspan):
                    hanging[next(place)] = cell.rowspan - 1

    # What the program fills in

    def _contents(self, e: Element) -> b.Block:
        values = Values(e, self.collector)
        kind = values.choice("data-kind", _CONTENTS_KINDS, "sections")
        entries = tuple(
            b.ContentsEntry(
                Values(x, self.collector).integer("data-level", 1, least=1), self.inlines(x),
                x.get("data-target") or "", x.get("data-number") or "",
            )
            for x in self._many(e, "header", "x-entry") if x.name == "x-entry"
        )  # fmt: skip
        return b.Contents(kind, values.integer("data-depth", 2, least=1), self._part(e, "header"), entries)

    def _references(self, e: Element) -> b.Block:
        entries = tuple(
            b.Reference(x.get("id") or "", self.inlines(x, ("x-label",)), self._part(x, "x-label"))
            for x in self._many(e, "x-reference")
        )
        return b.References(entries, e.get("data-hanging") != "no")

    def _endnotes(self, e: Element) -> b.Block:
        notes = self._many(e, "x-endnote")
        return b.Endnotes(tuple(b.Endnote(n.get("data-number") or "", self.flow(n)) for n in notes))


_INLINE_TYPES: tuple[Any, ...] = (
    i.Text, i.Emph, i.Strong, i.Superscript, i.Subscript, i.SmallCaps, i.Code, i.LineBreak, i.Span, i.Link, i.Ref,
    i.Cite, i.Note,
)  # fmt: skip

__all__ = ["Slots", "read"]
