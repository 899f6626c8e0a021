"""What lies among the published files and is noted in no manifest: it cannot be vouched for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from reports.engine import manifest
from reports.errors import MachineError


def strays(output: Path, slugs: frozenset[str] | None = None) -> Iterator[str]:
    """The paths of such files, relative to *output*; a folder in which nothing is noted is named as one, with a slash.

    What begins with a dot is left out: the builder's own files, and those of the system. No link is followed.

    slugs
        The briefs in whose folders to look; None looks into all, and at what lies beside them.
    """
    noted = {slug: frozenset(one["files"]) for slug, one in manifest.entries(output)}
    for name, folder in _listed(output):
        if slugs is not None and name not in slugs:
            continue
        if folder is None:
            if name != manifest.NAME:
                yield name
        elif manifest.is_plain(folder / manifest.NAME):
            yield from _in_folder(folder, noted.get(name, frozenset()), dict(_editions(folder)), name)
        elif name in noted:
            yield from _in_folder(folder, noted[name], {}, name)
        else:
            yield f"{name}/"


def _editions(folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    return ((slug, frozenset(one["files"])) for slug, one in manifest.entries(folder))


def _in_folder(folder: Path, files: frozenset[str], editions: dict[str, frozenset[str]], shown: str) -> Iterator[str]:
    """What is neither of *files* nor the folder of one of *editions*."""
    for name, below in _listed(folder):
        if below is None and name not in files and not (editions and name == manifest.NAME):
            yield f"{shown}/{name}"
        elif below is not None and name in editions:
            yield from _in_folder(below, editions[name], {}, f"{shown}/{name}")
        elif below is not None:
            yield f"{shown}/{name}/"


def _listed(folder: Path) -> Iterator[tuple[str, Path | None]]:
    """The names in *folder*, sorted; with those of folders, the way there."""
    try:
        with os.scandir(folder) as found:
            some = sorted((one.name, one.is_dir(follow_symlinks=False)) for one in found if one.name[0] != ".")
    except OSError as error:
        raise MachineError(f"cannot read {str(folder)!r}: {error.strerror}") from error
    for name, is_folder in some:
        yield name, folder / name if is_folder else None
