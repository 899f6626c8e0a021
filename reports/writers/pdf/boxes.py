"""Boxes: backgrounds and edges around strips, over as many pages as it takes."""

from __future__ import annotations

from reports.records import record
from reports.theme.tokens import BoxStyle
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.galley import Flow, Strip


@record(slots=True, eq=False)
class Box:
    """A box drawn around strips, as a wrap.

    x, width
        Outer edges, relative to the text column.
    mark
        Says on later pages what goes on here.
    """

    style: BoxStyle
    x: float
    width: float
    mark: Strip | None = None

    def opening(self, *, first: bool) -> float:
        """Padding above; a rule only where the box begins, the mark only where it goes on."""
        if first:
            return self.style.padding[0] + self.style.top.width
        return self.style.padding[0] + (self.mark.height if self.mark is not None else 0.0)

    def closing(self, *, last: bool) -> float:
        """Padding below; a rule below only where the box ends."""
        return self.style.padding[2] + (self.style.bottom.width if last else 0.0)

    def paint(self, pen: Pen, left: float, top: float, bottom: float, *, first: bool, last: bool) -> None:
        """Ground and edges of one fragment."""
        style = self.style
        x0, x1 = left + self.x, left + self.x + self.width
        if style.background:
            pen.fill(x0, bottom, x1 - x0, top - bottom, style.background)
        if style.left.width:
            pen.fill(x0, bottom, style.left.width, top - bottom, style.left.colour)
        if style.right.width:
            pen.fill(x1 - style.right.width, bottom, style.right.width, top - bottom, style.right.colour)
        if style.top.width and first:
            pen.fill(x0, top - style.top.width, x1 - x0, style.top.width, style.top.colour)
        if style.bottom.width and last:
            pen.fill(x0, bottom, x1 - x0, style.bottom.width, style.bottom.colour)
        if self.mark is not None and not first:
            pen.hush(True)
            self.mark.paint(pen, left, top - style.padding[0])
            pen.hush(False)


def is_plain(style: BoxStyle) -> bool:
    """Whether a box of *style* has nothing to show for itself."""
    edges = (style.top, style.right, style.bottom, style.left)
    return not (style.background or any(style.padding) or any(edge.width for edge in edges))


def open_box(flow: Flow, style: BoxStyle) -> tuple[float, float] | None:
    """Begin a box in *flow*; returns what ``close_box`` wants back."""
    flow.gap(style.space_before)
    if is_plain(style):
        return None
    left = style.padding[3] + style.left.width
    right = style.padding[1] + style.right.width
    return flow.open(Box(style, flow.x, flow.width), indent_left=left, indent_right=right)


def close_box(flow: Flow, style: BoxStyle, was: tuple[float, float] | None, start: int) -> None:
    """End a box that began with strip *start*."""
    if was is not None:
        flow.close(was)
    flow.pending = max(flow.pending if was is None else 0.0, style.space_after)
    if style.keep_together:
        flow.raise_costs(start, 110.0)
    elif was is not None:
        flow.raise_costs(start, 12.0)
