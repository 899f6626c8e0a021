"""What an author writes under ``values``."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, TypeAlias

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from reports.records import record
from reports.schema.base import JsonSchema, Node, Text, fault
from reports.schema.bodies import DECIMAL, Data, DecimalMark
from reports.schema.text import SourceMap, SourceText
from reports.schema.values.names import ROW, normal
from reports.schema.yamlreader import shorten

#: Columns of a file of values: the names, and what they stand for.
NAME, VALUE, UNIT = "name", "value", "unit"


class ValueSpec(Node):
    """One value, or a table of them. A number or a text is the value itself."""

    SHORTHAND: ClassVar[str] = "value"

    value: Text | None = Field(None, description="The value itself; a text in quotes is no number.")
    data: Data | None = Field(None, description="A CSV file beside the brief, or a list of rows.")
    row: Text | None = Field(None, description="The row: what stands in its first column.")
    column: Text | None = Field(None, description="The column, by its name.")
    key: Text | None = Field(None, description="The column that names the rows, where it is not the first.")
    unit: Text | None = Field(None, description="Unit, printed behind the number.")
    decimal: DecimalMark | None = Field(None, description=DECIMAL)


class Each(Node):
    """One edition per row. A plain text is the path of the rows."""

    SHORTHAND: ClassVar[str] = "data"

    data: Text = Field(description="A CSV file beside the brief, one row for each edition.")
    name: Text | None = Field(
        None, description="Name of the files, with columns in braces: `{municipality}`; else the first column."
    )


@record(frozen=True, slots=True)
class NamedKind:
    """A mapping of names to values; a path alone is a file with the columns ``name`` and ``value``."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_spelt_out, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _spelt_out(written: Any) -> Any:
    if isinstance(written, str):
        whole = SourceMap()
        whole.update({"data": written, "key": SourceText(NAME), "column": SourceText(VALUE)})
        return {"": whole}
    seen: dict[str, str] = {}
    for key in written if isinstance(written, dict) else ():
        name = normal(str(key))
        at = getattr(key, "at", None)
        if not name.replace(".", "") or name == ROW or name.startswith(f"{ROW}."):
            hint = f"letters, digits and hyphens, such as `staff`; `{ROW}` is kept for --each"
            raise fault("SCH005", f"`{shorten(str(key), 40)}` cannot name a value", hint, at)
        if name in seen:
            raise fault("SCH005", f"`{key}` and `{seen[name]}` are one and the same name", "rename one of them", at)
        seen[name] = str(key)
    return written


NamedValues: TypeAlias = Annotated[dict[str, ValueSpec], NamedKind()]
