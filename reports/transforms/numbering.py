"""Numbers: of sections where the template wants them, and of figures, tables, recommendations and options."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, rewrite, walk
from reports.transforms.context import Context

#: Callout roles that are numbered, and the word that stands before the number.
NUMBERED_CALLOUTS = {"recommendation": "recommendation", "option": "option"}

#: Callout roles whose word stands above the title: colour alone does not tell a caution from an example.
NAMED_CALLOUTS = ("definition", "example", "warning", "method")

#: Sections that open or close a paper and take no number.
UNNUMBERED_SECTIONS = frozenset({"summary", "abbreviations", "notes", "references"})


def number_sections(document: Document, context: Context) -> Document:
    """Number the headings of sections, where ``options["number-sections"]`` is "yes": 1, 1.1 … and A.1 in annexes.

    Headings inside a body, and those of ``UNNUMBERED_SECTIONS``, stay without. Annexes say what they are everywhere:
    "Annex A", or "Annex" where there is one and nothing is numbered.
    """
    numbered = document.options.get("number-sections") == "yes"
    lettered = numbered or sum(isinstance(one, b.Section) and one.role == "annex" for one in walk(document.content)) > 1
    return replace(
        document, content=_Sections(document.words.get("annex", ""), numbered, lettered).run(document.content)
    )


class _Sections:
    def __init__(self, annex: str, numbered: bool, lettered: bool) -> None:
        self._annex, self._numbered, self._lettered = annex, numbered, lettered
        self._counts: Counter[str] = Counter()

    def run(self, blocks: b.Blocks, above: str = "") -> b.Blocks:
        """*blocks* with numbers, inside a section with the number *above*."""
        return tuple(self._block(block, above) for block in blocks)

    def _block(self, block: b.Block, above: str) -> b.Block:
        match block:
            case b.Division(content=content):
                return replace(block, content=self.run(content, above))
            case b.Section(content=content, role=role) if content and isinstance(content[0], b.Heading):
                if role in UNNUMBERED_SECTIONS:
                    return block
                annex = role == "annex" and not above
                if not (annex or self._numbered):
                    return block
                number = content[0].number or self._next(above, annex)
                shown = self._named(number, content[0]) if annex else number
                rest = self.run(content[1:], number) if self._numbered else content[1:]
                return replace(block, content=(replace(content[0], number=shown), *rest))
            case _:
                return block

    def _named(self, letter: str, heading: b.Heading) -> str:
        """What stands before the heading of an annex; nothing where its title says it already."""
        if heading.number or _begins(heading.content, self._annex):
            return heading.number or (letter if self._numbered else "")
        return label_of(self._annex, letter) if self._lettered else self._annex

    def _next(self, above: str, annex: bool) -> str:
        key = "annex" if annex else above
        self._counts[key] += 1
        count = self._counts[key]
        own = _letters(count) if annex else str(count)
        return f"{above}.{own}" if above else own


def label_of(word: str, number: str) -> str:
    """Word and number, held together."""
    return f"{word}\N{NO-BREAK SPACE}{number}" if word and number else word or number


def _begins(content: i.Inlines, word: str) -> bool:
    return re.match(rf"{re.escape(word)}(?!\w)", plain_text(content), re.IGNORECASE) is not None


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
    """Give figures and tables with a caption, recommendations, options and boxes of a kind their labels, in order.

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
            case b.Callout(role=role, label=None, title=title) if role in NAMED_CALLOUTS and role in words:
                return (node if _begins(title, words[role]) else replace(node, label=b.Label(words[role], "")),)
        return (node,)

    def _label(given: b.Label | None, kind: str) -> b.Label:
        counts[kind] += 1
        number = given.number if given is not None and given.number else str(counts[kind])
        word = given.word if given is not None and given.word else words.get(kind, kind)
        return b.Label(word, number)

    return replace(document, content=rewrite(document.content, label))
