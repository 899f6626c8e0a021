"""The bodies of sections as blocks of the model: prose, figures, charts, tables, callouts, quotes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import TypeAlias, assert_never

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.numerals import printed
from reports.patterns import expression
from reports.records import record
from reports.schema.bodies import (
    BodyBlock,
    CalloutBlock,
    ChartBlock,
    ColumnSpec,
    DataSource,
    FigureBlock,
    QuoteBlock,
    TableBlock,
)
from reports.schema.data import DataTable, table_of_rows
from reports.schema.markdown import read_line
from reports.schema.markdown.budget import Budget
from reports.schema.near import nearest
from reports.schema.numbers import canonical, decimal_comma, numbers_of, tell_ambiguous
from reports.schema.prose import Line, Prose
from reports.schema.text import SourceText
from reports.schema.yamlreader import shorten
from reports.source import Position

MAX_POINTS = 2_000
MAX_SERIES = 20
MAX_CELLS = 50_000
#: Cells at fault that are listed for one chart.
MAX_FAULTS = 10
_NOWHERE = Position("")
#: A column of such numbers holds years, which have no thousands.
_YEAR = expression(r"1[5-9][0-9]{2}|20[0-9]{2}")


@record(frozen=True, slots=True)
class Resources:
    """What the bodies of one brief draw on.

    lang
        Language of the brief: the cells of tables are Markdown.
    tables
        CSV files by their path as written in the brief.
    assets
        Names of assets by the path of the picture as written; a picture that could not be read is not in it.
    """

    lang: str
    collector: Collector
    tables: Mapping[str, DataTable] = field(default_factory=dict)
    assets: Mapping[str, str] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)


def body_blocks(body: Iterable[BodyBlock], resources: Resources) -> b.Blocks:
    """The blocks of a section's body, in order.

    Levels of headings are relative: 1 is the first level used. In place of a figure or table that could not be read,
    which has been told already, stands its caption. Faults in the data are told here, at their line.
    """
    made = tuple(block for item in body for block in _item(item, resources))
    return _relative(made)


def _relative(blocks: b.Blocks) -> b.Blocks:
    first = next((block.level for block in blocks if isinstance(block, b.Heading)), 1)
    return tuple(
        replace(block, level=max(block.level - first + 1, 1)) if isinstance(block, b.Heading) else block
        for block in blocks
    )


def _item(item: BodyBlock, resources: Resources) -> Iterator[b.Block]:
    match item:
        case Prose():
            yield from item.blocks
        case FigureBlock():
            yield from tuple(_figure(item, resources)) or _stand_in(item)
        case ChartBlock():
            yield from tuple(_chart(item, resources)) or _stand_in(item)
        case TableBlock():
            yield from tuple(_table(item, resources)) or _stand_in(item)
        case CalloutBlock():
            title = (i.Text(str(item.title)),) if item.title else ()
            yield b.Callout(item.body.blocks, item.role, title, at=item.where)
        case QuoteBlock():
            yield b.Quote(item.text.blocks, _inlines(item.attribution), item.role)
        case _:
            assert_never(item)


def _stand_in(item: FigureBlock | ChartBlock | TableBlock) -> tuple[b.Block, ...]:
    """What refers to a block with a fault shall not be told as well, nor what its caption cites be missed."""
    lines = (_inlines(item.caption), _inlines(item.source))
    content = tuple(b.Para(line, at=item.where) for line in lines if line)
    return (b.Division(content, id=_id(item.id)),) if content or item.id is not None else ()


def _inlines(line: Line | None) -> i.Inlines:
    return line.content if line is not None else ()


def _id(name: SourceText | None) -> str | None:
    return str(name) if name is not None else None


def _figure(item: FigureBlock, resources: Resources) -> Iterator[b.Block]:
    asset = resources.assets.get(str(item.src))
    if asset is None:
        return
    credit = ", ".join(str(part) for part in (item.credit, item.licence) if part)
    yield b.Figure(
        b.Image(asset, str(item.alt or "")),
        caption=_inlines(item.caption),
        source=_inlines(item.source),
        credit=(i.Text(credit),) if credit else (),
        id=_id(item.id),
        at=item.where,
    )


def _data(source: DataSource, resources: Resources) -> DataTable | None:
    if source.path is not None:
        return resources.tables.get(str(source.path))
    return table_of_rows(source.rows, resources.collector)


def _missing_column(name: SourceText, table: DataTable, what: str, resources: Resources) -> None:
    known = tuple(str(one) for one in table.columns)
    hint = nearest(name, known, f"columns are {', '.join(shorten(one, 30) for one in known[:12])}")
    at = name.at or table.at or _NOWHERE
    resources.collector.error("DAT008", at, f"{what}: the data have no column `{shorten(name)}`", hint)


# --- charts --------------------------------------------------------------------------------------------------------


def _chart(item: ChartBlock, resources: Resources) -> Iterator[b.Block]:
    table = _data(item.data, resources)
    if table is None:
        return
    labels = table.column(item.x)
    if labels is None:
        _missing_column(item.x, table, "x", resources)
    series = [one for name in item.y if (one := _series(name, item, table, resources))]
    if labels is None or len(series) < len(item.y) or not _fits(item, table, resources):
        return
    unit, title, alt = (str(one or "") for one in (item.unit, item.title, item.alt))
    categories = tuple(str(label) for label in labels)
    yield b.Figure(
        b.Chart(item.type, categories, tuple(series), unit, title, alt),
        caption=_inlines(item.caption),
        source=_inlines(item.source),
        id=_id(item.id),
        at=item.where,
    )


def _fits(item: ChartBlock, table: DataTable, resources: Resources) -> bool:
    """Whether a chart can show that much, and anything at all."""
    at = item.where_of("data") or _NOWHERE
    if not table.rows:
        resources.collector.error("DAT006", at, "data: there are no rows to draw")
        return False
    if len(table.rows) * len(item.y) > MAX_POINTS or len(item.y) > MAX_SERIES:
        message = f"data: {len(item.y)} columns of {len(table.rows):,} rows are too much for a chart"
        resources.collector.error(
            "DAT007", at, message, f"a chart draws {MAX_POINTS:,} numbers in {MAX_SERIES} columns at most"
        )
        return False
    return True


def _series(name: SourceText, item: ChartBlock, table: DataTable, resources: Resources) -> b.Series | None:
    cells = table.column(name)
    if cells is None:
        _missing_column(name, table, "y", resources)
        return None
    unit = str(item.unit or "")
    tell_ambiguous(cells, table, unit, item.decimal, resources.collector)
    read = numbers_of(cells, table, unit, item.decimal)
    for cell in read.faults[:MAX_FAULTS]:
        hint = "write the number alone; leave the cell empty for a gap"
        at = cell.at or name.at or _NOWHERE
        resources.collector.error(
            "DAT009", at, f"`{shorten(cell, 40)}` is no number, and `{shorten(name)}` is drawn", hint
        )
    if cells and not read.faults and all(value is None for value in read.values):
        resources.collector.error("DAT009", name.at or _NOWHERE, f"y: the column `{shorten(name)}` holds no number")
        return None
    return None if read.faults else b.Series(str(name), read.values)


#: Name in the data, what the brief says about it, and the cells.
_DrawnColumn: TypeAlias = tuple[SourceText, ColumnSpec | None, tuple[SourceText, ...]]


# --- tables --------------------------------------------------------------------------------------------------------


def _table(item: TableBlock, resources: Resources) -> Iterator[b.Block]:
    table = _data(item.data, resources)
    if table is None:
        return
    specs: list[tuple[SourceText, ColumnSpec | None]] = [(one.name, one) for one in item.columns]
    columns: list[_DrawnColumn] = []
    for name, spec in specs or [(name, None) for name in table.columns]:
        cells = table.column(name)
        if cells is None:
            _missing_column(name, table, "columns", resources)
        else:
            columns.append((name, spec, cells))
    if len(columns) < (len(specs) or len(table.columns)):
        return
    if len(columns) * len(table.rows) > MAX_CELLS:
        at = item.where_of("data") or _NOWHERE
        resources.collector.error("DAT007", at, f"data: more than {MAX_CELLS:,} cells are too much for a table")
        return
    yield _drawn(item, table, columns, resources)


def _drawn(
    item: TableBlock,
    table: DataTable,
    columns: list[_DrawnColumn],
    resources: Resources,
) -> b.Table:
    head = b.Row(tuple(b.Cell((b.Para((i.Text(_label(name, spec)),)),), header=True) for name, spec, _ in columns))
    body = []
    for row in zip(*(_numbered(spec, cells, item, table, resources) for _, spec, cells in columns), strict=True):
        body.append(b.Row(tuple(_cell(cell, resources) for cell in row)))
    return b.Table(
        tuple(b.Column(_align(spec, cells, item, table)) for _, spec, cells in columns),
        (head,),
        tuple(body),
        caption=_inlines(item.caption),
        source=_inlines(item.source),
        id=_id(item.id),
        at=item.where,
    )


def _label(name: SourceText, spec: ColumnSpec | None) -> str:
    label = str(spec.label or name) if spec else str(name)
    return f"{label} ({spec.unit})" if spec and spec.unit else label


def _align(spec: ColumnSpec | None, cells: tuple[SourceText, ...], item: TableBlock, table: DataTable) -> b.Align:
    """As asked for; else on the decimal where all cells are numbers."""
    if spec and spec.align:
        return spec.align
    read = numbers_of(cells, table, "%", item.decimal)
    return "decimal" if not read.faults and any(value is not None for value in read.values) else "left"


def _numbered(
    spec: ColumnSpec | None, cells: tuple[SourceText, ...], item: TableBlock, table: DataTable, resources: Resources
) -> tuple[SourceText, ...]:
    """The numbers of a column of numbers as the language writes them, which is how texts and charts print them too."""
    if _align(spec, cells, item, table) != "decimal":
        return cells
    tell_ambiguous(cells, table, "%", item.decimal, resources.collector)
    comma = decimal_comma(cells, table, "%", item.decimal)
    numbers = [canonical(str(cell), comma=comma) for cell in cells]
    if all(_YEAR.fullmatch(number) for number in numbers if number):
        return cells
    return tuple(
        cell.with_value(printed(number, resources.lang)) if number else cell
        for cell, number in zip(cells, numbers, strict=True)
    )


def _cell(cell: SourceText, resources: Resources) -> b.Cell:
    content = read_line(cell, resources.lang, resources.collector, resources.budget) if cell else ()
    return b.Cell((b.Para(content, at=cell.at),) if content else ())
