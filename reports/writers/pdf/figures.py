"""Figures: pictures, charts and codes, with caption, source and credit; one tagged whole each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Asset
from reports.records import record
from reports.theme.tokens import BoxStyle
from reports.writers.pdf import pictures
from reports.writers.pdf.boxes import close_box, open_box
from reports.writers.pdf.canvas import Pen, number
from reports.writers.pdf.galley import FORBIDDEN, Floating, Flow, Strip
from reports.writers.pdf.structure import Node, Run
from reports.writers.pdf.styles import Setting
from reports.writers.pdf.tables import caption, source_text

if TYPE_CHECKING:
    from reports.writers.pdf.story import Story


@record(slots=True, eq=False)
class Graphic(Strip):
    """A picture as a strip; ``art`` draws it at its lower left corner. Decoration has no ``node``.

    art_width, indent
        Width of what is drawn, and how far from the strip's left edge.
    """

    art: pictures.Art | None = None
    art_width: float = 0.0
    art_height: float = 0.0
    indent: float = 0.0
    node: Node | None = None
    run: Run | None = None

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Draw the picture under the figure's mark and say where it stands."""
        if self.art is None:
            return
        x = left + self.x + self.indent
        y = top - self.art_height
        pen.mark(self.run, "Layout")
        self.art(pen, x, y)
        pen.close()
        if self.node is not None and not pen.hushed:
            box = " ".join(number(value) for value in (x, y, x + self.art_width, y + self.art_height))
            self.node.attributes = (f"<< /O /Layout /Placement /Block /BBox [ {box} ] >>",)


def add_figure(story: Story, flow: Flow, node: Node, block: b.Figure, setting: Setting) -> None:
    """Draw a figure: caption above, picture, source and credit below."""
    role = block.role or ""
    style = story.styles.box(f"figure.{role}", "figure") or BoxStyle(space_before=10.0, space_after=12.0)
    bare = not (block.caption or block.label or block.source or block.credit)
    start, before = len(flow.strips), flow.pending
    flow.anchor(block.id)
    restore = story.widen(flow, style.placement)
    if bare:
        style = BoxStyle(space_before=4.0, space_after=6.0)
    was = open_box(flow, style)
    group = node if bare else node.add("Sect")
    if block.caption or block.label:
        caption(story, flow, group.add("Caption"), block.label, block.caption, setting)
    add_graphic(story, flow, group, block.graphic, block, setting)
    if block.source and flow.strips:
        flow.strips[-1].after = FORBIDDEN
        source = story.styles.text("source")
        flow.pending = source.space_before
        story.para(flow, group, source_text(story, block.source), source, setting.lang, plain_links=True)
    if block.credit and flow.strips:
        flow.strips[-1].after = FORBIDDEN
        flow.pending = 0.0
        story.para(flow, group, block.credit, story.styles.text("credit", "source"), setting.lang, plain_links=True)
    close_box(flow, style, was, start)
    restore()
    if not bare:
        for strip in flow.strips[start:-1]:
            strip.after = FORBIDDEN
        kind = block.label.word if block.label is not None else ""
        flow.let_float(start, Floating(kind, before=before, below=flow.pending))


def add_graphic(story: Story, flow: Flow, node: Node, graphic: b.Graphic, block: b.Figure, setting: Setting) -> None:
    """Draw the graphic alone."""
    highest = story.styles.number("figure.max-height", 320.0)
    match graphic:
        case b.Image(asset, alt):
            found = story.document.assets.get(asset)
            made = _picture(story, found, flow.width, highest, block) if found is not None else None
        case b.Chart():
            from reports.writers.pdf import charts  # the first chart imports what it takes to lay one out

            made = charts.chart_art(story.setter, graphic, flow.width, story.theme, story.document, bool(block.caption))
            alt = charts.chart_alt(graphic, story.document)
        case b.QrCode(url, alt):
            made = pictures.qr_art(
                url, story.styles.number("qr.size", 62.0), story.styles.colour("foreground", "#000000")
            )
            alt = alt or url
        case _:
            assert_never(graphic)
    if made is None:
        _instead(story, flow, node, alt, block, setting)
        return
    if block.role == "logo":
        made = made.within(story.styles.number("logo.max-width", 140.0), story.styles.number("logo.height", 26.0))
    add_art(flow, node, made, alt)


def add_art(flow: Flow, node: Node, made: pictures.Made, alt: str) -> Graphic:
    """Put a picture into *flow*; without *alt* it is decoration."""
    figure = node.add("Figure", alt=alt) if alt else None
    strip = Graphic(
        height=made.height, x=flow.x, width=flow.width, art=made.art, art_width=made.width, art_height=made.height,
        node=figure, run=figure.run() if figure is not None else None,
    )  # fmt: skip
    flow.add(strip)
    return strip


def _picture(story: Story, asset: Asset, width: float, height: float, block: b.Figure) -> pictures.Made | None:
    try:
        return pictures.asset_art(story.setter, asset, width, height)
    except Exception as problem:  # whatever a decoder makes of hostile data, the document is drawn
        place: Any = block.at or story.document.at
        if place is not None:
            story.collector.warning("OUT002", place, f"the picture cannot be drawn ({type(problem).__name__})")
        return None


def _instead(story: Story, flow: Flow, node: Node, alt: str, block: b.Figure, setting: Setting) -> None:
    """The description in place of a picture that cannot be drawn."""
    style = story.styles.text("source")
    story.para(flow, node, (i.Text(f"[{alt or 'Image'}]"),), style, setting.lang)
