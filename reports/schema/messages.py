"""Pydantic's errors as diagnostics: placed in the file, in an author's words, each fault once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from reports.diagnostics import Collector
from reports.schema.base import is_empty, kind_of
from reports.schema.bodies import TAG
from reports.schema.near import most_like, nearest
from reports.schema.text import SourceMap, SourceText, place_of
from reports.schema.yamlreader import shorten
from reports.source import Position

#: More errors than this are counted only.
MAX_WORDED = 200


def report(error: ValidationError, tree: Any, model: type[BaseModel], path: str, collector: Collector) -> None:
    """Every error of *error* as a diagnostic; *tree* is what was validated.

    Of very many, those behind the first in order of place get no words of their own, since nobody will read them.
    """
    found = []
    for one in error.errors(include_url=False):
        loc = [part for part in one["loc"] if not (isinstance(part, str) and part.startswith(TAG))]
        values = list(_values(tree, loc))
        at = next((place for value in reversed(values) if (place := place_of(value))), Position(path))
        found.append((at, one, loc, values))
    found.sort(key=lambda item: item[0])
    misspelt = {_likely(model, loc) for _, one, loc, _ in found[:MAX_WORDED] if one["type"] == "extra_forbidden"}
    found = [item for item in found if item[1]["type"] != "missing" or tuple(item[2]) not in misspelt]
    for at, one, loc, values in found[:MAX_WORDED]:
        _Report(model, collector).add(one, loc, values, at)
    for at, one, _, _ in found[MAX_WORDED:]:
        collector.error("SCH003", at, str(one["msg"]))


def _likely(model: type[BaseModel], loc: Sequence[str | int]) -> tuple[str | int, ...]:
    """Where the unknown key at *loc* was probably meant to be: a key that is missing there is no second fault."""
    return (*loc[:-1], most_like(str(loc[-1]), known_keys(model, loc[:-1])))


class _Report:
    """Puts errors of Pydantic into words."""

    def __init__(self, model: type[BaseModel], collector: Collector) -> None:
        self.model = model
        self.collector = collector

    def add(self, error: Any, loc: Sequence[str | int], values: list[Any], at: Position) -> None:
        """One error; *values* are those on the way along *loc*."""
        kind, context = error["type"], error.get("ctx", {})
        match kind:
            case "fault":
                self.collector.error(
                    context["code"], context["at"] or at, _named(loc, context["text"]), context["hint"]
                )
            case "missing":
                self._missing(values, loc, at)
            case "extra_forbidden":
                self._unknown(values, loc, at)
            case "tuple_type" | "list_type":
                found = kind_of(values[-1])
                hint = "begin each item on a line of its own with a dash"
                self.collector.error("SCH003", at, _named(loc, f"a list must stand here, not {found}"), hint)
            case "dict_type":
                found = kind_of(values[-1])
                self.collector.error("SCH003", at, _named(loc, f"a mapping of keys must stand here, not {found}"))
            case _:
                self.collector.error("SCH003", at, _named(loc, str(error["msg"])))

    def _missing(self, values: list[Any], loc: Sequence[str | int], at: Position) -> None:
        key = str(loc[-1])
        written = len(values) == len(loc) + 1
        if written and is_empty(values[-1]):
            hint = f"write its value after `{key}:`; what follows a # is a comment"
            self.collector.error("SCH011", at, f"`{key}` is empty", hint)
            return
        holder = _holder(loc[:-1])
        self.collector.error("SCH002", at, f"{holder} lacks `{key}`", f"add `{key}: …`")

    def _unknown(self, values: list[Any], loc: Sequence[str | int], at: Position) -> None:
        key = str(loc[-1])
        owner = values[len(loc) - 1] if len(values) >= len(loc) else None
        if isinstance(owner, SourceMap):
            at = owner.key_at(key) or at
        known = known_keys(self.model, loc[:-1])
        hint = nearest(key, known, f"known here: {', '.join(known)}" if known else "")
        if isinstance(owner, dict) and " " in key and is_empty(owner.get(key)):
            hint = "text with a comma in { } must be put in quotes"
        self.collector.error("SCH001", at, f"{_holder(loc[:-1])} has no key `{shorten(key)}`", hint)


def _values(tree: Any, loc: Sequence[str | int]) -> Iterator[Any]:
    """The values on the way along *loc*, the root first, as far as there are any."""
    yield tree
    for part in loc:
        match tree, part:
            case dict(), str() if part in tree:
                tree = tree[part]
            case ((list() | tuple()), int()) if part < len(tree):
                tree = tree[part]
            case _:
                return
        yield tree


def _named(loc: Sequence[str | int], message: str) -> str:
    """*message* with the name of the key in front."""
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    return f"{name}: {message}" if name else message


def _holder(loc: Sequence[str | int]) -> str:
    """The mapping at *loc* in words: "the brief", "`print`", "item 2 of `sections`"."""
    if not loc:
        return "the file"
    last = loc[-1]
    if isinstance(last, str):
        return f"`{last}`"
    name = next((part for part in reversed(loc) if isinstance(part, str)), "")
    return f"item {last + 1} of `{name}`"


def known_keys(model: type[BaseModel], loc: Sequence[str | int]) -> list[str]:
    """The keys that may stand in the mapping at *loc*, sorted as the model defines them."""
    here: type[BaseModel] | None = model
    for part in loc:
        if not isinstance(part, str) or here is None:
            continue
        info = next((one for name, one in here.model_fields.items() if part in (name, one.alias)), None)
        here = _BLOCKS.get(part) if info is None else next(_models_in(info.annotation), None)
    return [info.alias or name for name, info in here.model_fields.items()] if here else []


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from _models_in(inner)


def _blocks() -> dict[str, type[BaseModel]]:
    from reports.schema import bodies

    return {
        "figure": bodies.FigureBlock,
        "chart": bodies.ChartBlock,
        "table": bodies.TableBlock,
        "callout": bodies.CalloutBlock,
        "quote": bodies.QuoteBlock,
    }


_BLOCKS = _blocks()

__all__ = ["SourceText", "known_keys", "report"]
