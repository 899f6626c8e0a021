"""Rows: cells side by side, split over pages where they must be."""

from __future__ import annotations

from dataclasses import field

from reports.records import record
from reports.theme.tokens import Edge
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.cursor import column_height, cut_column, paint_column
from reports.writers.pdf.galley import Strip

_NO_EDGE = Edge()


@record(slots=True, eq=False)
class CellBox:
    """One cell of a row: where its content starts, relative to the row, and the content. ``shift`` lowers it."""

    x: float
    strips: list[Strip] = field(default_factory=list)
    shift: float = 0.0
    tall: bool = False

    @property
    def height(self) -> float:
        """Height of the content."""
        return column_height(self.strips) + self.shift


@record(slots=True, eq=False)
class Row(Strip):
    """Cells side by side with padding above and below, a ground and a rule at the foot."""

    cells: list[CellBox] = field(default_factory=list)
    pad_top: float = 0.0
    pad_bottom: float = 0.0
    background: str | None = None
    foot: Edge = _NO_EDGE
    rules: list[tuple[float, float]] = field(default_factory=list)

    def settle(self) -> None:
        """Work out the height from the cells that end in this row, and gather notes and anchors."""
        inner = max((cell.height for cell in self.cells if not cell.tall), default=0.0)
        self.height = max(self.height, inner + self.pad_top + self.pad_bottom)
        self.notes = tuple(note for cell in self.cells for strip in cell.strips for note in strip.notes)
        inner_anchors = tuple(name for cell in self.cells for strip in cell.strips for name in strip.anchors)
        self.anchors = (*self.anchors, *(name for name in inner_anchors if name not in self.anchors))

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Ground, content and rule."""
        x = left + self.x
        bottom = top - self.height
        if self.background:
            pen.fill(x, bottom, self.width, self.height, self.background)
        if self.foot.width:
            for start, end in self.rules or [(0.0, self.width)]:
                pen.line(x + start, bottom, x + end, bottom, self.foot.width, self.foot.colour)
        for cell in self.cells:
            paint_column(pen, cell.strips, x + cell.x, top - self.pad_top - cell.shift)

    def split(self, height: float) -> tuple[Strip, Strip] | None:
        """Part every cell at the same height."""
        room = height - self.pad_top - self.pad_bottom
        if room < 12.0 or any(cell.tall for cell in self.cells):
            return None
        parts = [_cut(cell, room) for cell in self.cells]
        if not any(head for head, _ in parts) or not any(rest for _, rest in parts):
            return None
        upper, lower = self._part([head for head, _ in parts]), self._part([rest for _, rest in parts])
        inside = {name for _, rest in parts for strip in rest for name in strip.anchors}
        upper.space, upper.anchors = self.space, tuple(name for name in self.anchors if name not in inside)
        upper.foot = Edge()
        upper.after = 30.0
        lower.after = self.after
        return upper, lower

    def _part(self, contents: list[list[Strip]]) -> Row:
        cells = [CellBox(cell.x, strips, cell.shift) for cell, strips in zip(self.cells, contents, strict=True)]
        row = Row(
            x=self.x, width=self.width, chain=self.chain, wide=self.wide, cells=cells, pad_top=self.pad_top,
            pad_bottom=self.pad_bottom, background=self.background, foot=self.foot, rules=self.rules,
        )  # fmt: skip
        row.settle()
        return row


def _cut(cell: CellBox, room: float) -> tuple[list[Strip], list[Strip]]:
    head, rest = cut_column(cell.strips, room - cell.shift)
    if not head and rest:
        parts = rest[0].split(room - cell.shift)
        if parts is not None:
            return [parts[0]], [parts[1], *rest[1:]]
    return head, rest
