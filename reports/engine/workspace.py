"""A workspace, and what the words on the command line name in it.

A workspace is a folder with ``content/`` in it and beside that at least one of ``house.yaml``, ``_brand.yml`` and
``templates/``; a ``content/`` that holds ``<slug>/brief.yaml`` is enough by itself. It is found upwards from where
one stands. A folder with a ``brief.yaml`` that lies in no workspace is one by itself, with that single brief.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reports.errors import UsageError
from reports.records import record

BRIEF = "brief.yaml"
HOUSE = "house.yaml"
BRAND = "_brand.yml"
CONTENT = "content"
TEMPLATES = "templates"
OUTPUT = "output"


@dataclass(frozen=True, slots=True, order=True)
class BriefRef:
    """One brief of a workspace.

    slug
        The name of its folder: the stem of every file built from it.
    folder
        Relative to the workspace, with forward slashes; empty where the workspace is the brief's own folder.
    """

    slug: str
    folder: str

    @property
    def path(self) -> str:
        """Name of its ``brief.yaml``, relative to the workspace."""
        return f"{self.folder}/{BRIEF}" if self.folder else BRIEF


@record(frozen=True, slots=True)
class Workspace:
    """A workspace at an absolute ``root``."""

    root: Path

    @property
    def output(self) -> Path:
        """Where files are published unless the command says otherwise."""
        return self.root / OUTPUT

    def in_repository(self) -> str:
        """The folder of the workspace in the git repository that it lies in; empty where there is none."""
        for folder in (self.root, *self.root.parents):
            if (folder / ".git").exists():
                inside = self.root.relative_to(folder).as_posix()
                return "" if inside == "." else inside
        return ""

    def published(self) -> Path:
        """``output``, seen to be in the workspace.

        Raises UsageError where it is a link that leads out: what came with a workspace cannot choose where files are
        written; whoever gives the command can.
        """
        real = os.path.realpath(self.output)
        if not Path(real).is_relative_to(os.path.realpath(self.root)):
            raise UsageError(f"{str(self.output)!r} is a link out of the workspace; if you mean it, say: -o {real!r}")
        return self.output

    def briefs(self) -> list[BriefRef]:
        """All briefs in order of their slugs. Folders whose names start with a dot or an underscore are left out.

        Raises UsageError for a folder whose name no path in a message could show.
        """
        if not (self.root / CONTENT).is_dir():
            return [BriefRef(self.root.name, "")] if (self.root / BRIEF).is_file() else []
        with os.scandir(self.root / CONTENT) as found:
            slugs = sorted(one.name for one in found if one.name[0] not in "._" and one.is_dir())
        odd = next((one for one in slugs if not one.isprintable()), None)
        if odd is not None:
            raise UsageError(f"the folder {odd!r} in {CONTENT}/ has a name with characters that cannot be printed")
        return [BriefRef(slug, f"{CONTENT}/{slug}") for slug in slugs if _may_be(self.root / CONTENT / slug / BRIEF)]

    def brief(self, folder: Path) -> BriefRef | None:
        """The brief in *folder*, or None where that is no brief of this workspace."""
        return next((one for one in self.briefs() if _same(self.root / one.folder, folder)), None)


def _may_be(path: Path) -> bool:
    """Whether there is a *path*, or nobody may say so: whoever reads it then tells that it may not be read."""
    try:
        os.lstat(path)
    except PermissionError:
        return True
    except OSError:
        return False
    return True


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)


def is_workspace(folder: Path) -> bool:
    """Whether *folder* is the top of a workspace."""
    content = folder / CONTENT
    if not content.is_dir():
        return False
    if (folder / HOUSE).is_file() or (folder / BRAND).is_file() or (folder / TEMPLATES).is_dir():
        return True
    try:
        return any((one / BRIEF).is_file() for one in content.iterdir())
    except OSError:
        return False


def enclosing(start: Path) -> Workspace | None:
    """The workspace that *start* is or lies in, or None."""
    start = Path(os.path.abspath(start))
    return next((Workspace(one) for one in (start, *start.parents) if is_workspace(one)), None)


def find_workspace(start: Path) -> Workspace:
    """The workspace upwards from *start*; raises UsageError where there is none."""
    if not start.is_dir():
        raise UsageError(f"there is no folder {str(start)!r}")
    found = enclosing(start)
    if found is None and (start / BRIEF).is_file():
        found = Workspace(Path(os.path.abspath(start)))
    if found is None:
        raise UsageError(
            f"{str(start)!r} is not in a workspace (a folder with content/ and house.yaml, _brand.yml or templates/); "
            "make one with: brief new NAME"
        )
    return found


def select(start: Path, what: Sequence[str]) -> tuple[Workspace, list[BriefRef]]:
    """The workspace and the briefs that *what* names, seen from the folder *start*; each once, in the order named.

    Nothing in *what* means every brief. Raises UsageError for a word that names no brief, for a workspace without
    briefs, and for words of two workspaces.
    """
    if not what:
        workspace = find_workspace(start)
        briefs = workspace.briefs()
        if not briefs:
            raise UsageError(f"the workspace {str(workspace.root)!r} has no brief in {CONTENT}/")
        return workspace, briefs
    home = enclosing(start)
    named: list[tuple[Workspace, list[BriefRef]]] = [_named(home, start, one) for one in what]
    if len({workspace.root for workspace, _ in named}) > 1:
        raise UsageError("the briefs named are of different workspaces; build one workspace at a time")
    found = dict.fromkeys(brief for _, briefs in named for brief in briefs)
    return named[0][0], list(found)


def _named(home: Workspace | None, start: Path, word: str) -> tuple[Workspace, list[BriefRef]]:
    if "\0" in word or not word:
        raise UsageError(f"{word!r} names no brief")
    if home is not None:
        by_slug = [one for one in home.briefs() if one.slug == word]
        if by_slug:
            return home, by_slug
    path = Path(os.path.abspath(start / word))
    if os.path.isdir(path):
        return _in_folder(path, word)
    if os.path.isfile(path):
        if path.name != BRIEF:
            raise UsageError(f"{word!r} is not a {BRIEF}")
        return _in_folder(path.parent, word)
    raise UsageError(f"no brief is called {word[:60]!r}" + _suggest(word, home.briefs() if home else ()))


def _in_folder(folder: Path, word: str) -> tuple[Workspace, list[BriefRef]]:
    workspace = enclosing(folder)
    if workspace is None:
        if not (folder / BRIEF).is_file():
            raise UsageError(f"{word!r} is neither a brief nor a workspace")
        workspace = Workspace(folder)
    if _same(folder, workspace.root) or _same(folder, workspace.root / CONTENT):
        briefs = workspace.briefs()
    else:
        one = workspace.brief(folder)
        briefs = [one] if one else []
    if not briefs:
        raise UsageError(f"there is no brief in {word!r}" + _suggest(folder.name, workspace.briefs()))
    return workspace, briefs


def _suggest(word: str, briefs: Iterable[BriefRef]) -> str:
    slugs = [one.slug for one in briefs]
    near = difflib.get_close_matches(word, slugs, n=1, cutoff=0.6)
    if near:
        return f"; did you mean {near[0]!r}?"
    if not slugs:
        return ""
    return "; there are: " + ", ".join(slugs[:8]) + (" …" if len(slugs) > 8 else "")
