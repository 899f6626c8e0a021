"""Who is to act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.patterns import expression

_ARTICLE = expression(r"\A(?:the|die|der|das|la|le|les|l['’])\s*", re.IGNORECASE)


@rule("REC001", Severity.WARNING)
def no_addressee(subject: Subject) -> Iterator[Finding]:
    """Recommendation to nobody.

    What it does
        Looks for `to` in every recommendation.
    Why it matters
        What is asked of everybody is done by nobody. An addressee turns a wish into a task.
    Example
        recommendations:
          - to: []
    Instead
        recommendations:
          - to: [mia]
    """
    for one in subject.brief.recommendations:
        if not one.to:
            text = f"the recommendation `{one.headline}` is addressed to nobody"
            yield Finding(subject.at(one.where), text, "name who acts in `to`, by an id of `actors`", str(one.id))


@rule("REC002", Severity.WARNING)
def vague_addressee(subject: Subject) -> Iterator[Finding]:
    """Vague addressee.

    What it does
        Finds actors, and subjects of actions, that are no office or body: stakeholders, the international
        community, relevant institutions.
    Why it matters
        Nobody opens a letter addressed to stakeholders.
    Example
        actors:
          - {id: mia, name: Relevant stakeholders, short: Stakeholders}
    Instead
        actors:
          - {id: mia, name: Ministry of Internal Affairs of Kosovo, short: Interior ministry}
    """
    vague = frozenset(_bare(one) for one in subject.listed("vague_addressees"))
    used = {str(name) for one in subject.brief.recommendations for name in one.to}
    for actor in subject.brief.actors:
        name = _bare(str(actor.name))
        if str(actor.id) in used and (name in vague or (subject.english and _EVERYBODY.match(name))):
            text = f"`{actor.name}` is no addressee: nobody will take it to mean themselves"
            yield Finding(subject.at(actor.name.at), text, "name the office or body that can act", str(actor.id))
    opening = re.compile(rf"\A\W*{subject.phrases('vague_addressees').pattern}\s+\w+", re.IGNORECASE)
    modals = frozenset((*subject.listed("should"), *subject.listed("must"), "duhet", "need", "needs"))
    for unit in subject.units:
        found = opening.match(unit.text) if unit.field == "action" else None
        if found and found[0].split()[-1].lower() in modals:
            text = f"`{found[0].rsplit(None, 1)[0].strip()}` is no addressee"
            yield Finding(unit.at, text, "name who acts in `to`, and begin with the verb", unit.home.id)


#: Nobody in particular, with any number of adjectives that narrow nothing down.
_EVERYBODY = expression(
    r"(?:(?:all|concerned|relevant|competent|responsible|appropriate|wider|broader|general|key|other|various|external|interested|respective"
    r"|international|regional|involved|different)\s+)+"
    r"(?:authorities|institutions|stakeholders|actors|public|community|partners|bodies|parties|society|donors|organi[sz]ations|agencies|players"
    r"|policy-?\s?makers|decision-?\s?makers)\Z"
)


def _bare(name: str) -> str:
    return _ARTICLE.sub("", " ".join(name.casefold().split()))


@rule("REC003", Severity.WARNING)
def many_addressees(subject: Subject) -> Iterator[Finding]:
    """Too many addressees.

    What it does
        Counts `to` of every recommendation.
    Why it matters
        Among many addressees each waits for the other. Partners belong in `with`.
    Example
        checks: {limits: {addressees: 1}}
        recommendations:
          - {to: [mia, police], with: []}
    Instead
        checks: {limits: {addressees: 1}}
        recommendations:
          - {to: [mia], with: [police]}
    Limit
        addressees 3, a house rule
    """
    limit = subject.limit("addressees")
    for one in subject.brief.recommendations:
        if len(one.to) > limit:
            text = f"{len(one.to)} addressees; {limit:g} can still agree who begins"
            yield Finding(subject.where(one, "to"), text, "name one in `to`, the others in `with`", str(one.id))


@rule("REC004", Severity.WARNING)
def addressee_is_partner(subject: Subject) -> Iterator[Finding]:
    """Addressee named as its own partner.

    What it does
        Compares `to` and `with` of every recommendation.
    Why it matters
        The matrix prints the same office in two columns, and one of the two is wrong.
    Example
        recommendations:
          - {to: [mia], with: [mia]}
    Instead
        recommendations:
          - {to: [mia], with: [police]}
    """
    for one in subject.brief.recommendations:
        for name in one.with_:
            if name in one.to:
                yield Finding(subject.at(name.at), f"`{name}` stands in `to` and in `with`", home=str(one.id))


@rule("REC005", Severity.INFO)
def unused_actor(subject: Subject) -> Iterator[Finding]:
    """Actor that nothing is asked of.

    What it does
        Finds entries of `actors` that no recommendation names.
    Why it matters
        Either a recommendation lost its addressee, or the list was copied from another brief.
    Example
        actors:
          - {id: mia}
          - {id: police}
          - {id: court, name: Court of Appeal}
    Instead
        actors:
          - {id: mia}
          - {id: police}
    """
    used = {str(name) for one in subject.brief.recommendations for name in (*one.to, *one.with_)}
    for actor in subject.brief.actors:
        if subject.brief.recommendations and str(actor.id) not in used:
            text = f"no recommendation names the actor `{actor.id}`"
            yield Finding(subject.at(actor.where), text, home=str(actor.id))
