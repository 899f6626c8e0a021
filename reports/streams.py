"""Standard streams that outlast whoever reads them: no command stops halfway because its words cannot be written.

A reader that has left (``| head -1``) is no fault: the command is carried through, unheard. A full disk is one, told at
the end. A stream that is closed from the start is as good as nobody listening.
"""

from __future__ import annotations

import io
import os
import sys


class Lasting(io.FileIO):
    """A file that swallows what it cannot write, and keeps the first reason in ``fault``."""

    fault: OSError | None = None

    def write(self, data: object) -> int | None:  # type: ignore[override]
        """Write *data*, or only count it."""
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as error:
            self.fault = self.fault or error
            return len(memoryview(data))  # type: ignore[arg-type]


def make_lasting() -> tuple[Lasting, Lasting]:
    """Put lasting streams in the place of standard output and standard error, in UTF-8."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # closed: or the next file that is opened would be taken for the stream
            os.open(os.devnull, os.O_RDWR)
    out, err = Lasting(1, "wb", closefd=False), Lasting(2, "wb", closefd=False)
    sys.stdout = _text(out, line_buffering=out.isatty())
    sys.stderr = _text(err, line_buffering=True)
    if sys.stdin is None:
        sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as the program
    return out, err


def _text(raw: Lasting, *, line_buffering: bool) -> io.TextIOWrapper:
    """*raw* as a stream of text that prints any letter, whatever the machine has a name for."""
    buffered = io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, "utf-8", "backslashreplace", line_buffering=line_buffering)


def settled(status: int, out: Lasting, err: Lasting) -> int:
    """The exit status, *status* unless words were lost on a machine that failed: then 2, and a line that says so."""
    sys.stdout.flush()
    if out.fault is not None and not isinstance(out.fault, BrokenPipeError):
        reason = out.fault.strerror or type(out.fault).__name__
        print(f"brief: cannot write to standard output: {reason}", file=sys.stderr)
        status = 2
    sys.stderr.flush()
    return 2 if err.fault is not None and not isinstance(err.fault, BrokenPipeError) else status
