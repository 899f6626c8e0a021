"""Is it finished, and may it go out?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import MARK
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.wordlists import any_of, words_for
from reports.diagnostics import Severity
from reports.patterns import expression

_OUT = frozenset(("final", "cleared", "embargoed"))
_MARKERS = expression(
    r"(?<![\w/])(?:TODO|FIXME|XXX+|TBC|TBD|TBA|\?\?\?+)(?![\w])|\[\s*(?:\.\.\.|…|\?+|insert[^\]]*|source)\s*\]|<<[^<>]*>>"
    r"|\((?:source|ref|reference|citation|cite|check|year|date|page|who|number)\s*\?+\)"
    r"|(?<!\w)XX(?=\s*(?:%|per\s?cent|percent|euros?|million|billion|people|persons|days|weeks|months|years)\b|\s*%)"
)


def _markers(subject: Subject) -> Iterator[Finding]:
    """Marks of work still to be done, anywhere in the words of the brief."""
    phrases = [one for one in words_for(subject.lang).get("todo", ()) if not one.isupper()]
    pattern = any_of((*phrases, "lorem ipsum"))
    for unit in subject.units:
        if unit.kind == "code":
            continue
        for found in (*_MARKERS.finditer(unit.text), *pattern.finditer(unit.text)):
            yield marked(unit, found.span(), found[0].replace(MARK, ""), "")


@rule("PUB010", Severity.ERROR)
def unfinished(subject: Subject) -> Iterator[Finding]:
    """Finished paper with a mark of work to do.

    What it does
        Finds TODO, TBC, ???, "source missing", lorem ipsum in papers whose status is final, cleared or
        embargoed.
    Why it matters
        It would be printed. This is the one finding of the editor that stops the build.
    Example
        status: final
        summary: Requests wait longest at TODO desks.
    Instead
        status: final
        summary: Requests wait longest at four desks.
    """
    if subject.brief.status in _OUT:
        for one in _markers(subject):
            text = f"`{one.message}` in a paper with the status {subject.brief.status}"
            yield Finding(one.at, text, "do it, or set `status: draft`", one.home, one.end)


@rule("PUB011", Severity.INFO)
def work_to_do(subject: Subject) -> Iterator[Finding]:
    """Mark of work to do.

    What it does
        Lists TODO, TBC, ??? and their kin in drafts.
    Why it matters
        It is the list of what is left before the status can change.
    Example
        status: draft
        version: "0.9"
        summary: Requests wait longest at TODO desks.
    Instead
        status: draft
        version: "0.9"
        summary: Requests wait longest at four desks.
    """
    if subject.brief.status not in _OUT:
        for one in _markers(subject):
            yield Finding(one.at, f"`{one.message}`: still to do", home=one.home, end=one.end)


@rule("PUB012", Severity.WARNING)
def draft_in_final(subject: Subject) -> Iterator[Finding]:
    """Finished paper that calls itself a draft.

    What it does
        With the status final or cleared: finds draft in title, subtitle, version and series, and versions below
        1.
    Why it matters
        One of the two is wrong, and both are printed.
    Example
        status: final
        version: "0.9"
    Instead
        status: final
        version: "1.0"
    """
    if subject.brief.status not in ("final", "cleared"):
        return
    for name in ("title", "subtitle", "short_title", "version"):
        value = getattr(subject.brief, name)
        if value and re.search(r"\b(?:draft|entwurf|brouillon|nacrt|projekt-draft|нацрт)\b", value, re.IGNORECASE):
            yield Finding(
                subject.at(value.at), f"`{name}` says draft, and `status` says {subject.brief.status}", home=name
            )
    version = subject.brief.version
    early = version and re.search(r"(?:\b|\d|[-_.])(?:rc|alpha|beta|pre|dev)(?:\b|[-_.]?\d)", version, re.IGNORECASE)
    if version and (early or re.fullmatch(r"v?0(?:\.\d+)*", version.strip())):
        text = (
            f"version {version} is {'not the last' if early else 'below 1'}, and `status` says {subject.brief.status}"
        )
        yield Finding(subject.at(version.at), text, "count it up", "version")


@rule("PUB013", Severity.WARNING)
def embargo_and_date(subject: Subject) -> Iterator[Finding]:
    """Embargo and date do not fit.

    What it does
        Compares the day on which `embargo` ends with `date`, where `date` is a day.
    Why it matters
        The date on the cover is the day of publication: the day on which the embargo ends.
    Example
        status: embargoed
        date: 2026-03-02
        embargo: "2026-03-20T09:00+01:00"
    Instead
        status: embargoed
        date: 2026-03-20
        embargo: "2026-03-20T09:00+01:00"
    """
    embargo, date = subject.brief.embargo, subject.brief.date
    if embargo is None or date is None or not date.day:
        return
    day = embargo.value.date().isoformat()
    if day != str(date):
        text = f"the embargo ends on {day}, and the paper is dated {date}"
        yield Finding(subject.where(subject.brief, "embargo"), text, "make them the same day", "embargo")


@rule("PUB014", Severity.INFO)
def embargo_without_status(subject: Subject) -> Iterator[Finding]:
    """Embargo that is not announced.

    What it does
        Finds `embargo` in papers whose status is not embargoed.
    Why it matters
        The notice on every page depends on the status; without it nobody knows of the embargo.
    Example
        status: final
        date: 2026-03-20
        embargo: "2026-03-20T09:00+01:00"
    Instead
        status: embargoed
        date: 2026-03-20
        embargo: "2026-03-20T09:00+01:00"
    """
    if subject.brief.embargo is not None and subject.brief.status in ("final",):
        text = f"`embargo` is given, and `status` is {subject.brief.status}: no page says so"
        yield Finding(
            subject.where(subject.brief, "embargo"), text, "set `status: embargoed`, or take `embargo` out", "embargo"
        )
