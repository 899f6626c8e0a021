"""What is made of the package's own files once per installation, kept beside what Python has compiled of them.

The files lie in ``__pycache__``, under the same rules as the files of Python there: they go with the source, with the
interpreter and with every package installed, are not written where Python writes none, and a missing or damaged one
costs time only. They are trusted as those are: who can write there can write the program.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import sys
import tempfile
from pathlib import Path

from reports.engine.keys import tool


def path_of(name: str) -> Path | None:
    """Where *name* is kept; None with an interpreter that keeps nothing."""
    try:
        return Path(importlib.util.cache_from_source(__file__)).with_suffix(f".{name}")
    except NotImplementedError:
        return None


def read(name: str) -> bytes | None:
    """What is kept as *name* by this very program; None where there is nothing."""
    path = path_of(name)
    if path is not None:
        with contextlib.suppress(OSError):
            first, _, rest = path.read_bytes().partition(b"\n")
            if first == _mark(name):
                return rest
    return None


def write(name: str, data: bytes) -> None:
    """Keep *data* as *name*, where that is possible."""
    path = path_of(name)
    if path is not None and not sys.dont_write_bytecode:
        with contextlib.suppress(OSError):
            _write(path, _mark(name) + b"\n" + data)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with open(handle, "wb") as stream:
            stream.write(data)
        os.replace(new, path)
    except BaseException:
        os.unlink(new)
        raise


def _mark(name: str) -> bytes:
    return f"brief-{name}-1 {tool()}".encode()
