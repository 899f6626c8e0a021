"""The transforms: from the document as written to the document as printed.

Numbering, labels, cross-references, citations, the order of notes and the contents are settled here, before any
writer runs. ``TRANSFORMS`` is THE ordered list; each one is a function from a document to a document.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from reports.diagnostics import Collector
from reports.model.document import Document
from reports.transforms.citations import citations_into_notes, settle_citations
from reports.transforms.contents import settle_contents
from reports.transforms.context import Citations, Context, RenderedCitations
from reports.transforms.ids import check_ids
from reports.transforms.notes import gather_endnotes, number_notes
from reports.transforms.numbering import number_sections, number_things
from reports.transforms.references import settle_references
from reports.transforms.sections import settle_levels
from reports.transforms.tidy import join_texts

Transform: TypeAlias = Callable[[Document, Context], Document]

TRANSFORMS: tuple[Transform, ...] = (
    settle_levels,  # headings take the level of their section
    check_ids,  # each id once, before anything hangs on it
    number_sections,  # 1, 1.1, A …
    number_things,  # figures, tables, recommendations, options
    settle_references,  # cross-references print labels: after numbering
    citations_into_notes,  # note styles: each cluster becomes a note
    number_notes,  # in the order of the text: positions (ibid.) hang on it
    settle_citations,  # the text of clusters and the list of references
    gather_endnotes,  # bodies of endnotes, with their citations settled
    settle_contents,  # entries from settled headings and captions
    join_texts,  # neighbouring texts are one: the normal form
)


def resolve(document: Document, *, citations: Citations | None, collector: Collector) -> Document:
    """The document with everything settled that does not hang on pages. Faults are REF0xx and CIT0xx diagnostics."""
    context = Context(collector, citations)
    for transform in TRANSFORMS:
        document = transform(document, context)
    return document


__all__ = ["TRANSFORMS", "Citations", "Context", "RenderedCitations", "Transform", "resolve"]
