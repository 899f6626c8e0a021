"""How long the editor's rules take beside loading the workspace, and how right they are.

python -m bench.checks
"""

from __future__ import annotations

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
ROUNDS = 5


def jobs() -> list[Job]:
    """Every brief of the workspace, read anew."""
    return [gather(Files(ROOT), one, formats=(), epoch=None) for one in Workspace(ROOT).briefs()]


def load() -> None:
    """Load the workspace: files, models, references, templates, numbers, citations; no rules."""
    for job in jobs():
        resolved(job, Collector())


def check() -> None:
    """The same with all rules, as ``brief check`` does."""
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
    """Print the times and the rates."""
    load(), check()
    loads, checks = zip(*[(timed(load), timed(check)) for _ in range(ROUNDS)], strict=True)
    first, second = median(loads), median(checks)
    print(f"loading the workspace: {first:.2f} s; checking it: {second:.2f} s; {second / first:.2f} times as long")
    rates.main()


if __name__ == "__main__":
    main()
