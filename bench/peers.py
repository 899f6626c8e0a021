"""Measures us beside our peers and writes ``bench/peers.md``: ``python bench/peers.py [--quick]``.

All set the same brief (``bench/peers/content.py``) from their own formats, in fresh processes, by turns. The peers are
installed, pinned, into ``.venv-peers`` from the package index by the first run. What cannot be installed or started
is named in the table as missing. The table is written anew after every part, so that a run that is cut short leaves
what it knows. ``--quick`` takes two rounds and small sizes, to see whether all is well.
"""

from __future__ import annotations

import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HERE = ROOT / "bench/peers"
VENV = ROOT / ".venv-peers"
PEERS = ("typst==0.15.0", "pypandoc-binary==1.17", "weasyprint==70.0", "docxtpl==0.20.2")
#: Of its own: it starts with an older Typer only than the one that it asks for, which is put in afterwards.
RENDERCV = ("rendercv[full]==2.3",)
RENDERCV_THEN = ("typer==0.15.4", "click==8.1.8")
FONTS = ROOT / "reports/theme/fonts"


@dataclass
class Peer:
    """One command and what it took: seconds by the clock and of processors, one figure a round."""

    name: str
    command: str
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    missing: str = ""

    @property
    def wall(self) -> float:
        return statistics.median(self.walls)

    @property
    def cpu(self) -> float:
        return statistics.median(self.cpus)


@dataclass
class Report:
    """The page, written after every part."""

    quick: bool
    parts: list[str] = field(default_factory=list)

    def add(self, *lines: str) -> None:
        self.parts.append("\n".join(lines) + "\n")
        print(self.parts[-1], flush=True)
        head = (
            f"# Beside our peers\n\nWritten by `python bench/peers.py{' --quick' if self.quick else ''}` on "
            f"{platform.machine()} with {os.cpu_count()} processors, Python {platform.python_version()}; load "
            f"at the end of the part before: {os.getloadavg()[0]:.1f}.\n"
        )
        (ROOT / "bench/peers.md").write_text("\n".join([head, *self.parts]), encoding="utf-8")


def install(folder: Path, *steps: Iterable[str]) -> str:
    """A virtual environment with the packages of all *steps*, one step after the other; what went wrong, or nothing."""
    stamp = folder / ".installed"
    wanted = "\n".join(one for packages in steps for one in packages)
    if stamp.is_file() and stamp.read_text() == wanted:
        return ""
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True)
        pip = [folder / "bin/python", "-m", "pip", "--disable-pip-version-check", "-q", "install"]
        for packages in steps:
            subprocess.run([*pip, *packages], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        return (str(getattr(error, "stderr", "") or error)).strip().splitlines()[-1][:150]
    stamp.write_text(wanted)
    return ""


def run(command: str, folder: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds by the clock and of processors that *command* takes; raises CalledProcessError."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, shell=True, cwd=folder, env=environment, check=True, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_turns(peers: list[Peer], rounds: int, folder: Path, environment: dict[str, str]) -> None:
    """Run each once to warm the disk (and to see whether it can run), then all by turns."""
    for turn in range(rounds + 1):
        for one in peers:
            if one.missing:
                continue
            try:
                wall, cpu = run(one.command, folder, environment)
            except subprocess.CalledProcessError as error:
                told = [line for line in (error.stderr or error.stdout or "").splitlines() if line.strip(" │╰─╯")]
                plain = [line for line in told[-12:] if "://" not in line and ".org" not in line]
                one.missing = " ".join(plain[-8:])[-160:] or f"status {error.returncode}"
                continue
            if turn:
                one.walls.append(wall)
                one.cpus.append(cpu)


def peers(bin_: Path, pandoc: str, rendercv: Path) -> list[Peer]:
    """The commands. ``python -m reports`` is ``brief``."""
    own = f"{sys.executable} -m reports -C ours build brief -q -o out"
    script = f"PYTHONPATH={HERE} {sys.executable} {HERE}"
    typst = f"""{bin_}/python -c "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])" """
    return [
        Peer("**ours, PDF and Word**", f"{own} --force -f pdf,docx"),
        Peer("ours, PDF (tagged)", f"{own} --force -f pdf"),
        Peer("ours, Word", f"{own} --force -f docx"),
        Peer("ours, web page", f"{own} --force -f html"),
        Peer("ours, all three formats", f"{own} --force"),
        Peer("ours, all three, nothing changed", own),
        Peer("pandoc, Word", f"{pandoc} brief.md --citeproc -o pandoc.docx"),
        Peer("pandoc, PDF by Typst", f"{pandoc} brief.md --citeproc -s -o p.typ && {typst} p.typ pandoc-typst.pdf"),
        Peer("pandoc, PDF by WeasyPrint",
             f"{pandoc} brief.md --citeproc -s -o pandoc-weasy.pdf --pdf-engine={bin_}/weasyprint"),
        Peer("Typst, PDF", f"{typst} brief.typ typst.pdf"),
        Peer("WeasyPrint, PDF", f"{bin_}/weasyprint -q brief.html weasy.pdf"),
        Peer("RenderCV, PDF (no notes, tables, chart or icons)",
             f"XDG_DATA_HOME=$PWD/data {rendercv}/rendercv render cv.yaml -nomd -nohtml -nopng"),
        Peer("docxtpl, Word (no notes, no chart)",
             f'{bin_}/python -c "import json; from docxtpl import DocxTemplate as D; d = D(\'template.docx\'); '
             "d.render(json.load(open('context.json'))); d.save('docxtpl.docx')\""),
        Peer("hand-written ReportLab, PDF", f"{script}/hand_reportlab.py plain {FONTS} plain.pdf"),
        Peer("hand-written ReportLab, tuned", f"{script}/hand_reportlab.py tuned {FONTS} tuned.pdf"),
        Peer("hand-written python-docx, Word", f"{script}/hand_docx.py chart.png hand.docx"),
    ]  # fmt: skip


def single(report: Report, found: list[Peer]) -> None:
    """The table of one brief, and the goals that hang on it."""
    ours = found[0]
    lines = ["## One brief, from cold", "", "| program | seconds | processor seconds | ours, PDF and Word, to it |",
             "|---|---:|---:|---:|"]  # fmt: skip
    for one in found:
        if one.missing:
            lines.append(f"| {one.name} | missing | | {one.missing.replace('|', '/')} |")
        else:
            lines.append(f"| {one.name} | {one.wall:.3f} | {one.cpu:.3f} | {ours.wall / one.wall:.2f} |")
    by_name = {one.name: one for one in found if not one.missing}
    lines.append("")
    for title, names, measure in (
        ("pandoc's Word and its PDF by Typst", ("pandoc, Word", "pandoc, PDF by Typst"), "wall"),
        ("both scripts (ReportLab plain)", ("hand-written ReportLab, PDF", "hand-written python-docx, Word"), "cpu"),
        ("both scripts (ReportLab tuned)", ("hand-written ReportLab, tuned", "hand-written python-docx, Word"), "cpu"),
    ):
        if all(name in by_name for name in names):
            total = sum(getattr(by_name[name], measure) for name in names)
            kind = "seconds" if measure == "wall" else "processor seconds"
            lines.append(f"- {title}: {total:.3f} {kind}; ours to that: **{getattr(ours, measure) / total:.2f}**")
    report.add(*lines)


def batch(report: Report, pandoc: Peer, typst: Peer, folder: Path, environment: dict[str, str], count: int) -> None:
    """Many briefs on two processes, against as many of pandoc's pairs."""
    import sources

    sources.ours(folder / "many", count)
    own = f"{sys.executable} -m reports -C many build --force -q -o out -f pdf,docx -j 2"
    wall, _ = run(f"{sys.executable} {HERE}/peak.py peak {own}", folder, environment)
    cpu = float((folder / "peak").read_text().split()[0])
    lines = [f"## {count} briefs, PDF and Word, on two processes", ""]
    lines.append(f"- ours: {wall:.1f} s, {wall / count:.3f} s a brief, {cpu / count:.3f} processor seconds a brief")
    if not pandoc.missing and not typst.missing:
        start = time.perf_counter()
        with ThreadPoolExecutor(2) as pool:
            for one in range(count):
                command = f"mkdir p{one} && cp brief.md refs.bib chart.png p{one} && cd p{one} && {pandoc.command}"
                pool.submit(run, f"{command} && {typst.command}", folder, environment)
        theirs = time.perf_counter() - start
        lines.append(f"- pandoc's pair: {theirs:.1f} s; our throughput is **{theirs / wall:.1f} times** theirs")
    report.add(*lines)


def exponent(sizes: list[int], figures: list[float]) -> float:
    """The power with which *figures* grow between the two largest sizes."""
    return math.log(figures[-1] / figures[-2]) / math.log(sizes[-1] / sizes[-2])


def growth(report: Report, folder: Path, environment: dict[str, str], sizes: dict[str, list[int]]) -> None:
    """Pages, briefs and references, ten times as many each time."""
    import grown

    lines = ["## Growth", "", "| what | how many | processor seconds | memory, MB |", "|---|---:|---:|---:|"]
    ends = []
    for what, make in grown.KINDS.items():
        cpus = []
        for size in sizes[what]:
            place = folder / f"{what}-{size}"
            command = make(place, size)
            peak = folder / "peak"
            wrapped = f"{sys.executable} {HERE}/peak.py {peak} {sys.executable} -m reports -C {place} {command}"
            run(wrapped, folder, environment)
            cpu, memory = map(float, peak.read_text().split())
            cpus.append(cpu)
            lines.append(f"| {what} | {size:,} | {cpu:.2f} | {memory:.0f} |")
        ends.append(f"- {what}: cost grows with the number to the power of **{exponent(sizes[what], cpus):.2f}** at "
                    f"the end; {cpus[-1] / sizes[what][-1] * 1000:.0f} ms for each of the most")  # fmt: skip
    report.add(*lines, "", *ends)


def main() -> None:
    """Measure and write the page, part by part."""
    sys.path[:0] = [str(HERE), str(HERE.parent)]
    quick = "--quick" in sys.argv[1:]
    report = Report(quick)
    trouble = {"peers": install(VENV / "peers", PEERS), "rendercv": install(VENV / "rendercv", RENDERCV, RENDERCV_THEN)}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        import sources

        sources.write_all(folder)
        environment = {**os.environ, "BRIEF_CACHE_DIR": f"{scratch}/cache", "PYTHONPATH": str(ROOT), "TZ": "UTC"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        bin_ = VENV / "peers/bin"
        where = "import pypandoc; print(pypandoc.get_pandoc_path())"
        asked = subprocess.run([bin_ / "python", "-c", where], capture_output=True, text=True, check=False)
        found = peers(bin_, asked.stdout.strip() or "pandoc", VENV / "rendercv/bin")
        if trouble["peers"]:
            report.add(f"The peers could not be installed: {trouble['peers']}")
        if trouble["rendercv"]:
            next(one for one in found if one.name.startswith("RenderCV")).missing = trouble["rendercv"]
        by_turns(found, 2 if quick else 7, folder, environment)
        single(report, found)
        by_name = {one.name: one for one in found}
        count = 6 if quick else 100
        batch(report, by_name["pandoc, Word"], by_name["pandoc, PDF by Typst"], folder, environment, count)
        few = {"pages": [5, 20], "briefs": [5, 20], "references": [50, 200]}
        full = {"pages": [10, 100, 1000], "briefs": [10, 100, 1000], "references": [100, 1000, 10_000]}
        growth(report, folder, environment, few if quick else full)


if __name__ == "__main__":
    main()
