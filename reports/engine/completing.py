"""What a shell offers for a word of the command line. It never fails: what cannot be read offers nothing."""

from __future__ import annotations

from pathlib import Path

from reports.engine.workspace import TEMPLATES, Workspace, enclosing
from reports.errors import BriefError


def _home() -> Workspace | None:
    return enclosing(Path.cwd())


def briefs(incomplete: str) -> list[str]:
    """The slugs of the workspace one stands in."""
    home = _home()
    try:
        slugs = [one.slug for one in home.briefs()] if home else []
    except (BriefError, OSError):
        slugs = []
    return [one for one in slugs if one.startswith(incomplete)]


def formats(incomplete: str) -> list[str]:
    """Formats, also after a comma."""
    from reports.writers.base import PRINTED, WRITERS

    before, comma, last = incomplete.rpartition(",")
    known = [one for one in (*WRITERS, *PRINTED) if one not in before.split(",")]
    return [f"{before}{comma}{one}" for one in known if one.startswith(last)]


def kinds(incomplete: str) -> list[str]:
    """The kinds of brief that ``brief new`` can begin."""
    from reports.engine.scaffold import KINDS

    home = _home()
    own = sorted(one.parent.name for one in (home.root / TEMPLATES).glob("*/template.html")) if home else []
    return [one for one in dict.fromkeys((*KINDS, *own)) if one.startswith(incomplete)]


def codes(incomplete: str) -> list[str]:
    """The codes of all diagnostics, also after a comma."""
    from reports.engine.explain import explanations

    before, comma, last = incomplete.rpartition(",")
    return [f"{before}{comma}{one}" for one in explanations() if one.startswith(last.upper())]


def reports(incomplete: str) -> list[str]:
    """The formats of diagnostics."""
    from reports.engine.present import FORMATS

    return [one for one in FORMATS if one.startswith(incomplete)]
