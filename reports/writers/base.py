"""What a writer is, and the table of all writers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from reports.diagnostics import Diagnostic
from reports.records import record

if TYPE_CHECKING:  # the command line asks for the names of formats only, and must not wait for the model
    from reports.model.document import Document
    from reports.theme.tokens import Theme


@record(frozen=True, slots=True)
class Written:
    """What a writer returns.

    data
        The whole file.
    diagnostics
        What only drawing could tell: a missing glyph, a table that does not fit.
    pages
        For paged formats, the page number (from 1) on which each id starts, and ``""`` for the number of pages.
    """

    data: bytes
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: Mapping[str, int] = field(default_factory=dict)


class Writer(Protocol):
    """Draws a resolved document.

    ``pages`` is the same mapping as ``Written.pages``, from the PDF of the same document when there is one; formats
    that only estimate page numbers print these.
    """

    def __call__(self, document: Document, theme: Theme, *, pages: Mapping[str, int]) -> Written:
        """Draw; never raises for a document that the native reader accepts."""
        ...


#: File extension → module that has the writer as ``write``. Order is the order of building: the PDF comes first, so
#: that its page numbers are known to the others.
WRITERS: Mapping[str, str] = {
    "pdf": "reports.writers.pdf",
    "docx": "reports.writers.docx",
    "html": "reports.writers.html",
}


def writer(extension: str) -> Writer:
    """The writer for *extension*, imported when first asked for. Raises KeyError for an unknown one."""
    module = import_module(WRITERS[extension])
    return cast("Callable[..., Written]", module.write)


#: What the writers import when they are first called.
_HEAVY: Mapping[str, tuple[str, ...]] = {
    "pdf": ("reports.writers.pdf.draw", "pyphen"),
    "docx": ("reports.writers.docx.assemble", "uharfbuzz"),
    "html": ("reports.writers.html.writer",),
}


def prepare(extension: str) -> None:
    """Import all that the writer for *extension* imports. Raises KeyError for an unknown one."""
    for module in _HEAVY[extension]:
        import_module(module)


#: What is made of the finished PDF for the printer: extension → function of ``reports.writers.pdf.printing``.
PRINTED: Mapping[str, str] = {"print.pdf": "with_crop_marks", "booklet.pdf": "booklet", "grey.pdf": "greyscale"}


def printed(extension: str, pdf: bytes) -> bytes:
    """The file *extension* of ``PRINTED``, made of the finished PDF."""
    module = import_module("reports.writers.pdf.printing")
    return cast("bytes", getattr(module, PRINTED[extension])(pdf))
