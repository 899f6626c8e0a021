"""Text that knows where it was written: the values that the YAML reader hands out.

A YAML file becomes a tree of three kinds of value: :class:`SourceText` for every scalar, :class:`SourceList` and
:class:`SourceMap`. They compare and behave as ``str``, ``list`` and ``dict``; besides, each knows its place, and a text
can tell the line and column of any character in it, also inside block scalars and quoted text with escapes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from reports.patterns import expression
from reports.schema.scalars import Scalar, resolve
from reports.source import Position

_BREAK = expression(r"\r\n|\n|\r")

#: Breakpoints of the way from a value back to its file: from value offset ``a`` on, characters stand at file index
#: ``b``, ``b + 1`` and so on, until the next breakpoint.
Segments: TypeAlias = tuple[tuple[int, int], ...]


#: Characters that no text may hold, and those that turn the direction of writing unseen.
FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
BIDI = expression("[\u202a-\u202e\u2066-\u2069]")


class LineIndex:
    """Lines and columns of a text file by character index."""

    __slots__ = ("_starts", "path", "text")

    def __init__(self, path: str, text: str) -> None:
        self.path: Final = path
        self.text: Final = text
        self._starts: list[int] | None = None

    def position(self, index: int) -> Position:
        """Where the character at *index* stands; the end of the file for an index beyond it."""
        if self._starts is None:
            self._starts = [0, *(found.end() for found in _BREAK.finditer(self.text))]
        row = bisect_right(self._starts, min(max(index, 0), len(self.text))) - 1
        return Position(self.path, row + 1, min(index, len(self.text)) - self._starts[row] + 1)


class SourceText(str):
    """A text with its place in the file; a plain ``str`` in every other respect.

    Made by the reader with *index* and *segments*, or by hand from any string, without a place.
    """

    __slots__ = ("_index", "_plain", "_segments", "_start")

    _index: LineIndex | None
    _start: int
    _segments: Segments | Callable[[], Segments]
    _plain: bool

    def __new__(
        cls,
        value: str,
        index: LineIndex | None = None,
        start: int = 0,
        segments: Segments | Callable[[], Segments] | None = None,
        *,
        plain: bool = False,
    ) -> SourceText:
        """*start*: file index of the first character of the scalar. *plain*: written without quotes, so that it may
        stand for a number, a truth value or nothing."""
        made = super().__new__(cls, value)
        made._index = index
        made._start = start
        made._segments = ((0, start),) if segments is None else segments
        made._plain = plain
        return made

    @property
    def at(self) -> Position | None:
        """Where the scalar begins: its quote, its ``|``, or its first character; None for a text made by hand."""
        return None if self._index is None else self._index.position(self._start)

    def place(self, offset: int) -> Position | None:
        """Where the character at *offset* of the value stands in the file."""
        if self._index is None:
            return None
        segments = self._resolved()
        found = segments[max(bisect_right(segments, (offset, 1 << 60)) - 1, 0)]
        return self._index.position(found[1] + max(offset - found[0], 0))

    def part(self, start: int, end: int) -> SourceText:
        """The characters from *start* to *end*, with their own place."""
        value = str(self)[start:end]
        if self._index is None:
            return SourceText(value)
        segments = self._resolved()
        first = max(bisect_right(segments, (start, 1 << 60)) - 1, 0)
        moved = [(max(a - start, 0), b + max(start - a, 0)) for a, b in segments[first:] if a < max(end, start + 1)]
        return SourceText(value, self._index, moved[0][1] if moved else self._start, tuple(moved) or None)

    def with_value(self, value: str) -> SourceText:
        """Another text at the same place (an identifier without its resolver address, say)."""
        return SourceText(value, self._index, self._start)

    def rewritten(self, value: str, pieces: Sequence[tuple[int, int]]) -> SourceText:
        """Another text in place of this one: from offset ``a`` of *value* on, for each ``(a, b)`` of *pieces* in order,
        it stands where this text's character at offset ``b`` does."""
        if self._index is None:
            return SourceText(value)
        known = self._resolved()
        made: list[tuple[int, int]] = []
        for (new, old), (_, following) in zip(pieces, [*pieces[1:], (0, len(self) + 1)], strict=True):
            first = max(bisect_right(known, (old, 1 << 60)) - 1, 0)
            made.append((new, known[first][1] + old - known[first][0]))
            made.extend((new + a - old, b) for a, b in known[first + 1 :] if a < following)
        return SourceText(value, self._index, self._start, tuple(made) or None)

    @property
    def scalar(self) -> Scalar:
        """What the scalar stands for by the YAML 1.2 core schema: None, a truth value, a number, or the text."""
        return resolve(str(self)) if self._plain else str(self)

    @property
    def is_null(self) -> bool:
        """Whether nothing was written, or ``null`` or ``~``."""
        return self._plain and self.scalar is None

    def _resolved(self) -> Segments:
        if callable(self._segments):
            self._segments = self._segments() or ((0, self._start),)
        return self._segments

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (str(self), self._index, self._start, self._resolved(), self._plain))


def _restore(value: str, index: LineIndex | None, start: int, segments: Segments, plain: bool) -> SourceText:
    return SourceText(value, index, start, segments, plain=plain)


class SourceList(list[Any]):
    """A YAML sequence with its place."""

    __slots__ = ("_index", "_start")

    def __init__(self, items: Sequence[Any] = (), index: LineIndex | None = None, start: int = 0) -> None:
        super().__init__(items)
        self._index = index
        self._start = start

    @property
    def at(self) -> Position | None:
        """Where the sequence begins."""
        return None if self._index is None else self._index.position(self._start)

    @property
    def opening(self) -> str:
        """The first character as written: a bracket or a brace, or what the first item or key begins with."""
        return "" if self._index is None else self._index.text[self._start : self._start + 1]


class SourceMap(dict[str, Any]):
    """A YAML mapping with its place and the places of its keys."""

    __slots__ = ("_index", "_keys", "_start")

    def __init__(self, index: LineIndex | None = None, start: int = 0) -> None:
        super().__init__()
        self._index = index
        self._start = start
        self._keys: dict[str, Position | None] | None = None

    @property
    def at(self) -> Position | None:
        """Where the mapping begins."""
        return None if self._index is None else self._index.position(self._start)

    @property
    def opening(self) -> str:
        """The first character as written: a bracket or a brace, or what the first item or key begins with."""
        return "" if self._index is None else self._index.text[self._start : self._start + 1]

    def key_at(self, key: str) -> Position | None:
        """Where *key* is written; the place of the mapping where it is not."""
        if self._keys is None or len(self._keys) != len(self):
            self._keys = {str(one): one.at if isinstance(one, SourceText) else None for one in self}
        return self._keys.get(key) or self.at


def place_of(value: object) -> Position | None:
    """The place of a value from the reader; None for any other value."""
    return value.at if isinstance(value, (SourceText, SourceList, SourceMap)) else None


def plain(value: Any) -> Any:
    """The same tree in plain Python values: numbers, truth values and None where the YAML core schema says so."""
    match value:
        case SourceText():
            return value.scalar
        case dict():
            return {str(key): plain(one) for key, one in value.items()}
        case list() | tuple():
            return [plain(one) for one in value]
        case _:
            return value
