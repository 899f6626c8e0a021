"""Every rule by its own docstring: the example raises it and nothing else, the mended text raises nothing."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from reports.checks.registry import HEADINGS, Rule, docstring_parts
from reports.checks.run import limits_of, rules, run_checks
from reports.diagnostics import Severity
from reports.engine.editor import FORBIDDING
from tests.checks.workbench import with_example

RULES = list(rules().values())


def codes(example: str, rule: Rule) -> set[str]:
    subject = with_example(example)
    found = {one.code for one in run_checks(subject)}
    return found if rule.default else found | {one.code for one in run_checks(subject, [rule.code])}


def test_the_good_brief_is_good() -> None:
    assert [str(one) for one in run_checks(with_example(""))] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_the_example_raises_the_rule_and_nothing_else(rule: Rule) -> None:
    assert codes(rule.part("Example"), rule) == {rule.code}


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_the_mended_text_is_silent(rule: Rule) -> None:
    assert codes(rule.part("Instead"), rule) == set()


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_the_docstring_is_whole(rule: Rule) -> None:
    parts = docstring_parts(rule.check.__doc__ or "")
    assert set(parts) >= set(HEADINGS[:4])
    assert not set(parts) - set(HEADINGS)
    assert rule.title
    assert len(rule.title) < 70
    assert re.fullmatch(r"(STR|REC|EVD|LNG|GFX|PUB)\d{3}|OUT1\d\d", rule.code)


@pytest.mark.parametrize("rule", [one for one in RULES if one.part("Limit")], ids=lambda one: one.code)
def test_a_limit_has_a_value_and_a_source(rule: Rule) -> None:
    limits = limits_of(rule)
    lines = rule.part("Limit").splitlines()
    assert len(limits) == len([line for line in lines if not line.startswith(" ")])
    assert all(len(line.split(" ", 2)) == 3 for line in lines if not line.startswith(" "))


def test_there_are_more_than_sixty() -> None:
    assert len(RULES) > 60
    assert len({one.name for one in RULES}) == len(RULES)


def test_a_build_knows_which_rules_forbid_printing():
    assert {one.code for one in RULES if one.severity is Severity.ERROR} == set(FORBIDDING)


def test_a_selection_imports_the_families_it_needs():
    script = "import sys; from reports.checks.run import rules; rules(('OUT1', 'PUB010')); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert "reports.checks.publication.status" in loaded
    assert "reports.checks.output.pages" in loaded
    assert not [one for one in loaded if one.startswith("reports.checks.language.")]
