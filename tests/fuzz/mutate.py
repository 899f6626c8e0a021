"""A small mutation engine without surprises: one seed of chance, the same inputs on every machine."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

from tests.fuzz.targets import SEEDS, TARGETS

_SPICE = (
    b"\0", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\n\n", b"\t", b'"', b"'", b"{", b"}", b"[", b"]", b"<", b">",
    b"&", b"&#0;", b"<!--", b"]]>", b"%", b"\\", b"*", b"`", b"@", b"#", b":", b"- ", b"|", b"999999999999999999999",
    b"-1", b"1e999", b"NaN", "\u202e\u2028\ufffe\U0010ffff".encode(), b"(" * 50, b"[" * 200,
)  # fmt: skip
_LONGEST = 4_000


def inputs(seeds: Sequence[bytes], seed: int = 1) -> Iterator[bytes]:
    """Mutations of *seeds* without end."""
    chance = random.Random(seed)
    pool = list(seeds)
    while True:
        data = bytearray(chance.choice(pool))
        for _ in range(chance.randint(1, 6)):
            _change(data, chance, pool)
        found = bytes(data[:_LONGEST])
        if chance.random() < 0.05 and len(pool) < 200:
            pool.append(found)
        yield found


def _change(data: bytearray, chance: random.Random, pool: Sequence[bytes]) -> None:
    at = chance.randint(0, len(data))
    end = min(len(data), at + chance.randint(1, 20))
    match chance.randint(0, 5):
        case 0:
            del data[at:end]
        case 1:
            data[at:at] = chance.choice(_SPICE)
        case 2:
            data[at:at] = data[at:end] * chance.randint(1, 30)
        case 3 if at < len(data):
            data[at] = chance.randrange(256)
        case 4:
            other = chance.choice(pool)
            data[at:end] = other[chance.randint(0, len(other)) :][:40]
        case _:
            data[at:end] = chance.choice(_SPICE)


def fuzz(target: str, *, rounds: int | None = None, seconds: float | None = None, seed: int = 1) -> int:
    """Give *target* inputs; the number given. Raises AssertionError that shows the input it failed on."""
    until = time.monotonic() + seconds if seconds else None
    for count, data in enumerate(inputs(SEEDS[target], seed)):
        if count == rounds or (until is not None and time.monotonic() > until):
            return count
        began = time.process_time()
        try:
            TARGETS[target](data)
        except Exception as error:
            raise AssertionError(f"{target}: {error!r} on {data!r}") from error
        used = time.process_time() - began
        assert used < 5, f"{target}: {used:.1f} s on {data!r}"
    return 0
