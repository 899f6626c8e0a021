"""Many briefs: in this process or on several, with results in the order of the orders.

A brief whose process dies takes down the pool it ran in. The briefs that were under way then are tried again, each
in a process of its own: the poisonous one fails alone and says so, the others come through.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from reports.diagnostics import Diagnostic, Severity
from reports.engine.job import Built
from reports.engine.work import Order, carry_out
from reports.source import Position

#: From how many briefs on several processes pay for their start.
WORTH_A_POOL = 4

#: What a worker process needs for any brief; imported once, then shared by all workers that the system forks.
_PRELOAD = ["reports.engine.warm"]

Work = Callable[[Order], Built]


def run(orders: Sequence[Order], jobs: int, work: Work = carry_out) -> Iterator[Built]:
    """Build all *orders* on up to *jobs* processes (0: as many as there are processors, if that pays)."""
    if jobs == 0:
        jobs = (os.cpu_count() or 1) if len(orders) >= WORTH_A_POOL else 1
    jobs = min(jobs, len(orders))
    if jobs <= 1:
        yield from map(work, orders)
    else:
        yield from _pooled(orders, jobs, work)


def _pooled(orders: Sequence[Order], jobs: int, work: Work) -> Iterator[Built]:
    """Never more than a few orders and results are under way, however many there are."""
    waiting = deque(orders)
    while waiting:
        with ProcessPoolExecutor(jobs, mp_context=_context()) as pool:
            under_way: deque[tuple[Order, Future[Built]]] = deque()
            try:
                while waiting or under_way:
                    while waiting and len(under_way) < 2 * jobs:
                        order = waiting.popleft()
                        under_way.append((order, pool.submit(work, order)))
                    yield under_way[0][1].result()
                    under_way.popleft()
            except BrokenProcessPool:
                suspects = [(order, _finished(future)) for order, future in under_way]
        if under_way:
            for order, built in suspects:
                yield built or _alone(order, work)


def _finished(future: Future[Built]) -> Built | None:
    return future.result() if future.done() and future.exception() is None else None


def _alone(order: Order, work: Work) -> Built:
    with ProcessPoolExecutor(1, mp_context=_context()) as pool:
        try:
            return pool.submit(work, order).result()
        except BrokenProcessPool:
            at = Position(order.brief.path)
            message = "the process building this brief died, twice; the other briefs are not touched by it"
            hint = "Most often memory ran out. See: brief explain OUT901"
            return Built(order.brief.slug, {}, (Diagnostic("OUT901", Severity.ERROR, at, message, hint),))


def _context() -> BaseContext:
    """Workers forked from a fresh process that has everything imported, or started anew where that is not to be had."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context
