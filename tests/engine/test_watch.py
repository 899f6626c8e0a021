"""Watching: a turn at once, then one after each change that counts."""

from __future__ import annotations

import queue
import threading
from pathlib import Path

import pytest

from reports.engine.session import Options
from reports.engine.watch import watched


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "content/a").mkdir(parents=True)
    (tmp_path / "content/a/brief.yaml").write_text("title: A\n")
    (tmp_path / "output").mkdir()
    return tmp_path


def test_a_turn_at_once_and_after_each_change_that_counts(workspace: Path) -> None:
    turns: queue.Queue[list[str]] = queue.Queue()
    options = Options(("html",), workspace / "output")

    def follow() -> None:
        for _, briefs, _ in watched(workspace, (), options):
            turns.put([one.slug for one in briefs])

    threading.Thread(target=follow, daemon=True).start()
    assert turns.get(timeout=20) == ["a"]
    for _ in range(100):  # the watcher needs a moment before it sees anything
        (workspace / "content/a/notes.md").write_text("seen?")
        try:
            assert turns.get(timeout=0.5) == ["a"]
            break
        except queue.Empty:
            continue
    while True:  # what the loop above has left
        try:
            turns.get(timeout=1.5)
        except queue.Empty:
            break
    (workspace / "output/x.html").write_text("not content")
    (workspace / "content/a/.brief.yaml.swp").write_text("not content")
    with pytest.raises(queue.Empty):
        turns.get(timeout=1.5)
    (workspace / "content/b").mkdir()
    (workspace / "content/b/brief.yaml").write_text("title: B\n")
    assert turns.get(timeout=20) == ["a", "b"]
