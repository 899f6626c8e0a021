"""The rates of the editor's rules: false alarms on good texts, misses on faulty ones.

    python -m tests.checks.rates

Good texts are the example briefs of this repository and those in ``good/``. They are as their authors want them, so
that whatever a rule finds in them counts as false. Faulty texts stand in ``faulty/``, each with a list of the faults
planted in it (a code, and words of the line where it must be found), and in the docstrings of the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reports.checks.run import rules, run_checks
from reports.checks.subject import Subject
from reports.diagnostics import Diagnostic
from tests.checks.workbench import HOUSE, subject_of, with_example

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
GAZETTEER = "gazetteer: [{name: Pristina, avoid: [Prishtine]}]\n"


@dataclass(frozen=True)
class Planted:
    """One planted fault."""

    text: str
    code: str
    words: str


@cache
def good() -> tuple[tuple[str, Subject], ...]:
    """The good texts by name."""
    found = []
    house = (ROOT / "house.yaml").read_text(encoding="utf-8")
    for path in sorted((ROOT / "content").glob("*/brief.yaml")):
        names = (one for one in path.parent.rglob("*") if one.is_file() and one != path)
        files = {one.relative_to(path.parent).as_posix(): one.read_bytes() for one in names}
        found.append(
            (path.parent.name, subject_of(path.read_text(encoding="utf-8"), house, files, slug=path.parent.name))
        )
    for path in sorted((HERE / "good").glob("*.yaml")):
        found.append((path.stem, subject_of(path.read_text(encoding="utf-8"), HOUSE)))
    return tuple(found)


def false_alarms() -> list[tuple[str, Diagnostic]]:
    """Everything found in the good texts."""
    return [(name, one) for name, subject in good() for one in run_checks(subject)]


def words() -> int:
    """The words of all good texts."""
    return sum(subject.words for _, subject in good())


def planted(path: Path) -> list[Planted]:
    """The faults listed beside a faulty text."""
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return [Planted(path.stem, *line.split(" ", 1)) for line in lines if line.strip()]


def misses() -> tuple[list[Planted], int]:
    """The planted faults that are not found, and how many were planted."""
    missed: list[Planted] = []
    count = 0
    for path in sorted((HERE / "faulty").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        house = GAZETTEER if path.stem == "language" else None
        left = [(one.code, lines[one.at.line - 1]) for one in run_checks(subject_of(text, house))]
        for fault in planted(path):
            count += 1
            hit = next((one for one in left if one[0] == fault.code and fault.words in one[1]), None)
            if hit is None:
                missed.append(fault)
            else:
                left.remove(hit)
    for rule in rules().values():
        count += 1
        found = run_checks(with_example(rule.part("Example")), () if rule.default else (rule.code,))
        if rule.code not in {one.code for one in found}:
            missed.append(Planted("docstring", rule.code, "Example"))
    return missed, count


def main() -> None:
    """Print both rates."""
    alarms = false_alarms()
    missed, count = misses()
    print(f"{len(rules())} rules")
    print(
        f"good texts: {len(good())}, {words():,} words; false alarms: {len(alarms)}, {1000 * len(alarms) / words():.2f} per 1,000 words"  # noqa: E501
    )
    for name, one in alarms:
        print(f"  {name}: {one}")
    print(f"planted faults: {count}; missed: {len(missed)}, {len(missed) / count:.1%}")
    for fault in missed:
        print(f"  {fault.text}: {fault.code} {fault.words}")


if __name__ == "__main__":
    main()
