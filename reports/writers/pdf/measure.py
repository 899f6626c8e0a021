"""Widths of content before it is set, without a trace in the structure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import walk
from reports.theme.tokens import TextStyle
from reports.writers.pdf.structure import Node
from reports.writers.pdf.text import Prepared, prepare

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story


def _measured(story: Story, content: tuple[i.Inline, ...], style: TextStyle, lang: str) -> Prepared:
    return prepare(story.setter, content, style, lang, Node("P"), lambda note: "", artifact=True)


def natural_width(story: Story, content: tuple[i.Inline, ...], style: TextStyle, lang: str) -> float:
    """Width of *content* on one line."""
    return _measured(story, content, style, lang).natural_width


def widths(story: Story, content: tuple[b.Block, ...], style: TextStyle, lang: str) -> tuple[float, float]:
    """The least width of *content* without breaking words, and its width without breaking lines."""
    least = natural = 0.0
    for block in content:
        match block:
            case b.Para():
                found = _measured(story, block.content, style, lang)
                low, high, indent = found.least_width, found.natural_width, 0.0
            case b.List():
                pairs = [widths(story, item.content, style, lang) for item in block.items] or [(0.0, 0.0)]
                low, high, indent = max(p[0] for p in pairs), max(p[1] for p in pairs), 14.0
            case b.Figure() | b.Table() | b.DefinitionList():
                low, high, indent = 60.0, 160.0, 0.0
            case _:
                texts = [one.text for one in walk((block,)) if isinstance(one, i.Text)]
                found = _measured(story, (i.Text(" ".join(texts)),), style, lang)
                low, high, indent = found.least_width, found.natural_width, 20.0
        least, natural = max(least, low + indent), max(natural, high + indent)
    return least, natural
