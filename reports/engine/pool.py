"""Several processes at once.

A brief whose process dies takes down the pool it ran in. The briefs that were under way then are tried again, each
in a process of its own: the poisonous one fails alone and says so, the others come through.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess

from reports.engine.job import Built
from reports.engine.run import died
from reports.engine.work import Order

#: What a worker process needs for any brief; imported once, then shared by all workers that the system forks.
_PRELOAD = ["reports.engine.warm"]


def pooled(orders: Iterator[Order], jobs: int, work: Callable[[Order], Built]) -> Iterator[Built]:
    """Build *orders* on *jobs* processes, with results in their order.

    Never more than a few orders and results are under way.
    """
    over, others = False, multiprocessing.active_children()
    while not over:
        try:
            pool = worker_pool(jobs)
        except OSError:  # the machine has no room for more processes: this one builds them all
            yield from map(work, orders)
            return
        with pool:
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
            except (KeyboardInterrupt, SystemExit, GeneratorExit):
                _end_workers(pool, others)
                raise
            except (BrokenProcessPool, OSError, RuntimeError):  # it died, or could not be started
                suspects = [(order, _finished(future)) for order, future in under_way]
        if under_way:
            for order, known in suspects:
                yield known or _alone(order, work)


def _end_workers(pool: ProcessPoolExecutor, others: list[BaseProcess]) -> None:
    """End the workers of *pool*, so that it finds itself broken and lets go of whatever it waits for.

    To shut it down is not enough: a signal may have come while an order was handed to it, halfway, and then it would
    wait for that one for ever; as for the other half of an answer, while anybody could still write it. *others* are
    processes that were there before the pool.
    """
    answers = getattr(pool, "_result_queue", None)
    if answers is not None:
        answers._writer.close()
    for one in multiprocessing.active_children():
        if one not in others:
            one.kill()


def _finished(future: Future[Built] | None) -> Built | None:
    """What a pool that broke had finished; None for an order that it did not take any more."""
    return future.result() if future is not None and future.done() and future.exception() is None else None


def _alone(order: Order, work: Callable[[Order], Built]) -> Built:
    try:
        with worker_pool(1) as pool:
            return pool.submit(work, order).result()
    except BrokenProcessPool:
        return died(order)
    except (OSError, RuntimeError):  # no process and no thread more is to be had
        return work(order)


def worker_pool(jobs: int) -> ProcessPoolExecutor:
    """A pool of processes that end with this one, however it ends."""
    return ProcessPoolExecutor(jobs, mp_context=process_context(), initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Leave when the builder is gone: its workers hold the ends of each other's pipes, and would wait for ever."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def process_context() -> BaseContext:
    """Workers forked from a fresh process that has everything imported, or started anew where that is not to be had."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(_PRELOAD)
    return context
