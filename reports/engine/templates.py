"""Which of the workspace's own templates a brief depends on: those it can reach, by what they extend and include."""

from __future__ import annotations

import os
import re

from reports.engine.files import Files
from reports.engine.workspace import TEMPLATES

#: ``{% extends "x" %}``, ``{% include "x" %}``, ``{% import "x" as y %}``, ``{% from "x" import y %}``
_NAMES = re.compile(rb"""\{%[-+]?\s*(extends|include|import|from)\s+(?:(["'])(?P<name>[^"'\n]{1,300})\2)?""")
_MOST = 500


def all_templates(files: Files) -> list[str]:
    """Names of all files under ``templates/``, without that folder, sorted; at most some hundreds."""
    top = files.root / TEMPLATES
    found: list[str] = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(one for one in folders if one[0] not in ".")
        found += [os.path.relpath(os.path.join(folder, one), top).replace(os.sep, "/") for one in sorted(names)]
        if len(found) > _MOST:
            break
    return sorted(found[:_MOST])


def references(source: bytes) -> tuple[set[str], bool]:
    """The template names in *source*, and whether one is computed, so that it could be any."""
    names, computed = set(), False
    for match in _NAMES.finditer(source):
        name = match["name"]
        if name is None:
            computed = True
        else:
            names.add(name.decode("utf-8", "replace"))
    return names, computed
