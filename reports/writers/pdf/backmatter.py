"""Cover, references, endnotes, imprint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import walk
from reports.records import record
from reports.theme.tokens import BoxStyle
from reports.writers.pdf.boxes import close_box, open_box
from reports.writers.pdf.callouts import Aside
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.galley import FORBIDDEN, Flow, Sink, Strip
from reports.writers.pdf.notes import attach_label
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story


def add_references(story: Story, flow: Flow, node: Node, block: b.References, setting: Setting) -> None:
    """The list of references; numbers or tags in a column of their own."""
    if not block.entries:
        return
    style = story.styles.text("reference")
    if not block.hanging:
        style = replace(style, indent_left=0.0, indent_first=0.0)
    outer = node.add("L", attributes=("<< /O /List /ListNumbering /None >>",))
    x, width = flow.x, flow.width
    label_width = story.styles.number("reference.label-width", 24.0)
    for entry in block.entries:
        item = outer.add("LI")
        flow.anchor(entry.id)
        start = len(flow.strips)
        if entry.label:
            mark = item.add("Lbl")
            body = item.add("LBody")
            flow.x, flow.width = x + label_width, width - label_width
            plain = replace(style, indent_left=0.0, indent_first=0.0)
            story.para(flow, body, entry.content or (i.Text(" "),), plain, setting.lang, plain_links=True)
            flow.x, flow.width = x, width
            label = story.styles.text("reference.label", "reference")
            text = "".join(one.text for one in _texts(entry.label))
            attach_label(story, flow.strips, start, text, label, -label_width, mark, setting.lang)
        else:
            story.para(flow, item.add("LBody"), entry.content or (i.Text(" "),), style, setting.lang, plain_links=True)


def _texts(content: tuple[i.Inline, ...]) -> list[i.Text]:
    return [one for one in walk(content) if isinstance(one, i.Text)]


def add_endnotes(story: Story, flow: Flow, node: Node, block: b.Endnotes, setting: Setting) -> None:
    """The notes of a document that has them at its end, each linked back to its call."""
    style = story.styles.text("endnote", "footnote")
    indent = story.styles.number("endnote.mark-width", 20.0)
    x, width = flow.x, flow.width
    inner = replace(setting, scope="endnote", body=style, item=style, depth=setting.depth + 1, plain_links=True)
    for note in block.notes:
        body = node.add("Note", id=f"endnote-{note.number}")
        mark = body.add("Lbl")
        flow.anchor(f"@endnote-{note.number}")
        start = len(flow.strips)
        flow.x, flow.width = x + indent, width - indent
        story.blocks(flow, body, note.content or (b.Para((i.Text(" "),)),), inner)
        flow.x, flow.width = x, width
        label = story.styles.text("footnote.mark", "endnote")
        call = story.end_calls.get(note.number)
        target = f"@{call}" if call else ""
        attach_label(
            story, flow.strips, start, note.number, replace(label, size=style.size), -indent, mark, setting.lang, target
        )
        flow.pending = max(flow.pending, style.space_after)


@record(slots=True, eq=False)
class CoverGround(Strip):
    """The coloured field of a cover, bled off the page; drawn below everything else."""

    colour: str = "#000000"
    share: float = 0.58
    page_width: float = 0.0
    page_height: float = 0.0

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Fill the upper part of the page."""
        height = self.page_height * self.share
        bleed = 9.0
        pen.fill(-bleed, self.page_height - height, self.page_width + 2 * bleed, height + bleed, self.colour)


#: Least room between the last line on the field of a cover and its lower edge, in points.
_COVER_FOOT = 24.0


def add_cover(story: Story, flow: Flow, node: Node, block: b.Division, setting: Setting) -> None:
    """A cover on a page of its own: title on a coloured field, the rest below it."""
    style = story.styles.box("cover") or BoxStyle()
    page = story.theme.page
    share = story.styles.number("cover.band", 0.58)
    if flow.strips:
        story.turn(flow, "cover")
    else:
        story.in_cover = True
    restore = story.widen(flow, "wide")
    ground = CoverGround(
        colour=style.background or story.styles.colour("primary"), share=share, page_width=page.width,
        page_height=page.height,
    )  # fmt: skip
    ground.after = FORBIDDEN
    flow.add(ground)
    scoped = replace(setting, scope="cover", depth=setting.depth + 1)
    # A place for each in the order of reading, whatever stands on the field first.
    placed = [(node.add(), one) for one in block.content]
    heights = page.height * share - page.margin_top
    start = len(flow.strips)
    flow.gap(heights * 0.3)
    flow.add(Strip(height=heights * 0.3, x=flow.x, width=flow.width, after=FORBIDDEN))
    for place, one in placed:
        if _on_field(one):
            story.blocks(flow, place, (one,), scoped)
    used = sum(strip.space + strip.height for strip in flow.strips[start:])
    flow.pending = 0.0
    field = max(heights, used + _COVER_FOOT)  # a long title makes the field grow, never leaves it
    ground.share = (field + page.margin_top) / page.height
    flow.add(Strip(height=field - used + 26.0, x=flow.x, width=flow.width, after=FORBIDDEN))
    for place, one in placed:
        if not _on_field(one):
            story.blocks(flow, place, (one,), scoped)
    restore()
    story.turn(flow)


def _on_field(block: b.Block) -> bool:
    return isinstance(block, b.Para) and block.role in ("series", "title", "subtitle")


#: Cost of parting an imprint: it rather stands on the last page alone.
_WHOLE = 900.0


def add_imprint(story: Story, flow: Flow, node: Node, block: b.Division, setting: Setting) -> None:
    """The imprint over both columns: codes in the side column, terms above their texts."""
    style = story.styles.box("imprint") or BoxStyle()
    text = story.styles.text("imprint")
    scoped = replace(setting, scope="imprint", body=text, item=text, depth=setting.depth + 1)
    restore = story.widen(flow, "wide" if story.side_width else "main")
    if not flow.chain:
        owed, flow.pending = flow.pending, 0.0
        flow.add(Sink(x=flow.x, width=flow.width, after=FORBIDDEN))
        flow.gap(owed)
    start = len(flow.strips)
    was = open_box(flow, style)
    codes = [one for one in block.content if isinstance(one, b.Figure)]
    rest = tuple(one for one in block.content if not isinstance(one, b.Figure))
    beside = bool(story.side_width) and flow.width > story.text_width
    if beside and codes:
        _codes_beside(story, flow, node, codes, scoped)
    else:
        story.blocks(flow, node, tuple(codes), scoped)
    for one in rest:
        if beside and not codes and not isinstance(one, b.DefinitionList):
            shift = flow.width - story.text_width
            flow.x, flow.width = flow.x + shift, flow.width - shift
            story.block(flow, node, one, scoped)
            flow.x, flow.width = flow.x - shift, flow.width + shift
        else:
            story.block(flow, node, one, scoped)
    close_box(flow, style, was, start)
    flow.raise_costs(start, _WHOLE)
    restore()


def _codes_beside(story: Story, flow: Flow, node: Node, codes: list[b.Figure], setting: Setting) -> None:
    column = Flow(0.0, story.side_width)
    story.blocks(column, node, tuple(codes), setting)
    shift = flow.width - story.text_width
    if column.strips:
        aside = Aside(x=flow.x, width=story.side_width, strips=column.strips, after=FORBIDDEN)
        aside.settle()
        flow.add(aside)
    flow.x += shift
    flow.width -= shift
