"""The one intake of pictures: whatever a writer is handed has been through here.

Formats are named one by one and told by their first bytes, never by the file name; bytes and pixels are bounded before
anything is decoded; rotation is applied; metadata, profiles and whatever trails the picture are dropped.
"""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import Image, ImageCms, ImageOps

from reports.diagnostics import Collector
from reports.model.document import Asset, AssetKind
from reports.patterns import expression
from reports.schema.allowance import Allowance
from reports.schema.jpeg import stripped
from reports.schema.svg import looks_like_svg, read_svg
from reports.source import Position, SourceFile

MAX_BYTES = 20_000_000
MAX_PIXELS = 40_000_000
#: Quality of JPEG pictures that had to be encoded anew.
QUALITY = 92
_DEFAULT_DPI = 96.0
_OBJECT = expression(r"\s*(?:file\s*)?<[^<>]* object at 0x[0-9a-fA-F]+>")

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", 0, "PNG"),
    (b"\xff\xd8\xff", 0, "JPEG"),
    (b"WEBP", 8, "WEBP"),
)
_OTHERS = (
    (b"GIF8", "a GIF"), (b"%!PS", "an EPS or PostScript"), (b"\xc5\xd0\xd3\xc6", "an EPS"), (b"II*\x00", "a TIFF"),
    (b"MM\x00*", "a TIFF"), (b"BM", "a BMP"), (b"%PDF", "a PDF"), (b"\xd7\xcd\xc6\x9a", "a WMF"),
    (b"8BPS", "a Photoshop"), (b"\x1f\x8b", "a gzipped (perhaps SVGZ)"),
)  # fmt: skip


def read_image(
    source: SourceFile, at: Position, collector: Collector, allowance: Allowance | None = None
) -> Asset | None:
    """The picture in *source*, ready for all writers, or None where it is refused.

    *at* is where the content names the file; faults are told there, those in an SVG at their line of it. *allowance*
    is what is left for the pictures of the brief.
    """
    if len(source.data) > MAX_BYTES:
        message = f"{source.path} has {len(source.data) / 1e6:.1f} MB, and at most {MAX_BYTES // 1_000_000} MB are read"
        collector.error("IMG004", at, message, "save the picture smaller")
        return None
    if looks_like_svg(source.data):
        return read_svg(source, at, collector, allowance)
    kind = next((name for mark, offset, name in _SIGNATURES if source.data[offset : offset + len(mark)] == mark), "")
    if not kind:
        found = next(
            (name for mark, name in _OTHERS if source.data.startswith(mark)),
            "no picture that is known here, or an empty",
        )
        collector.error("IMG001", at, f"{source.path} is {found} file", "save the picture as PNG, JPEG or SVG")
        return None
    return _raster(source, kind, at, collector, allowance or Allowance())


def _raster(source: SourceFile, kind: str, at: Position, collector: Collector, allowance: Allowance) -> Asset | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(source.data), formats=[kind]) as opened:
                width, height = opened.size
                enough = allowance.paints(width * height, len(source.data))
                if width * height <= MAX_PIXELS and enough:
                    return _asset(opened, source.data, kind)
    except Image.DecompressionBombError:
        width, height, enough = 0, 0, True
    except (
        Exception
    ) as fault:  # decoders raise anything on damaged files: OSError, SyntaxError, struct.error, KeyError …
        # Pillow names the file by its object, which is another in each run.
        said = _OBJECT.sub("", str(fault).partition("\n")[0]).strip()[:100]
        reason = said or type(fault).__name__
        message = f"{source.path} cannot be read as {kind}: {reason}"
        collector.error("IMG002", at, message, "the file seems damaged; save the picture anew")
        return None
    size = f"{width:,} × {height:,} pixels" if width else "far too many pixels"
    message = f"{source.path} has {size}, and at most {MAX_PIXELS // 1_000_000} million are read"
    if not enough and width * height <= MAX_PIXELS:
        message = f"{source.path} has {size}, and the pictures of the brief come to more than can be read"
    collector.error("IMG003", at, message, "save the picture smaller: 3,000 pixels across fill a printed page")
    return None


def _asset(opened: Any, data: bytes, kind: str) -> Asset:
    dpi = _dpi(opened.info.get("dpi"))
    profile = opened.info.get("icc_profile")
    turned = opened.getexif().get(0x0112, 1) not in (0, 1)
    opened.load()
    if kind == "JPEG" and not turned and opened.mode in ("L", "RGB") and not _needs_conversion(profile):
        bare = stripped(data)
        if bare is not None:
            return Asset("jpeg", bare, float(opened.width), float(opened.height), dpi)
    upright = ImageOps.exif_transpose(opened)
    coloured = _in_srgb(upright, profile)
    picture = _eight_bits(coloured)
    target: AssetKind = "jpeg" if kind == "JPEG" else "png"
    picture.info = {}
    out = io.BytesIO()
    if target == "jpeg":
        picture.save(out, "JPEG", quality=QUALITY, subsampling=0)
    else:
        picture.save(out, "PNG", compress_level=6)
    asset = Asset(target, out.getvalue(), float(picture.width), float(picture.height), dpi)
    for one in (opened, upright, coloured, picture):
        one.close()  # they stand in cycles, and a build looks for those late: hundreds of megabytes would wait
    return asset


def _dpi(found: Any) -> float:
    """Pixels per inch that the file asks for, when it is a sensible number."""
    try:
        value = float(found[0])
    except (TypeError, ValueError, IndexError, ZeroDivisionError, KeyError):
        return _DEFAULT_DPI
    return round(value, 1) if 36 <= value <= 2400 else _DEFAULT_DPI


def _needs_conversion(profile: bytes | None) -> bool:
    return bool(profile) and b"sRGB" not in (profile or b"")[:4096]


def _in_srgb(picture: Any, profile: bytes | None) -> Any:
    """Colours by the picture's own profile, where it has one that works, as sRGB: the profile itself is dropped."""
    if not profile or not _needs_conversion(profile) or picture.mode not in ("RGB", "CMYK"):
        return picture
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return picture


def _eight_bits(picture: Any) -> Any:
    """In a mode that every writer takes: 1, L, LA, P, RGB or RGBA."""
    if picture.mode.startswith("I") or picture.mode == "F":
        high = picture.getextrema()[1] > 255
        return picture.convert("I").point(lambda value: value * (1 / 256) if high else value * 1).convert("L")
    if "transparency" in picture.info:
        return picture.convert("RGBA")
    if picture.mode in ("1", "L", "LA", "P", "RGB", "RGBA"):
        return picture
    return picture.convert("RGBA" if picture.mode in ("PA", "La", "RGBa") else "RGB")
