"""Which briefs are built once for each row of their data. Told at a glance, before anything heavy is imported."""

from __future__ import annotations

import re

from reports.engine.files import FileError, Files
from reports.engine.workspace import BriefRef, Workspace
from reports.patterns import expression

_EACH = expression(rb"^each[ \t]*:", re.MULTILINE)


def has_rows(home: Workspace, brief: BriefRef) -> bool:
    """Whether *brief* has ``each`` at its top level; a look at the file tells, without reading it as YAML."""
    try:
        return bool(_EACH.search(Files(home.root).read(brief.path, "yaml")))
    except FileError:
        return False
