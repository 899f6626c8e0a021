"""From a resolved document to its files: one writer after the other, each given what it needs of those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reports.engine.beside import DRAWN, Beside
from reports.model.blocks import Contents
from reports.model.document import Document
from reports.model.inlines import Ref
from reports.model.walk import walk
from reports.records import record
from reports.theme.tokens import Theme
from reports.writers.base import PRINTED, WRITERS, Written, printed, writer


@record(frozen=True, slots=True)
class Drawing:
    """What is to be drawn, and of what.

    formats
        File extensions, in the order of ``WRITERS``: the PDF comes first, for it knows the page numbers that the Word
        file shows.
    known
        Formats that were drawn of the same content before.
    extras
        What one format alone is given, by extension: a designer's Word file, the sources that a PDF carries along.
    """

    document: Document
    theme: Theme
    formats: tuple[str, ...]
    known: Mapping[str, Written]
    extras: Mapping[str, Mapping[str, Any]]


def drawn(drawing: Drawing) -> Iterator[tuple[str, Written]]:
    """Each format as it is finished."""
    made: dict[str, Written] = {}
    pages: Mapping[str, int] = {}
    if "docx" in drawing.formats and "pdf" not in drawing.formats and wants_pages(drawing.document):
        pages = writer("pdf")(drawing.document, drawing.theme, pages={}).pages
    for extension in drawing.formats:
        made[extension] = drawing.known.get(extension) or _drawn(extension, drawing, made, pages)
        pages = made[extension].pages or pages
        yield extension, made[extension]


def drawn_by_two(drawing: Drawing, second: Beside) -> Iterator[tuple[str, Written]]:
    """Each format of *drawing* as it is finished: by *second* what it can, the others here."""
    theirs = tuple(one for one in drawing.formats if one in DRAWN and one not in drawing.known)
    made = dict(drawing.known)
    if theirs:
        known = {"pdf": drawing.known["pdf"]} if "pdf" in drawing.known else {}
        second.ask(replace(drawing, formats=(*known, *theirs), known=known))
    ours = tuple(one for one in drawing.formats if one in WRITERS and one not in DRAWN)
    made.update(drawn(replace(drawing, formats=ours)))
    yield from made.items()
    for extension, written in second.answers() if theirs else ():
        if extension not in made:
            made[extension] = written
            yield extension, written
    for extension, written in drawn(replace(drawing, known=made)):
        if extension not in made:
            yield extension, written


def _drawn(extension: str, drawing: Drawing, made: Mapping[str, Written], pages: Mapping[str, int]) -> Written:
    if extension in PRINTED:
        return Written(printed(extension, made["pdf"].data))
    write: Callable[..., Written] = writer(extension)
    document = with_rasters(drawing.document, drawing.theme) if extension == "docx" else drawing.document
    return write(document, drawing.theme, pages=pages, **drawing.extras.get(extension, {}))


def wants_pages(document: Document) -> bool:
    """Whether page numbers are printed in the text, which only the PDF of the document knows."""
    return any(
        isinstance(one, Contents) or (isinstance(one, Ref) and one.form == "page") for one in walk(document.content)
    )


def with_rasters(document: Document, theme: Theme) -> Document:
    """*document* with a PNG beside each SVG, for programs that read Word files and cannot draw SVG."""
    vectors = [one for one in document.assets.values() if one.kind == "svg" and not one.fallback]
    if not vectors:
        return document
    from reports.writers.pdf.raster import raster

    assets = {
        name: replace(one, fallback=raster(one, theme, document.meta.lang, len(vectors))) if one in vectors else one
        for name, one in document.assets.items()
    }
    return replace(document, assets=assets)
