"""Items as a CSL-JSON file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping


def to_csl_json(items: Iterable[Mapping[str, object]]) -> str:
    """A CSL-JSON array of *items*, in their order, fields in theirs."""
    return json.dumps([dict(item) for item in items], ensure_ascii=False, indent=2) + "\n"
