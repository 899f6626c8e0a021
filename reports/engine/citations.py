"""Citations of one brief: its library and its style behind the face that the transforms ask for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from reports.citing import quality, styles
from reports.citing.export import json_ld_text
from reports.citing.library import Library
from reports.citing.reading import read_library
from reports.citing.render import CitationStyle
from reports.diagnostics import Collector
from reports.model.document import Document
from reports.model.inlines import CiteItem
from reports.model.walk import walk
from reports.schema import Brief
from reports.source import Position, SourceFile
from reports.transforms.context import Citations


def citations_of(
    brief: Brief, path: str, files: Mapping[str, SourceFile], collector: Collector
) -> CitationStyle | None:
    """The citations of *brief*, which stands in *path*; *files* are those it names, by their path as written.

    Where the style cannot be used, which is told, the usual one stands in, so that the keys are looked at all the same.
    """
    here = Position(path)
    library = _library(brief, here, files, collector)
    name = str(brief.csl or "")
    at = brief.where_of("csl") or here
    own = files.get(name) if name.lower().endswith(".csl") else None
    style = None
    if own is not None or not name.lower().endswith(".csl"):
        style = styles.load(name, str(brief.lang), collector, at, own)
    style = style or styles.load("", str(brief.lang), Collector(), at)
    return CitationStyle(library, style, str(brief.lang), at) if style is not None else None


def _library(brief: Brief, here: Position, files: Mapping[str, SourceFile], collector: Collector) -> Library:
    sources = [files[str(one)] for one in brief.bibliography if str(one) in files]
    inline = brief.references or None
    library = read_library(sources, inline, collector, brief.where_of("references") or here)
    if brief.date is not None:
        quality.check_dates(library, str(brief.date), collector)
    return library


def as_asked(citations: CitationStyle | None) -> Citations | None:
    """The same under the type that the transforms know."""
    return cast("Citations | None", citations)


def incomplete(brief: Brief, files: Mapping[str, SourceFile]) -> bool:
    """Whether a bibliography file is missing: then unknown keys are no faults of their own."""
    return any(str(one) not in files for one in brief.bibliography)


def with_sources(document: Document, citations: CitationStyle | None) -> Document:
    """*document* carrying the cited works as CSL-JSON, for writers that print live citations, and its own record as
    JSON-LD, for those that embed it."""
    if citations is None:
        return replace(document, linked=json_ld_text(document.meta))
    found = {}
    for node in walk(document.content):
        entry = citations.library.find(node.key) if isinstance(node, CiteItem) else None
        if entry is not None and isinstance(node, CiteItem):
            found[node.key] = entry.data
    return replace(document, sources=found, linked=json_ld_text(document.meta, found.values()))
