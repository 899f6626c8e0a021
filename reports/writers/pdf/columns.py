"""The grid of a table and the widths of its columns."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model.walk import plain_text
from reports.writers.pdf.measure import widths

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story
    from reports.writers.pdf.tables import TableLook

#: More columns or spans than this are not drawn as asked.
_MOST_COLUMNS, _MOST_SPAN = 400, 2000


@dataclass(slots=True)
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


@dataclass(slots=True)
class GridRow:
    """One row: its cells, and how many columns of it no cell covers."""

    cells: list[Placed]
    in_head: bool
    filler: int = 0


@dataclass(slots=True)
class Grid:
    """A table with every cell in its place; ``columns`` are as many as its widest row has."""

    columns: list[b.Column]
    rows: list[GridRow] = field(default_factory=list)
    measured: list[tuple[float, float]] = field(default_factory=list)


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


def _measure(story: Story, grid: Grid, look: TableLook) -> list[tuple[float, float]]:
    """Least and natural width of every column, padding included."""
    if grid.measured:
        return grid.measured
    count = len(grid.columns)
    least, natural = [8.0] * count, [8.0] * count
    pad = look.table.padding[1] + look.table.padding[3]
    wide: list[tuple[Placed, float, float]] = []
    for row in grid.rows:
        for placed in row.cells:
            low, high = widths(story, placed.cell.content, look.text(placed), look.setting.lang)
            if placed.colspan > 1:
                wide.append((placed, low + pad, high + pad))
                continue
            least[placed.column] = max(least[placed.column], low + pad)
            natural[placed.column] = max(natural[placed.column], high + pad)
    for placed, low, high in wide:
        own = range(placed.column, min(placed.column + placed.colspan, count))
        for column, wanted in ((least, low), (natural, high)):
            lack = wanted - sum(column[k] for k in own)
            if lack > 0:
                for k in own:
                    column[k] += lack / len(own)
    grid.measured = [(low + 0.05, max(low, high) + 0.05) for low, high in zip(least, natural, strict=True)]
    return grid.measured


def fits(story: Story, grid: Grid, look: TableLook, width: float) -> bool:
    """Whether the table can be set *width* points wide without breaking words."""
    return sum(low for low, _ in _measure(story, grid, look)) <= width


def column_widths(story: Story, grid: Grid, look: TableLook, width: float) -> list[float]:
    """The widths of the columns, together *width*."""
    measured = _measure(story, grid, look)
    least, natural = [low for low, _ in measured], [high for _, high in measured]
    if any(column.width for column in grid.columns):
        return _shared(grid, least, width)
    low, high = sum(least), sum(natural)
    if low >= width:
        return [one * width / low for one in least]
    if high <= width:
        return _loosened(grid, natural, width)
    capped = [min(one, max(width * 0.5, small)) for one, small in zip(natural, least, strict=True)]
    give = [big - small for big, small in zip(capped, least, strict=True)]
    total = sum(give)
    return [
        small + (width - low) * (one / total if total else 1 / len(least))
        for small, one in zip(least, give, strict=True)
    ]


def _loosened(grid: Grid, natural: list[float], width: float) -> list[float]:
    """Spare width goes to the columns of text, in proportion; figures stay where they can be compared."""
    spare = width - sum(natural)
    shares = [one if column.align == "left" else one * 0.6 for one, column in zip(natural, grid.columns, strict=True)]
    total = sum(shares)
    return [one + spare * share / total for one, share in zip(natural, shares, strict=True)]


def _shared(grid: Grid, least: list[float], width: float) -> list[float]:
    """Widths by the shares that the author gave, but none less than its widest word, if that is possible."""
    given = [column.width for column in grid.columns if column.width]
    usual = sum(given) / len(given) if given else 1.0
    shares = [max(column.width or usual, 0.01) for column in grid.columns]
    if sum(least) >= width:
        return [one * width / sum(least) for one in least]
    out = [width * share / sum(shares) for share in shares]
    for _ in range(len(out)):
        short = [k for k in range(len(out)) if out[k] < least[k] - 0.01]
        if not short:
            break
        fixed = {k for k in range(len(out)) if out[k] <= least[k] + 0.01}
        free = [k for k in range(len(out)) if k not in fixed]
        left = width - sum(least[k] for k in fixed)
        total = sum(shares[k] for k in free) or 1.0
        out = [least[k] if k in fixed else left * shares[k] / total for k in range(len(out))]
    return out
