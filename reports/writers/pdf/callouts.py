"""Boxes with a role, quotations, listings, rules."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import plain_text
from reports.records import record
from reports.theme.tokens import BoxStyle
from reports.writers.pdf import cards, tables
from reports.writers.pdf.boxes import Box, close_box, open_box
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.cursor import column_height, paint_column
from reports.writers.pdf.galley import FORBIDDEN, Flow, SideFloat, Strip
from reports.writers.pdf.marks import continued
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story


#: Cost of parting an option from the table below it.
_BEFORE_ITS_TABLE = 60.0


@record(slots=True, eq=False)
class Aside(Strip):
    """Content set beside the strips that follow it; takes no height itself."""

    strips: list[Strip] | None = None
    inner_height: float = 0.0

    def settle(self) -> None:
        """Work out the height, and gather notes and anchors."""
        strips = self.strips or []
        self.inner_height = column_height(strips)
        self.notes = tuple(note for strip in strips for note in strip.notes)
        self.anchors = tuple(name for strip in strips for name in strip.anchors)

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Draw the content hanging down from here."""
        paint_column(pen, self.strips or [], left + self.x, top)


@record(slots=True, eq=False)
class Ornament(Strip):
    """A short rule between two thoughts."""

    line: float = 0.8
    colour: str = "#000000"
    length: float = 60.0

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Draw the rule."""
        y = top - self.height / 2
        x = left + self.x
        pen.line(x, y, x + min(self.length, self.width), y, self.line, self.colour)


def add_callout(story: Story, flow: Flow, node: Node, block: b.Callout, setting: Setting) -> None:
    """Draw a box, in the side column where the theme wants it there and there is room."""
    style = story.styles.box(f"callout.{block.role}", block.role, "callout") or BoxStyle()
    scoped = story.styles.setting(f"callout.{block.role}", setting)
    if style.placement == "side" and story.side_width and not flow.chain and flow.x == 0.0 and setting.depth < 3:
        _side(story, flow, node, block, style, scoped)
        return
    inside = flow.width - style.padding[1] - style.padding[3] - style.left.width - style.right.width
    wide = block.role == "recommendation" or tables.lacks_room(story, block.content, scoped, inside)
    restore = story.widen(flow, "wide" if wide else style.placement)
    _boxed(story, flow, node.add("Sect"), block, style, scoped)
    restore()


def _side(story: Story, flow: Flow, node: Node, block: b.Callout, style: BoxStyle, setting: Setting) -> None:
    """Set the box twice: for the side column and, should it not fit there, for the text column."""
    place = node.add("Sect")
    level, notes = story.heading_level, story.note_count
    settings: list[list[Strip]] = []
    nodes: list[Node] = []
    for width in (story.side_width, story.text_width):
        story.heading_level, story.note_count = level, notes
        inner = place.add("")
        column = Flow(0.0, width)
        _boxed(story, column, inner, block, style, setting)
        settings.append(column.strips)
        nodes.append(inner)
    item = SideFloat(side=settings[0], main=settings[1], nodes=(nodes[0], nodes[1]))
    item.space = max(flow.pending, style.space_before)
    if item.main:
        item.main[0].space = item.space
        for strip in item.side[:1]:
            strip.space = 0.0
    item.anchors = flow.anchors
    flow.anchors = ()
    flow.strips.append(item)


def _boxed(story: Story, flow: Flow, node: Node, block: b.Callout, style: BoxStyle, setting: Setting) -> None:
    start = len(flow.strips)
    flow.anchor(block.id)
    was = open_box(flow, style)
    name = (
        str(block.label)
        if block.label and block.label.number
        else plain_text(block.title or ()) or str(block.label or "")
    )
    story.owner = name
    if block.role == "recommendation":
        cards.add_card(story, flow, node, block, setting)
    else:
        box = flow.chain[-1] if was is not None else None
        if isinstance(box, Box) and name:
            box.mark = continued(story, name, setting.lang, flow.x, flow.width, 3.0)
        cards.head(story, flow, node, block, setting)
        story.blocks(flow, node, block.content, setting)
    if len(flow.strips) == start:
        flow.add(Strip(height=2.0, x=flow.x, width=flow.width))
    if block.role == "option":
        flow.strips[-1].after = max(flow.strips[-1].after, _BEFORE_ITS_TABLE)
    close_box(flow, style, was, start)


def add_quote(story: Story, flow: Flow, node: Node, block: b.Quote, setting: Setting) -> None:
    """A quotation with its source."""
    name = "pull" if block.role == "pull" else "quote"
    style = story.styles.box(block.role or name, name) or BoxStyle()
    text = story.styles.text(block.role or name, name)
    inner = node.add("BlockQuote")
    scoped = replace(setting, scope=name, body=text, item=text, depth=setting.depth + 1)

    def draw() -> None:
        story.blocks(flow, inner, block.content, scoped)
        if block.attribution:
            if flow.strips:
                flow.strips[-1].after = FORBIDDEN
            attribution = story.styles.text(f"{name}.attribution", "quote.attribution")
            content = (i.Text("\u2014 "), *block.attribution)
            story.para(flow, inner, content, attribution, setting.lang)

    story.boxed(flow, style, draw)


def add_code(story: Story, flow: Flow, node: Node, block: b.CodeBlock, setting: Setting) -> None:
    """A listing, line by line, its spaces kept."""
    style = story.styles.box("code") or BoxStyle()
    text = replace(story.styles.text("code"), hyphenate=False, align="left")
    content: list[i.Inline] = []
    for number, line in enumerate(block.text.expandtabs(4).split("\n")):
        if number:
            content.append(i.LineBreak())
        if line:
            bare = line.lstrip(" ")
            content.append(i.Text("\u00a0" * (len(line) - len(bare)) + bare.replace("  ", " \u00a0")))
    target = node.add("Code")

    def draw() -> None:
        story.para(flow, node, tuple(content), text, setting.lang, own=target)

    story.boxed(flow, style, draw)


def add_rule(story: Story, flow: Flow) -> None:
    """A break between two thoughts."""
    strip = Ornament(
        height=10.0, x=flow.x, width=flow.width, line=story.styles.number("rule.line", 0.8),
        colour=story.styles.colour("rule", "#888888"), length=story.styles.number("rule.width", 60.0),
    )  # fmt: skip
    flow.gap(6.0)
    flow.add(strip)
    flow.gap(6.0)
