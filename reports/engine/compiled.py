"""The program's own templates, compiled: kept between processes where Python keeps what it compiled of this package.

Compiling them takes as long as importing a large library. The file lies in ``__pycache__``, under the same rules as
the files of Python beside it: it goes with the source, with the interpreter and with every package installed, is not
written where Python writes none, and a missing or damaged one costs time only. Templates that a workspace brings
along are never kept.
"""

from __future__ import annotations

import contextlib
import importlib.util
import marshal
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import CodeType

from reports.engine.keys import tool
from reports.engine.templates import builtin_templates
from reports.templating.environment import compiled_of, preload


def _path() -> Path | None:
    try:
        return Path(importlib.util.cache_from_source(__file__)).with_suffix(".templates")
    except NotImplementedError:  # an interpreter that keeps nothing
        return None


@cache
def load() -> dict[str, CodeType]:
    """Make known to this process what others have compiled; read once."""
    path = _path()
    codes: dict[str, CodeType] = {}
    if path is not None:
        with contextlib.suppress(OSError, ValueError, EOFError, TypeError):
            first, _, rest = path.read_bytes().partition(b"\n")
            if first == _mark():
                codes = marshal.loads(rest)
    preload(codes)
    return codes


def keep() -> None:
    """Keep what this process has compiled of the program's own templates, if it is more than was known."""
    known = load()
    new = compiled_of(builtin_templates().values())
    if new.keys() <= known.keys() or sys.dont_write_bytecode:
        return
    known.update(new)
    path = _path()
    if path is not None:
        with contextlib.suppress(OSError):
            _write(path, _mark() + b"\n" + marshal.dumps(known))


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


def _mark() -> bytes:
    return f"brief-templates-1 {tool()}".encode()
