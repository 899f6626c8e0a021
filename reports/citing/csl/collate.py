"""Alphabetical order without a collation library, on the first level of the Unicode Collation Algorithm.

Order: spaces, symbols, numbers, letters by script. Letters are compared without case and accents, as CSL's sorting is
case-insensitive and equal keys go on to the next sort key; punctuation does not count.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reports.patterns import expression

Key = tuple[tuple[int, int, str], ...]

_LETTERS = str.maketrans({
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
    "ł": "l", "Ł": "L", "þ": "th", "Þ": "TH", "ı": "i", "ŋ": "n", "ħ": "h", "Ħ": "H",
    "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "\u00a0": " ",
})  # fmt: skip


_DIGITS = expression(r"(\d+)")


@lru_cache(maxsize=50_000)
def key(text: str) -> Key:
    """A key for sorting: case, accents and punctuation do not count, numbers count by their value."""
    found: list[tuple[int, int, str]] = []
    for index, piece in enumerate(_DIGITS.split(text.translate(_LETTERS))):
        if index % 2:
            found.append((2, int(piece[:18]), ""))
            continue
        for char in unicodedata.normalize("NFD", piece.casefold()):
            category = unicodedata.category(char)[0]
            if category in "ZS":
                found.append((0 if category == "Z" else 1, 0, char))
            elif category == "L":
                found.append((3, 0, char))
    return tuple(found)
