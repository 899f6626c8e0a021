"""Running: limits, waivers, selection, positions, and how findings travel to other programs."""

from __future__ import annotations

import json

import pytest

from reports.checks.run import MOST_OF_ONE, default_limits, rules, run_checks
from reports.diagnostics import Diagnostic
from reports.engine.explain import explanations, one
from reports.engine.present import as_sarif
from tests.checks.workbench import with_example

LONG = "summary: Requests wait. They wait at one desk.\n"


def found(example: str, *select: str, ignore: tuple[str, ...] = ()) -> list[Diagnostic]:
    return run_checks(with_example(example), select, ignore)


def codes(example: str, *select: str, ignore: tuple[str, ...] = ()) -> list[str]:
    return [one.code for one in found(example, *select, ignore=ignore)]


def test_a_limit_of_the_brief_wins_over_the_house() -> None:
    house = "house: {checks: {limits: {summary-words: 3}}}\n"
    assert codes(LONG + house) == ["STR005"]
    assert codes(LONG + house + "checks: {limits: {summary-words: 30}}") == []


def test_an_unknown_limit_is_told_with_the_nearest() -> None:
    (one,) = found("checks: {limits: {summary-word: 3}}")
    assert (one.code, one.hint) == ("CHK002", "did you mean `summary-words`?")


def test_an_unknown_rule_is_told() -> None:
    (one,) = found("checks: {waive: [{rule: no-adressee, because: Why not}]}")
    assert one.code == "CHK002"
    assert one.hint == "did you mean `no-addressee`?"


@pytest.mark.parametrize("name", ["REC001", "rec001", "no-addressee"])
def test_a_waiver_by_code_or_name(name: str) -> None:
    waiver = f"checks: {{waive: [{{rule: {name}, because: The text names them.}}]}}\n"
    assert codes(waiver + "recommendations: [{to: []}]") == []


@pytest.mark.parametrize(("at", "left"), [("desk", []), ("rec-desk", []), ("table", ["CHK001", "REC001"])])
def test_a_waiver_holds_at_its_place_only(at: str, left: list[str]) -> None:
    waiver = f"checks: {{waive: [{{rule: REC001, at: {at}, because: The text names them.}}]}}\n"
    assert sorted(codes(waiver + "recommendations: [{to: []}]")) == left


def test_a_waiver_at_a_section_holds_for_what_stands_in_it() -> None:
    table = "{id: tbl-desks, caption: Desks, data: [{desk: Night, officers: 4}]}"
    text = f"sections: [{{body: [As @tbl-desks shows., {{table: {table}}}]}}]\nreferences: []\n"
    assert codes(text) == ["GFX004"]
    assert codes(text + "checks: {waive: [{rule: GFX004, at: findings, because: Ours.}]}") == []


def test_a_waiver_that_waives_nothing_is_told_in_briefs_only() -> None:
    assert codes("checks: {waive: [{rule: REC001, because: Once needed.}]}") == ["CHK001"]
    assert codes("house: {checks: {waive: [{rule: REC001, because: Never asked here.}]}}") == []


def test_select_and_ignore() -> None:
    faulty = "summary:\nrecommendations: [{to: []}]\n"
    assert sorted(codes(faulty)) == ["REC001", "STR001"]
    assert codes(faulty, "REC") == ["REC001"]
    assert codes(faulty, ignore=("REC", "CHK")) == ["STR001"]


def test_a_rule_that_is_off_runs_when_its_limit_is_set() -> None:
    page = "references: [{type: webpage, URL: 'https://example.org/page', accessed: 2026-02-01}]\n"
    assert codes(page) == []
    assert codes(page + "checks: {limits: {archived-pages: 1}}") == ["EVD016"]


def test_one_rule_does_not_drown_the_others() -> None:
    many = "summary: " + " ".join("Requests wait , and wait." for _ in range(40))
    found_ = [one for one in found(many) if one.code == "LNG033"]
    assert len(found_) == MOST_OF_ONE + 1
    assert found_[-1].message.startswith("20 more like this")


def test_findings_stand_where_the_words_stand() -> None:
    subject = with_example("summary: Requests wait [@study] where *the the* desk is empty.")
    (one,) = run_checks(subject)
    line = next(unit for unit in subject.units if unit.field == "summary").source.at
    assert line is not None
    assert (one.at.line, one.at.column) == (line.line, line.column + len("Requests wait [@study] where *"))


def test_every_rule_is_explained_and_no_code_is_taken_twice() -> None:
    known = explanations()
    assert set(rules()) <= set(known)
    assert "Instead\n    recommendations:\n      - action" in one("REC010")


def test_sarif_tells_what_a_rule_is() -> None:
    log = json.loads(as_sarif(found("recommendations: [{to: []}]")))
    (about,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert about["id"] == "REC001"
    assert "addressee" in about["fullDescription"]["text"].lower()


def test_limits_have_one_value() -> None:
    names = [name for one in rules().values() for name in default_limits() if name in one.part("Limit").split()]
    assert set(names) == set(default_limits())
