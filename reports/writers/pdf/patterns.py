"""Hyphenation patterns (F. M. Liang, Word Hy-phen-a-tion by Com-put-er, 1983) from pyphen's dictionaries.

pyphen takes every pattern apart before the first word is parted: a tenth of a second for English, half of one for
German, more than a short brief takes altogether. Here a pattern is taken apart when a word meets it. And pyphen reads
the two levels of a dictionary (``NEXTLEVEL``: first the joints of compounds, then the syllables of their parts) as one,
which parts German words wrongly.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module, resources
from itertools import pairwise
from typing import Any

_DIGITS = b"0123456789"

#: What a pattern says: from which character on, and how good a break is before each character (odd: allowed).
Values = tuple[int, tuple[int, ...]]


#: Least letters on either side of a joint of a compound.
_COMPOUND_MIN = 2


class Patterns:
    """The patterns of one dictionary, by their letters; of two levels where it tells compounds."""

    def __init__(self, dictionary: bytes) -> None:
        first, _, data = dictionary.replace(b"\r", b"").partition(b"\n")
        encoding = first.decode("ascii").strip().lower()
        encoding = "cp1251" if encoding == "microsoft-cp1251" else encoding
        self._levels = [_Level(part, encoding) for part in data.split(b"\nNEXTLEVEL\n")]

    def positions(self, word: str) -> list[int]:
        """The indices of the characters of *word* before which it may be parted."""
        if len(self._levels) == 1:
            return self._levels[0].positions(word)
        compound, syllables = self._levels[0], self._levels[-1]
        last = len(word) - _COMPOUND_MIN
        joints = [at for at in compound.positions(word) if _COMPOUND_MIN <= at <= last]
        out = set(joints)
        for start, end in pairwise([0, *joints, len(word)]):
            low = 1 if start == 0 else _COMPOUND_MIN
            high = end - start - (1 if end == len(word) else _COMPOUND_MIN)
            out.update(start + at for at in syllables.positions(word[start:end]) if low <= at <= high)
        return sorted(out)


class _Level:
    """Patterns that are looked at together."""

    def __init__(self, data: bytes, encoding: str) -> None:
        letters = data.translate(None, _DIGITS).decode(encoding).split("\n")
        self._known: dict[str, str | Values] = dict(zip(letters, data.decode(encoding).split("\n"), strict=True))
        for key in [key for key in letters if not key.isalpha() and (key != key.strip() or "/" in key or "^^" in key)]:
            line = _plain(str(self._known.pop(key, "")))
            self._known["".join(char for char in line if not char.isdigit())] = line

    def positions(self, word: str) -> list[int]:
        """The indices of the characters of *word* before which these patterns allow a break."""
        text = f".{word.lower()}."
        length = len(text)
        levels = [0] * (length + 1)
        known = self._known
        for start in range(length - 1):
            for end in range(start + 1, length + 1):
                found = known.get(text[start:end])
                if found is None:
                    continue
                if isinstance(found, str):
                    found = known[text[start:end]] = _values(found)
                for k, level in enumerate(found[1], start + found[0]):
                    if level > levels[k]:
                        levels[k] = level
        return [k - 1 for k, level in enumerate(levels) if level % 2]


def _plain(line: str) -> str:
    """A pattern without spaces around it, without what it changes in spelling, its ``^^xx`` as characters."""
    line = line.strip()
    if "=" in line:
        line = line.partition("/")[0]
    head, *more = line.split("^^")
    return head + "".join(chr(int(part[:2], 16)) + part[2:] for part in more)


def _values(line: str) -> Values:
    """A pattern taken apart: ``.ab4i`` says 4 before its fourth character.

    >>> _values(".ab4i")
    (3, (4,))
    """
    levels: list[int] = [0]
    for char in line:
        if char.isdigit():
            levels[-1] = int(char)
        else:
            levels.append(0)
    used = [k for k, level in enumerate(levels) if level] or [0]
    return used[0], tuple(levels[used[0] : used[-1] + 1])


@lru_cache(maxsize=32)
def load_patterns(name: str) -> Patterns | None:
    """The patterns of the dictionary that pyphen has for the language *name*; None where it has none."""
    pyphen: Any = import_module("pyphen")
    found = pyphen.language_fallback(name)
    if not found or found.split("_")[0].lower() != name.split("_", maxsplit=1)[0].lower():
        return None
    return _load(pyphen.LANGUAGES[found].name)


@lru_cache(maxsize=32)
def _load(name: str) -> Patterns:
    return Patterns((resources.files("pyphen") / "dictionaries" / name).read_bytes())
