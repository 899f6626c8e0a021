"""Building on a Dask cluster. Bytes travel there and back; the workers need this program, and share no disk with us.

A job whose worker is lost runs again elsewhere. Dask gives a job up that lost several workers in a row, together with
those that happened to run beside it; each of these is tried once more with nothing beside it, and the one that kills
again fails alone.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from reports.engine.job import Built, Job
from reports.engine.keys import digest
from reports.engine.run import died
from reports.engine.work import Order, gathered, keep
from reports.errors import MachineError, UsageError

if TYPE_CHECKING:
    from reports.engine.files import Files

SCHEME = "dask://"
#: Seconds to wait for the scheduler.
PATIENCE = 20
#: Jobs under way for each thread of the cluster: one at work, one waiting at the door.
AHEAD = 2


def run_on(address: str, orders: Iterable[Order]) -> Iterator[Built]:
    """Build *orders* on the cluster at *address*, with results in the order of the orders.

    Raises UsageError for an address that is none and where ``distributed`` is not installed, MachineError where the
    cluster cannot be reached, goes away, or runs another version of this program.
    """
    if not address.startswith(SCHEME) or not address.removeprefix(SCHEME).rpartition(":")[2].isdecimal():
        raise UsageError(f"--executor takes {SCHEME}HOST:PORT, not {address!r}")
    with _connected(address.removeprefix(SCHEME)) as (executor, threads):
        yield from _Run(executor, AHEAD * threads).results(iter(orders))


@contextmanager
def _connected(host: str) -> Iterator[tuple[Executor, int]]:
    try:
        import distributed
    except ImportError:
        message = "building on a Dask cluster needs the extra: pip install 'policy-brief-builder[dask]'"
        raise UsageError(message) from None
    dask: Any = distributed
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        client = dask.Client(f"tcp://{host}", timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise MachineError(f"no Dask scheduler answers at {host}") from error
    with client:
        threads = sum(client.ncores().values())
        if not threads:
            raise MachineError(f"the Dask cluster at {host} has no workers")
        _same_everywhere(client)
        with client.get_executor(pure=False) as executor:
            yield executor, threads


def _same_everywhere(client: Any) -> None:
    """Refuse workers with another program: the same brief would come out differently."""
    try:
        found = client.run(program)
    except Exception as error:
        message = f"a worker of the cluster cannot run this program: {type(error).__name__}: {error}"
        raise MachineError(message) from error
    own = program()
    other = sorted(worker for worker, one in found.items() if one != own)
    if other:
        raise MachineError(f"the worker {other[0]} has another version of this program; install {own[0]} there")


def program() -> tuple[str, str]:
    """The version of this program, and a digest of its code: what has to be the same on all machines."""
    from importlib.resources import files

    from reports import __version__

    stack, found = [files("reports")], []
    while stack:
        for one in stack.pop().iterdir():
            if one.is_dir():
                stack.append(one)
            elif one.name.endswith((".py", ".json", ".yaml", ".xml")):
                found.append(digest(one.read_bytes()))
    return __version__, digest("".join(sorted(found)).encode())


def build_there(job: Job) -> Built:
    """What a worker does."""
    from reports.engine.build import build

    return build(job)


class _Run:
    """One stream of orders. The files of the last brief are kept: the editions of a brief read them once."""

    def __init__(self, executor: Executor, ahead: int) -> None:
        self.executor = executor
        self.ahead = ahead
        self.under_way: deque[tuple[Order, Files, Job, Future[Built]]] = deque()
        self.files: Files | None = None
        self.identity = ""

    def results(self, orders: Iterator[Order]) -> Iterator[Built]:
        """As they become ready, in order."""
        for order in orders:
            self._send(order)
            if len(self.under_way) >= self.ahead:
                yield self._next()
        while self.under_way:
            yield self._next()

    def _send(self, order: Order) -> None:
        shared = self.files if order.row is not None and order.identity == self.identity else None
        job, self.files = gathered(order, shared)
        self.identity = order.identity
        self.under_way.append((order, self.files, job, self.executor.submit(build_there, job)))

    def _next(self) -> Built:
        order, files, job, future = self.under_way.popleft()
        built = self._result(future)
        if built is None:
            wait([one for *_, one in self.under_way])
            built = self._result(self.executor.submit(build_there, job)) or died(order)
        keep(order, files, built)
        return built

    def _result(self, future: Future[Built]) -> Built | None:
        """None where the job lost its workers."""
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            return None
        except Exception as error:
            raise MachineError(f"the Dask cluster failed: {type(error).__name__}: {error}") from error
