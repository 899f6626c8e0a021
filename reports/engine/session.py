"""What the commands do, without the words they do it with: select, build, publish, one outcome per brief."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reports import __version__
from reports.engine.cache import Cache, default_folder
from reports.engine.job import Built
from reports.engine.memory import settled
from reports.engine.publish import Published, publish, recover, settle
from reports.engine.work import Order, known_key
from reports.engine.workspace import BriefRef, Workspace
from reports.errors import UsageError
from reports.records import record
from reports.writers.base import PRINTED, WRITERS


@record(frozen=True, slots=True)
class Options:
    """How to build.

    formats
        File extensions; none only checks.
    output
        Folder to publish in.
    jobs
        Number of processes; 0 decides by itself.
    force
        Do not look into the cache.
    executor
        Address of a cluster to build on, ``dask://HOST:PORT``; empty for this machine.
    each, name
        A CSV file for whose rows an edition each is built, and the pattern of their names.
    """

    formats: tuple[str, ...]
    output: Path
    jobs: int = 0
    force: bool = False
    executor: str = ""
    each: Path | None = None
    name: str = ""


@record(frozen=True, slots=True)
class Outcome:
    """What came of one brief. ``published`` is None where nothing was: errors, or nothing asked for."""

    brief: BriefRef
    built: Built
    published: Published | None


def formats(words: Sequence[str]) -> tuple[str, ...]:
    """The formats named, comma-separated or one by one, in the order of drawing; raises UsageError."""
    named = {part.strip().lower() for word in words for part in word.split(",") if part.strip()}
    known = (*WRITERS, *PRINTED)
    unknown = sorted(named - set(known))
    if unknown:
        raise UsageError(f"no format is called {unknown[0]!r}; there are: {', '.join(known)}")
    if not named:
        raise UsageError("--format names no format")
    if named & set(PRINTED):
        named.add("pdf")
    return tuple(one for one in known if one in named)


def epoch() -> int | None:
    """SOURCE_DATE_EPOCH as a number, None where it is not set; raises UsageError where it is no number."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    # Word and ZIP count from 1980; PDF and four-digit years end with 9999.
    if not text.isdigit() or len(text) > 12 or not 315_532_800 <= int(text) <= 253_402_300_799:
        raise UsageError(f"SOURCE_DATE_EPOCH is {text[:40]!r}; it must be whole seconds since 1970, from 1980 to 9999")
    return int(text)


def outcomes(workspace: Workspace, briefs: Sequence[BriefRef], options: Options) -> Iterator[Outcome]:
    """Build and publish *briefs* in their order. Raises MachineError where the output cannot be written."""
    if options.formats:
        recover(options.output)
    when, cache = epoch(), default_folder()
    orders = [Order(workspace.root, one, options.formats, when, cache, options.force) for one in briefs]
    known = {order.brief: known_key(order) for order in orders}
    missing = [order for order in orders if known[order.brief] is None]
    fresh = run(missing, options) if missing else iter(())
    try:
        for order in orders:
            key = known[order.brief]
            built = (
                next(fresh)
                if key is None or cache is None
                else Cache(cache).fetch(key) or next(run([order], replace(options, jobs=1, executor="")))
            )
            yield Outcome(order.brief, built, _publish(built, options))
    finally:
        if options.formats:
            settle(options.output)


def run(orders: Iterable[Order], options: Options) -> Iterator[Built]:
    """Build *orders* as they come, here or on the cluster, with results in their order."""
    if options.executor:
        from reports.engine.cluster import run_on

        made = run_on(options.executor, orders)
    else:
        from reports.engine.run import run as run_here

        made = run_here(orders, options.jobs)
    for built in made:
        settled()  # the workers have their own memory to look after; this is the builder's
        yield built


def _publish(built: Built, options: Options) -> Published | None:
    if built.failed or not built.outputs:
        return None
    files = {f"{built.slug}.{extension}": data for extension, data in built.outputs.items()}
    return publish(options.output, built.slug, files, builder=__version__, note=False)
