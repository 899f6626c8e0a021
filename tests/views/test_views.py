"""The tracker and the chain of evidence, and the formats they are written in."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.views.chain import evidence
from reports.views.entry import Entry
from reports.views.sheet import FORMATS, Sheet, as_csv, as_xlsx, guarded
from reports.views.tracker import recommendations
from tests.checks.workbench import with_example


def entry(example: str = "") -> Entry:
    return Entry("police", with_example(example).brief)


def column(sheet: Sheet, name: str) -> list[Any]:
    return [row[sheet.heads.index(name)] for row in sheet.rows]


def test_numbers_are_places_in_the_list() -> None:
    sheet = recommendations([entry()])
    assert column(sheet, "number") == [1, 2]
    assert column(sheet, "to") == [("Interior ministry",), ("Kosovo Police",)]


@pytest.mark.parametrize(
    ("to", "ids"), [("mia", ["desk"]), ("Interior Ministry", ["desk"]), ("police", ["table"]), ("x", [])]
)
def test_by_addressee(to: str, ids: list[str]) -> None:
    assert column(recommendations([entry()], to=to), "id") == ids


def test_by_status_and_date_with_their_own_numbers() -> None:
    one = entry("recommendations: [{}, {status: {state: done, as_of: 2026-09-01}}]")
    assert column(recommendations([one], status="done"), "number") == [2]
    assert column(recommendations([one], status="open"), "id") == ["desk"]
    assert column(recommendations([one], since="2026-05"), "id") == ["table"]
    assert column(recommendations([one], since="2026"), "was") == ["new", "new"]  # the brief is of March 2026


HISTORY = """
date: 2025-03
recommendations:
  - status:
      - {state: open, as_of: 2025-03}
      - {state: accepted, as_of: 2025-09, note: Decision 12 of the cabinet}
      - {state: done, as_of: 2026-04-10, note: The desk is open}
  - status: [{state: open, as_of: 2025-03}, {state: open, as_of: 2026-05, note: No answer}]
"""


@pytest.mark.parametrize(
    ("since", "rows"),
    [
        ("", [("desk", "accepted", "done"), ("table", "open", "open")]),
        ("2026-01", [("desk", "accepted", "done")]),
        ("2025-06", [("desk", "open", "done")]),
        ("2026-04-11", []),
        ("2026-04", [("desk", "accepted", "done")]),
        ("2025", [("desk", "new", "done"), ("table", "new", "open")]),
    ],
)
def test_what_has_changed_since(since: str, rows: list[tuple[str, str, str]]) -> None:
    sheet = recommendations([entry(HISTORY)], since=since)
    assert list(zip(column(sheet, "id"), column(sheet, "was"), column(sheet, "status"), strict=True)) == rows


def test_the_present_state_is_the_last_of_the_history() -> None:
    sheet = recommendations([entry(HISTORY)], status="done")
    assert (column(sheet, "as_of"), column(sheet, "note")) == (["2026-04-10"], ["The desk is open"])


def test_no_status_is_open() -> None:
    assert column(recommendations([entry("recommendations: [{status: }]")], status="open"), "id") == ["desk", "table"]


def test_the_chain_and_its_orphans() -> None:
    sheet = evidence([entry("recommendations: [{based_on: []}, {based_on: []}]")])
    assert column(sheet, "orphan") == ["finding without recommendation", *["recommendation without evidence"] * 2]
    whole = evidence([entry()])
    assert column(whole, "orphan") == [None, None, None]
    assert column(whole, "sources")[0] == ("study",)
    assert column(whole, "leads_to")[0] == ("rec-desk", "rec-table")


def test_cells_of_a_table_cite_sources_too() -> None:
    body = (
        "sections: [{id: a, role: findings, title: A, body: [{table: {id: tbl-x, data: x.csv, caption: X}}]}]\n"
        "recommendations: [{based_on: [tbl-x]}, {based_on: [a]}]"
    )
    told = {one[2]: one[5] for one in evidence([entry(body)]).rows}
    assert told["tbl-x"] == ()
    cells = {"x.csv": "a,b\nx,as told [@study, p. 3]\ny,mail a@b.org and @fig-map\n"}
    told = {one[2]: one[5] for one in evidence([replace(entry(body), tables=cells)]).rows}
    assert told["tbl-x"] == told["a"] == ("study",)


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", " =1"])
def test_formulas_are_guarded(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["-5", "+3.5%", "12", "a=b", ""])
def test_numbers_and_words_stay(text: str) -> None:
    assert guarded(text) == text


@settings(derandomize=True, deadline=None)
@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=("Cs", "Cc"))), st.text("=+-@ab")), max_size=4))
def test_csv_reads_back(rows: list[tuple[str, str]]) -> None:
    read = list(csv.reader(io.StringIO(as_csv(Sheet("x", ("a", "b"), tuple(rows))))))
    assert read[1:] == [[guarded(one) for one in row] for row in rows]


def test_xlsx_holds_text_only_and_is_the_same_twice() -> None:
    sheet = Sheet("Recommendations", ("a", "b"), (("=1+1", "plain"), ("https://example.org", "12")))
    data = as_xlsx(sheet)
    assert data == as_xlsx(sheet)
    page = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [
        ["a", "b"], ["'=1+1", "plain"], ["https://example.org", "12"],
    ]  # fmt: skip
    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}


def test_json_keeps_numbers_lists_and_nothing() -> None:
    sheet = Sheet("x", ("a", "b", "c"), ((1, ("x", "y"), None),))
    assert json.loads(str(FORMATS["json"](sheet))) == [{"a": 1, "b": ["x", "y"], "c": None}]
    assert str(FORMATS["csv"](sheet)).splitlines()[1] == '1,"x, y",'


def test_json_and_markdown_and_table() -> None:
    sheet = Sheet("x", ("a", "b"), (("one|two", "z" * 60),))
    assert json.loads(str(FORMATS["json"](sheet))) == [{"a": "one|two", "b": "z" * 60}]
    assert "one\\|two" in str(FORMATS["md"](sheet))
    assert str(FORMATS["table"](sheet)).splitlines()[2].endswith("…")
