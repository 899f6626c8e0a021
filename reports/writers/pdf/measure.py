"""Widths of content before it is set, without a trace in the structure."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import walk
from reports.records import record
from reports.theme.tokens import TextStyle
from reports.writers.columns import Piece
from reports.writers.pdf.structure import Node
from reports.writers.pdf.text import Prepared, prepare
from reports.writers.pdf.words import BOX, Word

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story


def _measured(story: Story, content: tuple[i.Inline, ...], style: TextStyle, lang: str) -> Prepared:
    return prepare(story.setter, content, style, lang, Node("P"), lambda note: "", artifact=True)


def natural_width(story: Story, content: tuple[i.Inline, ...], style: TextStyle, lang: str) -> float:
    """Width of *content* on one line."""
    return _measured(story, content, style, lang).natural_width


@record(slots=True)
class Extent:
    """How much room some content wants, in points.

    least, parted
        Its widest unbreakable part; the same when words may be hyphenated.
    firm
        Its widest number, which is broken in no case.
    natural
        Its width without breaking lines.
    paragraphs
        The unbreakable parts of each paragraph.
    """

    least: float = 0.0
    parted: float = 0.0
    firm: float = 0.0
    natural: float = 0.0
    paragraphs: list[tuple[Piece, ...]] = field(default_factory=list)

    def add(self, other: Extent, indent: float = 0.0) -> None:
        """Put *other* below, *indent* to the right."""
        self.least = max(self.least, other.least + indent)
        self.parted = max(self.parted, other.parted + indent)
        self.firm = max(self.firm, other.firm + indent)
        self.natural = max(self.natural, other.natural + indent)
        self.paragraphs += [tuple((wide + indent / 2, gap) for wide, gap in one) for one in other.paragraphs]


def extent(story: Story, content: tuple[b.Block, ...], style: TextStyle, lang: str) -> Extent:
    """Measure *content*."""
    found = Extent()
    for block in content:
        match block:
            case b.Para():
                found.add(_text(story, _measured(story, block.content, style, lang)))
            case b.List():
                for item in block.items:
                    found.add(extent(story, item.content, style, lang), 14.0)
            case b.Figure() | b.Table() | b.DefinitionList():
                found.add(Extent(60.0, 60.0, 60.0, 160.0, [((160.0, 0.0),)] * 8))
            case _:
                texts = [one.text for one in walk((block,)) if isinstance(one, i.Text)]
                found.add(_text(story, _measured(story, (i.Text(" ".join(texts)),), style, lang)), 20.0)
    return found


def _text(story: Story, prepared: Prepared) -> Extent:
    least = prepared.least_width
    pieces: list[Piece] = []
    firm = parted = gap = 0.0
    joined = False
    for kind, width, word, _ in prepared.tokens:
        if word is None:
            gap, joined = gap + width, False
            continue
        parted = max(parted, _widest_part(story, prepared, word))
        if not any(sign.isalpha() for sign in word.text) and any(sign.isdigit() for sign in word.text):
            firm = max(firm, width)
        if joined and kind == BOX and pieces:
            wide, before = pieces[-1]
            pieces[-1] = (wide + width, before)
        else:
            pieces.append((width, gap))
        gap, joined = 0.0, kind == BOX
    return Extent(least, min(parted, least), min(firm, least), prepared.natural_width, [tuple(pieces)])


def _widest_part(story: Story, prepared: Prepared, word: Word) -> float:
    """The widest part of *word* when it is hyphenated; numbers are not."""
    if not prepared.can_hyphenate or not any(sign.isalpha() for sign in word.text):
        return word.width
    widest = done = 0.0
    for _, upto, _, hyphen in story.setter.with_hyphens(word):
        widest, done = max(widest, upto - done + hyphen), upto
    return max(widest, word.width - done)
