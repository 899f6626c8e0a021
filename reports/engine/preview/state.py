"""What the preview shows: the last good files of each brief, its diagnostics, and a version that rises."""

from __future__ import annotations

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.diagnostics import Diagnostic
from reports.engine import session
from reports.engine.cache import Cache, default_folder
from reports.engine.job import Built
from reports.engine.watch import changes
from reports.engine.work import Order, carry_out, known_key
from reports.engine.workspace import BriefRef, Workspace

FORMATS = ("pdf", "html")

#: Pixels per point of the pictures of pages: sharp on screens of two pixels per point.
SCALE = 2.0


@dataclass(slots=True)
class View:
    """One brief as the preview shows it.

    outputs
        The last files that could be built; they stay while the content has errors.
    version
        Rises with each build of this brief that brought something new.
    pages
        Pictures of the PDF's pages that were asked for.
    """

    outputs: dict[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    version: int = 0
    page_count: int = 0
    pages: dict[int, bytes] = field(default_factory=dict)


class State:
    """All briefs of one preview. Built by one thread, read by many."""

    def __init__(self, home: Workspace, briefs: Sequence[BriefRef]) -> None:
        self.home = home
        self.briefs = {one.slug: one for one in briefs}
        self._views = {one.slug: View() for one in briefs}
        self._changed = threading.Condition()
        self._drawing = threading.Lock()
        self._total = 0
        self._closed = False

    def keep_fresh(self) -> None:
        """Build everything, then again after every change, until closed."""
        self.build()
        for _ in changes(self.home.root, self.home.output):
            if self._closed:
                return
            self.build()

    def build(self) -> None:
        """Build what has changed, and wake those who wait."""
        cache = default_folder()
        for brief in self.briefs.values():
            order = Order(self.home.root, brief, FORMATS, session.epoch(), cache)
            key = known_key(order)
            built = (key and Cache(cache).fetch(key)) or carry_out(order)
            self._take(brief.slug, built)

    def _take(self, slug: str, built: Built) -> None:
        view = self._views[slug]
        with self._changed:
            outputs = dict(built.outputs) or view.outputs
            if view.version and outputs == view.outputs and built.diagnostics == view.diagnostics:
                return
            if outputs.get("pdf") != view.outputs.get("pdf"):
                view.pages = {}
                view.page_count = _count(outputs["pdf"])
            view.outputs, view.diagnostics, view.version = outputs, built.diagnostics, view.version + 1
            self._total += 1
            self._changed.notify_all()

    def view(self, slug: str) -> View | None:
        """The brief *slug*, or None."""
        return self._views.get(slug)

    def wait(self, seen: int, seconds: float) -> int:
        """The number of changes so far, as soon as it differs from *seen*, at the latest after *seconds*."""
        with self._changed:
            self._changed.wait_for(lambda: self._total != seen or self._closed, seconds)
            return self._total

    def page(self, slug: str, number: int) -> bytes | None:
        """Page *number* (from 1) of the PDF as PNG, or None where there is none."""
        view = self._views[slug]
        with self._drawing:
            if not 1 <= number <= view.page_count:
                return None
            if number not in view.pages:
                view.pages[number] = _draw(view.outputs["pdf"], number)
            return view.pages[number]

    @property
    def closed(self) -> bool:
        """Whether the preview is over."""
        return self._closed

    def close(self) -> None:
        """Let everyone go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()


def _count(pdf: bytes) -> int:
    import pypdfium2

    return len(pypdfium2.PdfDocument(pdf))  # type: ignore[no-untyped-call]


def _draw(pdf: bytes, number: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
    picture = document[number - 1].render(scale=SCALE).to_pil()
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
