"""JSON Schemas for editors, and the reference tables of the documentation, both from the models."""

from __future__ import annotations

import json
from typing import Any, Literal, TypeAlias

from reports.schema.base import Node
from reports.schema.brief import Brief
from reports.schema.house import House

SchemaKind: TypeAlias = Literal["brief", "house"]

_TITLES = {"brief": "Policy brief (brief.yaml)", "house": "Publisher (house.yaml)"}


def json_schema(kind: SchemaKind) -> str:
    """The JSON Schema (draft 2020-12) of ``brief.yaml`` or ``house.yaml``: indented, with a line feed at the end."""
    model: type[Node] = Brief if kind == "brief" else House
    made = model.model_json_schema(by_alias=True)
    tidied = _tidy(made)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": _TITLES[kind]}
    tidied.pop("title", None)
    return json.dumps(head | tidied, indent=2, ensure_ascii=False) + "\n"


def _tidy(node: Any) -> Any:
    """Without generated titles and defaults."""
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
    return out


def reference_markdown() -> str:
    """The reference: a table of keys for every mapping of the two files."""
    raise NotImplementedError
