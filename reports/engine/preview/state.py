"""What the preview shows: the last good files of each brief, its diagnostics, and a version that rises."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import field, replace
from functools import partial
from typing import Any

from reports.diagnostics import Diagnostic, Severity, tidy
from reports.engine import keys, session
from reports.engine.build import build
from reports.engine.files import FileError, Files
from reports.engine.job import Built, Job
from reports.engine.pool import worker_pool
from reports.engine.watch import changes
from reports.engine.work import Order, gathered
from reports.engine.workspace import BriefRef, Workspace
from reports.records import record

FORMATS = ("pdf", "html")

#: Pixels per point of the pictures of pages: sharp on screens of two pixels per point.
SCALE = 2.0


@record(slots=True)
class View:
    """One brief as the preview shows it.

    outputs
        The last files that could be built; they stay while the content has errors.
    version
        Rises with each build of this brief that brought something new.
    web, printed
        Rise with each change of the web page, and of the PDF.
    pages
        Pictures of the PDF's pages that were asked for.
    """

    outputs: dict[str, bytes] = field(default_factory=dict)
    diagnostics: tuple[Diagnostic, ...] = ()
    version: int = 0
    web: int = 0
    printed: int = 0
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
        self._watching = False
        self._keys: dict[str, str] = {}

        self._orders = {one.slug: 0 for one in briefs}
        self._pool: ProcessPoolExecutor | None = None

    def keep_fresh(self) -> None:
        """Build everything, then again after every change, until closed."""
        self._watching = True
        self.build()
        for _ in changes(self.home.root, self.home.output):
            if self._closed:
                return
            self.build()

    def build(self) -> None:
        """Build what has changed, and wake those who wait."""
        for brief in self.briefs.values():
            self._build(brief)

    def _build(self, brief: BriefRef) -> None:
        """The web page at once, the PDF as soon as a process of its own has drawn it: a page is seen sooner than a
        PDF is set, and the next save does not wait for it."""
        job, files = gathered(Order(self.home.root, brief, FORMATS, session.epoch()))
        key = keys.key(brief.slug, FORMATS, job.epoch, files.asked)
        if self._keys.get(brief.slug) == key:
            return
        self._keys[brief.slug] = key
        self._orders[brief.slug] += 1
        number = self._orders[brief.slug]
        page = build(replace(job, formats=("html",), positions=True))
        self._take(brief.slug, self._until_read(brief.slug, page))
        if page.failed:
            return
        with self._changed:  # so that nobody closes the preview between the question and the order
            if self._closed:
                return
            drawn = self._drawers().submit(_drawn_and_read, job)
        taken = partial(self._drawn, brief.slug, number, page)
        if self._watching:
            drawn.add_done_callback(taken)
        else:
            wait([drawn])
            taken(drawn)

    def _until_read(self, slug: str, page: Built) -> Built:
        """*page* with what was said of the version before, until the editor's rules have read this one: without errors
        in either, a list that empties and fills at each save would only unsettle."""
        before = self._views[slug].diagnostics
        errors = page.failed or any(one.severity is Severity.ERROR for one in before)
        return page if errors else replace(page, diagnostics=before or page.diagnostics)

    def _drawers(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = worker_pool(1)
        return self._pool

    def _drawn(self, slug: str, number: int, page: Built, future: Future[Built]) -> None:
        """Take the PDF, unless the brief has changed since."""
        if self._closed or future.cancelled() or number != self._orders[slug]:
            return
        if future.exception() is not None:
            self._pool = None
            return
        pdf = future.result()
        found = tuple(tidy([*page.diagnostics, *pdf.diagnostics]))
        self._take(slug, Built(slug, {**page.outputs, **pdf.outputs}, found))

    def _take(self, slug: str, built: Built) -> None:
        view = self._views[slug]
        with self._changed:
            outputs = {**view.outputs, **built.outputs}
            if view.version and outputs == view.outputs and built.diagnostics == view.diagnostics:
                return
            if outputs.get("pdf") != view.outputs.get("pdf"):
                view.pages = {}
                view.printed += 1
                view.page_count = _count(outputs["pdf"])
            view.web += outputs.get("html") != view.outputs.get("html")
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

    def source(self, slug: str) -> bytes | None:
        """The brief's YAML as it is now, for the page to show the place of a block or a fault."""
        try:
            return Files(self.home.root).read(self.briefs[slug].path, "yaml")
        except FileError:
            return None

    @property
    def closed(self) -> bool:
        """Whether the preview is over."""
        return self._closed

    def close(self) -> None:
        """Let everyone go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


def _drawn_and_read(job: Job) -> Built:
    """The PDF of *job*, with what the editor's rules say of the brief; the work of the other process."""
    pdf, read = build(replace(job, formats=("pdf",))), build(replace(job, formats=()), pages=False)
    return replace(pdf, diagnostics=tuple(tidy([*pdf.diagnostics, *read.diagnostics])))


#: PDFium reads for one thread at a time only, in all documents, from opening them to closing them.
_READING = threading.Lock()


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    with _READING:
        document = pypdfium2.PdfDocument(pdf)  # type: ignore[no-untyped-call]
        try:
            yield document
        finally:
            document.close()  # type: ignore[no-untyped-call]


def _count(pdf: bytes) -> int:
    with _opened(pdf) as document:
        return len(document)


def _draw(pdf: bytes, number: int) -> bytes:
    out = io.BytesIO()
    with _opened(pdf) as document:
        document[number - 1].render(scale=SCALE).to_pil().save(out, "PNG")
    return out.getvalue()
