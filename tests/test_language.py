"""The program's own words are there in every language, and each language finds its words."""

from __future__ import annotations

import re

import pytest

from reports.language import LANGUAGES, fallbacks, words, words_tag


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_language_has_every_word_with_its_places(tag: str) -> None:
    english, here = words("en"), words(tag)
    assert list(here) == list(english)
    for key, text in english.items():
        assert here[key].strip(), key
        assert sorted(re.findall(r"{\w+}", here[key])) == sorted(re.findall(r"{\w+}", text)), key


def test_serbian_keeps_its_scripts_apart() -> None:
    assert words("sr-Latn-RS")["table"] == "Tabela"
    assert words("sr-Cyrl")["table"] == "Табела"
    assert not re.search("[A-Za-z]", words("sr-Cyrl")["recommendations-summary"])


@pytest.mark.parametrize(
    ("lang", "tag"),
    [("en-GB", "en"), ("sr", "sr-Latn"), ("sr-RS", "sr-Latn"), ("hr", "bs"), ("xx", "en"), ("de-AT", "de")],
)
def test_a_language_without_words_of_its_own_finds_the_nearest(lang: str, tag: str) -> None:
    assert words_tag(lang) == tag


def test_fallbacks_shorten_from_the_end() -> None:
    assert fallbacks("sr-Cyrl-RS") == ("sr-Cyrl-RS", "sr-Cyrl", "sr")
