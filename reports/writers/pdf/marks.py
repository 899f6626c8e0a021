"""Marks on later pages that say what goes on there: artifacts, since nothing in them is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.model import inlines as i
from reports.writers.pdf.lines import set_paragraph
from reports.writers.pdf.placing import Line
from reports.writers.pdf.structure import Node
from reports.writers.pdf.text import prepare

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story

#: Characters of a title that a mark repeats, and the least width it is set in.
_LONGEST, _LEAST_WIDTH = 48, 100.0


def continued(story: Story, name: str, lang: str, x: float, width: float, below: float) -> Line:
    """The line "*name* (continued)" at *x*, with *below* points under it; a long name is cut between words."""
    if len(name) > _LONGEST:
        name = f"{name[:_LONGEST].rsplit(' ', 1)[0]}\u2026"
    style = story.styles.text("table.continued", "source")
    content = (i.Text(f"{name} ({story.word('continued', 'continued')})"),)
    prepared = prepare(story.setter, content, style, lang, Node("P"), lambda note: "", artifact=True)
    (line, *_) = set_paragraph(story.setter, prepared, max(width, _LEAST_WIDTH))
    line.x = x
    line.height += below
    return line
