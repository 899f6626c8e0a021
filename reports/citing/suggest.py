"""The nearest known name to one that is not known."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

#: Longer names are nobody's slip of the finger, and comparing them costs.
_LONGEST = 80


@lru_cache(maxsize=512)
def closest(name: str, known: tuple[str, ...]) -> str:
    """The one of *known* nearest to *name*, or an empty text where none is near enough to be meant."""
    return nearest(name, known)


def nearest(name: str, known: Sequence[str]) -> str:
    """As :func:`closest`, uncached, for lists that are not kept."""
    if not name or len(name) > _LONGEST:
        return ""
    folded = name.casefold()
    best, score = "", 0.0
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    for candidate in known:
        if abs(len(candidate) - len(name)) > 1 + min(len(candidate), len(name)):
            continue
        matcher.set_seq1(candidate.casefold())
        floor = max(score, 0.72)
        if matcher.real_quick_ratio() <= floor or matcher.quick_ratio() <= floor:
            continue
        ratio = matcher.ratio()
        if ratio > floor:
            best, score = candidate, ratio
    return best
