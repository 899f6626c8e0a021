"""From LaTeX in a field to text with the little mark-up that CSL knows (``<i> <b> <sup> <sub>`` and two kinds of span).

Braces protect capitals: in titles a group becomes ``<span class="nocase">``, elsewhere it disappears.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import field

from reports.citing.bibtex import tables
from reports.patterns import expression
from reports.records import record

MAX_DEPTH = 50

_SPECIAL = expression(r"[\\{}$~`'\"^]|--")
_TOKEN = expression(r"\\([A-Za-z]+)\*?[ \t\r\n]*|\\([\s\S])|([{}$~^_])|(---?|``|''|[`'])|([^\\{}$~^_`'-]+|-)|(\\\Z)")
_MARKUP = expression(r"<(/?)(i|b|sup|sub|span)\b")
_MONEY = expression(r"\d[\d.,]*(?:\s|[A-Za-z]|\Z)")
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "'": "’"}

#: Called with the offset in the text and the name of a command that is not known.
Unknown = Callable[[int, str], None]


class DepthError(ValueError):
    """Groups are nested deeper than MAX_DEPTH."""


@record(frozen=True, slots=True)
class _Token:
    kind: str  # word, symbol, mark, ligature, text
    text: str
    offset: int


@record(slots=True)
class Decoder:
    """Decodes one field.

    protect
        Whether braces protect the case of what is in them (titles).
    """

    text: str
    unknown: Unknown
    protect: bool = False
    _tokens: list[_Token] = field(default_factory=list)
    _at: int = 0
    _math: bool = False

    def decode(self) -> str:
        """The text. Raises DepthError."""
        if _SPECIAL.search(self.text) is None:
            return self.text
        self._tokens = list(_tokens(self.text))
        out: list[str] = []
        while self._at < len(self._tokens):
            out.append(self._until_close(0, protected=not self.protect))
            self._at += 1  # a closing brace too many
        return unicodedata.normalize("NFC", "".join(out))

    def _peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _until_close(self, depth: int, *, protected: bool) -> str:
        """What stands up to the closing brace of the present group, which is not consumed."""
        if depth > MAX_DEPTH:
            raise DepthError(f"braces are nested deeper than {MAX_DEPTH} levels")
        out: list[str] = []
        endings: list[str] = []
        while (token := self._peek()) is not None and not (token.kind == "mark" and token.text == "}"):
            self._at += 1
            if token.kind == "word" and token.text in tables.DECLARED:
                opening, closing = tables.STYLED[tables.DECLARED[token.text]]
                out.append(opening)
                endings.append(closing)
            else:
                out.append(self._one(token, depth, protected))
        return "".join(out + endings[::-1])

    def _one(self, token: _Token, depth: int, protected: bool) -> str:
        match token.kind:
            case "word":
                return self._word(token, depth, protected)
            case "symbol":
                if token.text in tables.ACCENTS and not (self._math and token.text in ",;:>!"):
                    return self._accent(token.text, depth)
                return tables.CONTROL.get(token.text, token.text)
            case "mark":
                return self._mark(token, depth, protected)
            case "ligature":
                return _LIGATURES[token.text] if not self._math else token.text
            case _:
                return token.text

    def _mark(self, token: _Token, depth: int, protected: bool) -> str:
        match token.text:
            case "{":
                return self._group(depth, protected)
            case "~":
                return "\u00a0"
            case "$":
                return self._formula(token, depth)
            case _ if self._math:
                tag = "sup" if token.text == "^" else "sub"
                return f"<{tag}>{self._argument(depth)}</{tag}>"
            case _:
                return token.text

    def _group(self, depth: int, protected: bool) -> str:
        """A group in braces, its opening one just consumed."""
        first = self._peek()
        special = first is not None and first.kind in ("word", "symbol")
        inner = self._until_close(depth + 1, protected=True)
        if self._peek() is not None:
            self._at += 1
        if protected or special or not any(char.isalpha() for char in _MARKUP.sub("", inner)):
            return inner
        return f'<span class="nocase">{inner}</span>'

    def _argument(self, depth: int) -> str:
        """The next group, or the next single thing."""
        token = self._peek()
        while token is not None and token.kind == "text" and not token.text.strip():
            self._at += 1
            token = self._peek()
        if token is None or (token.kind == "mark" and token.text == "}"):
            return ""
        self._at += 1
        if token.kind == "mark" and token.text == "{":
            inner = self._until_close(depth + 1, protected=True)
            if self._peek() is not None:
                self._at += 1
            return inner
        if token.kind == "text":
            stripped = token.text.lstrip()
            lead = len(token.text) - len(stripped)
            if len(stripped) > 1:
                self._at -= 1
                self._tokens[self._at] = _Token("text", stripped[1:], token.offset + lead + 1)
            return stripped[:1]
        if depth > MAX_DEPTH:
            raise DepthError(f"commands are nested deeper than {MAX_DEPTH} levels")
        return self._one(token, depth + 1, True)

    def _accent(self, name: str, depth: int) -> str:
        inner = self._argument(depth).replace("ı", "i").replace("ȷ", "j")
        if not inner or inner[0] in "<( ":
            return inner
        if name == "t":
            return inner
        return unicodedata.normalize("NFC", inner[0] + tables.ACCENTS[name]) + inner[1:]

    def _word(self, token: _Token, depth: int, protected: bool) -> str:
        name = token.text
        following = self._peek()
        grouped = following is not None and following.kind == "mark" and following.text == "{"
        if name in tables.DROPPED:
            self._argument(depth)
            return ""
        if name in tables.STYLED:
            opening, closing = tables.STYLED[name]
            return opening + self._argument(depth) + closing
        if name in tables.ACCENTS:
            return self._accent(name, depth)
        if name in tables.SYMBOLS or name in tables.MATH:
            return tables.SYMBOLS.get(name) or tables.MATH.get(name, "")
        if name in tables.SKIPPING:
            for _ in range(tables.SKIPPING[name]):
                self._argument(depth)
            return self._argument(depth)
        if name in tables.IGNORED:
            return ""
        if name in tables.TRANSPARENT:
            return self._argument(depth)
        self.unknown(token.offset, name)
        return self._argument(depth) if grouped else ""

    def _formula(self, token: _Token, depth: int) -> str:
        """A formula between dollar signs, as far as text can show it; or a dollar sign that is meant as one."""
        if self._math:
            return ""
        end = self.text.find("$", token.offset + 1)
        inner = self.text[token.offset + 1 : end] if end > 0 else ""
        if end < 0 or len(inner) > 300 or (_MONEY.match(inner) and not re.search(r"[\\^_=<>+]", inner)):
            return "$"
        self._math = True
        out: list[str] = []
        while (one := self._peek()) is not None and one.offset < end:
            self._at += 1
            if not (one.kind == "mark" and one.text == "}"):
                out.append(self._one(one, depth + 1, True))
        closing = self._peek()
        if closing is not None and closing.offset == end:
            self._at += 1
        self._math = False
        return "".join(out)


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for found in _TOKEN.finditer(text):
        word, symbol, mark, ligature, plain = found[1], found[2], found[3], found[4], found[5]
        if word is not None:
            tokens.append(_Token("word", word, found.start()))
        elif symbol is not None:
            tokens.append(_Token("symbol", symbol, found.start()))
        elif mark is not None:
            tokens.append(_Token("mark", mark, found.start()))
        elif ligature is not None:
            tokens.append(_Token("ligature", ligature, found.start()))
        elif plain is not None:
            tokens.append(_Token("text", plain, found.start()))
    return tokens


def decode(text: str, unknown: Unknown, *, protect: bool = False) -> str:
    """*text* without its LaTeX. Raises DepthError."""
    return Decoder(text, unknown, protect).decode()
