"""What was published and does not stand in the manifest yet.

Writing the manifest after each of many briefs would take quadratic time, and keeping in mind what is to be noted would
take memory in proportion to them. So each is a line in ``output/.noted``, in the order of publishing; at the end, or by
whoever comes after a killed builder, the lines are sorted, some thousands at a time, and merged with the manifest,
which is read and written brief by brief.
"""

from __future__ import annotations

import heapq
import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO, TypeAlias

from reports.engine import manifest
from reports.engine.manifest import Entry

JOURNAL = ".noted"
#: Lines sorted in memory at once: a few megabytes.
_AT_ONCE = 5_000
_LONGEST_LINE = 1_000_000

#: The name of a brief, and its entry as a line of JSON.
_Line: TypeAlias = tuple[str, bytes]
#: A name, its entry in the manifest as it is (None for one that is noted now), and its entry.
_Found: TypeAlias = tuple[str, Entry | None, Entry]


def append(output: Path, slug: str, entry: Entry) -> None:
    """Note *entry* on a line of its own; the caller holds the lock of *output*."""
    path = output / JOURNAL
    if os.path.lexists(path) and not manifest.is_plain(path):
        path.unlink()
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_CLOEXEC", "O_BINARY"))
    handle = os.open(path, sum(flags, os.O_WRONLY | os.O_APPEND | os.O_CREAT), 0o666)
    with open(handle, "ab") as stream:
        # On a line of its own also after one that was cut off: an empty line harms nobody.
        stream.write(b"\n" + json.dumps([slug, entry]).encode() + b"\n")


def merge(output: Path) -> None:
    """Enter what is noted into the manifest; the caller holds the lock. Files of other formats built earlier stay
    noted while they exist."""
    path = output / JOURNAL
    if not manifest.is_plain(path):
        return
    with ExitStack() as stack:
        stream = stack.enter_context(manifest.opened(path))
        runs = [_parsed(run) for run in _sorted_runs(stream, stack)]
        if runs:
            known = ((slug, one, one) for slug, one in manifest.entries(output))
            _rewrite(output, heapq.merge(known, *runs, key=itemgetter(0)))
    path.unlink()


def _sorted_runs(stream: IO[bytes], stack: ExitStack) -> list[Iterable[_Line]]:
    """The lines, sorted in runs; in the order of *stream* where names are equal. All but the last lie on the disk."""
    runs: list[Iterable[_Line]] = []
    lines: list[_Line] = []
    for line in iter(lambda: stream.readline(_LONGEST_LINE), b""):
        name = _name_of(line)
        if name is None:
            continue
        if len(lines) == _AT_ONCE:
            runs.append(_on_disk(lines, stack))
            lines = []
        lines.append((name, line))
    return [*runs, sorted(lines, key=itemgetter(0))] if lines else runs


def _on_disk(lines: list[_Line], stack: ExitStack) -> Iterator[_Line]:
    run = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - closed by the stack
    run.writelines(line for _, line in sorted(lines, key=itemgetter(0)))
    run.seek(0)
    return ((json.loads(line)[0], line) for line in run)


def _name_of(line: bytes) -> str | None:
    """The name on *line*; None for what nobody noted, or noted half."""
    if not line.endswith(b"\n"):
        return None
    with suppress(ValueError, RecursionError):
        match json.loads(line):
            case [str(name), entry] if manifest.holds_together(name, entry):
                return name
    return None


def _parsed(run: Iterable[_Line]) -> Iterator[_Found]:
    return ((name, None, json.loads(line)[1]) for name, line in run)


def _rewrite(output: Path, found: Iterator[_Found]) -> None:
    """Write the manifest of the entries *found*, sorted by name, unless it says so already."""
    with manifest.replacing(output / manifest.NAME) as writer:
        for slug, group in groupby(found, key=itemgetter(0)):
            now: Entry | None = None
            before: Entry | None = None
            for _, old, new in group:
                before = old or before
                now = new if old is not None else manifest.merged(output, slug, now, new)
            assert now is not None
            writer.add(slug, now, changed=now != before)
