"""Texts of the house by language: the one for the brief's language, or the nearest, and a word where there is none."""

from __future__ import annotations

import pytest

from reports.diagnostics import Collector
from reports.schema import load_house
from reports.source import SourceFile

HOUSE = SourceFile("house.yaml", "licence: {en: One, sr-Latn: Dva, sr-Cyrl: Два, de-AT: Drei}\n".encode())


@pytest.mark.parametrize(
    ("lang", "text", "told"),
    [
        ("en-GB", "One", 0), ("en", "One", 0), ("sr-Latn-RS", "Dva", 0), ("sr", "Dva", 0), ("sr-Cyrl", "Два", 0),
        ("de-DE", "Drei", 0), ("de", "Drei", 0), ("sq", "One", 1), ("it", "One", 1),
    ],
)  # fmt: skip
def test_the_text_for_the_language(lang: str, text: str, told: int) -> None:
    collector = Collector()
    house = load_house(HOUSE, collector, lang)
    assert house is not None
    assert house.licence == text
    assert len(list(collector)) == told
    assert not house.model_fields_set - {"licence"}


def test_a_mapping_of_something_else_is_none() -> None:
    collector = Collector()
    assert load_house(SourceFile("house.yaml", b"licence: {name: CC BY}\n"), collector) is None
    assert [one.code for one in collector] == ["SCH003"]
