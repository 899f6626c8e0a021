"""The reference part of docs/content-format.md: one table of keys for every mapping of the content format."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

_START = "<!-- generated: begin -->"
_END = "<!-- generated: end -->"

#: Headings of the tables, by the name of the definition in the schema.
_HEADINGS = {
    "Author": "An author", "Contributor": "A contributor", "Actor": "An actor", "Series": "`series`",
    "Event": "`event`", "Memo": "`memo`", "Section": "A section", "FigureBlock": "`figure`", "ChartBlock": "`chart`",
    "TableBlock": "`table`", "ColumnSpec": "A column of a table", "CalloutBlock": "`callout`", "QuoteBlock": "`quote`",
    "Recommendation": "A recommendation", "Step": "A step", "Resources": "`resources`", "Feasibility": "`feasibility`",
    "Indicator": "`indicator`", "Progress": "`status` of a recommendation", "Option": "An option",
    "RecommendationsView": "`recommendations_view`", "Comparison": "`comparison`", "Criterion": "A criterion",
    "Scale": "`scale` of a comparison", "Score": "A score",
    "Barrier": "A barrier", "Print": "`print`", "Limits": "`checks`", "Waiver": "A waiver", "DocxSettings": "`docx`",
    "PdfSettings": "`pdf`", "House": "house.yaml and `imprint`", "Contact": "`contact`", "Funder": "A funder",
    "PlaceName": "A name of the gazetteer", "Designation": "A designation", "ValueSpec": "A value",
    "Each": "`each`",
}  # fmt: skip
#: Wrappers of the items of a body: the text above the tables says it better.
_UNLISTED = frozenset(("FigureItem", "ChartItem", "TableItem", "CalloutItem", "QuoteItem"))


def reference(brief: dict[str, Any], house: dict[str, Any]) -> str:
    """Markdown tables of all keys, between two marker comments."""
    definitions = brief["$defs"] | house["$defs"]
    definitions.setdefault("House", house)
    parts = [_START, "", *_table("brief.yaml", brief)]
    listed = [*_HEADINGS, *sorted(set(definitions) - set(_HEADINGS) - _UNLISTED)]
    for name in listed:
        parts += _table(_HEADINGS.get(name, name), definitions[name])
    return "\n".join([*parts, _END]) + "\n"


def replaced(page: str, text: str) -> str:
    """*page* with *text* in place of what stands between the markers."""
    before, _, rest = page.partition(_START)
    _, _, after = rest.partition(_END + "\n")
    return before + text + after


def _table(heading: str, schema: dict[str, Any]) -> Iterator[str]:
    mapping, shorthand = _mapping(schema)
    yield f"### {heading}"
    yield ""
    yield schema.get("description", "").replace("\n", " ")
    yield ""
    yield "| Key | Value | Meaning |"
    yield "|---|---|---|"
    required = set(mapping.get("required", ()))
    for key, value in mapping["properties"].items():
        needed = key in required and not (shorthand and len(required) > 1)
        yield f"| `{key}`{' **(needed)**' if needed else ''} | {_kind(value)} | {_escaped(value['description'])} |"
    yield ""


def _mapping(schema: dict[str, Any]) -> tuple[dict[str, Any], bool]:
    """The schema of the mapping itself, and whether a plain text may stand in its place."""
    for option in schema.get("anyOf", ()):
        if "properties" in option:
            return option, True
    return schema, False


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _kind(value: dict[str, Any]) -> str:
    """The kind of value in a few words."""
    if "enum" in value:
        return " \\| ".join(f"`{word}`" for word in value["enum"])
    if "anyOf" in value:
        kinds = dict.fromkeys(_kind(one) for one in value["anyOf"] if one != {"type": "null"})
        whole = [kind for kind in kinds if not kind.startswith("list of")]
        return " or ".join([*whole, *(kind for kind in kinds if kind not in whole)])
    if "$ref" in value:
        return "mapping"
    if "contentMediaType" in value:
        return "Markdown"
    named: str | list[str] = value.get("type", "any")
    found = [named] if isinstance(named, str) else [kind for kind in named if kind != "null"]
    if "array" in found:
        return f"list of {_plural(_kind(value.get('items', {})))}"
    if "string" in found:
        return "date" if "integer" in found else "text"
    words: dict[str, str] = {
        "integer": "whole number",
        "number": "number",
        "boolean": "`true` \\| `false`",
        "object": "mapping",
    }
    return words[found[0]]


def _plural(kind: str) -> str:
    return {
        "text": "texts",
        "mapping": "mappings",
        "text or mapping": "texts or mappings",
        "Markdown": "Markdown texts",
    }.get(kind, kind)
