"""Bounds of time and memory for templates that a workspace brings along.

The sandbox keeps a template from reaching anything; it does not keep it from running for ever. A watcher thread
looks at the clock and at the size of the process, and stops the rendering thread between two steps of the
interpreter.
"""

from __future__ import annotations

import ctypes
import threading
import time
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")

SECONDS = 5.0
MEGABYTES = 400.0


class TooMuchError(BaseException):
    """The template ran longer, or took more memory, than any paper needs.

    No Exception, for it is raised between two steps of whatever runs, which may catch those.
    """


def bounded(work: Callable[[], _T], *, seconds: float = SECONDS, megabytes: float = MEGABYTES) -> _T:
    """What *work* returns. Raises TooMuchError when it takes longer than *seconds* or grows by over *megabytes*.

    Seconds are those of the processor, so that a busy machine refuses nothing that an idle one builds.
    """
    done = threading.Event()
    thread_id = threading.get_ident()
    start_size, start = _resident(), time.process_time()

    def watch() -> None:
        while not done.wait(0.05):
            if time.process_time() - start > seconds or _resident() - start_size > megabytes:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread_id), ctypes.py_object(TooMuchError))
                return

    watcher = threading.Thread(target=watch, name="template-bounds", daemon=True)
    watcher.start()
    try:
        return work()
    finally:
        done.set()
        watcher.join()


def _resident() -> float:
    """The greatest size of this process so far, in megabytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    import sys

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)
