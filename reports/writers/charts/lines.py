"""Lines over categories, named at their ends."""

from __future__ import annotations

from reports.model.blocks import Series
from reports.writers.charts import axes, labels
from reports.writers.charts.axes import Slots
from reports.writers.charts.paper import DASHES, MARKERS, SWATCH, Sheet, legend, value, values
from reports.writers.charts.scale import Scale, domain
from reports.writers.charts.scene import Line, Marker, Point, Polyline

#: With more points than this, markers stand only at the ends and beside gaps.
MAX_MARKERS = 26


def lines(sheet: Sheet) -> None:
    """Lay out a line chart."""
    chart = sheet.chart
    numbers = values(chart)
    low, high = domain(numbers, zero=_needs_zero(numbers))
    marks = axes.value_ticks(sheet, low, high)
    left, height = axes.tick_width(sheet, marks), sheet.size("height", 178.0)
    names = _name_width(sheet)
    found = _side_labels(sheet, Scale(marks.low, marks.high, height, 0.0), names)
    direct = bool(found) and labels.spread(found, -6.0, height + 6.0) is not None
    if not direct:
        names = 0.0
        if len(chart.series) > 1:
            legend(sheet, lambda number, x, y: _swatch(sheet, number, x, y))
    top = sheet.bottom + sheet.style("axis").leading / 2 + 2.0
    scale = Scale(marks.low, marks.high, top + height, top)
    slots = Slots(left, sheet.width - names, len(chart.categories))
    axes.grid(sheet, marks, scale, slots.left, slots.right)
    axes.zero_line(sheet, scale, slots.left, slots.right)
    for number, series in enumerate(chart.series):
        _line(sheet, number, series, slots, scale)
    if direct:
        found = _side_labels(sheet, scale, names)
        places = labels.spread(found, top - 6.0, top + height + 6.0)
        labels.put(sheet, found, places or [one.y for one in found], slots.right + 2.0)
    axes.categories(sheet, slots, top + height + 7.0)


def _needs_zero(numbers: list[float]) -> bool:
    """Lines may leave 0 out when all values are far from it on one side; the ticks say so."""
    if not numbers or min(numbers) < 0 < max(numbers):
        return True
    near, far = sorted((abs(min(numbers)), abs(max(numbers))))
    return near < 0.6 * far


def _name_width(sheet: Sheet) -> float:
    style = sheet.style("series")
    whole = max((sheet.measure(_end_text(sheet, one), style) for one in sheet.chart.series), default=0.0)
    return min(whole, 0.27 * sheet.width) + 4.0


def _end_text(sheet: Sheet, series: Series) -> str:
    """What stands at the end of a line: its name, unless it is the only one, and its last value."""
    last = value(series, len(sheet.chart.categories) - 1)
    shown = sheet.form(last) if last is not None else ""
    return f"{series.name} {shown}".strip() if len(sheet.chart.series) > 1 else shown


def _side_labels(sheet: Sheet, scale: Scale, width: float) -> list[labels.SideLabel]:
    """A label for every series; none at all where a line ends before the last category."""
    found = []
    for number, series in enumerate(sheet.chart.series):
        last = value(series, len(sheet.chart.categories) - 1)
        if last is None:
            return []
        found.append(labels.side_label(sheet, number, scale(last), _end_text(sheet, series), width - 3.5))
    return sorted(found, key=lambda one: (one.y, one.number))


def _runs(series: Series, slots: Slots, scale: Scale) -> list[list[tuple[int, Point]]]:
    """The points of *series*, parted at gaps."""
    runs: list[list[tuple[int, Point]]] = [[]]
    for category in range(slots.count):
        shown = value(series, category)
        if shown is None:
            runs.append([])
        else:
            runs[-1].append((category, (slots.middle(category), scale(shown))))
    return [run for run in runs if run]


def _line(sheet: Sheet, number: int, series: Series, slots: Slots, scale: Scale) -> None:
    colour, width = sheet.stroke(number), sheet.size("line-width", 1.6)
    size, shape = sheet.size("marker", 5.0), MARKERS[number % len(MARKERS)]
    few = slots.count <= MAX_MARKERS
    for run in _runs(series, slots, scale):
        if len(run) > 1:
            points = tuple(point for _, point in run)
            sheet.shapes.append(Polyline(points, colour, width, DASHES[number % len(DASHES)]))
        for category, (x, y) in run if few else dict((run[0], run[-1])).items():
            said = sheet.said(category, series)
            sheet.shapes.append(Marker(x, y, size, shape, colour, sheet.colour("background"), said))


def _swatch(sheet: Sheet, number: int, x: float, y: float) -> None:
    colour, width = sheet.stroke(number), sheet.size("line-width", 1.6)
    sheet.shapes.append(Line(x - 1.0, y, x + SWATCH + 3.0, y, colour, width, DASHES[number % len(DASHES)]))
    shape = MARKERS[number % len(MARKERS)]
    size = sheet.size("marker", 5.0)
    sheet.shapes.append(Marker(x + SWATCH / 2 + 1.0, y, size, shape, colour, sheet.colour("background")))
