"""From a brief to its resolved document: citations, the template, the transforms."""

from __future__ import annotations

from functools import partial

from reports.citing.bracketed import tell_bracketed
from reports.citing.library import Library
from reports.diagnostics import Collector
from reports.engine.citations import as_asked, citations_of, with_sources
from reports.engine.filled import filled_brief
from reports.engine.given import brand_of, brief_path, house_facts, named
from reports.engine.job import Job
from reports.engine.parsed import sound_part_of
from reports.engine.settled import Settled
from reports.engine.templates import builtin_templates
from reports.language import words as words_of
from reports.model.document import Asset, Document, Meta
from reports.schema import Brief, House, body_blocks, needed_files, needed_files_of_house, read_resources
from reports.schema.text import LineIndex
from reports.source import Position, SourceFile
from reports.templating import Composed, compose
from reports.templating.front import imprint, make_meta
from reports.theme.brand import Brand
from reports.transforms import resolve
from reports.transforms.references import with_labels_of

#: The name under which the brand's logo is among the document's pictures.
LOGO = "brand-logo"


def settle(job: Job, brief: Brief, house: House | None, brand: Brand, whole: Document | None = None) -> Settled:
    """The resolved document of *brief*; with *whole*, the sheet that the job's addressee gets of that paper."""
    composing, resolving = Collector(), Collector()
    citations = citations_of(brief, brief_path(job), named(job, needed_files(brief)), composing)
    library = citations.library if citations is not None else None
    composed = _compose(job, brief, house, brand, composing, job.addressee if whole is not None else "")
    if composed is None:
        return Settled(None, None, tuple(composing), library=library)
    unresolved = composed.document if whole is None else with_labels_of(whole, composed.document)
    if library is not None and job.brief is not None:
        written = LineIndex(job.brief.path, job.brief.data.decode("utf-8-sig", "replace"))
        tell_bracketed(unresolved.content, library, written, resolving)
    document = resolve(unresolved, citations=as_asked(citations), collector=resolving)
    document = with_sources(document, citations)
    return Settled(document, composed.settings.look_at, tuple(composing), tuple(resolving), library)


def meta_of(job: Job, collector: Collector) -> Meta | None:
    """What is known of the job's brief as a whole, without composing it; None where it cannot be read."""
    if job.brief is None:
        collector.extend(job.found)
        return None
    brief, found = filled_brief(job.brief, job.row, lambda bare: named(job, needed_files(bare)))
    collector.extend(found)
    if brief is None:
        return None
    lang = str(brief.lang)
    brand = brand_of(job)
    merged = imprint(brief, house_facts(job, lang, collector))
    return make_meta(brief, merged, words=words_of(lang), slug=job.slug, publisher=brand.name or "", epoch=job.epoch)


def library_of(job: Job) -> Library:
    """The works that the job's brief can cite; none where it cannot be read."""
    brief = sound_part_of(job.brief, job.row) if job.brief is not None else None
    found = citations_of(brief, brief_path(job), named(job, needed_files(brief)), Collector()) if brief else None
    return found.library if found is not None else Library()


def _compose(
    job: Job, brief: Brief, house: House | None, brand: Brand, collector: Collector, addressee: str
) -> Composed | None:
    resources, assets = read_resources(brief, named(job, needed_files(brief)), collector)
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
    files = named(job, needs)
    found = {}
    for need in needs:
        if need.kind == "image" and need.path in files:
            from reports.schema.images import read_image

            asset = read_image(files[need.path], need.at, collector)
            if asset is not None:
                found[need.path] = asset
    return found


def _logo(job: Job, brand: Brand, assets: dict[str, Asset], collector: Collector) -> str | None:
    if brand.logo is None or job.brand is None:
        return None
    from reports.schema.images import read_image

    asset = read_image(SourceFile(job.brand.path, brand.logos[brand.logo]), Position(job.brand.path), collector)
    if asset is None:
        return None
    assets[LOGO] = asset
    return LOGO
