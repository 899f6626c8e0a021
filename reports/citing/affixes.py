"""The author's words around a citation on their way through the citation engine and back.

The engine takes text with the mark-up of CSL-JSON. Whatever that cannot say (a link, a cross-reference, a language, a
quotation mark that must stay as it is) travels as one private character and is put back afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from reports.model.inlines import (
    Emph,
    Inline,
    Inlines,
    LineBreak,
    SmallCaps,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from reports.records import record

_FIRST, _LAST = 0xF0000, 0xFFFFD  # supplementary private use area A
_KEPT = frozenset("<\"'“”‘’")
_OPENING = frozenset("“‘\"'")


@record(slots=True)
class Affixes:
    """Carries inlines through plain text for one rendering of a document."""

    _stored: dict[Inline, int] = field(default_factory=dict)
    _nodes: list[Inline] = field(default_factory=list)

    def encode(self, inlines: Inlines) -> str:
        """*inlines* as the engine takes them."""
        return "".join(self._one(node) for node in inlines)

    def decode(self, text: str) -> Iterable[Inline]:
        """The inlines that a piece of the engine's text stands for."""
        plain: list[str] = []
        for char in text:
            index = ord(char) - _FIRST
            if 0 <= index < len(self._nodes):
                stored = self._nodes[index]
                if isinstance(stored, Text):
                    plain.append(stored.text)
                    continue
                if plain:
                    yield Text("".join(plain))
                    plain = []
                yield stored
            else:
                plain.append(char)
        if plain:
            yield Text("".join(plain))

    def _one(self, node: Inline) -> str:
        match node:
            case Text(text):
                return self._text(text)
            case Emph(content):
                return f"<i>{self.encode(content)}</i>"
            case Strong(content):
                return f"<b>{self.encode(content)}</b>"
            case Superscript(content):
                return f"<sup>{self.encode(content)}</sup>"
            case Subscript(content):
                return f"<sub>{self.encode(content)}</sub>"
            case SmallCaps(content):
                return f"<sc>{self.encode(content)}</sc>"
            case LineBreak():
                return " "
            case _:
                return self._store(node)

    def _text(self, text: str) -> str:
        last = len(text) - 1
        out = []
        for index, char in enumerate(text):
            if _FIRST <= ord(char) <= _LAST:
                continue
            kept = char in _KEPT and not (index == last and char in _OPENING)
            out.append(self._store(Text(char)) if kept else char)
        return "".join(out)

    def _store(self, node: Inline) -> str:
        index = self._stored.setdefault(node, len(self._nodes))
        if index == len(self._nodes):
            if index >= _LAST - _FIRST:
                return ""
            self._nodes.append(node)
        return chr(_FIRST + index)
