"""Cards of recommendations: the number large beside what to do, the facts below it; parted with dignity over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.writers.pdf.galley import FORBIDDEN, Beside, Flow, NoteBody, Strip
from reports.writers.pdf.marks import continued
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story

#: Cost of parting a card between two of its blocks, between items of a list or rows of facts, inside a paragraph.
_BETWEEN, _BETWEEN_ITEMS, _INSIDE = 18.0, 34.0, 80.0
#: Gap between facts and the text below them.
_BELOW_FACTS = 6.0
#: Facts that stand under the number on the page where the card begins: all, if they are no more than the second number;
#: and the width below which a card has no number.
_LEAST_FACTS, _FEW_FACTS, _NARROW = 2, 5, 200.0


def add_card(story: Story, flow: Flow, node: Node, block: b.Callout, setting: Setting) -> None:
    """Draw a recommendation, with its facts in the side column where there is one."""
    if block.label is None or flow.width < _NARROW:
        head(story, flow, node, block, setting)
        story.blocks(flow, node, block.content, setting)
        return
    wide = flow.x < 0.0 and flow.wide
    indent = flow.width - story.text_width if wide else story.styles.number("recommendation.number-width", 44.0)
    facts = next((one for one in block.content if isinstance(one, b.DefinitionList) and one.role == "facts"), None)
    label, upper, middle, lower = node.add("P"), node.add(""), node.add(""), node.add("")
    column = Flow(0.0, story.side_width if wide else indent - 4.0)
    _number(story, column, node, label, block, setting, word=wide)
    split = block.content.index(facts) if facts is not None else len(block.content)
    least = len(column.strips)
    if wide and facts is not None:
        column.gap(2.0)
        story.block(column, middle, facts, setting)
    beside = _beside(story, flow, column, least, block, setting, wide)
    was = flow.open(beside)
    flow.x, flow.width = flow.x + indent, flow.width - indent
    start = len(flow.strips)
    _signpost(flow, beside)
    if not wide and block.label.word:
        style = story.styles.text(f"{setting.scope}.label", "callout.label")
        word = (i.Text(f"{block.label.word} "),)
        story.keep_lines(story.para(flow, node, word, style, setting.lang, own=_before(label)))
    head(story, flow, upper, block, setting, labelled=False)
    _parts(story, flow, upper, block.content[:split], setting)
    rest = block.content[split + 1 :] if wide else block.content[split:]
    _parts(story, flow, lower, rest, setting)
    if len(flow.strips) > start:
        flow.strips[-1].after = 0.0
    flow.close(was)


def _beside(
    story: Story, flow: Flow, column: Flow, least: int, block: b.Callout, setting: Setting, wide: bool
) -> Beside:
    """Number and facts as what hangs beside the text; whole where notes are called in it."""
    strips = column.strips
    for strip in strips[:least]:
        strip.after = FORBIDDEN
    starts = [number for number in range(least + 1, len(strips)) if strips[number].space > 0.0]
    least = starts[_LEAST_FACTS - 1] if len(starts) > _FEW_FACTS else len(strips)
    if any(strip.notes for strip in strips):
        least = len(strips)
    width = column.width if wide else flow.width
    mark = continued(story, str(block.label), setting.lang, flow.x, width, 5.0)
    return Beside(flow.x, strips, least, mark, mark_above=not wide)


def _signpost(flow: Flow, beside: Beside) -> None:
    """A strip without height that begins the card, with the notes and anchors of what hangs beside."""
    notes: tuple[NoteBody, ...] = tuple(note for strip in beside.strips for note in strip.notes)
    anchors = tuple(name for strip in beside.strips for name in strip.anchors)
    flow.add(Strip(x=flow.x, width=flow.width, notes=notes, anchors=anchors, after=FORBIDDEN))


def _parts(story: Story, flow: Flow, node: Node, content: tuple[b.Block, ...], setting: Setting) -> None:
    """The text of a card, with what it costs to part it at each place."""
    for block in content:
        start = len(flow.strips)
        story.block(flow, node, block, setting)
        strips = flow.strips[start:]
        inside = _INSIDE if isinstance(block, b.Para) else _BETWEEN_ITEMS
        for strip in strips[:-1]:
            strip.after = max(strip.after, inside)
        if strips:
            strips[-1].after = max(strips[-1].after, _BETWEEN)
        if isinstance(block, b.DefinitionList):
            flow.gap(_BELOW_FACTS)


def head(story: Story, flow: Flow, node: Node, block: b.Callout, setting: Setting, *, labelled: bool = True) -> None:
    """Label and title of a box."""
    scope = setting.scope
    if block.label is not None and labelled:
        style = story.styles.text(f"{scope}.label", "callout.label")
        story.keep_lines(story.para(flow, node, (i.Text(str(block.label)),), style, setting.lang))
    if block.title:
        style = story.styles.text(f"{scope}.title", "callout.title")
        target = node.add("P")
        story.keep_lines(story.para(flow, node, block.title, style, setting.lang, own=target, balance=True))


def _number(
    story: Story, column: Flow, node: Node, label: Node, block: b.Callout, setting: Setting, *, word: bool
) -> None:
    """The large number, and over it in the side column the word for it."""
    assert block.label is not None
    if word and block.label.word:
        style = story.styles.text(f"{setting.scope}.label", "callout.label")
        story.para(column, node, (i.Text(f"{block.label.word} "),), style, setting.lang, own=_before(label))
    style = story.styles.text(f"{setting.scope}.number", "callout.number", "callout.title")
    story.para(column, node, (i.Text(block.label.number),), style, setting.lang, own=label)


def _before(label: Node) -> Node:
    """A place for content read first in the paragraph *label*."""
    made = Node("Span")
    label.kids.insert(0, made)
    return made
