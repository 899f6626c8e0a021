"""Names of folders and files, which become addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.patterns import expression
from reports.schema.needed import needed_files

_VERSION = expression(
    r"(?:^|[-_.\s])(?:final|finale|last|latest|new|neu|old|copy|kopie|draft|v\d+|rev\d*)(?:[-_.\s]|\d|$)", re.IGNORECASE
)
_AWKWARD = expression(r"[^A-Za-z0-9._/-]")


@rule("PUB020", Severity.INFO)
def version_in_name(subject: Subject) -> Iterator[Finding]:
    """Version in the name of the folder.

    What it does
        Finds final, v2, copy, new and the like in the name of the brief's folder, which becomes the name of its
        files.
    Why it matters
        The name becomes an address that others link to; final-v2 will not be the last.
    Example
        slug: police-information-final-v2
    Instead
        slug: police-information
    """
    found = _VERSION.search(subject.slug)
    if found:
        text = f"the folder is called `{subject.slug}`, and so will be its files"
        yield Finding(subject.at(subject.brief.where), text, "versions belong into `version`")


@rule("PUB021", Severity.INFO)
def awkward_file_name(subject: Subject) -> Iterator[Finding]:
    """File name with spaces or special letters.

    What it does
        Looks at the names of pictures, data and bibliographies that the brief names.
    Why it matters
        They break in addresses, in scripts, and between systems that write ë in two ways.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: Map of desks (2).png, caption: Four desks, source: Own, alt: A map.}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    """
    for need in needed_files(subject.brief):
        found = _AWKWARD.search(need.path)
        if found and found[0] != "\\" and "://" not in need.path:  # which the reader of files refuses
            shown = "a space" if found[0].isspace() else f"`{found[0]}`"
            yield Finding(need.at, f"the name `{need.path}` has {shown} in it", "use a-z, 0-9 and hyphens")
