"""How wide the columns of a table are, from what stands in them: no number and no word is cut where that can be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.records import record
from reports.theme.tokens import TextStyle
from reports.writers.columns import Content, is_worth_widening, lowest, squeezed, within
from reports.writers.docx.extents import Extent, Ruler, as_in_word

if TYPE_CHECKING:
    from reports.writers.docx.job import Job

#: Word draws no table with more columns.
MAX_COLUMNS = 63
#: Points by which a column is wider than its text and its padding: for rules, and for rounding.
_SLACK = 1.0
#: Points by which type gets smaller at a time; by how much before cells move together, and their padding then.
_STEP, _TIGHTER, _TIGHT = 0.5, 0.9, 3.0
#: Where there is room, words have so many times what they ask for: a program may have but fonts that are far wider.
_GENEROUS = (1.22, 1.16, 1.08)
#: Rows on a page, each of which shows the head again: so many more times it counts.
_A_PAGE = 15


@record(frozen=True, slots=True)
class Demand:
    """What the columns of a table ask for, in points, without padding.

    least, firm, natural
        Of each column: its widest unbreakable part, its widest number, its longest line unbroken.
    size, floor
        Of the type in the cells, and the smallest that can be read.
    padding
        Of a cell: top, right, bottom, left.
    """

    table: b.Table
    least: list[float]
    firm: list[float]
    natural: list[float]
    rows: list[list[Content]]
    size: float
    floor: float
    padding: tuple[float, float, float, float]

    def room(self, setting: Setting) -> float:
        """The least width of the table in *setting*."""
        return sum(self.least) * setting.scale + len(self.least) * setting.beside


@record(frozen=True, slots=True)
class Setting:
    """How a table is set.

    scale
        Size of the type, in sizes of the look.
    floor
        The smallest size that can be read, in points.
    padding
        Of a cell: top, right, bottom, left.
    whole
        Whether every word is.
    """

    scale: float
    floor: float
    padding: tuple[float, float, float, float]
    whole: bool = True

    @property
    def beside(self) -> float:
        """Points of a column that its text cannot have."""
        return self.padding[1] + self.padding[3] + _SLACK


def places(table: b.Table, rows: tuple[b.Row, ...]) -> Iterator[list[tuple[int, int, b.Cell]]]:
    """The cells of each row with their first column and how many they cover, clear of those that reach down."""
    down: dict[int, int] = {}
    for row in rows:
        taken = {column: left - 1 for column, left in down.items() if left > 1}
        found: list[tuple[int, int, b.Cell]] = []
        at = 0
        for cell in row.cells:
            while at in down:
                at += 1
            if at >= MAX_COLUMNS:
                break
            end = min(at + max(1, cell.colspan), MAX_COLUMNS)
            end = next((one for one in range(at + 1, end) if one in down), end)
            found.append((at, end - at, cell))
            if cell.rowspan > 1:
                taken |= dict.fromkeys(range(at, end), cell.rowspan - 1)
            at = end
        yield found
        down = taken


def column_count(table: b.Table) -> int:
    """The columns of the grid: as many as are declared, or as the widest row needs, within what Word can draw."""
    rows = places(table, (*table.head, *table.body))
    widest = max((at + span for row in rows for at, span, _ in row), default=1)
    return min(MAX_COLUMNS, max(1, len(table.columns), widest))


def demand(job: Job, table: b.Table) -> Demand:
    """What the columns of *table* ask for; reckoned once."""
    found = job.demands.get(id(table))
    if found is None or found.table is not table:
        found = job.demands[id(table)] = _demand(job, table)
    return found


def texts(job: Job, table: b.Table) -> tuple[TextStyle, TextStyle, TextStyle]:
    """How cells, heads of columns and heads of rows are set."""
    role = table.role or "table"
    cell, head = (
        job.theme.text(f"{role}.{part}" if job.sheet.has_role(f"{role}.{part}") else f"table.{part}")
        for part in ("cell", "head")
    )
    return cell, head, job.theme.text("table.row-head") if job.sheet.has_role("table.row-head") else cell


def _demand(job: Job, table: b.Table) -> Demand:
    cell_text, head_text, row_head = (as_in_word(one) for one in texts(job, table))
    if job.ruler is None:
        job.ruler = Ruler(job.theme)
    count = column_count(table)
    wants = [[8.0] * count for _ in range(3)]
    over: list[tuple[int, int, Extent]] = []
    rows: list[list[Content]] = []
    for part, in_head in ((table.head, True), (table.body, False)):
        for row in places(table, part):
            contents = []
            for at, span, cell in row:
                style = head_text if in_head else row_head if cell.header else cell_text
                extent = job.ruler.extent(cell.content, style)
                if span > 1:
                    over.append((at, span, extent))
                    continue
                _raise(wants, at, 1, extent)
                if cell.rowspan <= 1:
                    contents.append(Content(at, tuple(extent.paragraphs), style.leading))
            rows += [contents] * (1 + len(table.body) // _A_PAGE if in_head else 1)
    for at, span, extent in over:
        _raise(wants, at, span, extent)
    _align(job.ruler, table, wants, cell_text)
    size = cell_text.size
    floor = min(size, job.theme.numbers.get("table.least-size", 7.0))
    least, firm, natural = wants
    return Demand(table, least, firm, natural, rows, size, floor, job.theme.table(table.role or "table").padding)


def _raise(wants: list[list[float]], at: int, span: int, extent: Extent) -> None:
    """Let the columns of a cell be together as wide as it asks for."""
    for columns, wanted in zip(wants, (extent.least, extent.firm, extent.natural), strict=True):
        lack = wanted - sum(columns[at : at + span])
        if lack > 0:
            columns[at : at + span] = [one + lack / span for one in columns[at : at + span]]


def _align(ruler: Ruler, table: b.Table, wants: list[list[float]], style: TextStyle) -> None:
    """Room for the blanks behind figures that stand under each other by their decimal signs."""
    from reports.writers.docx.decimals import decimals

    for at, digits in decimals(table).items():
        if at < len(wants[0]):
            for columns in wants:
                columns[at] += ruler.width("0" * digits, style)


def fits(job: Job, table: b.Table, room: float, *, smaller: bool = False) -> bool:
    """Whether *table* can be set in *room* points without cutting a word, in its own size or a step *smaller*."""
    found = demand(job, table)
    scale = max(found.size - _STEP, found.floor) / found.size if smaller else 1.0
    return found.room(Setting(scale, found.floor, found.padding)) <= room


def is_high(job: Job, table: b.Table, room: float, more: float) -> bool:
    """Whether *table* is high in *room* points for want of width, so that *more* makes it a good deal lower."""
    found = demand(job, table)
    made = Setting(1.0, found.floor, found.padding)
    if any(one.width for one in table.columns) or sum(found.natural) + len(found.natural) * made.beside <= room:
        return False
    narrow, wide = (widths(job, table, each, made) for each in (room, more))
    return is_worth_widening(found.rows, narrow, wide, made.beside, found.padding[0] + found.padding[2])


def setting(job: Job, table: b.Table, room: float) -> Setting:
    """Type no smaller than it takes for *table* to find room, down to what can still be read."""
    found = demand(job, table)
    size, made = found.size, Setting(1.0, found.floor, found.padding)
    while found.room(made) > room and size > found.floor:
        size = max(size - _STEP, found.floor)
        top, right, bottom, left = found.padding
        if found.size - size > _TIGHTER:
            right, left = min(right, _TIGHT), min(left, _TIGHT)
        made = Setting(size / found.size, found.floor, (top, right, bottom, left))
    return made if found.room(made) <= room else replace(made, whole=False)


def widths(job: Job, table: b.Table, total: float, made: Setting) -> list[float]:
    """The widths of the columns in points, together *total*, padding included."""
    found = demand(job, table)
    least, firm, natural = (
        [one * made.scale + made.beside for one in wanted] for wanted in (found.least, found.firm, found.natural)
    )
    for times in _GENEROUS:
        roomy = [one * made.scale * times + made.beside for one in found.least]
        if sum(roomy) <= total:
            least = roomy
            break
    natural = [max(pair) for pair in zip(least, natural, strict=True)]
    given = [one.width if one.width and one.width > 0 else 0.0 for one in table.columns]
    if not made.whole:
        return _settle(squeezed(least, firm, total), total)
    if any(given):
        usual = sum(given) / sum(1 for one in given if one)
        shares = [(given[at] if at < len(given) else 0.0) or usual for at in range(len(least))]
        return _settle(within(shares, least, total), total)
    if sum(natural) <= total:
        return _settle(_loosened(table, natural, total), total)
    rows = [[Content(one.column, _scaled(one, made.scale), one.leading) for one in row] for row in found.rows]
    return _settle(lowest(rows, least, natural, total, made.beside), total)


def _scaled(one: Content, scale: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    if scale == 1.0:
        return one.paragraphs
    return tuple(tuple((wide * scale, gap * scale) for wide, gap in line) for line in one.paragraphs)


def _loosened(table: b.Table, natural: list[float], total: float) -> list[float]:
    """Spare width goes to the columns in proportion, less to those of figures, which are compared."""
    figures = [at < len(table.columns) and table.columns[at].align != "left" for at in range(len(natural))]
    shares = [one * (0.6 if right else 1.0) for one, right in zip(natural, figures, strict=True)]
    spare = total - sum(natural)
    return [one + spare * share / sum(shares) for one, share in zip(natural, shares, strict=True)]


def _settle(found: list[float], total: float) -> list[float]:
    """Whole twentieths of a point that add up."""
    rounded = [round(one * 20) / 20 for one in found]
    rounded[-1] = max(1.0, rounded[-1] + total - sum(rounded))
    return rounded
