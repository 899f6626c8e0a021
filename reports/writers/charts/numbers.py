"""Numbers as a reader of the language expects them: decimal sign, thousands, minus, per cent."""

from __future__ import annotations

import math
from collections.abc import Iterable

from reports.model.blocks import Chart
from reports.numerals import marks
from reports.records import record

__all__ = ["Formatter", "decimals", "finite", "format_number", "marks"]


def finite(value: float | None) -> float | None:
    """*value*, or None where there is no number to draw."""
    return value if value is not None and math.isfinite(value) else None


def decimals(values: Iterable[float | None]) -> int:
    """How many decimals show all *values* as they were given; at most three."""
    most = 0
    for value in values:
        if finite(value) is None or value is None or abs(value) >= 1e12:
            continue
        text = f"{value:.3f}".rstrip("0")
        most = max(most, len(text) - text.index(".") - 1)
    return most


def format_number(value: float, places: int, lang: str) -> str:
    """*value* with *places* decimals; scientific notation for what has no business in a chart."""
    signs = marks(lang)
    if abs(value) >= 1e15:
        return f"{value:.3g}".replace(".", signs.decimal).replace("-", "\N{MINUS SIGN}")
    whole, _, part = f"{abs(value):,.{places}f}".partition(".")
    text = whole.replace(",", signs.group) + (signs.decimal + part if part else "")
    zero = not any(one in "123456789" for one in text)
    return text if value >= 0 or zero else f"\N{MINUS SIGN}{text}"


@record(frozen=True, slots=True)
class Formatter:
    """Writes the values of one chart, all with the same number of decimals."""

    places: int
    lang: str
    unit: str

    @classmethod
    def of(cls, chart: Chart, lang: str) -> Formatter:
        """The formatter that fits *chart*."""
        return cls(decimals(value for series in chart.series for value in series.values), lang, chart.unit)

    def __call__(self, value: float) -> str:
        """*value* as a label: with a per cent or similar sign, without the name of a unit."""
        return format_number(value, self.places, self.lang) + self.sign

    def tick(self, value: float, step: float) -> str:
        """*value* as a tick label of an axis with ticks every *step*."""
        return format_number(value, decimals([step]), self.lang) + self.sign

    def spoken(self, value: float) -> str:
        """*value* with its unit, as in a sentence."""
        name = f"\N{NO-BREAK SPACE}{self.unit}" if self.unit and not self.sign else ""
        return self(value) + name

    @property
    def sign(self) -> str:
        """What follows each number: the per cent or degree sign with its space, else nothing."""
        if self.unit in ("%", "‰"):
            return marks(self.lang).percent.replace("%", self.unit)
        return self.unit if self.unit in ("°", "°C") else ""

    @property
    def unit_line(self) -> str:
        """The unit, when it has to be said once for the whole chart."""
        return "" if self.sign else self.unit
