"""One brief from disk to bytes: looked up by its key, or gathered and built. Top-level and picklable, for pools."""

from __future__ import annotations

from dataclasses import field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reports.engine import keys
from reports.engine.cache import Cache
from reports.engine.files import LIMITS, FileError, Files
from reports.engine.job import Built, Job, Row
from reports.engine.memory import settled
from reports.engine.workspace import BriefRef
from reports.records import record
from reports.writers.base import Written

if TYPE_CHECKING:
    from reports.engine.beside import Beside
    from reports.engine.settled import Settled


@record(frozen=True, slots=True)
class Order:
    """What to build, and where things lie on this machine.

    epoch
        SOURCE_DATE_EPOCH, or None.
    cache
        Folder of the cache; None neither reads nor keeps.
    force
        Build even what is in the cache.
    row, edition
        For the edition of a row: the row, and the name of its files.
    addressee
        For the sheet of an actor: its id; ``edition`` is the name of its files.
    """

    root: Path
    brief: BriefRef
    formats: tuple[str, ...]
    epoch: int | None = None
    cache: Path | None = None
    force: bool = False
    row: Row | None = None
    edition: str = ""
    addressee: str = ""

    @property
    def identity(self) -> str:
        """Tells this brief apart from all others on this machine."""
        return str(self.root / self.brief.path)


def known_key(order: Order) -> str | None:
    """The key under which the brief is in the cache, if nothing that goes into it has changed since.

    Costs reading its files, and imports nothing heavy.
    """
    if order.cache is None or order.force:
        return None
    cache = Cache(order.cache)
    names = cache.names(order.identity)
    if not names or order.brief.path not in names:
        return None
    files = Files(order.root)
    try:
        for name, kind in names.items():
            files.optional(name, kind if kind in LIMITS else "yaml")
    except FileError:
        return None
    key = _key(order, files)
    return key if cache.has(key) else None


def carry_out(order: Order, second: Beside | None = None) -> Built:
    """Gather and build. Whatever goes wrong is a diagnostic of the result. *second* draws, where there is one."""
    from reports.engine import compiled, looked
    from reports.engine.build import build

    job, files = gathered(order)
    compiled.load()
    looked.load()
    later = _Later(Cache(order.cache), order.force) if order.cache is not None else None
    if second is not None:
        second = replace(second, meanwhile=partial(_meanwhile, later))
    built = build(replace(job, drawn=_drawn_before(order, files)), kept=later, second=second)
    compiled.keep()
    looked.keep()
    if later is not None:
        later.flush()
    keep(order, files, built)
    settled()
    return built


@record(frozen=True, slots=True)
class _Later:
    """A cache into which documents go when there is time; by ``force``, one that is filled and not read."""

    cache: Cache
    force: bool
    waiting: list[tuple[str, Settled]] = field(default_factory=list)

    def settled(self, key: str) -> Settled | None:
        """The document under *key*, if it is there and may be taken."""
        return None if self.force else self.cache.settled(key)

    def store_settled(self, key: str, settled: Settled) -> None:
        """Keep *settled*, by and by."""
        self.waiting.append((key, settled))

    def flush(self) -> None:
        """Keep what waits."""
        for key, one in self.waiting:
            self.cache.store_settled(key, one)
        self.waiting.clear()


def _meanwhile(later: _Later | None) -> None:
    """What is done while the second process draws: what nobody waits for, and what is needed when it has drawn."""
    from reports.engine import readback

    readback.prepare()
    if later is not None:
        later.flush()


def carry_out_by_two(order: Order) -> Built:
    """The same with a second process that draws, where one is of use."""
    from reports.engine import beside

    formats = tuple(one for one in beside.DRAWN if one in order.formats)
    second = beside.start(formats) if formats and beside.pays() else None
    try:
        return carry_out(order, second)
    finally:
        if second is not None:
            second.close()


def gathered(order: Order, files: Files | None = None) -> tuple[Job, Files]:
    """The job that *order* asks for, and the account of what was read for it; *files* may know some of that already."""
    from reports.engine.gather import gather

    files = Files(order.root) if files is None else files
    job = gather(
        files, order.brief, formats=order.formats, epoch=order.epoch, row=order.row, slug=order.edition,
        addressee=order.addressee,
    )  # fmt: skip
    return job, files


def keep(order: Order, files: Files, built: Built) -> None:
    """Into the cache with *built*, if there is one."""
    if order.cache is not None:
        cache = Cache(order.cache)
        cache.store_names(order.identity, files.kinds)
        for extension, written in built.drawn.items():
            cache.store_drawn(_key_of_format(order, files, extension), written)
        cache.store(_key(order, files), built)


def _drawn_before(order: Order, files: Files) -> dict[str, Written]:
    """The formats asked for that the cache has of the same content."""
    if order.cache is None or order.force:
        return {}
    cache = Cache(order.cache)
    found = {one: cache.drawn(_key_of_format(order, files, one)) for one in order.formats}
    return {extension: written for extension, written in found.items() if written is not None}


def _key(order: Order, files: Files) -> str:
    return keys.key(order.brief.slug, order.formats, order.epoch, files.asked, order.brief.folder)


def _key_of_format(order: Order, files: Files, extension: str) -> str:
    """Of one format. Drawn beside a PDF, a Word file shows that one's page numbers."""
    beside = tuple(one for one in ("pdf",) if one in order.formats)
    return keys.key(order.brief.slug, beside, order.epoch, files.asked, f"{order.brief.folder} {extension}")
