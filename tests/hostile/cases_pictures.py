"""Pictures that are bombs, lies or none."""

from __future__ import annotations

import io
import os
import struct
import zlib
from typing import Any

from PIL import Image

from tests.hostile.case import CANARY, Case, figure

WHERE = "brief.yaml:7"


def chunk(kind: bytes, data: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, *more: bytes, rows: bytes | None = None, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG by hand: what its head says need not be true."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    data = zlib.compress(rows if rows is not None else b"\0" * (height * (1 + 3 * width)), 9)
    parts = (chunk(b"IHDR", head), *more, chunk(b"IDAT", data), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def made(form: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    """A sound picture."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, form, **options)
    return out.getvalue()


def secretive() -> bytes:
    """A JPEG with the canary in its metadata, lying on its side."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x013B] = 6, CANARY, CANARY
    return made("JPEG", exif=exif.tobytes(), comment=CANARY.encode())


SOUND = made("PNG")
JPEG = made("JPEG")

CASES: tuple[Case, ...] = (
    Case("144 million pixels in 17 kB", figure("a.png", png(12_000, 12_000, rows=b"\0" * 1_000)), (f"{WHERE} IMG003",)),
    Case("two thousand million pixels across", figure("a.png", png(2**31 - 1, 1, rows=b"")), (f"{WHERE} IMG003",)),
    Case("a picture that unpacks to a gigabyte", figure("a.png", png(10, 10, rows=b"\0" * 300_000_000)), status=0),
    Case(
        "a head that promises more than there is", figure("a.png", png(5_000, 5_000, rows=b"\0")), (f"{WHERE} IMG002",)
    ),
    Case("no pixels", figure("a.png", png(0, 0, rows=b"")), (f"{WHERE} IMG002",)),
    Case(
        "a text chunk that unpacks to a gigabyte",
        figure("a.png", png(4, 4, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"x" * 300_000_000, 9)))),
        ("brief.yaml:7 IMG002",),
    ),
    Case(
        "a profile that unpacks to a gigabyte",
        figure("a.png", png(4, 4, chunk(b"iCCP", b"a\0\0" + zlib.compress(b"x" * 200_000_000, 9)))),
        ("brief.yaml:7 IMG002",),
    ),
    Case(
        "a profile of noise",
        figure("a.png", png(4, 4, chunk(b"iCCP", b"a\0\0" + zlib.compress(b"\x00\x01" * 5_000)))),
        status=0,
    ),
    Case("a PNG cut in the middle", figure("a.png", SOUND[: len(SOUND) // 2]), (f"{WHERE} IMG002",)),
    Case("a JPEG cut in the middle", figure("a.jpg", JPEG[: len(JPEG) // 3]), (f"{WHERE} IMG002",)),
    Case("the first bytes only", figure("a.png", b"\x89PNG\r\n\x1a\n"), (f"{WHERE} IMG002",)),
    Case(
        "a PNG with wrong sums",
        figure("a.png", SOUND[:40] + bytes([SOUND[40] ^ 255]) + SOUND[41:]),
        (f"{WHERE} IMG002",),
    ),
    Case("nothing for a picture", figure("a.png", b""), (f"{WHERE} IMG001",)),
    Case("text for a picture", figure("a.png", "hello"), (f"{WHERE} IMG001",)),
    Case(
        "PostScript for a picture",
        figure("a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) run\n"),
        (f"{WHERE} IMG001",),
    ),
    Case("a PDF for a picture", figure("a.png", b"%PDF-1.7\n"), (f"{WHERE} IMG001",)),
    Case("a program for a picture", figure("a.png", b"\x7fELF" + b"\0" * 100), (f"{WHERE} IMG001",)),
    Case("a zip for a picture", figure("a.png", b"PK\x03\x04" + b"\0" * 100), (f"{WHERE} IMG001",)),
    Case("a GIF", figure("a.gif", made("GIF", "P")), (f"{WHERE} IMG001",)),
    Case("a TIFF", figure("a.tiff", made("TIFF")), (f"{WHERE} IMG001",)),
    Case("a BMP", figure("a.bmp", made("BMP")), (f"{WHERE} IMG001",)),
    Case("a page of the web for a picture", figure("a.png", "<!DOCTYPE html><html></html>"), (f"{WHERE} IMG001",)),
    Case("a JPEG called PNG", figure("a.png", JPEG)),
    Case("a PNG called JPEG", figure("a.jpg", SOUND)),
    Case("a PNG called SVG", figure("a.svg", SOUND)),
    Case("metadata that tells secrets", figure("a.jpg", secretive())),
    Case("a picture with a zip behind it", figure("a.png", SOUND + b"PK\x03\x04" + CANARY.encode())),
    Case("a JPEG with a page of the web behind it", figure("a.jpg", JPEG + f"<script>{CANARY}</script>".encode())),
    Case("a text chunk with a secret", figure("a.png", png(4, 4, chunk(b"tEXt", b"Comment\0" + CANARY.encode())))),
    Case("a picture for the press", figure("a.jpg", made("JPEG", "CMYK"))),
    Case("a WebP", figure("a.webp", made("WEBP"))),
    Case(
        "a moving PNG", figure("a.png", made("PNG", save_all=True, append_images=[Image.new("RGB", (40, 30), "red")]))
    ),
    Case("sixteen bits of grey", figure("a.png", made("PNG", "I;16"))),
    Case("one bit", figure("a.png", made("PNG", "1"))),
    Case("a palette with transparency", figure("a.png", made("PNG", "P", transparency=0))),
    Case("one pixel", figure("a.png", made("PNG", size=(1, 1)))),
    Case("a hair of ten thousand pixels", figure("a.png", made("PNG", size=(1, 10_000)))),
    Case("a thread of ten thousand pixels", figure("a.png", made("PNG", size=(10_000, 1)))),
    Case("39 million pixels", figure("a.png", made("PNG", "L", (7_800, 5_000))), status=0),
    Case("21 megabytes", figure("a.png", SOUND + b"\0" * 21_000_000), (f"{WHERE} FIL004",)),
    Case("resolution of zero", figure("a.png", png(4, 4, chunk(b"pHYs", struct.pack(">IIB", 0, 0, 1)))), status=0),
    Case(
        "a picture of noise",
        figure("a.jpg", b"\xff\xd8\xff" + os.urandom(0) + bytes(range(256)) * 40),
        (f"{WHERE} IMG002",),
    ),
    Case(
        "a caption with tags",
        figure("a.png", SOUND)
        | {
            "brief.yaml": str(figure("a.png", SOUND)["brief.yaml"]).replace(
                "alt: Picture", "alt: '<b>{{ 1 }}', caption: 'a <b>b</b>'"
            )
        },
        ("brief.yaml:7 MDN001",),
    ),
)
