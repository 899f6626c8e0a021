"""Many briefs: in this process or on several, with results in the order of the orders.

A brief whose process dies takes down the pool it ran in. The briefs that were under way then are tried again, each
in a process of its own: the poisonous one fails alone and says so, the others come through.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
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


def run(orders: Iterable[Order], jobs: int, work: Work = carry_out) -> Iterator[Built]:
    """Build *orders* on up to *jobs* processes (0: as many as there are processors, if that pays).

    Orders are taken as they are needed, a few ahead of the results, however many there are.
    """
    coming = iter(orders)
    first = list(islice(coming, max(jobs, WORTH_A_POOL)))
    if jobs == 0:
        jobs = (os.cpu_count() or 1) if len(first) >= WORTH_A_POOL else 1
    jobs = min(jobs, len(first))
    coming = chain(first, coming)
    if jobs <= 1:
        yield from map(work, coming)
    else:
        yield from _pooled(coming, jobs, work)


def _pooled(orders: Iterator[Order], jobs: int, work: Work) -> Iterator[Built]:
    """Never more than a few orders and results are under way."""
    over = False
    while not over:
        with ProcessPoolExecutor(jobs, mp_context=process_context()) as pool:
            under_way: deque[tuple[Order, Future[Built] | None]] = deque()
            try:
                while not over or under_way:
                    while not over and len(under_way) < 2 * jobs:
                        order = next(orders, None)
                        over = order is None
                        if order is not None:
                            under_way.append((order, None))
                            under_way[-1] = (order, pool.submit(work, order))
                    if under_way:
                        future = under_way[0][1]
                        assert future is not None
                        built = future.result()
                        under_way.popleft()
                        yield built
            except BrokenProcessPool:
                suspects = [(order, _finished(future)) for order, future in under_way]
        if under_way:
            for order, known in suspects:
                yield known or _alone(order, work)


def _finished(future: Future[Built] | None) -> Built | None:
    """What a pool that broke had finished; None for an order that it did not take any more."""
    return future.result() if future is not None and future.done() and future.exception() is None else None


def _alone(order: Order, work: Work) -> Built:
    with ProcessPoolExecutor(1, mp_context=process_context()) as pool:
        try:
            return pool.submit(work, order).result()
        except BrokenProcessPool:
            return died(order)


def died(order: Order) -> Built:
    """What is said of a brief whose process died again when it was alone in it."""
    message = "the process building this brief died, twice; the other briefs are not touched by it"
    hint = "Most often memory ran out. See: brief explain OUT901"
    found = Diagnostic("OUT901", Severity.ERROR, Position(order.brief.path), message, hint)
    return Built(order.edition or order.brief.slug, {}, (found,))


def process_context() -> BaseContext:
    """Workers forked from a fresh process that has everything imported, or started anew where that is not to be had."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context
