"""The second process of a first build: the same bytes, and nothing lost when it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports.engine import beside
from reports.engine.build import build
from reports.engine.job import Job
from reports.engine.work import Order, gathered
from reports.engine.workspace import BriefRef

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there is no second process on this system")
TEXT = """title: Aid
date: 2024-03
summary: As @sec-s says.
sections:
  - {id: s, title: First, body: "Text with a note.^[A note.]"}
  - id: t
    title: Second
    body:
      - Words.
      - figure: {id: fig-a, src: a.svg, alt: A square, caption: Square}
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
PROBE = """
import sys
from reports.engine.run import run
from reports.engine.work import Order
from reports.engine.workspace import BriefRef
from pathlib import Path
home, jobs, *formats = sys.argv[1:]
order = Order(Path(home), BriefRef("aid", "content/aid"), tuple(formats), cache=None)
built = next(iter(run([order], int(jobs))))
for extension, data in built.outputs.items():
    Path(home, f"{jobs}.{extension}").write_bytes(data)
print(*built.diagnostics, "reportlab" in sys.modules, sep="\\n")
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "content/aid"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(TEXT)
    (folder / "a.svg").write_text(DRAWING)
    return tmp_path


@pytest.fixture
def job(home: Path) -> Job:
    return gathered(Order(home, BriefRef("aid", "content/aid"), ("pdf", "docx", "html"), cache=None))[0]


def probed(home: Path, jobs: str, *formats: str) -> str:
    command = [sys.executable, "-c", PROBE, str(home), jobs, *formats]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is one processor only")
@pytest.mark.parametrize("formats", [("pdf", "docx"), ("docx", "html"), ("pdf", "docx", "html", "grey.pdf")])
def test_the_bytes_are_the_same_and_drawn_elsewhere(home: Path, formats: tuple[str, ...]) -> None:
    by_two, alone = probed(home, "0", *formats), probed(home, "1", *formats)
    assert by_two.endswith("False\n") or "grey.pdf" in formats
    assert alone.endswith("True\n")
    assert by_two.splitlines()[:-1] == alone.splitlines()[:-1]
    for one in formats:
        assert (home / f"0.{one}").read_bytes() == (home / f"1.{one}").read_bytes()


def test_when_the_second_process_dies_the_first_draws(job: Job) -> None:
    second = beside.start(("pdf", "docx"))
    assert second
    os.kill(second.pid, signal.SIGKILL)
    assert build(job, second=second) == build(job)
    second.close()


def test_what_fails_there_is_told_as_if_it_had_failed_here(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object, **__: object) -> None:
        raise ValueError("no ink")

    monkeypatch.setattr("reports.writers.docx.write", write)
    second = beside.start(("pdf", "docx"))
    assert second
    built = build(job, second=second)
    second.close()
    assert built == build(job)
    assert [one.code for one in built.diagnostics] == ["OUT900"]


def test_what_is_known_is_not_drawn_again(job: Job) -> None:
    from dataclasses import replace

    whole = build(job)
    second = beside.start(("docx",))
    assert second
    again = build(replace(job, drawn={"pdf": whole.drawn["pdf"]}), second=second)
    second.close()
    assert again.outputs == whole.outputs
    assert list(again.drawn) == ["docx", "html"]


def test_it_ends_with_whoever_started_it() -> None:
    script = (
        "import os; from reports.engine import beside\n"
        "second = beside.start(('pdf',)); print(second.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    until = time.monotonic() + 60
    while _runs(int(done.stdout)):
        assert time.monotonic() < until
        time.sleep(0.02)


def test_closing_ends_it_at_once() -> None:
    second = beside.start(("pdf",))
    assert second
    second.close()
    with pytest.raises(ProcessLookupError):
        os.kill(second.pid, 0)


def test_without_a_fork_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fork() -> int:
        raise BlockingIOError("resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", fork)
    before = os.listdir("/proc/self/fd")
    assert beside.start(("pdf",)) is None
    assert len(os.listdir("/proc/self/fd")) == len(before)


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("extension", beside.DRAWN)
def test_a_writer_that_is_prepared_imports_nothing_more(extension: str) -> None:
    script = (
        "import sys\n"
        "from reports.diagnostics import Collector\n"
        "from reports.model.blocks import Cell, Column, Heading, List, ListItem, Para, Row, Table\n"
        "from reports.model.document import Document, Meta\n"
        "from reports.model.inlines import Note, Text\n"
        "from reports.theme.load import load_theme\n"
        "from reports.writers.base import prepare, writer\n"
        "theme = load_theme('brief', None, {}, Collector(), 'en-GB')\n"
        f"prepare({extension!r})\n"
        "before = set(sys.modules)\n"
        "words = (Text('Some unhyphenated words '), Note((Para((Text('A note.'),)),), number='1'))\n"
        "row = Row((Cell((Para(words),)),))\n"
        "table = Table((Column(),), (), (row,))\n"
        "content = (Heading(1, words), Para(words), List((ListItem((Para(words),)),)), table)\n"
        f"writer({extension!r})(Document(Meta('T'), content), theme, pages={{}})\n"
        "print(*sorted(one for one in set(sys.modules) - before if '.' not in one or one.startswith('reports')))"
    )
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert [one for one in found if not one.startswith("_")] == []
