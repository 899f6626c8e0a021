"""Alphabetical order without a collation library: accents and case count only between equal letters.

A close relative of the Unicode Collation Algorithm's default order: spaces, punctuation, digits, then letters by
script; apostrophes and hyphens inside words are ignored on the first level as most catalogues do not.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

Key = tuple[tuple[tuple[int, str], ...], tuple[str, ...], tuple[int, ...]]

_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "ł": "l", "Ł": "L", "þ": "th", "Þ": "TH", "ı": "i", "ŋ": "n", "ħ": "h", "Ħ": "H",
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " ",
})  # fmt: skip


@lru_cache(maxsize=50_000)
def key(text: str) -> Key:
    """A key for sorting: base letters first, then accents, then case (lower before upper)."""
    primary: list[tuple[int, str]] = []
    accents: list[str] = []
    case: list[int] = []
    for char in unicodedata.normalize("NFD", text.translate(_LETTERS)):
        category = unicodedata.category(char)
        if category[0] == "M":
            accents.append(char)
            continue
        if category[0] == "C":
            continue
        lower = char.lower()
        primary.append((_class(category), lower))
        accents.append("")
        case.append(0 if char == lower else 1)
    return tuple(primary), tuple(accents), tuple(case)


def _class(category: str) -> int:
    match category[0]:
        case "Z":
            return 0
        case "P":
            return 1
        case "S":
            return 2
        case "N":
            return 3
        case _:
            return 4
