"""The recommendations of many briefs as one list: who does what by when, and what has become of it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from reports.schema.brief import Brief
from reports.schema.fields import PartialDate
from reports.schema.people import Actor
from reports.schema.recommendations import Recommendation
from reports.views.entry import Entry
from reports.views.sheet import Cell, Sheet

HEADS = (
    "brief", "date", "number", "id", "headline", "action", "to", "with", "priority", "horizon", "due", "indicator",
    "baseline", "target", "theme", "status", "as_of", "was", "note",
)  # fmt: skip
#: What fits a terminal.
SHORT = ("brief", "number", "headline", "to", "due", "priority", "status", "as_of")
#: The same, with what has changed.
CHANGES = ("brief", "number", "headline", "to", "due", "was", "status", "as_of", "note")


def recommendations(entries: Iterable[Entry], *, to: str = "", status: str = "", since: str = "") -> Sheet:
    """Every recommendation of every brief, in their order.

    to
        An actor: its id, or a part of its name, in any case.
    status
        A state; recommendations without a status are open.
    since
        An ISO date, possibly partial: only what is new or in another state than it was before that date.

    ``was`` is the state before: before *since* where that is given, else the one before the present one. It is empty
    where there was none, "new" for a recommendation of a brief that is not older than *since*.
    """
    rows = [
        _row(entry, number, one, _before(entry.brief, one, since))
        for entry in entries
        for number, one in enumerate(entry.brief.recommendations, 1)
        if _addressed(entry.brief, one, to) and _in_state(one, status) and _changed(entry.brief, one, since)
    ]
    return Sheet("Recommendations", HEADS, tuple(rows))


def _addressed(brief: Brief, one: Recommendation, wanted: str) -> bool:
    if not wanted:
        return True
    return any(is_called(actor, wanted) for actor in brief.actors if actor.id in one.to)


def is_called(actor: Actor, wanted: str) -> bool:
    """Whether *wanted* is the actor's id or short name, or a part of its name, in any case."""
    low = wanted.casefold()
    return low in (actor.id, (actor.short or "").casefold()) or low in actor.name.casefold()


def no_such_actor(briefs: Iterable[Brief], wanted: str) -> str:
    """Empty where an actor of *briefs* is called *wanted*; else what to say, with the nearest or with all there are."""
    actors = [one for brief in briefs for one in brief.actors]
    if any(is_called(one, wanted) for one in actors):
        return ""
    names = list(dict.fromkeys(str(one.id) for one in actors))
    near = get_close_matches(wanted.casefold(), names, n=1)
    there_are = f"there are: {', '.join(names[:20])}" if names else "none of them names an actor"
    return f"nobody in these briefs is called {wanted[:80]!r}; " + (f"did you mean {near[0]!r}?" if near else there_are)


def _in_state(one: Recommendation, wanted: str) -> bool:
    return not wanted or _state(one) == wanted


def _state(one: Recommendation) -> str:
    """The present state; what has none yet is open."""
    return one.current.state if one.current else "open"


def _changed(brief: Brief, one: Recommendation, since: str) -> bool:
    return not since or _before(brief, one, since) != _state(one)


def _before(brief: Brief, one: Recommendation, since: str) -> str:
    """The state before *since*, a partial date that is compared as far as both go."""
    if not since:
        return one.status[-2].state if len(one.status) > 1 else ""
    if brief.date is not None and not _surely_before(brief.date, since):
        return "new"
    earlier = [each for each in one.status if each.as_of is None or _surely_before(each.as_of, since)]
    return earlier[-1].state if earlier else "open"


def _surely_before(when: PartialDate, since: str) -> bool:
    length = min(len(str(when)), len(since))
    return str(when)[:length] < since[:length]


def _row(entry: Entry, number: int, one: Recommendation, was: str) -> tuple[Cell, ...]:
    names = {actor.id: str(actor.short or actor.name) for actor in entry.brief.actors}
    what, state = one.indicator, one.current
    cells = (
        entry.slug, entry.brief.date, number, one.id, one.headline, one.action.plain,
        tuple(names[name] for name in one.to), tuple(names[name] for name in one.with_),
        one.priority, one.horizon, one.due, what and what.text.plain, what and what.baseline, what and what.target,
        one.theme, _state(one), state and state.as_of, was, state and state.note and state.note.plain,
    )  # fmt: skip
    return tuple(cell if isinstance(cell, int | tuple) else str(cell) if cell else None for cell in cells)
