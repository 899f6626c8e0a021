"""Structured values with their places: what the YAML and the JSON reader both deliver to the check of items."""

from __future__ import annotations

from typing import TypeAlias

from reports.records import record
from reports.source import Position

Scalar: TypeAlias = str | int | float | bool | None


@record(frozen=True, slots=True)
class Leaf:
    """One value. ``raw`` is its spelling in the file, so that a version 1.10 is not printed as 1.1."""

    value: Scalar
    raw: str
    at: Position


@record(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    at: Position


@record(frozen=True, slots=True)
class Pair:
    """One key of a mapping with its value; ``at`` is where the key stands."""

    key: str
    at: Position
    value: Node


@record(frozen=True, slots=True)
class Mapping:
    """A mapping, in the order of the file; keys are unique."""

    pairs: tuple[Pair, ...]
    at: Position

    def get(self, key: str) -> Pair | None:
        """The pair of *key*, if it is there."""
        return next((pair for pair in self.pairs if pair.key == key), None)


Node: TypeAlias = Leaf | Sequence | Mapping


def describe(node: Node) -> str:
    """What a value is, in the words of a message: "a list", "the number 3"."""
    match node:
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"
        case Leaf(value=None):
            return "nothing"
        case Leaf(value=bool()):
            return f"the truth value {node.raw}"
        case Leaf(value=str()):
            return f"the text {shorten(node.raw)!r}"
        case Leaf():
            return f"the number {shorten(node.raw)}"


def shorten(text: str, limit: int = 60) -> str:
    """*text* on one line, cut so that a message stays readable."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
