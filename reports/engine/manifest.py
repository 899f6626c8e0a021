"""``output/manifest.json``: which files were published, with their digests, so that anyone can check them later."""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeAlias

from reports.errors import MachineError, UsageError
from reports.records import record

NAME = "manifest.json"
#: The largest manifest that is read: a hundred thousand briefs have 60 MB.
_MOST_BYTES = 200_000_000

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
    return (json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()


def load_entry(path: Path) -> Entry | None:
    """The entry kept at *path*, or None where there is none that holds together."""
    value = _load(path)
    return value if isinstance(value, dict) and isinstance(value.get("files"), dict) else None


def read(output: Path) -> dict[str, Entry]:
    """All entries by slug; none where the manifest is missing or does not hold together, for it can be rebuilt."""
    value = _load(output / NAME)
    briefs = value.get("briefs") if isinstance(value, dict) else None
    if not isinstance(briefs, dict):
        return {}
    return {
        slug: one
        for slug, one in briefs.items()
        if isinstance(one, dict) and isinstance(one.get("files"), dict) and all(map(_is_name, (slug, *one["files"])))
    }


def _load(path: Path) -> Any:
    """The JSON in the file *path*; None where it is no plain file, too large, or does not hold together."""
    try:
        with open(_without_waiting(path), "rb") as stream:
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return None
            data = stream.read(_MOST_BYTES + 1)
        return json.loads(data) if len(data) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        return None


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


def note(output: Path, slug: str, new: Entry) -> None:
    """Enter *new*; the caller holds the lock. Files of other formats built earlier stay noted while they exist."""
    briefs = read(output)
    merged = _merged(output, slug, briefs.get(slug), new)
    if briefs.get(slug) == merged:
        return
    briefs[slug] = merged
    _replace(output / NAME, dump({"manifest": 1, "briefs": briefs}))


def note_all(output: Path, new: Mapping[str, Entry]) -> int:
    """Enter many at once, as :func:`note` does, under the lock of *output*; returns how many briefs are noted now."""
    from reports.engine.publish import locked

    output.mkdir(parents=True, exist_ok=True)
    with locked(output):
        briefs = read(output)
        for slug, one in new.items():
            briefs[slug] = _merged(output, slug, briefs.get(slug), one)
        _replace(output / NAME, dump({"manifest": 1, "briefs": briefs}))
    return len(briefs)


def _merged(output: Path, slug: str, old: Entry | None, new: Entry) -> Entry:
    known = old["files"] if old is not None else {}
    kept = {name: one for name, one in known.items() if is_plain(output / slug / name)}
    return {**new, "files": dict(sorted({**kept, **new["files"]}.items()))}


def _replace(path: Path, data: bytes) -> None:
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    try:
        with open(new, "xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
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
