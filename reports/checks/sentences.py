"""Sentences and words, by the habits of each language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from reports.checks.wordlists import words_for
from reports.patterns import expression

#: A word: letters, with apostrophes and hyphens inside; or a number.
WORD = expression(r"[^\W\d_]+(?:[’'\u2010\u2011-][^\W\d_]+)*|\d+(?:[.,:/]\d+)*")
#: Where a sentence may end: its mark, what closes after it, and citations behind it.
_END = expression(
    r"(?P<mark>[.!?…]++)(?P<close>[\ue000\"”’»“)\]]*+)"
    r"(?P<cites>(?:[ \t\n]*+[\ue001\ue004]++[\ue000.]*+(?=\s*+(?:$|[\ue001\ue004]|\n|[^a-zà-ÿ])))*+)(?P<gap>\s++)"
    r"(?=[\ue000\"“„‘«(\[]*+(?:[^\W\d_a-zà-ÿ]|\d|[\ue001\ue002]))"
)
_LAST_WORD = expression(r"[^\s(\[“\"„«]+\Z")
#: Languages that write ordinals with a full stop, so that "1. Mai" ends no sentence.
_ORDINALS = frozenset(("de", "sr", "bs", "hr", "cnr", "sl", "sh"))


def sentences(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of a masked unit, blanks around it left out."""
    start = 0
    for found in _END.finditer(text):
        if found["mark"] == "." and _goes_on(text, start, found.start(), found.end(), lang):
            continue
        yield from _stretch(text, start, found.start("gap"))
        start = found.end()
    yield from _stretch(text, start, len(text))


def _stretch(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield start, end


def _goes_on(text: str, start: int, at: int, after: int, lang: str) -> bool:
    """Whether the full stop at *at* ends a word rather than a sentence."""
    found = _LAST_WORD.search(text, start, at)
    word = found[0].strip("\ue000").lower() if found else ""
    if not word:
        return False
    if len(word) == 1 and word.isalpha():
        return True
    if word.isdigit() and len(word) <= 2 and lang.split("-", maxsplit=1)[0] in _ORDINALS:
        return True
    word += "."
    return word in _abbreviations(lang) or (word in _before_number(lang) and text[after : after + 1].isdigit())


@lru_cache(maxsize=16)
def _abbreviations(lang: str) -> frozenset[str]:
    return frozenset(words_for(lang).get("abbreviations", ()))


@lru_cache(maxsize=16)
def _before_number(lang: str) -> frozenset[str]:
    return frozenset(words_for(lang).get("before_number", ()))


def count_words(text: str) -> int:
    """The number of words in a masked text."""
    return sum(1 for _ in WORD.finditer(text))
