"""JSON Schemas for editors, from the models."""

from __future__ import annotations

import json
from typing import Any, Literal, TypeAlias

from reports.schema.base import Node
from reports.schema.brief import Brief
from reports.schema.house import House

SchemaKind: TypeAlias = Literal["brief", "house"]

_TITLES = {"brief": "Policy brief (brief.yaml)", "house": "Publisher (house.yaml)"}


def schema_of(kind: SchemaKind) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of ``brief.yaml`` or ``house.yaml``."""
    model: type[Node] = Brief if kind == "brief" else House
    made: dict[str, Any] = _tidy(model.model_json_schema(by_alias=True))
    for mapping in (made, *made["$defs"].values()):
        for value in mapping.get("properties", {}).values():
            if "description" not in value:  # Pydantic leaves out what the definition says in the same words
                value["description"] = made["$defs"][value["$ref"].rpartition("/")[2]]["description"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLES[kind]} | made


def json_schema(kind: SchemaKind) -> str:
    """:func:`schema_of` as text: indented, with a line feed at the end."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False) + "\n"


def reference_markdown() -> str:
    """The reference tables of docs/content-format.md."""
    from reports.schema.reference import reference

    return reference(schema_of("brief"), schema_of("house"))


def _tidy(node: Any) -> Any:
    """Without generated titles and defaults; ``null`` stays, since an empty value counts as a missing one."""
    if isinstance(node, list):
        return [_tidy(one) for one in node]
    if not isinstance(node, dict):
        return node
    out = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            out[key] = {name: _tidy(one) for name, one in value.items()}
        elif key not in ("title", "default"):
            out[key] = _tidy(value)
    return _flat_null(out)


def _flat_null(node: dict[str, Any]) -> dict[str, Any]:
    """``anyOf`` of one plain type and null as one list of types, which editors show more clearly."""
    options = node.get("anyOf")
    if not isinstance(options, list) or {"type": "null"} not in options or len(options) != 2:
        return node
    other: dict[str, Any] = next(one for one in options if one != {"type": "null"})
    if "type" not in other or "enum" in other:
        return node
    kinds = other["type"] if isinstance(other["type"], list) else [other["type"]]
    rest: dict[str, Any] = {key: value for key, value in node.items() if key != "anyOf"}
    return rest | other | {"type": [*kinds, "null"]}
