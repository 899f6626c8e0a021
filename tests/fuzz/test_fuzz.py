"""A fixed number of mutations through every reader of untrusted bytes; ``make fuzz`` goes on for longer."""

from __future__ import annotations

import pytest

from tests.fuzz.mutate import fuzz
from tests.fuzz.targets import TARGETS

ROUNDS = 400


@pytest.mark.parametrize("target", TARGETS)
def test_no_input_breaks_a_reader(target: str) -> None:
    assert fuzz(target, rounds=ROUNDS) == ROUNDS
