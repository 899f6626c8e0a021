"""Word lists of the rules: one JSON file a language, and expressions made from them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from reports.checks.masking import MARK
from reports.patterns import expression

#: Tags whose words are those of another file.
_SAME = {"hr": "bs", "cnr": "bs", "sh": "sr"}
LANGUAGES = ("bs", "de", "en", "fr", "mk", "sq", "sr")
_NEVER = expression(r"(?!)")

_TO_CYRILLIC = {
    "lj": "љ", "nj": "њ", "dž": "џ", "a": "а", "b": "б", "v": "в", "g": "г", "d": "д", "đ": "ђ", "e": "е", "ž": "ж",
    "z": "з", "i": "и", "j": "ј", "k": "к", "l": "л", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с",
    "t": "т", "ć": "ћ", "u": "у", "f": "ф", "h": "х", "c": "ц", "č": "ч", "š": "ш",
}  # fmt: skip
_LATIN = expression("lj|nj|dž|[a-zđžćčš]", re.IGNORECASE)


@cache
def words_for(lang: str) -> Mapping[str, tuple[str, ...]]:
    """The word lists for a language tag; empty where the language has none. Serbian comes in both scripts."""
    parts = lang.lower().split("-")
    name = _SAME.get(parts[0], parts[0])
    if name not in LANGUAGES:
        return {}
    text = files("reports.checks").joinpath("words", f"{name}.json").read_text(encoding="utf-8")
    lists = {key: tuple(value) for key, value in json.loads(text).items()}
    if name in ("sr", "bs"):
        lists = {key: (*value, *(cyrillic(one) for one in value)) for key, value in lists.items()}
    return lists


def cyrillic(text: str) -> str:
    """Serbian in Latin letters as Serbian in Cyrillic letters.

    >>> cyrillic("ljudi i džep")
    'људи и џеп'
    """
    return _LATIN.sub(lambda one: _cased(one[0]), text)


def _cased(letter: str) -> str:
    made = _TO_CYRILLIC.get(letter.lower(), letter)
    return made if letter.islower() else made.upper()


@cache
def phrases(lang: str, key: str) -> re.Pattern[str]:
    """An expression for any phrase of the list *key*; it never matches where the language has no such list."""
    return any_of(words_for(lang).get(key, ()))


def any_of(words: Iterable[str], *, case: bool = False) -> re.Pattern[str]:
    """An expression for any of *words* as whole words. A blank in them stands for any white space; markup may stand
    between; a star at the end of a word stands for any ending."""
    parts = [_part(one) for one in sorted(set(words), key=lambda one: (-len(one), one))]
    if not parts:
        return _NEVER
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", 0 if case else re.IGNORECASE)


def _part(phrase: str) -> str:
    pieces = [re.escape(one).replace(r"\*", r"\w*") for one in phrase.split()]
    return rf"{MARK}*[\s]+{MARK}*".join(pieces)
