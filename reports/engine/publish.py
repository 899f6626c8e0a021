"""Publishing: a brief's files appear together or not at all.

The files of a brief are written to ``output/<slug>/.new-…/`` and brought to the disk; then that folder is renamed to
``.ready``. This one rename is the decision: before it nothing has changed, after it the files are moved to their
places one by one, and whoever comes next finishes the moves should we be killed between two of them. Old files are
replaced by renaming, never opened for writing, so that a full disk cannot damage them, and each file keeps its
place in the same folder, so that a viewer that watches it sees the change.

What is in its place is noted in a ledger at once, and in the manifest when the last brief is out.

A lock on ``output/.lock`` lets one publisher work at a time; the system drops it when its holder dies.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reports.engine import ledger, manifest
from reports.errors import MachineError
from reports.records import record

LOCK = ".lock"
READY = ".ready"
NEW = ".new-"
ENTRY = ".entry.json"

_LOCK_SECONDS = 60.0


@record(frozen=True, slots=True)
class Published:
    """The files of one brief in their places. ``changed`` is False where they were there already, byte for byte."""

    paths: tuple[Path, ...]
    changed: bool


def publish(output: Path, slug: str, files: Mapping[str, bytes], *, builder: str, note: bool = True) -> Published:
    """Put *files* (by their names) into ``output/slug/`` and note them in the manifest.

    Whoever publishes many briefs into one folder does not *note* each, and calls :func:`settle` after the last.

    Raises MachineError where the disk is full, the folder cannot be written, or another builder does not let go of
    it; the files that were there are then as they were.
    """
    folder = output / slug
    with _machine_errors(folder):
        _refuse_link(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with locked(output):
            _refuse_folders(output, (ledger.JOURNAL, manifest.NAME))
            _finish(output, slug)
            entry = manifest.entry(files, builder)
            if _all_there(folder, files):
                changed = False
                _touch(folder, files)
                _note(output, slug, entry)
            else:
                changed = True
                _refuse_folders(folder, files)
                _stage(folder, files, entry)
                _finish(output, slug)
            if note:
                ledger.merge(output)
    return Published(tuple(folder / name for name in files), changed)


def settle(output: Path) -> None:
    """Enter into the manifest what was published and is not noted there yet."""
    if os.path.lexists(output / ledger.JOURNAL):
        with _machine_errors(output), locked(output):
            ledger.merge(output)


def recover(output: Path) -> None:
    """Finish what a killed builder had decided on, and clear away what it had only begun."""
    if not output.is_dir():
        return
    found = (one.parent for pattern in (READY, NEW + "*") for one in output.glob(f"*/{pattern}"))
    left = [one.name for one in found if not one.is_symlink()]
    if left:
        with _machine_errors(output), locked(output):
            for slug in sorted(set(left)):
                _finish(output, slug)
    settle(output)


def recover_all(output: Path) -> None:
    """The same, for the editions of briefs in folders of their own, too."""
    recover(output)
    marks = (READY, NEW + "*")
    below = {one.parent.parent for mark in marks for one in output.glob(f"*/*/{mark}")}
    below |= {one.parent for one in output.glob(f"*/{ledger.JOURNAL}")}
    for folder in sorted(below):
        if not folder.is_symlink():
            recover(folder)


@contextmanager
def _machine_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise MachineError(f"cannot write to {str(place)!r}: {reason}; the files there are as they were") from error


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock of an output folder; raises MachineError after a minute of waiting for another builder."""
    handle = _open_lock(output / LOCK)
    try:
        end = time.monotonic() + _LOCK_SECONDS
        while not _try_lock(handle):
            if time.monotonic() > end:
                raise MachineError(f"another builder keeps {str(output)!r} locked; end it, then try again")
            time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def _open_lock(path: Path) -> int:
    """The file of the lock, made where there is none. What else stands there is neither followed nor waited for."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if os.path.lexists(path) and not manifest.is_plain(path):
        raise MachineError(f"{str(path)!r} is not the plain file that it should be; delete it")
    return os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o666)


def _try_lock(handle: int) -> bool:
    """Take the lock if it is free; closing the file, or the end of the process, gives it back."""
    try:
        import fcntl
    except ImportError:
        return _try_lock_windows(handle)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_lock_windows(handle: int) -> bool:
    import msvcrt

    os.lseek(handle, 0, os.SEEK_SET)
    try:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return False
    return True


def _all_there(folder: Path, files: Mapping[str, bytes]) -> bool:
    return all(_holds(folder / name, data) for name, data in files.items())


def _holds(path: Path, data: bytes) -> bool:
    try:
        if path.is_symlink() or path.stat().st_size != len(data):
            return False
        return hashlib.sha256(path.read_bytes()).digest() == hashlib.sha256(data).digest()
    except OSError:
        return False


def _touch(folder: Path, files: Mapping[str, bytes]) -> None:
    """Date the files anew: make and its like go by dates. Failing in that harms nobody."""
    for name in files:
        with contextlib.suppress(OSError):
            os.utime(folder / name)


def _refuse_link(folder: Path) -> None:
    """A brief's folder that is a link would let what lies in the workspace choose where files are written."""
    if folder.is_symlink():
        raise MachineError(f"{str(folder)!r} is a link, and files are published into real folders only; delete it")


def _refuse_folders(folder: Path, files: Iterable[str]) -> None:
    """What could not be replaced must be known before the first file is."""
    for name in files:
        if (folder / name).is_dir() and not (folder / name).is_symlink():
            raise MachineError(f"{str(folder / name)!r} is a folder where a file is to be published; move it away")


def _stage(folder: Path, files: Mapping[str, bytes], entry: manifest.Entry) -> None:
    """Write everything to a folder of its own, then rename that to ``.ready``."""
    stage = Path(tempfile.mkdtemp(prefix=NEW, dir=folder))
    try:
        for name, data in files.items():
            _write_through(stage / name, data)
        _write_through(stage / ENTRY, manifest.dump(entry))
        _sync_folder(stage)
        os.rename(stage, folder / READY)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    _sync_folder(folder)


def _write_through(path: Path, data: bytes) -> None:
    with open(path, "xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring a folder's names to the disk, where the system can do that."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _finish(output: Path, slug: str) -> None:
    """Move what is ``.ready`` to its places, note it, and clear away half-written folders. Safe to do again."""
    folder = output / slug
    ready = folder / READY
    if os.path.lexists(ready) and (ready.is_symlink() or not ready.is_dir()):
        ready.unlink()
    if ready.is_dir():
        _move_all(ready, folder)
        entry = manifest.load_entry(ready / ENTRY)
        if entry is not None:
            _note(output, slug, entry)
        shutil.rmtree(ready)
    for stale in folder.glob(NEW + "*"):
        if stale.is_symlink():
            stale.unlink()
        else:
            shutil.rmtree(stale, ignore_errors=True)


def _note(output: Path, slug: str, entry: manifest.Entry) -> None:
    try:
        ledger.append(output, slug, entry)
    except OSError as error:
        raise MachineError(
            f"the files of {slug!r} are in their places, and cannot be noted in {str(output)!r}: {error.strerror}; "
            "the next build does that"
        ) from error


def _move_all(ready: Path, folder: Path) -> None:
    try:
        for name in sorted(one.name for one in ready.iterdir() if one.name != ENTRY and manifest.is_plain(one)):
            os.replace(ready / name, folder / name)
        _sync_folder(folder)
    except OSError as error:
        raise MachineError(
            f"cannot replace files in {str(folder)!r}: {error.strerror}; the next build finishes what this one began"
        ) from error
