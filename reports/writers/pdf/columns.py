"""The grid of a table and the widths of its columns."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model.walk import plain_text
from reports.records import record
from reports.writers.columns import Content, is_worth_widening, lowest, squeezed, within
from reports.writers.pdf.measure import Extent, extent

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story
    from reports.writers.pdf.tables import TableLook

#: More columns or spans than this are not drawn as asked.
_MOST_COLUMNS, _MOST_SPAN = 400, 2000

#: Rows on a page, each of which shows the head again: so many more times it counts.
_A_PAGE = 15

#: Points by which a column is wider than reckoned, so that no rounding parts a word.
_SLACK = 0.05


@record(slots=True)
class Placed:
    """A cell in its place."""

    cell: b.Cell
    column: int
    colspan: int
    rowspan: int
    in_head: bool

    @property
    def plain(self) -> str:
        """The cell's text."""
        return plain_text(self.cell.content).strip()


@record(slots=True)
class GridRow:
    """One row: its cells, and how many columns of it no cell covers."""

    cells: list[Placed]
    in_head: bool
    filler: int = 0


@record(slots=True)
class Measured:
    """Widths that the columns want in one look (see ``measure.Extent``), padding included; the texts of the rows."""

    key: object
    pad: float
    least: list[float]
    parted: list[float]
    firm: list[float]
    natural: list[float]
    rows: list[list[Content]]
    found: dict[float, list[float]] = field(default_factory=dict)


@record(slots=True)
class Grid:
    """A table with every cell in its place; ``columns`` are as many as its widest row has."""

    columns: list[b.Column]
    rows: list[GridRow] = field(default_factory=list)
    measured: Measured | None = None


def grid_of(table: b.Table) -> Grid:
    """Put every cell in its place; spans are cut where they leave the table or overlap."""
    head = _place(table.head, in_head=True)
    body = _place(table.body, in_head=False)
    rows = head + body
    count = max((cell.column + cell.colspan for row in rows for cell in row.cells), default=0)
    count = min(max(count, len(table.columns) if rows else 0), _MOST_COLUMNS)
    columns = [table.columns[k] if k < len(table.columns) else b.Column() for k in range(count)]
    for part in (head, body):
        _fill(part, count)
    return Grid(columns, rows)


def _place(rows: tuple[b.Row, ...], *, in_head: bool) -> list[GridRow]:
    out: list[GridRow] = []
    busy: dict[int, int] = {}
    for number, row in enumerate(rows):
        cells: list[Placed] = []
        column = 0
        for cell in row.cells:
            while busy.get(column, 0) > 0:
                column += 1
            if column >= _MOST_COLUMNS:
                break
            span = 1
            wanted = min(max(cell.colspan, 1), _MOST_COLUMNS - column)
            while span < wanted and busy.get(column + span, 0) <= 0:
                span += 1
            down = min(max(cell.rowspan, 1), len(rows) - number, _MOST_SPAN)
            cells.append(Placed(cell, column, span, down, in_head))
            for k in range(column, column + span):
                busy[k] = down
            column += span
        busy = {k: left - 1 for k, left in busy.items() if left > 1}
        out.append(GridRow(cells, in_head))
    return out


def _fill(rows: list[GridRow], count: int) -> None:
    busy: dict[int, int] = {}
    for row in rows:
        for placed in row.cells:
            for k in range(placed.column, placed.column + placed.colspan):
                busy[k] = placed.rowspan
        row.filler = count - sum(1 for k in range(count) if busy.get(k, 0) > 0)
        busy = {k: left - 1 for k, left in busy.items() if left > 1}


def _measure(story: Story, grid: Grid, look: TableLook) -> Measured:
    """Least and natural widths of every column, padding included."""
    key = look.cell.size, look.table.padding
    if grid.measured is not None and grid.measured.key == key:
        return grid.measured
    count = len(grid.columns)
    pad = look.table.padding[1] + look.table.padding[3]
    columns = [[8.0 + pad] * count for _ in range(4)]
    wide: list[tuple[Placed, Extent]] = []
    rows: list[list[Content]] = []
    for row in grid.rows:
        cells: list[Content] = []
        for placed in row.cells:
            style = look.text(placed)
            found = extent(story, placed.cell.content, style, look.setting.lang)
            if placed.colspan > 1:
                wide.append((placed, found))
                continue
            for column, wanted in zip(columns, _widths(found), strict=True):
                column[placed.column] = max(column[placed.column], wanted + pad)
            if placed.rowspan == 1:
                cells.append(Content(placed.column, tuple(found.paragraphs), style.leading))
        rows += [cells] * (1 + len(grid.rows) // _A_PAGE if row.in_head else 1)
    for placed, found in wide:
        own = range(placed.column, min(placed.column + placed.colspan, count))
        for column, wanted in zip(columns, _widths(found), strict=True):
            lack = wanted + pad - sum(column[k] for k in own)
            if lack > 0:
                for k in own:
                    column[k] += lack / len(own)
    least, parted, firm, natural = ([one + _SLACK for one in column] for column in columns)
    grid.measured = Measured(key, pad, least, parted, firm, natural, rows)
    return grid.measured


def _widths(found: Extent) -> tuple[float, float, float, float]:
    return found.least, found.parted, found.firm, max(found.least, found.natural)


def fits(story: Story, grid: Grid, look: TableLook, width: float, *, hyphens: bool = False) -> bool:
    """Whether the table can be set *width* points wide without parting words, or parting them at hyphens only."""
    measured = _measure(story, grid, look)
    return sum(measured.parted if hyphens else measured.least) <= width


def parts_words(story: Story, grid: Grid, look: TableLook, width: float) -> bool:
    """Whether words are to be hyphenated for the table to find room; else they stay whole."""
    return sum(_measure(story, grid, look).least) > width


def is_high(story: Story, grid: Grid, look: TableLook, width: float, more: float) -> bool:
    """Whether the table is high in *width* points for want of width, so that *more* makes it a good deal lower."""
    measured = _measure(story, grid, look)
    if any(column.width for column in grid.columns) or sum(measured.natural) <= width:
        return False
    wide, narrow = (_found(measured, grid, each) for each in (more, width))
    above = look.table.padding[0] + look.table.padding[2]
    return is_worth_widening(measured.rows, narrow, wide, measured.pad, above)


def column_widths(story: Story, grid: Grid, look: TableLook, width: float) -> list[float]:
    """The widths of the columns, together *width*."""
    measured = _measure(story, grid, look)
    if sum(measured.parted) > width:
        return squeezed(measured.parted, measured.firm, width)
    least = measured.least if sum(measured.least) <= width else measured.parted
    if any(column.width for column in grid.columns):
        given = [column.width for column in grid.columns if column.width]
        usual = sum(given) / len(given)
        return within([max(column.width or usual, 0.01) for column in grid.columns], least, width)
    return _found(measured, grid, width)


def _found(measured: Measured, grid: Grid, width: float) -> list[float]:
    """The widths that make the table lowest; known widths are not sought again."""
    if width not in measured.found:
        least = measured.least if sum(measured.least) <= width else measured.parted
        if sum(measured.natural) <= width:
            measured.found[width] = _loosened(grid, measured.natural, width)
        else:
            measured.found[width] = lowest(measured.rows, least, measured.natural, width, measured.pad)
    return measured.found[width]


def _loosened(grid: Grid, natural: list[float], width: float) -> list[float]:
    """Spare width goes to the columns of text, in proportion; figures stay where they can be compared."""
    spare = width - sum(natural)
    shares = [one if column.align == "left" else one * 0.6 for one, column in zip(natural, grid.columns, strict=True)]
    total = sum(shares)
    return [one + spare * share / total for one, share in zip(natural, shares, strict=True)]
