"""Recommendations of many briefs as one list, and the chain from sources over findings to recommendations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.model import inlines as i
from reports.model.walk import walk
from reports.schema.bodies import CalloutBlock, QuoteBlock, Section
from reports.schema.brief import Brief
from reports.schema.fields import PartialDate
from reports.schema.people import Actor
from reports.schema.prose import Line, Prose
from reports.schema.recommendations import Recommendation
from reports.schema.semantics import graphics_of, sections_of
from reports.views.sheet import Sheet

HEADS = (
    "brief", "date", "number", "id", "headline", "action", "to", "with", "priority", "horizon", "due", "indicator",
    "baseline", "target", "theme", "status", "as_of", "was", "note",
)  # fmt: skip
#: What fits a terminal.
SHORT = ("brief", "number", "headline", "to", "due", "priority", "status", "as_of")
#: The same, with what has changed.
CHANGES = ("brief", "number", "headline", "to", "due", "was", "status", "as_of", "note")
CHAIN = ("brief", "kind", "id", "title", "rests_on", "sources", "leads_to", "orphan")


@dataclass(frozen=True, slots=True)
class Entry:
    """A brief under its slug."""

    slug: str
    brief: Brief


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


def _row(entry: Entry, number: int, one: Recommendation, was: str) -> tuple[str, ...]:
    names = {actor.id: str(actor.short or actor.name) for actor in entry.brief.actors}
    what, state = one.indicator, one.current
    cells = (
        entry.slug, entry.brief.date, number, one.id, one.headline, one.action.plain,
        ", ".join(names[name] for name in one.to), ", ".join(names[name] for name in one.with_),
        one.priority, one.horizon, one.due, what and what.text.plain, what and what.baseline, what and what.target,
        one.theme, _state(one), state and state.as_of, was, state and state.note and state.note.plain,
    )  # fmt: skip
    return tuple("" if cell is None else str(cell) for cell in cells)


# ---------------------------------------------------------------------------------------------------- evidence


def evidence(entries: Iterable[Entry]) -> Sheet:
    """The chain: findings with their sources and the recommendations that rest on them, and what hangs in the air.

    ``orphan`` says what is missing: a finding without recommendation (where the brief has any), a recommendation
    without evidence, or evidence without a source.
    """
    return Sheet("Evidence", CHAIN, tuple(row for entry in entries for row in _chain(entry)))


def _chain(entry: Entry) -> Iterator[tuple[str, ...]]:
    brief = entry.brief
    graphics = {str(block.id): block for block in graphics_of(brief) if block.id}
    used = {str(name) for one in brief.recommendations for name in one.based_on}
    for section in sections_of(brief.sections):
        if section.role == "findings" or str(section.id) in used:
            inside = {str(one.id) for one in sections_of(section.sections)} | {str(section.id)}
            leads = [f"rec-{one.id}" for one in brief.recommendations if inside.intersection(map(str, one.based_on))]
            yield _link(
                entry,
                "finding",
                str(section.id),
                str(section.title),
                "",
                _sources(section),
                leads,
                bool(brief.recommendations),
            )
    for name, block in graphics.items():
        if name in used:
            leads = [f"rec-{one.id}" for one in brief.recommendations if name in one.based_on]
            title = block.caption.plain if block.caption else ""
            yield _link(entry, "figure", name, title, "", _keys([block.caption, block.source]), leads, False)
    for one in brief.recommendations:
        keys = _keys([one.rationale, one.action])
        orphan = "" if one.based_on or keys else "recommendation without evidence"
        cells = (
            entry.slug,
            "recommendation",
            f"rec-{one.id}",
            str(one.headline),
            ", ".join(one.based_on),
            ", ".join(keys),
            "",
            orphan,
        )
        yield cells


def _link(
    entry: Entry, kind: str, name: str, title: str, rests: str, keys: list[str], leads: list[str], asked: bool
) -> tuple[str, ...]:
    faults = ["finding without recommendation"] if asked and not leads else []
    faults += ["no source cited"] if not keys else []
    return (entry.slug, kind, name, title, rests, ", ".join(keys), ", ".join(leads), "; ".join(faults))


def _sources(section: Section) -> list[str]:
    fields: list[object] = []
    for one in sections_of((section,)):
        for block in one.body:
            match block:
                case Prose():
                    fields.append(block)
                case CalloutBlock():
                    fields.append(block.body)
                case QuoteBlock():
                    fields += [block.text, block.attribution]
                case _:
                    fields += [block.caption, block.source]
    return _keys(fields)


def _keys(fields: Iterable[object]) -> list[str]:
    """The keys of the works cited in *fields*, each once, in order."""
    found: dict[str, None] = {}
    for one in fields:
        nodes = walk(one.blocks) if isinstance(one, Prose) else walk(one.content) if isinstance(one, Line) else ()
        found.update((node.key, None) for node in nodes if isinstance(node, i.CiteItem))
    return list(found)
