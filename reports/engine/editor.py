"""The editor's rules within a build: what they need is gathered while the brief is on its way to the writers.

``brief check`` runs every rule that needs no pages. A build runs those that forbid printing, and, when the files are
drawn, those that look at pages and formats.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace

from reports.checks.run import run_checks
from reports.checks.subject import Page, Subject
from reports.diagnostics import Collector, Diagnostic
from reports.engine.job import Job
from reports.engine.readback import printed_pages, words_of
from reports.model.document import Document
from reports.records import record
from reports.schema import Brief, House, read_csv
from reports.source import SourceFile

#: Rules that look at what was drawn.
PRINTED = "OUT1"
#: Rules of which a finding is an error; a build need not import the others.
FORBIDDING = ("PUB010",)


@record(slots=True)
class Review:
    """The editor's part in one build; ``subject`` is there once the document is resolved."""

    job: Job
    path: str
    subject: Subject | None = field(default=None)
    pages: tuple[Page, ...] | None = field(default=None)

    def seen(self, extension: str, data: bytes) -> None:
        """A file that is finished while others are drawn: what takes long to read is read now."""
        if self.subject is not None and extension == "pdf":
            self.pages = printed_pages(data)

    def read(
        self, brief: Brief, house: House | None, document: Document, files: Mapping[str, SourceFile], **more: object
    ) -> Iterable[Diagnostic]:
        """What can be said before anything is drawn."""
        own = house.overridden(brief.imprint) if house is not None else brief.imprint
        tables = {
            name: read_csv(one, Collector()) for name, one in files.items() if name.lower().endswith((".csv", ".tsv"))
        }
        self.subject = Subject(
            brief=brief,
            path=self.path,
            slug=self.job.slug,
            house=own,
            document=document,
            tables={name: table for name, table in tables.items() if table is not None},
            assets=document.assets,
            **more,  # type: ignore[arg-type]
        )
        if self.job.formats:
            return run_checks(self.subject, FORBIDDING)
        return run_checks(self.subject, ignore=(PRINTED,))

    def drawn(self, outputs: Mapping[str, bytes]) -> Iterable[Diagnostic]:
        """What only the drawn files show."""
        if self.subject is None or not outputs:
            return ()
        pages = (self.pages or printed_pages(outputs["pdf"])) if "pdf" in outputs else None
        return run_checks(replace(self.subject, pages=pages, written=words_of(outputs, pages)), (PRINTED,))

    @property
    def promises_pages(self) -> bool:
        """Whether the brief promises a number of pages, so that checking it means laying it out."""
        return self.subject is not None and self.subject.brief.print.pages is not None
