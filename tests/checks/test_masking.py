"""Masked texts are as long as their sources and hide markup only; hostile texts take no time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.checks.masking import stretches
from reports.checks.sentences import sentences

MARKDOWN = st.text(st.sampled_from("aB .\n*_[]()@^`>|-#:1~\\"), max_size=120)


@settings(derandomize=True, deadline=None, max_examples=300)
@given(MARKDOWN)
def test_every_letter_stands_where_it_stands(source: str) -> None:
    for one in stretches(source):
        there = source[one.start : one.start + len(one.text)]
        assert len(there) == len(one.text)
        assert all(a == b or not a.isalnum() for a, b in zip(one.text, there, strict=True))
        for start, end in sentences(one.text, "en-GB"):
            assert 0 <= start < end <= len(one.text)


@pytest.mark.parametrize(
    "piece",
    [
        "[@",
        "[^a]",
        "^[",
        "*",
        "`",
        "[",
        "](",
        "@a ",
        "a. ",
        "[@a]. ",
        "| ",
        "\n> ",
        "\n- ",
        "_",
        "\\",
        "a [@b]; ",
        "(",
        "«",
        "1. ",
    ],
)
def test_hostile_texts_take_no_time(piece: str) -> None:
    source = piece * (20_000 // len(piece))
    start = time.process_time()
    for one in stretches(source):
        list(sentences(one.text, "en-GB"))
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("See e.g. The Times. It says so.", "en-GB", 2),
        ("Art. 4 says so. See No. 5.", "en-GB", 2),
        ("Am 1. Mai begann es. Es endete.", "de-AT", 2),
        ("It waits. [@a] Nobody counts.", "en-GB", 2),
        ("It costs 3.5 million. Who pays?", "en-GB", 2),
        ("Од 1. јуна важи закон. Влада ћути.", "sr-Cyrl", 2),
    ],
)
def test_sentences(text: str, lang: str, count: int) -> None:
    (one,) = stretches(text)
    assert len(list(sentences(one.text, lang))) == count
