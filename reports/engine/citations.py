"""Citations of one brief: its library and its style behind the face that the transforms ask for."""

from __future__ import annotations

from collections.abc import Mapping

from reports.diagnostics import Collector
from reports.engine.job import Job
from reports.schema import Brief
from reports.source import SourceFile
from reports.transforms.context import Citations


def citations_of(brief: Brief, job: Job, files: Mapping[str, SourceFile], collector: Collector) -> Citations | None:
    """The citations of *brief*; *files* are those it names, by their path as written."""
    return None
