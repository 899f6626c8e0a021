"""The one resolver: every file of a workspace is opened here, or not at all.

A name is relative to the workspace and has forward slashes. What it leads to must be a regular file inside the
workspace after all links are followed, and no larger than its kind may be. The rules answer a name from content
that nobody vouches for: no device, no pipe, nothing outside, nothing that fills the memory.
"""

from __future__ import annotations

import difflib
import errno
import os
import stat
from collections.abc import Iterator
from dataclasses import field
from pathlib import Path, PurePosixPath

from reports.records import record

#: Most bytes that a file of a kind may have.
LIMITS: dict[str, int] = {
    "yaml": 5_000_000,
    "template": 1_000_000,
    "bibliography": 20_000_000,
    "csl": 5_000_000,
    "data": 20_000_000,
    "image": 20_000_000,
    "font": 20_000_000,
}

#: Most bytes and files that one brief may bring with it.
TOTAL_BYTES = 250_000_000
TOTAL_FILES = 2_000

_LONGEST_NAME = 1_024
_MOST_NEIGHBOURS = 2_000


class FileError(Exception):
    """A name that does not lead to a file that may be read. Carries the code and the words of its diagnostic.

    near
        The file that was perhaps meant, by its name relative to the workspace; empty where none is like it.
    """

    def __init__(self, code: str, message: str, hint: str = "", near: str = "") -> None:
        self.code = code
        self.message = message
        self.hint = hint
        self.near = near
        super().__init__(message)


def join(folder: str, name: str) -> str:
    """*name* as written in a file of *folder*, made relative to the workspace; raises FileError where it cannot be.

    >>> join("content/aid", "../shared/map.png")
    'content/shared/map.png'
    """
    _refuse_odd(name)
    parts: list[str] = list(PurePosixPath(folder).parts)
    for part in PurePosixPath(name).parts:
        if part == "..":
            if not parts:
                raise _outside(name)
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _refuse_odd(name: str) -> None:
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise FileError("FIL006", f"`{name[:60]}` is no file name", "give the name of a file beside this one")
    if "://" in name:
        raise FileError(
            "FIL006", f"`{name}` is an address on the web", "nothing is fetched: save the file beside the brief"
        )
    if "\\" in name:
        raise FileError("FIL006", f"`{name}` has backslashes", f"write `{name.replace(chr(92), '/')}`")
    if name.startswith(("/", "~")) or name[1:2] == ":":
        raise FileError(
            "FIL006",
            f"`{name}` is an absolute path",
            "name the file relative to the one that names it, so that the workspace builds anywhere",
        )


def _outside(name: str) -> FileError:
    return FileError(
        "FIL002", f"`{name}` lies outside of the workspace", "copy the file into the workspace and name the copy"
    )


@record(slots=True)
class Files:
    """Reads the files under ``root`` and remembers what it was asked for.

    asked
        Every name looked up, with its bytes, or None where no file could be read: the full account of what a build
        depends on.
    kinds
        What kind of file each was read as, a key of ``LIMITS``.
    """

    root: Path
    asked: dict[str, bytes | None] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    _total: int = 0
    _real_root: str = ""

    def __post_init__(self) -> None:
        self._real_root = os.path.realpath(self.root)

    def read(self, name: str, kind: str) -> bytes:
        """The bytes of the file *name*; raises FileError."""
        if name in self.asked:
            known = self.asked[name]
            if known is not None and len(known) <= LIMITS[kind]:
                return known
        self.asked.setdefault(name, None)
        self.kinds.setdefault(name, kind)
        data = self._read(name, LIMITS[kind])
        self._total += len(data)
        if self._total > TOTAL_BYTES or len(self.asked) > TOTAL_FILES:
            raise FileError(
                "FIL007",
                f"the files of this brief are more than {TOTAL_FILES:,} or larger together than "
                f"{TOTAL_BYTES // 1_000_000} MB",
                "make the pictures and data smaller, or split the brief",
            )
        self.asked[name] = data
        return data

    def optional(self, name: str, kind: str) -> bytes | None:
        """The bytes of *name*, or None where there is no such file; raises FileError for any other trouble."""
        try:
            return self.read(name, kind)
        except FileError as fault:
            if fault.code == "FIL001":
                return None
            raise

    def _read(self, name: str, limit: int) -> bytes:
        try:
            real = os.path.realpath(self.root / name, strict=True)
        except OSError as error:
            if error.errno == errno.ENOENT and not self._inside(os.path.realpath(self.root / name)):
                raise _outside(name) from None
            raise self._fault(name, error) from None
        if not self._inside(real):
            raise _outside(name)
        try:
            return _read_regular(real, name, limit)
        except OSError as error:
            raise self._fault(name, error) from None

    def _inside(self, real: str) -> bool:
        return os.path.commonpath((real, self._real_root)) == self._real_root

    def _fault(self, name: str, error: OSError) -> FileError:
        match error.errno:
            case errno.ENOENT | errno.ENOTDIR:
                return FileError("FIL001", f"there is no file `{name}`", near=self._nearest(name))
            case errno.ELOOP:
                return FileError("FIL003", f"`{name}` is a link that leads to itself or was changed while it was read")
            case errno.EACCES | errno.EPERM:
                return FileError("FIL005", f"`{name}` may not be read", "give yourself permission to read it")
            case errno.ENAMETOOLONG:
                return FileError("FIL006", f"`{name[:60]} …` is too long for a file name")
            case _:
                return FileError("FIL005", f"`{name}` cannot be read: {error.strerror or type(error).__name__}")

    def _nearest(self, name: str) -> str:
        """The file most like *name*, by its last part or as a whole; empty where none is near."""
        top = PurePosixPath(name).parent
        while not (self.root / top).is_dir() and top != top.parent:
            top = top.parent
        if top == PurePosixPath("content") or top == PurePosixPath("."):
            return ""
        known = list(self._below(top))
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        if not near:
            by_last = {PurePosixPath(one).name.lower(): one for one in reversed(known)}
            last = difflib.get_close_matches(PurePosixPath(name).name.lower(), list(by_last), n=1, cutoff=0.8)
            near = [by_last[one] for one in last]
        return near[0] if near else ""

    def _below(self, top: PurePosixPath) -> Iterator[str]:
        count = 0
        for folder, folders, files in os.walk(self.root / top):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            for one in sorted(set(files) - {"brief.yaml"}):
                count += 1
                if count > _MOST_NEIGHBOURS:
                    return
                yield (Path(folder) / one).relative_to(self.root).as_posix()


def _read_regular(real: str, name: str, limit: int) -> bytes:
    """The bytes of the regular file at *real*. Opened without waiting, so that a pipe cannot stop us."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    before = os.stat(real)
    if not stat.S_ISREG(before.st_mode):
        raise _not_regular(name, before.st_mode)
    handle = os.open(real, flags | getattr(os, "O_CLOEXEC", 0))
    with open(handle, "rb") as stream:
        found = os.fstat(stream.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise _not_regular(name, found.st_mode)
        data = stream.read(limit + 1) if found.st_size <= limit else b""
    if found.st_size > limit or len(data) > limit:
        raise FileError(
            "FIL004",
            f"`{name}` has {found.st_size:,} bytes; at most {limit:,} are read",
            "make the file smaller",
        )
    return data


def _not_regular(name: str, mode: int) -> FileError:
    kind = "a folder" if stat.S_ISDIR(mode) else "a pipe, a socket or a device"
    return FileError("FIL003", f"`{name}` is {kind}, not a file")
