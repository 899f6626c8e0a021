"""Widths of table columns: no word or number parted, the table as low as can be."""

from __future__ import annotations

import doctest
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.model import blocks as b
from reports.model import inlines as i
from reports.writers import columns
from reports.writers.columns import Content, lines, lowest, squeezed, table_height, within
from reports.writers.pdf.galley import Plate
from reports.writers.pdf.placing import Line
from reports.writers.pdf.rows import Row
from tests.documents import cell, document, p
from tests.writers.pdf.reading import draw, read
from tests.writers.pdf.test_composition import check_pages, settled, words


def test_the_examples_in_the_module() -> None:
    assert doctest.testmod(columns).failed == 0


def text(column: int, *widths: float) -> Content:
    return Content(column, (tuple((width, 3.0) for width in widths),))


def test_width_goes_where_it_makes_the_table_lower() -> None:
    rows = [[text(0, 20.0), text(1, *[25.0] * 40), text(2, 30.0, 30.0)]] * 6
    least, natural = [20.0, 25.0, 30.0], [20.0, 1117.0, 63.0]
    found = lowest(rows, least, natural, 300.0, 0.0)
    assert sum(found) == pytest.approx(300.0)
    assert found[1] > 220.0
    even = [100.0, 100.0, 100.0]
    assert table_height(rows, found, 0.0) < 0.6 * table_height(rows, even, 0.0)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.lists(st.lists(st.floats(5, 60), min_size=1, max_size=25), min_size=3, max_size=3), min_size=1,
                max_size=8), st.floats(1.05, 4.0))  # fmt: skip
def test_no_column_is_narrower_than_its_widest_word(table: list[list[list[float]]], more: float) -> None:
    rows = [[text(at, *cell_) for at, cell_ in enumerate(row)] for row in table]
    least = [max(max(row[at]) for row in table) for at in range(3)]
    natural = [max(sum(row[at]) + 3.0 * (len(row[at]) - 1) for row in table) for at in range(3)]
    total = sum(least) * more
    found = lowest(rows, least, natural, total, 0.0)
    assert all(one >= low - 1e-6 for one, low in zip(found, least, strict=True))
    if sum(natural) > total:
        assert sum(found) == pytest.approx(total)
        proportional = [low + (total - sum(least)) / 3 for low in least]
        assert table_height(rows, found, -0.1) <= 1.35 * table_height(rows, proportional, 0.0)


def test_shares_give_way_to_words_and_words_to_numbers() -> None:
    assert within([1.0, 1.0, 2.0], [10.0, 80.0, 10.0], 200.0) == pytest.approx([40.0, 80.0, 80.0])
    assert squeezed([60.0, 100.0], [60.0, 20.0], 120.0) == pytest.approx([60.0, 60.0])
    assert sum(squeezed([60.0, 60.0], [60.0, 60.0], 100.0)) == pytest.approx(100.0)
    assert lines([], 10.0) == 1


@pytest.mark.parametrize("years", [8, 12, 16, 20])
def test_numbers_are_never_parted(years: int) -> None:
    head = b.Row((cell("Utility", header=True), *(cell(str(2000 + k), header=True) for k in range(years)),
                  cell("Assessment", header=True)))  # fmt: skip
    rows = tuple(
        b.Row((cell("Upper Valley"), *(cell(f"{20000 + 37 * k + 101 * n}.{n}") for k in range(years)),
               cell("A common format would let one clerk compare")))
        for n in range(4)
    )  # fmt: skip
    table = b.Table((b.Column(), *(b.Column("decimal"),) * years, b.Column()), (head,), rows, (i.Text("Wide"),))
    made = document(p("Text."), table, p("Text."))
    found = settled(made)
    check_pages(found)
    drawn = [strip for layout in found.layouts for strip, _ in layout.strips if isinstance(strip, Row)]
    for row in drawn[1:]:
        assert all(len(box.strips) == 1 for box in row.cells[1:-1]), "a number stands on two lines"
    numbers = [one.text for one in read(draw(made).data).root.all("TD") if re.fullmatch(r"[\d.]+", one.text)]
    assert len(numbers) == 4 * years


def test_words_of_a_table_stay_whole() -> None:
    row = b.Row(tuple(cell(one) for one in ("Responsibility for implementation", words(60, 4), "12 September 2027")))
    table = b.Table((b.Column(),) * 3, (), (row,) * 3, (i.Text("T"),))
    for layout in settled(document(table)).layouts:
        for strip, _ in layout.strips:
            if isinstance(strip, Row):
                assert not any(line.hyphen for box in strip.cells for line in box.strips if isinstance(line, Line))


def test_a_high_narrow_table_goes_over_both_columns() -> None:
    row = b.Row((cell("Name of it"), cell(words(70, 1)), cell(words(60, 2)), cell("2027")))
    table = b.Table((b.Column(),) * 4, (), (row,) * 8, (i.Text("T"),))
    strips = [strip for layout in settled(document(table)).layouts for strip, _ in layout.strips]
    assert any(strip.wide for strip in strips if isinstance(strip, Row))
    low = b.Table((b.Column(),) * 2, (), (b.Row((cell("a"), cell("b"))),) * 3)
    strips = [strip for layout in settled(document(low)).layouts for strip, _ in layout.strips]
    assert not any(strip.wide or isinstance(strip, Plate) for strip in strips)
