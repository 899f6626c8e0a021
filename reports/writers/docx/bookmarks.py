"""Names for bookmarks, from the ids of a document.

A name is a function of the id alone, so that two builds of an edited brief can be matched; it starts with an
underscore, so that Word keeps it out of the reader's list; it has at most 40 word characters (Word drops longer ones)
and is lower case (Word compares without case).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import field
from typing import Literal, TypeAlias

from reports.patterns import expression
from reports.records import record

#: What a bookmark stands around: the whole thing, its label ("Figure 2"), its number ("2") or its title.
Facet: TypeAlias = Literal["at", "label", "number", "title"]

_PLAIN = expression(r"[a-z][a-z0-9-]{0,29}")
_PREFIX: dict[Facet, str] = {"at": "_at_", "label": "_lb_", "number": "_no_", "title": "_ti_"}


def bookmark_name(identifier: str, facet: Facet = "at") -> str:
    """The name of the bookmark for *identifier*; ids that are no plain ones carry eight digits of their hash."""
    if _PLAIN.fullmatch(identifier):
        return _PREFIX[facet] + identifier.replace("-", "_")
    stem = re.sub(r"[^a-z0-9]+", "_", identifier.lower())[:20]
    digest = hashlib.sha256(identifier.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{_PREFIX[facet]}{stem}_x{digest}"


@record(slots=True)
class Bookmarks:
    """Hands out bookmarks, each name once, and keeps those that wait for the next paragraph."""

    used: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)

    def around(self, identifier: str, facet: Facet, content: str) -> str:
        """*content* inside a bookmark, or bare where the id was met before."""
        name = bookmark_name(identifier, facet)
        if name in self.used:
            return content
        self.used.add(name)
        number = len(self.used)
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def wait(self, identifier: str | None) -> None:
        """Let the next paragraph carry the anchor of *identifier*."""
        if identifier:
            self.waiting.append(identifier)

    def flush(self) -> str:
        """The anchors that wait, as empty bookmarks at the start of a paragraph."""
        if not self.waiting:
            return ""
        names, self.waiting = self.waiting, []
        return "".join(self.around(one, "at", "") for one in names)
