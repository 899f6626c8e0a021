"""The documentation says what the rules say."""

from __future__ import annotations

import json
import re
from pathlib import Path

from reports.checks.reference import reference
from reports.checks.run import run_checks
from reports.engine.present import as_text
from tests.checks.workbench import with_example

PAGE = (Path(__file__).resolve().parents[2] / "docs/checks.md").read_text(encoding="utf-8")


def test_the_reference_is_up_to_date() -> None:
    assert PAGE.endswith(reference()), "run: make docs"


def test_the_problem_matcher_matches() -> None:
    task = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)[1])["tasks"][0]
    pattern = re.compile(task["problemMatcher"]["pattern"]["regexp"])
    line = as_text(run_checks(with_example("recommendations: [{to: []}]"))).splitlines()[0]
    found = pattern.match(line)
    assert found is not None
    assert found.group(4, 5) == ("REC001", "warning")
