"""One brief per row: an edition each, those that fail listed with their line, and never more than a few at a time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.diagnostics import Collector
from reports.engine import editions, session
from reports.engine.editions import Edition, Plan, file_name
from reports.engine.job import Built
from reports.engine.tabled import Summary
from reports.engine.work import Order
from reports.engine.workspace import BriefRef, Workspace
from reports.schema.values.rows import rows_of
from reports.source import Position, SourceFile

BRIEF = """\
title: "Budget of {=row.municipality}"
lang: de-DE
date: 2024-01-01
values:
  share: {data: shares.csv, row: "{=row.municipality}", column: share, unit: "%"}
sections:
  - id: s
    title: "In {=row.municipality}"
    body: "It has {=row.people} people, {=row.note}, and {=share}."
"""


def brief(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reports", *words]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=300, env=environment())


def environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "content/budget"
    folder.mkdir(parents=True)
    (tmp_path / "house.yaml").write_text("publisher: House\n")
    (folder / "brief.yaml").write_text(BRIEF)
    names = [f"Place {number}" for number in range(30)]
    (folder / "shares.csv").write_text("place,share\n" + "".join(f'{name},"{at}.5"\n' for at, name in enumerate(names)))
    rows = [f"{name},{1000 * at + 500},n{at}" for at, name in enumerate(names)]
    rows[7] = "Place 7,7500,"
    rows[11] = "Place 11,1"
    rows[13] = "place-3,13500,x"
    rows[17] = '"Nowhere, 17",17500,x'
    (folder / "rows.csv").write_text("municipality,people,note\n" + "\n".join(rows) + "\n")
    return tmp_path


def test_thirty_rows_make_an_edition_each_and_the_bad_ones_fail_alone(home: Path) -> None:
    done = brief("build", "budget", "--each", "content/budget/rows.csv", "-f", "html", "-j", "2", cwd=home)
    assert done.returncode == 1
    table = done.stdout.splitlines()
    assert table[-1] == "budget: 26 of 30 rows built, 4 failed"
    failed = [line.split()[0].rpartition(":")[2] for line in table if " failed " in line and "rows built" not in line]
    assert failed == ["9", "13", "15", "19"]
    assert "DAT022" in table[8]
    assert "DAT002" in table[12]
    assert "FIL010" in table[14]
    assert "DAT024" in table[18]
    made = sorted(path.relative_to(home / "output/budget").as_posix() for path in home.glob("output/budget/*/*"))
    assert len(made) == 26
    assert made[0] == "place-0/place-0.html"
    page = (home / "output/budget/place-12/place-12.html").read_text()
    assert "<title>Budget of Place 12" in page
    assert "It has 12.500 people, n12, and 12,5\u00a0%." in page
    noted = json.loads((home / "output/budget/manifest.json").read_text())["briefs"]
    assert len(noted) == 26


def test_each_in_the_yaml_does_the_same_and_verify_knows_the_editions(home: Path) -> None:
    path = home / "content/budget/brief.yaml"
    path.write_text('each: {data: rows.csv, name: "b-{people}-{municipality}"}\n' + BRIEF)
    done = brief("build", "-f", "html", "-q", cwd=home)
    assert done.returncode == 1
    assert done.stdout == ""
    assert (home / "output/budget/b-500-place-0/b-500-place-0.html").is_file()
    (home / "output/budget/b-500-place-0/b-500-place-0.html").write_text("tampered")
    told = brief("verify", cwd=home)
    assert told.returncode == 1
    assert told.stderr.strip() == "budget/b-500-place-0/b-500-place-0.html: changed"
    (home / "output/budget/left").mkdir()
    (home / "output/budget/b-500-place-0/more.txt").write_text("")
    told = brief("verify", "budget", cwd=home)
    lines = ["budget/b-500-place-0/more.txt: not in the manifest", "budget/left/: not in the manifest"]
    assert told.stderr.splitlines()[1:] == lines
    checked = brief("check", "--output-format", "json", cwd=home)
    assert {one["code"] for one in json.loads(checked.stdout)} >= {"DAT002", "DAT022", "DAT024"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", "{munipality}"], "did you mean {municipality}?"),
        (["--name", "all"], "gives all editions one name"),
        (["--each", "nothing.csv"], "there is no file"),
    ],
)
def test_words_that_make_no_sense_are_refused(home: Path, words: list[str], said: str) -> None:
    done = brief("build", "budget", "--each", "content/budget/rows.csv", *words, cwd=home)
    assert done.returncode == 2
    assert said in done.stderr


@pytest.mark.parametrize(
    ("text", "code"), [("", "DAT006"), ("a,a\n1,2\n", "DAT003"), ("a,A \n1,2\n", "DAT003"), ("a,\n1,2\n", "DAT003")]
)
def test_a_file_of_rows_at_fault_stops_the_brief(home: Path, text: str, code: str) -> None:
    (home / "content/budget/rows.csv").write_text(text)
    done = brief("build", "budget", "--each", "content/budget/rows.csv", cwd=home)
    assert done.returncode == 1
    assert "content/budget/rows.csv:1:" in done.stderr
    assert code in done.stderr


def test_rows_are_taken_as_they_are_needed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With ten thousand rows no more are ever ahead of the results than the pool has places."""
    taken = 0

    def run(orders: Iterator[Order], _: session.Options) -> Iterator[Built]:
        nonlocal taken
        for order in orders:
            taken += 1
            yield Built(order.edition, {}, ())

    monkeypatch.setattr(session, "run", run)
    text = "name,n\n" + "".join(f"place {number},{number}\n" for number in range(10_000))
    plan = Plan(BriefRef("budget", "content/budget"), SourceFile("rows.csv", text.encode()), "{name}")
    options = session.Options((), home / "output")
    count = 0
    for count, edition in enumerate(editions.editions(Workspace(home), plan, options, Collector()), 1):
        assert edition.row.line == count + 1
        assert taken <= count + 1
    assert count == 10_000


def test_the_table_keeps_no_more_than_it_lists() -> None:
    plan = Plan(BriefRef("b", "content/b"), SourceFile("rows.csv", b""), "{a}")
    summary = Summary(plan)
    for number in range(10_000):
        summary.add(Edition(f"e{number}", Position("rows.csv", number + 2), Built("e", {"pdf": b""}, ()), None))
    assert len(summary.first) < 50
    assert summary.text() == "b: 10,000 of 10,000 rows built\n"


def test_names_of_files() -> None:
    assert file_name("Gjilan / Gnjilane (Čačak)") == "gjilan-gnjilane-cacak"
    assert file_name("../../etc/passwd") == "etc-passwd"
    assert file_name("Ниш") == "ниш"
    assert file_name("/ . _") == ""
    assert len(file_name("ž" * 300).encode()) <= 100


def test_rows_tell_their_lines() -> None:
    found = rows_of(SourceFile("r.csv", b'a;b\n1;2\n\n"x\ny";3\n4\n'), Collector())
    assert found is not None
    columns, rows = found
    assert columns == ("a", "b")
    assert [(one.at.line, one.fields, len(one.faults)) for one in rows] == [
        (2, (("a", "1"), ("b", "2")), 0), (4, (("a", "x\ny"), ("b", "3")), 0), (6, (("a", "4"),), 1),
    ]  # fmt: skip
