"""From an offset in a text to its place in a file."""

from __future__ import annotations

from bisect import bisect_right

from reports.patterns import expression
from reports.source import Position

_LINE_END = expression(r"\r\n?|\n")


class Places:
    """Turns character offsets in *text* into positions in *path*. One pass at the start, then logarithmic."""

    __slots__ = ("_path", "_starts")

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def at(self, offset: int) -> Position:
        """The position of the character at *offset* (0 is the first)."""
        line = bisect_right(self._starts, offset)
        return Position(self._path, line, offset - self._starts[line - 1] + 1)
