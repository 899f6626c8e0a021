"""The file itself: objects in object streams, a cross-reference stream, an identifier made from the content.

ReportLab would write every object by itself, five times the size for a tagged file. The layout is ISO 32000-1, 7.5.7
and 7.5.8. No stream ends in a carriage return: with the line feed before ``endstream`` it would read as one end of
line, and the stream as a byte too short (ISO 19005-2, 6.1.7.1).
"""

from __future__ import annotations

import zlib
from hashlib import md5
from typing import Any

from reports.patterns import expression
from reports.writers.pdf.objects import Stream
from reports.writers.pdf.toolkit import format_object

#: Objects in one object stream.
_PACK = 200

#: One below zlib's own: a quarter less time for a hundredth more bytes.
_LEVEL = 5

_LENGTH = expression(rb"/Length \d+\s*")


def package(document: Any) -> bytes:
    """The bytes of ReportLab's *document*, which is complete."""
    document.Reference(document.Catalog)
    document.Reference(document.info)
    small: list[tuple[int, bytes]] = []
    out = _File()
    number = 0
    while (name := document.numberToId.get(number + 1)) is not None:
        number += 1
        item = document.idToObject[name]
        if isinstance(item, Stream):
            out.stream(number, item.head(), item.data)
            continue
        body = bytes(format_object(item, document, toplevel=1))
        if body.endswith(b"endstream\n") and b"\nstream\n" in body:
            head, _, data = body.partition(b"\nstream\n")
            out.stream(number, _LENGTH.sub(b"", head).strip()[2:-2], data[: -len(b"endstream\n")])
        else:
            small.append((number, body.strip()))
    catalogue = document.idToObjectNumberAndVersion[document.Catalog.__InternalName__][0]
    info = document.idToObjectNumberAndVersion[document.info.__InternalName__][0]
    for start in range(0, len(small), _PACK):
        number += 1
        out.pack(number, small[start : start + _PACK])
    return out.close(number + 1, catalogue, info)


class _File:
    """Collects objects and where they are."""

    def __init__(self) -> None:
        self.parts: list[bytes] = [b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"]
        self.size = len(self.parts[0])
        self.places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}

    def add(self, number: int, body: bytes) -> None:
        """An object of its own."""
        self.places[number] = (1, self.size, 0)
        data = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self.parts.append(data)
        self.size += len(data)

    def _rows(self, width: int) -> bytes:
        return b"".join(
            kind.to_bytes(1, "big") + where.to_bytes(width, "big") + rest.to_bytes(2, "big")
            for _, (kind, where, rest) in sorted(self.places.items())
        )

    def stream(self, number: int, head: bytes, data: bytes) -> None:
        """A stream; compressed here, unless it comes with a filter or must stay legible as it is."""
        if b"/Metadata" in head:
            pass
        elif b"/EmbeddedFile" in head:
            data, filters = _untouched(data)
            head = head + filters
        elif b"/Filter" not in head:
            data = zlib.compress(_harmless(data, head), _LEVEL)
            head = head + b" /Filter /FlateDecode"
        elif data.endswith(b"\r") and b"/FlateDecode" in head:
            data = zlib.compress(zlib.decompress(data) + b"\0", 6)
        self.add(number, b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head.strip(), len(data), data))

    def pack(self, number: int, items: list[tuple[int, bytes]]) -> None:
        """An object stream of *items*."""
        index: list[str] = []
        offset = 0
        for place, (inner, body) in enumerate(items):
            index.append(f"{inner} {offset}")
            offset += len(body) + 1
            self.places[inner] = (2, number, place)
        first = " ".join(index).encode() + b"\n"
        data = first + b"\n".join(body for _, body in items) + b"\n"
        self.stream(number, b"/Type /ObjStm /N %d /First %d" % (len(items), len(first)), data)

    def close(self, number: int, catalogue: int, info: int) -> bytes:
        """The cross-reference stream and the end of the file."""
        start = self.size
        self.places[number] = (1, start, 0)
        digest = md5(b"".join(self.parts), usedforsecurity=False).hexdigest()
        width = max((start.bit_length() + 7) // 8, 2)
        rows = self._rows(width)
        while zlib.adler32(rows) & 0xFF == 0x0D:
            self.places[max(self.places) + 1] = (0, 0, 1)  # an unused number, to change the checksum
            rows = self._rows(width)
        head = (
            f"/Type /XRef /Size {len(self.places)} /W [ 1 {width} 2 ] /Root {catalogue} 0 R /Info {info} 0 R "
            f"/ID [ <{digest}> <{digest}> ]"
        )
        self.stream(number, head.encode(), rows)
        self.parts.append(b"startxref\n%d\n%%%%EOF\n" % start)
        return b"".join(self.parts)


def _untouched(data: bytes) -> tuple[bytes, bytes]:
    """An attached file compressed, and its filters: it must come back byte by byte, so nothing pads it. Where the
    compressed form ends in a carriage return, it is written in hexadecimal."""
    packed = zlib.compress(data, 6)
    if not packed.endswith(b"\r"):
        return packed, b" /Filter /FlateDecode"
    return packed.hex().encode() + b">", b" /Filter [ /ASCIIHexDecode /FlateDecode ]"


def _harmless(data: bytes, head: bytes) -> bytes:
    """*data*, with padding where its checksum, the last byte of the compressed form, would be a carriage return.

    White space does no harm at the end of text; binary data has room for a byte that nobody asks for.
    """
    padding = b"\1" if any(name in head for name in (b"/Length1", b"/Image", b"/N 3")) else b"\n"
    while zlib.adler32(data) & 0xFF == 0x0D:
        data += padding
    return data
