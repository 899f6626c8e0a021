"""A builder that is stopped, from the keyboard or by a machine: told by its status, with nobody left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports.engine import manifest, publish

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")
TEXT = "title: T\nsections:\n  - id: s\n    title: S\n    body: |\n" + "      Some words to be set.\n\n" * 1_200


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for n in range(16):
        (tmp_path / f"content/b{n:02}").mkdir(parents=True)
        (tmp_path / f"content/b{n:02}/brief.yaml").write_text(TEXT)
    (tmp_path / "house.yaml").write_text("publisher: A\n")
    return tmp_path


def alive(group: int) -> list[str]:
    """The processes of *group* that run."""
    found = []
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, their = one.read_text().rpartition(")")[2].split()[:3]
        except OSError:
            continue
        if int(their) == group and state != "Z":
            found.append(one.parent.name)
    return found


@pytest.mark.parametrize(
    ("number", "status"),
    [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGKILL, -signal.SIGKILL)],
)
def test_the_builder_leaves_nobody_behind(workspace: Path, number: signal.Signals, status: int) -> None:
    command = [sys.executable, "-m", "reports", "-C", str(workspace), "build", "-j", "2"]
    environment = {**os.environ, "BRIEF_CACHE_DIR": str(workspace / "cache")}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
    ) as builder:
        assert builder.stdout
        assert builder.stdout.readline().endswith(".pdf\n")
        builder.send_signal(number)
        _, told = builder.communicate(timeout=60)
    assert builder.returncode == status
    assert "Traceback" not in told
    until = time.monotonic() + 30
    while left := alive(builder.pid):
        assert time.monotonic() < until, left
        time.sleep(0.05)
    publish.recover(workspace / "output")
    assert {one.verdict for one in manifest.verify(workspace / "output")} == {"ok"}
    assert len(list(workspace.glob("output/b*/b*.*"))) % 3 == 0
