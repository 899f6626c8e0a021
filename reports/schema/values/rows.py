"""The rows of a CSV file one after the other, for one edition each; no more than one is held at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reports.diagnostics import Collector, Diagnostic
from reports.records import record
from reports.schema.data import check_header, decode, parts_of, separator_of
from reports.schema.text import LineIndex, SourceText
from reports.schema.values.names import slug
from reports.source import Position, SourceFile

#: Most bytes of a file of rows: some ten thousand rows with a paragraph each.
MAX_BYTES = 20_000_000


@record(frozen=True, slots=True)
class ReadRow:
    """One row.

    at
        Where it begins.
    fields
        The columns with the row's cells; those of a row at fault as far as there are any.
    faults
        What is wrong with it.
    """

    at: Position
    fields: tuple[tuple[str, str], ...]
    faults: tuple[Diagnostic, ...] = ()


def rows_of(source: SourceFile, collector: Collector) -> tuple[tuple[str, ...], Iterator[ReadRow]] | None:
    """The names of the columns, and the rows; None where the file cannot be read, which *collector* is told."""
    text = decode(source, collector, MAX_BYTES)
    if text is None:
        return None
    own = Collector()
    index = LineIndex(source.path, text)
    rows = parts_of(index, separator_of(text), own)
    header = next(rows, None)
    if header is None:
        own.error("DAT006", Position(source.path), "the file holds no header row")
    else:
        check_header(header, own, Position(source.path))
        _check_names(header, own)
    collector.extend(own)
    if header is None or own.has_errors:
        return None
    own.found.clear()
    return tuple(map(str, header)), _rows(header, rows, own)


def _check_names(header: Sequence[SourceText], collector: Collector) -> None:
    seen: dict[str, str] = {}
    for cell in header:
        name = slug(cell)
        if cell and (not name or name in seen):
            message = f"`{cell}` and `{seen[name]}` are one and the same name" if name else f"`{cell}` is no name"
            collector.error("DAT003", cell.at or Position(""), message, "rename the column")
        seen[name] = str(cell)


def _rows(
    header: tuple[SourceText, ...], rows: Iterator[tuple[SourceText, ...]], collector: Collector
) -> Iterator[ReadRow]:
    for row in rows:
        at = row[0].at or Position("")
        if len(row) != len(header):
            message = f"this row has {len(row)} cells, and the header row {len(header)}"
            collector.error("DAT002", at, message, "a cell that holds the separator needs quotes around it")
        fields = tuple((str(name), str(cell)) for name, cell in zip(header, row, strict=False))
        yield ReadRow(at, fields, tuple(collector.found))
        collector.found.clear()
