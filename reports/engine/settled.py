"""Resolved documents, and where those are found that were made before: in this process, or in the cache of another.

Composing asks the theme for nothing but the publisher's name and the logo of the brand. So a changed look, other
colours, other fonts draw a document anew and do not compose it again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Protocol

from reports.diagnostics import Diagnostic, has_errors
from reports.engine.given import named
from reports.engine.job import Job
from reports.engine.keys import digest, tool
from reports.model.document import Document
from reports.records import record
from reports.schema import Brief, House, needed_files, needed_files_of_house
from reports.source import Position, SourceFile
from reports.theme.brand import Brand

if TYPE_CHECKING:
    from reports.citing.library import Library


@record(frozen=True, slots=True)
class Settled:
    """A document that waits for its theme only, and what was found on the way to it.

    document
        None where the template could not be rendered.
    look_at
        Where the look is named, if the template's settings name it.
    library
        The works that can be cited; None where there are none, and for a document from the cache.
    """

    document: Document | None
    look_at: Position | None
    composing: tuple[Diagnostic, ...] = ()
    resolving: tuple[Diagnostic, ...] = ()
    library: Library | None = field(default=None, compare=False)


class Kept(Protocol):
    """Documents kept beyond this process."""

    def settled(self, key: str) -> Settled | None:
        """The document under *key*, if it is there."""

    def store_settled(self, key: str, settled: Settled) -> None:
        """Keep *settled*."""


#: The last documents with what they were made of, newest last: who works at a look does not wait for composing.
_REMEMBERED: list[tuple[Brief, tuple[object, ...], Settled]] = []
_MOST_REMEMBERED = 2


def settled_of(job: Job, brief: Brief, house: House | None, brand: Brand, kept: Kept | None = None) -> Settled:
    """From the brief to its resolved document, made now or before."""
    files = named(job, needed_files(brief))
    pictures = named(job, needed_files_of_house(house)) if house else {}
    logo = brand.logos.get(brand.logo) if brand.logo is not None else None
    made_of = (
        job.slug, job.folder, job.epoch, job.row, job.house, brand.name, logo, sorted(job.templates.items()),
        sorted(files.items()), sorted(pictures.items()),
    )  # fmt: skip
    for known in _REMEMBERED:
        if known[0] is brief and known[1] == made_of:
            return known[2]
    key = _key(job, brand.name, logo, files, pictures) if kept is not None else ""
    made = kept.settled(key) if kept is not None else None
    if made is None:
        from reports.engine.settling import settle

        made = settle(job, brief, house, brand)
        if kept is not None and not has_errors((*made.composing, *made.resolving)):
            kept.store_settled(key, made)
    _REMEMBERED.append((brief, made_of, made))
    del _REMEMBERED[:-_MOST_REMEMBERED]
    return made


def _key(
    job: Job, publisher: str, logo: bytes | None, files: Mapping[str, SourceFile], pictures: Mapping[str, SourceFile]
) -> str:
    """One digest over everything that goes into composing, the program among it."""
    own = [(one.path, digest(one.data)) if one is not None else None for one in (job.brief, job.house)]
    row = (str(job.row.at), job.row.fields) if job.row is not None else None
    templates = [(name, digest(data)) for name, data in sorted(job.templates.items())]
    read = [[(name, one.path, digest(one.data)) for name, one in sorted(some.items())] for some in (files, pictures)]
    brand = (publisher, None if logo is None else digest(logo), job.brand.path if job.brand else None)
    account = [tool(), job.slug, job.folder, job.epoch, row, own, brand, templates, read]
    return digest(json.dumps(account).encode())
