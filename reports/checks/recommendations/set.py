"""The recommendations as a set: how many, how different, and on what they rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.model import inlines as i
from reports.model.walk import walk
from reports.patterns import expression
from reports.schema.recommendations import Recommendation

_WORD = expression(r"[^\W\d_]{4,}")
_MEASURED = expression(r"\d|%")
_DIRECTION = expression(
    r"\A\W*(?:improved?|better|increased?|higher|more|greater|reduced|lower|fewer|less|enhanced|strengthened|effective)"
    r"(?:\s+(?:cooperation|trust|capacity|quality|awareness|efficiency|results?|impact|coordination))?\W*\Z",
    re.IGNORECASE,
)


@rule("REC030", Severity.WARNING)
def too_many(subject: Subject) -> Iterator[Finding]:
    """Too many recommendations.

    What it does
        Counts the recommendations: five in a brief or memo, ten in other papers.
    Why it matters
        A reader who can do three things will not choose them from twenty.
    Example
        checks: {limits: {recommendations-brief: 1}}
    Instead
        checks: {limits: {recommendations-brief: 5}}
    Limit
        recommendations-brief 5, for briefs and memos; a house rule
        recommendations-paper 10, for other papers; a house rule
    """
    kind = "brief" if subject.template in ("brief", "memo") else "paper"
    count, limit = len(subject.brief.recommendations), subject.limit(f"recommendations-{kind}")
    if count > limit:
        at = subject.where(subject.brief, "recommendations")
        yield Finding(
            at, f"{count} recommendations; {limit:g} are as many as such a paper can carry", "join or drop some"
        )


@rule("REC031", Severity.WARNING)
def near_duplicates(subject: Subject) -> Iterator[Finding]:
    """Two recommendations say the same.

    What it does
        Compares the words of every pair, those of the actions alone and those of headline and action: the share of
        words that both have.
    Why it matters
        The same demand under two numbers is counted twice and answered once.
    Example
        recommendations:
          - {}
          - headline: Open a desk for requests
            action: Open one desk that receives every foreign request by June 2028.
    Instead
        recommendations:
          - {}
          - headline: Publish a yearly table of answers
    Limit
        duplicate-words 0.65, the share of words in common; measured on the example briefs, where no pair has over 0.3
    """
    stop = frozenset(subject.listed("stopwords"))
    words = {one.id: _words(one, stop) for one in subject.brief.recommendations}
    for first, second in combinations(subject.brief.recommendations, 2):
        pairs = zip(words[first.id], words[second.id], strict=True)
        if max(_alike(*pair) for pair in pairs) > subject.limit("duplicate-words"):
            text = f"this recommendation says the same as `{first.headline}`"
            yield Finding(subject.at(second.where), text, "join them", str(second.id))


def _words(one: Recommendation, stop: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words of the action, and those of headline and action."""
    action, headline = (
        frozenset(word for word in _WORD.findall(text.casefold()) if word not in stop)
        for text in (one.action.plain, str(one.headline))
    )
    return (action if len(action) >= LEAST_WORDS else frozenset()), action | headline


#: An action of fewer words than this is too short to be compared by itself.
LEAST_WORDS = 5


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


@rule("REC032", Severity.WARNING)
def no_evidence(subject: Subject) -> Iterator[Finding]:
    """Recommendation without evidence.

    What it does
        Looks for `based_on`, and for a citation or cross-reference in the rationale.
    Why it matters
        A recommendation that rests on no finding is an opinion. The chain from source to finding to
        recommendation is what readers check first when they disagree.
    Example
        recommendations:
          - based_on: []
    Instead
        recommendations:
          - based_on: [findings]
    """
    for one in subject.brief.recommendations:
        if one.based_on:
            continue
        shown = one.rationale and any(isinstance(node, (i.Cite, i.Ref)) for node in walk(one.rationale.blocks))
        if not shown:
            text = f"the recommendation `{one.headline}` rests on no finding"
            yield Finding(subject.at(one.where), text, "name sections, figures or tables in `based_on`", str(one.id))


@rule("REC033", Severity.INFO)
def finding_without_recommendation(subject: Subject) -> Iterator[Finding]:
    """Finding that no recommendation rests on.

    What it does
        Finds sections with the role findings that no `based_on` names, neither themselves nor anything in or
        around them.
    Why it matters
        A finding that leads nowhere makes readers ask what should be done about it.
    Example
        sections:
          - {}
          - {id: way-forward, role: findings, title: Why they wait, body: Both desks lack officers.}
    Instead
        sections:
          - {}
          - {id: way-forward, role: recommendations}
    """
    used = {str(name) for one in subject.brief.recommendations for name in one.based_on}
    if not used:
        return
    reached = used | {outer for name in used for outer in subject.around.get(name, ())}
    for section in subject.sections:
        name = str(section.id)
        if section.role == "findings" and name not in reached and not used.intersection(subject.around.get(name, ())):
            yield Finding(subject.at(section.where), f"no recommendation rests on `{section.title}`", home=name)


@rule("REC034", Severity.WARNING)
def unmeasurable_indicator(subject: Subject) -> Iterator[Finding]:
    """Indicator that cannot be measured.

    What it does
        Finds indicators with neither a target nor a number, and targets such as "improved" or "better
        cooperation".
    Why it matters
        An indicator is the question that will be asked a year later. Without a value there is no answer to it.
    Example
        recommendations:
          - indicator: {text: Cooperation, baseline: weak, target: improved}
    Instead
        recommendations:
          - indicator: {text: Requests answered within a day, baseline: 10 per cent, target: 90 per cent}
    """
    for one in subject.brief.recommendations:
        what = one.indicator
        if what is None:
            continue
        words = f"{what.text.plain} {what.target or ''}"
        if _MEASURED.search(words):
            continue
        if what.target is None:
            yield Finding(subject.at(what.where), "the indicator has no target", "add `target`", str(one.id))
        elif _DIRECTION.match(what.target):
            text = f"the target `{what.target}` cannot be measured"
            yield Finding(subject.at(what.target.at), text, "give a number, a share or a date", str(one.id))


@rule("REC035", Severity.WARNING)
def high_without_resources(subject: Subject) -> Iterator[Finding]:
    """High priority without resources.

    What it does
        Looks for `resources` in recommendations of high priority.
    Why it matters
        What comes first is paid first. Who reads the matrix asks what it costs.
    Example
        recommendations:
          - resources:
    Instead
        recommendations:
          - resources: Four officers from existing units.
    """
    for one in subject.brief.recommendations:
        if one.priority == "high" and one.resources is None:
            text = f"`{one.headline}` has high priority, and nothing says what it takes"
            yield Finding(subject.where(one, "priority"), text, "add `resources`, if only “none”", str(one.id))


@rule("REC036", Severity.WARNING)
def evidence_brief_recommends(subject: Subject) -> Iterator[Finding]:
    """Evidence brief that recommends.

    What it does
        Finds `recommendations`, sections of that role, and "we recommend" in papers with the template
        evidence-brief.
    Why it matters
        The form promises to weigh options and to leave the choice to the reader (Lavis and others, SUPPORT
        Tools 13, 2009).
    Example
        template: evidence-brief
        sections:
          - {role: problem}
          - {role: options, body: We recommend the first.}
        recommendations: []
        actors: []
    Instead
        template: evidence-brief
        sections:
          - {role: problem}
          - {role: options, body: The first needs no new law.}
        recommendations: []
        actors: []
    """
    if subject.template != "evidence-brief":
        return
    hint = "set out options and their consequences, or choose another template"
    if subject.brief.recommendations:
        at = subject.where(subject.brief, "recommendations")
        yield Finding(at, "an evidence brief makes no recommendations, and this one has some", hint)
    for section in subject.sections:
        if section.role == "recommendations":
            yield Finding(
                subject.where(section, "role"),
                "an evidence brief has no section of recommendations",
                hint,
                str(section.id),
            )
    for unit in subject.prose:
        found = (
            re.search(r"\b[Ww]e (?:therefore |strongly )?(?:recommend|advise)\b", unit.text)
            if subject.english
            else None
        )
        if found:
            yield marked(unit, found.span(), f"`{found[0]}` in an evidence brief", hint)


_IMPERATIVE = expression(r"\A\W*(?:[^.]{3,90}?\b(?:should|must|shall|needs? to|ought to)\b|(?:To )?[A-Z][a-z]+ (?:the|a|an|all|more|its|their|one|two|three|every|each|[a-z]+s)\b)")  # fmt: skip  # noqa: E501


_ASKING = expression(r"\b(?:should|must|shall|ought to|needs? to|(?:is|are) (?:urged|asked|called upon|advised|recommended) to)\b")  # fmt: skip  # noqa: E501


@rule("REC037", Severity.WARNING)
def recommendations_in_prose(subject: Subject) -> Iterator[Finding]:
    """Recommendations written as prose.

    What it does
        Finds sections with the role recommendations that hold a list, or several sentences that ask for something, in
        briefs without `recommendations`.
    Why it matters
        As data they get numbers, addressees, dates, a matrix and a tracker, in every format and language alike.
    Example
        recommendations: []
        actors: []
        sections:
          - {}
          - id: way-forward
            role: recommendations
            body: |
              - The ministry should open one desk.
              - The police should publish a yearly table.
    Instead
        recommendations:
          - {}
          - {}
    """
    if subject.brief.recommendations:
        return
    for section in subject.sections:
        if section.role != "recommendations":
            continue
        mine = [unit for unit in subject.units if unit.home.id == section.id]
        items = [unit for unit in mine if unit.kind == "item"]
        asking = [unit.at for unit in items if not subject.english or _IMPERATIVE.match(unit.text)]
        said = [
            one.place(one.span[0])
            for unit in mine
            if unit.kind == "para"
            for one in unit.sentences()
            if _ASKING.search(one.text)
        ]
        if len(asking) > 1:
            text = f"{len(asking)} recommendations stand here as a list, and `recommendations` is empty"
            yield Finding(asking[0], text, "write them as data, one item each", str(section.id))
        elif subject.english and len(said) > 1:
            text = f"{len(said)} recommendations stand here as sentences, and `recommendations` is empty"
            yield Finding(said[0], text, "write them as data, one item each", str(section.id))


#: Templates that group recommendations where the brief does not say how.
_GROUPED = {"recommendations-paper": "addressee"}
_ORDERS = {"horizon": ("immediate", "short", "medium", "long"), "priority": ("high", "medium", "low")}


@rule("REC038", Severity.INFO)
def numbers_out_of_order(subject: Subject) -> Iterator[Finding]:
    """Numbers out of order under the heads.

    What it does
        Compares the order of the list with the one in which the recommendations print where they are grouped.
    Why it matters
        A number is the place in the list, in every view and language: readers find 1, 5, 2 and look for the rest.
    Example
        recommendations_view: {group_by: addressee}
        actors: [{}, {}]
        recommendations:
          - {to: [police], with: [mia]}
          - {to: [mia], with: [police]}
    Instead
        recommendations_view: {group_by: addressee}
    """
    brief = subject.brief
    by = brief.recommendations_view.group_by or _GROUPED.get(subject.template, "none")
    if by == "none":
        return
    keys = [_group(subject, one, by) for one in brief.recommendations]
    order = dict.fromkeys(str(one.id) for one in brief.actors) if by == "addressee" else dict.fromkeys(keys)
    places = {key: place for place, key in enumerate(dict.fromkeys((*_ORDERS.get(by, ()), *order)))}
    places[""] = len(places) + len(keys)
    printed = sorted(range(len(keys)), key=lambda at: places.get(keys[at], len(places)))
    first = next((place for place, one in enumerate(printed) if place != one), None)
    if first is not None:
        text = f"under their heads the recommendations print as {', '.join(str(one + 1) for one in printed)}"
        at = subject.at(brief.recommendations[first].where, brief.where)
        yield Finding(at, text, "put the list into that order", "recommendations")


def _group(subject: Subject, one: Recommendation, by: str) -> str:
    if by == "addressee":
        return str(one.to[0]) if one.to else ""
    return str(getattr(one, by) or "")
