"""Many briefs: in this process or on several, with results in the order of the orders."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from reports.diagnostics import Diagnostic, Severity
from reports.engine.job import Built
from reports.engine.work import Order, carry_out, carry_out_by_two
from reports.source import Position

#: From how many briefs on several processes pay for their start.
WORTH_A_POOL = 4

Work = Callable[[Order], Built]


def run(orders: Iterable[Order], jobs: int, work: Work = carry_out) -> Iterator[Built]:
    """Build *orders* on up to *jobs* processes (0: as many as there are processors, if that pays).

    Orders are taken as they are needed, a few ahead of the results, however many there are.
    """
    coming = iter(orders)
    first = list(islice(coming, max(jobs, WORTH_A_POOL)))
    alone = jobs == 0 and len(first) < WORTH_A_POOL and work is carry_out
    if jobs == 0:
        jobs = (os.cpu_count() or 1) if len(first) >= WORTH_A_POOL else 1
    jobs = min(jobs, len(first))
    coming = chain(first, coming)
    if jobs <= 1:
        yield from map(carry_out_by_two if alone else work, coming)
    else:
        from reports.engine.pool import pooled

        yield from pooled(coming, jobs, work)


def died(order: Order) -> Built:
    """What is said of a brief whose process died again when it was alone in it."""
    message = "the process building this brief died, twice; the other briefs are not touched by it"
    hint = "Most often memory ran out. See: brief explain OUT901"
    found = Diagnostic("OUT901", Severity.ERROR, Position(order.brief.path), message, hint)
    return Built(order.edition or order.brief.slug, {}, (found,))
