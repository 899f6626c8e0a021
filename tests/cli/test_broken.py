"""Broken content through the command line: each fault at its place, and never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.cli import run
from tests import cases

CASES = cases.load()


def diagnostics(text: str) -> list[tuple[str, str]]:
    """The lines of diagnostics, each with its hint."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines():
        if line.startswith("    ") and found:
            found[-1] = (found[-1][0], found[-1][1] + line.strip() + "\n")
        else:
            found.append((line, ""))
    return found


def expected(case: cases.Case) -> list[tuple[str, str, str]]:
    """Place and code, a part of the message, a part of the hint, of each diagnostic."""
    wanted: list[tuple[str, str, str]] = []
    for line in case.expect:
        if line.startswith("hint:"):
            head, message, _ = wanted.pop()
            wanted.append((head, message, line.removeprefix("hint:").strip()))
        else:
            place, _, rest = line.partition(": ")
            words = rest.split(" ", 2)
            wanted.append((" ".join([place + ":", *words[:2]]), "".join(words[2:]), ""))
    return wanted


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_fault_is_told_at_its_place(case: cases.Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case.write(tmp_path)
    words = ["check", "--select", case.rules] if case.rules else ["build", "-f", "html", "-q"]
    status = run(["-C", str(tmp_path), *words])
    out, err = capsys.readouterr()
    found, wanted = diagnostics(err), expected(case)
    assert "Traceback" not in err
    assert "OUT900" not in err
    assert out == "" or not wanted
    assert [line.split(" ", 3)[:3] for line, _ in found] == [head.split(" ") for head, _, _ in wanted], err
    for (line, hint), (_, message, part) in zip(found, wanted, strict=True):
        assert message in line
        assert part in hint
    assert status == (1 if any(" error " in line for line, _ in found) else 0)
