"""From the tree of the YAML reader to the tree that items are read from."""

from __future__ import annotations

from reports.citing.tree import Leaf, Mapping, Node, Pair, Sequence
from reports.schema.text import SourceText, place_of
from reports.source import Position


def from_source(value: object, fallback: Position) -> Node:
    """The same values as a tree of this room. *fallback* stands in for places that are not known.

    Takes plain Python values too, as an editor or a test may hand them in. Depth is bounded by the YAML reader.
    """
    at = place_of(value) or fallback
    match value:
        case SourceText():
            scalar = value.scalar
            return Leaf(scalar, "" if scalar is None else str(value), at)
        case dict():
            return Mapping(tuple(_pair(key, one, at) for key, one in value.items() if str(key)[:1] != "\x00"), at)
        case list() | tuple():
            return Sequence(tuple(from_source(one, at) for one in value), at)
        case bool():
            return Leaf(value, str(value).lower(), at)
        case None:
            return Leaf(None, "", at)
        case int() | float() | str():
            return Leaf(value, str(value), at)
        case _:
            return Leaf(str(value), str(value), at)


def _pair(key: object, value: object, fallback: Position) -> Pair:
    return Pair(str(key), place_of(key) or fallback, from_source(value, fallback))
