"""``build``: from a job to its files. Pure, picklable, and never raises: all bytes in, bytes and diagnostics out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from reports.diagnostics import Collector, Diagnostic, Severity, tidy
from reports.engine.beside import Beside
from reports.engine.drawing import Drawing, drawn, drawn_by_two
from reports.engine.editor import Review
from reports.engine.filled import filled_brief
from reports.engine.given import brand_of, brief_path, house_facts, named, sources_of
from reports.engine.job import Built, Job
from reports.engine.parsed import bare_of, sound_part_of, sound_part_of_house, theme_of
from reports.engine.salvage import independent
from reports.engine.settled import Kept, Settled, settled_of
from reports.engine.templates import LOOKS
from reports.engine.workspace import HOUSE
from reports.model.document import Document
from reports.schema import Brief, House, needed_files
from reports.schema.semantics import check_brief
from reports.source import Position, SourceFile
from reports.theme.brand import Brand, files_wanted
from reports.theme.tokens import Theme
from reports.writers.base import Written, writer


def build(job: Job, *, pages: bool = True, kept: Kept | None = None, second: Beside | None = None) -> Built:
    """Everything that can be made of *job*; with errors, diagnostics only.

    pages
        Where nothing is asked for but checking: whether a brief that promises a number of pages is laid out to count
        them.
    kept
        Spares composing again what was composed before; it never changes what comes out.
    second
        A process that draws meanwhile.
    """
    collector = Collector(list(job.found))
    made: dict[str, Written] = {}
    try:
        review = None if job.addressee else Review(job, brief_path(job))
        settled = resolved(job, collector, review, kept)
        if settled is not None and not collector.has_errors:
            made = _write(*settled, job, collector, second, review)
            if not job.formats:
                collector.extend(_unusable_template(job))
            if review is not None:
                count = pages and not job.formats and review.promises_pages
                read = {"pdf": writer("pdf")(*settled, pages={}).data} if count else _data(made)
                collector.extend(review.drawn(read))
    except Exception as error:
        collector.extend([_internal(error, job)])
    found = tuple(tidy(collector))
    if collector.has_errors:
        return Built(job.slug, {}, found)
    return Built(job.slug, _data(made), found, {name: one for name, one in made.items() if name not in job.drawn})


def _data(made: Mapping[str, Written]) -> dict[str, bytes]:
    return {extension: one.data for extension, one in made.items()}


def _internal(error: Exception, job: Job) -> Diagnostic:
    at = Position(brief_path(job))
    message = f"internal fault: {type(error).__name__}: {' '.join(str(error).split())[:200]}"
    hint = "This is a fault of the builder, not of the brief: please report it. BRIEF_DEBUG=1 tells where it happened."
    if os.environ.get("BRIEF_DEBUG") == "1":
        import traceback

        hint = "".join(traceback.format_exception(error)).rstrip()
    return Diagnostic("OUT900", Severity.ERROR, at, message, hint)


def resolved(
    job: Job, collector: Collector, review: Review | None = None, kept: Kept | None = None
) -> tuple[Document, Theme] | None:
    """The resolved document and its theme, or None where the content does not allow for one.

    With *review* the editor reads the brief, too. A document that is *kept* already is not composed again.
    """
    if job.brief is None:
        return None
    brief, found = filled_brief(job.brief, job.row, lambda bare: named(job, needed_files(bare)))
    collector.extend(found)
    if brief is not None:
        whole = _stages(job, brief, collector, review, kept=kept)
        return _stages(job, brief, collector, whole=whole[0]) if whole is not None and job.addressee else whole
    sound = sound_part_of(job.brief, job.row)
    if sound is not None:
        own = Collector()
        check_brief(sound, Position(job.brief.path), own)
        _stages(job, sound, own)
        collector.extend(list(independent(own, collector, sound, job.brief.data.decode("utf-8", "replace"))))
    return None


def _stages(
    job: Job,
    brief: Brief,
    collector: Collector,
    review: Review | None = None,
    whole: Document | None = None,
    kept: Kept | None = None,
) -> tuple[Document, Theme] | None:
    """*whole* is the paper that the sheet of an addressee is taken from; None draws the paper itself."""
    house, brand = house_facts(job, str(brief.lang), collector), brand_of(job)
    settled = _settled(job, brief, house, brand, whole, kept)
    collector.extend(settled.composing)
    if settled.document is None:
        return None
    document = settled.document
    theme = _theme(job, document, settled.look_at, collector)
    files = named(job, needed_files(brief))
    # The keys of a bibliography that is missing are no faults of their own.
    excused = {"CIT001"} if any(str(one) not in files for one in brief.bibliography) else set()
    if any(one.code.startswith("TPL") and one.severity is Severity.ERROR for one in collector):
        excused |= {"REF001"}  # what a faulty template lost cannot be referred to
    excused |= {"CIT002"} if whole is not None else set()  # a sheet cites some of the works only
    excused |= {"CIT002"} if review is not None and not job.formats else set()  # EVD010 names each of them
    collector.extend(one for one in settled.resolving if one.code not in excused)
    if review is not None:
        seen = {"library": settled.library, "publisher": brand.name or "", "palette": theme.palette}
        facts = sound_part_of_house(job.house, str(brief.lang)) if job.house and house is None else house
        found = review.read(brief, facts, document, files, **seen)
        # What seems to be missing in the house's file may stand in its faulty part.
        collector.extend(one for one in found if facts is house or HOUSE not in one.hint)
    if job.positions:
        document = replace(document, options={**document.options, "positions": "yes"})
    return document, theme


def _settled(
    job: Job, brief: Brief, house: House | None, brand: Brand, whole: Document | None, kept: Kept | None
) -> Settled:
    if whole is None:
        # Checking reads the works cited, too, which no cache has.
        return settled_of(job, brief, house, brand, kept if job.formats and not job.addressee else None)
    from reports.engine.settling import settle

    return settle(job, brief, house, brand, whole)


def _theme(job: Job, document: Document, look_at: Position | None, collector: Collector) -> Theme:
    options = document.options
    looks = tuple(SourceFile(f"{LOOKS}/{name}.yaml", data) for name, data in sorted(job.looks.items()))
    wanted = [name for name, _ in files_wanted(job.brand)] if job.brand else []
    files = tuple((name, job.files[name]) for name in sorted(set(wanted)) if name in job.files)
    lang = document.meta.lang
    theme, found = theme_of(options["look"], looks, job.brand, files, lang, options["paper"], options["profile"])
    told = (replace(one, at=look_at) if one.code == "THM010" and look_at is not None else one for one in found)
    collector.extend(_not_told(told, job))
    return theme


def _not_told(found: Iterable[Diagnostic], job: Job) -> Iterator[Diagnostic]:
    """Without what follows from a file of the brand that could not be read: that file has been told already."""
    unread = {one.at for one in job.found if job.brand and one.at.path == job.brand.path}
    for one in found:
        if one.at not in unread and not (unread and one.code == "THM007"):
            yield one


def _write(
    document: Document, theme: Theme, job: Job, collector: Collector, second: Beside | None, review: Review | None
) -> dict[str, Written]:
    """What the writers give, by extension."""
    extras = {extension: _extras(job, extension) for extension in job.formats}
    drawing = Drawing(document, theme, job.formats, job.drawn, extras)
    made: dict[str, Written] = {}
    for extension, written in drawn(drawing) if second is None else drawn_by_two(drawing, second):
        made[extension] = written
        if review is not None:
            review.seen(extension, written.data)
    for extension in job.formats:
        collector.extend(made[extension].diagnostics)
    return {extension: made[extension] for extension in job.formats}


def _unusable_template(job: Job) -> tuple[Diagnostic, ...]:
    """What is wrong with a designer's Word file, where nothing is drawn that would tell."""
    named = _extras(job, "docx")
    if "template" not in named:
        return ()
    from reports.writers.docx.designer import usable

    return usable(named["template"], named["template_at"] or Position(brief_path(job)))[1]


def _extras(job: Job, extension: str) -> dict[str, Any]:
    """What one format alone is given: a designer's Word file with styles, the sources that a PDF carries along."""
    brief = bare_of(job.brief, job.row)[0] if job.brief else None
    if brief is None or job.brief is None:
        return {}
    files = named(job, needed_files(brief))
    if extension == "docx" and brief.docx.template is not None:
        template = brief.docx.template
        return {"template": files[str(template)].data, "template_at": template.at}
    if extension == "pdf" and brief.pdf.attach_source:
        return {"attachments": sources_of(job)}
    return {}
