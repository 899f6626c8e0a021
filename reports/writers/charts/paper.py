"""What all kinds of chart share while they are laid out: the sheet that shapes are put on, colours, the legend."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field

from reports.model.blocks import Chart, Series
from reports.records import record
from reports.theme.colour import contrast, towards
from reports.theme.tokens import TextStyle, Theme
from reports.writers.charts.measure import Measure, wrap
from reports.writers.charts.numbers import Formatter, finite
from reports.writers.charts.scene import Anchor, MarkerShape, Shape, TextRun

#: Series are told apart by marker and dash as well, so that lines read in greyscale.
MARKERS: tuple[MarkerShape, ...] = ("circle", "square", "triangle", "diamond", "down", "cross")
DASHES: tuple[tuple[float, ...], ...] = ((), (5, 2.2), (1.6, 1.8), (7, 2, 1.6, 2), (3, 1.5), (9, 3))
#: Least contrast of a shape with its ground: WCAG 2.2, 1.4.11.
SHAPE_CONTRAST = 3.0
SWATCH = 7.5


@record(slots=True)
class Sheet:
    """A sheet of paper ``width`` wide that grows downwards."""

    chart: Chart
    theme: Theme
    width: float
    measure: Measure
    form: Formatter
    shapes: list[Shape] = field(default_factory=list)
    bottom: float = 0.0

    def style(self, name: str) -> TextStyle:
        """The style of ``chart.`` *name*."""
        return self.theme.text(f"chart.{name}")

    def size(self, name: str, otherwise: float) -> float:
        """The measure ``chart.`` *name* of the theme."""
        return self.theme.numbers.get(f"chart.{name}", otherwise)

    def colour(self, name: str) -> str:
        """The colour *name* of the palette; the text colour where it has none."""
        return self.theme.palette.get(name) or self.theme.palette.get("foreground", "#000000")

    def fill(self, number: int) -> str:
        """The colour of the areas of series *number* (from 0)."""
        return self.colour(f"series-{number % 6 + 1}")

    def edge(self, number: int) -> str | None:
        """The colour of the outline that a pale area needs to be seen; None where it needs none."""
        fill = self.fill(number)
        ground = self.colour("background")
        return None if contrast(fill, ground) >= SHAPE_CONTRAST else towards(fill, ground, SHAPE_CONTRAST)

    def stroke(self, number: int) -> str:
        """The colour of the line of series *number*."""
        return towards(self.fill(number), self.colour("background"), SHAPE_CONTRAST)

    def ink(self, number: int) -> str:
        """The colour of text that belongs to series *number*."""
        return towards(self.fill(number), self.colour("background"), 4.5)

    def on(self, fill: str) -> str:
        """The colour of text that stands on *fill*."""
        pair = (self.colour("foreground"), self.colour("background"))
        return max(pair, key=lambda one: contrast(one, fill))

    def text(self, x: float, y: float, text: str, style: TextStyle, anchor: Anchor = "start", colour: str = "") -> None:
        """Put one line of text with its base line at *y*."""
        width = self.measure(text, style)
        self.shapes.append(TextRun(x, y, text, style, anchor, colour or style.colour, width))

    def lines(
        self, x: float, top: float, lines: Sequence[str], style: TextStyle, anchor: Anchor = "start", colour: str = ""
    ) -> float:
        """Put several lines below *top*; gives the place below them."""
        for number, line in enumerate(lines):
            self.text(x, top + number * style.leading + baseline(style), line, style, anchor, colour)
        return top + len(lines) * style.leading

    def wrap(self, text: str, width: float, style: TextStyle) -> list[str]:
        """*text* in lines not wider than *width*."""
        return wrap(text, width, style, self.measure)

    def said(self, category: int, series: Series) -> str:
        """What one shape stands for: "Serbia, In favour: 76 votes"."""
        value = series.values[category] if category < len(series.values) else None
        names = [self.chart.categories[category], series.name if len(self.chart.series) > 1 else ""]
        shown = finite(value)
        return ", ".join(one for one in names if one) + (f": {self.form.spoken(shown)}" if shown is not None else "")


def baseline(style: TextStyle) -> float:
    """From the top of a line to its base line: the half leading, then the ascent."""
    return (style.leading - style.size) / 2 + style.size * 0.78


def value(series: Series, category: int) -> float | None:
    """The number of *series* at *category*; None for a gap."""
    return finite(series.values[category]) if 0 <= category < len(series.values) else None


def values(chart: Chart) -> list[float]:
    """All numbers of *chart*."""
    found = (value(series, number) for series in chart.series for number in range(len(chart.categories)))
    return [one for one in found if one is not None]


def is_whole(numbers: Sequence[float]) -> bool:
    """Whether all are whole, so that the axis should count in wholes as well."""
    return all(one == int(one) for one in numbers if abs(one) < 1e15)


def head(sheet: Sheet, *, title: bool) -> None:
    """The title of the chart and its unit."""
    style = sheet.style("title")
    if title and sheet.chart.title:
        sheet.bottom = sheet.lines(0, sheet.bottom, sheet.wrap(sheet.chart.title, sheet.width, style), style) + 2
    unit = sheet.form.unit_line
    if unit:
        style = sheet.style("axis")
        sheet.bottom = sheet.lines(0, sheet.bottom, sheet.wrap(unit, sheet.width, style), style) + 1
    if sheet.bottom:
        sheet.bottom += 3


def legend(sheet: Sheet, swatch: Callable[[int, float, float], None]) -> None:
    """The names of the series in rows; *swatch* draws the sample of a series at a place and the middle of the line."""
    style = sheet.style("label")
    reach = SWATCH + 4.5
    x, top = 0.0, sheet.bottom
    for number, series in enumerate(sheet.chart.series):
        lines = sheet.wrap(series.name, sheet.width - reach, style)
        wide = reach + max((sheet.measure(line, style) for line in lines), default=0.0)
        if x and x + wide > sheet.width:
            x, top = 0.0, sheet.bottom
        swatch(number, x, top + style.leading / 2)
        sheet.bottom = max(sheet.bottom, sheet.lines(x + reach, top, lines, style))
        x += wide + 14
    sheet.bottom += 6
