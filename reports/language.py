"""The words that the program itself prints, by language: "Figure", "continued", "Recommendation" …

They lie in ``words/<tag>.json``, one file a language with the same keys in all. A tag falls back to its shorter
forms and at last to English: ``sr-Cyrl-RS`` → ``sr-Cyrl`` → ``sr`` → ``en``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

#: What a tag without a file of its own is read as: bare Serbian is written in Latin letters by default here, as in
#: most of the briefs we know; Croatian and Montenegrin share the words of their nearest neighbour until they have a
#: file of their own.
_SAME_WORDS = {"sr": "sr-Latn", "hr": "bs", "cnr": "bs", "sh": "sr-Latn", "cnr-Cyrl": "sr-Cyrl"}

LANGUAGES = ("bs", "de", "en", "fr", "mk", "sq", "sr-Cyrl", "sr-Latn")


#: Languages written from right to left.
_RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


def right_to_left(lang: str | None) -> bool:
    """Whether text in *lang* runs from right to left."""
    return bool(lang) and str(lang).split("-")[0].lower() in _RIGHT_TO_LEFT


def fallbacks(tag: str) -> tuple[str, ...]:
    """The tags to try for *tag*, the exact one first; the region goes before the script.

    >>> fallbacks("sr-Cyrl-RS")
    ('sr-Cyrl-RS', 'sr-Cyrl', 'sr')
    """
    parts = tag.replace("_", "-").split("-")
    return tuple("-".join(parts[:n]) for n in range(len(parts), 0, -1))


def words_tag(lang: str) -> str:
    """The language whose words serve *lang*; ``en`` where there is none."""
    for tag in fallbacks(lang):
        found = tag if tag in LANGUAGES else _SAME_WORDS.get(tag)
        if found is not None:
            return found
    return "en"


def words(lang: str) -> Mapping[str, str]:
    """The words for *lang* by key; never fails."""
    return _load(words_tag(lang))


@cache
def _load(tag: str) -> Mapping[str, str]:
    text = files("reports").joinpath("words", f"{tag}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found
