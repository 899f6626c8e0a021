"""Tables: columns as wide as their content wants, heads repeated, rows split only when they must be."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.records import record
from reports.theme.tokens import Edge, TableStyle, TextAlign, TextStyle
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.columns import Grid, Placed, column_widths, fits, grid_of, is_high, parts_words
from reports.writers.pdf.decimals import align_decimals
from reports.writers.pdf.galley import FORBIDDEN, Floating, Flow, Plate
from reports.writers.pdf.marks import continued
from reports.writers.pdf.placing import Line
from reports.writers.pdf.rows import CellBox, Row
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting
from reports.writers.pdf.text import Prefix

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story

#: A table lower than this, in points, is rather moved to the next page than parted.
_SMALL = 260.0

#: Tables deeper inside other blocks get no page of their own.
_DEEPEST = 6

#: Points by which type is smaller when the cells move together too.
_TIGHTER = 0.9


@record(slots=True, eq=False)
class TableBody:
    """The rows of a table, as a wrap: rules above and below, the head again on every later page."""

    style: TableStyle
    x: float
    width: float
    head: list[Row] = field(default_factory=list)
    continued: Line | None = None

    def opening(self, *, first: bool) -> float:
        """Nothing where the table begins; "continued" and the head on later pages."""
        if first:
            return 0.0
        extra = self.continued.height if self.continued is not None else 0.0
        return extra + sum(row.height for row in self.head)

    def closing(self, *, last: bool) -> float:
        """Rules take no height."""
        return 0.0

    def paint(self, pen: Pen, left: float, top: float, bottom: float, *, first: bool, last: bool) -> None:
        """The rules, and the repeated head as an artifact."""
        x = left + self.x
        if not first:
            pen.hush(True)
            if self.continued is not None:
                self.continued.paint(pen, left, top)
                top -= self.continued.height
            y = top
            for row in self.head:
                row.paint(pen, left, y)
                y -= row.height
            pen.hush(False)
        pen.line(x, top, x + self.width, top, self.style.top.width, self.style.top.colour)
        pen.line(x, bottom, x + self.width, bottom, self.style.bottom.width, self.style.bottom.colour)


def add_table(story: Story, flow: Flow, node: Node, block: b.Table, setting: Setting) -> None:
    """Draw a table where it fits: in the text column, over both columns, or on a landscape page."""
    grid = grid_of(block)
    if not grid.columns:
        return
    look = _look(story, block, setting)
    restore = story.widen(flow, look.table.placement)
    narrow = flow.width
    if not fits(story, grid, look, narrow) or is_high(story, grid, look, narrow, story.full_width):
        restore()
        restore = story.widen(flow, "wide")
    if fits(story, grid, look, flow.width, hyphens=flow.width > narrow or not story.can_widen(flow)):
        _draw(story, flow, node, block, grid, look)
        restore()
        return
    if flow.chain or setting.depth >= _DEEPEST:
        _draw(story, flow, node, block, grid, _smaller(story, grid, look, flow.width, block))
        restore()
        return
    restore()
    turned = Flow(0.0, story.landscape_width)
    _draw(story, turned, node, block, grid, _smaller(story, grid, look, story.landscape_width, block))
    kind = block.label.word if block.label is not None else ""
    plate = Plate(strips=turned.strips, floating=Floating(kind, free=False))
    plate.anchors = flow.anchors
    flow.anchors = ()
    flow.strips.append(plate)


def _look(story: Story, block: b.Table, setting: Setting) -> TableLook:
    role = block.role or "table"
    return TableLook(
        story.styles.text(f"{role}.head", "table.head"),
        story.styles.text(f"{role}.cell", "table.cell"),
        story.styles.text(f"{role}.row-head", "table.row-head", f"{role}.cell", "table.cell"),
        story.theme.table(role),
        setting,
    )


def lacks_room(story: Story, content: tuple[b.Block, ...], setting: Setting, width: float) -> bool:
    """Whether a table in *content* cannot be set *width* points wide without parting words."""
    tables = [one for one in content if isinstance(one, b.Table)]
    return any(not fits(story, grid_of(one), _look(story, one, setting), width) for one in tables)


def _smaller(story: Story, grid: Grid, look: TableLook, width: float, block: b.Table) -> TableLook:
    """The look with type as much smaller as it takes for the table to fit, down to what can still be read."""
    floor = story.styles.number("table.least-size", 7.0)
    size = look.cell.size
    while not fits(story, grid, look, width, hyphens=True):
        if look.cell.size <= floor:
            if block.at is not None:
                place = "a landscape page" if width == story.landscape_width else "the box it stands in"
                hint = "drop a column, shorten its head, or part the table"
                story.collector.warning("OUT003", block.at, f"the table is wider than {place}", hint)
            break
        look = look.scaled(max(look.cell.size - 0.5, floor) / look.cell.size)
        if size - look.cell.size > _TIGHTER:
            look = replace(look, table=replace(look.table, padding=_tight(look.table.padding)))
    return look


def _tight(padding: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    top, right, bottom, left = padding
    return top, min(right, 3.0), bottom, min(left, 3.0)


@record(frozen=True, slots=True)
class TableLook:
    """The styles of one table."""

    head: TextStyle
    cell: TextStyle
    row_head: TextStyle
    table: TableStyle
    setting: Setting

    def scaled(self, factor: float) -> TableLook:
        """The same in another size of type."""
        head, cell, row_head = (
            replace(one, size=one.size * factor, leading=one.leading * factor)
            for one in (self.head, self.cell, self.row_head)
        )
        return replace(self, head=head, cell=cell, row_head=row_head)

    def text(self, placed: Placed) -> TextStyle:
        """The style of one cell's text."""
        if placed.in_head:
            return self.head
        return self.row_head if placed.cell.header else self.cell


def _draw(story: Story, flow: Flow, node: Node, block: b.Table, grid: Grid, look: TableLook) -> None:
    before = flow.pending
    flow.anchor(block.id)
    flow.gap(look.table.space_before)
    outer = node.add("Table")
    start = len(flow.strips)
    if block.caption or block.label:
        caption(story, flow, outer.add("Caption"), block.label, block.caption, look.setting)
    for strip in flow.strips[start:]:
        strip.after = FORBIDDEN
    flow.pending = min(flow.pending, 4.0) if len(flow.strips) > start else flow.pending
    body = TableBody(look.table, flow.x, flow.width)
    was = flow.open(body)
    widths = column_widths(story, grid, look, flow.width)
    hyphens = parts_words(story, grid, look, flow.width)
    builder = _Rows(story, flow, outer, grid, look, widths, body, hyphens)
    builder.add_all()
    body.continued = _continued(story, flow, block, look)
    flow.close(was)
    if block.source and len(flow.strips) > start:
        flow.strips[-1].after = FORBIDDEN
        style = story.styles.text("source", "table.note")
        flow.gap(style.space_before)
        story.para(flow, node, source_text(story, block.source), style, look.setting.lang, plain_links=True)
    flow.pending = look.table.space_after
    small = sum(strip.height for strip in flow.strips[start:]) < _SMALL
    if small:
        flow.raise_costs(start, 400.0 if block.label is not None else 40.0)
    if block.label is not None:
        flow.let_float(start, Floating(block.label.word, small, before, flow.pending))


def source_text(story: Story, source: tuple[i.Inline, ...]) -> tuple[i.Inline, ...]:
    """The source with the word for it before it."""
    return (i.Text(f"{story.word('source', 'Source')}{story.word('colon', ':')} "), *source)


def caption(
    story: Story, flow: Flow, node: Node, label: b.Label | None, content: tuple[i.Inline, ...], setting: Setting
) -> None:
    """Label and caption, kept with what follows."""
    style = story.styles.text("caption")
    prefix: tuple[Prefix, ...] = ()
    if label is not None:
        look = story.setter.look(replace(story.styles.text("caption.label", "caption"), size=style.size), setting.lang)
        prefix = ((f"{label}\u2002" if content else str(label), look, None),)
    lines = story.para(flow, node, content, style, setting.lang, prefix=prefix)
    story.keep_lines(lines)


def _continued(story: Story, flow: Flow, block: b.Table, look: TableLook) -> Line | None:
    name = str(block.label) if block.label is not None else story.owner if block.role == "options" else ""
    return continued(story, name, look.setting.lang, flow.x, max(flow.width, 200.0), 3.0) if name else None


@record(slots=True)
class _Rows:
    """Turns the rows of one table into strips."""

    story: Story
    flow: Flow
    node: Node
    grid: Grid
    look: TableLook
    widths: list[float]
    body: TableBody
    hyphens: bool
    numbers: dict[int, list[tuple[Line, str]]] = field(default_factory=dict)

    def add_all(self) -> None:
        """Head, then body."""
        grid = self.grid
        head_rows = [row for row in grid.rows if row.in_head]
        body_rows = [row for row in grid.rows if not row.in_head]
        made: list[Row] = []
        if head_rows:
            section = self.node.add("THead")
            made = [self._row(section, row.cells, row.in_head, k, row.filler) for k, row in enumerate(head_rows)]
            self._heights(made, [row.cells for row in head_rows])
            for row in made:
                row.foot = Edge()
                row.background = self.look.table.head_background
            made[-1].foot = self.look.table.head
            self._add(made, keep=True)
            self.body.head = made
        section = self.node.add("TBody")
        below = [self._row(section, row.cells, row.in_head, k, row.filler) for k, row in enumerate(body_rows)]
        self._align()
        self._heights(below, [row.cells for row in body_rows])
        self._spans(below, [row.cells for row in body_rows])
        self._add(below, keep=False)
        if below:
            below[-1].foot = Edge()
            below[0].after = max(below[0].after, 200.0)
            if len(below) > 2:
                below[-2].after = max(below[-2].after, 200.0)

    def _row(self, section: Node, cells: list[Placed], in_head: bool, index: int, filler: int) -> Row:
        style = self.look.table
        node = section.add("TR")
        top, right, bottom, left = style.padding
        row = Row(pad_top=top, pad_bottom=bottom, foot=style.row)
        if style.stripe_background and index % 2 and not in_head:
            row.background = style.stripe_background
        for placed in cells:
            box = self._cell(node, placed, left, right)
            row.cells.append(box)
        for _ in range(filler):
            node.add("TH" if in_head and not cells else "TD")
        row.x, row.width = self.flow.x, self.flow.width
        return row

    def _cell(self, node: Node, placed: Placed, left: float, right: float) -> CellBox:
        cell = placed.cell
        header = cell.header or placed.in_head
        inner = node.add("TH" if header else "TD", attributes=_attributes(placed, header))
        column = self.grid.columns[placed.column]
        first = 0.0 if placed.column == 0 and not self._filled() else left
        last = 0.0 if placed.column + placed.colspan >= len(self.widths) and not self._filled() else right
        width = sum(self.widths[placed.column : placed.column + placed.colspan]) - first - last
        x = sum(self.widths[: placed.column]) + first
        flow = Flow(0.0, max(width, 12.0))
        align: TextAlign = "right" if column.align == "decimal" else column.align
        style = self.look.text(placed)
        text = replace(style, align=align, hyphenate=style.hyphenate and self.hyphens)
        setting = replace(self.look.setting, scope="table", body=text, item=text, depth=self.look.setting.depth + 1)
        self.story.blocks(flow, inner, cell.content, setting)
        if column.align == "decimal" and not placed.in_head and placed.colspan == 1:
            self._number(placed, flow)
        return CellBox(x, flow.strips, tall=placed.rowspan > 1)

    def _filled(self) -> bool:
        style = self.look.table
        return bool(style.head_background or style.stripe_background)

    def _number(self, placed: Placed, flow: Flow) -> None:
        if len(flow.strips) == 1 and isinstance(flow.strips[0], Line):
            self.numbers.setdefault(placed.column, []).append((flow.strips[0], placed.plain))

    def _align(self) -> None:
        for lines in self.numbers.values():
            align_decimals(self.story.setter, lines)

    def _heights(self, rows: list[Row], cells: list[list[Placed]]) -> None:
        for row in rows:
            row.settle()
        for k, (row, placed) in enumerate(zip(rows, cells, strict=True)):
            for box, one in zip(row.cells, placed, strict=True):
                if one.rowspan > 1:
                    spanned = rows[k : k + one.rowspan]
                    lack = box.height + row.pad_top + row.pad_bottom - sum(each.height for each in spanned)
                    if lack > 0 and spanned:
                        spanned[-1].height += lack

    def _spans(self, rows: list[Row], cells: list[list[Placed]]) -> None:
        """Keep rows joined by a cell together, as long as they are not too high for that."""
        for k, placed in enumerate(cells):
            for box, one in zip(rows[k].cells, placed, strict=True):
                if one.rowspan <= 1:
                    continue
                joined = rows[k : k + one.rowspan]
                if sum(row.height for row in joined) < 420.0 and box.height < 400.0:
                    for row in joined[:-1]:
                        row.after = FORBIDDEN
                        row.rules = _open_rules(row, self.widths, one)
                else:
                    box.tall = False
                    rows[k].settle()

    def _add(self, rows: list[Row], *, keep: bool) -> None:
        for row in rows:
            after = FORBIDDEN if keep else max(row.after, 1.0)
            self.flow.add(row)
            row.after = after


def _open_rules(row: Row, widths: list[float], placed: Placed) -> list[tuple[float, float]]:
    """The rule under a row, leaving out the columns of a cell that goes on below."""
    start = sum(widths[: placed.column])
    end = start + sum(widths[placed.column : placed.column + placed.colspan])
    out: list[tuple[float, float]] = []
    for left, right in row.rules or [(0.0, row.width)]:
        out += [(a, z) for a, z in ((left, min(right, start)), (max(left, end), right)) if z - a > 0.5]
    return out


def _attributes(placed: Placed, header: bool) -> tuple[str, ...]:
    parts = []
    if header:
        parts.append(f"/Scope /{'Column' if placed.in_head else 'Row'}")
    if placed.colspan > 1:
        parts.append(f"/ColSpan {placed.colspan}")
    if placed.rowspan > 1:
        parts.append(f"/RowSpan {placed.rowspan}")
    return (f"<< /O /Table {' '.join(parts)} >>",) if parts else ()
