"""The commands that print data, and the check of a text that is not saved."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from reports.cli import run
from tests.checks.workbench import BASE, HOUSE


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "content/police").mkdir(parents=True)
    (tmp_path / "content/police/brief.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "house.yaml").write_text(HOUSE, encoding="utf-8")
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = run([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_tracker(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "-C", home, "recommendations", "--format", "csv", "--to", "mia")
    assert (status, err) == (0, "")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (row["brief"], row["number"], row["due"], row["status"]) == ("police", "1", "2027-06", "open")


def test_a_workbook_goes_to_a_file(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "all.xlsx"
    assert call(capsys, "-C", home, "recommendations", "--format", "xlsx", "-o", path)[0] == 0
    assert path.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    "words", [("--format", "xlsx"), ("--format", "odt"), ("--status", "lost"), ("--since", "yesterday")]
)
def test_wrong_words(home: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    status, out, err = call(capsys, "-C", home, "recommendations", *words)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_the_chain_of_evidence(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = call(capsys, "-C", home, "evidence", "--format", "json")
    assert status == 0
    assert [(one["id"], one["orphan"]) for one in json.loads(out)] == [
        ("findings", None),
        ("rec-desk", None),
        ("rec-table", None),
    ]


def test_a_text_that_is_not_saved(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    unsaved = BASE.replace("Requests wait longest where nobody", "Requests wait wait longest where nobody")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(unsaved.encode())))
    status, _, err = call(capsys, "-C", home, "check", "--stdin", "police", "--strict")
    assert status == 3
    assert err.startswith("content/police/brief.yaml:12:19: LNG025 warning")
    assert call(capsys, "-C", home, "check", "police") == (0, "", "")


def test_a_finished_paper_with_work_to_do_is_not_built(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "content/police/brief.yaml"
    path.write_text(BASE.replace("Requests wait longest where", "Requests wait TODO longest where"), encoding="utf-8")
    status, out, err = call(capsys, "-C", home, "build", "-f", "html")
    assert (status, out) == (1, "")
    assert "PUB010 error" in err


def test_the_chain_as_a_picture_names_its_sources(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "evidence.html"
    assert call(capsys, "-C", home, "evidence", "--format", "html", "-o", path) == (0, "", "")
    page = path.read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert 'aria-label="Example Institute, Waiting for answers (2025)"' in page, "works are named, not their keys"
    assert call(capsys, "-C", home, "recommendations", "--format", "html")[0] == 2
