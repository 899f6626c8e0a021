"""Bars: one row for each category, the values written at the ends of the bars."""

from __future__ import annotations

import math

from reports.records import record
from reports.writers.charts.measure import longest_piece
from reports.writers.charts.paper import SWATCH, Sheet, baseline, legend, value, values
from reports.writers.charts.scale import Scale, domain
from reports.writers.charts.scene import Line, Rect

GAP = 4.0
#: However long the values, category labels get this much.
MIN_LABEL = 34.0


@record(frozen=True, slots=True)
class _Rows:
    """The rows: label lines, height of each, thickness of one bar, and how many rows share one label."""

    lines: list[list[str]]
    heights: list[float]
    bar: float
    gap: float
    every: int


def bars(sheet: Sheet, *, stacked: bool = False) -> None:
    """Lay out a bar chart, or the bars that take the place of columns with long labels."""
    chart = sheet.chart
    if len(chart.series) > 1:
        legend(sheet, lambda number, x, y: swatch(sheet, number, x, y))
    rooms = (0.0, 0.0) if stacked else _value_rooms(sheet)
    left = min(_label_width(sheet), max(sheet.width * 0.8 - sum(rooms) - GAP, MIN_LABEL))
    tracks = 1 if stacked else max(len(chart.series), 1)
    rows = _rows(sheet, left, tracks)
    spare = max((len(one) for one in rows.lines), default=0) * sheet.style("label").leading / 2 if rows.every > 1 else 0
    sheet.bottom += spare
    scale = _stack_scale(sheet, left + GAP) if stacked else _value_scale(sheet, left + GAP, rooms)
    top = sheet.bottom
    for category in range(len(chart.categories)):
        height = rows.heights[category]
        if category % rows.every == 0:
            _category(sheet, rows, category, left, top)
        if stacked:
            _stack(sheet, category, scale, top + (height - rows.bar) / 2, rows.bar)
        else:
            _row(sheet, category, scale, top + (height - tracks * rows.bar) / 2, rows)
        top += height + rows.gap
    end = max(top - rows.gap, sheet.bottom + rows.bar)
    x = scale(0.0)
    sheet.shapes.append(Line(x, sheet.bottom - 2, x, end + 2, sheet.colour("rule-strong"), 0.8))
    sheet.bottom = end + max(2.0, spare)


def swatch(sheet: Sheet, number: int, x: float, y: float) -> None:
    """The sample of series *number* in a legend."""
    edge = sheet.edge(number)
    half = SWATCH / 2
    sheet.shapes.append(Rect(x, y - half, SWATCH, SWATCH, sheet.fill(number), edge, 0.6 if edge else 0.0))


def _label_width(sheet: Sheet) -> float:
    style = sheet.style("label")
    whole = max((sheet.measure(one, style) for one in sheet.chart.categories), default=0.0)
    word = max((longest_piece(one, style, sheet.measure) for one in sheet.chart.categories), default=0.0)
    return min(whole, max(0.34 * sheet.width, min(word, 0.46 * sheet.width))) + 0.5


def _rows(sheet: Sheet, left: float, tracks: int) -> _Rows:
    style, chart = sheet.style("label"), sheet.chart
    lines = [sheet.wrap(one, left, style) for one in chart.categories]
    bar = sheet.size("bar", 15.0)
    if tracks > 1:
        bar = max(bar * 0.7, sheet.style("value").leading)
    gap = sheet.size("bar-gap", 7.0)
    heights = [max(tracks * bar, len(one) * style.leading) for one in lines]
    room = sheet.size("max-height", 520.0)
    if sum(heights) + gap * len(heights) <= room or not heights:
        return _Rows(lines, heights, bar, gap, 1)
    pitch = room / len(heights)
    tallest = max(len(one) for one in lines) * style.leading
    return _Rows(lines, [pitch * 0.82] * len(heights), pitch * 0.82 / tracks, pitch * 0.18, math.ceil(tallest / pitch))


def _category(sheet: Sheet, rows: _Rows, category: int, left: float, top: float) -> None:
    style = sheet.style("label")
    lines = rows.lines[category]
    start = top + (rows.heights[category] - len(lines) * style.leading) / 2
    sheet.lines(left, start, lines, style, "end")


def _value_rooms(sheet: Sheet) -> tuple[float, float]:
    """The room that the longest labels of negative and of positive values need outside the bars."""
    style, numbers = sheet.style("value"), values(sheet.chart)
    below = max((sheet.measure(sheet.form(one), style) + 2 * GAP for one in numbers if one < 0), default=0.0)
    above = max((sheet.measure(sheet.form(one), style) + GAP for one in numbers if one >= 0), default=GAP)
    return below, above


def _value_scale(sheet: Sheet, left: float, rooms: tuple[float, float]) -> Scale:
    low, high = domain(values(sheet.chart), zero=True)
    start = left + rooms[0]
    return Scale(low, high, start, max(sheet.width - rooms[1], start + 12.0))


def _row(sheet: Sheet, category: int, scale: Scale, top: float, rows: _Rows) -> None:
    style = sheet.style("value")
    legible = rows.bar >= style.size and rows.every == 1
    for number, series in enumerate(sheet.chart.series):
        y, shown = top + number * rows.bar, value(series, category)
        if shown is None:
            continue
        start, end = sorted((scale(0.0), scale(shown)))
        edge = sheet.edge(number)
        thick = rows.bar - (1.2 if len(sheet.chart.series) > 1 and legible else 0.0)
        said = sheet.said(category, series)
        sheet.shapes.append(Rect(start, y, end - start, thick, sheet.fill(number), edge, 0.6 if edge else 0.0, said))
        if legible:
            base = y + (thick - style.leading) / 2 + baseline(style)
            if shown < 0:
                sheet.text(start - GAP, base, sheet.form(shown), style, "end")
            else:
                sheet.text(end + GAP, base, sheet.form(shown), style)


def _stack_scale(sheet: Sheet, left: float) -> Scale:
    sums = [0.0]
    for category in range(len(sheet.chart.categories)):
        parts = [value(series, category) or 0.0 for series in sheet.chart.series]
        sums += [sum(one for one in parts if one > 0), sum(one for one in parts if one < 0)]
    low, high = domain(sums, zero=True)
    return Scale(low, high, left, max(sheet.width - 1.0, left + 12.0))


def _stack(sheet: Sheet, category: int, scale: Scale, top: float, thick: float) -> None:
    style = sheet.style("value")
    ends = {True: 0.0, False: 0.0}
    for number, series in enumerate(sheet.chart.series):
        shown = value(series, category)
        if not shown:
            continue
        start = ends[shown > 0]
        ends[shown > 0] = start + shown
        x1, x2 = sorted((scale(start), scale(start + shown)))
        fill = sheet.fill(number)
        said = sheet.said(category, series)
        sheet.shapes.append(Rect(x1, top, x2 - x1, thick, fill, sheet.colour("background"), 0.8, said))
        label = sheet.form(shown)
        if thick >= style.size and sheet.measure(label, style) + 4 <= x2 - x1:
            base = top + (thick - style.leading) / 2 + baseline(style)
            sheet.text((x1 + x2) / 2, base, label, style, "middle", sheet.on(fill))
