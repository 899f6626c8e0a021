"""Importing this module imports everything that building any brief needs.

The servers that worker processes are forked from do so once for all their workers.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from reports.engine import memory
from reports.engine.trial import draw_trial
from reports.writers.base import WRITERS

memory.starting()

for _module in ("reports.engine.gather", "reports.engine.settling", "reports.engine.build"):
    with suppress(ImportError):
        import_module(_module)
draw_trial(tuple(WRITERS))

memory.settled()
