"""Keys: one digest over everything that goes into a brief. Equal keys, equal files."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reports import __version__

_PACKAGE = Path(__file__).resolve().parent.parent


def digest(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def key(
    slug: str, formats: tuple[str, ...], epoch: int | None, asked: Mapping[str, bytes | None], options: str = ""
) -> str:
    """The key of one build.

    asked
        Every file looked up, by name, with its bytes or None where there was none: a file that appears later and
        would be used changes the key too.
    """
    files = [(name, None if data is None else digest(data)) for name, data in sorted(asked.items())]
    account = [tool(), slug, sorted(formats), epoch, options, files]
    return digest(json.dumps(account).encode())


@cache
def tool() -> str:
    """Stands for the builder itself: its version, its files, the interpreter and every installed package.

    Files are told apart by name, size and date, which costs a few milliseconds; reading them would cost more than
    the rest of an unchanged build.
    """
    files = sorted(_stamps(_PACKAGE))
    repository = _PACKAGE.parent / "templates"
    files += sorted(_stamps(repository)) if repository.is_dir() else []
    return digest(json.dumps([__version__, sys.version, _packages(), files]).encode())


def _stamps(top: Path) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    stack = [str(top)]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for one in entries:
                if one.name.startswith((".", "__pycache__")):
                    continue
                if one.is_dir(follow_symlinks=False):
                    stack.append(one.path)
                else:
                    about = one.stat()
                    found.append((one.path, about.st_size, about.st_mtime_ns))
    return found


def _packages() -> list[str]:
    """The installed distributions: their ``.dist-info`` folders carry the versions."""
    found: set[str] = set()
    for folder in sys.path:
        if os.path.basename(folder) in ("site-packages", "dist-packages") and os.path.isdir(folder):
            found.update(one for one in os.listdir(folder) if one.endswith(".dist-info"))
    return sorted(found)
