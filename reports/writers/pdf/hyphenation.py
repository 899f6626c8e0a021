"""Where a word may be parted: pyphen's patterns by language, the nearest pattern, or none."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from reports.writers.pdf.patterns import Patterns, load_patterns

#: Languages without patterns of their own, and whose patterns part their words rightly enough.
_NEAREST = {
    "mk": "sr",
    "bs": "hr",
    "bs-latn": "hr",
    "bs-cyrl": "sr",
    "cnr": "hr",
    "cnr-latn": "hr",
    "cnr-cyrl": "sr",
    "sr-latn": "sr_Latn",
    "sr-cyrl": "sr",
    "sh": "hr",
    "no": "nb",
    "en": "en_GB",
}

#: The vowels of German and of the names in it.
_VOWELS = frozenset("aeiouyäöüáéíóúàèêëïô")

#: The least number of letters left on the line and carried over, and the shortest word that is parted at all.
_LEFT, _RIGHT, _SHORTEST = 2, 3, 6


@lru_cache(maxsize=32)
def _patterns(lang: str) -> Patterns | None:
    tag = lang.replace("_", "-").lower()
    parts = tag.split("-")
    for length in range(len(parts), 0, -1):
        short = "-".join(parts[:length])
        for name in (_NEAREST.get(short), short.replace("-", "_")):
            found = load_patterns(name) if name is not None else None
            if found is not None:
                return found
    return None


def has_patterns(lang: str) -> bool:
    """Whether words of *lang* can be parted."""
    return _patterns(lang) is not None


@lru_cache(maxsize=50_000)
def positions(word: str, lang: str) -> tuple[int, ...]:
    """The character indices of *word* (letters with punctuation around) at which it may be parted."""
    start, end = 0, len(word)
    while start < end and not word[start].isalpha():
        start += 1
    while end > start and not word[end - 1].isalpha():
        end -= 1
    core = word[start:end]
    if not _SHORTEST <= len(core) <= 60 or not all(char.isalpha() or char in "'\u2019" for char in core):
        return ()
    if core.isupper() and len(core) < 10:
        return ()
    patterns = _patterns(lang)
    if patterns is None:
        return ()
    found = patterns.positions(core)
    if lang[:2].lower() == "de":
        found = _with_vowels(core, found)
    return tuple(start + at for at in found if _LEFT <= at <= len(core) - _RIGHT)


def _with_vowels(word: str, found: list[int]) -> list[int]:
    """Without the breaks on either side of letters that are no syllable: the German patterns give some
    (*Zusamme-n-a-r-beit*), and one of the two is wrong."""
    wrong: set[int] = set()
    for start, end in pairwise([0, *found, len(word)]):
        if _VOWELS.isdisjoint(word[start:end].lower()):
            wrong |= {start, end}
    return [at for at in found if at not in wrong]
