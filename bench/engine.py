"""Measures the engine and writes ``bench/engine.md``: ``make bench``.

Every figure is the median of several fresh processes; wall-clock time, and processor time of the process and of all
that it started. The work is that of a copy of the example workspace, so the figures fall and rise with it.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONE = "kosovo-regional-security"
BRIEF = (sys.executable, "-m", "reports")
_CHILD_SUBREAPER = 36


def adopt() -> None:
    """Become the parent of processes that lose theirs: else nobody counts the time of workers (on Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def measured(
    command: tuple[str, ...], runs: int, home: Path, environment: dict[str, str], before_each: Callable[[], None]
) -> tuple[float, float]:
    """Median wall-clock and processor seconds of *command* in *home*."""
    walls, cpus = [], []
    for _ in range(runs):
        before_each()
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, cwd=home, env=environment, check=True, capture_output=True)
        walls.append(time.perf_counter() - start)
        with suppress(ChildProcessError):
            while True:
                os.wait()
        after = os.times()
        cpus.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(walls), statistics.median(cpus)


class Bench:
    """A copy of the example workspace, with a cache of its own."""

    def __init__(self, scratch: str) -> None:
        self.home = Path(scratch, "workspace")
        self.cache = Path(scratch, "cache")
        shutil.copytree(ROOT / "content", self.home / "content")
        for name in ("house.yaml", "_brand.yml"):
            shutil.copy(ROOT / name, self.home / name)
        self.brand = (self.home / "_brand.yml").read_text(encoding="utf-8")
        self.colours = 0

    def leave(self) -> None:
        """Change nothing."""

    def recolour(self) -> None:
        """Change the look: the same brand with another comment is another file."""
        self.colours += 1
        (self.home / "_brand.yml").write_text(f"{self.brand}# {self.colours}\n", encoding="utf-8")

    def recolour_and_forget(self) -> None:
        """The same, with no document kept."""
        self.recolour()
        for one in self.cache.glob("*.settled"):
            one.unlink()

    def rows(self) -> list[tuple[str, float, float]]:
        """What is measured, with its figures."""
        environment = {
            **os.environ, "BRIEF_CACHE_DIR": str(self.cache), "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT),
        }  # fmt: skip
        build, out, one = (*BRIEF, "build"), ("-o", str(self.home / "output"), "-q"), (*BRIEF, "build", ONE)
        still, new, forgotten = self.leave, self.recolour, self.recolour_and_forget
        work: list[tuple[str, tuple[str, ...], int, Callable[[], None]]] = [
            ("bare interpreter", (sys.executable, "-c", "pass"), 9, still),
            ("`brief --help`", (*BRIEF, "--help"), 9, still),
            ("one brief, three formats, cold", (*one, "--force", *out), 7, still),
            ("one brief, PDF alone, cold", (*one, "--force", "-f", "pdf", *out), 7, still),
            ("one brief, Word alone, cold", (*one, "--force", "-f", "docx", *out), 7, still),
            ("one brief, web page alone, cold", (*one, "--force", "-f", "html", *out), 7, still),
            ("one brief, web page alone, look changed", (*one, "-f", "html", *out), 7, new),
            ("the same with no document kept", (*one, "-f", "html", *out), 7, forgotten),
            ("one brief, three formats, look changed", (*one, *out), 7, new),
            ("the same with no document kept", (*one, *out), 7, forgotten),
            ("one brief, unchanged", (*one, *out), 9, still),
            ("whole workspace, cold, -j 1", (*build, "--force", "-j", "1", *out), 3, still),
            ("whole workspace, cold, -j 2", (*build, "--force", "-j", "2", *out), 3, still),
            ("whole workspace, unchanged", (*build, *out), 9, still),
            ("check of the whole workspace, unchanged", (*BRIEF, "check"), 9, still),
        ]
        return [
            (name, *measured(command, runs, self.home, environment, before)) for name, command, runs, before in work
        ]


def documents() -> list[str]:
    """What a resolved document costs to make and to read back: lines of a table, milliseconds of this process."""
    from reports.diagnostics import Collector
    from reports.engine.files import Files
    from reports.engine.gather import gather
    from reports.engine.given import brand_of, house_facts
    from reports.engine.packing import pack, unpack
    from reports.engine.parsed import brief_of
    from reports.engine.settling import settle
    from reports.engine.workspace import Workspace
    from reports.native import read, write

    def least(work: Callable[[], object]) -> float:
        times = []
        for _ in range(11):
            start = time.process_time()
            work()
            times.append(time.process_time() - start)
        return min(times) * 1000

    lines = []
    for ref in Workspace(ROOT).briefs():
        job = gather(Files(ROOT), ref, formats=("html",), epoch=None)
        assert job.brief is not None
        brief = brief_of(job.brief)[0]
        assert brief is not None
        facts, brand = house_facts(job, str(brief.lang), Collector()), brand_of(job)
        made = settle(job, brief, facts, brand)
        assert made.document is not None
        packed, files = pack(made)
        text, native = json.dumps(packed), write(made.document.content, positions=True)
        costs = (
            least(lambda job=job, brief=brief, facts=facts, brand=brand: settle(job, brief, facts, brand)),  # type: ignore[misc]
            least(lambda made=made: json.dumps(pack(made)[0])),  # type: ignore[misc]
            least(lambda text=text, files=files: unpack(json.loads(text), files)),  # type: ignore[misc]
            least(lambda native=native: read(native, Collector())),  # type: ignore[misc]
        )
        lines.append(f"| {ref.slug} | {' | '.join(f'{one:.1f}' for one in costs)} | {len(text) / 1000:.0f} |")
    return lines


def main() -> None:
    """Measure and write the table."""
    adopt()
    with tempfile.TemporaryDirectory() as scratch:
        found = Bench(scratch).rows()
    briefs = len(list((ROOT / "content").glob("*/brief.yaml")))
    lines = [
        "# The engine, measured",
        "",
        f"By `make bench`; Python {platform.python_version()}, {os.cpu_count()} processors, {briefs} briefs in the",
        f"workspace; *one brief* is `{ONE}`. Seconds, medians of fresh processes.",
        "",
        "| work | wall clock | processor |",
        "|---|---:|---:|",
        *(f"| {name} | {wall:.3f} | {cpu:.3f} |" for name, wall, cpu in found),
        "",
        "A resolved document, in milliseconds of a process that has all libraries: made by composing; written as the",
        "cache has it; read back from there; read from native HTML, without what stands outside of the text; its kB.",
        "",
        "| document | composed | written | read back | from native HTML | kB |",
        "|---|---:|---:|---:|---:|---:|",
        *documents(),
    ]
    text = "\n".join(lines) + "\n"
    (ROOT / "bench" / "engine.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
