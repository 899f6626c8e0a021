"""The rates of the editor's rules: false alarms on good texts, misses on faulty ones.

    python -m tests.checks.rates

Good texts are the example briefs of this repository and those in ``good/``. Whatever a rule finds in them counts as
false, unless ``good/judged.txt`` says that an editor agrees with it: a text, a code, and words of the line. Faulty
texts stand in ``faulty/``, each with a list of the faults planted in it (a code, and words of the line where it must be
found), in ``faulty/planted.yaml``, which lays one fault after the other over a good brief, and in the docstrings of
the rules.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from reports.checks.run import rules, run_checks
from reports.checks.subject import Subject
from reports.diagnostics import Diagnostic
from tests.checks.workbench import HOUSE, PATH, laid_over, subject_of, with_example

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
        found.append((path.stem, subject_of(path.read_text(encoding="utf-8"), HOUSE, slug=path.stem)))
    return tuple(found)


def findings() -> list[tuple[str, Diagnostic]]:
    """Everything found in the good texts."""
    return [(name, one) for name, subject in good() for one in run_checks(subject)]


def judged() -> list[Planted]:
    """The findings in good texts with which an editor agrees."""
    lines = (HERE / "good" / "judged.txt").read_text(encoding="utf-8").splitlines()
    return [Planted(*line.split(" ", 2)) for line in lines if line.strip()]


def false_alarms() -> list[tuple[str, Diagnostic]]:
    """The findings in the good texts with which no editor agrees."""
    left = judged()
    found = []
    for name, one in findings():
        agreed = next((fault for fault in left if _is(fault, name, one)), None)
        if agreed is None:
            found.append((name, one))
        else:
            left.remove(agreed)
    return found


def _is(fault: Planted, name: str, one: Diagnostic) -> bool:
    if (fault.text, fault.code) != (name, one.code):
        return False
    lines = (HERE / "good" / f"{name}.yaml").read_text(encoding="utf-8").splitlines()
    return fault.words in lines[one.at.line - 1]


def words() -> int:
    """The words of all good texts."""
    return sum(subject.words for _, subject in good())


def planted(path: Path) -> list[Planted]:
    """The faults listed beside a faulty text."""
    lines = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return [Planted(path.stem, *line.split(" ", 1)) for line in lines if line.strip()]


def misses() -> tuple[list[Planted], int]:
    """The planted faults that are not found, and how many were planted."""
    told = [fault for path in sorted((HERE / "faulty").glob("*.txt")) for fault in _in_text(path)]
    told += [*_laid_over(), *_in_docstrings()]
    return [fault for fault, found in told if not found], len(told)


def _in_text(path: Path) -> list[tuple[Planted, bool]]:
    """The faults planted in a text, each with whether it is found; a finding counts once."""
    text = path.with_suffix(".yaml").read_text(encoding="utf-8")
    lines = text.splitlines()
    left = [
        (one.code, lines[one.at.line - 1])
        for one in run_checks(subject_of(text, GAZETTEER if path.stem == "language" else None))
    ]
    told = []
    for fault in planted(path):
        hit = next((one for one in left if one[0] == fault.code and fault.words in one[1]), None)
        if hit is not None:
            left.remove(hit)
        told.append((fault, hit is not None))
    return told


def _laid_over() -> list[tuple[Planted, bool]]:
    """The faults of ``planted.yaml``, each in a brief of its own."""
    entries = yaml.safe_load((HERE / "faulty" / "planted.yaml").read_text(encoding="utf-8"))
    told = []
    for code, faults in entries.items():
        for fault in faults:
            subject, lines = laid_over({key: value for key, value in fault.items() if key != "at"})
            found = [one.at for one in run_checks(subject) if one.code == code]
            hit = any(at.path != PATH or fault["at"] in lines[at.line - 1] for at in found)
            told.append((Planted("planted", code, fault["at"]), hit))
    return told


def _in_docstrings() -> list[tuple[Planted, bool]]:
    told = []
    for rule in rules().values():
        found = run_checks(with_example(rule.part("Example")), () if rule.default else (rule.code,))
        told.append((Planted("docstring", rule.code, "Example"), rule.code in {one.code for one in found}))
    return told


def report() -> str:
    """Both rates as lines of text, with what is behind them."""
    alarms = false_alarms()
    missed, count = misses()
    lines = [
        f"{len(rules())} rules",
        f"good texts: {len(good())}, {words():,} words; findings: {len(findings())}; "
        f"false alarms among them: {len(alarms)}, {1000 * len(alarms) / words():.2f} per 1,000 words",
        *(f"  {name}: {' '.join(str(one).split())}" for name, one in alarms),
        f"planted faults: {count}; missed: {len(missed)}, {len(missed) / count:.1%}",
        *(f"  {fault.text}: {fault.code} {fault.words}" for fault in missed),
    ]
    return "\n".join(f"- {one}" if one[0] != " " else f"  - {one.strip()}" for one in lines)


def main() -> None:
    """Print both rates."""
    print(report())


if __name__ == "__main__":
    main()
