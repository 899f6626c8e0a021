"""A job and its result: all bytes in, all bytes out. Both travel between processes and machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from reports.diagnostics import Diagnostic, has_errors
from reports.records import record
from reports.source import Position, SourceFile
from reports.writers.base import Written


@record(frozen=True, slots=True)
class Row:
    """The row that an edition is built for.

    at
        Where its first cell stands.
    fields
        Names of columns with their cells.
    """

    at: Position
    fields: tuple[tuple[str, str], ...]


@record(frozen=True, slots=True)
class Job:
    """Everything that goes into one brief, so that building needs no disk.

    slug
        Stem of the files built.
    folder
        The brief's folder, relative to the workspace; names in ``brief.yaml`` are relative to it.
    brief
        ``brief.yaml``; None where it cannot be read, which ``found`` tells.
    house, brand
        ``house.yaml`` and ``_brand.yml`` of the workspace, where there are any.
    templates
        The workspace's own templates by name ("brief/template.html", "_partials/title.html").
    looks
        The workspace's own looks by name.
    files
        Every other file named by the content, by its name relative to the workspace.
    formats
        File extensions to be drawn, in the order of drawing; none only checks.
    epoch
        SOURCE_DATE_EPOCH, or None for the brief's own date.
    found
        What was found while the files were gathered.
    row
        The row that this edition is built for; None for the brief as it is.
    addressee
        The actor for whom a sheet of recommendations is made in place of the whole paper; empty for the paper.
    positions
        Whether the web page tells of each block where the author wrote it, as a preview needs it.
    drawn
        Formats that were drawn of the same content before; they are not drawn again.
    """

    slug: str
    folder: str
    brief: SourceFile | None
    house: SourceFile | None = None
    brand: SourceFile | None = None
    templates: Mapping[str, bytes] = field(default_factory=dict)
    looks: Mapping[str, bytes] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    epoch: int | None = None
    found: tuple[Diagnostic, ...] = ()
    row: Row | None = None
    addressee: str = ""
    positions: bool = False
    drawn: Mapping[str, Written] = field(default_factory=dict)


@record(frozen=True, slots=True)
class Built:
    """What came of a job.

    outputs
        The files by extension; none when there are errors.
    diagnostics
        In order of place, each once.
    drawn
        What the writers gave for the formats that were drawn now, for the cache.
    """

    slug: str
    outputs: Mapping[str, bytes]
    diagnostics: tuple[Diagnostic, ...]
    drawn: Mapping[str, Written] = field(default_factory=dict, compare=False)

    @property
    def failed(self) -> bool:
        """Whether errors stopped the brief."""
        return has_errors(self.diagnostics)
