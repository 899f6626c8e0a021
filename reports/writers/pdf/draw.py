"""``write``: a document and a theme become a PDF."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO

from reports.diagnostics import Collector
from reports.model.document import Document
from reports.records import record
from reports.source import Position
from reports.theme.tokens import Theme
from reports.writers.base import Written
from reports.writers.pdf.canvas import TaggedCanvas
from reports.writers.pdf.compose import Composer
from reports.writers.pdf.cursor import PageLayout
from reports.writers.pdf.finish import close_document
from reports.writers.pdf.fonts import FontBook
from reports.writers.pdf.galley import Strip
from reports.writers.pdf.glyphs import report_missing
from reports.writers.pdf.package import package
from reports.writers.pdf.pages import Furniture, draw_pages, geometry
from reports.writers.pdf.story import Story
from reports.writers.pdf.structure import dissolve
from reports.writers.pdf.styles import Styles
from reports.writers.pdf.words import Typesetter

#: Settings tried until the page numbers printed in the text are those of the pages.
_MOST_PASSES = 4


@record(slots=True)
class Settled:
    """A document with its pages settled, ready to be drawn."""

    story: Story
    layouts: list[PageLayout]
    targets: dict[str, tuple[int, float]]
    collector: Collector

    def release(self) -> None:
        """Part what knows each other, so that it is freed at once and not by the collector."""
        dissolve(self.story.root)
        self.story.setter.release()


def settle(document: Document, theme: Theme, page_of: dict[str, str]) -> Settled:
    """Set the document into pages. *page_of*: page numbers by id, as far as known."""
    collector = Collector()
    book = FontBook(theme)
    setter = Typesetter(theme, book, document.meta.lang, page_of)
    page = theme.page
    side = page.side_width + page.side_gap if page.side != "none" else 0.0
    story = Story(
        document, theme, setter, Styles(theme), collector, page.text_width, page.full_width,
        page.side_width if side else 0.0, side if page.side == "left" else 0.0,
        page.height - page.margin_left - page.margin_right,
    )  # fmt: skip
    strips = story.build()
    cover = story.in_cover
    composer = Composer(lambda index, template: geometry(page, index, template))
    layouts = composer.run(strips, "cover" if cover else "") or [PageLayout(geometry(page, 0, ""))]
    for index, _ in composer.overflows:
        place = document.at or Position(document.meta.slug or "document")
        collector.warning("OUT001", place, f"something on page {index + 1} is higher than a page")
    return Settled(story, layouts, _targets(layouts), collector)


def _targets(layouts: list[PageLayout]) -> dict[str, tuple[int, float]]:
    """Where each id starts: page from 0, and its upper edge."""
    out: dict[str, tuple[int, float]] = {}
    for index, layout in enumerate(layouts):
        placed: list[tuple[Strip, float]] = [*layout.strips, *layout.side, *layout.notes]
        for strip, top in placed:
            for name in strip.anchors:
                out.setdefault(name, (index, layout.geometry.top - top + 2.0))
    return out


def write(
    document: Document,
    theme: Theme,
    *,
    pages: Mapping[str, int] | None = None,
    attachments: Mapping[str, bytes] | None = None,
) -> Written:
    """Draw *document* as a tagged PDF.

    attachments
        Files to embed by name; the PDF is then PDF/A-3a instead of PDF/A-2a.

    ``pages`` is not needed: this is the writer that finds them.
    """
    with _no_collection():
        return _write(document, theme, attachments or {})


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from walking the growing tree of live objects again and again in search of rubbish."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _write(document: Document, theme: Theme, attachments: Mapping[str, bytes]) -> Written:
    page_of: dict[str, str] = {}
    settled = settle(document, theme, page_of)
    for _ in range(_MOST_PASSES):
        found = {name: str(page + 1) for name, (page, _) in settled.targets.items()}
        stable = found == page_of or not settled.story.setter.wants_pages
        page_of.clear()
        page_of.update(found)
        if stable:
            break
        settled.release()
        settled = settle(document, theme, page_of)
    report_missing(document, settled.story.setter.book, settled.collector)
    data = _draw(document, theme, settled, attachments)
    numbers = {name: page + 1 for name, (page, _) in settled.targets.items() if not name.startswith("@")}
    numbers[""] = len(settled.layouts)
    settled.release()
    return Written(data, tuple(settled.collector.found), numbers)


def _draw(document: Document, theme: Theme, settled: Settled, attachments: Mapping[str, bytes]) -> bytes:
    story = settled.story
    furniture = Furniture(document, theme, story.styles, story.setter)
    canvas = TaggedCanvas(BytesIO(), book=story.setter.book, targets=settled.targets)
    draw_pages(canvas, settled.layouts, furniture)
    close_document(canvas, document, story.root, story.outline, attachments)
    data = package(canvas._doc)
    canvas.release()
    return data
