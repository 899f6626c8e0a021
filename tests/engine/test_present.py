"""Diagnostics for people, programs, GitHub and code scanners."""

from __future__ import annotations

import json

from reports.diagnostics import Diagnostic, Severity
from reports.engine import present
from reports.source import Position

ERROR = Diagnostic("SCH001", Severity.ERROR, Position("content/a b/brief.yaml", 3, 7), "50% of «x», y: z", "mend\nit")
INFO = Diagnostic("MDN005", Severity.INFO, Position("content/a b/brief.yaml", 1, 1), "a")


def test_text_is_one_line_with_its_hint_below() -> None:
    assert present.as_text([ERROR]) == ("content/a b/brief.yaml:3:7: SCH001 error 50% of «x», y: z\n    mend\n    it\n")


def test_a_terminal_is_not_given_orders() -> None:
    text = present.as_text([Diagnostic("SCH001", Severity.ERROR, Position("a"), "x\x1b[31m\u202ey\ud800")])
    assert "\x1b" not in text
    assert "\\u001b[31m\\u202ey\\ud800" in text


def test_json_has_the_promised_fields() -> None:
    (found,) = json.loads(present.as_json([ERROR]))
    assert found == {
        "code": "SCH001", "severity": "error", "path": "content/a b/brief.yaml", "line": 3, "column": 7,
        "message": "50% of «x», y: z", "hint": "mend\nit",
    }  # fmt: skip
    assert json.loads(present.as_json([])) == []


def test_json_can_always_be_encoded() -> None:
    text = present.as_json([Diagnostic("SCH001", Severity.ERROR, Position("a"), "\ud800")])
    assert json.loads(text.encode("utf-8"))[0]["message"] == "\ud800"


def test_github_escapes_what_it_reads() -> None:
    assert present.as_github([ERROR]) == (
        "::error file=content/a b/brief.yaml,line=3,col=7,title=SCH001::50%25 of «x», y: z%0Amend%0Ait\n"
    )
    assert present.as_github([INFO]).startswith("::notice ")


def test_sarif_names_rules_and_places() -> None:
    log = json.loads(present.as_sarif([ERROR, INFO]))
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    assert [rule["id"] for rule in one["tool"]["driver"]["rules"]] == ["MDN005", "SCH001"]
    first, second = one["results"]
    assert (first["level"], first["ruleIndex"], second["level"]) == ("error", 1, "note")
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/a%20b/brief.yaml"
    assert place["region"] == {"startLine": 3, "startColumn": 7}


def test_at_most_a_hundred_and_no_error_left_out_for_a_warning() -> None:
    warnings = [Diagnostic("AAA001", Severity.WARNING, Position("a", line), "w") for line in range(1, 201)]
    errors = [Diagnostic("AAA002", Severity.ERROR, Position("a", line), "e") for line in range(300, 350)]
    some, more = present.shown(warnings + errors)
    assert (len(some), more) == (100, 150)
    assert sum(one.severity is Severity.ERROR for one in some) == 50
    assert some == sorted(some, key=lambda one: one.sort_key)
