"""CSV files, rows in the brief, numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector, Diagnostic
from reports.schema.data import DataTable, read_csv, table_of_rows
from reports.schema.numbers import numbers_of
from reports.schema.text import SourceMap, SourceText
from reports.source import SourceFile

Lines = Callable[[list[Diagnostic]], list[str]]


def table_of(text: str | bytes) -> tuple[DataTable | None, list[Diagnostic]]:
    collector = Collector()
    data = text if isinstance(text, bytes) else text.encode()
    return read_csv(SourceFile("d.csv", data), collector), collector.found


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("a,b\n1,2\n", ["a", "b"], [["1", "2"]]),
        ("\ufeffa;b\n1;2,5\n", ["a", "b"], [["1", "2,5"]]),
        ("a,b\r\n1,2\r\n3,4", ["a", "b"], [["1", "2"], ["3", "4"]]),
        ('a,b\n"x, y","say ""no"""\n', ["a", "b"], [["x, y", 'say "no"']]),
        ('a,b\n"over\nlines",2\n', ["a", "b"], [["over\nlines", "2"]]),
        ("a , b\n 1 ,  2\n", ["a", "b"], [["1", "2"]]),
        ("a,b\n\n1,\n\n,2\n", ["a", "b"], [["1", ""], ["", "2"]]),
        ("a\nx\n", ["a"], [["x"]]),
        ('"a;b",c\n1,2\n', ["a;b", "c"], [["1", "2"]]),
        ("a,b\n", ["a", "b"], []),
    ],
)
def test_csv(text: str, columns: list[str], rows: list[list[str]]) -> None:
    table, found = table_of(text)
    assert not found
    assert table is not None
    assert list(table.columns) == columns
    assert [list(row) for row in table.rows] == rows


def test_places_of_cells() -> None:
    table, _ = table_of('a,b\n1, "x ""y"" z"\n"two\nlines",Ž3\n')
    assert table is not None
    quoted = table.rows[0][1]
    assert str(quoted.at) == "d.csv:2:4"
    assert str(quoted.place(2)) == "d.csv:2:7"
    assert str(quoted.place(6)) == "d.csv:2:13"
    assert str(table.rows[1][0].place(4)) == "d.csv:4:1"
    assert str(table.rows[1][1].at) == "d.csv:4:8"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"a,b\n1,\xff\n", "2:3 DAT001"),
        (b"a,b\n1,\x07\n", "2:3 DAT001"),
        ("a,b\n1\n", "2:1 DAT002"),
        ("a,b\n1,2\n1,2,3\n", "3:1 DAT002"),
        ("a,,c\n1,2,3\n", "1:3 DAT003"),
        ("a,a\n1,2\n", "1:3 DAT003"),
        ('a,b\n"1,2\n', "2:1 DAT004"),
        ('a,b\n"1"x,2\n', "2:4 DAT004"),
        ("", "1:1 DAT006"),
        ("\n\n", "1:1 DAT006"),
        ("a\n" + "x\n" * 20_001, "20002:1 DAT007"),
        (",".join(f"c{n}" for n in range(202)) + "\n", "1:895 DAT007"),
        (b"x" * 5_000_001, "1:1 DAT007"),
    ],
)
def test_faults(lines: Lines, text: str | bytes, expected: str) -> None:
    table, found = table_of(text)
    assert table is None
    assert lines(found) == [expected]


def test_rows_in_the_brief(lines: Lines, read: Callable[[str], tuple[object, list[Diagnostic]]]) -> None:
    def rows(text: str) -> tuple[DataTable | None, list[Diagnostic]]:
        tree, _ = read("rows:\n" + text)
        assert isinstance(tree, SourceMap)
        collector = Collector()
        return table_of_rows(tree["rows"], collector), collector.found

    table, found = rows("  - {x: a, y: 1.10}\n  - {y: , x: b}\n")
    assert not found
    assert table is not None
    assert [list(row) for row in table.rows] == [["a", "1.10"], ["b", ""]]
    assert str(table.rows[0][1].at) == "brief.yaml:2:15"
    assert lines(rows("  - {x: a, y: 1}\n  - {x: b}\n")[1]) == ["3:5 DAT002"]
    assert lines(rows("  - {x: a, y: 1}\n  - {x: b, y: 2, z: 3}\n")[1]) == ["3:5 DAT002"]
    assert lines(rows("  - {x: a, y: [1]}\n")[1]) == ["2:15 DAT005"]


@pytest.mark.parametrize(
    ("cells", "separator", "unit", "values"),
    [
        (["1", "2.5", "-3", "+4"], ",", "", [1, 2.5, -3, 4]),
        (["1,234", "1,000.5"], ",", "", [1234, 1000.5]),
        (["1,5", "2"], ";", "", [1.5, 2]),
        (["1.234,5", "7"], ";", "", [1234.5, 7]),
        (["1.234", "5.678"], ";", "", [1234, 5678]),
        (["1.234", "5.678"], ",", "", [1.234, 5.678]),
        (["1.5", "2.25"], ";", "", [1.5, 2.25]),
        (["0.123", "0.456"], ";", "", [0.123, 0.456]),
        (["1,234", "2,345"], ",", "", [1234, 2345]),
        (["1.234", "5.678"], "\t", "", [1.234, 5.678]),
        (["1 234", "1\u202f234\u00a0567"], ",", "", [1234, 1234567]),
        (["12 %", "3%"], ",", "%", [12, 3]),
        (["\u22124", "", "–", "..", "5"], ",", "", [-4, None, None, None, 5]),
        ([".5", "0.25"], ",", "", [0.5, 0.25]),
    ],
)
def test_numbers(cells: list[str], separator: str, unit: str, values: list[float | None]) -> None:
    table = DataTable((), (), separator=separator)
    found = numbers_of([SourceText(cell) for cell in cells], table, unit)
    assert list(found.values) == values
    assert not found.faults


@pytest.mark.parametrize(
    "cell", ["about 4", "4 km", "1,2,3", "1.2.3", "n/a", "0x1f", "1e5", "٣", "inf", "nan", "--1", "1-2"]
)
def test_what_is_no_number(cell: str) -> None:
    found = numbers_of([SourceText("1"), SourceText(cell)], DataTable((), ()))
    assert list(found.faults) == [cell]


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.text(st.sampled_from('ab,;"\n\r é1'), max_size=40))
def test_any_csv(text: str) -> None:
    """No exception; and a table has as many cells in each row as columns."""
    table, found = table_of(text)
    assert (table is None) == bool(found)
    if table is not None:
        assert {len(row) for row in table.rows} <= {len(table.columns)}


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.lists(
        st.lists(st.text(st.sampled_from('ab,;" \n1é'), max_size=6), min_size=2, max_size=2), min_size=1, max_size=5
    )
)
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    """Cells in quotes, as RFC 4180 has them, come back as they were."""
    body = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)
    table, found = table_of("x,y\r\n" + body)
    assert not found
    assert table is not None
    assert [list(row) for row in table.rows] == rows
