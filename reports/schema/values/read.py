"""From what an author writes under ``values``, and the data it names, to the values themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reports.diagnostics import Collector
from reports.patterns import expression
from reports.schema.data import DataTable, table_of_rows
from reports.schema.near import nearest
from reports.schema.numbers import Decimal, ambiguous, canonical, decimal_comma, tell_ambiguous
from reports.schema.text import SourceText
from reports.schema.values.lookup import Row, Single, Source, Value, Values
from reports.schema.values.names import ROW, normal, slug
from reports.schema.values.spec import UNIT, ValueSpec
from reports.schema.yamlreader import shorten
from reports.source import Position

_NUMBER = expression(r"[-+]?[0-9]+(\.[0-9]+)?")
_NOWHERE = Position("")
_ALONE = DataTable((), ())


def values_of(
    specs: Mapping[str, ValueSpec],
    tables: Mapping[str, DataTable],
    lang: str,
    collector: Collector,
    row: Mapping[str, str] | None = None,
) -> Values:
    """The values that *specs* name, out of *tables* (by path as written), and the fields of *row*.

    A file that is not among *tables* is passed over: whoever could not read it has said so, and unknown names are then
    no faults of their own.
    """
    sources: dict[str, Source] = {} if row is None else {ROW: row_source(row)}
    lacking = False
    for name, spec in specs.items():
        source = _source(spec, tables, collector)
        if source is None:
            lacking = True
        else:
            sources[normal(name) if name else ""] = source
    return Values(lang, sources, pending=lacking)


def row_source(row: Mapping[str, str]) -> Row:
    """The fields of a row by their names; each is judged by itself, for the other rows may not be known yet.

    What may be read in two ways (1.234) prints as it is.
    """
    fields = {}
    for name, cell in row.items():
        comma = decimal_comma([SourceText(cell)], _ALONE)
        fields[slug(name)] = Value(cell, "" if ambiguous(cell) else canonical(cell, comma=comma))
    return Row(fields)


def _source(spec: ValueSpec, tables: Mapping[str, DataTable], collector: Collector) -> Source | None:
    at = spec.where or _NOWHERE
    unit = str(spec.unit or "")
    if (spec.value is None) == (spec.data is None):
        hint = "write `value`, or `data` with `row` and `column`"
        collector.error("DAT025", at, "this needs either a value or data", hint)
        return None
    if spec.value is not None:
        text = str(spec.value)
        is_number = isinstance(spec.value.scalar, (int, float)) and _NUMBER.fullmatch(text)
        return Single(Value(text, text.lstrip("+") if is_number else "", unit))
    assert spec.data is not None
    path = spec.data.path
    table = table_of_rows(spec.data.rows, collector) if path is None else tables.get(str(path))
    return None if table is None else _Cells(table, unit, spec.decimal).bound(spec, collector)


class _Cells(Source):
    """The cells of a table by row and column, as far as these are not settled already."""

    def __init__(self, table: DataTable, unit: str, decimal: Decimal | None) -> None:
        self.table = table
        self.unit = unit
        self.decimal = decimal
        self.key = 0
        self.row: int | None = None
        self.column: int | None = None
        self._rows: dict[str, int] = {}
        self._columns = {slug(name): at for at, name in enumerate(table.columns)}
        self._comma: dict[int, bool] = {}

    def bound(self, spec: ValueSpec, collector: Collector) -> Source | None:
        """With key, row and column as *spec* says; None where the table does not have them, or one row twice."""
        key = self._place(spec.key, self._columns, "column", collector) if spec.key is not None else 0
        if key is None:
            return None
        self.key = key
        for at, cells in enumerate(self.table.rows):
            name = normal(cells[key])
            if self._rows.setdefault(name, at) != at:
                shown = shorten(cells[key], 40)
                hint = "name the column that tells rows apart with `key`, or rename one of the rows"
                collector.error("DAT024", cells[key].at or _NOWHERE, f"a second row is called `{shown}`", hint)
                return None
        if spec.row is not None:
            self.row = self._place(spec.row, self._rows, "row", collector)
        if spec.column is not None:
            self.column = self._place(spec.column, self._columns, "column", collector)
        elif len(self.table.columns) == 2:
            self.column = 1 - key
        for at in range(len(self.table.columns)) if self.column is None else (self.column,):
            if at != key:
                tell_ambiguous(self._cells(at), self.table, self.unit, self.decimal, collector)
        settled = (self.row is None) == (spec.row is None) and (self.column is not None or spec.column is None)
        return self if settled else None

    def _place(self, word: SourceText, known: Mapping[str, int], what: str, collector: Collector) -> int | None:
        found = known.get(normal(word), known.get(slug(word)))
        if found is None:
            names = tuple(known)[:200]
            hint = nearest(word, names, f"there are: {', '.join(names[:8])}")
            collector.error("DAT024", word.at or _NOWHERE, f"the data have no {what} `{shorten(word, 40)}`", hint)
        return found

    def find(self, rest: str) -> Value | None:
        """*rest* is the row and the column, without what is settled."""
        for row, column in self._readings(rest):
            at = self.row if row is None else self._rows.get(row)
            across = self.column if column is None else self._columns.get(column)
            if at is not None and across is not None:
                return self._value(self.table.rows[at], across)
        return None

    def _readings(self, rest: str) -> Iterator[tuple[str | None, str | None]]:
        match self.row is None, self.column is None:
            case True, True:
                row, _, column = rest.rpartition(".")
                yield row, column
            case True, False:
                yield rest, None
            case False, True:
                yield None, rest
            case _:
                if not rest:
                    yield None, None

    def names(self) -> Iterator[str]:
        """Of all cells that can be asked for."""
        columns = [name for name, at in self._columns.items() if at != self.key]
        rows: Sequence[str] = list(self._rows) if self.row is None else [""]
        for row in rows:
            if self.column is not None:
                yield row
            else:
                yield from (f"{row}.{one}" if row else one for one in columns)

    def _cells(self, column: int) -> tuple[SourceText, ...]:
        return tuple(row[column] for row in self.table.rows)

    def _value(self, cells: tuple[SourceText, ...], column: int) -> Value:
        if column not in self._comma:
            self._comma[column] = decimal_comma(self._cells(column), self.table, self.unit, self.decimal)
        beside = self._columns.get(UNIT)
        unit = self.unit or (str(cells[beside]) if beside is not None and beside != column else "")
        text = str(cells[column])
        return Value(text, canonical(text, comma=self._comma[column], unit=unit), unit)
