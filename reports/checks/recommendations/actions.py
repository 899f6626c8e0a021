"""What is to be done: one verb, one object, few words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import MARK
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.sentences import count_words
from reports.checks.subject import Subject
from reports.checks.units import Unit
from reports.diagnostics import Severity
from reports.patterns import expression

#: Verbs that head an action, and are seldom nouns.
_VERBS = (
    "adopt|abolish|agree|allocate|allow|amend|appoint|apply|approve|assign|begin|build|clarify|collect|commission|commit|complete"
    "|conclude|conduct|consolidate|consult|continue|convene|coordinate|create|declare|decide|define|deliver|demand|develop|deploy|enable"
    "|encourage|enforce|engage|enhance|ensure|establish|evaluate|expand|explain|explore|extend|facilitate|finalise|finalize|foster"
    "|grant|harmonise|harmonize|identify|implement|improve|include|inform|initiate|insist|integrate|introduce|invest|invite|involve"
    "|launch|legislate|maintain|negotiate|nominate|organise|organize|permit|prepare|prevent|prioritise|prioritize|promote|propose"
    "|protect|provide|publish|ratify|recognise|recognize|recruit|reduce|refrain|reinforce|release|remove|repeal|replace|require|resume"
    "|revise|set up|share|simplify|speed up|step up|strengthen|submit|support|suspend|sustain|tackle|teach|translate|urge|withdraw"  # noqa: E501
)
_SECOND = expression(rf"(?:,\s*|\s+)(?:and|as well as|and also|and then)\s+(?:also\s+|to\s+)?(?P<verb>{_VERBS})\s+(?!and\b)[\w’']", re.IGNORECASE)  # fmt: skip  # noqa: E501
#: Verbs that are nouns as often, and are told by the object that follows them.
_OBJECT = r"(?:the|a|an|all|every|each|its|their|them|it|these|those|at least|one|two|three|four|five|ten|\d+)\b"
_MAYBE_VERBS = (
    "accredit|audit|ban|bring|build|buy|check|choose|close|count|cut|draft|draw|fund|finance|give|hire|hold|join|keep|label|lift|link|list"
    "|lower|make|map|measure|merge|monitor|move|name|offer|open|order|pay|pilot|place|plan|post|print|put|raise|register|report|review|run"
    "|sell|send|sign|stop|test|train|update|use|visit|write"
)
_SECOND_OBJECT = expression(
    rf"(?:,\s*|\s+)(?:and|as well as|and also|and then)\s+(?:also\s+|to\s+)?(?P<verb>{_MAYBE_VERBS})\s+{_OBJECT}|;\s*(?:and\s+)?(?P<next>{_MAYBE_VERBS})\s+{_OBJECT}",  # noqa: E501
    re.IGNORECASE,
)
_FIRST = expression(rf"\A\W*(?:{_VERBS}|[a-z]+)\b", re.IGNORECASE)
_INSIDE = expression(r"\b(?:that|which|who|whom|whose|how|whether|where|when|in order to|so as to)\b", re.IGNORECASE)
_TO_VERB = expression(rf"\bto\s+(?:{_VERBS}|\w+)\b", re.IGNORECASE)
_HARMLESS_TO = expression(r"\b(?:continue|work|seek|strive|need|needs|agree|commit|begin|start|steps|efforts?|ought|has|have)\s+to\b", re.I)  # fmt: skip  # noqa: E501
_SHARED = expression(rf"\b(?:{_VERBS})\Z", re.IGNORECASE)
_NEW_VERB = expression(rf"\A\W*(?:also\s+)?(?:{_VERBS})\b", re.IGNORECASE)
_MODAL = r"(?:should|must|shall|need to|needs to|ought to|has to|have to)"


def _actions(subject: Subject) -> Iterator[Unit]:
    return (unit for unit in subject.units if unit.field == "action")


@rule("REC010", Severity.WARNING)
def several_actions(subject: Subject) -> Iterator[Finding]:
    """Several actions in one recommendation.

    What it does
        Finds a second verb with an object of its own in `action`, further sentences that ask for more, and
        lists.
    Why it matters
        Two actions have two dates, two costs and two answers. Nobody can accept one and reject the other while
        they share a number.
    Example
        recommendations:
          - action: Open one desk for foreign requests by June 2027 and publish a yearly report on them.
    Instead
        recommendations:
          - action: Open one desk that receives every foreign request by June 2027.
    """
    for one in subject.brief.recommendations:
        units = [unit for unit in _actions(subject) if unit.home.id == one.id and unit.kind != "note"]
        items = [unit for unit in units if unit.kind == "item"]
        if len(items) > 1:
            text = f"{len(items)} actions stand in one recommendation, as a list"
            yield Finding(items[1].at, text, _SPLIT, str(one.id))
            continue
        for unit in units:
            at = _second_verb(unit) if subject.english else _third_sentence(unit)
            if at is not None:
                yield Finding(unit.place(at), "a second action begins here", _SPLIT, str(one.id))
                break


_SPLIT = "make it a recommendation of its own, or a step in `steps`"


def _second_verb(unit: Unit) -> int | None:
    """Where a second action begins in an English text."""
    for number, sentence in enumerate(unit.sentences()):
        if number and (_NEW_VERB.match(sentence.text) or re.search(rf"\b{_MODAL}\b", sentence.text)):
            return sentence.start
        for piece in re.finditer(r";\s*(?:and\s+)?", sentence.text):
            if _NEW_VERB.match(sentence.text, piece.end()) or _NEW_VERB.match(sentence.text[piece.end() :]):
                return sentence.start + piece.end()
        for found in (*_SECOND.finditer(sentence.text), *_SECOND_OBJECT.finditer(sentence.text)):
            before = sentence.text[: found.start()].replace(MARK, "")
            free = _HARMLESS_TO.sub(" ", before)
            if not (_INSIDE.search(before) or _TO_VERB.search(free) or _SHARED.search(before)):
                return sentence.start + found.start("verb" if found["verb"] else "next")
    return None


def _third_sentence(unit: Unit) -> int | None:
    sentences = unit.sentences()
    return sentences[2].start if len(sentences) > 2 else None


@rule("REC011", Severity.WARNING)
def long_action(subject: Subject) -> Iterator[Finding]:
    """Action too long.

    What it does
        Counts the words of `action`.
    Why it matters
        An action that cannot be said in one breath is reasons and action in one. Reasons belong in `rationale`.
    Example
        recommendations:
          - action: >-
              Open one desk by June 2027 that receives every foreign request, by day and by night, in writing or by wire, from
              whichever body it may come, and whatever it may be about, at the seat of the police in the capital.
    Instead
        recommendations:
          - action: Open one desk that receives every foreign request by June 2027.
    Limit
        action-words 30, a house rule: two lines of print
    """  # noqa: E501
    limit = subject.limit("action-words")
    for one in subject.brief.recommendations:
        words = count_words(one.action.plain)
        if words > limit:
            text = f"the action has {words} words; {limit:g} are enough for one verb and one object"
            yield Finding(subject.at(one.action.at), text, "move reasons to `rationale`", str(one.id))


@rule("REC012", Severity.WARNING)
def long_headline(subject: Subject) -> Iterator[Finding]:
    """Headline too long.

    What it does
        Counts the words of `headline`.
    Why it matters
        Headlines stand in the summary box and in the matrix, where a second line breaks the row.
    Example
        recommendations:
          - headline: Open one desk for all requests that come to the police from abroad, by day and by night
    Instead
        recommendations:
          - headline: Open one desk for requests
    Limit
        headline-words 12, as docs/content-format.md says
    """
    limit = subject.limit("headline-words")
    for one in subject.brief.recommendations:
        words = count_words(str(one.headline))
        if words > limit:
            text = f"the headline has {words} words; {limit:g} fit the box and the matrix"
            yield Finding(subject.at(one.headline.at), text, home=str(one.id))


_NUMBER = expression(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|half|double|twice|both|every|each|all|none"
    r"|annual(?:ly)?|yearly|monthly|weekly|quarterly)\b|\bby \w+ing\b|\bthrough\b",
    re.IGNORECASE,
)


@rule("REC013", Severity.WARNING)
def vague_verb(subject: Subject) -> Iterator[Finding]:
    """Vague verb.

    What it does
        Finds actions that begin with a verb such as strengthen, enhance, promote or raise awareness, and name
        neither a number nor a date nor a means by which it would be done.
    Why it matters
        Nobody can say whether it has been done, so nobody will be asked.
    Example
        recommendations:
          - action: Strengthen cooperation with partners in the region.
    Instead
        recommendations:
          - action: Send two liaison officers to partners in the region by June 2027.
    """
    verbs = subject.phrases("vague_verbs").pattern
    lead = rf"(?:[^.;:]{{0,90}}?\b{_MODAL}\s+)?(?:\w+ly\s+)?(?:(?:continue|work|seek|strive|take steps|make efforts) to\s+)?"  # noqa: E501
    pattern = re.compile(rf"\A\W*{lead if subject.english else '.{0,80}?'}(?P<verb>{verbs})", re.IGNORECASE)
    for unit in _actions(subject):
        found = pattern.match(unit.text)
        if found is None or _NUMBER.search(unit.text) or unit.kind == "note":
            continue
        if not subject.english and count_words(unit.text) > 15:
            continue
        verb = found["verb"].strip(MARK).lower()
        text = f"`{verb}` says neither what is done nor when it is done enough"
        yield marked(unit, found.span("verb"), text, "name the act, its object and a number or a date")


@rule("REC014", Severity.WARNING)
def passive_action(subject: Subject) -> Iterator[Finding]:
    """Action in the passive.

    What it does
        Finds `should be done`, `must be done` in actions.
    Why it matters
        The passive hides who acts, which is the one thing that a recommendation has to say.
    Example
        recommendations:
          - action: One desk should be opened for foreign requests by June 2027.
    Instead
        recommendations:
          - action: Open one desk that receives every foreign request by June 2027.
    """
    pattern = subject.phrases("passive")
    for unit in _actions(subject):
        found = pattern.search(unit.text)
        if found and not re.search(r"\b(?:that|which|who)\b[^,.;]*\Z", unit.text[: found.start()], re.IGNORECASE):
            yield marked(unit, found.span(), f"`{found[0]}` leaves open who acts", "begin with the verb")


@rule("REC015", Severity.WARNING)
def must_and_should(subject: Subject) -> Iterator[Finding]:
    """Must and should mixed.

    What it does
        Compares the modal verbs of all actions: some say must or shall, others should.
    Why it matters
        Readers take the difference for a ranking. Where none is meant, one word will do; `priority` is for
        ranks.
    Example
        recommendations:
          - action: The ministry must open one desk for foreign requests by June 2027.
          - action: The police should publish the number of answers each year in March.
    Instead
        recommendations:
          - action: The ministry should open one desk for foreign requests by June 2027.
          - action: The police should publish the number of answers each year in March.
    """
    groups = []
    for key in ("must", "should"):
        pattern = subject.phrases(key)
        groups.append([(unit, found) for unit in _actions(subject) if (found := pattern.search(unit.text))])
    if all(groups):
        fewer = min(groups, key=len)
        unit, found = fewer[0]
        other = max(groups, key=len)[0][1][0] if fewer is groups[0] else groups[0][0][1][0]
        text = f"`{found[0]}` here, `{other}` in other recommendations"
        yield marked(unit, found.span(), text, "use one of them; `priority` holds the rank")
