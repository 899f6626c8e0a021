"""Options scored against criteria: what is reckoned, what is said of it, and what cannot be reckoned."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model.walk import plain_text, walk
from reports.schema.load import load_brief
from reports.source import SourceFile
from tests.templating.test_compose import made

BRIEF = """
template: memo
title: T
lang: LANG
sections: [{id: s, role: options, title: Options}]
options:
  - {id: a, title: Wait, scores: {reach: 2, cost: {score: 5, note: No *cost* now}}}
  - {id: b, title: Act, scores: {reach: 4.5, cost: 1}}
  - {id: c, title: Ask, scores: {reach: 3}}
comparison:
  scale: {least: 1, most: 5, better: higher}
  criteria: [{id: reach, title: Reach, weight: 2}, {id: cost, title: Cost}]
  source: Own judgement
"""


def table(text: str) -> tuple[b.Table, list[list[str]], list[str]]:
    document, found = made(text)
    assert document is not None
    (one,) = [n for n in walk(document.content) if isinstance(n, b.Table) and n.id == "tbl-comparison"]
    cells = [[plain_text(cell.content).strip() for cell in row.cells] for row in (*one.head, *one.body)]
    return one, cells, found


def test_means_are_weighted_and_a_missing_score_is_told() -> None:
    one, cells, found = table(BRIEF.replace("LANG", "en-GB"))
    assert plain_text(one.caption) == "The options compared"
    assert [row[:2] for row in cells[1:4]] == [["Reach", "2"], ["Cost", "1"], ["Weighted mean", "–"]]
    assert "No cost now" in cells[2][2]
    assert cells[2][4] == "not scored"
    assert cells[3][2:] == ["3.0", "3.3", "–"]
    assert cells[4] == ["Scores from 1 to 5; higher is better. An option with a missing score has no mean."]
    assert [line.split(" ", 3)[1:3] for line in found] == [["SCH021", "warning"]]


def test_in_the_language_of_the_brief() -> None:
    _, cells, _ = table(BRIEF.replace("LANG", "de"))
    assert cells[1][3] == "4,5"
    assert cells[3][3] == "3,3"
    assert "höher ist besser" in cells[4][0]


def test_options_that_come_out_level_are_named() -> None:
    text = (
        BRIEF.replace("LANG", "en")
        .replace("{reach: 4.5, cost: 1}", "{reach: 3, cost: 3}")
        .replace("weight: 2", "weight: 1")
    )
    text = (
        text.replace("better: higher", "better: lower")
        .replace("cost: {score: 5", "cost: {score: 4")
        .replace("scores: {reach: 3}", "scores: {reach: 1, cost: 1}")
    )
    _, cells, _ = table(text)
    assert cells[0][:1] == ["Criterion"]
    assert len(cells[0]) == 4, "without weights there is no column for them"
    assert cells[3] == ["Mean", "3.0", "3.0", "1.0"]
    assert cells[4] == ["Scores from 1 to 5; lower is better. Level with 3.0: Option\u00a01, Option\u00a02."]


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.integers(10, 50), st.integers(1, 40)), min_size=1, max_size=6))
def test_the_mean_is_exact_to_one_decimal(pairs: list[tuple[int, int]]) -> None:
    """Scores and weights in tenths, so that binary rounding would show at the halves."""
    criteria = ", ".join(f"{{id: c{n}, title: C, weight: {weight / 10}}}" for n, (_, weight) in enumerate(pairs))
    scores = ", ".join(f"c{n}: {score / 10}" for n, (score, _) in enumerate(pairs))
    text = f"title: T\noptions: [{{id: a, title: A, scores: {{{scores}}}}}]\ncomparison: {{criteria: [{criteria}]}}\n"
    _, cells, _ = table("sections: [{id: s, title: S}]\n" + text)
    exact = Fraction(sum(s * w for s, w in pairs), sum(w for _, w in pairs)) / 10
    shown = Fraction(cells[-2][-1])
    assert -Fraction(1, 20) < exact - shown <= Fraction(1, 20) or exact - shown == -Fraction(1, 20)


FAULTS = {
    "unknown criterion": ("reach: 2,", "raech: 2,", "7:42: SCH018 error scores: no criterion is called `raech`"),
    "off the scale": ("reach: 2,", "reach: 6,", "7:42: SCH019 error scores: `6` for `reach` is not on the scale"),
    "upside down": ("least: 1, most: 5", "least: 5, most: 1", "SCH020 error scale: nothing lies between 5 and 1"),
    "no weight": ("weight: 2", "weight: 0", "SCH020 error weight: `0` gives the criterion no part in the total"),
    "twice": ("id: cost, title: Cost", "id: reach, title: Cost", "SCH008 error id: `reach` is taken already"),
    "not a number": ("reach: 2,", "reach: high,", "SCH003 error"),
    "missing": ("", "", "9:33: SCH021 warning the option `c` has no score for `cost`"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_at_their_place(name: str) -> None:
    old, new, expected = FAULTS[name]
    collector = Collector()
    load_brief(SourceFile("brief.yaml", BRIEF.replace("LANG", "en").replace(old, new, 1).encode()), collector)
    assert any(expected in str(one) for one in collector), [str(one) for one in collector]


def test_scores_without_a_comparison_are_an_error() -> None:
    collector = Collector()
    text = BRIEF.split("comparison:", maxsplit=1)[0].replace("LANG", "en")
    load_brief(SourceFile("brief.yaml", text.encode()), collector)
    assert [one.code for one in collector] == ["SCH018"]
