"""Numbers in data. Which mark is the decimal one is judged by the data alone: a file reads the same in every brief."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.schema.data import DataTable
from reports.schema.text import SourceText
from reports.schema.yamlreader import shorten
from reports.source import Position

#: The decimal mark, where an author settles it.
Decimal: TypeAlias = Literal["point", "comma"]

_GROUP = "[\u00a0\u202f\u2009 '\u2019]"
_SIGN = "(?a)[-+\u2212]?"
_FIRST = r"[1-9]\d{0,2}"
_WITH_POINT = expression(rf"{_SIGN}(?:{_FIRST}(?:,\d{{3}})+|{_FIRST}(?:{_GROUP}\d{{3}})+|\d{{1,30}})?(?:\.\d{{1,30}})?")
_WITH_COMMA = expression(rf"{_SIGN}(?:{_FIRST}(?:\.\d{{3}})+|{_FIRST}(?:{_GROUP}\d{{3}})+|\d{{1,30}})?(?:,\d{{1,30}})?")
#: Thousands with one mark, or a number with three decimals: nobody can tell.
_EITHER = expression(rf"{_SIGN}{_FIRST}[.,]\d{{3}}")
_GAPS = frozenset(("", "-", "\u2013", "\u2014", "..", "\u2026"))


@record(frozen=True, slots=True)
class Numbers:
    """A column read as numbers: *values* with None for gaps, and the cells that are none."""

    values: tuple[float | None, ...]
    faults: tuple[SourceText, ...]


def numbers_of(
    cells: Sequence[SourceText], table: DataTable, unit: str = "", decimal: Decimal | None = None
) -> Numbers:
    """*cells* as numbers. A cell may repeat the unit of the column ("12 %")."""
    comma = decimal_comma(cells, table, unit, decimal)
    values: list[float | None] = []
    faults = []
    for cell in cells:
        text = _without_unit(str(cell), unit)
        if text in _GAPS:
            values.append(None)
            continue
        number = _number(text, comma=comma)
        values.append(number)
        if number is None:
            faults.append(cell)
    return Numbers(tuple(values), tuple(faults))


def decimal_comma(
    cells: Sequence[SourceText], table: DataTable, unit: str = "", decimal: Decimal | None = None
) -> bool:
    """Whether a comma is the decimal mark of *cells*, a column of *table*.

    As *decimal* says; else as the numbers of the column show; else as those of the other columns do; else a file whose
    cells are parted by semicolons has a comma, as the programs have it that write such files, and any other a point.
    """
    if decimal is not None:
        return decimal == "comma"
    own = _judged(cells, unit)
    if own is None:
        others = {_judged(column, "%") for column in zip(*table.rows, strict=True)} - {None}
        own = others.pop() if len(others) == 1 else None
    return table.separator == ";" if own is None else own


def tell_ambiguous(
    cells: Sequence[SourceText], table: DataTable, unit: str, decimal: Decimal | None, collector: Collector
) -> None:
    """Warn of a column of numbers that nothing in the data settles the reading of."""
    if decimal is not None or _judged(cells, unit) is not None:
        return
    if len({_judged(column, "%") for column in zip(*table.rows, strict=True)} - {None}) == 1:
        return
    doubtful = next(_doubtful(cells, unit), None)
    if doubtful is None:
        return
    comma = table.separator == ";"
    text = _without_unit(str(doubtful), unit)
    read = canonical(text, comma=comma)
    message = f"`{shorten(text, 40)}` may be {' or '.join(sorted(_readings(text)))}; it is read as {read}"
    hint = (
        "say `decimal: point` or `decimal: comma` beside `data`, or write the numbers of the column without thousands"
    )
    collector.warning("DAT010", doubtful.at or table.at or Position(""), message, hint)


def ambiguous(text: str, unit: str = "") -> bool:
    """Whether *text* alone may be read in two ways."""
    return _EITHER.fullmatch(_without_unit(text, unit)) is not None


def canonical(text: str, *, comma: bool, unit: str = "") -> str:
    """The digits of a number with ``-`` and ``.``, none lost or added; empty where *text* is no number.

    Digits that begin with a zero are none: they are the number of a house, a telephone, a code.
    """
    bare = _without_unit(text, unit)
    if _number(bare, comma=comma) is None:
        return ""
    bare = re.sub(_GROUP, "", bare).replace("\u2212", "-").lstrip("+")
    bare = bare.replace(".", "").replace(",", ".") if comma else bare.replace(",", "")
    digits = bare.lstrip("-")
    if len(digits) > 1 and digits[0] == "0" and digits[1] != ".":
        return ""
    return bare if digits[0] != "." else bare.replace(".", "0.", 1)


def _judged(cells: Sequence[SourceText], unit: str) -> bool | None:
    """Whether the numbers among *cells* show a decimal comma; None where they do not show it."""
    texts = [_without_unit(str(cell), unit) for cell in cells]
    point = sum(1 for text in texts if text not in _GAPS and _WITH_POINT.fullmatch(text))
    comma = sum(1 for text in texts if text not in _GAPS and _WITH_COMMA.fullmatch(text))
    return None if point == comma else comma > point


def _doubtful(cells: Sequence[SourceText], unit: str) -> Iterator[SourceText]:
    """The cells of a column of numbers that may be read in two ways; none where the column holds other text as well."""
    texts = [(cell, _without_unit(str(cell), unit)) for cell in cells]
    if all(text in _GAPS or _WITH_POINT.fullmatch(text) or _WITH_COMMA.fullmatch(text) for _, text in texts):
        yield from (cell for cell, text in texts if _EITHER.fullmatch(text) and not _is_written_number(cell))


def _is_written_number(cell: SourceText) -> bool:
    """Whether YAML itself reads the cell as a number: rows in the brief, without quotes."""
    return isinstance(cell.scalar, (int, float))


def _readings(text: str) -> set[str]:
    return {canonical(text, comma=comma) for comma in (True, False)}


def _without_unit(text: str, unit: str) -> str:
    text = text.strip()
    return text.removesuffix(unit).rstrip("\u00a0\u202f ") if unit and text != unit else text


def _number(text: str, *, comma: bool) -> float | None:
    pattern = _WITH_COMMA if comma else _WITH_POINT
    if not pattern.fullmatch(text) or not re.search(r"\d", text):
        return None
    bare = re.sub(_GROUP, "", text).replace("\u2212", "-")
    return float(bare.replace(".", "").replace(",", ".") if comma else bare.replace(",", ""))
