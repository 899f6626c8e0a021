"""Contents, lists of figures and tables: the page numbers are put in when the pages are known."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import plain_text
from reports.records import record
from reports.theme.tokens import BoxStyle
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.galley import FORBIDDEN, Flow, Strip
from reports.writers.pdf.placing import Line
from reports.writers.pdf.structure import Node, Run
from reports.writers.pdf.styles import Setting
from reports.writers.pdf.text import Prefix
from reports.writers.pdf.words import Look, Typesetter

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story

#: Room for the page number at the right.
_NUMBER_WIDTH = 26.0


@record(slots=True, eq=False)
class Leader(Strip):
    """Leader dots and the page number, drawn over the last line of an entry."""

    setter: Typesetter | None = None
    look: Look | None = None
    line: Line | None = None
    right: float = 0.0
    target: str = ""
    run: Run | None = None
    link: Node | None = None
    text: str = ""
    pages: dict[str, str] = field(default_factory=dict)

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Draw both on the base line of the entry."""
        setter, look, line = self.setter, self.look, self.line
        if setter is None or look is None or line is None:
            return
        shown = self.pages.get(self.target, "")
        y = top + line.height - line.base
        number = setter.word(shown, look) if shown else None
        right = left + self.right
        end = right - (number.width if number else 0.0) - 4.0
        start = left + line.x + line.text_width + 5.0
        self._dots(pen, setter, look, start, end, y)
        if number is not None:
            x = right - number.width
            pen.mark(self.run)
            for piece in number.pieces:
                pen.text(x, y, piece.face.resource, look.size, look.colour, piece.code())
                x += piece.width * look.size / 1000
            rect = (right - number.width - 2, y - 2, right, y + look.size * 0.8)
            pen.link(rect, f"#{self.target}", self.text, self.link)

    def _dots(self, pen: Pen, setter: Typesetter, look: Look, start: float, end: float, y: float) -> None:
        dot = setter.word(".", look)
        step = look.size * 0.55
        count = int((end - start) / step)
        if count < 3:
            return
        gap = (dot.width - step) * 1000 / look.size
        code = f"{gap:.6g}".join(piece.code() for piece in dot.pieces * count)
        pen.mark(None)
        pen.text(end - count * step, y, dot.pieces[0].face.resource, look.size, look.colour, code)
        pen.close()


def add_contents(story: Story, flow: Flow, node: Node, block: b.Contents, setting: Setting) -> None:
    """Draw a table of contents, or a list of figures or tables."""
    if not block.entries:
        return
    box = story.styles.box("toc") or BoxStyle()

    def draw() -> None:
        if block.title:
            style = story.styles.text("toc.title", "heading-1")
            story.list_head(flow, node, block.title, style, setting)
        toc = node.add("TOC")
        for entry in block.entries:
            if block.kind == "sections" and entry.level > block.depth:
                continue
            _entry(story, flow, toc, block, entry, setting)

    story.boxed(flow, box, draw)


def _entry(story: Story, flow: Flow, toc: Node, block: b.Contents, entry: b.ContentsEntry, setting: Setting) -> None:
    name = f"toc.{min(max(entry.level, 1), 3)}" if block.kind == "sections" else "toc.figures"
    style = story.styles.text(name, "toc.2", "body")
    item = toc.add("TOCI")
    reference = item.add("Reference")
    target = entry.target.removeprefix("#")
    text = plain_text(entry.content)
    indent = story.styles.number("toc.number-width", 22.0)
    prefix: tuple[Prefix, ...] = ()
    if entry.number:
        prefix = ((f"{entry.number}\u2002", story.setter.look(style, setting.lang), None),)
        if block.kind == "sections":
            style = replace(style, indent_left=style.indent_left + indent, indent_first=-indent)
    width = flow.width
    flow.width = max(width - _NUMBER_WIDTH, 40.0)
    content = (i.Link(entry.content or (i.Text(target),), f"#{target}"),)
    lines = story.para(flow, item, content, style, setting.lang, own=reference, prefix=prefix, plain_links=True)
    flow.width = width
    pending, flow.pending = flow.pending, 0.0
    for line in lines:
        line.after = FORBIDDEN
    link = next((kid for kid in reference.kids if isinstance(kid, Node)), reference)
    last = lines[-1]
    leader = Leader(
        setter=story.setter, look=story.setter.look(style, setting.lang), line=last, right=flow.x + width,
        target=target, run=link.run(), link=link, text=text, pages=story.setter.page_of,
    )  # fmt: skip
    leader.x, leader.width = flow.x, width
    flow.add(leader)
    flow.pending = pending
