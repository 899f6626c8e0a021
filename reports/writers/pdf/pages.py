"""Pages: geometry from the theme, running heads and folios, and the settled pages drawn."""

from __future__ import annotations

import math
from dataclasses import replace

from reports.model.document import Document
from reports.records import record
from reports.theme.tokens import PageStyle, TextStyle, Theme
from reports.writers.pdf.canvas import Pen, TaggedCanvas, number
from reports.writers.pdf.cursor import Geometry, PageLayout, paint_fragments
from reports.writers.pdf.styles import Styles
from reports.writers.pdf.words import Typesetter


def geometry(page: PageStyle, index: int, template: str) -> Geometry:
    """The geometry of page *index* (from 0)."""
    left, right = page.margin_left, page.margin_right
    if page.two_sided and index % 2 == 1:
        left, right = right, left
    if template == "landscape":
        return Geometry(
            template, page.height, page.width, left, page.height - left - right, page.width - page.margin_top,
            page.margin_bottom,
        )  # fmt: skip
    width = page.text_width
    side_width = page.side_width if page.side != "none" else 0.0
    text_left = left + (side_width + page.side_gap if page.side == "left" else 0.0)
    side_left = left if page.side == "left" else left + width + page.side_gap
    top = page.height - page.margin_top
    if index == 0 and template == "":
        top += max(page.margin_top - page.header_height - 8.0, 0.0)
    return Geometry(template, page.width, page.height, text_left, width, top, page.margin_bottom, side_left, side_width)


@record(slots=True)
class Furniture:
    """What stands outside the columns of a page: running head, folio, the mark of a draft."""

    document: Document
    theme: Theme
    styles: Styles
    setter: Typesetter
    count: int = 0

    def draw(self, pen: Pen, layout: PageLayout, index: int) -> None:
        """Draw the furniture of page *index*."""
        place = layout.geometry
        page = self.theme.page
        left, right = page.margin_left, place.page_width - page.margin_right
        if place.template != "landscape":
            left = min(place.left, place.side_left if place.side_width else place.left)
            right = max(place.left + place.width, place.side_left + place.side_width)
        if self.document.meta.mark:
            self._mark(pen, place)
        if place.template == "cover":
            return
        if index:
            self._head(pen, place, left, right)
        self._foot(pen, left, right, index)

    def _head(self, pen: Pen, place: Geometry, left: float, right: float) -> None:
        meta = self.document.meta
        y = place.page_height - self.theme.page.header_height - 4.0
        series = " ".join(part for part in (meta.series, meta.series_number) if part)
        x = left
        if series:
            x = self._text(pen, x, y, series, self.styles.text("running-head.series", "running-head")) + 10.0
        detail = meta.mark_detail or meta.mark
        room = right - x
        if detail:
            style = self.styles.text("status-mark", "running-head")
            width = self._width(detail, style)
            self._text(pen, right - width, y, detail, style)
            room -= width + 12.0
        style = self.styles.text("running-head")
        self._text(pen, x, y, self._fitted(meta.short_title or meta.title, style, room), style)
        pen.line(left, y - 6.0, right, y - 6.0, 0.4, self.styles.colour("rule", "#bbbbbb"), "Pagination")

    def _foot(self, pen: Pen, left: float, right: float, index: int) -> None:
        meta = self.document.meta
        words = self.document.words
        y = self.theme.page.footer_height
        folio = self.styles.text("folio", "running-head")
        text = f"{index + 1} {words.get('of', '/')} {self.count}"
        width = self._width(text, folio)
        self._text(pen, right - width, y, text, folio)
        style = self.styles.text("running-head")
        parts = [part for part in (meta.publisher, meta.date_text) if part]
        shown = self._fitted(" \u00b7 ".join(parts), style, right - left - width - 16.0)
        self._text(pen, left, y, shown, style)

    def _width(self, text: str, style: TextStyle) -> float:
        return self.setter.word(text, self.setter.look(style, self.document.meta.lang)).width

    def _fitted(self, text: str, style: TextStyle, room: float) -> str:
        """*text*, cut with an ellipsis where it is longer than *room*."""
        text = " ".join(text.split())[:300]
        if self._width(text, style) <= room:
            return text
        while text and self._width(f"{text.rstrip()}\u2026", style) > room:
            text = text[:-1]
        return f"{text.rstrip()}\u2026" if text else ""

    def _text(self, pen: Pen, x: float, y: float, text: str, style: TextStyle) -> float:
        """Draw a piece of furniture; returns where it ends."""
        if not text:
            return x
        look = self.setter.look(style, self.document.meta.lang)
        pen.mark(None, "Pagination")
        for piece in self.setter.word(text, look).pieces:
            pen.text(x, y, piece.face.resource, look.size, look.colour, piece.code())
            x += piece.width * look.size / 1000
        pen.close()
        return x

    def _mark(self, pen: Pen, place: Geometry) -> None:
        """The word across the page, so faint that text over it stays legible."""
        style = self.styles.text("watermark")
        share = self.styles.number("watermark.opacity", 0.09)
        look = self.setter.look(replace(style, colour=_faint(style.colour, share)), self.document.meta.lang)
        word = self.setter.word(self.document.meta.mark[:40], look)
        angle = math.atan2(place.page_height, place.page_width)
        factor = min(1.0, 0.72 * math.hypot(place.page_width, place.page_height) / max(word.width, 1.0))
        cos, sin = math.cos(angle) * factor, math.sin(angle) * factor
        pen.mark(None, "Pagination")
        centre = f"{number(place.page_width / 2)} {number(place.page_height / 2)}"
        pen.code.append(f"q {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} {centre} cm")
        x = -word.width / 2
        for piece in word.pieces:
            pen.text(x, -style.size * 0.3, piece.face.resource, look.size, look.colour, piece.code())
            x += piece.width * look.size / 1000
        pen.leave_text()
        pen.code.append("Q")
        pen.forget()
        pen.close()


def _faint(colour: str, share: float) -> str:
    """*colour* thinned with white."""
    parts = [int(colour[k : k + 2], 16) for k in (1, 3, 5)] if len(colour) == 7 else [0, 0, 0]
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def draw_pages(canvas: TaggedCanvas, layouts: list[PageLayout], furniture: Furniture) -> None:
    """Draw all pages."""
    furniture.count = len(layouts)
    for index, layout in enumerate(layouts):
        canvas.setPageSize((layout.geometry.page_width, layout.geometry.page_height))
        _draw_page(canvas.pen, layout, index, furniture)
        canvas.showPage()


def _draw_page(pen: Pen, layout: PageLayout, index: int, furniture: Furniture) -> None:
    """Draw wraps, strips, notes; the structure decides the order of reading."""
    place = layout.geometry
    furniture.draw(pen, layout, index)
    paint_fragments(pen, layout.fragments, place.left, place.top, place.side_left)
    for strip, top in layout.strips:
        strip.paint(pen, place.left, place.top - top)
    for strip, top in layout.side:
        strip.paint(pen, place.side_left, place.top - top)
    if layout.note_rule is not None:
        styles = furniture.styles
        top = place.top - layout.note_rule
        width = min(styles.number("footnote.rule-width", 60.0), place.width)
        colour = styles.colour("rule-strong", "#555555")
        pen.line(place.left, top, place.left + width, top, styles.number("footnote.rule", 0.5), colour)
    for strip, top in layout.notes:
        strip.paint(pen, place.left, place.top - top)
    pen.close()
