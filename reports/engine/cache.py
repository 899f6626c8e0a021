"""What was built before, kept where the platform keeps caches.

An entry is one file named by its key: a line with the digest of the rest, a line of JSON, then the built files one
after the other. What does not match its digest is thrown away and built again; trouble with the cache's disk is
never an error of the build. Nothing from the cache is ever executed or unpickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.diagnostics import Diagnostic, Severity
from reports.engine.job import Built
from reports.source import Position

#: Most bytes kept; the entries not used for longest go first.
MOST_BYTES = 400_000_000
_MAGIC = b"brief-cache-1 "
_SUFFIX = ".built"


def default_folder() -> Path | None:
    """``BRIEF_CACHE_DIR`` if set, else the user's cache folder of the platform.

    None where the user has no home, as service accounts have not: root would make one at the top of the disk.
    """
    named = os.environ.get("BRIEF_CACHE_DIR")
    if named:
        return Path(named)
    import platformdirs

    folder = platformdirs.user_cache_path("policy-brief-builder", appauthor=False)
    return folder if folder.parent.parent.is_dir() else None


@dataclass(frozen=True, slots=True)
class Cache:
    """The cache in ``folder``, made when first written to."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def has(self, key: str) -> bool:
        """Whether there is an entry; it may still turn out to be damaged."""
        return (self.folder / (key + _SUFFIX)).is_file()

    def fetch(self, key: str) -> Built | None:
        """What was built under *key*, or None. A damaged entry is removed."""
        path = self.folder / (key + _SUFFIX)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        built = _unpack(data)
        with contextlib.suppress(OSError):
            if built is None:
                path.unlink()
            else:
                os.utime(path)
        return built

    def store(self, key: str, built: Built) -> None:
        """Keep *built*; content with errors is not kept, for its author is about to change it."""
        if not built.failed:
            self._write(key + _SUFFIX, _pack(built))
            self._trim()

    def names(self, brief: str) -> dict[str, str] | None:
        """The files that the brief looked up when last built, with their kinds, or None.

        *brief* tells briefs apart: the absolute path of its ``brief.yaml`` will do.
        """
        try:
            value = json.loads((self.folder / _names_file(brief)).read_bytes())
        except (OSError, ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) and all(isinstance(one, str) for one in value.values()) else None

    def store_names(self, brief: str, names: Mapping[str, str]) -> None:
        """Keep the names and kinds of the files that *brief* looked up."""
        self._write(_names_file(brief), json.dumps(names, sort_keys=True).encode())

    def _write(self, name: str, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, new = tempfile.mkstemp(dir=self.folder, prefix=".new-")
            try:
                with open(handle, "wb") as stream:
                    stream.write(data)
                os.replace(new, self.folder / name)
            except BaseException:
                os.unlink(new)
                raise

    def _trim(self) -> None:
        with contextlib.suppress(OSError):
            with os.scandir(self.folder) as entries:
                found = [(one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in entries]
            excess = sum(size for _, size, _ in found) - self.most_bytes
            for _, size, path in sorted(found):
                if excess <= 0:
                    break
                os.unlink(path)
                excess -= size


def _names_file(brief: str) -> str:
    return hashlib.sha256(brief.encode()).hexdigest() + ".names"


def _pack(built: Built) -> bytes:
    head = {
        "slug": built.slug,
        "outputs": [[extension, len(data)] for extension, data in built.outputs.items()],
        "diagnostics": [
            [one.code, one.severity.value, one.at.path, one.at.line, one.at.column, one.message, one.hint]
            for one in built.diagnostics
        ],
    }
    rest = json.dumps(head).encode() + b"\n" + b"".join(built.outputs.values())
    return _MAGIC + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _unpack(data: bytes) -> Built | None:
    first, _, rest = data.partition(b"\n")
    if first != _MAGIC + hashlib.sha256(rest).hexdigest().encode():
        return None
    line, _, blob = rest.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    outputs, start = {}, 0
    for extension, length in head["outputs"]:
        outputs[extension] = blob[start : start + length]
        start += length
    diagnostics = tuple(
        Diagnostic(code, Severity(severity), Position(path, line, column), message, hint)
        for code, severity, path, line, column, message, hint in head["diagnostics"]
    )
    return Built(head["slug"], outputs, diagnostics)
