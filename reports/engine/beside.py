"""A second process that imports what draws while this one reads the brief and composes it, and then draws.

Half of a first build is importing, and the half that the writers need is needed last. The second process is forked
before anything heavy is imported, so it has little to copy and nothing to confuse it: no threads, no open files of the
workspace. It reads nothing but what is sent, writes nothing but what is asked, and gives the same bytes as drawing
here would; where it fails in whatever way, the caller draws.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import IO, Any, NoReturn

from reports.records import record
from reports.writers.base import Written, prepare

#: What a pipe holds without anybody reading; Linux grants no more to everybody.
_PIPE = 1 << 20
#: What both processes need, imported once before they part.
_SHARED = ("reports.engine.drawing", "reports.theme.fonts", "reports.language", "zipfile", "html")
#: What the second process draws. The web page needs little more than composing has imported.
DRAWN = ("pdf", "docx")


def pays() -> bool:
    """Whether a second process is of use: a system that forks, a processor to spare, nothing heavy imported yet."""
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.active_count() == 1
        and "reports.engine.gather" not in sys.modules
    )


def _nothing() -> None:
    pass


@record(frozen=True, slots=True)
class Beside:
    """The second process.

    to, back
        The pipes to it and from it.
    meanwhile
        What is done here before its answers are waited for.
    """

    pid: int
    to: IO[bytes]
    back: IO[bytes]
    meanwhile: Callable[[], None] = _nothing

    def ask(self, drawing: Any) -> None:
        """Send a ``Drawing``; the other process begins at once."""
        with suppress(OSError):
            _Pickler(self.to, pickle.HIGHEST_PROTOCOL).dump(drawing)
            self.to.flush()

    def answers(self) -> Iterator[tuple[str, Written]]:
        """Each format as it is finished; fewer than were asked for where the other process fails."""
        self.meanwhile()
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            while (answer := pickle.load(self.back)) is not None:
                yield answer

    def close(self) -> None:
        """End the other process, wherever it is: it has nothing to leave in order."""
        with suppress(OSError):
            os.kill(self.pid, signal.SIGKILL)
        for pipe in (self.to, self.back):
            with suppress(OSError):
                pipe.close()
        with suppress(ChildProcessError):
            os.waitpid(self.pid, 0)


def start(formats: tuple[str, ...]) -> Beside | None:
    """Fork the second process to draw *formats*; None where no fork is to be had."""
    import fcntl

    for name in _SHARED:
        import_module(name)
    theirs_in, ours_out = os.pipe()
    ours_in, theirs_out = os.pipe()
    with suppress(OSError):
        fcntl.fcntl(theirs_out, fcntl.F_SETPIPE_SZ, _PIPE)
    try:
        pid = os.fork()
    except OSError:  # no more processes are allowed
        for one in (theirs_in, ours_out, ours_in, theirs_out):
            os.close(one)
        return None
    if pid == 0:
        os.close(ours_out)
        os.close(ours_in)
        _live(formats, theirs_in, theirs_out)
    os.close(theirs_in)
    os.close(theirs_out)
    return Beside(pid, os.fdopen(ours_out, "wb"), os.fdopen(ours_in, "rb"))


def _live(formats: tuple[str, ...], requests: int, answers: int) -> NoReturn:
    """The second process from its first step to its last. Never comes back, never says anything to the terminal."""
    try:
        from reports.theme.fonts import vendored, vendored_names

        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the builder is told, and ends this one
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        for one in formats:
            prepare(one)
        for name in vendored_names():
            vendored(name)
        _serve(os.fdopen(requests, "rb"), os.fdopen(answers, "wb"))
    except BaseException:  # whoever waits sees the end of the pipe, and draws
        os._exit(1)
    os._exit(0)


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    from reports.engine.drawing import drawn

    drawing = _Unpickler(requests).load()
    for extension, written in drawn(drawing):
        if extension not in drawing.known:
            pickle.dump((extension, written), answers, pickle.HIGHEST_PROTOCOL)
            answers.flush()
    pickle.dump(None, answers)
    answers.flush()


class _Pickler(pickle.Pickler):
    """Names the font families that travel with the package, in place of their megabytes."""

    def persistent_id(self, obj: Any) -> str | None:
        """The name of such a family."""
        return obj.name if type(obj).__name__ == "Family" and obj is _vendored(obj.name) else None


class _Unpickler(pickle.Unpickler):
    """Takes those families from the package."""

    def persistent_load(self, pid: Any) -> Any:
        """The family of that name."""
        return _vendored(pid)


def _vendored(name: str) -> Any:
    from reports.theme.fonts import vendored, vendored_names

    return vendored(name) if name in vendored_names() else None
