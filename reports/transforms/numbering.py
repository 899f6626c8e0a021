"""Numbers: of sections where the template wants them, and of figures, tables, recommendations and options."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from reports.model import blocks as b
from reports.model.document import Document
from reports.model.walk import rewrite
from reports.transforms.context import Context

#: Callout roles that are numbered, and the word that stands before the number.
NUMBERED_CALLOUTS = {"recommendation": "recommendation", "option": "option"}

#: Sections that open or close a paper and take no number.
UNNUMBERED_SECTIONS = frozenset({"summary", "abbreviations", "notes", "references"})


def number_sections(document: Document, context: Context) -> Document:
    """Number the headings of sections, where ``options["number-sections"]`` is "yes": 1, 1.1 … and A, A.1 for annexes.

    Headings inside a body, and those of ``UNNUMBERED_SECTIONS``, stay without.
    """
    if document.options.get("number-sections") != "yes":
        return document
    return replace(document, content=_Sections().blocks(document.content, ""))


class _Sections:
    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def blocks(self, blocks: b.Blocks, above: str) -> b.Blocks:
        return tuple(self._block(block, above) for block in blocks)

    def _block(self, block: b.Block, above: str) -> b.Block:
        match block:
            case b.Division(content=content):
                return replace(block, content=self.blocks(content, above))
            case b.Section(content=content, role=role) if content and isinstance(content[0], b.Heading):
                if role in UNNUMBERED_SECTIONS:
                    return block
                number = content[0].number or self._next(above, role)
                heading = replace(content[0], number=number)
                return replace(block, content=(heading, *self.blocks(content[1:], number)))
            case _:
                return block

    def _next(self, above: str, role: str | None) -> str:
        key = "annex" if role == "annex" and not above else above
        self._counts[key] += 1
        count = self._counts[key]
        own = _letters(count) if key == "annex" else str(count)
        return f"{above}.{own}" if above else own


def _letters(number: int) -> str:
    """A, B … Z, AA, AB …

    >>> _letters(28)
    'AB'
    """
    out = ""
    while number:
        number, rest = divmod(number - 1, 26)
        out = chr(65 + rest) + out
    return out


def number_things(document: Document, context: Context) -> Document:
    """Give figures and tables with a caption, recommendations and options their labels, in the order of the text.

    A number that the template gives (``data-number``) stays: recommendations keep one number in all their views.
    """
    words = document.words
    counts: Counter[str] = Counter()

    def label(node: Any) -> tuple[Any, ...]:
        match node:
            case b.Figure(caption=caption) if caption:
                return (replace(node, label=_label(node.label, "figure")),)
            case b.Table(caption=caption) if caption:
                return (replace(node, label=_label(node.label, "table")),)
            case b.Callout(role=role) if role in NUMBERED_CALLOUTS:
                return (replace(node, label=_label(node.label, NUMBERED_CALLOUTS[role])),)
        return (node,)

    def _label(given: b.Label | None, kind: str) -> b.Label:
        counts[kind] += 1
        number = given.number if given is not None and given.number else str(counts[kind])
        word = given.word if given is not None and given.word else words.get(kind, kind)
        return b.Label(word, number)

    return replace(document, content=rewrite(document.content, label))
