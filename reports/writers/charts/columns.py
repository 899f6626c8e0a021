"""Columns, side by side or stacked."""

from __future__ import annotations

from collections.abc import Iterator

from reports.records import record
from reports.writers.charts import axes, labels
from reports.writers.charts.axes import Slots
from reports.writers.charts.bars import bars, swatch
from reports.writers.charts.paper import Sheet, baseline, legend, value, values
from reports.writers.charts.scale import Scale, domain
from reports.writers.charts.scene import Rect

GAP = 3.0
#: A column is not wider than this, however few there are.
MAX_WIDTH = 54.0


def columns(sheet: Sheet, *, stacked: bool = False) -> None:
    """Lay out a column chart; labels that do not fit below columns turn them into bars."""
    slots = Slots(0.0, sheet.width, len(sheet.chart.categories))
    if not axes.labels_fit(sheet, slots) and not _is_sequence(sheet):
        bars(sheet, stacked=stacked)
    elif stacked:
        _stacked(sheet)
    else:
        _grouped(sheet)


def _is_sequence(sheet: Sheet) -> bool:
    """Whether the categories are steps of something (years, months): then it does no harm to label only some."""
    found = sheet.chart.categories
    return len(found) > 6 and all(any(char.isdigit() for char in one) for one in found)


# Side by side


def _grouped(sheet: Sheet) -> None:
    chart, style = sheet.chart, sheet.style("value")
    if len(chart.series) > 1:
        legend(sheet, lambda number, x, y: swatch(sheet, number, x, y))
    numbers = values(chart)
    low, high = domain(numbers, zero=True)
    slots = Slots(0.0, sheet.width, len(chart.categories))
    widest = max((sheet.measure(sheet.form(one), style) for one in numbers), default=0.0)
    top, foot = sheet.bottom + style.leading, style.leading if low < 0 else 0.0
    bottom = top + sheet.size("height", 178.0)
    if widest + 2.0 <= _pitch(sheet, slots):
        scale = Scale(low, high, bottom - foot, top)
    else:
        marks = axes.value_ticks(sheet, low, high)
        slots = Slots(axes.tick_width(sheet, marks), sheet.width, len(chart.categories))
        scale = Scale(marks.low, marks.high, bottom, top)
        axes.grid(sheet, marks, scale, slots.left, slots.right)
        widest = -1.0
    for category in range(len(chart.categories)):
        _group(sheet, category, slots, scale, labelled=widest >= 0)
    axes.zero_line(sheet, scale, slots.left, slots.right)
    axes.categories(sheet, slots, bottom + 4.0)


def _pitch(sheet: Sheet, slots: Slots) -> float:
    """From one column of a group to the next."""
    count = max(len(sheet.chart.series), 1)
    return slots.pitch - 3.0 if count == 1 else min(slots.pitch * 0.84 / count, MAX_WIDTH)


def _group(sheet: Sheet, category: int, slots: Slots, scale: Scale, *, labelled: bool) -> None:
    count = max(len(sheet.chart.series), 1)
    pitch = min(slots.pitch * (0.64 if count == 1 else 0.84 / count), MAX_WIDTH)
    left = slots.middle(category) - pitch * count / 2
    style = sheet.style("value")
    for number, series in enumerate(sheet.chart.series):
        shown = value(series, category)
        if shown is None:
            continue
        x, width = left + number * pitch, pitch - (min(1.5, pitch * 0.1) if count > 1 else 0.0)
        upper, lower = sorted((scale(0.0), scale(shown)))
        edge = sheet.edge(number)
        said = sheet.said(category, series)
        sheet.shapes.append(Rect(x, upper, width, lower - upper, sheet.fill(number), edge, 0.6 if edge else 0.0, said))
        if labelled:
            base = lower + GAP - 1 + style.size * 0.76 if shown < 0 else upper - GAP
            sheet.text(x + width / 2, base, sheet.form(shown), style, "middle")


# Stacked


@record(frozen=True, slots=True)
class _Part:
    """One part of a stack."""

    number: int
    start: float
    end: float


def _parts(sheet: Sheet, category: int) -> Iterator[_Part]:
    ends = {True: 0.0, False: 0.0}
    for number, series in enumerate(sheet.chart.series):
        shown = value(series, category)
        if shown:
            start = ends[shown > 0]
            ends[shown > 0] = start + shown
            yield _Part(number, start, start + shown)


def _stacked(sheet: Sheet) -> None:
    chart = sheet.chart
    parts = [list(_parts(sheet, number)) for number in range(len(chart.categories))]
    low, high = domain([0.0, *(one.end for stack in parts for one in stack)], zero=True)
    marks = axes.value_ticks(sheet, low, high)
    names = _name_width(sheet)
    left = axes.tick_width(sheet, marks)
    slots = Slots(left, sheet.width - names, len(chart.categories))
    height = sheet.size("height", 178.0)
    direct = names > 0 and bool(parts) and _direct(sheet, parts[-1], slots, marks.low, marks.high, height)
    if not direct:
        if len(chart.series) > 1:
            legend(sheet, lambda number, x, y: swatch(sheet, number, x, y))
        slots = Slots(left, sheet.width, len(chart.categories))
    top = sheet.bottom + sheet.style("axis").leading / 2
    scale = Scale(marks.low, marks.high, top + height, top)
    axes.grid(sheet, marks, scale, slots.left, slots.right)
    for category, stack in enumerate(parts):
        _stack(sheet, category, stack, slots, scale)
    axes.zero_line(sheet, scale, slots.left, slots.right)
    if direct:
        found = _side_labels(sheet, parts[-1], scale, names)
        places = labels.spread(found, top, top + height)
        labels.put(sheet, found, places or [one.y for one in found], slots.right + 6.0)
    axes.categories(sheet, slots, top + height + 4.0)


def _name_width(sheet: Sheet) -> float:
    """The room at the right for the names of the series; 0 where there is but one series."""
    if len(sheet.chart.series) < 2:
        return 0.0
    style = sheet.style("series")
    whole = max(sheet.measure(one.name, style) for one in sheet.chart.series)
    return min(whole, 0.24 * sheet.width) + 7.0


def _side_labels(sheet: Sheet, stack: list[_Part], scale: Scale, width: float) -> list[labels.SideLabel]:
    found = []
    for part in stack:
        y = (scale(part.start) + scale(part.end)) / 2
        found.append(labels.side_label(sheet, part.number, y, sheet.chart.series[part.number].name, width - 6.5))
    return sorted(found, key=lambda one: (one.y, one.number))


def _direct(sheet: Sheet, stack: list[_Part], slots: Slots, low: float, high: float, height: float) -> bool:
    """Whether the names can stand beside the parts of the last stack."""
    if len(stack) != len(sheet.chart.series) or not axes.labels_fit(sheet, slots):
        return False
    scale = Scale(low, high, height, 0.0)
    found = _side_labels(sheet, stack, scale, _name_width(sheet))
    return labels.spread(found, 0.0, height) is not None


def _stack(sheet: Sheet, category: int, stack: list[_Part], slots: Slots, scale: Scale) -> None:
    style = sheet.style("value")
    width = min(slots.pitch * 0.66, MAX_WIDTH * 1.3)
    x = slots.middle(category) - width / 2
    for part in stack:
        upper, lower = sorted((scale(part.start), scale(part.end)))
        fill, series = sheet.fill(part.number), sheet.chart.series[part.number]
        line = 0.8 if width > 6 else 0.0
        said = sheet.said(category, series)
        sheet.shapes.append(Rect(x, upper, width, lower - upper, fill, sheet.colour("background"), line, said))
        label = sheet.form(part.end - part.start if len(stack) == 1 else value(series, category) or 0.0)
        if lower - upper >= style.size + 2 and sheet.measure(label, style) + 4 <= width:
            base = (upper + lower) / 2 - style.leading / 2 + baseline(style)
            sheet.text(x + width / 2, base, label, style, "middle", sheet.on(fill))
