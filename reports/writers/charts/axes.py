"""The frame of charts that stand upright: ticks and grid lines, categories below."""

from __future__ import annotations

import math

from reports.records import record
from reports.theme.tokens import TextStyle
from reports.writers.charts.measure import longest_piece
from reports.writers.charts.paper import Sheet, baseline, is_whole, values
from reports.writers.charts.scale import Scale, Ticks, ticks
from reports.writers.charts.scene import Line

#: A category label that runs over more lines than this is better read beside a bar.
MAX_LINES = 4


@record(frozen=True, slots=True)
class Slots:
    """Where the categories stand: ``count`` slots from ``left`` to ``right``."""

    left: float
    right: float
    count: int

    @property
    def pitch(self) -> float:
        """The width of one slot."""
        return (self.right - self.left) / max(self.count, 1)

    def middle(self, number: int) -> float:
        """The middle of slot *number*."""
        return self.left + (number + 0.5) * self.pitch


def value_ticks(sheet: Sheet, low: float, high: float) -> Ticks:
    """The ticks of the value axis."""
    return ticks(low, high, whole=is_whole(values(sheet.chart)))


def tick_width(sheet: Sheet, marks: Ticks) -> float:
    """The room that the labels of *marks* take at the left, with the space after them."""
    style = sheet.style("axis")
    return max(sheet.measure(sheet.form.tick(one, marks.step), style) for one in marks.values) + 6.0


def grid(sheet: Sheet, marks: Ticks, scale: Scale, left: float, right: float) -> None:
    """Hair lines and labels at every tick."""
    style = sheet.style("axis")
    for one in marks.values:
        y = scale(one)
        if one:
            sheet.shapes.append(Line(left, y, right, y, sheet.colour("rule"), 0.4))
        label = sheet.form.tick(one, marks.step)
        sheet.text(left - 6.0, y + style.size * 0.28, label, style, "end")


def zero_line(sheet: Sheet, scale: Scale, left: float, right: float) -> None:
    """The line that columns stand on; the lower edge where 0 is not on the axis."""
    y = scale(min(max(0.0, scale.low), scale.high))
    sheet.shapes.append(Line(left, y, right, y, sheet.colour("rule-strong"), 0.8))


def labels_fit(sheet: Sheet, slots: Slots) -> bool:
    """Whether every category label fits below its slot without breaking a word."""
    style, width = sheet.style("label"), slots.pitch - 4.0
    return all(
        longest_piece(one, style, sheet.measure) <= width and len(sheet.wrap(one, width, style)) <= MAX_LINES
        for one in sheet.chart.categories
    )


def categories(sheet: Sheet, slots: Slots, top: float) -> None:
    """The category labels below *top*; where they do not all fit, every second, third … one."""
    style = sheet.style("label")
    if labels_fit(sheet, slots):
        ends = [top]
        for number, one in enumerate(sheet.chart.categories):
            lines = sheet.wrap(one, slots.pitch - 4.0, style)
            ends.append(sheet.lines(slots.middle(number), top, lines, style, "middle"))
        sheet.bottom = max(ends)
        return
    _thinned(sheet, slots, top, style)


def _thinned(sheet: Sheet, slots: Slots, top: float, style: TextStyle) -> None:
    labels = sheet.chart.categories
    widest = min(max(sheet.measure(one, style) for one in labels), sheet.width / 2)
    every = max(1, math.ceil((widest + 7.0) / slots.pitch))
    last_right = -math.inf
    for number in range(0, len(labels), every):
        text = sheet.wrap(labels[number], sheet.width / 2, style)[0] if labels[number].strip() else ""
        half = sheet.measure(text, style) / 2
        x = min(max(slots.middle(number), half), sheet.width - half)
        if x - half >= last_right + 3.0:
            sheet.text(x, top + baseline(style), text, style, "middle")
            last_right = x + half
    sheet.bottom = top + style.leading
