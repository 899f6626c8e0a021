"""Running the rules: limits, waivers, selection."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from reports.checks.registry import Finding, Rule, load_rules
from reports.checks.subject import Subject
from reports.diagnostics import Diagnostic, Severity, tidy
from reports.patterns import expression
from reports.schema.house import Limits, Waiver
from reports.source import Position

_LIMIT = expression(r"^`?(?P<name>[a-z][a-z-]*)`? (?P<value>\d+(?:\.\d+)?)\b", re.MULTILINE)
_PREFIX = expression(r"(?:sec|rec|opt)-")
#: A rule that finds more than this in one brief says how many there are, and shows the first.
MOST_OF_ONE = 20


@cache
def rules(select: tuple[str, ...] = ()) -> Mapping[str, Rule]:
    """All rules by code, or those of the families that *select* names."""
    return load_rules(select)


@cache
def default_limits(select: tuple[str, ...] = ()) -> Mapping[str, float]:
    """Every limit with the value that holds unless a brief or the house says otherwise, from the docstrings.

    With *select* those of its families only: no rule goes by the limits of another family.
    """
    return {name: value for one in rules(select).values() for name, value in limits_of(one).items()}


def limits_of(one: Rule) -> dict[str, float]:
    """The limits of a rule, from the part of its docstring of that name: ``sentence-words 40 …``."""
    return {found["name"]: float(found["value"]) for found in _LIMIT.finditer(one.part("Limit"))}


def run_checks(subject: Subject, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> list[Diagnostic]:
    """What the editor has to say, in order of place.

    *select* and *ignore* are codes or beginnings of codes. A rule that is off by default runs where its code is
    selected, or where a limit of its own is set in the brief or the house.
    """
    picked, dropped = tuple(select), tuple(ignore)
    given = _given_limits(subject)
    subject = replace(subject, limits={**default_limits(picked), **given})
    waivers = _Waivers(subject)
    found: list[Diagnostic] = []
    ran: set[str] = set()
    for one in rules(picked).values():
        if _runs(one, picked, dropped, given):
            ran.add(one.code)
            kept = [finding for finding in one.check(subject) if not waivers.covers(one, finding)]
            found.extend(_limited(one, kept))
    found.extend(_own(subject, waivers, ran, picked, dropped))
    return tidy(found)


def _runs(one: Rule, picked: tuple[str, ...], dropped: tuple[str, ...], given: Mapping[str, float]) -> bool:
    if dropped and one.code.startswith(dropped):
        return False
    if picked:
        return one.code.startswith(picked) and (one.default or one.code in picked)
    return one.default or any(name in given for name in limits_of(one))


def _given_limits(subject: Subject) -> dict[str, float]:
    """Limits set in the house and, over them, in the brief."""
    found: dict[str, float] = {}
    for source in _settings(subject):
        found.update({str(name): float(value) for name, value in source.limits.items()})
    return found


def _settings(subject: Subject) -> Iterator[Limits]:
    if subject.house is not None and subject.house.checks is not None:
        yield subject.house.checks
    yield subject.brief.checks


def _limited(one: Rule, findings: list[Finding]) -> Iterator[Diagnostic]:
    for finding in findings[:MOST_OF_ONE]:
        yield Diagnostic(one.code, one.severity, finding.at, finding.message, finding.hint, finding.end)
    if len(findings) > MOST_OF_ONE:
        rest = len(findings) - MOST_OF_ONE
        yield Diagnostic(one.code, one.severity, findings[MOST_OF_ONE].at, f"{rest} more like this: {one.title}", "")


class _Waivers:
    """The waivers that hold for a brief, and which of them have waived something."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.all = tuple(waiver for source in _settings(subject) for waiver in source.waive)
        self.used: set[int] = set()

    def covers(self, one: Rule, finding: Finding) -> bool:
        """Whether a waiver accepts *finding*; marks it as used."""
        for number, waiver in enumerate(self.all):
            if rule_of(waiver.rule) == one.code and self._there(waiver, finding):
                self.used.add(number)
                return True
        return False

    def _there(self, waiver: Waiver, finding: Finding) -> bool:
        if waiver.at is None:
            return True
        homes = (finding.home, *self.subject.around.get(finding.home, ()))
        return str(waiver.at) in homes or _PREFIX.sub("", str(waiver.at), count=1) in homes


def rule_of(name: str) -> str:
    """The code of the rule called *name*, by its code or its name in words; empty where there is none."""
    wanted = name.strip()
    if wanted.upper() in rules():
        return wanted.upper()
    return next((one.code for one in rules().values() if one.name == wanted.lower()), "")


def _own(
    subject: Subject, waivers: _Waivers, ran: set[str], picked: tuple[str, ...], dropped: tuple[str, ...]
) -> Iterator[Diagnostic]:
    """What is wrong with the settings of the checks themselves."""
    for one in (*_unused(subject, waivers, ran), *_unknown(subject)):
        if (not picked or one.code.startswith(picked)) and not (dropped and one.code.startswith(dropped)):
            yield one


def _unused(subject: Subject, waivers: _Waivers, ran: set[str]) -> Iterator[Diagnostic]:
    """Waivers of the brief that waive nothing; those of the house hold for other briefs."""
    first = len(waivers.all) - len(subject.brief.checks.waive)
    for number, waiver in enumerate(waivers.all):
        code = rule_of(waiver.rule)
        if number < first or number in waivers.used or code not in ran or _needs_print(code, subject):
            continue
        place = f" at `{waiver.at}`" if waiver.at else ""
        message = f"the waiver of {code}{place} waives nothing"
        yield Diagnostic("CHK001", Severity.WARNING, subject.at(waiver.where), message, "take it out")


def _needs_print(code: str, subject: Subject) -> bool:
    return code.startswith("OUT") and subject.pages is None


def _unknown(subject: Subject) -> Iterator[Diagnostic]:
    """Rules and limits that do not exist."""
    if not any(source.waive or source.limits for source in _settings(subject)):
        return
    known = [*rules(), *(one.name for one in rules().values())]
    for source in _settings(subject):
        for waiver in source.waive:
            if not rule_of(waiver.rule):
                at = subject.at(waiver.rule.at, waiver.where)
                yield _no_such(f"there is no rule `{waiver.rule}`", str(waiver.rule), known, at)
        for name in source.limits:
            if name not in default_limits():
                at = subject.at(source.where_of("limits"), source.where)
                yield _no_such(f"there is no limit `{name}`", str(name), [*default_limits()], at)


def _no_such(message: str, word: str, known: list[str], at: Position) -> Diagnostic:
    near = get_close_matches(word, known, n=1, cutoff=0.6) or get_close_matches(word.upper(), known, n=1, cutoff=0.6)
    hint = f"did you mean `{near[0]}`?" if near else "`brief explain` lists all rules; docs/checks.md has the limits"
    return Diagnostic("CHK002", Severity.WARNING, at, message, hint)
