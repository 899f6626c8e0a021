"""Lists, and terms with what they mean."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model.walk import plain_text
from reports.theme.tokens import TextStyle
from reports.writers.pdf.boxes import close_box, open_box
from reports.writers.pdf.galley import FORBIDDEN, Flow
from reports.writers.pdf.measure import natural_width
from reports.writers.pdf.notes import attach_label
from reports.writers.pdf.placing import Line
from reports.writers.pdf.rows import CellBox, Row
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story

#: Below this width terms stand beside their texts only where all are short, with this gap; else they run into them.
_NARROW, _NARROW_GAP, _SHORT = 150.0, 16.0, 0.38

_BULLETS = ("\u2022", "\u2013", "\u00b7")


def add_list(story: Story, flow: Flow, node: Node, block: b.List, setting: Setting) -> None:
    """Draw a list: labels hang in the indent."""
    if not block.items:
        return
    numbering = "Decimal" if block.ordered else "Disc"
    outer = node.add("L", attributes=(f"<< /O /List /ListNumbering /{numbering} >>",))
    style = setting.item
    marker = replace(
        story.styles.text(f"{setting.scope}.marker", "list.marker", "list"), size=style.size, leading=style.leading
    )
    bullet = _BULLETS[min(setting.list_level, 2)]
    labels = [f"{block.start + k}." if block.ordered else bullet for k in range(len(block.items))]
    gap = story.styles.number("list.marker-gap", 5.0)
    look = story.setter.look(marker, setting.lang)
    widest = max(story.setter.word(label, look).width for label in (labels[0], labels[-1]))
    usual = story.styles.number("list.indent", 14.0) * (1.0 if flow.width >= _NARROW else 0.7)
    indent = min(max(usual, widest + gap), max(flow.width - 40.0, 0.0))
    inner = replace(setting, body=style, depth=setting.depth + 1, list_level=setting.list_level + 1)
    flow.gap(style.space_before)
    x, width = flow.x, flow.width
    for label, item in zip(labels, block.items, strict=True):
        entry = outer.add("LI")
        mark = entry.add("Lbl")
        body = entry.add("LBody")
        start = len(flow.strips)
        flow.x, flow.width = x + indent, max(width - indent, 24.0)
        story.blocks(flow, body, item.content, inner)
        if len(flow.strips) == start:
            flow.add(Line(x=flow.x, width=flow.width, height=style.leading, base=style.leading * 0.75))
        flow.x, flow.width = x, width
        if block.ordered:
            attach_label(story, flow.strips, start, label, marker, 0.0, mark, setting.lang, right=-gap)
        else:
            attach_label(story, flow.strips, start, label, marker, -indent, mark, setting.lang)
        flow.pending = style.space_after if block.tight else max(style.space_after, setting.body.space_after)
    flow.pending = max(flow.pending, setting.body.space_after)


def add_definitions(story: Story, flow: Flow, node: Node, block: b.DefinitionList, setting: Setting) -> None:
    """Draw terms beside what they mean, or above it where there is no room for two columns."""
    if not block.items:
        return
    role = block.role or "definition"
    base = "facts" if role == "details" else role
    term = story.styles.text(f"{role}.term", f"{base}.term", "definition.term")
    text = story.styles.text(f"{role}.text", f"{base}.text", role, "definition.text")
    style = story.styles.box(role, base) if role != setting.scope else None
    start = len(flow.strips)
    was = None
    if style is not None:
        was = open_box(flow, style)
    outer = node.add("L", attributes=("<< /O /List /ListNumbering /None >>",))
    inner = replace(setting, body=text, item=text, depth=setting.depth + 1)
    share = _share(story, base, flow, setting) or _widest_term(story, block, term, setting, flow.width)
    if flow.width < _NARROW:
        share = _widest(story, block, term, setting) + _NARROW_GAP
    beside = share < flow.width * (0.45 if flow.width >= _NARROW else _SHORT)
    for item in block.items:
        entry = outer.add("LI")
        label, body = entry.add("Lbl"), entry.add("LBody")
        first, *more = item.content or (b.Para(()),)
        if beside:
            _beside(story, flow, item, label, body, (share, term), inner)
        elif flow.width < _NARROW and isinstance(first, b.Para):
            look = story.setter.look(term, setting.lang)
            name = ((f"{plain_text(item.term)}\u2002", look, label),)
            lines = story.para(flow, body, first.content, text, setting.lang, prefix=name)
            if not lines:
                continue
            story.blocks(flow, body, tuple(more), inner)
            flow.gap(2.5)
        else:
            _keep(story.para(flow, entry, item.term, term, setting.lang, own=label))
            story.blocks(flow, body, item.content, inner)
    for strip in flow.strips[start : start + 1] + flow.strips[-2:-1]:
        strip.after = max(strip.after, 60.0)
    if style is not None:
        close_box(flow, style, was, start)
    else:
        flow.gap(setting.body.space_after)


def _share(story: Story, base: str, flow: Flow, setting: Setting) -> float:
    """Width that the theme gives the terms; over both columns, that of the side column."""
    if flow.wide and flow.x < 0.0 and setting.scope == "imprint":
        return -flow.x
    return story.styles.number(f"{base}.term-width", 0.0)


def _keep(lines: list[Line]) -> None:
    for line in lines:
        line.after = FORBIDDEN


def _widest_term(story: Story, block: b.DefinitionList, style: TextStyle, setting: Setting, width: float) -> float:
    """Width for the terms: that of the widest one, within reason."""
    return min(max(_widest(story, block, style, setting) + 14.0, 48.0), width * 0.4)


def _widest(story: Story, block: b.DefinitionList, style: TextStyle, setting: Setting) -> float:
    return max((natural_width(story, item.term, style, setting.lang) for item in block.items), default=0.0)


def _beside(
    story: Story,
    flow: Flow,
    item: b.Definition,
    label: Node,
    body: Node,
    column: tuple[float, TextStyle],
    setting: Setting,
) -> None:
    share, term = column
    left = Flow(0.0, share - 8.0)
    story.para(left, label, item.term, term, setting.lang, own=label)
    right = Flow(0.0, flow.width - share)
    story.blocks(right, body, item.content, setting)
    if not right.strips and not left.strips:
        return
    _align_first(left, right)
    row = Row(cells=[CellBox(0.0, left.strips), CellBox(share, right.strips)])
    row.x, row.width = flow.x, flow.width
    row.settle()
    flow.add(row)
    flow.gap(setting.body.space_after)


def _align_first(left: Flow, right: Flow) -> None:
    """One base line for the term and the first line of its text."""
    a = left.strips[0] if left.strips else None
    z = right.strips[0] if right.strips else None
    if isinstance(a, Line) and isinstance(z, Line):
        deeper = max(a.base, z.base)
        for line in (a, z):
            line.height += deeper - line.base
            line.base = deeper
