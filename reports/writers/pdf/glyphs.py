"""Characters that no face has: reported with the place of the block they stand in, before anything is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import children
from reports.source import Position
from reports.writers.pdf.fonts import FontBook


def report_missing(document: Document, book: FontBook, collector: Collector) -> None:
    """One FNT001 for each character and place."""
    known: dict[str, bool] = {}
    start = document.at or Position(document.meta.slug or "document")
    told: set[tuple[str, Position]] = set()
    for text, at in _texts(document, start):
        if text.isascii():
            continue
        for char in dict.fromkeys(text):
            fine = known.get(char)
            if fine is None:
                fine = known[char] = _printable(char, book)
            if not fine and (char, at) not in told:
                told.add((char, at))
                collector.warning(
                    "FNT001",
                    at,
                    f"no font has the character {_shown(char)} (U+{ord(char):04X})",
                    "use another character, or name a font in _brand.yml that has it",
                )


def _printable(char: str, book: FontBook) -> bool:
    code = ord(char)
    if code < 32 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code in (0xFFFE, 0xFFFF):
        return True
    return book.covers(char)


def _shown(char: str) -> str:
    return char if char.isprintable() else "?"


def _texts(document: Document, start: Position) -> Iterator[tuple[str, Position]]:
    """Every text of the document with the nearest place known."""
    stack: list[tuple[Any, Position]] = [(node, start) for node in reversed(document.content)]
    while stack:
        node, at = stack.pop()
        at = getattr(node, "at", None) or at
        match node:
            case i.Text(text) | i.Code(text) | b.CodeBlock(text):
                yield text, at
            case b.Chart():
                yield " ".join([node.title, node.unit, *node.categories, *(one.name for one in node.series)]), at
        stack.extend((child, at) for child in reversed(list(children(node))))
