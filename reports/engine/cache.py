"""What was built before, kept where the platform keeps caches.

Four kinds of files, so that a brief of which one format is missing draws that one only, and one of which the look has
changed is not composed again:

- ``<key>.built``: a whole result, its diagnostics and the digests of its files;
- ``<key>.drawn``: one format, what only drawing told, and the digest of its file;
- ``<key>.settled``: a resolved document, what composing told, and the digests of its pictures;
- ``<digest>.file``: the bytes of a file, by their SHA-256.

The first three are a line with the digest of the rest, and a line of JSON. What does not match its digest is thrown
away and built again; trouble with the cache's disk is never an error of the build. Nothing from the cache is ever
executed or unpickled.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.diagnostics import Diagnostic, Severity
from reports.engine.job import Built
from reports.records import record
from reports.source import Position
from reports.writers.base import Written

if TYPE_CHECKING:
    from reports.engine.settled import Settled

#: Most bytes kept; the entries not used for longest go first.
MOST_BYTES = 400_000_000
#: Nanoseconds after which nobody is writing a file any more: an hour.
_ABANDONED = 3_600_000_000_000
_NEW = ".new-"
_MAGIC = b"brief-cache-3 "
_BUILT, _DRAWN, _SETTLED, _FILE = ".built", ".drawn", ".settled", ".file"


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


@record(frozen=True, slots=True)
class Cache:
    """The cache in ``folder``, made when first written to."""

    folder: Path
    most_bytes: int = MOST_BYTES

    def has(self, key: str) -> bool:
        """Whether there is a whole result; it may still turn out to be damaged."""
        return (self.folder / (key + _BUILT)).is_file()

    def fetch(self, key: str) -> Built | None:
        """What was built under *key*, or None. A damaged entry is removed."""
        head = self._head(key + _BUILT)
        if head is None:
            return None
        outputs = {extension: self._file(digest) for extension, digest in head["outputs"]}
        if any(data is None for data in outputs.values()):
            self._drop(key + _BUILT)
            return None
        found = {extension: data for extension, data in outputs.items() if data is not None}
        return Built(head["slug"], found, _diagnostics(head))

    def store(self, key: str, built: Built) -> None:
        """Keep *built*; content with errors is not kept, for its author is about to change it."""
        if built.failed:
            return
        outputs = [[extension, self._keep_file(data)] for extension, data in built.outputs.items()]
        self._write(key + _BUILT, _pack({"slug": built.slug, "outputs": outputs, **_told(built.diagnostics)}))
        self._trim()

    def drawn(self, key: str) -> Written | None:
        """The format drawn under *key*, or None. A damaged entry is removed."""
        head = self._head(key + _DRAWN)
        data = self._file(head["file"]) if head is not None else None
        if head is None or data is None:
            return None
        return Written(data, _diagnostics(head), head["pages"])

    def store_drawn(self, key: str, written: Written) -> None:
        """Keep one format."""
        head = {"file": self._keep_file(written.data), "pages": dict(written.pages), **_told(written.diagnostics)}
        self._write(key + _DRAWN, _pack(head))

    def settled(self, key: str) -> Settled | None:
        """The resolved document under *key*, or None. A damaged entry is removed."""
        head = self._head(key + _SETTLED)
        if head is None:
            return None
        from reports.engine.packing import unpack

        files = [data for digest in head["files"] if (data := self._file(digest)) is not None]
        found = unpack(head["document"], files) if len(files) == len(head["files"]) else None
        if found is None:
            self._drop(key + _SETTLED)
        return found

    def store_settled(self, key: str, settled: Settled) -> None:
        """Keep a resolved document; one that cannot be written is not kept."""
        from reports.engine.packing import pack

        with contextlib.suppress(TypeError, ValueError, RecursionError):
            document, files = pack(settled)
            entry = _pack({"files": [self._keep_file(data) for data in files], "document": document})
            self._write(key + _SETTLED, entry)

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

    def _head(self, name: str) -> dict[str, Any] | None:
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        head = _unpack(data)
        if head is None:
            self._drop(name)
        else:
            self._touch(name)
        return head

    def _file(self, digest: str) -> bytes | None:
        try:
            data = (self.folder / (digest + _FILE)).read_bytes()
        except OSError:
            return None
        if hashlib.sha256(data).hexdigest() != digest:
            self._drop(digest + _FILE)
            return None
        self._touch(digest + _FILE)
        return data

    def _keep_file(self, data: bytes) -> str:
        digest = hashlib.sha256(data).hexdigest()
        if not os.path.isfile(self.folder / (digest + _FILE)):  # False as well where one may not look
            self._write(digest + _FILE, data)
        return digest

    def _drop(self, name: str) -> None:
        with contextlib.suppress(OSError):
            (self.folder / name).unlink()

    def _touch(self, name: str) -> None:
        """What is used stays longest."""
        with contextlib.suppress(OSError):
            os.utime(self.folder / name)

    def _write(self, name: str, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, new = tempfile.mkstemp(dir=self.folder, prefix=_NEW)
            try:
                with open(handle, "wb") as stream:
                    stream.write(data)
                os.replace(new, self.folder / name)
            except BaseException:
                os.unlink(new)
                raise

    def _drop_begun(self, found: list[tuple[int, int, str]]) -> None:
        """What a killed builder had begun to write is of no use to anybody."""
        begun = [one for one in found if os.path.basename(one[2]).startswith(_NEW)]
        newest = max(found)[0] if found else 0
        for one in begun:
            if one[0] < newest - _ABANDONED:
                os.unlink(one[2])
                found.remove(one)

    def _trim(self) -> None:
        with contextlib.suppress(OSError):
            with os.scandir(self.folder) as entries:
                found = [(one.stat().st_mtime_ns, one.stat().st_size, one.path) for one in entries]
            self._drop_begun(found)
            excess = sum(size for _, size, _ in found) - self.most_bytes
            for _, size, path in sorted(found):
                if excess <= 0:
                    break
                os.unlink(path)
                excess -= size


def _names_file(brief: str) -> str:
    return hashlib.sha256(brief.encode()).hexdigest() + ".names"


def _told(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    return {
        "diagnostics": [
            [one.code, one.severity.value, _place(one.at), one.message, one.hint, _place(one.end)]
            for one in diagnostics
        ]
    }


def _place(at: Position | None) -> list[str | int] | None:
    return None if at is None else [at.path, at.line, at.column]


def _diagnostics(head: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    return tuple(
        Diagnostic(code, Severity(severity), Position(*at), message, hint, Position(*end) if end else None)
        for code, severity, at, message, hint, end in head["diagnostics"]
    )


def _pack(head: Mapping[str, Any]) -> bytes:
    rest = json.dumps(head).encode()
    return _MAGIC + hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def _unpack(data: bytes) -> dict[str, Any] | None:
    first, _, rest = data.partition(b"\n")
    if first != _MAGIC + hashlib.sha256(rest).hexdigest().encode():
        return None
    head: dict[str, Any] = json.loads(rest)
    return head
