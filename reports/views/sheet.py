"""Rows under heads, and the formats they are written in."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from reports.patterns import expression
from reports.records import record

#: A text, a number, several names, or nothing. Only JSON tells them apart; elsewhere all is text.
Cell: TypeAlias = str | int | tuple[str, ...] | None


@record(frozen=True, slots=True)
class Sheet:
    """A table.

    heads
        Names of the columns: lower case, underscores.
    rows
        As many cells as there are heads.
    """

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        """The rows as they are printed."""
        return tuple(tuple(_text(cell) for cell in row) for row in self.rows)

    def only(self, heads: tuple[str, ...]) -> Sheet:
        """The same rows with the columns named, in that order."""
        picked = [self.heads.index(one) for one in heads]
        return Sheet(self.name, heads, tuple(tuple(row[n] for n in picked) for row in self.rows))


def _text(cell: Cell) -> str:
    return ", ".join(cell) if isinstance(cell, tuple) else "" if cell is None else str(cell)


#: What a spreadsheet takes for a formula at the start of a cell (OWASP, CSV injection).
_FORMULA = expression(r"[=+\-@\t\r]|\A\s+[=+\-@]")
_NUMBER = expression(r"[+-]?\d+(?:[.,]\d+)?%?\Z")


def guarded(text: str) -> str:
    """*text* so that no spreadsheet takes it for a formula: an apostrophe in front of =, +, -, @."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.match(text) else text


def as_csv(sheet: Sheet) -> str:
    """Comma-separated values (RFC 4180, line feeds), formula-like cells guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.heads)
    writer.writerows([guarded(cell) for cell in row] for row in sheet.texts)
    return out.getvalue()


def as_json(sheet: Sheet) -> str:
    """A list of objects: several names are a list, numbers are numbers, nothing is null."""
    rows = [dict(zip(sheet.heads, row, strict=True)) for row in sheet.rows]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def as_markdown(sheet: Sheet) -> str:
    """A pipe table."""
    lines = [sheet.heads, tuple("---" for _ in sheet.heads), *sheet.texts]
    return "".join(f"| {' | '.join(_cell(one) for one in line)} |\n" for line in lines)


def _cell(text: str) -> str:
    return re.sub(r"([\\|`*_<\[\]@])", r"\\\1", " ".join(text.split())) if text != "---" else text


#: Columns in a terminal are at most this wide; longer texts are cut.
_WIDEST = 44


def as_table(sheet: Sheet) -> str:
    """Columns of plain text for a terminal."""
    lines = [tuple(_cut(one) for one in line) for line in (sheet.heads, *sheet.texts)]
    widths = [max(len(line[n]) for line in lines) for n in range(len(sheet.heads))]
    made = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines]
    made.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line}\n" for line in made)


def _cut(text: str) -> str:
    flat = "".join(one if one.isprintable() else " " for one in " ".join(text.split()))
    return flat if len(flat) <= _WIDEST else flat[: _WIDEST - 1].rstrip() + "…"


def as_xlsx(sheet: Sheet) -> bytes:
    """An Excel workbook of one sheet; every cell is text, so that nothing in it is ever computed."""
    from datetime import UTC, datetime

    import xlsxwriter  # type: ignore[import-untyped]

    out = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, safe)
    book.set_properties({"title": sheet.name, "created": datetime(1980, 1, 1, tzinfo=UTC)})
    page = book.add_worksheet(sheet.name[:31])
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, head in enumerate(sheet.heads):
        page.write_string(0, column, head, bold)
        widest = max((len(row[column]) for row in sheet.texts), default=0)
        page.set_column(column, column, min(max(len(head), widest, 6) + 2, 60))
    for number, row in enumerate(sheet.texts, 1):
        for column, cell in enumerate(row):
            page.write_string(number, column, guarded(cell)[:32_000], wrapped)
    page.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


FORMATS: Mapping[str, Callable[[Sheet], str | bytes]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
    "xlsx": as_xlsx,
    "md": as_markdown,
}
