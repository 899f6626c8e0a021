"""What must fit together inside one brief: ids, addressees, evidence, dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from reports.diagnostics import Collector
from reports.schema.base import Node
from reports.schema.bodies import BodyBlock, ChartBlock, FigureBlock, Section, TableBlock
from reports.schema.brief import Brief
from reports.schema.near import nearest
from reports.schema.scoring import check_scores
from reports.schema.text import SourceText
from reports.source import Position

#: More faults than this are not looked for.
MAX_FAULTS = 300

Identified: TypeAlias = tuple[str, SourceText]


def sections_of(sections: Iterable[Section]) -> Iterator[Section]:
    """All sections, nested ones after the one they stand in. The reader's bound on depth bounds this."""
    for section in sections:
        yield section
        yield from sections_of(section.sections)


def blocks_of(brief: Brief) -> Iterator[BodyBlock]:
    """All blocks of all bodies in reading order."""
    for section in sections_of(brief.sections):
        yield from section.body


def graphics_of(brief: Brief) -> Iterator[FigureBlock | ChartBlock | TableBlock]:
    """Figures, charts and tables in reading order."""
    for block in blocks_of(brief):
        if isinstance(block, (FigureBlock, ChartBlock, TableBlock)):
            yield block


def ids_of(brief: Brief) -> Iterator[Identified]:
    """Every id of the brief with its kind in words."""
    yield from (("actor", one.id) for one in brief.actors)
    yield from (("section", one.id) for one in sections_of(brief.sections))
    yield from (("table" if isinstance(one, TableBlock) else "figure", one.id) for one in graphics_of(brief) if one.id)
    if brief.comparison is not None:
        yield ("table", brief.comparison.id)
    yield from (("recommendation", one.id) for one in brief.recommendations)
    yield from (("option", one.id) for one in brief.options)


def check_brief(brief: Brief, fallback: Position, collector: Collector) -> None:
    """Report what does not fit together."""
    _check_ids(brief, fallback, collector)
    _check_actors(brief, fallback, collector)
    _check_evidence(brief, fallback, collector)
    _check_embargo(brief, fallback, collector)
    _check_history(brief, fallback, collector)
    check_scores(brief, fallback, collector)
    if brief.event and brief.event.start and brief.event.end and _after(brief.event.start, brief.event.end):
        at = brief.event.end.at or fallback
        message = f"end: the event ends on {brief.event.end}, before it starts on {brief.event.start}"
        collector.error("SCH013", at, message, "exchange them, or mend the year")


def _after(first: object, second: object) -> bool:
    """Whether one partial date is surely later than another: compared as far as both go."""
    one, other = str(first), str(second)
    length = min(len(one), len(other))
    return one[:length] > other[:length]


def _check_ids(brief: Brief, fallback: Position, collector: Collector) -> None:
    seen: dict[str, Identified] = {}
    for kind, name in ids_of(brief):
        if name in seen:
            first_kind, first = seen[name]
            hint = f"line {first.at.line} has it for a {first_kind}; ids are unique over all kinds" if first.at else ""
            collector.error("SCH008", name.at or fallback, f"id: `{name}` is taken already", hint)
        else:
            seen[name] = (kind, name)


def _check_actors(brief: Brief, fallback: Position, collector: Collector) -> None:
    known = {str(one.id): None for one in brief.actors}
    for recommendation in brief.recommendations:
        for key, names in (("to", recommendation.to), ("with", recommendation.with_)):
            for name in names:
                if name not in known and len(collector.found) < MAX_FAULTS:
                    hint = nearest(name, tuple(known), "add it to `actors`, with id and name")
                    collector.error("SCH009", name.at or fallback, f"{key}: there is no actor `{name}`", hint)


def _check_evidence(brief: Brief, fallback: Position, collector: Collector) -> None:
    evidence = {str(name): kind for kind, name in ids_of(brief) if kind in ("section", "figure", "table", "option")}
    others = {str(name): kind for kind, name in ids_of(brief) if str(name) not in evidence}
    for recommendation in brief.recommendations:
        for name in recommendation.based_on:
            if name in evidence or len(collector.found) >= MAX_FAULTS:
                continue
            hint = nearest(name, tuple(evidence), "it names ids of sections, figures, charts and tables")
            if name in others:
                hint = f"`{name}` is the id of a {others[name]}; evidence is a section, figure, chart or table"
            collector.error("SCH010", name.at or fallback, f"based_on: there is no `{name}` in this brief", hint)


def _check_embargo(brief: Brief, fallback: Position, collector: Collector) -> None:
    if brief.status == "embargoed" and brief.embargo is None:
        at = _place(brief, "status", fallback)
        hint = "add `embargo: 2023-07-20T09:00+02:00`, the moment when it ends"
        collector.error("SCH017", at, "status: `embargoed` needs `embargo`, which is missing", hint)


def _check_history(brief: Brief, fallback: Position, collector: Collector) -> None:
    """A list of states is a history: each has its date, and no date comes before the one above it."""
    for recommendation in brief.recommendations:
        before = None
        for one in recommendation.status if len(recommendation.status) > 1 else ():
            if one.as_of is None:
                hint = "say of each state in a list when it was so, such as `as_of: 2026-03`"
                collector.error("SCH022", one.where or fallback, "status: this state has no `as_of`", hint)
            elif before is not None and _after(before, one.as_of):
                message = f"status: {one.as_of} stands below {before}"
                hint = "put the states in the order of their dates, the latest last"
                collector.error("SCH022", one.as_of.at or fallback, message, hint)
            before = one.as_of or before


def _place(node: Node, key: str, fallback: Position) -> Position:
    return node.where_of(key) or fallback
