"""Tables: caption, heads with scopes, numbers aligned on the decimal sign."""

from __future__ import annotations

from reports.model.blocks import Cell, Column, Row, Table
from reports.model.walk import plain_text
from reports.numerals import marks
from reports.writers.html.escape import classes, tag
from reports.writers.html.figures import caption_of, source_of
from reports.writers.html.inlines import draw_inlines
from reports.writers.html.page import Page, Place


def draw_table(page: Page, table: Table, place: Place) -> str:
    """A table in a region that scrolls by itself when the screen is narrow, its source below."""
    name = page.take_id(table.id)
    caption = caption_of(page, table.label, table.caption, place)
    caption_id = page.new_id("caption") if caption else None
    body = _table(page, table, place, caption, caption_id)
    names = {"aria_labelledby": caption_id} if caption_id else {"aria_label": page.word("table")}
    region = tag("div", body, class_="scroll", role="region", tabindex=0, **names)
    source = source_of(page, table.source, place)
    role = table.role and f"t-{table.role}"
    breadth = _breadth(table)
    columns = f"--columns:{len(table.columns)}" if breadth == "wider" else None
    return tag("div", f"\n{region}\n{source}\n", id=name, class_=classes("table", role, breadth), style=columns)


def _breadth(table: Table) -> str | None:
    """How much room the table needs before it has to scroll on a narrow screen."""
    return next((name for least, name in ((6, "wider"), (4, "wide")) if len(table.columns) >= least), None)


def _table(page: Page, table: Table, place: Place, caption: str, caption_id: str | None) -> str:
    parts = []
    if caption:
        parts.append(tag("caption", tag("span", caption, class_="line"), id=caption_id))
    parts.append(_columns(table.columns))
    after = _decimals(table, page.document.meta.lang)
    grid = _Grid(len(table.columns))
    if table.head:
        rows = "\n".join(_row(page, row, table, grid, place, after, head=True) for row in table.head)
        parts.append(tag("thead", f"\n{rows}\n"))
    grid = _Grid(len(table.columns))
    rows = "\n".join(_row(page, row, table, grid, place, after, head=False) for row in table.body)
    parts.append(tag("tbody", f"\n{rows}\n"))
    return tag("table", "\n".join(one for one in parts if one))


def _columns(columns: tuple[Column, ...]) -> str:
    if all(one.width is None for one in columns):
        return ""
    total = sum(one.width or 1.0 for one in columns) or 1.0
    cols = "".join(
        tag("col", style=f"width:{100 * one.width / total:.4g}%" if one.width is not None else None) for one in columns
    )
    return tag("colgroup", cols)


class _Grid:
    """Tells in which column a cell stands, spans from rows above counted in."""

    def __init__(self, count: int) -> None:
        self.open = [0] * count
        self.at = 0

    def begin(self) -> None:
        self.at = 0

    def place(self, cell: Cell) -> int:
        """The column where *cell* begins."""
        while self.at < len(self.open) and self.open[self.at]:
            self.open[self.at] -= 1
            self.at += 1
        column = self.at
        for one in range(column, min(column + cell.colspan, len(self.open))):
            self.open[one] = cell.rowspan - 1
        self.at += cell.colspan
        return min(column, max(len(self.open) - 1, 0))

    def end(self) -> None:
        """Count down the spans that stand right of the last cell."""
        for one in range(self.at, len(self.open)):
            self.open[one] = max(self.open[one] - 1, 0)


def _row(page: Page, row: Row, table: Table, grid: _Grid, place: Place, after: dict[int, int], *, head: bool) -> str:
    grid.begin()
    cells = []
    for cell in row.cells:
        column = grid.place(cell)
        align = table.columns[column].align if table.columns else "left"
        pad = after.get(column) if align == "decimal" and not head and cell.colspan == 1 else None
        cells.append(_cell(page, cell, align, place, pad, head=head))
    grid.end()
    return tag("tr", "".join(cells))


def _cell(page: Page, cell: Cell, align: str, place: Place, after: int | None, *, head: bool) -> str:
    inner = _content(page, cell, place)
    style = _padding(cell, after, page.document.meta.lang) if after is not None else None
    scope = None
    if cell.header:
        across, down = ("colgroup" if cell.colspan > 1 else "col"), ("rowgroup" if cell.rowspan > 1 else "row")
        scope = across if head else down
    element = "th" if cell.header else "td"
    colspan = cell.colspan if cell.colspan > 1 else None
    rowspan = cell.rowspan if cell.rowspan > 1 else None
    class_ = None if align == "left" or cell.colspan > 1 else f"a-{align}"
    return tag(element, inner, scope=scope, colspan=colspan, rowspan=rowspan, class_=class_, style=style)


def _content(page: Page, cell: Cell, place: Place) -> str:
    from reports.model.blocks import Para

    match cell.content:
        case (Para(content, None, None),):
            return draw_inlines(page, content, place)
        case _:
            return page.draw(page, cell.content, place)


def _fraction(text: str, lang: str) -> int | None:
    """How many digits *text* has after its decimal sign; None when it holds no number."""
    if not any(one.isdigit() for one in text):
        return None
    _, sign, rest = text.strip().rpartition(marks(lang).decimal)
    digits = len(rest) - len(rest.lstrip("0123456789"))
    return digits if sign and digits else 0


def _decimals(table: Table, lang: str) -> dict[int, int]:
    """The most digits after the decimal sign, for each column of numbers."""
    found: dict[int, int] = {}
    grid = _Grid(len(table.columns))
    for row in table.body:
        grid.begin()
        for cell in row.cells:
            column = grid.place(cell)
            if table.columns and table.columns[column].align == "decimal" and cell.colspan == 1:
                digits = _fraction(plain_text(cell.content), lang)
                found[column] = max(found.get(column, 0), digits or 0)
        grid.end()
    return found


def _padding(cell: Cell, after: int, lang: str) -> str | None:
    """Room at the right of a number with fewer digits after the sign than others of its column."""
    digits = _fraction(plain_text(cell.content), lang)
    missing = after - (digits or 0)
    if digits is None or missing <= 0:
        return None
    sign = 0.25 if not digits else 0.0
    return f"--pad:calc({missing}ch + {sign:g}em)"
