"""Sections, and the blocks that their bodies are lists of."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import Discriminator, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema, core_schema

from reports.records import record
from reports.schema.base import (
    AltText,
    JsonSchema,
    Kind,
    Loading,
    Node,
    OneOf,
    OneOrList,
    Text,
    fault,
    kind_of,
    text_of,
)
from reports.schema.fields import FigureId, Id, TableId
from reports.schema.near import nearest
from reports.schema.prose import Markdown, MarkdownLine, Prose, ProseKind
from reports.schema.text import SourceMap, SourceText
from reports.source import Position


@record(frozen=True, slots=True)
class DataSource:
    """Where the numbers come from: a CSV file (*path*), or *rows* written in place. Exactly one of them is given."""

    path: SourceText | None = None
    rows: tuple[SourceMap, ...] = ()
    at: Position | None = None


@record(frozen=True, slots=True)
class DataKind(Kind):
    """The path of a CSV file, or a list of rows, each a mapping of column to value."""

    def read(self, value: Any, loading: Loading) -> DataSource:
        if isinstance(value, DataSource):
            return value
        if not isinstance(value, (list, tuple)):
            return DataSource(
                path=text_of(value, "the path of a CSV file, or a list of rows,"),
                at=getattr(value, "at", None),
            )
        rows = []
        for row in value:
            if not isinstance(row, dict):
                hint = "each row is a mapping of column to value: `- {country: Kosovo, share: 4}`"
                raise fault("SCH003", f"a row must stand here, not {kind_of(row)}", hint, getattr(row, "at", None))
            made = row if isinstance(row, SourceMap) else SourceMap()
            if made is not row:
                made.update(row)
            rows.append(made)
        if not rows:
            raise fault("SCH011", "rows of data must stand here, and there are none", at=getattr(value, "at", None))
        return DataSource(rows=tuple(rows), at=getattr(value, "at", None))

    def json(self) -> JsonSchema:
        row = {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": row, "minItems": 1}]}


Data: TypeAlias = Annotated[DataSource, DataKind()]
DecimalMark: TypeAlias = Annotated[Literal["point", "comma"], OneOf()]
DECIMAL = "The decimal mark of the data, point or comma, where the data do not show it."


class FigureBlock(Node):
    """A picture with its caption and source."""

    KEPT_EMPTY: ClassVar[frozenset[str]] = frozenset({"alt"})

    id: FigureId | None = Field(None, description="Stable name beginning with fig-; `@fig-…` refers to it.")
    src: Text = Field(description="The picture: a PNG, JPEG or SVG file beside the brief.")
    alt: AltText | None = Field(
        None, description='What the picture shows, for those who cannot see it; "" for mere decoration.'
    )
    caption: MarkdownLine | None = Field(
        None, description="Caption, in Markdown; a figure without one is not numbered."
    )
    source: MarkdownLine | None = Field(None, description="Where it is from, in Markdown, with citations.")
    credit: Text | None = Field(None, description="Who made it.")
    licence: Text | None = Field(None, description="Under which licence it is used.")


class ChartBlock(Node):
    """A chart drawn from data."""

    KEPT_EMPTY: ClassVar[frozenset[str]] = frozenset({"alt", "unit"})

    id: FigureId | None = Field(None, description="Stable name beginning with fig-; `@fig-…` refers to it.")
    type: Annotated[Literal["bar", "column", "line", "stacked"], OneOf()] = Field(
        description="bar (horizontal), column (upright), line, or stacked (columns)."
    )
    data: Data = Field(description="A CSV file beside the brief, or a list of rows.")
    decimal: DecimalMark | None = Field(None, description=DECIMAL)
    x: Text = Field(description="The column with the labels of the categories.")
    y: Annotated[tuple[Text, ...], OneOrList()] = Field(description="The column with the numbers, or a list of them.")
    unit: AltText | None = Field(
        None, description='Unit of the numbers, such as % or EUR million; "" for numbers that have none.'
    )
    title: Text | None = Field(None, description="Title inside the chart.")
    alt: AltText | None = Field(None, description="What the chart shows, for those who cannot see it.")
    caption: MarkdownLine | None = Field(None, description="Caption, in Markdown.")
    source: MarkdownLine | None = Field(None, description="Where the data are from, in Markdown, with citations.")


class ColumnSpec(Node):
    """One column of a table. A plain text is its name in the data."""

    SHORTHAND: ClassVar[str] = "name"

    name: Text = Field(description="Name of the column in the data.")
    label: Text | None = Field(None, description="What its head says; the name otherwise.")
    align: Annotated[Literal["left", "center", "right", "decimal"], OneOf()] | None = Field(
        None, description="left, center, right, or decimal (on the decimal point); by the content otherwise."
    )
    unit: Text | None = Field(None, description="Unit, printed in the head.")


class TableBlock(Node):
    """A table drawn from data."""

    id: TableId | None = Field(None, description="Stable name beginning with tbl-; `@tbl-…` refers to it.")
    data: Data = Field(description="A CSV file beside the brief, or a list of rows.")
    decimal: DecimalMark | None = Field(None, description=DECIMAL)
    columns: tuple[ColumnSpec, ...] = Field((), description="Which columns to show, in order; all when absent.")
    caption: MarkdownLine | None = Field(None, description="Caption, in Markdown; a table without one is not numbered.")
    source: MarkdownLine | None = Field(None, description="Where the data are from, in Markdown, with citations.")


class CalloutBlock(Node):
    """A box beside the thread of the text."""

    role: Annotated[Literal["note", "definition", "example", "warning", "method"], OneOf()] = Field(
        "note", description="What the box is for: note, definition, example, warning or method."
    )
    title: Text | None = Field(None, description="Title of the box.")
    body: Markdown = Field(description="What the box says, in Markdown.")


class QuoteBlock(Node):
    """A quotation set apart. A plain text is what is quoted."""

    SHORTHAND: ClassVar[str] = "text"

    text: Markdown = Field(description="What is quoted, in Markdown, without quotation marks.")
    attribution: MarkdownLine | None = Field(None, description="Whose words they are, in Markdown.")
    role: Annotated[Literal["pull"], OneOf()] | None = Field(
        None, description="`pull` for a phrase of the text that is repeated in large type."
    )


class FigureItem(Node):
    """A picture."""

    figure: FigureBlock = Field(description="A picture with its caption and source.")


class ChartItem(Node):
    """A chart."""

    chart: ChartBlock = Field(description="A chart drawn from data.")


class TableItem(Node):
    """A table."""

    table: TableBlock = Field(description="A table drawn from data.")


class CalloutItem(Node):
    """A box."""

    callout: CalloutBlock = Field(description="A box beside the thread of the text.")


class QuoteItem(Node):
    """A quotation."""

    quote: QuoteBlock = Field(description="A quotation set apart.")


BodyBlock: TypeAlias = Prose | FigureBlock | ChartBlock | TableBlock | CalloutBlock | QuoteBlock

_ITEMS: dict[str, type[Node]] = {
    "figure": FigureItem, "chart": ChartItem, "table": TableItem, "callout": CalloutItem, "quote": QuoteItem,
}  # fmt: skip
#: Begins the tags of the union of blocks, which stand in the places that Pydantic names; no key begins so.
TAG = "\x00"
_TEXT_TAG = f"{TAG}text"


def _tag(value: Any) -> str:
    """Which kind of item this is. Raises a fault where it is none, or several at once."""
    if isinstance(value, (str, int, float)):
        return _TEXT_TAG
    known = tuple(_ITEMS)
    hint = "an item is Markdown text, or one of figure, chart, table, callout, quote with its keys indented below it"
    if not isinstance(value, dict):
        raise fault("SCH014", f"{kind_of(value)} cannot be an item of a body", hint)
    found = [key for key in value if key in _ITEMS]
    if len(value) == 1 and found:
        return f"{TAG}{found[0]}"
    keys = [str(key) for key in value]
    if not found:
        named = keys[0] if keys else "{}"
        raise fault(
            "SCH014",
            f"`{named}` is no kind of block",
            nearest(named, known, hint) if len(keys) == 1 else hint,
        )
    others = ", ".join(f"`{key}`" for key in keys if key != found[0])
    hint = f"indent the keys of `{found[0]}` by two more, or begin another item with a dash"
    raise fault("SCH014", f"beside `{found[0]}` stands {others}, and an item is one block", hint)


def _tagged(value: Any) -> Any:
    _tag(value)
    return value


_Union = Annotated[
    (
        Annotated[Prose, ProseKind(headings=True), Tag(_TEXT_TAG)]
        | Annotated[FigureItem, Tag(f"{TAG}figure")]
        | Annotated[ChartItem, Tag(f"{TAG}chart")]
        | Annotated[TableItem, Tag(f"{TAG}table")]
        | Annotated[CalloutItem, Tag(f"{TAG}callout")]
        | Annotated[QuoteItem, Tag(f"{TAG}quote")]
    ),
    Discriminator(_tag),
]


@record(frozen=True, slots=True)
class BodyItemKind:
    """One item of a body: the wrapping ``figure:``, ``chart:`` … is taken off."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        inner = handler.generate_schema(_Union)
        checked = core_schema.no_info_before_validator_function(_tagged, inner)
        return core_schema.no_info_after_validator_function(_unwrapped, checked)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        made = handler(schema)
        return {"anyOf": made.get("oneOf", made.get("anyOf", [made]))}


def _unwrapped(item: Any) -> Any:
    if isinstance(item, Prose):
        return item
    return getattr(item, next(iter(type(item).model_fields)))


BodyItem: TypeAlias = Annotated[BodyBlock, BodyItemKind()]


SectionRole: TypeAlias = Literal[
    "summary", "background", "problem", "method", "findings", "options", "recommendations", "implementation",
    "conclusion", "annex",
]  # fmt: skip


class Section(Node):
    """A section of the brief."""

    id: Id = Field(description="Stable name: `@sec-…` refers to it, `based_on` names it.")
    role: Annotated[SectionRole, OneOf()] | None = Field(
        None, description="What the section is for; templates and checks go by it. Free when absent."
    )
    title: Text = Field(description="The printed heading; plain text.")
    body: Annotated[tuple[BodyItem, ...], OneOrList()] = Field(
        (), description="Markdown, or a list of Markdown texts, figures, charts, tables, callouts and quotes."
    )
    sections: tuple[Section, ...] = Field((), description="Sections inside this one.")
