"""``layout_chart``: a chart of the document becomes a scene."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from reports.model.blocks import Chart
from reports.theme.tokens import Theme
from reports.writers.charts.bars import bars
from reports.writers.charts.columns import columns
from reports.writers.charts.lines import lines
from reports.writers.charts.measure import Measure
from reports.writers.charts.numbers import Formatter
from reports.writers.charts.paper import Sheet, head
from reports.writers.charts.scene import Drawing

#: Below this width (points) no chart can be laid out; it is laid out at this width then.
MIN_WIDTH = 180.0


def layout_chart(
    chart: Chart,
    *,
    width: float,
    theme: Theme,
    words: Mapping[str, str],
    lang: str,
    measure: Measure,
    title: bool = True,
) -> Drawing:
    """The scene of *chart*, *width* points wide and as high as it needs.

    measure
        Width of a text in a style, in points; see ``measurer``.
    title
        Whether the title of the chart is part of the scene; a writer with text around it may set it itself.

    Nothing overlaps, and all of it stands inside the drawing. Texts are the roles ``chart.title``, ``chart.label``,
    ``chart.series``, ``chart.axis``, ``chart.value``; measures are ``Theme.numbers`` named ``chart.…``.
    """
    del words  # the scene holds no words but the author's own; kept for writers that call alike
    sheet = Sheet(chart, theme, max(width, MIN_WIDTH), measure, Formatter.of(chart, lang))
    head(sheet, title=title)
    match chart.kind:
        case "bar":
            bars(sheet)
        case "column":
            columns(sheet)
        case "stacked":
            columns(sheet, stacked=True)
        case "line":
            lines(sheet)
        case _:
            assert_never(chart.kind)
    return Drawing(sheet.width, sheet.bottom + 1.0, tuple(sheet.shapes))
