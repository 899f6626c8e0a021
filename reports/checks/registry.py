"""The registry of rules. A rule is a function with a code; what it means stands in its docstring, which is tested.

@rule("REC003", Severity.WARNING)
def many_actions(subject: Subject) -> Iterator[Finding]:
    \"\"\"Several actions in one recommendation.

    What it does
        …
    Why it matters
        …
    Example
        recommendations:
          - …                        (a fragment of brief.yaml that raises it)
    Instead
        recommendations:
          - …                        (the same, mended: it must not raise it)
    Limit
        action-words 30 — where the threshold comes from
    \"\"\"
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from inspect import cleandoc
from pkgutil import iter_modules
from textwrap import dedent
from typing import TYPE_CHECKING, TypeAlias

from reports.diagnostics import Explanation, Severity
from reports.patterns import expression
from reports.records import record
from reports.source import Position

if TYPE_CHECKING:
    from reports.checks.subject import Subject

#: The families with the beginning of their codes, in the order they are run and documented; each is a package of this
#: name in ``checks``.
FAMILIES = {
    "structure": "STR", "recommendations": "REC", "evidence": "EVD", "language": "LNG", "figures": "GFX",
    "publication": "PUB", "output": "OUT",
}  # fmt: skip

HEADINGS = ("What it does", "Why it matters", "Example", "Instead", "Limit")


@record(frozen=True, slots=True)
class Finding:
    """What a rule found.

    at
        The place of the words or the value at fault.
    home
        The id of the section, recommendation, figure … it belongs to, for waivers; empty for the brief as a whole.
    end
        The place after the last character of the words at fault, where they are known.
    """

    at: Position
    message: str
    hint: str = ""
    home: str = ""
    end: Position | None = None


Check: TypeAlias = "Callable[[Subject], Iterator[Finding]]"


@record(frozen=True, slots=True)
class Rule:
    """A registered rule. ``default`` rules run unless ignored; the others only when selected or given a limit."""

    code: str
    severity: Severity
    check: Check
    default: bool = True

    @property
    def name(self) -> str:
        """The name of the rule in words with hyphens, from its function."""
        return self.check.__name__.replace("_", "-")

    @property
    def title(self) -> str:
        """The first line of its docstring, without the full stop."""
        return (self.check.__doc__ or "").strip().splitlines()[0].rstrip(".")

    def part(self, heading: str) -> str:
        """The text below a heading of the docstring, its indent taken off; empty where there is none."""
        return docstring_parts(self.check.__doc__ or "").get(heading, "")

    def explanation(self) -> Explanation:
        """What ``brief explain`` prints."""
        why = self.part("Why it matters")
        limit = self.part("Limit")
        return Explanation(
            self.code, self.title, self.part("What it does"), f"{why}\n\nLimit: {limit}" if limit else why,
            self.part("Instead"), self.part("Example"),
        )  # fmt: skip


RULES: dict[str, Rule] = {}


def rule(code: str, severity: Severity, *, default: bool = True) -> Callable[[Check], Check]:
    """Register the function below as the rule *code*. A code that is taken raises ValueError at import."""

    def register(check: Check) -> Check:
        if code in RULES and RULES[code].check.__module__ != check.__module__:
            raise ValueError(f"two rules have the code {code}")
        RULES[code] = Rule(code, severity, check, default)
        return check

    return register


def load_rules(select: tuple[str, ...] = ()) -> dict[str, Rule]:
    """Import all families, or those to which a code or beginning of a code in *select* belongs; the rules by code, in
    order."""
    wanted = [name for name, start in FAMILIES.items() if not select or start in {one[:3] for one in select}]
    for family in wanted:
        package = import_module(f"reports.checks.{family}")
        for module in sorted(one.name for one in iter_modules(package.__path__)):
            import_module(f"reports.checks.{family}.{module}")
    starts = tuple(FAMILIES[family] for family in wanted)
    return {code: one for code, one in sorted(RULES.items()) if code.startswith(starts)}


_HEADING = expression(rf"^({'|'.join(HEADINGS)})$", re.MULTILINE)


def docstring_parts(docstring: str) -> dict[str, str]:
    """The parts of a rule's docstring by heading.

    >>> docstring_parts("Title.\\n\\n    What it does\\n        Looks.\\n    ")
    {'What it does': 'Looks.'}
    """
    pieces = _HEADING.split(cleandoc(docstring))
    return {name: dedent(text.strip("\n")).rstrip() for name, text in zip(pieces[1::2], pieces[2::2], strict=True)}
