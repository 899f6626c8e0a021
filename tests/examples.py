"""The example briefs of ``content/``, built once for all the tests that look at them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reports.diagnostics import Collector
from reports.engine.build import build, resolved
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.job import Built, Job
from reports.engine.workspace import Workspace
from reports.model.document import Document

ROOT = Path(__file__).resolve().parents[1]
BRIEFS = {one.slug: one for one in Workspace(ROOT).briefs()}
SLUGS = sorted(BRIEFS)


@cache
def job(slug: str) -> Job:
    """Everything that goes into an example, for all formats."""
    return gather(Files(ROOT), BRIEFS[slug], formats=("pdf", "docx", "html"), epoch=None)


@cache
def built(slug: str) -> Built:
    """An example in all formats."""
    return build(job(slug))


@cache
def document(slug: str) -> Document:
    """The resolved document of an example."""
    drawn = resolved(job(slug), Collector())
    assert drawn is not None
    return drawn[0]
