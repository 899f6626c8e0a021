"""Tags that are not whole are found before a parser meets them."""

from __future__ import annotations

import pytest

from reports.diagnostics import Collector
from reports.native import read
from reports.native.lexis import first_fault


@pytest.mark.parametrize(
    "text",
    [
        "<p>a</p>",
        "<p>a < b</p>",
        "<!-- a < b --><p>x</p>",
        "<p>1 <br/> 2</p>",
        "<p><![CDATA[x]]></p>",
        "<!DOCTYPE html>",
    ],
)
def test_what_is_whole(text: str) -> None:
    assert first_fault(text) is None


@pytest.mark.parametrize(
    ("text", "at"), [("<p>a</p", 4), ("<p>a<!-- b", 4), ("<p>2a:<![[[[-p>", 6), ("<p>a<![x]>", 4), ("<p class='>", 0)]
)
def test_what_is_not(text: str, at: int) -> None:
    fault = first_fault(text)
    assert fault is not None
    assert fault.at == at
    collector = Collector()
    read(text, collector)
    assert collector.has_errors
