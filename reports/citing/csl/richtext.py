"""The markup that CSL-JSON text may carry, read into marks: tags, straight and curly quotes, apostrophes.

Source: CSL-JSON's "rich text" convention (<i>, <b>, <sup>, <sub>, <sc>, small-caps and nocase spans). A tag or
quotation mark that has no partner is text and prints as itself.
"""

from __future__ import annotations

from functools import lru_cache

from reports.patterns import expression
from reports.records import record

from .tokens import CLOSE, NOCASE_OPEN, QUOTE_CLOSE, QUOTE_OPEN, Kind, Mark, Token

_SPECIAL = expression(r"[<\"'“”‘’\u02bc]")
_SPLIT = expression(
    r"(</?(?:i|b|sup|sub|sc)>|<span\s+style\s*=\s*\"font-variant:\s*small-caps;?\s*\"\s*>"
    r"|<span\s+class\s*=\s*[\"'](?:nocase|nodecor)[\"']\s*>|</span>|[\"'“”‘’])"
)
_FLIPS = {
    "<i>": Mark(Kind.FLIP, ("font-style", "italic")),
    "<b>": Mark(Kind.FLIP, ("font-weight", "bold")),
    "<sup>": Mark(Kind.FLIP, ("vertical-align", "sup")),
    "<sub>": Mark(Kind.FLIP, ("vertical-align", "sub")),
    "<sc>": Mark(Kind.FLIP, ("font-variant", "small-caps")),
}
_TYPED = {"“": Mark(Kind.QUOTE, "“"), "‘": Mark(Kind.QUOTE, "‘")}
_WITHIN = Mark(Kind.CLOSE, "within")  # a closing quotation mark with more of the same text behind it
_NODECOR = Mark(Kind.FORMAT, ("all", "normal"))
_CLOSERS = {"</i>": "<i>", "</b>": "<b>", "</sup>": "<sup>", "</sub>": "<sub>", "</sc>": "<sc>", "</span>": "span"}
_BEFORE_OPENING = frozenset(" \t\n\u00a0\u202f([{/-–—\"'“‘«<¿¡")
_MAX_OPEN = 40


@record(slots=True)
class _Open:
    kind: str  # the opening tag, "span", or a quotation mark: " or '
    index: int  # where its mark stands in the output
    text: str  # what it prints when it finds no partner


class _Parser:
    """One pass over the pieces with a stack of what is open."""

    def __init__(self, pieces: list[str]) -> None:
        self.pieces = pieces
        self.out: list[Token] = []
        self.stack: list[_Open] = []

    def run(self) -> tuple[Token, ...]:
        for index, piece in enumerate(self.pieces):
            if index % 2 == 0:
                if piece:
                    self.out.append(piece)
            elif piece[0] == "<":
                self.tag(piece)
            else:
                self.quote(piece, self.char_before(index), self.char_after(index))
        self.drop(0)
        return _merge(self.out)

    def char_before(self, index: int) -> str:
        while index > 0:
            index -= 1
            piece = self.pieces[index]
            if piece and not (index % 2 and piece[0] == "<"):
                return piece[-1]
        return ""

    def char_after(self, index: int) -> str:
        while index + 1 < len(self.pieces):
            index += 1
            piece = self.pieces[index]
            if piece and not (index % 2 and piece[0] == "<"):
                return piece[0]
        return ""

    def tag(self, piece: str) -> None:
        if piece in _CLOSERS:
            self.close_tag(piece)
        elif len(self.stack) >= _MAX_OPEN:
            self.out.append(piece)
        elif piece in _FLIPS:
            self.push(piece, _FLIPS[piece], piece)
        elif "nocase" in piece:
            self.push("span", NOCASE_OPEN, piece)
        elif "nodecor" in piece:
            self.push("span", _NODECOR, piece)
        else:
            self.push("span", _FLIPS["<sc>"], piece)

    def push(self, kind: str, mark: Mark, text: str) -> None:
        self.stack.append(_Open(kind, len(self.out), text))
        self.out.append(mark)

    def close_tag(self, piece: str) -> None:
        kind = _CLOSERS[piece]
        for depth in range(len(self.stack) - 1, -1, -1):
            if self.stack[depth].kind == kind:
                self.drop(depth + 1)
                self.out.append(self.closer(self.stack.pop()))
                return
        self.out.append(piece)

    def closer(self, opened: _Open) -> Mark:
        mark = self.out[opened.index]
        assert isinstance(mark, Mark)
        return CLOSE[mark.kind]

    def drop(self, depth: int) -> None:
        """Whatever is open above `depth` has no partner: print it."""
        for opened in self.stack[depth:]:
            self.out[opened.index] = "’" if opened.text == "'" else opened.text
        del self.stack[depth:]

    def quote(self, char: str, before: str, after: str) -> None:
        kind = '"' if char in '"“”' else "'"
        may_open = char in "“‘" or (char in "\"'" and self.opens(before, after))
        may_close = char in "”’\"'" and bool(before) and not (before.isspace() and char in "\"'")
        if kind == "'" and before.isalnum() and after.isalnum():
            self.out.append("’")
        elif may_close and self.close_quote(kind, char, after):
            return
        elif may_open and len(self.stack) < _MAX_OPEN:
            self.push(kind, _TYPED.get(char, QUOTE_OPEN), char)
        else:
            self.out.append("’" if char == "'" else char)

    @staticmethod
    def opens(before: str, after: str) -> bool:
        return (not before or before in _BEFORE_OPENING) and bool(after) and not after.isspace()

    def close_quote(self, kind: str, char: str, after: str) -> bool:
        if char == "'" and after.isalnum():
            return False
        for depth in range(len(self.stack) - 1, -1, -1):
            opened = self.stack[depth]
            if opened.kind == kind:
                if (opened.text in "“‘") != (char in "”’"):
                    continue
                if opened.index == len(self.out) - 1:
                    return False
                self.drop(depth + 1)
                self.stack.pop()
                self.out.append(CLOSE[Kind.QUOTE])
                return True
            if opened.kind not in "\"'":
                return False
        return False


def _merge(tokens: list[Token]) -> tuple[Token, ...]:
    merged: list[Token] = []
    for token in tokens:
        if type(token) is str and merged and type(merged[-1]) is str:
            merged[-1] = merged[-1] + token
        else:
            merged.append(token)
    last = max((index for index, token in enumerate(merged) if type(token) is str and token), default=-1)
    for index in range(last):
        if merged[index] is QUOTE_CLOSE:
            merged[index] = _WITHIN
    return tuple(merged)


@lru_cache(maxsize=20_000)
def parse(text: str) -> tuple[Token, ...]:
    """The text of a field as tokens; plain text comes back as one string."""
    if "«" in text or "»" in text:
        text = text.replace("« ", "«\u202f").replace(" »", "\u202f»")
    if not _SPECIAL.search(text):
        return (text,)
    return _Parser(_SPLIT.split(text)).run()


def strip(text: str) -> str:
    """The text of a field without its markup."""
    return "".join(token for token in parse(text) if isinstance(token, str))
