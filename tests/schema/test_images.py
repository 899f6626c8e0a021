"""The picture intake: what comes out, and what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from reports.diagnostics import Collector, Diagnostic
from reports.model.document import Asset
from reports.schema import read_image
from reports.schema.jpeg import stripped
from reports.source import Position, SourceFile

Lines = Callable[[list[Diagnostic]], list[str]]
AT = Position("brief.yaml", 7, 5)


def take(data: bytes, path: str = "figures/x.png") -> tuple[Asset | None, list[Diagnostic]]:
    collector = Collector()
    return read_image(SourceFile(path, data), AT, collector), collector.found


def encoded(kind: str, mode: str = "RGB", size: tuple[int, int] = (30, 20), **options: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 1 if mode in ("1", "I;16", "I") else None).save(out, kind, **options)
    return out.getvalue()


def opened(asset: Asset) -> Image.Image:
    return Image.open(io.BytesIO(asset.data))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_png(mode: str) -> None:
    asset, found = take(encoded("PNG", mode))
    assert not found
    assert asset is not None
    assert (asset.kind, asset.width, asset.height, asset.dpi) == ("png", 30, 20, 96)
    assert opened(asset).mode in ("1", "L", "LA", "P", "RGB", "RGBA")


def test_sixteen_bits_keep_their_greys() -> None:
    picture = Image.new("I;16", (2, 1))
    picture.putpixel((0, 0), 0)
    picture.putpixel((1, 0), 0x8000)
    out = io.BytesIO()
    picture.save(out, "PNG")
    asset, _ = take(out.getvalue())
    assert asset is not None
    assert [opened(asset).convert("L").getpixel((x, 0)) for x in (0, 1)] == [0, 0x80]


def test_jpeg_is_not_encoded_again() -> None:
    source = encoded("JPEG", quality=80, dpi=(300, 300), comment=b"secret")
    asset, _ = take(source)
    assert asset is not None
    assert (asset.kind, asset.dpi) == ("jpeg", 300)
    assert b"secret" not in asset.data
    assert opened(asset).tobytes() == Image.open(io.BytesIO(source)).tobytes()


def test_rotation_is_applied_and_metadata_dropped() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Ana"
    for kind in ("JPEG", "PNG", "WEBP"):
        asset, found = take(encoded(kind, exif=exif))
        assert not found
        assert asset is not None
        assert (asset.width, asset.height) == (20, 30)
        assert b"Ana" not in asset.data
        assert not opened(asset).getexif()


def test_text_in_png_is_dropped() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "Ana Secret")
    asset, _ = take(encoded("PNG", pnginfo=info))
    assert asset is not None
    assert b"Secret" not in asset.data


def test_cmyk_and_profiles_become_srgb() -> None:
    asset, found = take(encoded("JPEG", "CMYK"))
    assert not found
    assert asset is not None
    assert opened(asset).mode == "RGB"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    asset, found = take(encoded("PNG", icc_profile=profile))
    assert not found
    assert asset is not None
    assert "icc_profile" not in opened(asset).info


def test_webp_becomes_png() -> None:
    asset, _ = take(encoded("WEBP"))
    assert asset is not None
    assert asset.kind == "png"


def test_transparency_is_kept() -> None:
    asset, _ = take(encoded("PNG", "P", transparency=0))
    assert asset is not None
    assert opened(asset).mode == "RGBA"


def test_the_same_bytes_twice() -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        data = encoded(kind)
        assert take(data)[0] == take(data)[0]


def huge_png() -> bytes:
    """A few bytes whose header promises 144 million pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">{}</svg>'
USES = '<g id="a0"><rect/></g>' + "".join(
    f'<g id="a{n}">' + f'<use href="#a{n - 1}"/>' * 10 + "</g>" for n in range(1, 8)
)

REFUSED = [
    (b"GIF89a....", "7:5 IMG001"),
    (b"%!PS-Adobe-3.0 EPSF-3.0\n", "7:5 IMG001"),
    (b"", "7:5 IMG001"),
    (b"hello", "7:5 IMG001"),
    (encoded("TIFF"), "7:5 IMG001"),
    (encoded("PNG")[:-30], "7:5 IMG002"),
    (encoded("JPEG")[:200], "7:5 IMG002"),
    (b"\x89PNG\r\n\x1a\n", "7:5 IMG002"),
    (huge_png(), "7:5 IMG003"),
    (b"\x89PNG" + b"\0" * 20_000_000, "7:5 IMG004"),
    (SVG.format("<!--" + "x" * 5_000_000 + "-->").encode(), "7:5 IMG004"),
    (SVG.format("\n<script>alert(1)</script>").encode(), "2:1 IMG005"),
    (SVG.format("<foreignObject/>").encode(), "1:1 IMG005"),
    (SVG.format('<image href="https://a.org/x.png"/>').encode(), "1:1 IMG005"),
    (SVG.format('<use href="other.svg#a"/>').encode(), "1:1 IMG005"),
    (SVG.format('<a href="javascript:alert(1)"/>').encode(), "1:1 IMG005"),
    (SVG.format('<rect onload="x()"/>').encode(), "1:1 IMG005"),
    (SVG.format('<rect fill="url(http://a.org/#x)"/>').encode(), "1:1 IMG005"),
    (SVG.format('<rect style="fill:url(data:x)"/>').encode(), "1:1 IMG005"),
    (SVG.format("<style>@import 'x.css';</style>").encode(), "1:1 IMG005"),
    (SVG.format("<style>a{b:url(</style>").encode(), "1:1 IMG005"),
    (SVG.format('<animate attributeName="x"/>').encode(), "1:1 IMG005"),
    (SVG.format("<g>").encode(), "1:"),
    (b"<svg", "7:5 IMG001"),
    (b"<svg ", "1:"),
    (b'<?xml version="1.0"?><html/>', "1:1 IMG006"),
    (b"<svg viewBox='0 0 1 1'/>", "1:1 IMG006"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "1:1 IMG007"),
    (b'<svg xmlns="http://www.w3.org/2000/svg" width="100%" viewBox="a b c d"/>', "1:1 IMG007"),
    (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(), "1:1 IMG008"),
    (b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + SVG.format("").encode(), "1:1 IMG008"),
    (SVG.format("<g/>" * 50_001).encode(), "1:1 IMG009"),
    (SVG.format("<g>" * 70 + "</g>" * 70).encode(), "1:1 IMG009"),
    (SVG.format(USES).encode(), "1:1 IMG009"),
    (SVG.format(f'<g transform="{"scale(1)" * 101}"/>').encode(), "1:1 IMG009"),
    (
        SVG.format(f'<rect fill="url(#p)"/><pattern id="p" patternTransform="scale(1){" " * 10_000}"/>').encode(),
        "1:1 IMG009",
    ),
    (SVG.format(f'<g transform="{"scale(1)" * 100}"/>' * 501).encode(), "1:1 IMG009"),
    (SVG.format('<g id="a"><use href="#a"/></g>').encode(), "1:1 IMG009"),
    (SVG.format('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>').encode(), "1:1 IMG009"),
]


@pytest.mark.parametrize(("data", "expected"), REFUSED, ids=range(len(REFUSED)))
def test_refused(lines: Lines, data: bytes, expected: str) -> None:
    asset, found = take(data)
    assert asset is None
    assert len(found) == 1
    assert lines(found)[0].startswith(expected)
    assert found[0].code == (expected.split()[1] if " " in expected else "IMG006")
    in_brief = expected.startswith("7:5")
    assert found[0].at.path == ("brief.yaml" if in_brief else "figures/x.png")


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 640 360"', (640, 360)),
        ('viewBox="-10,-10,40,20"', (40, 20)),
        ('width="10mm" height="1in"', (37.795, 96)),
        ('width="200" viewBox="0 0 100 50"', (200, 100)),
        ('height="100px" viewBox="0 0 100 50"', (200, 100)),
        ('width="100%" height="100%" viewBox="0 0 100 50"', (100, 50)),
        ('width="3pc" height="12pt"', (48, 16)),
    ],
)
def test_size_of_drawings(attributes: str, size: tuple[float, float]) -> None:
    asset, found = take(f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}/>'.encode())
    assert not found
    assert asset is not None
    assert (asset.kind, asset.width, asset.height) == ("svg", *size)


def test_a_drawing_is_cleaned() -> None:
    source = SVG.format(
        '<title>T</title><metadata>me</metadata><defs><linearGradient id="g"/></defs><rect fill="url(#g)" '
        'xmlns:i="http://inkscape" i:label="secret"/><i:grid xmlns:i="http://inkscape"/><text>a &lt; b</text>'
        '<use xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#g"/><style>.a{fill:red}</style>'
    )
    asset, found = take(b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- Generator: x -->' + source.encode())
    assert not found
    assert asset is not None
    for gone in (b"me<", b"secret", b"inkscape", b"Generator"):
        assert gone not in asset.data
    for kept in (b"<title>T</title>", b"url(#g)", b"a &lt; b", b'xlink:href="#g"', b".a{fill:red}"):
        assert kept in asset.data
    again, _ = take(asset.data)
    assert again == asset


def test_stripping_keeps_progressive_pictures() -> None:
    source = encoded("JPEG", size=(64, 64), progressive=True)
    bare = stripped(source + b"trailing")
    assert bare is not None
    assert b"trailing" not in bare
    Image.open(io.BytesIO(bare)).load()
    assert stripped(source[:-2]) is None
    assert stripped(b"\xff\xd8\xff\xe0\x00") is None


BASES = [encoded("PNG"), encoded("JPEG"), encoded("WEBP"), SVG.format('<g id="a"><rect/></g><use href="#a"/>').encode()]


@settings(deadline=None, derandomize=True, max_examples=150)
@given(
    st.sampled_from(BASES),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), max_size=6),
    st.integers(0, 900),
)
def test_damaged_files_raise_nothing(base: bytes, changes: list[tuple[int, int]], cut: int) -> None:
    data = bytearray(base)
    for place, value in changes:
        data[place % len(data)] = value
    asset, found = take(bytes(data[: len(data) - cut % 50] if cut % 3 == 0 else data))
    assert (asset is None) == bool(found)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    st.binary(max_size=200),
    st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"<svg ", b"RIFF\0\0\0\0WEBP"]),
)
def test_any_bytes_raise_nothing(data: bytes, start: bytes) -> None:
    asset, found = take(start + data)
    assert (asset is None) == bool(found)
