"""Whether every format says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity


@rule("OUT105", Severity.WARNING)
def text_lost(subject: Subject) -> Iterator[Finding]:
    """Text lost in a format.

    What it does
        Looks for the opening words of every paragraph of the author's in the text of each format that was
        drawn.
    Why it matters
        The formats are one paper. What stands in one of them only is not agreed upon.
    Example
        written: {html: "Requests wait longest where nobody counts them."}
    Instead
        written: {}
    """
    for name in sorted(subject.written):
        there = _letters(subject.written[name])
        lost = [unit for unit in subject.prose if unit.kind == "para" and not _there(unit.text, there)]
        for unit in lost:
            yield Finding(unit.at, f"these words are missing in the {name.upper()}", "please report it", unit.home.id)


def _there(text: str, there: str) -> bool:
    """Whether a plain stretch of the paragraph is in *there*; paragraphs without one are passed over."""
    plain = max(re.split(r"[^\w\s,’'-]+|\n", text), key=len)
    wanted = _letters(" ".join(plain.split()[:8]))
    return len(wanted) < 20 or wanted in there


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", text.casefold())
