"""The state of one rendering: which reference, in which place, with which disambiguation."""

from __future__ import annotations

from dataclasses import field
from enum import IntFlag
from typing import Literal

from reports.records import record

from .personal import Name
from .reference import NAME_VARIABLES, Reference
from .tokens import Token

Area = Literal["citation", "bibliography"]

CALLED = 1  # a variable was called in the current group
FILLED = 2  # ... and one of them had a value
MAX_STEPS = 200_000


class Position(IntFlag):
    """Where a cite stands among the cites of the same reference (CSL 1.0.2, "position")."""

    FIRST = 1
    SUBSEQUENT = 2
    IBID_WITH_LOCATOR = 4
    IBID = 8
    NEAR_NOTE = 16


@record(frozen=True, slots=True)
class NameSet:
    """What one rendered name variable showed, for the disambiguation."""

    names: tuple[Name, ...]
    shown: int
    levels: tuple[int, ...]
    can_initialize: bool
    form: str


@record(slots=True)
class Plan:
    """How much more a cite shows than its style says: per name set, how many names and how much of each.

    `levels[i][j]` is 0 (as the style says), 1 (initials) or 2 (full given name).
    """

    shown: list[int] = field(default_factory=list)
    levels: list[list[int]] = field(default_factory=list)
    condition: int = 0  # how many disambiguate conditions of the cite test true

    def copy(self) -> Plan:
        return Plan(list(self.shown), [list(level) for level in self.levels], self.condition)


@record(frozen=True, slots=True)
class SortNames:
    """Et-al settings of a cs:key; None where the style's own hold."""

    minimum: int | None = None
    first: int | None = None
    last: bool | None = None


class Context:
    """Everything a rendering element may ask or change. One object per rendered cite, entry or sort key."""

    __slots__ = (
        "area",
        "asked_disambiguate",
        "body",
        "citation_number",
        "delimiter",
        "first_note",
        "in_prefix",
        "label",
        "locator",
        "looking",
        "name_sets",
        "names_printed",
        "names_suppressed",
        "out",
        "plan",
        "position",
        "ref",
        "sort_names",
        "sorting",
        "steps",
        "suffix_printed",
        "suppressed",
        "tracing",
        "vars",
        "year_suffix",
        "years_suppressed",
    )  # fmt: skip

    def __init__(self, ref: Reference, area: Area) -> None:
        self.ref = ref
        self.area: Area = area
        self.out: list[Token] = []
        self.vars = 0
        self.delimiter = ""
        self.body = 0
        self.steps = MAX_STEPS
        self.position = 0
        self.locator = ""
        self.label = ""
        self.first_note = 0
        self.citation_number = 0
        self.year_suffix = ""
        self.suffix_printed = False
        self.plan: Plan | None = None
        self.name_sets: list[NameSet] = []
        self.names_printed = 0
        self.names_suppressed = False
        self.years_suppressed = False
        self.asked_disambiguate = 0
        self.suppressed: set[str] | None = None
        self.tracing: list[str] | None = None
        self.sorting = False
        self.sort_names: SortNames | None = None
        self.in_prefix = False
        self.looking = False

    def drops(self, variable: str) -> bool:
        """Whether a substitution has used `variable` up."""
        return self.suppressed is not None and variable in self.suppressed

    def filled(self, variable: str) -> None:
        """Note that `variable` was printed."""
        self.vars |= CALLED | FILLED
        if self.tracing is not None:
            self.tracing.append(variable)
            if variable in NAME_VARIABLES:
                self.suppressed = {*self.suppressed, variable} if self.suppressed else {variable}

    def begins(self) -> bool:
        """Whether nothing with a letter or digit has been printed yet."""
        if self.in_prefix:
            return False
        return not any(type(token) is str and any(map(str.isalnum, token)) for token in self.out)
