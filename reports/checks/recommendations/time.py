"""By when, how urgent, and what has become of it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.patterns import expression
from reports.schema.fields import PartialDate

_YEAR = expression(r"\b20\d\d\b")
#: Horizon → months from the brief to the due date that still fit it: at least, at most.
_HORIZONS = {"immediate": (0, 12), "short": (0, 36), "medium": (3, 96), "long": (12, 1200)}


def _months(one: PartialDate) -> int:
    return one.year * 12 + (one.month or 6)


def surely_before(one: PartialDate, other: PartialDate) -> bool:
    """Whether one partial date is surely earlier than another: compared as far as both go."""
    first, second = str(one), str(other)
    length = min(len(first), len(second))
    return first[:length] < second[:length]


@rule("REC020", Severity.WARNING)
def no_date(subject: Subject) -> Iterator[Finding]:
    """Recommendation without a time.

    What it does
        Looks for `due`, a step with `by`, `horizon`, or a year in the action.
    Why it matters
        Without a date nobody is ever late.
    Example
        recommendations:
          - {due: , horizon: , steps: [], action: Open one desk that receives every foreign request.}
    Instead
        recommendations:
          - {due: 2027-06, horizon: , steps: [], action: Open one desk that receives every foreign request.}
    """
    for one in subject.brief.recommendations:
        if one.due or one.horizon or any(step.by for step in one.steps) or _YEAR.search(one.action.plain):
            continue
        text = f"the recommendation `{one.headline}` has no date and no horizon"
        yield Finding(subject.at(one.where), text, "add `due: 2027-06`, or at least `horizon`", str(one.id))


@rule("REC021", Severity.INFO)
def no_priority(subject: Subject) -> Iterator[Finding]:
    """Recommendation without priority.

    What it does
        Looks for `priority` where there are several recommendations.
    Why it matters
        Money and attention go to one thing first. If the paper does not say which, somebody else will.
    Example
        recommendations:
          - priority:
    Instead
        recommendations:
          - priority: high
    """
    several = len(subject.brief.recommendations) > 1
    for one in subject.brief.recommendations:
        if several and one.priority is None:
            text = f"the recommendation `{one.headline}` has no priority"
            yield Finding(subject.at(one.where), text, "add `priority: high | medium | low`", str(one.id))


@rule("REC022", Severity.INFO)
def all_high(subject: Subject) -> Iterator[Finding]:
    """Everything has the same priority.

    What it does
        Finds papers with several recommendations that all have one and the same priority.
    Why it matters
        If everything comes first, nothing does; and if nothing does, the reader has to choose.
    Example
        checks: {limits: {same-priority: 2}}
        recommendations:
          - priority: high
          - {priority: high, horizon: medium}
    Instead
        checks: {limits: {same-priority: 2}}
        recommendations:
          - priority: high
          - priority: medium
    Limit
        same-priority 4, recommendations from which on it counts; a house rule
    """
    found = subject.brief.recommendations
    ranks = {one.priority for one in found}
    if len(found) >= subject.limit("same-priority") and len(ranks) == 1 and None not in ranks:
        at = subject.where(found[0], "priority")
        text = f"all {len(found)} recommendations have {found[0].priority} priority"
        yield Finding(at, text, "say which comes first")


@rule("REC023", Severity.WARNING)
def due_in_the_past(subject: Subject) -> Iterator[Finding]:
    """Due before the paper appears.

    What it does
        Compares `due` and the dates of steps with the date of the brief, for recommendations that are still
        open.
    Why it matters
        A deadline that has passed on the day of publication is a slip in the year, or an old text.
    Example
        recommendations:
          - due: 2025-06
    Instead
        recommendations:
          - due: 2027-06
    """
    date = subject.brief.date
    for one in subject.brief.recommendations:
        if date is None or (one.current and one.current.state in ("done", "overtaken", "rejected")):
            continue
        for when in (one.due, *(step.by for step in one.steps)):
            if when is not None and surely_before(when, date):
                text = f"{when} lies before the date of the brief, {date}"
                yield Finding(subject.at(when.at), text, "check the year", str(one.id))


@rule("REC024", Severity.WARNING)
def steps_out_of_order(subject: Subject) -> Iterator[Finding]:
    """Steps out of order.

    What it does
        Compares the dates of the steps of each recommendation in the order in which they stand.
    Why it matters
        Steps are read as a sequence. A later step with an earlier date is a slip in one of the two.
    Example
        recommendations:
          - steps:
              - {action: Name the officers, by: 2027-07}
              - {action: Open the desk, by: 2027-06}
    Instead
        recommendations:
          - steps:
              - {action: Name the officers, by: 2027-01}
              - {action: Open the desk, by: 2027-06}
    """
    for one in subject.brief.recommendations:
        dates = [step.by for step in one.steps if step.by]
        for before, after in itertools.pairwise(dates):
            if surely_before(after, before):
                text = f"this step is due {after}, before the one above it ({before})"
                yield Finding(subject.at(after.at), text, home=str(one.id))


@rule("REC025", Severity.WARNING)
def horizon_and_date(subject: Subject) -> Iterator[Finding]:
    """Horizon and date do not fit.

    What it does
        Compares `horizon` with the months between the date of the brief and `due`: immediate up to 12, short up
        to 36, medium from 3 to 96, long from 12.
    Why it matters
        Matrix and card would tell the reader two different things.
    Example
        recommendations:
          - {horizon: immediate, due: 2029-06}
    Instead
        recommendations:
          - {horizon: medium, due: 2029-06}
    """
    date = subject.brief.date
    for one in subject.brief.recommendations:
        if date is None or one.due is None or one.horizon is None:
            continue
        months = _months(one.due) - _months(date)
        least, most = _HORIZONS[one.horizon]
        if months >= 0 and not least <= months <= most:
            text = f"`{one.horizon}` does not fit a date {months} months after the brief"
            yield Finding(subject.where(one, "horizon"), text, "mend `horizon` or `due`", str(one.id))


@rule("REC026", Severity.INFO)
def undated_status(subject: Subject) -> Iterator[Finding]:
    """Status without a date.

    What it does
        Looks for `as_of` in every `status`.
    Why it matters
        A status is true of a day. Without it the tracker cannot tell what has changed.
    Example
        recommendations:
          - status: {state: open, as_of: }
    Instead
        recommendations:
          - status: {state: open, as_of: 2026-03}
    """
    for one in subject.brief.recommendations:
        if one.current and one.current.as_of is None:
            yield Finding(subject.at(one.current.where), "the status has no `as_of`", "say when it was so", str(one.id))
