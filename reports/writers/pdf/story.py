"""From the document to the galley: every block becomes strips and, at the same time, a part of the logical tree."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import field, replace
from typing import assert_never

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, walk
from reports.records import record
from reports.theme.tokens import BoxStyle, TextStyle, Theme
from reports.writers.pdf import backmatter, callouts, contents, figures, lists, tables
from reports.writers.pdf.boxes import close_box, open_box
from reports.writers.pdf.galley import FORBIDDEN, Flow, NoteBody, Strip, TurnPage
from reports.writers.pdf.lines import set_paragraph
from reports.writers.pdf.notes import note_bodies
from reports.writers.pdf.placing import Line
from reports.writers.pdf.structure import Node
from reports.writers.pdf.styles import Setting, Styles
from reports.writers.pdf.text import Prefix, prepare
from reports.writers.pdf.words import Typesetter

#: Levels of blocks inside blocks that are drawn as such; what lies deeper keeps its text.
_DEEPEST = 30

#: Between the number of a footnote and its text, in points, at least.
_NOTE_GAP = 3.5


@record(slots=True)
class OutlineEntry:
    """One line of the outline: level from 0, text, name of its target."""

    level: int
    text: str
    target: str


@record(slots=True)
class Story:
    """Builds the galley of one document.

    side_shift
        How far the side column lies to the left of the text column, in points; 0 where it lies to the right or is none.
    owner
        Label or title of the box that came last: what a table below it belongs to.
    """

    document: Document
    theme: Theme
    setter: Typesetter
    styles: Styles
    collector: Collector
    text_width: float
    full_width: float
    side_width: float
    side_shift: float
    landscape_width: float
    root: Node = field(default_factory=lambda: Node("Document"))
    outline: list[OutlineEntry] = field(default_factory=list)
    note_count: int = 0
    note_room: float | None = None
    heading_shift: int = 0
    heading_level: int = 0
    end_calls: dict[str, str] = field(default_factory=dict)
    in_cover: bool = False
    owner: str = ""

    def build(self) -> list[Strip]:
        """The whole galley."""
        titled = any(isinstance(one, b.Para) and one.role == "title" for one in walk(self.document.content))
        self.heading_shift = 1 if titled else 0
        flow = Flow(0.0, self.text_width)
        body = self.styles.text("body")
        setting = Setting("", body, self.styles.text("list", "body"), self.document.meta.lang)
        self.blocks(flow, self.root, self.document.content, setting)
        return flow.strips

    def word(self, key: str, default: str) -> str:
        """A word of the document's language."""
        return self.document.words.get(key, default)

    def blocks(self, flow: Flow, node: Node, content: tuple[b.Block, ...], setting: Setting) -> None:
        """Draw *content* into *flow*, its structure below *node*."""
        if setting.depth > _DEEPEST:
            text = " ".join(one.text for one in walk(content) if isinstance(one, i.Text | i.Code | b.CodeBlock))
            self.para(flow, node, (i.Text(text),), setting.body, setting.lang)
            return
        for block in content:
            self.block(flow, node, block, setting)

    def block(self, flow: Flow, node: Node, block: b.Block, setting: Setting) -> None:  # noqa: C901 - one case a node
        """Draw one block."""
        match block:
            case b.Para():
                self._para_block(flow, node, block, setting)
            case b.Heading():
                self._heading(flow, node, block, setting)
            case b.Section():
                self._section(flow, node, block, setting)
            case b.Division():
                self._division(flow, node, block, setting)
            case b.List():
                lists.add_list(self, flow, node, block, setting)
            case b.DefinitionList():
                lists.add_definitions(self, flow, node, block, setting)
            case b.Quote():
                callouts.add_quote(self, flow, node, block, setting)
            case b.CodeBlock():
                callouts.add_code(self, flow, node, block, setting)
            case b.Rule():
                callouts.add_rule(self, flow)
            case b.Figure():
                figures.add_figure(self, flow, node, block, setting)
            case b.Table():
                tables.add_table(self, flow, node, block, setting)
            case b.Callout():
                callouts.add_callout(self, flow, node, block, setting)
            case b.Contents():
                contents.add_contents(self, flow, node, block, setting)
            case b.References():
                backmatter.add_references(self, flow, node, block, setting)
            case b.Endnotes():
                backmatter.add_endnotes(self, flow, node, block, setting)
            case b.PageBreak():
                self.turn(flow)
            case _:
                assert_never(block)

    def turn(self, flow: Flow, template: str = "") -> None:
        """End the page, where the galley itself is broken into pages."""
        if not flow.chain and flow.strips:
            flow.add(TurnPage(template=template))

    # -- paragraphs ------------------------------------------------------------------------------------------------

    def para(
        self,
        flow: Flow,
        node: Node,
        content: tuple[i.Inline, ...],
        style: TextStyle,
        lang: str,
        *,
        tag: str = "P",
        balance: bool = False,
        prefix: tuple[Prefix, ...] = (),
        own: Node | None = None,
        plain_links: bool = False,
    ) -> list[Line]:
        """Set a paragraph; its notes' bodies follow it in the structure. Returns its lines."""
        waiting: list[tuple[i.Note, str]] = []

        def on_note(note: i.Note) -> str:
            self.note_count += 1
            name = f"note-{self.note_count}"
            waiting.append((note, name))
            return f"@endnote-{note.number}" if note.kind == "end" else f"@{name}"

        target = own if own is not None else node.add(tag)
        prepared = prepare(self.setter, content, style, lang, target, on_note, prefix=prefix, plain_links=plain_links)
        bodies: dict[int, NoteBody] = {}
        extra: list[NoteBody] = []
        for note, name in waiting:
            if note.kind == "foot":
                first, *more = note_bodies(self, node, note, name, lang)
                bodies[id(note)] = first
                extra += more
            else:
                self.end_calls.setdefault(note.number, f"call-{name}")
        lines = set_paragraph(self.setter, prepared, flow.width, bodies, balance=balance)
        _call_anchors(lines, extra, [name for note, name in waiting if note.kind == "end"])
        flow.gap(style.space_before)
        for line in lines:
            line.x = flow.x
            line.width = flow.width
            flow.add(line)
        flow.gap(style.space_after)
        return lines

    def _para_block(self, flow: Flow, node: Node, block: b.Para, setting: Setting) -> None:
        role = block.role
        scope = setting.scope
        lang = block.lang or setting.lang
        if role is None:
            style = setting.body
        else:
            style = self.styles.text(f"{scope}.{role}", role) if self._knows(scope, role) else setting.body
        is_title = role == "title"
        tag = "H1" if is_title else "P"
        target = node.add(tag, lang=block.lang or "")
        if is_title:
            self.heading_level = max(self.heading_level, 1)
        balance = role in ("title", "subtitle", "pull")
        self.para(
            flow, node, block.content, style, lang, own=target, balance=balance, plain_links=setting.plain_links
        )  # fmt: skip

    def _knows(self, scope: str, role: str) -> bool:
        return f"{scope}.{role}" in self.theme.texts or role in self.theme.texts

    def _heading(self, flow: Flow, node: Node, block: b.Heading, setting: Setting) -> None:
        level = max(1, block.level)
        name = f"heading-{min(level, 4)}"
        scope = setting.scope
        style = self.styles.text(f"{scope}.{block.role or name}", block.role or name, name, "heading-4")
        name_of_target = block.id or f"@heading-{len(self.outline) + 1}"
        flow.anchor(name_of_target)
        self.outline.append(OutlineEntry(level - 1, self._outline_text(block), name_of_target))
        number = self.styles.text("heading.number", name)
        prefix: tuple[Prefix, ...] = ()
        if block.number:
            look = self.setter.look(replace(number, size=style.size, family=style.family), setting.lang)
            prefix = ((f"{block.number}\u2002", look, None),)
        self.para(
            flow, node, block.content, style, setting.lang, tag=self.heading_tag(level), balance=True, prefix=prefix
        )
        flow.guard(3)

    def note_indent(self) -> float:
        """Room for the numbers of footnotes: the theme's, or what the widest number of the document needs."""
        if self.note_room is None:
            style = self.styles.text("footnote.mark", "footnote")
            look = self.setter.look(style, self.document.meta.lang)
            # Not a set: words get their codes in the order in which they are first shaped.
            numbers = dict.fromkeys(one.number for one in walk(self.document.content) if isinstance(one, i.Note))
            widest = max(numbers, key=len, default="")
            room = self.setter.word(widest, look).width + _NOTE_GAP if widest else 0.0
            self.note_room = max(self.styles.number("footnote.mark-width", 12.0), room)
        return self.note_room

    def list_head(
        self, flow: Flow, node: Node, title: tuple[i.Inline, ...], style: TextStyle, setting: Setting
    ) -> None:
        """The title over a list of contents, figures or tables: a heading like any other, and a bookmark."""
        name = f"@list-{len(self.outline) + 1}"
        flow.anchor(name)
        self.outline.append(OutlineEntry(0, plain_text(title), name))
        lines = self.para(flow, node, title, style, setting.lang, tag=self.heading_tag(1))
        self.keep_lines(lines)

    def heading_tag(self, level: int) -> str:
        """The structure type of a heading: never more than one level below the one before (ISO 14289-1, 7.4.2)."""
        wanted = min(level + self.heading_shift, self.heading_level + 1, 6)
        self.heading_level = max(wanted, 1)
        return f"H{self.heading_level}"

    def _outline_text(self, block: b.Heading) -> str:
        text = plain_text(block.content).replace("\n", " ")
        return f"{block.number} {text}" if block.number else text

    # -- groups ----------------------------------------------------------------------------------------------------

    def _section(self, flow: Flow, node: Node, block: b.Section, setting: Setting) -> None:
        if not has_content(block.content):
            return
        flow.anchor(block.id)
        inner = node.add("Sect")
        self.blocks(flow, inner, block.content, replace(setting, depth=setting.depth + 1))

    def _division(self, flow: Flow, node: Node, block: b.Division, setting: Setting) -> None:
        role = block.role or ""
        flow.anchor(block.id)
        inner = node.add("Div", lang=block.lang or "")
        if block.lang:
            setting = replace(setting, lang=block.lang)
        match role:
            case "cover":
                backmatter.add_cover(self, flow, inner, block, setting)
                return
            case "imprint":
                backmatter.add_imprint(self, flow, inner, block, setting)
                return
        style = self.styles.box(role)
        scoped = self.styles.setting(role, setting) if role and style is not None else setting.deeper()
        if role == "title-block":
            scoped = replace(setting, scope="title-block", depth=setting.depth + 1)
        self.boxed(flow, style or BoxStyle(space_after=0.0), lambda: self.blocks(flow, inner, block.content, scoped))

    def boxed(self, flow: Flow, style: BoxStyle, draw: Callable[[], None]) -> None:
        """Draw something in a box, over both columns where the theme places it so."""
        start = len(flow.strips)
        restore = self.widen(flow, style.placement)
        was = open_box(flow, style)
        draw()
        close_box(flow, style, was, start)
        restore()

    def widen(self, flow: Flow, placement: str) -> Callable[[], None]:
        """Let *flow* reach over the side column, where *placement* says so and it stands in the text column."""
        x, width, wide = flow.x, flow.width, flow.wide
        if placement == "wide" and self.can_widen(flow):
            flow.x, flow.width, flow.wide = -max(self.side_shift, 0.0), self.full_width, True

        def restore() -> None:
            flow.x, flow.width, flow.wide = x, width, wide

        return restore

    def can_widen(self, flow: Flow) -> bool:
        """Whether *flow* stands in the text column beside a side column."""
        return not flow.chain and self.side_width > 0 and flow.width == self.text_width and flow.x == 0.0

    def keep_lines(self, lines: list[Line]) -> None:
        """Hold *lines* together and with what follows."""
        for line in lines:
            line.after = FORBIDDEN


def has_content(content: tuple[b.Block, ...]) -> bool:
    """Whether a section has more than a heading over an empty list of notes or references."""
    for block in content:
        match block:
            case b.Heading():
                continue
            case b.Endnotes(notes=()) | b.References(entries=()):
                continue
            case _:
                return True
    return not any(isinstance(one, b.Endnotes | b.References) for one in content)


def _call_anchors(lines: list[Line], extra: list[NoteBody], end_calls: list[str]) -> None:
    """Mark where notes are called, and hand the notes called inside notes to the line that calls the outer ones."""
    for line in lines:
        if line.notes:
            line.anchors = tuple(f"@call-{body.id}" for body in line.notes)
    if extra and lines:
        with_notes = [line for line in lines if line.notes] or lines
        with_notes[-1].notes = (*with_notes[-1].notes, *extra)
    if lines:
        lines[0].anchors = (*lines[0].anchors, *(f"@call-{name}" for name in end_calls))
