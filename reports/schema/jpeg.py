"""Dropping what is not picture from a JPEG file without decoding it (ISO/IEC 10918-1, annex B)."""

from __future__ import annotations

_KEPT_APPLICATION = (
    0xE0,
    0xEE,
)  # JFIF (density) and Adobe (which colour transform): needed to read the colours


def stripped(data: bytes) -> bytes | None:
    """*data* without comments, EXIF, XMP, profiles, and whatever follows its end; None where it is not well-formed."""
    out = bytearray(data[:2])
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == 0xD9:
            return None
        if 0xD0 <= marker <= 0xD7 or marker == 0x01:
            out += data[at : at + 2]
            at += 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if end > len(data) or end < at + 4:
            return None
        if _kept(marker, data[at + 4 : end]):
            out += data[at:end]
        at = end
        if marker == 0xDA:
            scan = _scan_end(data, at)
            out += data[at:scan]
            at = scan
            if data[at : at + 2] == b"\xff\xd9":
                return bytes(out + b"\xff\xd9")
    return None


def _kept(marker: int, body: bytes) -> bool:
    if marker == 0xFE:
        return False
    if 0xE0 <= marker <= 0xEF:
        return marker in _KEPT_APPLICATION and body[:5] in (b"JFIF\x00", b"Adobe")
    return True


def _scan_end(data: bytes, at: int) -> int:
    """Where the entropy-coded data end: at the next marker that is neither stuffing nor a restart."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] == 0 or 0xD0 <= data[at + 1] <= 0xD7:
            at += 2
        elif data[at + 1] == 0xFF:
            at += 1
        else:
            return at
