"""What can still be understood of a brief with faults, so that its other files can be looked at in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from reports.diagnostics import Collector
from reports.schema.base import Loading, Node
from reports.schema.bodies import TAG
from reports.schema.brief import Brief
from reports.schema.house import House
from reports.schema.load import _language
from reports.schema.text import SourceMap, SourceText
from reports.schema.yamlreader import read_tree
from reports.source import SourceFile

#: Each round takes out what the one before has brought to light.
_ROUNDS = 12

_Model = TypeVar("_Model", bound=Node)


def salvage_brief(source: SourceFile) -> Brief | None:
    """The brief in *source* without what is at fault in it; None where nothing can be made of it.

    Values that do not fit are taken out, keys that are missing get a stand-in. Nothing is told: that has been done.
    For looking at what else is wrong, never for printing.
    """
    return _salvaged(Brief, source)


def salvage_house(source: SourceFile, lang: str) -> House | None:
    """As :func:`salvage_brief`, for the house's facts."""
    return _salvaged(House, source, lang)


def _salvaged(model: type[_Model], source: SourceFile, lang: str = "") -> _Model | None:
    tree = read_tree(source, Collector()).tree
    if not isinstance(tree, SourceMap):
        return None
    for _ in range(_ROUNDS):
        try:
            return model.model_validate(tree, context=Loading(lang or _language(tree), Collector()))
        except ValidationError as error:
            if not _mend(tree, error):
                return None
    return None


def _mend(tree: SourceMap, error: ValidationError) -> bool:
    """Fill in what is missing, take out what is wrong; whether anything could be done."""
    done, gone = False, dict[tuple[int, str | int], Any]()
    for one in error.errors(include_url=False, include_context=False, include_input=False):
        way = [part for part in one["loc"] if not (isinstance(part, str) and part.startswith(TAG))]
        steps = list(_steps(tree, way))
        if one["type"] == "missing" and len(steps) == len(way) - 1 and isinstance(way[-1], str):
            owner = steps[-1][2] if steps else tree
            if isinstance(owner, dict) and way[-1] not in owner:
                owner[way[-1]] = SourceText("x")
                done = True
                continue
        if steps:
            owner, key, _ = steps[-1]
            gone[(id(owner), key)] = owner
    for (_, key), owner in sorted(gone.items(), key=lambda item: str(item[0][1]).zfill(12), reverse=True):
        del owner[key]
        done = True
    return done


def _steps(tree: Any, way: list[str | int]) -> Iterator[tuple[Any, Any, Any]]:
    """Owner, key and value of each step along *way*, as far as it leads."""
    for part in way:
        fits = (isinstance(tree, dict) and part in tree) or (
            isinstance(tree, list) and isinstance(part, int) and part < len(tree)
        )
        if not fits:
            return
        yield tree, part, tree[part]
        tree = tree[part]
