"""What a job gives: where its brief stands, the files that the brief names, the house's facts and the brand."""

from __future__ import annotations

from collections.abc import Iterable

from reports.diagnostics import Collector
from reports.engine.files import FileError, join
from reports.engine.job import Job
from reports.engine.parsed import house_of
from reports.engine.templates import LOOKS
from reports.engine.workspace import BRIEF, TEMPLATES
from reports.schema import House, NeededFile
from reports.source import SourceFile
from reports.theme.brand import Brand, read_brand


def brief_path(job: Job) -> str:
    """The path of the job's ``brief.yaml``, as diagnostics name it."""
    return job.brief.path if job.brief else f"{job.folder}/{BRIEF}".lstrip("/")


def named(job: Job, needs: Iterable[NeededFile]) -> dict[str, SourceFile]:
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


def sources_of(job: Job) -> dict[str, bytes]:
    """All that the brief is built from, by name in the workspace: a workspace of its own that builds the same.

    House fonts are among them where their licence bits allow to pass them on.
    """
    from reports.theme.fonts import is_free_to_give

    read = {one.path: one.data for one in (job.brief, job.house, job.brand) if one is not None}
    own = {f"{TEMPLATES}/{name}": data for name, data in job.templates.items()}
    looks = {f"{LOOKS}/{name}.yaml": data for name, data in job.looks.items()}
    files = {name: data for name, data in job.files.items() if not name.endswith(".ttf") or is_free_to_give(data)}
    return {**read, **own, **looks, **files}


def house_facts(job: Job, lang: str, collector: Collector) -> House | None:
    """The facts of the house in *lang*; None where there are none, or where they are at fault, which is told."""
    if job.house is None:
        return None
    house, found = house_of(job.house, lang)
    collector.extend(found)
    return house


def brand_of(job: Job) -> Brand:
    """The brand, as far as it can be read; its faults are told with the theme."""
    return read_brand(job.brand, job.files, Collector()) if job.brand else Brand()
