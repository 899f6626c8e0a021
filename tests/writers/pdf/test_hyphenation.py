"""Hyphenation patterns taken apart as words meet them say what pyphen says."""

from __future__ import annotations

import itertools

import pyphen
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.language import LANGUAGES
from reports.writers.pdf.hyphenation import has_patterns, positions
from reports.writers.pdf.patterns import load_patterns

#: Dictionaries of one level, which pyphen reads rightly.
NAMES = ("en_GB", "en_US", "el_GR", "sr", "sr_Latn", "sq_AL", "hu_HU")
PEERS = {name: pyphen.Pyphen(lang=name).hd for name in NAMES}
LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèàçœšđžčćëабвгдђежзијклљмнњопрстћуфхцчџшαβγδεζηθικλμνξοπρστυφχψωάέήίόύώ"


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=300, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(alphabet=LETTERS, min_size=2, max_size=24))
def test_words_are_parted_as_pyphen_parts_them(name: str, word: str) -> None:
    found = load_patterns(name)
    assert found is not None
    assert found.positions(word) == [int(at) for at in PEERS[name].positions(word)]


@pytest.mark.parametrize(
    ("word", "lang", "parts"),
    [
        ("responsibility", "en-GB", "re-spons-ib-il-ity"),
        ("Zusammenarbeit", "de", "Zu-sam-menarbeit"),
        ("Datenaustausch", "de", "Da-tenaus-tausch"),
        ("Sicherheitspolitik", "de", "Si-cher-heits-po-li-tik"),
        ("gouvernement", "fr", "gou-ver-ne-ment"),
        ("одговорност", "sr-Cyrl", "од-го-вор-ност"),
        ("odgovornost", "bs", "od-go-vor-nost"),
        ("одговорност", "mk", "од-го-вор-ност"),
    ],
)
def test_words_of_the_languages_are_parted(word: str, lang: str, parts: str) -> None:
    at = [0, *positions(word, lang), len(word)]
    assert "-".join(word[a:z] for a, z in itertools.pairwise(at)) == parts


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_patterns(lang: str) -> None:
    assert has_patterns(lang)


def test_a_language_without_patterns_parts_nothing() -> None:
    assert positions("responsibility", "xx") == ()
