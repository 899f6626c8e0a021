"""One way of writing a thing through the whole paper: spelling, places, designations, units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import MARK
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.wordlists import any_of
from reports.diagnostics import Severity
from reports.patterns import expression

#: British → American spelling, as stems of lower-case words.
_SPELLINGS = {
    "colour": "color", "labour": "labor", "behaviour": "behavior", "favour": "favor", "neighbour": "neighbor",
    "honour": "honor", "rumour": "rumor", "harbour": "harbor", "defence": "defense", "offence": "offense", "centre": "center",  # noqa: E501
    "theatre": "theater", "fulfil ": "fulfill", "travelled": "traveled", "travelling": "traveling", "cancelled": "canceled",  # noqa: E501
    "labelled": "labeled", "modelling": "modeling", "counselling": "counseling", "signalled": "signaled",
    "analyse": "analyze", "catalogue": "catalog", "manoeuvre": "maneuver", "grey": "gray", "sceptic": "skeptic",
    "plough": "plow", "storey": "story ", "artefact": "artifact", "ageing": "aging", "enrol ": "enroll",
}  # fmt: skip
_AMBIGUOUS = frozenset(("fulfil ", "storey", "enrol ", "catalogue"))
_BRITISH = expression(rf"\b(?:{'|'.join(k for k in _SPELLINGS if k not in _AMBIGUOUS)})\w{{0,6}}\b")
_AMERICAN = expression(rf"\b(?:{'|'.join(v for k, v in _SPELLINGS.items() if k not in _AMBIGUOUS)})(?:s|ed|ing|ly|er|ers|able|hood|al|ally|ist|ist|ists|ism)?\b")  # fmt: skip  # noqa: E501


#: A program for a computer is one in Britain too.
_COMPUTING = expression(
    r"\b(?:computer|software|code|install\w*|program(?:mer|ming|med)s?|file|files)\b", re.IGNORECASE
)


def _other(word: str) -> str:
    """The other spelling of a word in the table; empty where it is not in it."""
    pairs = [(british, american) for british, american in _SPELLINGS.items() if british not in _AMBIGUOUS]
    for one, other in (*pairs, *((american, british) for british, american in pairs), ("program", "programme")):
        if word.startswith(one):
            return other + word[len(one) :]
    return ""


@rule("LNG040", Severity.INFO)
def other_spelling(subject: Subject) -> Iterator[Finding]:
    """British and American spelling mixed.

    What it does
        Finds words in the spelling that `lang` does not say: defense in en-GB, defence in en-US. Words with a
        capital are taken for names.
    Why it matters
        It shows where text was pasted.
    Example
        summary: Requests wait for the color of money.
    Instead
        summary: Requests wait for the colour of money.
    """
    tag = subject.lang.lower()
    if not subject.english or tag == "en":
        return
    american = tag.startswith(("en-us", "en-ph"))
    pattern = _BRITISH if american else _AMERICAN
    for unit in subject.prose:
        program = () if american or _COMPUTING.search(unit.text) else re.finditer(r"\bprograms?\b", unit.text)
        for found in (*pattern.finditer(unit.text), *program):
            text = f"`{found[0]}` is {'British' if american else 'American'} spelling, and `lang` is `{subject.lang}`"
            hint = f"write `{_other(found[0])}`" if _other(found[0]) else ""
            yield marked(unit, found.span(), text, hint)


_ISE = expression(r"\b(?P<stem>[a-z]{3,}i)(?P<s>[sz])(?P<end>e|es|ed|ing|ation|ations)\b")
_ALWAYS_S = expression(
    r"(?:adv|compr|comprom|desp|dev|disgu|exerc|exc|franch|improv|inc|merchand|prem|prom|rev|superv|surm|surpr|telev|r|ar|w|otherw"
    r"|l|likew|no|ra|pra|chast|expert|enterpr|demi|appra|bra|cru|br|gu|po|to|no|pro|dis)i\Z"
)


@rule("LNG041", Severity.INFO)
def ise_and_ize(subject: Subject) -> Iterator[Finding]:
    """-ise and -ize mixed.

    What it does
        Finds words that stand in the text with s and with z: organise and organization.
    Why it matters
        Both are good English; both at once are not.
    Example
        summary: They organise requests. Others organize answers.
    Instead
        summary: They organise requests. Others organise answers.
    """
    if not subject.english:
        return
    seen: dict[str, str] = {}
    for unit in subject.prose:
        for found in _ISE.finditer(unit.text):
            stem = found["stem"]
            if _ALWAYS_S.match(stem):
                continue
            if seen.setdefault(stem, found["s"]) != found["s"]:
                other = "s" if found["s"] == "z" else "z"
                text = f"`{found[0]}` here, and with {other} elsewhere"
                yield marked(unit, found.span(), text, "choose one")


@rule("LNG042", Severity.INFO)
def percent_styles(subject: Subject) -> Iterator[Finding]:
    """Per cent and % mixed in the text.

    What it does
        Finds running text that has both "12 per cent" and "12%".
    Why it matters
        The reader wonders whether a difference is meant.
    Example
        summary: Of all requests, 12 per cent wait. Of all answers, 14% do.
    Instead
        summary: Of all requests, 12 per cent wait. Of all answers, 14 per cent do.
    """
    words = re.compile(r"\d[\d.,]*[\s\u00a0](?:per\s?cent|Prozent|pour cent|për qind|posto|odsto|посто|проценти)\b")
    sign = re.compile(r"\d[\s\u00a0\u202f]?%")
    in_words = [(unit, found) for unit in subject.prose for found in words.finditer(unit.text)]
    in_signs = [(unit, found) for unit in subject.prose for found in sign.finditer(unit.text)]
    if in_words and in_signs:
        unit, found = (in_words if len(in_words) < len(in_signs) else in_signs)[0]
        text = f"`{found[0]}` here, the other way elsewhere ({len(in_words)} in words, {len(in_signs)} as %)"
        yield marked(unit, found.span(), text, "choose one for the text; tables may keep %")


@rule("LNG043", Severity.INFO)
def example_styles(subject: Subject) -> Iterator[Finding]:
    """E.g. and eg mixed.

    What it does
        Finds English text that has "e.g." and "eg", or "i.e." and "ie".
    Why it matters
        House style is one or the other.
    Example
        summary: Requests wait, e.g. at night. Answers wait too, eg by day.
    Instead
        summary: Requests wait, e.g. at night. Answers wait too, e.g. by day.
    """
    if not subject.english:
        return
    for dotted, bare in ((r"\be\.g\.", r"(?<![\w.])eg\b(?!\.)"), (r"\bi\.e\.", r"(?<![\w.])ie\b(?!\.)")):
        if any(re.search(dotted, unit.text) for unit in subject.prose):
            for unit in subject.prose:
                for found in re.finditer(bare, unit.text):
                    yield marked(unit, found.span(), f"`{found[0]}` here, with stops elsewhere")


@rule("LNG044", Severity.WARNING)
def place_name(subject: Subject) -> Iterator[Finding]:
    """Place name that the house spells differently.

    What it does
        Finds the spellings that `gazetteer` in house.yaml says to avoid. Quotations and names of sources are
        left alone.
    Why it matters
        In a region where the name of a town takes sides, one spelling throughout is a matter of trust.
    Example
        house: {gazetteer: [{name: Pristina, avoid: [Prishtine]}]}
        summary: Requests wait in Prishtine.
    Instead
        house: {gazetteer: [{name: Pristina, avoid: [Prishtine]}]}
        summary: Requests wait in Pristina.
    """
    for place in subject.house.gazetteer if subject.house else ():
        pattern = any_of((str(one) for one in place.avoid), case=True)
        for unit in subject.own:
            for found in pattern.finditer(unit.text):
                text = f"`{found[0]}` is spelt `{place.name}` in this house"
                yield marked(unit, found.span(), text, f"write {place.name}")


@rule("LNG045", Severity.WARNING)
def designation(subject: Subject) -> Iterator[Finding]:
    """Name without the note it must carry.

    What it does
        For every entry of `designations` in house.yaml: looks whether the first use of the name in the text
        carries an asterisk or a note. Without entries the rule is off.
    Why it matters
        For some names a publisher has agreed on a note, and its absence is read as a statement.
    Example
        house: {designations: [{term: Kosovo, note: Without prejudice to positions on status.}]}
        summary: Requests wait in Kosovo.
    Instead
        house: {designations: [{term: Kosovo, note: Without prejudice to positions on status.}]}
        summary: Requests wait in Kosovo\\*.
    """
    for entry in subject.house.designations if subject.house else ():
        pattern = any_of([str(entry.term)], case=True)
        for unit in subject.prose:
            found = pattern.search(unit.text)
            if found is None:
                continue
            if not re.match(rf"{MARK}*(?:\*|[\ue001\ue004])", unit.text[found.end() :]):
                hint = rf"write {entry.term}\* or add the note: `{entry.term}^[…]`"
                yield marked(unit, found.span(), f"the first `{entry.term}` carries no note", hint)
            break
