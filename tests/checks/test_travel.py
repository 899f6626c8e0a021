"""How findings travel: lines for an editor's problem matcher, JSON, GitHub annotations, SARIF, and pre-commit."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from reports.checks.run import run_checks
from reports.diagnostics import Diagnostic, Severity
from reports.engine.present import as_github, as_json, as_sarif, as_text
from reports.source import Position
from tests.checks.workbench import laid_over

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
HOSTILE = Diagnostic(
    "LNG025",
    Severity.WARNING,
    Position("content/a, b: ë/brief.yaml", 3, 7),
    "100% `x::y`,\r\nz",
    "one\ntwo",
    Position("p", 3, 12),
)
SUMMARY = "Requests wait where the the desk is closed."


def findings() -> list[Diagnostic]:
    """One of every kind, and one with everything in it that a format could trip over."""
    entries = yaml.safe_load((ROOT / "tests/checks/faulty/planted.yaml").read_text(encoding="utf-8"))
    first = [{key: value for key, value in faults[0].items() if key != "at"} for faults in entries.values()]
    return [*(one for fault in first for one in run_checks(laid_over(fault)[0])), HOSTILE]


def test_the_problem_matcher_reads_every_line() -> None:
    matcher = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])["tasks"][0]["problemMatcher"]  # type: ignore[index]
    pattern, everything = matcher["pattern"], findings()
    lines = [line for line in as_text(everything).splitlines() if not line.startswith("    ")]
    assert len(lines) == len(everything) > 150
    for line, one in zip(lines, everything, strict=True):
        found = re.match(pattern["regexp"], line)
        assert found is not None, line
        told = (found[pattern["file"]], int(found[pattern["line"]]), int(found[pattern["column"]]))
        assert told == (one.at.path, one.at.line, one.at.column)
        assert (found[pattern["code"]], found[pattern["severity"]]) == (one.code, one.severity.value)


def test_words_at_fault_have_an_end() -> None:
    subject, lines = laid_over({"summary": SUMMARY})
    (one,) = [one for one in run_checks(subject) if one.code == "LNG025"]
    assert one.end is not None
    assert lines[one.at.line - 1][one.at.column - 1 : one.end.column - 1] == "the the"
    told = json.loads(as_json([one]))[0]
    assert (told["line"], told["end_line"], told["end_column"]) == (one.at.line, one.end.line, one.end.column)


def test_every_end_lies_behind_its_beginning() -> None:
    ends = [one for one in findings() if one.end is not None and one is not HOSTILE]
    assert len(ends) > 30
    for one in ends:
        assert one.end is not None
        assert (one.end.line, one.end.column) > (one.at.line, one.at.column), str(one)


def test_github_escapes() -> None:
    (line,) = as_github([HOSTILE]).splitlines()
    assert line == (
        "::warning file=content/a%2C b%3A ë/brief.yaml,line=3,col=7,endLine=3,endColumn=12,title=LNG025"
        "::100%25 `x::y`,%0D%0Az%0Aone%0Atwo"
    )


def test_sarif_has_what_the_specification_asks_for() -> None:
    """SARIF 2.1.0, sections 3.13 (log), 3.14 (run), 3.27 (result), 3.30 (region): columns are code points from 1."""
    everything = findings()
    log: dict[str, Any] = json.loads(as_sarif(everything))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert (log["version"], run["columnKind"], len(run["results"])) == ("2.1.0", "unicodeCodePoints", len(everything))
    assert len({one["id"] for one in rules}) == len(rules)
    for result, one in zip(run["results"], everything, strict=True):
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == one.code
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"].startswith(one.message)
        assert unquote(place["artifactLocation"]["uri"]) == one.at.path
        assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", place["artifactLocation"]["uri"])
        assert (region["startLine"], region["startColumn"]) == (one.at.line, one.at.column)
        assert (region.get("endLine", region["startLine"]), region.get("endColumn", 1 << 30)) > (
            one.at.line,
            one.at.column,
        )


@pytest.mark.skipif("SARIF_MULTITOOL" not in os.environ, reason="SARIF_MULTITOOL names no validator of SARIF")
def test_sarif_by_the_validator_of_its_editors(tmp_path: Path) -> None:
    """Microsoft's Sarif.Multitool: the schema and the rules SARIF1xxx of the specification; no error may be told."""
    (tmp_path / "one.sarif").write_text(as_sarif(findings()), encoding="utf-8")
    command = [os.environ["SARIF_MULTITOOL"], "validate", "one.sarif"]
    told = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "1 files scanned" in told.stdout, told.stdout + told.stderr
    assert "error" not in told.stdout.casefold(), told.stdout


def test_the_hook_calls_a_command_there_is() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert (hook["entry"], hook["language"], hook["pass_filenames"]) == ("brief check", "python", False)
    files = re.compile(hook["files"])
    names = ("content/a/brief.yaml", "content/a/data/x.csv", "templates/a/page.html", "house.yaml", "_brand.yml")
    assert all(files.search(name) for name in names)
    assert not files.search("README.md")
