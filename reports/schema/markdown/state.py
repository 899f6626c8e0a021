"""Inline states that know where they are, and the parser that uses them.

Places are kept as offsets into the content of the block's inline token, in ``token.meta["pos"]``. A rule that finds a
fault pushes a ``fault`` token, which the converter turns into a diagnostic at its place.
"""

from __future__ import annotations

from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reports.patterns import expression

_TOKENS = expression(r"\\[\s\S]|`+|<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>|[\[\]]")
#: Faults of our own rules told for one field.
MAX_FAULTS = 50


class PlacedState(StateInline):
    """An inline state that knows where its text stands in the content of the block, and which brackets match."""

    def __init__(
        self,
        src: str,
        md: MarkdownIt,
        env: Any,
        tokens: list[Token],
        base: int = 0,
        depth: int = 0,
        in_note: bool = False,
    ) -> None:
        super().__init__(src, md, env, tokens)
        self.base = base
        self.depth = depth
        self.in_note = in_note
        self._brackets: dict[int, int] | None = None

    @property
    def brackets(self) -> dict[int, int]:
        """Closing bracket by opening bracket, escapes and code spans left aside; found in one pass."""
        if self._brackets is None:
            self._brackets = _match_brackets(self.src)
        return self._brackets

    def mark(self, kind: str, start: int, **meta: Any) -> Token:
        """Push a token of our own for what stands at *start*."""
        token = self.push(kind, "", 0)
        token.meta = {"pos": self.base + start, **meta}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.meta["pos"] = self.base + self.pos
        if ttype == "text":  # pushed by the rule for emphasis alone, once for every delimiter of a run
            token.meta["delimiter"] = self.pos
        return token

    def adopt(self, tokens: list[Token]) -> None:
        """Push finished tokens of a nested text as if they stood here."""
        if self.pending:
            self.pushPending()
        self.tokens.extend(tokens)

    def fault(self, start: int, code: str, message: str, hint: str = "") -> None:
        """Push a fault at *start*, unless there are too many already."""
        self.env["faults"] = count = self.env.get("faults", 0) + 1
        if count <= MAX_FAULTS:
            self.mark("fault", start, code=code, message=message, hint=hint)

    def nested(self, start: int, end: int, *, note: bool = False) -> list[Token]:
        """The tokens of the text between *start* and *end*, parsed by itself."""
        parser = self.md.inline
        assert isinstance(parser, PlacedInline)
        inside = self.in_note or note
        state = PlacedState(self.src[start:end], self.md, self.env, [], self.base + start, self.depth + 1, inside)
        return parser.run(state)


class PlacedInline(ParserInline):
    """The inline parser with :class:`PlacedState`."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        return self.run(PlacedState(src, md, env, tokens, in_note=bool(env.get("in_note"))))

    def run(self, state: PlacedState) -> list[Token]:
        """Tokenise *state* and pair its delimiters."""
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _match_brackets(src: str) -> dict[int, int]:
    marks = [(found.start(), found[0]) for found in _TOKENS.finditer(src)]
    following: dict[str, int] = {}
    closing_ticks: dict[int, int] = {}
    for at, mark in reversed(marks):
        if mark[0] == "`":
            if mark in following:
                closing_ticks[at] = following[mark]
            following[mark] = at
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    skip_to = -1
    for at, mark in marks:
        if at < skip_to:
            continue
        if mark[0] == "`":
            skip_to = closing_ticks.get(at, -1) + len(mark) if at in closing_ticks else skip_to
        elif mark == "[":
            waiting.append(at)
        elif mark == "]" and waiting:
            pairs[waiting.pop()] = at
    return pairs
