"""``build``: from a job to its files. Pure, picklable, and never raises: all bytes in, bytes and diagnostics out."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from reports.citing.bracketed import tell_bracketed
from reports.citing.library import Library
from reports.citing.render import CitationStyle
from reports.diagnostics import Collector, Diagnostic, Severity, tidy
from reports.engine.citations import as_asked, citations_of, incomplete, with_sources
from reports.engine.drawing import Drawing, drawn
from reports.engine.editor import Review
from reports.engine.files import FileError, join
from reports.engine.filled import filled_brief
from reports.engine.job import Built, Job
from reports.engine.parsed import bare_of, house_of, sound_part_of, sound_part_of_house, theme_of
from reports.engine.salvage import independent
from reports.engine.templates import LOOKS, builtin_templates
from reports.engine.workspace import BRIEF, HOUSE
from reports.language import words as words_of
from reports.model.document import Asset, Document, Meta
from reports.records import record
from reports.schema import Brief, House, NeededFile, body_blocks, needed_files, needed_files_of_house, read_resources
from reports.schema.images import read_image
from reports.schema.semantics import check_brief
from reports.schema.text import LineIndex
from reports.source import Position, SourceFile
from reports.templating import Composed, compose
from reports.templating.front import imprint, make_meta
from reports.theme.brand import Brand, files_wanted, read_brand
from reports.theme.tokens import Theme
from reports.transforms import resolve
from reports.transforms.references import with_labels_of
from reports.writers.base import Written, writer

#: The name under which the brand's logo is among the document's pictures.
LOGO = "brand-logo"


def build(job: Job, *, pages: bool = True) -> Built:
    """Everything that can be made of *job*; with errors, diagnostics only.

    Where nothing is asked for but checking, a brief that promises a number of pages is laid out to count them, unless
    *pages* is false.
    """
    collector = Collector(list(job.found))
    made: dict[str, Written] = {}
    try:
        review = None if job.addressee else Review(job, brief_path(job))
        settled = resolved(job, collector, review)
        if settled is not None and not collector.has_errors:
            made = _write(*settled, job, collector)
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


def resolved(job: Job, collector: Collector, review: Review | None = None) -> tuple[Document, Theme] | None:
    """The resolved document and its theme, or None where the content does not allow for one.

    With *review* the editor reads the brief, too.
    """
    if job.brief is None:
        return None
    brief, found = filled_brief(job.brief, job.row, lambda bare: _named(job, needed_files(bare)))
    collector.extend(found)
    if brief is not None:
        whole = _stages(job, brief, collector, review)
        return _stages(job, brief, collector, whole=whole[0]) if whole is not None and job.addressee else whole
    sound = sound_part_of(job.brief, job.row)
    if sound is not None:
        own = Collector()
        check_brief(sound, Position(job.brief.path), own)
        _stages(job, sound, own)
        collector.extend(list(independent(own, collector, sound, job.brief.data.decode("utf-8", "replace"))))
    return None


def _stages(
    job: Job, brief: Brief, collector: Collector, review: Review | None = None, whole: Document | None = None
) -> tuple[Document, Theme] | None:
    """*whole* is the paper that the sheet of an addressee is taken from; None draws the paper itself."""
    house = _house(job, str(brief.lang), collector)
    brand = read_brand(job.brand, job.files, Collector()) if job.brand else Brand()
    files = _named(job, needed_files(brief))
    settled = _settled(job, brief, house, brand, files, whole)
    collector.extend(settled.composing)
    if settled.composed is None or settled.document is None:
        return None
    citations, document = settled.citations, settled.document
    theme = _theme(job, settled.composed, collector)
    excused = {"CIT001"} if incomplete(brief, files) else set()
    if any(one.code.startswith("TPL") and one.severity is Severity.ERROR for one in collector):
        excused |= {"REF001"}  # what a faulty template lost cannot be referred to
    excused |= {"CIT002"} if whole is not None else set()  # a sheet cites some of the works only
    excused |= {"CIT002"} if review is not None and not job.formats else set()  # EVD010 names each of them
    collector.extend(one for one in settled.resolving if one.code not in excused)
    if review is not None:
        library = citations.library if citations is not None else None
        seen = {"library": library, "publisher": brand.name or "", "palette": theme.palette}
        facts = sound_part_of_house(job.house, str(brief.lang)) if job.house and house is None else house
        found = review.read(brief, facts, document, files, **seen)
        # What seems to be missing in the house's file may stand in its faulty part.
        collector.extend(one for one in found if facts is house or HOUSE not in one.hint)
    if job.positions:
        document = replace(document, options={**document.options, "positions": "yes"})
    return with_sources(document, citations), theme


@record(frozen=True, slots=True)
class _Settled:
    """A document that waits for its theme only, and what was found on the way to it."""

    composed: Composed | None
    document: Document | None
    citations: CitationStyle | None
    composing: tuple[Diagnostic, ...]
    resolving: tuple[Diagnostic, ...] = ()


#: The last documents with what they were made of, newest last: who works at a look does not wait for composing.
_SETTLED: list[tuple[Brief, tuple[object, ...], _Settled]] = []
_MOST_SETTLED = 2


def _settled(
    job: Job, brief: Brief, house: House | None, brand: Brand, files: Mapping[str, SourceFile], whole: Document | None
) -> _Settled:
    """From the brief to its resolved document. The look and the colours and fonts of the brand have no part in it."""
    if whole is not None:
        return _settle(job, brief, house, brand, files, whole)
    pictures = _named(job, needed_files_of_house(house)) if house else {}
    logo = brand.logos.get(brand.logo) if brand.logo is not None else None
    made_of = (
        job.slug, job.folder, job.epoch, job.row, job.house, brand.name, logo, sorted(job.templates.items()),
        sorted(files.items()), sorted(pictures.items()),
    )  # fmt: skip
    for known in _SETTLED:
        if known[0] is brief and known[1] == made_of:
            return known[2]
    made = _settle(job, brief, house, brand, files, None)
    _SETTLED.append((brief, made_of, made))
    del _SETTLED[:-_MOST_SETTLED]
    return made


def _settle(
    job: Job, brief: Brief, house: House | None, brand: Brand, files: Mapping[str, SourceFile], whole: Document | None
) -> _Settled:
    composing, resolving = Collector(), Collector()
    citations = citations_of(brief, brief_path(job), files, composing)
    composed = _compose(job, brief, house, brand, composing, job.addressee if whole is not None else "")
    if composed is None:
        return _Settled(None, None, citations, tuple(composing))
    unresolved = composed.document if whole is None else with_labels_of(whole, composed.document)
    if citations is not None and job.brief is not None:
        written = LineIndex(job.brief.path, job.brief.data.decode("utf-8-sig", "replace"))
        tell_bracketed(unresolved.content, citations.library, written, resolving)
    document = resolve(unresolved, citations=as_asked(citations), collector=resolving)
    return _Settled(composed, document, citations, tuple(composing), tuple(resolving))


def meta_of(job: Job, collector: Collector) -> Meta | None:
    """What is known of the job's brief as a whole, without composing it; None where it cannot be read."""
    if job.brief is None:
        collector.extend(job.found)
        return None
    brief, found = filled_brief(job.brief, job.row, lambda bare: _named(job, needed_files(bare)))
    collector.extend(found)
    if brief is None:
        return None
    lang = str(brief.lang)
    brand = read_brand(job.brand, job.files, Collector()) if job.brand else Brand()
    merged = imprint(brief, _house(job, lang, collector))
    return make_meta(brief, merged, words=words_of(lang), slug=job.slug, publisher=brand.name or "", epoch=job.epoch)


def library_of(job: Job) -> Library:
    """The works that the job's brief can cite; none where it cannot be read."""
    brief = sound_part_of(job.brief, job.row) if job.brief is not None else None
    found = citations_of(brief, brief_path(job), _named(job, needed_files(brief)), Collector()) if brief else None
    return found.library if found is not None else Library()


def brief_path(job: Job) -> str:
    """The path of the job's ``brief.yaml``, as diagnostics name it."""
    return job.brief.path if job.brief else f"{job.folder}/{BRIEF}".lstrip("/")


def _house(job: Job, lang: str, collector: Collector) -> House | None:
    if job.house is None:
        return None
    house, found = house_of(job.house, lang)
    collector.extend(found)
    return house


def _named(job: Job, needs: tuple[NeededFile, ...]) -> dict[str, SourceFile]:
    """The files among *needs* that could be read, by their path as written."""
    found = {}
    for need in needs:
        try:
            name = join(job.folder if need.base == "brief" else "", need.path)
        except FileError:
            continue
        if name in job.files:
            found[need.path] = SourceFile(name, job.files[name])
    return found


def _compose(
    job: Job, brief: Brief, house: House | None, brand: Brand, collector: Collector, addressee: str
) -> Composed | None:
    resources, assets = read_resources(brief, _named(job, needed_files(brief)), collector)
    assets |= _house_pictures(job, house, collector)
    logo = _logo(job, brand, assets, collector)
    return compose(
        brief,
        house,
        at=brief.where_of("template") or Position(brief_path(job)),
        body=partial(body_blocks, resources=resources),
        assets=assets,
        own_templates=job.templates,
        builtin_templates=builtin_templates(),
        slug=job.slug,
        addressee=addressee,
        publisher=brand.name,
        logo=logo,
        epoch=job.epoch,
        row=dict(job.row.fields) if job.row is not None else None,
        collector=collector,
    )


def _house_pictures(job: Job, house: House | None, collector: Collector) -> dict[str, Asset]:
    needs = needed_files_of_house(house) if house else ()
    files = _named(job, needs)
    found = {}
    for need in needs:
        if need.kind == "image" and need.path in files:
            asset = read_image(files[need.path], need.at, collector)
            if asset is not None:
                found[need.path] = asset
    return found


def _logo(job: Job, brand: Brand, assets: dict[str, Asset], collector: Collector) -> str | None:
    if brand.logo is None or job.brand is None:
        return None
    asset = read_image(SourceFile(job.brand.path, brand.logos[brand.logo]), Position(job.brand.path), collector)
    if asset is None:
        return None
    assets[LOGO] = asset
    return LOGO


def _theme(job: Job, composed: Composed, collector: Collector) -> Theme:
    options = composed.document.options
    looks = tuple(SourceFile(f"{LOOKS}/{name}.yaml", data) for name, data in sorted(job.looks.items()))
    wanted = [name for name, _ in files_wanted(job.brand)] if job.brand else []
    files = tuple((name, job.files[name]) for name in sorted(set(wanted)) if name in job.files)
    lang = composed.document.meta.lang
    theme, found = theme_of(options["look"], looks, job.brand, files, lang, options["paper"], options["profile"])
    at = composed.settings.look_at
    told = (replace(one, at=at) if one.code == "THM010" and at is not None else one for one in found)
    collector.extend(_not_told(told, job))
    return theme


def _not_told(found: Iterable[Diagnostic], job: Job) -> Iterator[Diagnostic]:
    """Without what follows from a file of the brand that could not be read: that file has been told already."""
    unread = {one.at for one in job.found if job.brand and one.at.path == job.brand.path}
    for one in found:
        if one.at not in unread and not (unread and one.code == "THM007"):
            yield one


def _write(document: Document, theme: Theme, job: Job, collector: Collector) -> dict[str, Written]:
    """What the writers give, by extension."""
    extras = {extension: _extras(job, extension) for extension in job.formats}
    made: dict[str, Written] = {}
    for extension, written in drawn(Drawing(document, theme, job.formats, job.drawn, extras)):
        made[extension] = written
        collector.extend(written.diagnostics)
    return made


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
    files = _named(job, needed_files(brief))
    if extension == "docx" and brief.docx.template is not None:
        named = brief.docx.template
        return {"template": files[str(named)].data, "template_at": named.at}
    if extension == "pdf" and brief.pdf.attach_source:
        shared = [one for one in (job.house, job.brand) if one is not None]
        sources = {one.path: one.data for one in (job.brief, *shared, *files.values())}
        return {"attachments": sources}
    return {}
