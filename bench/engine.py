"""Measures the engine and writes ``bench/engine.md``: ``make bench``.

Every figure is the median of several fresh processes; wall-clock time and processor time of the process and its
children. The work is that of the example workspace, so the figures fall and rise with it.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ONE = "kosovo-regional-security"
BRIEF = (sys.executable, "-m", "reports")


def measured(command: tuple[str, ...], runs: int, environment: dict[str, str]) -> tuple[float, float]:
    """Median wall-clock and processor seconds of *command*."""
    walls, cpus = [], []
    for _ in range(runs):
        before, start = os.times(), time.perf_counter()
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        walls.append(time.perf_counter() - start)
        after = os.times()
        cpus.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return statistics.median(walls), statistics.median(cpus)


def rows(scratch: str) -> list[tuple[str, float, float]]:
    """What is measured, with its figures."""
    environment = {**os.environ, "BRIEF_CACHE_DIR": f"{scratch}/cache", "PYTHONHASHSEED": "0"}
    out = ("-o", f"{scratch}/output", "-q")
    work: list[tuple[str, tuple[str, ...], int]] = [
        ("bare interpreter", (sys.executable, "-c", "pass"), 9),
        ("`brief --help`", (*BRIEF, "--help"), 9),
        ("one brief, three formats, cold", (*BRIEF, "build", ONE, "--force", *out), 5),
        ("one brief, PDF alone, cold", (*BRIEF, "build", ONE, "--force", "-f", "pdf", *out), 5),
        ("one brief, Word alone, cold", (*BRIEF, "build", ONE, "--force", "-f", "docx", *out), 5),
        ("one brief, web page alone, cold", (*BRIEF, "build", ONE, "--force", "-f", "html", *out), 5),
        ("one brief, unchanged", (*BRIEF, "build", ONE, *out), 9),
        ("whole workspace, cold, -j 1", (*BRIEF, "build", "--force", "-j", "1", *out), 3),
        ("whole workspace, cold, -j 2", (*BRIEF, "build", "--force", "-j", "2", *out), 3),
        ("whole workspace, unchanged", (*BRIEF, "build", *out), 9),
        ("check of the whole workspace, unchanged", (*BRIEF, "check"), 9),
    ]
    return [(name, *measured(command, runs, environment)) for name, command, runs in work]


def main() -> None:
    """Measure and write the table."""
    with tempfile.TemporaryDirectory() as scratch:
        found = rows(scratch)
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
    ]
    text = "\n".join(lines) + "\n"
    (ROOT / "bench" / "engine.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
