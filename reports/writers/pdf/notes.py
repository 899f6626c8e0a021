"""Notes: their bodies as strips, their place in the structure, and labels set beside lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.model import inlines as i
from reports.model.walk import plain_text
from reports.theme.tokens import TextStyle
from reports.writers.pdf.galley import Flow, NoteBody, Strip
from reports.writers.pdf.lines import set_paragraph
from reports.writers.pdf.placing import Line
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting
from reports.writers.pdf.text import prepare

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story


def note_bodies(story: Story, node: Node, note: i.Note, name: str, lang: str) -> list[NoteBody]:
    """The body of *note* below *node*, and after it those of the notes called inside it."""
    style = story.styles.text("footnote", "body")
    indent = story.note_indent()
    inner = node.add("Note", id=name)
    flow = Flow(indent, story.text_width - indent)
    flow.anchor(f"@{name}")
    label = inner.add("Lbl")
    setting = Setting("footnote", style, style, lang, depth=20, plain_links=True)
    story.blocks(flow, inner, note.content, setting)
    if not flow.strips:
        flow.add(Line(x=indent, height=style.leading, base=style.leading * 0.75))
    attach_label(
        story,
        flow.strips,
        0,
        note.number or "*",
        story.styles.text("footnote.mark", "footnote"),
        -indent,
        label,
        lang,
        f"@call-{name}",
    )
    bodies = [NoteBody(name, note.number, flow.strips, plain_text(note.content))]
    for strip in flow.strips:
        bodies += strip.notes
        strip.notes = ()
    return bodies


def attach_label(
    story: Story,
    strips: list[Strip],
    index: int,
    text: str,
    style: TextStyle,
    x: float,
    node: Node,
    lang: str,
    target: str = "",
    right: float | None = None,
) -> None:
    """Set *text* beside the first line of ``strips[index:]``, *x* from its left edge, as content of *node*.

    target
        Where it links to, if anywhere.
    right
        Set flush right, ending this far from the line's left edge, instead of starting at *x*.
    """
    content: tuple[i.Inline, ...] = (i.Text(text),)
    if target:
        content = (i.Link((i.Text(text),), f"#{target}"),)
    prepared = prepare(story.setter, content, style, lang, node, lambda note: "", plain_links=True)
    (label, *_) = set_paragraph(story.setter, prepared, 1000.0, align="left")
    line = strips[index] if index < len(strips) else None
    if not isinstance(line, Line):
        made = Line(height=style.leading, base=label.base, after=100_000.0)
        if line is not None:
            made.x, made.chain, made.space, made.anchors = line.x, line.chain, line.space, line.anchors
            made.wide = line.wide
            line.anchors, line.space = (), 0.0
        strips.insert(index, made)
        line = made
    shift = x if right is None else right - label.text_width
    for segment in label.segments:
        segment.x += shift
    for area in label.links:
        area.x += shift
    line.segments[:0] = label.segments
    line.links[:0] = label.links
