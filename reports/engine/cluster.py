"""Building on a Dask cluster. Bytes travel there and back; the workers need this program, and share no disk with us.

A job whose worker is lost runs again elsewhere. Dask gives a job up that lost several workers in a row, together with
those that happened to run beside it; each of these is tried once more with nothing beside it, and the one that kills
again fails alone.
"""

from __future__ import annotations

import logging
import re
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

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
#: Seconds that a scheduler is given to begin to listen.
_STARTING = 3
#: Most bytes that one greets with.
_GREETING = 1_000_000
#: Jobs under way for each thread of the cluster: one at work, one waiting at the door.
AHEAD = 2


def run_on(address: str, orders: Iterable[Order]) -> Iterator[Built]:
    """Build *orders* on the cluster at *address*, with results in the order of the orders.

    Raises UsageError for an address that is none and where ``distributed`` is not installed, MachineError where the
    cluster cannot be reached, goes away, or runs another version of this program.
    """
    with _connected(*_host_and_port(address)) as (executor, threads):
        yield from _Run(executor, AHEAD * threads).results(iter(orders))


def _host_and_port(address: str) -> tuple[str, int]:
    with suppress(ValueError):
        parts = urlsplit(address)
        bare = parts.path in ("", "/") and not (parts.query or parts.fragment or "@" in parts.netloc)
        if address.startswith(SCHEME) and bare and parts.hostname and parts.port and not re.search(r"\s", address):
            return parts.hostname, parts.port
    raise UsageError(f"--executor takes {SCHEME}HOST:PORT, not {address!r}")


@contextmanager
def _connected(host: str, port: int) -> Iterator[tuple[Executor, int]]:
    try:
        import distributed
    except ImportError:
        message = "building on a Dask cluster needs the extra: pip install 'policy-brief-builder[dask]'"
        raise UsageError(message) from None
    dask: Any = distributed
    _hush()
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    _refuse_others(host, port, place)
    try:
        client = dask.Client(f"tcp://{place}", timeout=PATIENCE, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise MachineError(f"no Dask scheduler answers at {place}") from error
    with client:
        threads = sum(client.ncores().values())
        if not threads:
            raise MachineError(f"the Dask cluster at {place} has no workers")
        _same_everywhere(client)
        with client.get_executor(pure=False) as executor:
            yield executor, threads


def _hush() -> None:
    """What Dask has to say of lost workers is told in our own words; each of its loggers has a level of its own."""
    for name in [*logging.root.manager.loggerDict]:
        if name.partition(".")[0] in ("distributed", "tornado", "asyncio"):
            logging.getLogger(name).setLevel(logging.CRITICAL)


def _refuse_others(host: str, port: int, place: str) -> None:
    """Refuse an address where nobody listens at once, and one where somebody else does.

    A client of Dask tries again and again at the one, and waits for ever at the other. A scheduler speaks first: a
    count of bytes, a small one, in eight of them.
    """
    try:
        with _line_to(host, port) as line, suppress(TimeoutError):
            said = b""
            said = line.recv(8, socket.MSG_WAITALL)
    except ConnectionRefusedError as error:
        raise MachineError(f"no Dask scheduler listens at {place}") from error
    except OSError as error:
        raise MachineError(f"no Dask scheduler can be reached at {place}: {error.strerror or error}") from error
    if len(said) < 8 or int.from_bytes(said, "little") > _GREETING:
        raise MachineError(f"what answers at {place} is no Dask scheduler")


def _line_to(host: str, port: int) -> socket.socket:
    """Connected; who does not listen yet is given a moment."""
    end = time.monotonic() + _STARTING
    while True:
        try:
            return socket.create_connection((host, port), timeout=PATIENCE)
        except ConnectionRefusedError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


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
        except CancelledError as error:
            raise MachineError("the Dask scheduler went away; what was finished by then is published") from error
        except Exception as error:
            raise MachineError(f"the Dask cluster failed: {type(error).__name__}: {error}") from error
