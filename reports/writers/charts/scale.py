"""Axes: round ticks, and the way from a value to a place."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reports.records import record

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@record(frozen=True, slots=True)
class Scale:
    """Maps values from ``low`` to ``high`` onto places from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of *value*."""
        # both differences are taken of halves, so that the largest floats do not run over
        share = (value / 2 - self.low / 2) / (self.high / 2 - self.low / 2)
        return self.start + share * (self.end - self.start)


@record(frozen=True, slots=True)
class Ticks:
    """Round values along an axis; the axis ends at the first and the last one."""

    values: tuple[float, ...]
    step: float

    @property
    def low(self) -> float:
        """The lower end of the axis."""
        return self.values[0]

    @property
    def high(self) -> float:
        """The upper end of the axis."""
        return self.values[-1]


def domain(values: Sequence[float], *, zero: bool) -> tuple[float, float]:
    """The least and the greatest value, with 0 between them where *zero* is asked for; never empty."""
    low, high = (min(values), max(values)) if values else (0.0, 0.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        return (low, low + 1.0) if low >= 0 else (low, 0.0)
    return low, high


def ticks(low: float, high: float, wanted: int = 5, *, whole: bool = False) -> Ticks:
    """About *wanted* round ticks that enclose *low* to *high*; *whole* keeps counts of things whole."""
    span = high / wanted - low / wanted
    power = 10.0 ** math.floor(math.log10(span)) if span > 1e-300 else 1e-300
    step = next(one * power for one in _STEPS if one * power >= span * 0.999)
    if whole:
        step = max(1.0, math.ceil(step) if step < 10 else step)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if first == last:
        last += 1
    return Ticks(tuple(number * step for number in range(first, last + 1)), step)
