"""The reference of all rules as Markdown, made from their docstrings: ``python -m reports.checks.reference``."""

from __future__ import annotations

import sys
from textwrap import indent

from reports.checks.registry import FAMILIES, Rule
from reports.checks.run import limits_of, rules


def reference() -> str:
    """Tables of limits and a section for every rule, by family."""
    parts = ["### Limits\n", _limits()]
    for family in FAMILIES:
        found = [one for one in rules().values() if f".{family}." in one.check.__module__]
        parts.append(f"### Rules on {family}\n")
        parts.extend(_section(one) for one in found)
    return "\n".join(parts)


def _limits() -> str:
    lines = ["| limit | default | rule |", "|:--|--:|:--|"]
    named = sorted((name, value, one.code) for one in rules().values() for name, value in limits_of(one).items())
    lines += [f"| `{name}` | {value:g} | {code} |" for name, value, code in named]
    return "\n".join(lines) + "\n"


def _section(one: Rule) -> str:
    state = one.severity.value if one.default else f"{one.severity.value}, off by default"
    head = f"#### {one.code} {one.title}\n\n*{state}* · `{one.name}`\n"
    text = f"{one.part('What it does')}\n\n{one.part('Why it matters')}\n"
    example = f"```yaml\n# raises {one.code}\n{one.part('Example')}\n\n# does not\n{one.part('Instead')}\n```\n"
    limit = f"\nLimit:\n\n{indent(one.part('Limit'), '    ')}\n" if one.part("Limit") else ""
    return "\n".join((head, text, example)) + limit


if __name__ == "__main__":
    sys.stdout.write(reference())
