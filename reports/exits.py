"""Every way out of the command: an exit status, and at most one line of regret."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from reports.errors import BriefError


def status_of(command: Callable[[], object]) -> int:
    """The exit status of *command*, however it ends; docs/command-line.md lists them."""
    try:
        command()
    except SystemExit as done:
        return _status(done)
    except BriefError as error:
        return _regret(f"{error}")
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        _silence()
        return 0
    except OSError as error:
        return _regret(f"the machine refuses: {_reason(error)}{_where(error)}")
    except MemoryError as error:
        return _regret(f"there is not enough memory{_where(error)}")
    except Exception as error:
        return _internal(error)
    return 0


def standing() -> int:
    """The exit status where the folder that the command is called in is gone; 0 where it is not."""
    try:
        os.getcwd()
    except OSError as error:
        return _regret(f"the folder that this is called in cannot be found: {_reason(error)}; change to another one")
    return 0


def _reason(error: OSError) -> str:
    named = f": {str(error.filename)!r}" if error.filename else ""
    return f"{error.strerror or type(error).__name__}{named}"[:300]


def stopped(number: int, _: object) -> NoReturn:
    """Asked to stop by a signal: leave in good order, with the status by which shells know the signal."""
    sys.exit(128 + number)


def _status(done: SystemExit) -> int:
    if done.code is None or isinstance(done.code, int):
        return done.code or 0
    return _regret(str(done.code))


def _regret(message: str) -> int:
    print(f"brief: {message}", file=sys.stderr)
    return 2


def _silence() -> None:
    """Whoever read our output has left; say nothing more, not even at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _internal(error: Exception) -> int:
    message = " ".join(str(error).split())[:200]
    return _regret(f"internal fault, please report it: {type(error).__name__}: {message}{_where(error)}")


def _where(error: Exception) -> str:
    """How to learn where *error* came from, or its traceback, printed."""
    if os.environ.get("BRIEF_DEBUG") != "1":
        return " (BRIEF_DEBUG=1 tells where)"
    import traceback

    traceback.print_exception(error)
    return ""
