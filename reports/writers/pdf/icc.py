"""The sRGB colour profile of the output intent, made by code: no dates in it, the same bytes everywhere.

ICC.1:2001-04 (version 2), a matrix profile with the sRGB primaries adapted to D50 and its transfer curve sampled.
"""

from __future__ import annotations

import struct
from functools import cache

_POINTS = 1024


@cache
def srgb_profile() -> bytes:
    """The profile."""
    tags = [
        (b"desc", _description("sRGB IEC61966-2.1")),
        (b"cprt", _text("No copyright, use freely")),
        (b"wtpt", _xyz(0.9505, 1.0, 1.0891)),
        (b"rXYZ", _xyz(0.43607, 0.22249, 0.01392)),
        (b"gXYZ", _xyz(0.38515, 0.71687, 0.09708)),
        (b"bXYZ", _xyz(0.14307, 0.06061, 0.71410)),
        (b"rTRC", _curve()),
    ]
    names = [tag for tag, _ in tags] + [b"gTRC", b"bTRC"]
    table = struct.pack(">I", len(names))
    offset = 128 + 4 + 12 * len(names)
    body = b""
    places: dict[bytes, tuple[int, int]] = {}
    for tag, data in tags:
        padded = data + b"\0" * (-len(data) % 4)
        places[tag] = (offset + len(body), len(data))
        body += padded
    places[b"gTRC"] = places[b"bTRC"] = places[b"rTRC"]
    for name in names:
        table += name + struct.pack(">II", *places[name])
    size = 128 + len(table) + len(body)
    return _header(size) + table + body


def _header(size: int) -> bytes:
    head = struct.pack(">I4sI4s4s4s", size, b"\0\0\0\0", 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + b"acsp" + b"\0" * 28
    head += struct.pack(">3i", _fixed(0.9642), _fixed(1.0), _fixed(0.8249))
    return head.ljust(128, b"\0")


def _fixed(value: float) -> int:
    return round(value * 65536)


def _xyz(x: float, y: float, z: float) -> bytes:
    return b"XYZ \0\0\0\0" + struct.pack(">3i", _fixed(x), _fixed(y), _fixed(z))


def _text(text: str) -> bytes:
    return b"text\0\0\0\0" + text.encode("ascii") + b"\0"


def _description(text: str) -> bytes:
    data = text.encode("ascii") + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(data)) + data + b"\0" * (4 + 4 + 2 + 1 + 67)


def _curve() -> bytes:
    values = [_linear(k / (_POINTS - 1)) for k in range(_POINTS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{_POINTS}H", _POINTS, *(round(value * 65535) for value in values))


def _linear(value: float) -> float:
    """The sRGB transfer function (IEC 61966-2-1)."""
    return float(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
