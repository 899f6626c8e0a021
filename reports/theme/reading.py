"""Typed access to the values of ``_brand.yml`` and of looks: every fault a diagnostic at the value's own place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from reports.diagnostics import Collector
from reports.records import record
from reports.schema.text import SourceMap, SourceText, place_of
from reports.schema.yamlreader import read_yaml, shorten
from reports.source import Position, SourceFile


def read_mapping(source: SourceFile, collector: Collector) -> SourceMap | None:
    """The mapping that *source* holds, or None after saying why not."""
    before = len(collector.found)
    tree = read_yaml(source, collector)
    if isinstance(tree, SourceMap):
        return tree
    if tree is not None or len(collector.found) == before:
        collector.error("THM002", Position(source.path), "the file must hold keys and values")
    return None


def nearest(name: str, known: Iterable[str]) -> str:
    """A hint with the known name nearest to *name*; else what is known, when that is short enough to read."""
    names = sorted(known)
    found = get_close_matches(name.lower(), names, n=1, cutoff=0.6)
    if found:
        return f"did you mean `{found[0]}`?"
    return f"known here: {', '.join(names)}" if len(names) <= 24 else ""


@record(frozen=True, slots=True)
class Reader:
    """Reads values for one file; ``path`` is its name in the workspace."""

    collector: Collector
    path: str

    def at(self, value: object, owner: SourceMap | None = None, key: str = "") -> Position:
        """The place of *value*, of its key, of its mapping, or of the file: the nearest that is known."""
        place = place_of(value) or (owner.key_at(key) if owner is not None else None)
        return place or Position(self.path)

    def check_keys(self, owner: SourceMap, known: Iterable[str], where: str) -> None:
        """Refuse keys that are not in *known*."""
        names = set(known)
        for key in owner:
            if key not in names:
                place = owner.key_at(key) or Position(self.path)
                message = f"`{shorten(key)}` is not a key of {where}"
                self.collector.error("THM001", place, message, nearest(key, names))

    def mapping(self, owner: SourceMap, key: str) -> SourceMap:
        """The mapping at *key*; an empty one where there is none."""
        value = owner.get(key)
        if value is None or (isinstance(value, SourceText) and value.is_null):
            return SourceMap()
        if isinstance(value, SourceMap):
            return value
        self.collector.error("THM002", self.at(value, owner, key), f"`{key}` must hold keys and values")
        return SourceMap()

    def text(self, owner: SourceMap, key: str) -> SourceText | None:
        """The text at *key*, or None."""
        value = owner.get(key)
        if value is None or (isinstance(value, SourceText) and value.is_null):
            return None
        if isinstance(value, SourceText):
            return value
        self.collector.error("THM002", self.at(value, owner, key), f"`{key}` must be a text")
        return None

    def number(self, value: object, what: str, low: float, high: float, fallback: float) -> float:
        """*value* as a number from *low* to *high*; *fallback* after saying what is wrong."""
        scalar: Any = value.scalar if isinstance(value, SourceText) else value
        if isinstance(scalar, (int, float)) and not isinstance(scalar, bool) and low <= scalar <= high:
            return float(scalar)
        message = f"{what} must be a number from {low:g} to {high:g}"
        self.collector.error("THM006", self.at(value), message)
        return fallback

    def pairs(self, owner: Mapping[str, Any]) -> Iterator[tuple[str, SourceMap]]:
        """The keys of *owner* with the mappings they hold; anything else is told and left out."""
        for key, value in owner.items():
            if isinstance(value, SourceMap):
                yield str(key), value
            elif not (isinstance(value, SourceText) and value.is_null):
                self.collector.error("THM002", self.at(value), f"`{key}` must hold keys and values")
