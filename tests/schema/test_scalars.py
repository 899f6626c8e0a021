"""Unquoted scalars by the core schema of YAML 1.2."""

from __future__ import annotations

import math

import pytest

from reports.schema.scalars import resolve


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None), ("~", None), ("null", None), ("true", True), ("False", False), ("1", 1), ("-7", -7), ("+3", 3),
        ("010", 10), ("0o17", 15), ("0xff", 255), ("1.10", 1.1), (".5", 0.5), ("1e3", 1000.0), ("-.inf", -math.inf),
    ],
)  # fmt: skip
def test_core_schema(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "no",
        "yes",
        "On",
        "12:30",
        "190:20:30",
        "2023-07-14",
        "1_000",
        "0b1",
        "0o9",
        "1.2.3",
        "nUll",
        "-",
        "+",
        ".",
        "e3",
        "9" * 301,
    ],
)
def test_what_stays_text(text: str) -> None:
    assert resolve(text) == text


def test_not_a_number() -> None:
    found = resolve(".nan")
    assert isinstance(found, float)
    assert math.isnan(found)
