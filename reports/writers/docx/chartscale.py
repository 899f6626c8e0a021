"""What a chart needs to know of its numbers: where axes start and step, which labels find room."""

from __future__ import annotations

import math
from itertools import pairwise

from reports.model.blocks import Chart
from reports.writers.charts.numbers import Formatter, finite
from reports.writers.charts.scale import domain, ticks
from reports.writers.docx.xml import text

#: Mean advance of a character in sizes of the font.
_ADVANCE = 0.52
#: Lines end at least this far apart, in shares of the height, to carry their names; and names are not longer.
_APART = 0.075
_LONGEST_NAME = 30
_MOST_LINES = 6
#: Names of more columns with digits in each are steps of something, such as years.
_SEQUENCE = 6
#: Points between the names of two columns, and lines that a name may take.
_SLOT_GAP, _MOST_LABEL_LINES = 4.0, 3
#: Values are printed at their bars up to this many; sizes of the font that a digit takes; the plot's share of columns.
_MOST_VALUES, _DIGIT, _PLOT = 24, 0.56, 0.75
#: Beyond this an axis is left to Word.
_LARGEST = 1e15


def number_format(node: Chart, lang: str) -> str:
    """How values are written: as many decimals as any of them needs, the per cent sign as the language sets it."""
    form = Formatter.of(node, lang)
    code = "#,##0" + ("." + "0" * form.places if form.places else "")
    sign = f"&quot;{text(form.sign)}&quot;" if form.sign else ""
    return f'<c:numFmt formatCode="{code}{sign}" sourceLinked="0"/>'


def names_fit(node: Chart, width: float, size: float) -> bool:
    """Whether the names of columns find room below them, no word broken; those of years may be left out in part."""
    names = node.categories
    if len(names) > _SEQUENCE and all(any(sign.isdigit() for sign in one) for one in names):
        return True
    room = width / max(1, len(names)) - _SLOT_GAP
    words = [len(word) for one in names for word in one.split()]
    if max(words, default=0) * size * _ADVANCE > room:
        return False
    return all(len(one) * size * _ADVANCE <= room * _MOST_LABEL_LINES * 0.85 for one in names)


def values_fit(node: Chart, width: float, size: float, *, lying: bool) -> bool:
    """Whether every value can be printed at its bar."""
    bars = len(node.categories) * (1 if node.kind == "stacked" else len(node.series))
    if len(node.categories) * len(node.series) > _MOST_VALUES:
        return False
    form = Formatter.of(node, "en")
    longest = max((len(form(one)) for one in _values(node)), default=0)
    return lying or longest * size * _DIGIT + 2.0 <= width * _PLOT / max(1, bars)


def _values(node: Chart) -> list[float]:
    count = len(node.categories)
    return [value for one in node.series for value in map(finite, one.values[:count]) if value is not None]


def zero(node: Chart) -> str:
    """Bars start from zero: a program that cuts the axis short makes small differences look large."""
    values = _values(node)
    if node.kind == "line" or not values:
        return ""
    if min(values) >= 0:
        return '<c:min val="0"/>'
    return '<c:max val="0"/>' if max(values) <= 0 else ""


def major_unit(node: Chart) -> str:
    """Round steps of the axis of values, as the other formats have them; empty where Word shall choose."""
    low, high = _span(node)
    if not (0 < high - low < _LARGEST):
        return ""
    step = ticks(low, high, whole=all(value == int(value) for value in _values(node))).step
    return f'<c:majorUnit val="{step:.12g}"/>'


def _span(node: Chart) -> tuple[float, float]:
    """The least and the greatest value drawn, sums where series are stacked."""
    values = _values(node)
    if not values or max(map(abs, values)) > _LARGEST:
        return 0.0, 0.0
    if node.kind == "stacked":
        sums = []
        for at in range(len(node.categories)):
            parts = [finite(one.values[at]) or 0.0 for one in node.series if at < len(one.values)]
            sums += [sum(one for one in parts if one > 0), sum(one for one in parts if one < 0)]
        values = sums
    return domain(values, zero=node.kind != "line")


def last_point(node: Chart, at: int) -> int | None:
    """The place of the last number of a series."""
    values = node.series[at].values[: len(node.categories)]
    return next((place for place in range(len(values) - 1, -1, -1) if finite(values[place]) is not None), None)


def named_at_ends(node: Chart) -> bool:
    """Whether the lines of a chart can carry their names where they end, without meeting each other."""
    if not 1 <= len(node.series) <= _MOST_LINES or any(len(one.name) > _LONGEST_NAME for one in node.series):
        return False
    low, high = _span(node)
    ends = [last_point(node, at) for at in range(len(node.series))]
    if not (0 < high - low < _LARGEST) or any(one != len(node.categories) - 1 for one in ends):
        return False
    heights = sorted((finite(one.values[len(node.categories) - 1]) or 0.0) / (high - low) for one in node.series)
    return all(upper - lower >= _APART for lower, upper in pairwise(heights))


def skip(node: Chart, width: float, size: float) -> str:
    """Along a line every name that finds room stands level; of columns each has its name."""
    if node.kind != "line" or not node.categories:
        return ""
    needed = (max(len(one) for one in node.categories) + 2) * size * _ADVANCE
    every = max(1, math.ceil(needed * len(node.categories) / (width * 0.75)))
    return f'<c:tickLblSkip val="{every}"/><c:tickMarkSkip val="{every}"/>' if every > 1 else ""
