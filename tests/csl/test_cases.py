"""Our own cases, one test each."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import notation

CASES = list(notation.read(Path(__file__).with_name("cases.txt")))


def test_every_family_has_its_cases() -> None:
    families = {case.title.partition(":")[0] for case in CASES}
    assert len(CASES) >= 80
    assert families >= {
        "affixes", "group", "macro", "choose", "names", "substitute", "date", "number", "page", "label", "locator",
        "text-case", "quotes", "flip-flop", "punctuation", "positions", "disambiguation", "collapse", "sort",
        "bibliography", "citation items", "locale",
    }  # fmt: skip
    assert len({case.title for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_case(case: notation.Case) -> None:
    cited, entries = notation.run(case)
    assert cited == case.lines.get(">", [])
    assert entries == case.lines.get("=", [])
