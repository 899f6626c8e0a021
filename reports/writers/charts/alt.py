"""The data of a chart in words, and as a table."""

from __future__ import annotations

from collections.abc import Mapping

from reports.model.blocks import Cell, Chart, Column, Para, Row, Series, Table
from reports.model.inlines import Text
from reports.writers.charts.numbers import Formatter, finite

#: More values than this are not read out one by one: the first, the last and the turning points are.
MAX_SPOKEN = 24


def alt_text(chart: Chart, words: Mapping[str, str], lang: str) -> str:
    """What *chart* shows, for those who do not see it: the author's own words, else made from the data."""
    if chart.alt:
        return chart.alt
    kind = words.get(f"chart-{chart.kind}", chart.kind)
    pattern = words.get("chart-alt", "{kind}: {title}")
    start = pattern.replace("{kind}", kind).replace("{title}", chart.title) if chart.title else kind
    form = Formatter.of(chart, lang)
    parts = [_spoken(chart, series, form) for series in chart.series]
    return ". ".join(one for one in [start, *parts] if one) + "."


def _spoken(chart: Chart, series: Series, form: Formatter) -> str:
    pairs = [
        (name, shown)
        for name, one in zip(chart.categories, series.values, strict=False)
        if (shown := finite(one)) is not None
    ]
    kept = _telling(pairs) if len(pairs) > MAX_SPOKEN else pairs
    said = "; ".join(f"{name}: {form.spoken(shown)}" for name, shown in kept)
    if len(kept) < len(pairs):
        said = said.replace("; ", "; … ", 1)
    return f"{series.name} \N{EN DASH} {said}" if len(chart.series) > 1 else said


def _telling(pairs: list[tuple[str, float]]) -> list[tuple[str, float]]:
    """The first, the least, the greatest and the last of *pairs*, in their order."""
    order = range(len(pairs))
    least, most = min(order, key=lambda n: pairs[n][1]), max(order, key=lambda n: pairs[n][1])
    return [pairs[n] for n in sorted({0, least, most, len(pairs) - 1})]


def chart_table(chart: Chart, lang: str) -> Table:
    """The data of *chart* as a table: categories down, series across, numbers as the language writes them."""
    form = Formatter.of(chart, lang)
    names = [f"{one.name} ({chart.unit})" if form.unit_line else one.name for one in chart.series]
    head = Row((_cell("", header=True), *(_cell(name, header=True) for name in names)))
    body = tuple(
        Row((_cell(name, header=True), *(_cell(_number(series, number, form)) for series in chart.series)))
        for number, name in enumerate(chart.categories)
    )
    columns = (Column("left"), *(Column("decimal") for _ in chart.series))
    return Table(columns, (head,), body, role="chart-data")


def _number(series: Series, number: int, form: Formatter) -> str:
    shown = finite(series.values[number]) if number < len(series.values) else None
    return "\N{EN DASH}" if shown is None else form(shown)


def _cell(text: str, *, header: bool = False) -> Cell:
    return Cell((Para((Text(text),)),) if text else (), header)
