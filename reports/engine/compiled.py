"""The program's own templates, compiled: it takes as long as importing a large library, and is done once.

Templates that a workspace brings along are never kept.
"""

from __future__ import annotations

import contextlib
import marshal
import sys
from functools import cache
from types import CodeType

from reports.engine import pycache
from reports.engine.templates import builtin_templates
from reports.templating.environment import compiled_of, preload

_NAME = "templates"


@cache
def load() -> dict[str, CodeType]:
    """Make known to this process what others have compiled; read once."""
    codes: dict[str, CodeType] = {}
    with contextlib.suppress(ValueError, EOFError, TypeError):
        codes = marshal.loads(pycache.read(_NAME) or b"")
    preload(codes)
    return codes


def keep() -> None:
    """Keep what this process has compiled of the program's own templates, if it is more than was known."""
    known = load()
    new = compiled_of(builtin_templates().values())
    if new.keys() <= known.keys() or sys.dont_write_bytecode:
        return
    known.update(new)
    pycache.write(_NAME, marshal.dumps(known))
