"""Chart geometry: what must hold for every chart, and what single charts must look like."""

from __future__ import annotations

import math
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.language import words
from reports.model.blocks import Chart, Series
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.charts import (
    Drawing,
    Line,
    Marker,
    Polyline,
    Rect,
    TextRun,
    alt_text,
    chart_table,
    layout_chart,
    marker_points,
    measurer,
)
from reports.writers.charts.measure import wrap
from reports.writers.charts.numbers import decimals, format_number
from reports.writers.charts.scale import ticks

KINDS = ("bar", "column", "line", "stacked")


@cache
def theme() -> Theme:
    return load_theme("brief", None, {}, Collector(), "en-GB")


def draw(chart: Chart, width: float = 345.0, lang: str = "en-GB") -> Drawing:
    return layout_chart(chart, width=width, theme=theme(), words=words(lang), lang=lang, measure=measurer(theme()))


def texts(drawing: Drawing) -> list[str]:
    return [one.text for one in drawing.shapes if isinstance(one, TextRun)]


def rects(drawing: Drawing) -> list[Rect]:
    return [one for one in drawing.shapes if isinstance(one, Rect) and one.title]


def overlap(one: TextRun, other: TextRun) -> bool:
    a, b = one.box, other.box
    inner = 0.6
    return a[0] + inner < b[2] and b[0] + inner < a[2] and a[1] + inner < b[3] and b[1] + inner < a[3]


def check(drawing: Drawing) -> None:
    """Everything stands inside the drawing, and no text on another."""
    runs = [one for one in drawing.shapes if isinstance(one, TextRun)]
    for run in runs:
        left, top, right, bottom = run.box
        assert left >= -1.0, run
        assert right <= drawing.width + 1.0, run
        assert top >= -1.5, run
        assert bottom <= drawing.height + 1.5, run
    for number, one in enumerate(runs):
        for other in runs[number + 1 :]:
            assert not overlap(one, other), (one.text, other.text)
    for shape in drawing.shapes:
        for x, y in corners(shape):
            assert math.isfinite(x)
            assert math.isfinite(y)
            assert -6 <= x <= drawing.width + 6, shape
            assert -6 <= y <= drawing.height + 6, shape


def corners(shape: object) -> list[tuple[float, float]]:
    match shape:
        case Rect():
            assert shape.width >= 0
            assert shape.height >= 0
            return [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        case Line():
            return [(shape.x1, shape.y1), (shape.x2, shape.y2)]
        case Polyline():
            return list(shape.points)
        case Marker():
            return list(marker_points(shape))
        case _:
            return []


NUMBERS = st.one_of(
    st.none(),
    st.integers(-200, 200).map(float),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda one: round(one, 2)),
    st.just(0.0),
)
NAMES = st.text(st.sampled_from("abcdefgh ijklmnoprst-/ČšžЖμé 0123456789"), min_size=1, max_size=40)


@st.composite
def charts(draw_: st.DrawFn) -> Chart:
    categories = tuple(draw_(st.lists(NAMES, max_size=14)))
    count = draw_(st.integers(0, 7))
    row = st.lists(NUMBERS, min_size=len(categories), max_size=len(categories)).map(tuple)
    series = tuple(Series(draw_(NAMES), draw_(row)) for _ in range(count))
    unit = draw_(st.sampled_from(["", "%", "votes", "million inhabitants"]))
    return Chart(draw_(st.sampled_from(KINDS)), categories, series, unit, draw_(st.one_of(st.just(""), NAMES)))


@settings(deadline=None, derandomize=True, max_examples=250)
@given(charts(), st.sampled_from([120.0, 190.0, 260.0, 345.0, 480.0]))
def test_nothing_overlaps_and_all_is_inside(chart: Chart, width: float) -> None:
    check(draw(chart, width))


@settings(deadline=None, derandomize=True, max_examples=60)
@given(charts())
def test_every_number_is_drawn_once(chart: Chart) -> None:
    drawing = draw(chart)
    given_ = [
        (series, n) for series in chart.series for n in range(len(chart.categories)) if series.values[n] is not None
    ]
    if chart.kind == "line":
        assert len([one for one in drawing.shapes if isinstance(one, Marker) and one.title]) == len(given_)
    elif chart.kind == "stacked":
        assert len(rects(drawing)) == len([1 for series, n in given_ if series.values[n]])
    else:
        assert len(rects(drawing)) == len(given_)


def test_columns_carry_their_values_and_need_no_axis() -> None:
    drawing = draw(Chart("column", ("Serbia", "Albania"), (Series("months", (27.0, 62.0)),), "months", "Title"))
    assert texts(drawing) == ["Title", "months", "27", "62", "Serbia", "Albania"]
    one, other = rects(drawing)
    assert other.height / one.height == pytest.approx(62 / 27)
    assert one.y + one.height == pytest.approx(other.y + other.height)
    assert one.title == "Serbia: 27\u00a0months"


def test_negative_values_go_the_other_way() -> None:
    drawing = draw(Chart("bar", ("a", "b"), (Series("x", (-4.0, 8.0)),)))
    minus, plus = rects(drawing)
    assert minus.x + minus.width == pytest.approx(plus.x)
    assert plus.width == pytest.approx(2 * minus.width)
    assert "\u22124" in texts(drawing)


def test_a_gap_breaks_the_line() -> None:
    drawing = draw(Chart("line", ("1", "2", "3", "4", "5"), (Series("x", (1.0, 2.0, None, 4.0, 5.0)),)))
    assert [len(one.points) for one in drawing.shapes if isinstance(one, Polyline)] == [2, 2]


def test_lines_are_named_at_their_ends_and_told_apart_without_colour() -> None:
    chart = Chart("line", ("2020", "2021"), (Series("North", (1.0, 9.0)), Series("South", (2.0, 3.0))))
    drawing = draw(chart)
    assert {"North 9", "South 3"} <= set(texts(drawing))
    dashes = [one.dash for one in drawing.shapes if isinstance(one, Polyline)]
    marks = {one.shape for one in drawing.shapes if isinstance(one, Marker)}
    assert len(set(dashes)) == 2
    assert len(marks) == 2


def test_lines_that_end_together_get_a_legend() -> None:
    series = tuple(Series(f"Series {n}", (float(n), 5.0)) for n in range(6))
    found = texts(draw(Chart("line", ("2020", "2021"), series)))
    assert [f"Series {n}" for n in range(6)] == [one for one in found if one.startswith("Series")]


def test_stacks_are_named_beside_the_last_one() -> None:
    series = (Series("For", (76.0, 68.0)), Series("Against", (56.0, 51.0)), Series("Abstained", (22.0, 16.0)))
    drawing = draw(Chart("stacked", ("First", "Second"), series, "votes"))
    places = {one.text: one.y for one in drawing.shapes if isinstance(one, TextRun)}
    assert places["For"] > places["Against"] > places["Abstained"]
    heights = [one.height for one in rects(drawing) if one.title.startswith("First")]
    assert heights[0] / heights[2] == pytest.approx(76 / 22)


def test_long_labels_turn_columns_into_bars() -> None:
    names = (
        "Government of the Republic",
        "Parliamentary committee for security matters",
        "Internationalorganisationen",
        "d",
    )
    chart = Chart("column", names, (Series("x", (5.0, 3.0, 2.0, 8.0)),))
    drawing = draw(chart, 200)
    assert len({one.x for one in rects(drawing)}) == 1
    assert len({one.height for one in rects(drawing)}) == 1


def test_years_are_thinned_not_dropped() -> None:
    years = tuple(str(one) for one in range(1990, 2024))
    found = texts(draw(Chart("column", years, (Series("x", tuple(float(n * 100) for n in range(34))),))))
    assert "1990" in found
    assert 4 < len([one for one in found if one in years]) < 34


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "values", [(0.0, 0.0), (None, None), (5.0,), (), (1e300, -1e300), (1e-9, 2e-9), (math.inf, 1.0), (math.nan, 2.0)]
)
def test_odd_data(kind: str, values: tuple[float | None, ...]) -> None:
    chart = Chart(kind, tuple("abcde"[: len(values)]), (Series("x", values),))  # type: ignore[arg-type]
    check(draw(chart))


def test_many_bars_stay_on_one_page() -> None:
    chart = Chart("bar", tuple(f"Country {n}" for n in range(400)), (Series("x", tuple(map(float, range(400)))),))
    drawing = draw(chart)
    assert drawing.height < 560
    check(drawing)


@pytest.mark.parametrize(
    ("lang", "number", "percent"),
    [
        ("en-GB", "1,234.5", "1,234.5%"),
        ("de", "1.234,5", "1.234,5\u00a0%"),
        ("fr", "1\u00a0234,5", "1\u00a0234,5\u00a0%"),
        ("sr-Cyrl-RS", "1.234,5", "1.234,5%"),
        ("sq", "1\u00a0234,5", "1\u00a0234,5%"),
        ("xx-nonsense", "1,234.5", "1,234.5%"),
    ],
)
def test_numbers_by_language(lang: str, number: str, percent: str) -> None:
    assert format_number(1234.5, 1, lang) == number
    assert percent in texts(draw(Chart("bar", ("a",), (Series("x", (1234.5,)),), "%"), lang=lang))


def test_decimals_are_those_of_the_data() -> None:
    assert decimals([1.0, 2.5, None]) == 1
    assert decimals([3.0]) == 0
    assert decimals([0.12345]) == 3
    assert format_number(-0.0, 0, "en") == "0"
    assert format_number(-3.25, 2, "en") == "\u22123.25"


@given(st.floats(-1e9, 1e9), st.floats(1e-6, 1e9))
@settings(deadline=None, derandomize=True)
def test_ticks_enclose_and_are_round(low: float, span: float) -> None:
    found = ticks(low, low + span)
    slack = found.step * 1e-6 + abs(low) * 1e-12
    assert found.low <= low + slack
    assert found.high >= low + span - slack
    assert 2 <= len(found.values) <= 9
    assert round(found.step / 10 ** math.floor(math.log10(found.step) + 1e-9), 6) in (1.0, 2.0, 2.5, 5.0, 10.0)


def test_ticks_of_counts_are_whole() -> None:
    assert ticks(0, 2, whole=True).values == (0.0, 1.0, 2.0)


def test_wrap_breaks_at_spaces_hyphens_and_in_words_at_last() -> None:
    style, measure = theme().text("chart.label"), measurer(theme())
    assert wrap("North Macedonia", 30, style, measure) == ["North", "Macedo", "nia"]
    assert wrap("Austria-Hungary", 40, style, measure) == ["Austria-", "Hungary"]
    assert "".join(wrap("x" * 100, 30, style, measure)) == "x" * 100


def test_alt_text_comes_from_the_author_or_from_the_data() -> None:
    chart = Chart("column", ("Serbia", "Kosovo"), (Series("m", (27.0, None)), Series("n", (1.0, 2.0))), "%", "Waiting")
    said = alt_text(chart, words("en"), "en-GB")
    assert said == "Column chart of Waiting. m \u2013 Serbia: 27%. n \u2013 Serbia: 1%; Kosovo: 2%."
    assert alt_text(Chart("bar", (), (), alt="Mine"), words("en"), "en") == "Mine"
    long = Chart("line", tuple(map(str, range(100))), (Series("x", tuple(map(float, range(100)))),))
    assert alt_text(long, words("en"), "en") == "Line chart. 0: 0; … 99: 99."


def test_the_table_holds_the_same_data() -> None:
    table = chart_table(Chart("bar", ("a", "b"), (Series("x", (1.5, None)),), "votes"), "de")
    assert len(table.body) == 2
    shown = [[str(cell.content[0].content[0].text) if cell.content else "" for cell in row.cells] for row in table.body]  # type: ignore[union-attr]
    assert shown == [["a", "1,5"], ["b", "\u2013"]]
