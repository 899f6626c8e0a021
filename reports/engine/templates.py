"""The templates of a brief: those of the program, and those of the workspace that it can reach."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reports.engine.files import FileError, Files, join
from reports.engine.workspace import TEMPLATES
from reports.patterns import expression

#: A workspace's own looks: ``templates/looks/<name>.yaml``.
LOOKS = f"{TEMPLATES}/looks"

_PACKAGE = Path(__file__).resolve().parent.parent
#: ``{% extends "x" %}``, ``{% include "x" %}``, ``{% import "x" as y %}``, ``{% from "x" import y %}``
_NAMES = expression(rb"""\{%[-+]?\s*(?:extends|include|import|from)\s+(?:(["'])(?P<name>[^"'\n]{1,300})\1)?""")
_MOST = 500


@cache
def builtin_templates() -> Mapping[str, bytes]:
    """The program's own templates by name. A wheel carries them inside the package, a checkout has them beside it."""
    top = _PACKAGE / "_templates"
    if not top.is_dir():
        top = _PACKAGE.parent / TEMPLATES
    return {
        path.relative_to(top).as_posix(): path.read_bytes()
        for path in sorted(top.rglob("*"))
        if path.is_file() and path.suffix in (".html", ".yaml")
    }


def own_templates(files: Files, template: str) -> dict[str, bytes]:
    """The workspace's own files that *template* can reach by what it extends, includes and imports.

    Names that the workspace does not have are looked up all the same, so that *files* notes them: once they are
    there, they take the place of the program's. Raises FileError for a template that may not be read.
    """
    own: dict[str, bytes] = {}
    page = f"{template}/template.html"
    waiting, seen = [f"{template}/settings.yaml", page], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or len(seen) >= _MOST:
            continue
        seen.add(name)
        data = _own(files, name)
        if data is not None and data != builtin_templates().get(name):  # an unchanged copy is trusted as the original
            own[name] = data
        source = data if data is not None else builtin_templates().get(name.removeprefix("builtin/"))
        names, computed = _references(source or b"")
        waiting += sorted(names)
        if computed:
            waiting += _all_own(files.root)
        if name == page and not source:  # unknown: what there is, for the message
            waiting += [one for one in _all_own(files.root) if one.endswith("/template.html")]
    return dict(sorted(own.items()))


def _own(files: Files, name: str) -> bytes | None:
    if name.startswith("builtin/"):
        return None
    try:
        path = join(TEMPLATES, name)
    except FileError:
        return None
    return files.optional(path, "template") if path.startswith(f"{TEMPLATES}/") else None


def _references(source: bytes) -> tuple[set[str], bool]:
    """The template names in *source*, and whether one is computed, so that it could be any."""
    names, computed = set(), False
    for match in _NAMES.finditer(source):
        name = match["name"]
        if name is None:
            computed = True
        else:
            names.add(name.decode("utf-8", "replace"))
    return names, computed


def _all_own(root: Path) -> list[str]:
    top = root / TEMPLATES
    found: list[str] = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(one for one in folders if not one.startswith("."))
        found += [os.path.relpath(os.path.join(folder, one), top).replace(os.sep, "/") for one in sorted(names)]
    return [one for one in found if one.endswith((".html", ".yaml"))][:_MOST]


def own_looks(files: Files) -> dict[str, bytes]:
    """The workspace's own looks by name; raises FileError."""
    folder = files.root / LOOKS
    names = sorted(one.stem for one in folder.glob("*.yaml"))[:_MOST] if folder.is_dir() else []
    return {name: files.read(f"{LOOKS}/{name}.yaml", "template") for name in names}
