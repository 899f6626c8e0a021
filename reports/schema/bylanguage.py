"""Values of the house that are written once for each language: the one for the language of the brief is taken."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from reports.language import fallbacks, words_tag
from reports.patterns import expression
from reports.records import record
from reports.schema.base import JsonSchema, Loading, loading_of
from reports.schema.text import SourceMap
from reports.source import Position

_TAG = expression(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


@record(frozen=True, slots=True)
class ByLanguage:
    """Put on a field: a mapping of language tags to values may stand in place of the value."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        def run(value: Any, info: core_schema.ValidationInfo) -> Any:
            return _chosen(value, loading_of(info)) if _is_by_language(value) else value

        return core_schema.with_info_before_validator_function(run, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchema:
        made = handler(schema)
        by_language = {
            "type": "object",
            "patternProperties": {f"^{_TAG.pattern}$": made},
            "additionalProperties": False,
        }
        return {"anyOf": [made, by_language]}


def _is_by_language(value: Any) -> bool:
    return isinstance(value, SourceMap) and bool(value) and all(_TAG.fullmatch(str(key)) for key in value)


def _chosen(values: SourceMap, loading: Loading) -> Any:
    """The value for the language of the brief; else that of the language that lends it its labels, else the first."""
    lang = loading.lang
    tags = [*fallbacks(lang), words_tag(lang)]
    for tag in tags:
        found = next((key for key in values if key == tag), None)
        found = found or next((key for key in values if tag in fallbacks(str(key))), None)
        if found is not None and (tag != "en" or lang.startswith("en")):
            return values[found]
    first = next(iter(values))
    hint = f"add `{lang}: …` to it, or give the value in the `imprint` of the brief"
    message = f"there is no text in the language `{lang}` here; that in `{first}` prints"
    loading.collector.warning("SCH026", values.at or Position(""), message, hint)
    return values[first]
