"""``brief build --watch``: what to build again whenever a file of the workspace changes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reports.engine import session, workspace

Turn = tuple[workspace.Workspace, list[workspace.BriefRef], session.Options]


def watched(start: Path, what: Sequence[str], options: session.Options) -> Iterator[Turn]:
    """What to build: at once, then after every change, until interrupted. The briefs are looked for anew each time.

    A turn names all briefs: those that did not change cost no more than their keys.
    """
    home, briefs = workspace.select(start, what)
    yield home, briefs, options
    for _ in changes(home.root, options.output):
        home, briefs = workspace.select(start, what)
        yield home, briefs, options


def changes(root: Path, output: Path) -> Iterator[set[str]]:
    """The paths changed under *root*, gathered over a moment; never what lies in *output* or in hidden folders."""
    from watchfiles import Change, watch

    out = os.path.realpath(output)

    def counts(_: Change, path: str) -> bool:
        real = os.path.realpath(path)
        if real == out or real.startswith(out + os.sep):
            return False
        parts = Path(os.path.relpath(real, os.path.realpath(root))).parts
        return not any(part.startswith(".") or part.endswith("~") or part == "__pycache__" for part in parts)

    for found in watch(root, watch_filter=counts, debounce=200, step=20, raise_interrupt=True):
        yield {path for _, path in found}
