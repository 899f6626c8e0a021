"""Few false alarms on good texts, no planted fault missed."""

from __future__ import annotations

from tests.checks.rates import false_alarms, misses, words


def test_less_than_one_false_alarm_in_a_thousand_words() -> None:
    assert words() >= 8000
    assert len(false_alarms()) * 1000 < words(), [str(one) for _, one in false_alarms()]


def test_every_planted_fault_is_found() -> None:
    missed, count = misses()
    assert count > 150
    assert missed == []
