"""Tables: rules from a table style, header rows that repeat, an alternative text (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reports.language import right_to_left
from reports.model import blocks as b
from reports.patterns import expression
from reports.theme.tokens import BoxStyle, TableStyle
from reports.writers.docx import captions, columns
from reports.writers.docx.columns import Setting
from reports.writers.docx.decimals import decimals, fill
from reports.writers.docx.job import Job, Place
from reports.writers.docx.properties import cell_margins, edge, inset, shade, switch
from reports.writers.docx.restyle import changed
from reports.writers.docx.runs import inlines
from reports.writers.docx.styles import Style, camel, human
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import attr, paragraph, twips

_ALIGNED = {"left": "", "decimal": "right", "right": "right", "center": "center"}
#: Longest text that Word keeps as the description of a table.
_DESCRIPTION = 1000
#: A table of no more rows and characters is not parted between pages.
_FEW_ROWS, _FEW_CHARACTERS = 9, 600
_STYLED = expression(r'<w:pStyle w:val="(\w+)"/>')


def draw_table(job: Job, node: b.Table, place: Place, out: list[str]) -> None:
    """A table with its caption above and its source below."""
    job.bookmarks.wait(node.id if not (node.caption or node.label) else None)
    style = job.theme.table(node.role or "table")
    hang = _hang(job, node, style, place)
    shown = captions.caption(job, "Table", node.label, node.caption, node.id, place)
    left = -hang if hang else (place.indent or None)
    wide = "wide" if hang else (f"at {round(place.indent)}" if place.indent else "")
    if shown:
        out.append(changed(job, shown, wide, before=style.space_before, left=left, at_least=True))
    table = _table(job, node, style, replace(place, width=place.width + hang), -hang + place.indent)
    below = [changed(job, one, wide, left=left) for one in captions.below(job, node.source, (), place)]
    keep_apart(out)
    out.append(table)
    if below:
        below[-1] = changed(job, below[-1], "last", after=style.space_after)
        out.extend(below)
    else:
        job.flow.gap = style.space_after


def _hang(job: Job, node: b.Table, style: TableStyle, place: Place) -> float:
    """How far a table hangs out: where the look says so, and where its words need the room."""
    if not _may_hang(place):
        return 0.0
    outdent = job.geometry.outdent
    if not columns.fits(job, node, place.width):
        return outdent
    if outdent and columns.is_high(job, node, place.width, place.width + outdent):
        return outdent
    return job.geometry.hang(style.placement)


def _may_hang(place: Place) -> bool:
    return not (place.cell or place.note or place.frame or place.level or place.indent)


def keep_apart(out: list[str]) -> None:
    """Two tables in a row would grow together: a line without height keeps them apart."""
    if out and out[-1].startswith("<w:tbl>"):
        out.append(paragraph("Separator", ""))


def table_style(job: Job, role: str, style: TableStyle) -> str:
    """The Word table style for *role*: its rules, its fills, its padding."""
    identifier = "Table" + ("" if role == "table" else camel(role))
    if identifier in job.sheet.styles:
        return identifier
    rules = edge("top", style.top) + edge("bottom", style.bottom) + edge("insideH", style.row)
    head = (
        f"<w:tcBorders>{edge('top', style.top)}{edge('bottom', style.head)}</w:tcBorders>{shade(style.head_background)}"
    )
    band = shade(style.stripe_background)
    markup = (
        f'<w:tblPr><w:tblStyleRowBandSize w:val="1"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{rules}</w:tblBorders>{cell_margins('tblCellMar', style.padding)}</w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{head}</w:tcPr></w:tblStylePr>'
        + (f'<w:tblStylePr w:type="band2Horz"><w:tcPr>{band}</w:tcPr></w:tblStylePr>' if band else "")
    )
    name = "Policy Table" + ("" if role == "table" else " " + human(role))
    return job.sheet.add(Style(identifier, name, "table", "TableNormal", table=markup, priority=40))


def _table(job: Job, node: b.Table, style: TableStyle, place: Place, left: float) -> str:
    role, total = node.role or "table", place.width
    made = columns.setting(job, node, total)
    cell_style = _sized(job, _cell_style(job, role, "cell", "TableText"), made)
    head_style = _sized(job, _cell_style(job, role, "head", "TableHead"), made)
    sizes = columns.widths(job, node, total, made)
    rows_first = any(row.cells and row.cells[0].header for row in node.body)
    look = _look(bool(node.head), rows_first, bool(style.stripe_background))
    backward = "<w:bidiVisual/>" if right_to_left(job.sheet.lang) else ""
    grid_columns = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in sizes)
    head = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{table_style(job, role, style)}"/>{backward}'
        f'<w:tblW w:w="{twips(total)}" w:type="dxa"/><w:tblInd w:w="{twips(left)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{_margins(style, made)}{look}{_alternative(node)}</w:tblPr>'
        f"<w:tblGrid>{grid_columns}</w:tblGrid>"
    )
    grid = _Grid(job, node, sizes, place, made, cell_style, head_style)
    rows = [grid.row(row, True) for row in node.head] + [grid.row(row, False) for row in node.body]
    if is_short(node):
        rows[:-1] = [_with_next(job, one) for one in rows[:-1]]
    if not rows:
        rows = [grid.row(b.Row(()), False)]
    return head + "".join(rows) + "</w:tbl>"


def is_short(node: b.Table) -> bool:
    """Whether a table is surely lower than a third of a page, and so may be kept in one piece."""
    rows = (*node.head, *node.body)
    return len(rows) <= _FEW_ROWS and sum(len(flat_text(row.cells)) for row in rows) < _FEW_CHARACTERS


def _with_next(job: Job, row: str) -> str:
    """*row*, every paragraph in it kept on the page of the next row."""
    keep = {"keepNext": "<w:keepNext/>"}

    def kept(found: re.Match[str]) -> str:
        known = job.sheet.styles[found[1]]
        style = found[1] if known.p.get("keepNext") == keep["keepNext"] else job.sheet.variant(found[1], "kept", keep)
        return f'<w:pStyle w:val="{style}"/>'

    return _STYLED.sub(kept, row)


def _look(head: bool, row_heads: bool, bands: bool) -> str:
    """Which parts of the table style apply, in both of the ways that programs read (ISO/IEC 29500-1, 17.4.55)."""
    bits = 0x20 * head + 0x80 * row_heads + 0x200 * (not bands) + 0x400
    return (
        f'<w:tblLook w:val="{bits:04X}" w:firstRow="{int(head)}" w:lastRow="0" w:firstColumn="{int(row_heads)}" '
        f'w:lastColumn="0" w:noHBand="{int(not bands)}" w:noVBand="1"/>'
    )


def _cell_style(job: Job, role: str, part: str, default: str) -> str:
    name = f"{role}.{part}"
    if role == "table" or not job.sheet.has_role(name):
        return default
    text = replace(job.theme.text(name), hyphenate=False)
    return job.sheet.text(camel(name), human(name), text, priority=38)


def _sized(job: Job, identifier: str, made: Setting) -> str:
    """The style for a table whose type is smaller, or whose words have to be parted."""
    style = identifier
    if made.scale != 1.0:
        style = job.sheet.sized(style, made.scale, made.floor)
    return (
        style
        if made.whole
        else job.sheet.variant(style, "parted", {"suppressAutoHyphens": switch("suppressAutoHyphens", False)})
    )


def _margins(style: TableStyle, made: Setting) -> str:
    """The padding of the cells where it is not that of the table's style."""
    return "" if made.padding == style.padding else cell_margins("tblCellMar", made.padding)


def _alternative(node: b.Table) -> str:
    title = flat_text(node.caption)[:255]
    heads = [flat_text(cell.content).strip() for row in node.head[:1] for cell in row.cells]
    described = "; ".join(one for one in heads if one)[:_DESCRIPTION]
    return (f'<w:tblCaption w:val="{attr(title)}"/>' if title else "") + (
        f'<w:tblDescription w:val="{attr(described)}"/>' if described else ""
    )


class _Grid:
    """Draws the rows of one table and remembers which cells reach down into the next."""

    def __init__(
        self, job: Job, node: b.Table, sizes: list[float], place: Place, made: Setting, cell: str, head: str
    ) -> None:
        self.job, self.node, self.sizes, self.made = job, node, sizes, made
        self.padding = made.padding[1] + made.padding[3]
        self.place = replace(
            place, cell=True, frame=None, role="", level=0, shift=0.0, indent=0.0, depth=place.depth + 1
        )
        self.styles = {True: head, False: cell}
        #: Column → (rows still to go, columns covered) of a cell that reaches down.
        self.down: dict[int, tuple[int, int]] = {}
        self.tabular = decimals(node)
        self.places: dict[tuple[str, float], Place] = {}

    def row(self, row: b.Row, head: bool) -> str:
        """One row, filled up to the whole width."""
        pieces: list[str] = []
        at, cells = 0, iter(row.cells)
        count = len(self.sizes)
        cell = next(cells, None)
        while at < count:
            if at in self.down:
                at += self._continued(at, pieces, head)
                continue
            span = self._span(at, cell.colspan if cell else 1)
            pieces.append(self._cell(cell, at, span, head))
            if cell and cell.rowspan > 1:
                self.down[at] = (cell.rowspan - 1, span)
            at, cell = at + span, next(cells, None)
        if cell is not None:
            pieces.append(self._overflow([cell, *cells], pieces.pop(), head))
        flags = "<w:cantSplit/><w:tblHeader/>" if head else ("<w:cantSplit/>" if self._short(row) else "")
        return f"<w:tr>{f'<w:trPr>{flags}</w:trPr>' if flags else ''}{''.join(pieces)}</w:tr>"

    def _overflow(self, cells: list[b.Cell], last: str, head: bool) -> str:
        """The last cell of a row with what found no column of its own: Word draws 63."""
        width = self.sizes[-1] - self.padding
        more = "".join(self._content(one, self.styles[head], 0, width) for one in cells)
        return last.removesuffix("</w:tc>") + more + "</w:tc>"

    def _span(self, at: int, wanted: int) -> int:
        """*wanted* columns, but no further than the next one that is taken or the edge."""
        end = min(len(self.sizes), at + max(1, wanted))
        return next((one for one in range(at + 1, end) if one in self.down), end) - at

    def _continued(self, at: int, pieces: list[str], head: bool) -> int:
        left, span = self.down[at]
        pieces.append(
            f"<w:tc>{self._cell_properties(at, span, '<w:vMerge/>')}{paragraph(self.styles[head], '')}</w:tc>"
        )
        if left <= 1:
            del self.down[at]
        else:
            self.down[at] = (left - 1, span)
        return span

    def _cell_properties(self, at: int, span: int, merge: str = "") -> str:
        width = twips(sum(self.sizes[at : at + span]))
        over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        return f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{merge}</w:tcPr>'

    def _cell(self, cell: b.Cell | None, at: int, span: int, head: bool) -> str:
        if cell is None:
            return f"<w:tc>{self._cell_properties(at, span)}{paragraph(self.styles[head], '')}</w:tc>"
        merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
        align = self.node.columns[at].align if at < len(self.node.columns) else "left"
        style = self._style(cell, head, align)
        pad = self.tabular.get(at, 0) if align == "decimal" and not head else 0
        width = sum(self.sizes[at : at + span]) - self.padding
        return f"<w:tc>{self._cell_properties(at, span, merge)}{self._content(cell, style, pad, width)}</w:tc>"

    def _style(self, cell: b.Cell, head: bool, align: str) -> str:
        base = self.styles[head]
        if cell.header and not head:
            base = self._row_head()
        suffix = _ALIGNED.get(align, "")
        if not suffix:
            return base
        return self.job.sheet.variant(base, suffix, {"jc": f'<w:jc w:val="{suffix}"/>'})

    def _row_head(self) -> str:
        if not self.job.sheet.has_role("table.row-head"):
            return self.styles[False]
        text = replace(self.job.theme.text("table.row-head"), hyphenate=False)
        return _sized(self.job, self.job.sheet.text("TableRowHead", "Table Row Head", text, priority=38), self.made)

    def _content(self, cell: b.Cell, style: str, pad: int, width: float) -> str:
        from reports.writers.docx.blocks import blocks

        place = self._place(style, width)
        match cell.content:
            case (b.Para(content, None, None),):
                anchors = self.job.bookmarks.flush()
                body = inlines(self.job, content, place)
                if pad:
                    body += fill(flat_text(content), pad)
                return paragraph(style, anchors + body)
            case _:
                out: list[str] = []
                blocks(self.job, cell.content, place, out)
                if not out or not out[-1].startswith("<w:p>"):
                    out.append(paragraph(style if not out else "Separator", ""))
                return "".join(out)

    def _place(self, style: str, width: float) -> Place:
        key = (style, width)
        if key not in self.places:
            self.places[key] = replace(self.place, style=style, width=max(20.0, width))
        return self.places[key]

    def _short(self, row: b.Row) -> bool:
        """Whether a row is surely lower than a page, and so may be kept in one piece."""
        return all(len(flat_text(cell.content)) < 600 for cell in row.cells)


def boxed(
    job: Job, role: str, box: BoxStyle, place: Place, out: list[str], draw: Callable[[Place], list[str]],
    content: tuple[b.Block, ...] = (),
) -> None:  # fmt: skip
    """A box as a table of one cell, for what paragraphs cannot hold together; it hangs out for a table in *content*."""
    hang = job.geometry.hang(box.placement) if _may_hang(place) else 0.0
    inner = place.width - inset(box, 3) - inset(box, 1)
    if _may_hang(place) and any(isinstance(one, b.Table) and not columns.fits(job, one, inner) for one in content):
        hang = job.geometry.outdent
    width = max(40.0, place.width + hang)
    inside = replace(place, width=max(20.0, width - inset(box, 3) - inset(box, 1)), cell=True, shift=0.0, indent=0.0)
    drawn = draw(inside)
    if not drawn or not drawn[-1].startswith("<w:p>"):
        drawn.append(paragraph("Separator", ""))
    style = _box_style(job, role, box)
    keep_apart(out)
    out.append(
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{twips(width)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(place.indent - hang)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000" w:firstRow="0" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        f'w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="{twips(width)}"/></w:tblGrid>'
        f'<w:tr><w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{"".join(drawn)}</w:tc></w:tr>'
        "</w:tbl>"
    )
    job.flow.gap = box.space_after


def _box_style(job: Job, role: str, box: BoxStyle) -> str:
    identifier = "Box" + camel(role)
    if identifier in job.sheet.styles:
        return identifier
    rules = edge("top", box.top) + edge("left", box.left) + edge("bottom", box.bottom) + edge("right", box.right)
    borders = f"<w:tblBorders>{rules}</w:tblBorders>" if rules else ""
    cell = f"<w:tcPr>{shade(box.background)}</w:tcPr>" if box.background else ""
    margins = cell_margins("tblCellMar", box.padding)
    markup = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{borders}{margins}</w:tblPr>{cell}'
    return job.sheet.add(Style(identifier, f"Box {human(role)}", "table", "TableNormal", table=markup, priority=41))
