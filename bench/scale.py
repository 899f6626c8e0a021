"""Measures what one brief of many costs: ``python bench/scale.py [ROWS …] [-f FORMATS]``.

One edition per row of a CSV file on as many processes as the machine has processors; a section of ``bench/scale.md``
for each choice of formats. The brief is of two pages, with a table, a chart, a citation,
two recommendations and values from data. Memory is the peak that the system noted for each process; processor time is
that of all processes together. BRIEF_SOURCE names another checkout to be measured in place of this one.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = Path(os.environ.get("BRIEF_SOURCE", ROOT))
TEXT = (
    "In {=row.municipality} live {=row.people} people. The share of the budget that reaches the police is {=share}. "
    "What the figures leave out is told by @tbl-shares and @fig-shares [@osce]. A second sentence makes a paragraph. "
)
BRIEF = f"""\
title: "The budget of {{=row.municipality}}"
lang: en-GB
date: 2024-01-01
authors: [Example desk]
actors: [{{id: town, name: "Municipality of {{=row.municipality}}", short: Municipality}}]
values:
  share: {{data: shares.csv, row: "{{=row.district}}", column: share, unit: "%"}}
summary: "{TEXT}"
references: [{{id: osce, type: report, title: Municipal profiles, author: [{{literal: OSCE}}], issued: 2018}}]
sections:
  - id: one
    title: Where the money goes
    body:
      - "{TEXT * 4}"
      - table: {{id: tbl-shares, data: shares.csv, caption: Shares by district}}
      - chart: {{id: fig-shares, type: bar, data: shares.csv, x: district, y: share, unit: "%", caption: C, alt: Bars}}
  - {{id: two, title: What follows, body: "{TEXT * 4}"}}
recommendations:
  - {{id: a, to: [town], headline: Publish the budget by quarter, action: "{TEXT}"}}
  - {{id: b, to: [town], headline: Let the council see the police share, action: "{TEXT}"}}
"""


@dataclass(frozen=True)
class Run:
    """What one run took: seconds, and bytes of memory of the builder and of its largest worker."""

    rows: int
    wall: float
    cpu: float
    builder: int
    worker: int
    output: int


def workspace(top: Path, rows: int) -> None:
    """A workspace with one brief and *rows* rows."""
    folder = top / "content/budget"
    folder.mkdir(parents=True)
    (top / "house.yaml").write_text("publisher: Example house\n")
    (folder / "brief.yaml").write_text(BRIEF)
    (folder / "shares.csv").write_text("district,share\n" + "".join(f"District {at},{at + 2}.5\n" for at in range(7)))
    lines = (f"Town {at},District {at % 7},{at * 37 % 90_000 + 500}\n" for at in range(rows))
    (folder / "rows.csv").write_text("municipality,district,people\n" + "".join(lines))


def processes(top: int) -> dict[int, tuple[int, float]]:
    """The most bytes ever resident, and the processor seconds, of the process *top* and of all below it."""
    parents, found = {}, {}
    tick = os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                peak = re.search(r"VmHWM:\s*(\d+) kB", (entry / "status").read_text())
            except OSError:
                continue
            parents[int(entry.name)] = int(fields[1])
            memory = int(peak[1]) * 1024 if peak else 0
            found[int(entry.name)] = (memory, (int(fields[11]) + int(fields[12])) / tick)
    family = {top}
    while more := {one for one, parent in parents.items() if parent in family} - family:
        family |= more
    return {one: found[one] for one in family if one in found}


def measured(rows: int, formats: str) -> Run:
    """Build an edition in *formats* for each of *rows* rows, and measure."""
    with tempfile.TemporaryDirectory() as scratch:
        workspace(Path(scratch), rows)
        command = [sys.executable, "-m", "reports", "-C", scratch, "build", "budget", "-q"]
        command += ["--each", "content/budget/rows.csv", "-j", str(os.cpu_count() or 1), "-f", formats]
        environment = {**os.environ, "PYTHONPATH": str(SOURCE)}
        start = time.perf_counter()
        done = subprocess.Popen(command, env=environment)
        seen: dict[int, tuple[int, float]] = {}
        over = threading.Event()

        def watch() -> None:
            while not over.wait(0.2):
                for one, (memory, cpu) in processes(done.pid).items():
                    seen[one] = (max(memory, seen.get(one, (0, 0.0))[0]), cpu)

        watcher = threading.Thread(target=watch)
        watcher.start()
        status = done.wait()
        wall = time.perf_counter() - start
        over.set()
        watcher.join()
        if status:
            raise SystemExit(f"the build failed with {status}")
        size = sum(one.stat().st_size for one in Path(scratch, "output").rglob("*") if one.is_file())
    largest = max((memory for one, (memory, _) in seen.items() if one != done.pid), default=0)
    return Run(rows, wall, sum(cpu for _, cpu in seen.values()), seen[done.pid][0], largest, size)


def section(runs: list[Run], formats: str) -> str:
    """The table of *runs*, and what follows from it."""
    lines = [
        f"## {formats}", "",
        "| rows | seconds | rows a second | processor seconds a row | builder, MB | largest worker, MB | kB a row |",
        "|---:|---:|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    for one in runs:
        lines.append(
            f"| {one.rows:,} | {one.wall:.1f} | {one.rows / one.wall:.1f} | {one.cpu / one.rows:.3f} "
            f"| {one.builder / 1e6:.0f} | {one.worker / 1e6:.0f} | {one.output / one.rows / 1e3:.0f} |"
        )
    first, last = runs[0], runs[-1]
    if last.rows > first.rows:
        exponent = math.log(last.cpu / first.cpu) / math.log(last.rows / first.rows)
        lines += ["", f"Processor time grows with the rows to the power of {exponent:.2f}."]
    hours = last.cpu / last.rows * 1e7 / 3600
    lines += [
        "",
        f"Ten million rows at the cost of the last line: {hours:,.0f} processor hours, "
        f"{last.output / last.rows * 1e7 / 1e12:.1f} TB of files; on 1,000 processors {hours / 1000:.1f} hours.",
    ]
    return "\n".join(lines) + "\n"


def page(old: str, new: str) -> str:
    """The page *old* with the section *new* in place of the one of the same formats."""
    title = new.partition("\n")[0]
    kept = [f"## {one}".rstrip() + "\n" for one in re.split(r"^## ", old, flags=re.MULTILINE)[1:]]
    sections = {one.partition("\n")[0]: one for one in kept} | {title: new}
    head = [
        "# What one brief of many costs", "",
        "One edition per row, by `python bench/scale.py`, a section for each choice of formats. Memory is the peak of",
        "a process; workers share most of theirs with each other. Processor time is that of all processes together.",
        f"The last run was on {platform.machine()} with {os.cpu_count()} processors, Python "
        f"{platform.python_version()}.",
        "",
    ]  # fmt: skip
    return "\n".join(head) + "\n" + "\n".join(sections[one] for one in sorted(sections, key=len, reverse=True))


def main() -> None:
    """Measure and write the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("rows", nargs="*", type=int, default=[10, 100, 1000])
    words.add_argument("-f", "--formats", default="pdf,docx,html")
    asked = words.parse_args()
    new = section([measured(one, asked.formats) for one in asked.rows], asked.formats)
    path = ROOT / "bench/scale.md"
    path.write_text(page(path.read_text(encoding="utf-8") if path.is_file() else "", new), encoding="utf-8")
    print(new, end="")


if __name__ == "__main__":
    main()
