"""BibTeX syntax: where entries and fields are, with the offset of everything.

A fault costs its own entry only: each entry ends at the latest where the next one begins at the start of a line, so
one missing brace neither swallows the file nor costs more than one pass over it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field
from typing import Literal, TypeAlias

from reports.patterns import expression
from reports.records import record

PieceKind: TypeAlias = Literal["text", "macro"]

_BLOCK = expression(r"@[ \t]*([A-Za-z][\w:+-]*)[ \t\r\n]*([{(])")
_BLOCK_AT_LINE_START = expression(r"^[ \t]*@[ \t]*[A-Za-z][\w:+-]*[ \t\r\n]*[{(]", re.MULTILINE)
_SPACE = expression(r"\s*")
_KEYS = {
    "{": re.compile(r"[^,\s{}\"#%=~\\]+(?:[ \t]+[^,\s{}\"#%=~\\]+)*"),
    "(": re.compile(r"[^,\s{}()\"#%=~\\]+(?:[ \t]+[^,\s{}()\"#%=~\\]+)*"),
}
#: How far back on its line a percent sign is looked for.
_COMMENT_REACH = 400
_NAME = expression(r"[^\s={}(),\"#%@']+")
_NUMBER = expression(r"\d+")
_BRACE = expression(r"[{}]")
_BRACE_OR_QUOTE = expression(r"[{}\"]")


@record(frozen=True, slots=True)
class Piece:
    """A part of a value: text between braces or quotes, a bare number, or the name of a string (macro)."""

    kind: PieceKind
    text: str
    offset: int


@record(frozen=True, slots=True)
class Field:
    """``name = value``; the value is the pieces joined with ``#``."""

    name: str
    offset: int
    pieces: tuple[Piece, ...]


@record(frozen=True, slots=True)
class RawEntry:
    """``@kind{key, fields}``; ``offset`` is that of the ``@``. A ``@string`` has no key and one field or more."""

    kind: str
    key: str
    offset: int
    key_offset: int
    fields: tuple[Field, ...]


@record(frozen=True, slots=True)
class Fault:
    """Something that cannot be read; ``key`` is that of the entry which is lost with it, if known."""

    message: str
    offset: int
    key: str = ""
    hint: str = ""


class _AbortError(Exception):
    def __init__(self, message: str, offset: int, hint: str = "") -> None:
        super().__init__(message)
        self.offset, self.hint = offset, hint


@record(slots=True)
class Scanner:
    """Goes through a BibTeX text once; :meth:`blocks` gives entries, strings and faults in the order of the file."""

    text: str
    _starts: list[int] = field(default_factory=list)
    _comment_lost: bool = False

    def blocks(self) -> Iterator[RawEntry | Fault]:
        """Every ``@string`` and entry, and every fault."""
        self._starts = [found.start() for found in _BLOCK_AT_LINE_START.finditer(self.text)]
        at = 0
        while (found := _BLOCK.search(self.text, at)) is not None:
            if self._is_commented(found.start()):
                at = self._line_end(found.start())
                continue
            kind = found[1].lower()
            if kind == "comment":
                at = self._after_comment(found.end())
                continue
            limit = self._limit(found.start())
            key = ""
            try:
                if kind in ("string", "preamble"):
                    read, at = self._special(kind, found, limit)
                else:
                    key, key_offset, at = self._key(found.end(), found[2], limit)
                    read, at = self._entry(kind, found, (key, key_offset), at, limit)
            except _AbortError as abort:
                at = limit
                yield Fault(str(abort), min(abort.offset, len(self.text)), key, abort.hint)
                continue
            if kind != "preamble":
                yield read

    def _is_commented(self, offset: int) -> bool:
        """Whether a percent sign stands before the block on its line: outside entries that is a comment for biber."""
        before = self.text[max(0, offset - _COMMENT_REACH) : offset]
        return before[before.rfind("\n") + 1 :].lstrip().startswith("%")

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def _after_comment(self, at: int) -> int:
        if not self._comment_lost:
            end = self._balanced(at, len(self.text))
            if end >= 0:
                return end + 1
            self._comment_lost = True  # search once only for what is not there
        return self._line_end(at)

    def _limit(self, offset: int) -> int:
        """Where the next block begins at the start of a line, after the block at *offset*."""
        index = bisect_right(self._starts, offset)
        return self._starts[index] if index < len(self._starts) else len(self.text)

    def _skip(self, at: int, limit: int) -> int:
        found = _SPACE.match(self.text, at, limit)
        return found.end() if found else at

    def _balanced(self, at: int, limit: int) -> int:
        """The offset of the brace that closes the one opened just before *at*, or -1."""
        depth = 0
        for found in _BRACE.finditer(self.text, at, limit):
            if found[0] == "{":
                depth += 1
            elif depth == 0:
                return found.start()
            else:
                depth -= 1
        return -1

    def _key(self, at: int, opening: str, limit: int) -> tuple[str, int, int]:
        """The citekey, its offset, and the offset behind the comma after it."""
        start = self._skip(at, limit)
        found = _KEYS[opening].match(self.text, start, limit)
        key = found[0].strip() if found else ""
        end = self._skip(found.end() if found else start, limit)
        mark = self.text[end : end + 1] if end < limit else ""
        if mark == ",":
            return key, start, end + 1
        if mark and mark == _closing(opening):
            return key, start, end
        word, _, rest = key.partition(" ")
        if mark == "=" and rest:
            raise _AbortError(f"a comma is missing after the key {word[:60]!r}", start + len(word))
        if mark == "=":
            raise _AbortError("this entry has no key before its first field", start, "write @report{key, title = {…}}")
        raise _AbortError(f"a comma is missing after the key {key[:60]!r}", found.end() if found else start)

    def _entry(
        self, kind: str, block: re.Match[str], key: tuple[str, int], at: int, limit: int
    ) -> tuple[RawEntry, int]:
        fields: list[Field] = []
        closing = _closing(block[2])
        while True:
            at = self._skip(at, limit)
            if at >= limit:
                hint = f"it was opened with {block[2]!r}; every brace in it needs its partner"
                raise _AbortError(f"the entry {key[0][:60]!r} is not closed", block.start(), hint)
            if self.text[at] == closing:
                return RawEntry(kind, key[0], block.start(), key[1], tuple(fields)), at + 1
            if self.text[at] == ",":
                at += 1
                continue
            one, at = self._field(at, limit)
            fields.append(one)
            at = self._skip(at, limit)
            if at < limit and self.text[at] not in (",", closing):
                hint = f"after the field {one.name!r}; or a brace or quote in its value is closed too early"
                raise _AbortError("a comma is missing here", at, hint)

    def _field(self, at: int, limit: int) -> tuple[Field, int]:
        found = _NAME.match(self.text, at, limit)
        if found is None:
            raise _AbortError(f"the name of a field is expected here, not {self.text[at : at + 1]!r}", at)
        equals = self._skip(found.end(), limit)
        if equals >= limit or self.text[equals] != "=":
            raise _AbortError(
                f"an equals sign is missing after {found[0][:60]!r}", min(equals, limit - 1), "write name = {value}"
            )
        pieces: list[Piece] = []
        at = equals + 1
        while True:
            piece, at = self._piece(self._skip(at, limit), limit)
            pieces.append(piece)
            after = self._skip(at, limit)
            if after >= limit or self.text[after] != "#":
                return Field(found[0].lower(), found.start(), tuple(pieces)), at
            at = after + 1

    def _piece(self, at: int, limit: int) -> tuple[Piece, int]:
        mark = self.text[at : at + 1] if at < limit else ""
        if mark == "{":
            end = self._balanced(at + 1, limit)
            if end < 0:
                raise _AbortError("the brace that opens here is never closed", at)
            return Piece("text", self.text[at + 1 : end], at + 1), end + 1
        if mark == '"':
            end = self._quoted(at + 1, limit)
            return Piece("text", self.text[at + 1 : end], at + 1), end + 1
        if mark and mark in "\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019":
            raise _AbortError(f"a curly quote {mark} stands here", at, 'write {value}, or "value" with straight quotes')
        number = _NUMBER.match(self.text, at, limit)
        name = _NAME.match(self.text, at, limit)
        if number and (name is None or number.end() == name.end()):
            return Piece("text", number[0], at), number.end()
        if name is None:
            raise _AbortError("a value is missing here", min(at, limit - 1), "put it in braces: {value}")
        return Piece("macro", name[0].lower(), at), name.end()

    def _quoted(self, at: int, limit: int) -> int:
        """The offset of the quote that closes the one opened just before *at*."""
        depth = 0
        for found in _BRACE_OR_QUOTE.finditer(self.text, at, limit):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                depth -= 1
                if depth < 0:
                    break
            elif depth == 0:
                return found.start()
        raise _AbortError("the quote that opens here is never closed", at - 1, 'a quote inside is written {"}')

    def _special(self, kind: str, block: re.Match[str], limit: int) -> tuple[RawEntry, int]:
        """A ``@string`` or ``@preamble``; of the latter only the end matters."""
        if kind == "preamble":
            end = self._balanced(block.end(), limit) if block[2] == "{" else self.text.find(")", block.end(), limit)
            if end < 0:
                raise _AbortError("the @preamble is not closed", block.start())
            return RawEntry(kind, "", block.start(), block.start(), ()), end + 1
        entry, end = self._entry(kind, block, ("", block.start()), block.end(), limit)
        return entry, end


def _closing(opening: str) -> str:
    return "}" if opening == "{" else ")"
