"""``output/manifest.json``: which files were published, with their digests, so that anyone can check them later."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

from reports.errors import MachineError, UsageError
from reports.records import record

NAME = "manifest.json"
#: The largest manifest that is read at once; one that is written as ours are is read brief by brief.
_MOST_BYTES = 50_000_000
_LONGEST_LINE = 1_000_000
_MOST_LINES = 10_000
_HEAD, _FOOT = b'{\n  "briefs": {', b'\n  },\n  "manifest": 1\n}\n'

#: What is noted of one brief: the builder's version, and size and SHA-256 of each file by its name.
Entry: TypeAlias = dict[str, Any]
Verdict: TypeAlias = Literal["ok", "changed", "missing"]


@record(frozen=True, slots=True)
class Checked:
    """One published file held against the manifest. ``path`` is relative to the output folder."""

    path: str
    verdict: Verdict


def entry(files: Mapping[str, bytes], builder: str) -> Entry:
    """What the manifest says about one brief."""
    described = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in sorted(files.items())
    }
    return {"builder": builder, "files": described}


def dump(value: Mapping[str, Any]) -> bytes:
    """As JSON that people can read and that compares line by line."""
    return (json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8", "replace")


def load_entry(path: Path) -> Entry | None:
    """The entry kept at *path*, or None where there is none that holds together."""
    value = _load(path)
    return value if isinstance(value, dict) and isinstance(value.get("files"), dict) else None


def read(output: Path) -> dict[str, Entry]:
    """All entries by slug; none where the manifest is missing or does not hold together, for it can be rebuilt."""
    return dict(entries(output))


def entries(output: Path) -> Iterator[tuple[str, Entry]]:
    """The same one after the other, in the order of their names."""
    path = output / NAME
    if all(one is not None for one in _by_block(path)):
        return (one for one in _by_block(path) if one is not None and holds_together(*one))
    value = _load(path)
    briefs = value.get("briefs") if isinstance(value, dict) else None
    return (one for one in sorted(briefs.items() if isinstance(briefs, dict) else ()) if holds_together(*one))


def holds_together(slug: str, one: object) -> bool:
    """Whether *one* can be the entry of *slug*: nothing odd in it, and nothing deep."""
    match one:
        case {"files": dict(files), **more}:
            parts = [part for about in files.values() for part in (about.values() if type(about) is dict else [about])]
            flat = not any(isinstance(part, dict | list) for part in (*more.values(), *parts))
            return flat and all(map(_is_name, (slug, *files)))
    return False


def _by_block(path: Path) -> Iterator[tuple[str, Any] | None]:
    """The entries of a manifest that is laid out as :func:`dump` does, and sorted; None at the end where it is not."""
    try:
        with opened(path) as stream:
            if stream.read(len(_HEAD)) != _HEAD:
                yield None
                return
            last, block = "", [b"{"]
            for line in iter(lambda: stream.readline(_LONGEST_LINE), b""):
                if line == _FOOT[1:6] and len(block) == 1:
                    if stream.read(len(_FOOT)) != _FOOT[6:]:
                        yield None
                    return
                block.append(line)
                if line in (b"    },\n", b"    }\n"):
                    ((slug, one),) = json.loads(b"".join(block).rstrip(b",\n") + b"}").items()
                    if slug <= last:
                        break
                    yield slug, one
                    last, block = slug, [b"{"]
                elif len(block) > _MOST_LINES:
                    break
    except (OSError, ValueError, RecursionError, AttributeError):
        pass
    yield None


def _load(path: Path) -> Any:
    """The JSON in the file *path*; None where it is no plain file, too large, or does not hold together."""
    try:
        with opened(path) as stream:
            data = stream.read(min(os.fstat(stream.fileno()).st_size, _MOST_BYTES) + 1)
        return json.loads(data) if len(data) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """The plain file *path*, to be read; raises OSError for anything else."""
    with open(_without_waiting(path), "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(f"{str(path)!r} is no plain file")
        yield stream


def _without_waiting(path: Path) -> int:
    """Opens without following a link, and without waiting for whoever may write into a pipe."""
    flags = (getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
    return os.open(path, sum(flags, os.O_RDONLY))


def is_plain(path: Path) -> bool:
    """Whether *path* itself, no link followed, is a regular file."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _is_name(name: str) -> bool:
    """Whether *name* can be one of a published folder or file: nothing that leads elsewhere or upsets a terminal."""
    return 0 < len(name) < 256 and name.isprintable() and not set(name) & set("/\\") and name not in (".", "..")


def merged(output: Path, slug: str, old: Entry | None, new: Entry) -> Entry:
    """*new*, with what *old* says of other files that still exist."""
    known = old["files"] if old is not None else {}
    kept = {name: one for name, one in known.items() if name in new["files"] or is_plain(output / slug / name)}
    return {**new, "files": dict(sorted({**kept, **new["files"]}.items()))}


class Writer:
    """Writes a manifest entry by entry, in the form of :func:`dump`."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.changed = False
        self.empty = True

    def add(self, slug: str, one: Entry, *, changed: bool) -> None:
        """The next entry; names come sorted."""
        text = dump({slug: one}).decode()[1:-3].replace("\n", "\n  ")
        self.stream.write((_HEAD if self.empty else b",") + text.encode())
        self.changed |= changed
        self.empty = False

    def end(self) -> None:
        """After the last entry."""
        self.stream.write(_FOOT if not self.empty else dump({"manifest": 1, "briefs": {}}))


@contextmanager
def replacing(path: Path) -> Iterator[Writer]:
    """A writer for the manifest *path*, which is replaced at the end if anything has changed."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        with open(new, "xb") as stream:
            writer = Writer(stream)
            yield writer
            writer.end()
            stream.flush()
            os.fsync(stream.fileno())
        if writer.changed:
            os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def verify(output: Path, slugs: frozenset[str] | None = None) -> list[Checked]:
    """Hold the published files against the manifest, all of them or those of some briefs, and their editions.

    Raises UsageError where there is no manifest, MachineError where a file cannot be read.
    """
    editions = {path.parent.name: path.parent for path in sorted(output.glob(f"*/{NAME}")) if is_plain(path)}
    wanted = [name for name in editions if slugs is None or name in slugs]
    found = [Checked(f"{name}/{one.path}", one.verdict) for name in wanted for one in _verify(editions[name])]
    rest = None if slugs is None else slugs - editions.keys()
    if found and (rest == frozenset() or not (output / NAME).is_file()):
        return found
    return [*_verify(output, rest), *found]


def _verify(output: Path, slugs: frozenset[str] | None = None) -> list[Checked]:
    if not (output / NAME).is_file():
        raise UsageError(f"{str(output)!r} has no {NAME}; build something first")
    briefs = read(output)
    if not briefs:
        raise MachineError(f"{str(output / NAME)!r} is damaged; build again to make a new one")
    unknown = sorted((slugs or frozenset()) - set(briefs))
    if unknown:
        raise UsageError(f"nothing was built of {', '.join(unknown)}")
    return [
        Checked(f"{slug}/{name}", _verdict(output / slug / name, about))
        for slug, one in sorted(briefs.items())
        if slugs is None or slug in slugs
        for name, about in sorted(one["files"].items())
    ]


def _verdict(path: Path, about: object) -> Verdict:
    if path.parent.is_symlink() or (os.path.lexists(path) and not is_plain(path)):
        return "changed"
    try:
        with open(_without_waiting(path), "rb") as stream:
            found = hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return "missing"
    except OSError as error:
        raise MachineError(f"cannot read {str(path)!r}: {error.strerror}") from error
    return "ok" if isinstance(about, dict) and about.get("sha256") == found else "changed"
