"""JSON with places: a strict reader that knows line and column of every value. Iterative, so depth costs no stack.

Source: RFC 8259. Duplicate names in an object, which it leaves open, are told.
"""

from __future__ import annotations

import json
from dataclasses import field

from reports.citing.places import Places
from reports.citing.tree import Leaf, Mapping, Node, Pair, Scalar, Sequence, shorten
from reports.patterns import expression
from reports.records import record
from reports.source import Position

MAX_DEPTH = 60
MAX_NODES = 2_000_000
#: Longer ones are read as floating point: making an int of them takes quadratic time.
_LONGEST_INTEGER = 300

_TOKEN = expression(
    r'[ \t\r\n]*(?:(?P<string>"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+")'
    r"|(?P<number>-?(?:0|[1-9]\d*+)(?:\.\d++)?(?:[eE][+-]?\d++)?)(?![\w.])"
    r"|(?P<word>true|false|null)\b"
    r"|(?P<mark>[\[\]{},:])"
    r"|(?P<end>\Z))"
)
_SPACE = expression(r"[ \t\r\n]*")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}


class JsonError(Exception):
    """The text is no JSON, or too much of it. ``code`` is the diagnostic's."""

    def __init__(self, message: str, at: Position, hint: str = "", code: str = "BIB006") -> None:
        super().__init__(message)
        self.at, self.hint, self.code = at, hint, code


@record(slots=True)
class _Open:
    """A list or mapping under construction."""

    at: Position
    mapping: bool
    items: list[Node] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    key: tuple[str, Position] | None = None

    @property
    def closing(self) -> str:
        return "}" if self.mapping else "]"

    def add(self, node: Node) -> None:
        if self.key is None:
            self.items.append(node)
        else:
            self.pairs.append(Pair(*self.key, node))
            self.key = None

    def close(self) -> Node:
        if self.mapping:
            return Mapping(tuple(self.pairs), self.at)
        return Sequence(tuple(self.items), self.at)


def parse(text: str, path: str) -> tuple[Node, list[tuple[str, Position]]]:
    """The one value of a JSON text, and each name that is given twice in one object. Raises JsonError."""
    parser = _Parser(text, Places(path, text))
    return parser.parse(), parser.repeated


class _Parser:
    """Goes through the text one token at a time; ``_kind``, ``_spelling`` and ``_start`` are the present one's."""

    def __init__(self, text: str, places: Places) -> None:
        self._text = text
        self._places = places
        self._start = self._end = 0
        self._kind = self._spelling = ""
        self._nodes = 0
        self.repeated: list[tuple[str, Position]] = []

    def parse(self) -> Node:
        stack: list[_Open] = []
        self._advance()
        while True:
            if self._kind == "mark" and self._spelling in "[{":
                opened = self._open(len(stack))
                self._advance()
                if not self._is_mark(opened.closing):
                    stack.append(opened)
                    self._name(opened)
                    continue
                node = opened.close()
            else:
                node = self._leaf()
            self._advance()
            done = self._file(node, stack)
            if done is not None:
                return done

    def _file(self, node: Node, stack: list[_Open]) -> Node | None:
        """Put *node* where it belongs and close what ends after it; the whole value once the text is finished."""
        while stack:
            top = stack[-1]
            top.add(node)
            if self._is_mark(","):
                self._advance()
                self._name(top)
                return None
            if not self._is_mark(top.closing):
                hint = f"the list or mapping was opened in line {top.at.line}"
                raise self._fault(f"a comma or {top.closing!r} is missing here", hint)
            node = stack.pop().close()
            self._advance()
        if self._kind != "end":
            raise self._fault("there is something after the end of the value")
        return node

    def _name(self, opened: _Open) -> None:
        """In a mapping: read the name of the next field and its colon, up to the value."""
        if not opened.mapping:
            return
        if self._kind != "string":
            hint = "a comma after the last field must go" if self._is_mark("}") else ""
            raise self._fault("the name of a field in double quotes is missing here", hint)
        name = _decode(self._spelling)
        if name in opened.names:
            self.repeated.append((name, self._places.at(self._start)))
        opened.names.add(name)
        opened.key = (name, self._places.at(self._start))
        self._advance()
        if not self._is_mark(":"):
            raise self._fault("a colon is missing here")
        self._advance()

    def _leaf(self) -> Leaf:
        at = self._places.at(self._start)
        kind, spelling = self._kind, self._spelling
        if kind in ("mark", "end"):
            raise self._fault("a value is missing here")
        self._count()
        if kind == "string":
            text = _decode(spelling)
            return Leaf(text, text, at)
        if kind == "word":
            return Leaf(_WORDS[spelling], "" if spelling == "null" else spelling, at)
        whole = len(spelling) <= _LONGEST_INTEGER and spelling.lstrip("-").isdigit()
        return Leaf(int(spelling) if whole else float(spelling), spelling, at)

    def _open(self, depth: int) -> _Open:
        self._count()
        if depth >= MAX_DEPTH:
            raise self._fault(f"the file is nested deeper than {MAX_DEPTH} levels", code="BIB004")
        return _Open(self._places.at(self._start), mapping=self._spelling == "{")

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise self._fault(f"the file has more than {MAX_NODES} values", code="BIB004")

    def _is_mark(self, mark: str) -> bool:
        return self._kind == "mark" and self._spelling == mark

    def _advance(self) -> None:
        found = _TOKEN.match(self._text, self._end)
        if found is None:
            space = _SPACE.match(self._text, self._end)
            self._start = space.end() if space else self._end
            raise self._bad_token()
        self._kind = str(found.lastgroup)
        self._spelling = found[self._kind]
        self._start, self._end = found.span(self._kind)

    def _bad_token(self) -> JsonError:
        rest = self._text[self._start : self._start + 30]
        if rest.startswith("'"):
            return self._fault("texts stand in double quotes")
        if rest.startswith('"'):
            hint = "a line break is written \\n, a backslash \\\\"
            return self._fault("this text is not closed, or has a line break or a bad escape in it", hint)
        if rest.startswith(("//", "/*", "#")):
            return self._fault("JSON has no comments")
        word = rest.split(maxsplit=1)[0] if rest.split() else rest
        return self._fault(f"JSON cannot have {shorten(word, 20)!r} here")

    def _fault(self, message: str, hint: str = "", code: str = "BIB006") -> JsonError:
        return JsonError(message, self._places.at(self._start), hint, code)


def _decode(spelling: str) -> str:
    return str(json.loads(spelling)) if "\\" in spelling else spelling[1:-1]
