"""Few false alarms on good texts, no planted fault missed."""

from __future__ import annotations

import yaml

from reports.checks.run import rules
from tests.checks.rates import HERE, false_alarms, misses, words


def test_less_than_one_false_alarm_in_a_thousand_words() -> None:
    assert words() >= 32_000
    assert len(false_alarms()) * 1000 < words(), [str(one) for _, one in false_alarms()]


def test_every_rule_is_planted_twice() -> None:
    entries = yaml.safe_load((HERE / "faulty" / "planted.yaml").read_text(encoding="utf-8"))
    assert set(entries) == set(rules())
    assert [code for code, faults in entries.items() if len(faults) < 2] == []


def test_every_planted_fault_is_found() -> None:
    missed, count = misses()
    assert count > 470
    assert missed == []
