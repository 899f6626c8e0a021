"""The program's own looks, read: what a YAML reader that knows every place makes of them, once per installation."""

from __future__ import annotations

import contextlib
import pickle
from functools import cache
from typing import Any

from reports.engine import pycache
from reports.theme import looks

_NAME = "looks"


@cache
def load() -> frozenset[str]:
    """Make known to this process what others have read; the names of the looks. Read once."""
    data = pycache.read(_NAME)
    trees: Any = None
    if data is not None:
        with contextlib.suppress(Exception):  # a damaged file makes pickle raise whatever it leads to
            trees = pickle.loads(data)
    if not isinstance(trees, dict):
        return frozenset()
    looks.preload(trees)
    return frozenset(trees)


def keep() -> None:
    """Keep what this process has read of the program's own looks, if it is more than was known."""
    known = looks.known()
    if not known.keys() <= load():
        pycache.write(_NAME, pickle.dumps(dict(known), pickle.HIGHEST_PROTOCOL))
