"""Importing this module imports everything that building any brief needs.

The servers that worker processes are forked from do so once for all their workers.
"""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from reports.engine import memory
from reports.writers.base import WRITERS, prepare

memory.starting()

for _module in ("reports.engine.gather", "reports.engine.settling", "reports.engine.build"):
    with suppress(ImportError):
        import_module(_module)
for _extension in WRITERS:
    with suppress(ImportError):
        prepare(_extension)

memory.settled()
