"""One run tells all: what else is wrong with a brief whose YAML has faults already.

The sound part of it is taken through the same stages; of what they say, only that is passed on which cannot be a
consequence of the part left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reports.diagnostics import Collector, Diagnostic
from reports.engine.workspace import BRAND, HOUSE
from reports.patterns import expression
from reports.schema import Brief

#: Families and codes that speak of other files, or of something written in one place of the brief.
_SAFE = ("SCH008", "SCH009", "SCH010", "FIL", "DAT", "IMG", "BIB", "CIT001", "CIT003", "CIT004", "REF001", "TPL010")
#: What these miss may stand in the part that was left out.
_NAMING = ("REF001", "SCH009", "SCH010")
_ID = expression(r"\bid:\s*[\"']?([a-z][a-z0-9-]*)")


def independent(found: Iterable[Diagnostic], known: Collector, brief: Brief, text: str) -> Iterator[Diagnostic]:
    """Those of *found* that are faults of their own.

    known
        What was told before; nothing more is said of the same place.
    brief, text
        The sound part of the brief, and all that was written.
    """
    told = {one.at for one in known}
    ids = set(_ID.findall(text))
    unread = not brief.bibliography and not brief.references and re.search(r"^(bibliography|references):", text, re.M)
    for one in found:
        if one.at in told or not (one.code.startswith(_SAFE) or one.at.path in (HOUSE, BRAND)):
            continue
        if one.code == "CIT001" and unread:
            continue
        if one.code in _NAMING and any(re.search(rf"['`-]{re.escape(name)}['`]", one.message) for name in ids):
            continue
        told.add(one.at)
        yield one
