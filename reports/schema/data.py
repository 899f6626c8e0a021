"""Data for charts and tables: CSV files and rows written in the brief, every cell with its place.

CSV as RFC 4180 has it, in UTF-8, with commas, semicolons or tabs, always with a header row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.schema.text import LineIndex, SourceMap, SourceText
from reports.schema.yamlreader import shorten
from reports.source import Position, SourceFile

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
#: Lines of a file, empty or not.
MAX_LINES = 1_000_000
MAX_COLUMNS = 200
#: No cell of a table that people read holds more characters.
MAX_CELL = 20_000
#: Faults listed for one file.
MAX_FAULTS = 20

_FIELD = {
    mark: re.compile(rf'{blank}*(?:"(?P<quoted>(?:[^"]|"")*)"{blank}*|(?P<bare>[^{mark}\r\n]*))')
    for mark, blank in ((",", "[ \t]"), (";", "[ \t]"), ("\t", " "))
}
#: Lines without anything on them.
_NOTHING = {mark: expression(rf"(?:{blank}*[\r\n])+") for mark, blank in ((",", "[ \t]"), (";", "[ \t]"), ("\t", " "))}
_SPOKEN = {",": "comma", ";": "semicolon", "\t": "tab"}
#: First bytes of files that people take for data: workbooks.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BREAK = expression(r"\r\n|\n|\r")
_FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@record(frozen=True, slots=True)
class DataTable:
    """Rows of cells under named columns; every row has as many cells as there are columns.

    separator
        What parts the cells in the file: ",", ";" or a tab; empty for rows written in the brief.
    """

    columns: tuple[SourceText, ...]
    rows: tuple[tuple[SourceText, ...], ...]
    at: Position | None = None
    separator: str = ""

    def column(self, name: str) -> tuple[SourceText, ...] | None:
        """The cells under *name*, or None where there is no such column."""
        if name not in self.columns:
            return None
        index = self.columns.index(name)
        return tuple(row[index] for row in self.rows)


def read_csv(source: SourceFile, collector: Collector) -> DataTable | None:
    """The table in a CSV file, or None where the file is at fault; faults at their line and column in it."""
    own = Collector()
    text = decode(source, own)
    made = None if text is None else _table(LineIndex(source.path, text), own)
    collector.extend(own.found[:MAX_FAULTS])
    return None if own.has_errors else made


def decode(source: SourceFile, collector: Collector, most: int = MAX_BYTES) -> str | None:
    """The text of a CSV file of at most *most* bytes, or None where it is at fault, which *collector* is told."""
    if len(source.data) > most:
        message = f"the file has {len(source.data) / 1e6:.1f} MB, and at most {most // 1_000_000} MB are read"
        collector.error("DAT007", Position(source.path), message)
        return None
    if source.data.startswith(_WORKBOOKS):
        hint = "in the spreadsheet program: Save as, CSV UTF-8; then name that file"
        collector.error("DAT001", Position(source.path), "this is a workbook of a spreadsheet, and no CSV file", hint)
        return None
    try:
        text = source.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = source.data[: fault.start].decode("utf-8-sig", "replace")
        hint = "save it as UTF-8 (in Excel: Save as, CSV UTF-8)"
        at = LineIndex(source.path, before).position(len(before))
        collector.error("DAT001", at, f"the file is not UTF-8 text: byte 0x{source.data[fault.start]:02X}", hint)
        return None
    if text.count("\n") + text.count("\r") - text.count("\r\n") > MAX_LINES:
        collector.error("DAT007", Position(source.path), f"the file has more than {MAX_LINES:,} lines")
        return None
    found = _FORBIDDEN.search(text)
    if found:
        at = LineIndex(source.path, text).position(found.start())
        collector.error("DAT001", at, f"the character U+{ord(found[0]):04X} cannot be printed", "delete it")
        return None
    return text


def _table(index: LineIndex, collector: Collector) -> DataTable | None:
    mark = separator_of(index.text)
    rows: list[tuple[SourceText, ...]] = []
    for row in parts_of(index, mark, collector):
        rows.append(row)
        if len(rows) > MAX_ROWS + 1:
            collector.error("DAT007", row[0].at or Position(index.path), f"the file has more than {MAX_ROWS:,} rows")
            return None
        if collector.has_errors and len(collector.found) >= MAX_FAULTS:
            return None
        if len(row) != len(rows[0]):
            cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
            hint = f'a {_SPOKEN[mark]} inside a cell needs "quotes" around the cell'
            if len(row) < len(rows[0]):
                hint = f"an empty cell has its {_SPOKEN[mark]} all the same"
            message = f"this row has {cells}, and the header row {len(rows[0])}"
            collector.error("DAT002", row[0].at or Position(index.path), message, hint)
        for cell in row:
            if len(cell) > MAX_CELL:
                message = f"a cell holds {len(cell):,} characters, and {MAX_CELL:,} are the most"
                collector.error("DAT007", cell.at or Position(index.path), message)
    if not rows and not collector.has_errors:
        collector.error("DAT006", Position(index.path), "the file holds no header row")
        return None
    if collector.has_errors:
        return None
    check_header(rows[0], collector, Position(index.path))
    return DataTable(rows[0], tuple(rows[1:]), Position(index.path), mark)


def separator_of(text: str) -> str:
    """The separator: what the header row has most of, quoted parts left aside."""
    header = _BREAK.split(text.lstrip("\r\n"), maxsplit=1)[0]
    bare = re.sub(r'"[^"]*"', "", header)
    return max(",;\t", key=bare.count)


def parts_of(index: LineIndex, mark: str, collector: Collector) -> Iterator[tuple[SourceText, ...]]:
    """The rows of the file; lines without anything on them are none."""
    text = index.text
    at = 0
    while at < len(text):
        nothing = _NOTHING[mark].match(text, at)
        if nothing is not None:
            at = nothing.end()
            continue
        start, faults = at, len(collector.found)
        cells = []
        while True:
            cell, at = _cell(index, mark, at, collector)
            cells.append(cell)
            if not text.startswith(mark, at) or len(cells) > MAX_COLUMNS:
                break
            at += 1
        ending = _BREAK.match(text, at)
        if at < len(text) and ending is None:
            at = _bad_end(index, at, len(cells), collector)
            ending = _BREAK.match(text, at)
        at = ending.end() if ending else at
        if len(collector.found) > faults and cells:
            continue  # a row that is not well-formed is told once, not measured as well
        if len(cells) > 1 or cells[0] or text.startswith('"', start):
            yield tuple(cells)


def _cell(index: LineIndex, mark: str, at: int, collector: Collector) -> tuple[SourceText, int]:
    found = _FIELD[mark].match(index.text, at)
    assert found is not None
    if found["quoted"] is not None:
        value, start = found["quoted"], found.start("quoted")
        segments = [(0, start)]
        for count, pair in enumerate(re.finditer('""', value), 1):
            segments.append((pair.end() - count, start + pair.end()))
        return SourceText(value.replace('""', '"'), index, start - 1, tuple(segments)), found.end()
    bare = found["bare"]
    start = found.start("bare")
    if bare.startswith('"'):
        hint = 'close it with "; a quote inside quotes is written twice: ""'
        collector.error("DAT004", index.position(start), "a quote is opened here and never closed", hint)
        return SourceText(bare.rstrip(), index, start), len(index.text)
    return SourceText(bare.rstrip(), index, start), found.end()


def _bad_end(index: LineIndex, at: int, cells: int, collector: Collector) -> int:
    """Told what stands where a cell should have ended; the end of the line."""
    if cells > MAX_COLUMNS:
        collector.error("DAT007", index.position(at), f"the row has more than {MAX_COLUMNS} cells")
    else:
        hint = 'put the whole cell in quotes; a quote inside is written twice: ""'
        collector.error("DAT004", index.position(at), "text stands after the closing quote of a cell", hint)
    following = _BREAK.search(index.text, at)
    return following.start() if following else len(index.text)


def check_header(header: Sequence[SourceText], collector: Collector, fallback: Position) -> None:
    """Tell columns without a name, and names given twice."""
    seen: set[str] = set()
    for cell in header:
        if not cell:
            collector.error("DAT003", cell.at or fallback, "a column has no name", "write its name into the header row")
        elif cell in seen:
            collector.error("DAT003", cell.at or fallback, f"two columns are called `{shorten(cell)}`")
        seen.add(str(cell))


def table_of_rows(rows: Sequence[SourceMap], collector: Collector) -> DataTable | None:
    """The table of rows written in the brief. All rows have the keys of the first; an empty value is a gap."""
    own = Collector()
    columns = tuple(key if isinstance(key, SourceText) else SourceText(str(key)) for key in rows[0])
    made = tuple(_inline_row(row, columns, own) for row in rows)
    collector.extend(own.found[:MAX_FAULTS])
    return None if own.has_errors else DataTable(columns, made, rows[0].at)


def _inline_row(row: SourceMap, columns: tuple[SourceText, ...], collector: Collector) -> tuple[SourceText, ...]:
    at = row.at or Position("")
    missing = [f"`{name}`" for name in columns if name not in row]
    extra = [f"`{shorten(str(name))}`" for name in row if name not in columns]
    if missing or extra:
        parts = ([f"lacks {', '.join(missing)}"] if missing else []) + ([f"has {', '.join(extra)}"] if extra else [])
        message = f"this row {' and '.join(parts)}, unlike the first row"
        collector.error("DAT002", at, message, "all rows have the same keys; leave a value empty for a gap")
    return tuple(_inline_cell(row.get(str(name)), at, collector) for name in columns)


def _inline_cell(value: object, fallback: Position, collector: Collector) -> SourceText:
    if isinstance(value, SourceText):
        return SourceText("") if value.is_null else value
    if isinstance(value, (list, dict)):
        at = getattr(value, "at", None) or fallback
        collector.error("DAT005", at, "a cell holds text or a number, not a list or mapping")
        return SourceText("")
    return SourceText("" if value is None else str(value))
