"""Making cites that look alike different: names, given names, the disambiguate condition, year suffixes.

Source: CSL 1.0.2, "Disambiguation". Every reference has a `Plan` that says how much more its cites show; the plans
are refined step by step, and a step is kept only when it tells references apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from reports.patterns import expression
from reports.records import record

from .context import NameSet, Plan
from .nameformat import _join
from .personal import Name, initialize

MAX_NAMES = 40
MAX_CONDITIONS = 8
_SPACING = expression(r"[\s.]+")


@record(slots=True)
class Rendered:
    """A cite as the disambiguation sees it."""

    text: str
    name_sets: list[NameSet]
    asked: int = 0


Render = Callable[[str, Plan], Rendered]


@record(slots=True)
class Settings:
    """The style's disambiguation options."""

    add_names: bool
    add_given: bool
    rule: str
    year_suffix: bool


@record(slots=True)
class Result:
    """What was found: a plan for every reference, a year suffix for those that need one."""

    plans: dict[str, Plan] = field(default_factory=dict)
    suffixes: dict[str, str] = field(default_factory=dict)


class Disambiguator:
    """Works through all references of a document. `order` lists them as the bibliography does."""

    def __init__(self, settings: Settings, render: Render, order: list[str], name_key: tuple[str | None, bool]) -> None:
        self.settings = settings
        self.render = render
        self.order = order
        self.places = {id_: place for place, id_ in enumerate(order)}
        self.mark, self.hyphen = name_key
        self.result = Result()
        self.asked = 0

    def run(self) -> Result:
        base = {id_: self.render(id_, Plan()) for id_ in self.order}
        self.asked = max((rendered.asked for rendered in base.values()), default=0)
        for id_ in self.order:
            self.result.plans[id_] = Plan()
        if self.settings.add_given and self.settings.rule != "by-cite":
            self.name_everywhere(base)
        for group in _groups((id_, base[id_].text) for id_ in self.order):
            if len(group) > 1:
                self.untangle(group, base)
        return self.result

    def name_everywhere(self, base: dict[str, Rendered]) -> None:
        """Disambiguate the names themselves, in all cites ("all-names" and its relatives)."""
        registry: dict[str, dict[str, set[str]]] = {}
        primary = self.settings.rule.startswith("primary-name")
        for rendered in base.values():
            for names in rendered.name_sets:
                for name in names.names[: 1 if primary else None]:
                    short, initials = self.forms(name)
                    registry.setdefault(short, {}).setdefault(initials, set()).add(_SPACING.sub("", name.given))
        for id_, rendered in base.items():
            levels = [self.levels(names, registry, primary) for names in rendered.name_sets]
            if any(any(level) for level in levels):
                plan = Plan([names.shown for names in rendered.name_sets], levels)
                self.result.plans[id_] = plan
                base[id_] = self.render(id_, plan)

    def forms(self, name: Name) -> tuple[str, str]:
        short = _join(name.non_dropping, name.family) or name.literal
        return short, initialize(name.given, "", self.hyphen, False) if name.given else ""

    def levels(self, names: NameSet, registry: dict[str, dict[str, set[str]]], primary: bool) -> list[int]:
        levels = []
        only_initials = self.settings.rule.endswith("-with-initials")
        for position, name in enumerate(names.names[:MAX_NAMES]):
            if primary and position:
                levels.append(0)
                continue
            short, initials = self.forms(name)
            same_family = registry.get(short, {})
            if len(same_family.get(initials, ())) > 1 and not only_initials:
                level = 2
            elif len(same_family) > 1:
                level = 1
            else:
                level = 0
            levels.append(level if not only_initials or names.can_initialize else 0)
        return levels

    def untangle(self, group: list[str], base: dict[str, Rendered]) -> None:
        """Tell the members of one ambiguous group apart, as far as the style's methods reach."""
        start = self.result.plans[group[0]].copy()
        left = self.by_names(group, start, base) if self.settings.add_names or self.settings.add_given else [group]
        remaining: list[list[str]] = []
        for clash in left:
            remaining.extend(self.by_condition(clash))
        if self.settings.year_suffix:
            for clash in remaining:
                for index, id_ in enumerate(sorted(clash, key=self.places.__getitem__)):
                    self.result.suffixes[id_] = suffix(index)

    def by_names(self, group: list[str], plan: Plan, base: dict[str, Rendered]) -> list[list[str]]:
        """Show more of the names; returns what is still ambiguous."""
        left: list[list[str]] = []
        queue: list[tuple[list[str], Plan, Iterator[tuple[int, int, int, int]]]] = []
        sets = [base[id_].name_sets for id_ in group]
        queue.append((group, plan, self.steps(sets)))
        while queue:
            members, better, steps = queue.pop()
            working = better.copy()
            split = False
            for index, name, shown, level in steps:
                _extend(working, index, name, shown, level, base[members[0]].name_sets)
                rendered = {id_: self.render(id_, working).text for id_ in members}
                classes = list(_groups(rendered.items()))
                if len(classes) == 1:
                    continue
                _adopt(better, working, index, name)
                rest = list(steps)
                for clash in classes:
                    for id_ in clash:
                        self.result.plans[id_] = better.copy()
                    if len(clash) > 1:
                        queue.append((clash, better.copy(), iter(rest)))
                split = True
                break
            if not split:
                left.append(members)
        return left

    def steps(self, sets: list[list[NameSet]]) -> Iterator[tuple[int, int, int, int]]:
        """(name set, name, names shown, level) in the order of CSL's methods 1 and 2."""
        given = self.settings.add_given
        only_initials = self.settings.rule.endswith("-with-initials")
        top = 1 if only_initials else 2
        primary = self.settings.rule.startswith("primary-name")
        for index in range(max(map(len, sets), default=0)):
            here = [names[index] for names in sets if index < len(names)]
            shown = max((names.shown for names in here), default=0)
            longest = min(max(len(names.names) for names in here), MAX_NAMES)
            for name in range(shown if not self.settings.add_names else longest):
                if name >= shown:
                    yield index, name, name + 1, 0
                if given and not (primary and name):
                    for level in range(1, top + 1):
                        yield index, name, max(shown, name + 1), level

    def by_condition(self, group: list[str], start: int = 0) -> list[list[str]]:
        """Let the disambiguate condition test true; returns what is still ambiguous."""
        if not self.asked:
            return [group]
        plans = {id_: self.result.plans[id_].copy() for id_ in group}
        for count in range(start + 1, MAX_CONDITIONS + 1):
            asked = 0
            texts: dict[str, str] = {}
            for id_, plan in plans.items():
                plan.condition = count
                rendered = self.render(id_, plan)
                texts[id_] = rendered.text
                asked = max(asked, rendered.asked)
            classes = list(_groups(texts.items()))
            if len(classes) > 1:
                self.result.plans.update(plans)
                return [left for clash in classes if len(clash) > 1 for left in self.by_condition(clash, count)]
            if count >= asked:
                break
        return [group]


def _extend(plan: Plan, index: int, name: int, shown: int, level: int, sets: list[NameSet]) -> None:
    while len(plan.shown) <= index:
        position = len(plan.shown)
        plan.shown.append(sets[position].shown if position < len(sets) else 0)
        plan.levels.append([])
    plan.shown[index] = max(plan.shown[index], shown)
    levels = plan.levels[index]
    levels.extend([0] * (name + 1 - len(levels)))
    levels[name] = max(levels[name], level)


def _adopt(better: Plan, working: Plan, index: int, name: int) -> None:
    """Keep of the working plan what the successful step was about."""
    while len(better.shown) < len(working.shown):
        better.shown.append(0)
        better.levels.append([])
    better.shown[index] = working.shown[index]
    levels = better.levels[index]
    levels.extend([0] * (name + 1 - len(levels)))
    levels[name] = working.levels[index][name]


def _groups(pairs: object) -> Iterator[list[str]]:
    found: dict[str, list[str]] = {}
    for id_, text in pairs:  # type: ignore[attr-defined]
        found.setdefault(text, []).append(id_)
    return iter(found.values())


def suffix(index: int) -> str:
    """0 → "a", 25 → "z", 26 → "aa", 27 → "ab" …"""
    letters = ""
    index += 1
    while index:
        index, digit = divmod(index - 1, 26)
        letters = chr(97 + digit) + letters
    return letters
