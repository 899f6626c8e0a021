"""The stream that rendering elements write: pieces of text and marks between them.

Rendering appends to one flat list. A piece of text is a `str`; everything else is a `Mark`. Marks come in pairs
(open, close) and nest. A flat list makes the frequent questions cheap: "did this element print anything?" is a
length comparison, and taking output back is a slice deletion.
"""

from __future__ import annotations

from enum import IntEnum


class Kind(IntEnum):
    """What a mark opens or closes."""

    FORMAT = 1  # value: (attribute, setting); a style's own formatting, sets the state
    FLIP = 2  # value: (attribute, setting); markup in a field, toggles the state (flip-flop)
    QUOTE = 3  # quotation marks, drawn by nesting depth
    NOCASE = 4  # text that no text-case may touch
    LINK = 5  # value: target
    DISPLAY = 6  # value: block | left-margin | right-inline | indent
    NAMES = 7  # a cs:names output, for cite grouping and author substitution
    CLOSE = 8  # closes the innermost open mark; value: the Kind it closes
    NAME = 10  # one rendered name inside NAMES
    NAME_LIST = 13  # all the names of one name variable, without its label
    YEAR = 11  # a rendered year, for collapsing; value unused
    CITE = 12  # value: the id of the reference that this part of a cluster cites


class Mark:
    """One mark in the stream; compared by identity except through its fields."""

    __slots__ = ("kind", "value")

    def __init__(self, kind: Kind, value: tuple[str, str] | str = "") -> None:
        self.kind = kind
        self.value = value

    def __repr__(self) -> str:
        return f"<{self.kind.name} {self.value}>"


Token = str | Mark
Tokens = list[Token]

CLOSE: dict[Kind, Mark] = {kind: Mark(Kind.CLOSE, kind.name) for kind in Kind}
QUOTE_OPEN = Mark(Kind.QUOTE)
QUOTE_CLOSE = CLOSE[Kind.QUOTE]
NOCASE_OPEN = Mark(Kind.NOCASE)
NOCASE_CLOSE = CLOSE[Kind.NOCASE]
NAMES_OPEN = Mark(Kind.NAMES)
NAMES_CLOSE = CLOSE[Kind.NAMES]
NAME_CLOSE = CLOSE[Kind.NAME]
NAME_LIST_OPEN = Mark(Kind.NAME_LIST)
NAME_LIST_CLOSE = CLOSE[Kind.NAME_LIST]
FORMAT_CLOSE = CLOSE[Kind.FORMAT]
FLIP_CLOSE = CLOSE[Kind.FLIP]
LINK_CLOSE = CLOSE[Kind.LINK]
DISPLAY_CLOSE = CLOSE[Kind.DISPLAY]


def plain(tokens: Tokens | tuple[Token, ...]) -> str:
    """The bare text of a stream, without marks (for comparing and sorting, not for printing)."""
    return "".join([token for token in tokens if type(token) is str])
