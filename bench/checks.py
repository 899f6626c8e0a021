"""How long the editor's rules take beside loading the workspace, and how right they are: writes ``bench/checks.md``.

python -m bench.checks

Both are measured in one process, turn by turn, in processor time: loading is files, models, references, templates,
numbers and citations; checking is that and all rules, as at a save. What ``brief check`` takes on top to lay out briefs
that promise a number of pages, it takes once for each state of the content.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from reports.diagnostics import Collector
from reports.engine import parsed
from reports.engine.build import build, resolved
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.job import Job
from reports.engine.workspace import Workspace
from tests.checks import rates

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
PAGE = """\
# What the editor's rules cost, and how right they are

Written by `python -m bench.checks`, on {machine}, Python {python}: processor time, medians of {rounds} rounds.

| the {briefs} example briefs | seconds | times loading |
|:--|--:|--:|
| loading | {first:.2f} | 1.00 |
| all rules, as at a save | {second:.2f} | {ratio:.2f} |
| and briefs with `print.pages` laid out | {third:.2f} | {more:.2f} |

{rates}
"""


def jobs() -> list[Job]:
    """Every brief of the workspace, read anew."""
    return [gather(Files(ROOT), one, formats=(), epoch=None) for one in Workspace(ROOT).briefs()]


def load() -> None:
    """Load the workspace: files, models, references, templates, numbers, citations; no rules."""
    for job in jobs():
        resolved(job, Collector())


def check() -> None:
    """The same with all rules, as ``brief check --stdin`` does at a save."""
    for job in jobs():
        build(job, pages=False)


def check_pages() -> None:
    """The same, and briefs that promise a number of pages laid out."""
    for job in jobs():
        build(job)


def timed(work: Callable[[], None]) -> float:
    """Seconds of processor time, with nothing remembered of a round before."""
    for one in (parsed.brief_of, parsed.house_of):
        getattr(one, "cache_clear", lambda: None)()
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure, print, write."""
    works = (load, check, check_pages)
    for work in works:
        work()
    rounds = [[timed(work) for work in works] for _ in range(ROUNDS)]
    first, second, third = (median(one) for one in zip(*rounds, strict=True))
    text = PAGE.format(
        machine=platform.machine(), python=platform.python_version(), rounds=ROUNDS, briefs=len(jobs()),
        first=first, second=second, third=third, ratio=second / first, more=third / first, rates=rates.report(),
    )  # fmt: skip
    (ROOT / "bench" / "checks.md").write_text(text, encoding="utf-8")
    print(text, end="")


if __name__ == "__main__":
    main()
