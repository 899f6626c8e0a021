"""Pictures in the line: PNG and JPEG, SVG with its PNG, QR codes (ISO/IEC 29500-1, 20.4)."""

from __future__ import annotations

import hashlib
import struct
import zlib
from io import BytesIO

from reports.model import blocks as b
from reports.model.document import Asset
from reports.writers.docx.job import Job, Place
from reports.writers.docx.package import Part
from reports.writers.docx.xml import PIC, A, attr, emu, run

_SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
#: What a picture's bytes start with; Word calls a file damaged in which they start otherwise.
_SIGNATURES = {"png": b"\x89PNG\r\n\x1a\n", "jpeg": b"\xff\xd8\xff", "svg": b"<"}
_LARGEST = 1580.0


def image(job: Job, node: b.Image, place: Place, role: str | None = None) -> str:
    """A run with the picture, a logo at its own size; empty where there is no such picture."""
    asset = job.document.assets.get(node.asset)
    if asset is None or not asset.data.startswith(_SIGNATURES[asset.kind]):
        return ""
    width, height = natural_size(asset)
    room_high = min(job.theme.numbers.get("figure.max-height", 320.0), job.geometry.height_inside - 60.0)
    room = place.width
    if role == "logo":
        room = min(room, job.theme.numbers.get("logo.max-width", 140.0))
        room_high = job.theme.numbers.get("logo.height", 26.0)
    width, height = fit(width, height, room, room_high)
    return picture_run(job, place.part, asset, width, height, node.alt)


def natural_size(asset: Asset) -> tuple[float, float]:
    """Width and height in points at which the picture asks to be shown."""
    dpi = 96.0 if asset.kind == "svg" or not 1 <= asset.dpi <= 10000 else asset.dpi
    return _sane(asset.width) * 72 / dpi, _sane(asset.height) * 72 / dpi


def _sane(pixels: float) -> float:
    return pixels if 0 < pixels < 1e7 else 1.0


def fit(width: float, height: float, room: float, high: float) -> tuple[float, float]:
    """The size within *room* and *high*, never larger than it is."""
    factor = min(1.0, room / width, high / height)
    return max(0.75, min(_LARGEST, width * factor)), max(0.75, min(_LARGEST, height * factor))


def picture_run(job: Job, part: Part, asset: Asset, width: float, height: float, alt: str) -> str:
    """A run that shows *asset* in points *width* × *height*."""
    if asset.kind == "svg":
        raster = asset.fallback or _nothing()
        main = part.relate("image", media(job, "png", raster))
        vector = part.relate("image", media(job, "svg", asset.data))
        extension = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG}" r:embed="{vector}"/></a:ext></a:extLst>'
        )
    else:
        main, extension = part.relate("image", media(job, asset.kind, asset.data)), ""
    blip = f'<a:blip r:embed="{main}">{extension}</a:blip>' if extension else f'<a:blip r:embed="{main}"/>'
    number = job.next_drawing()
    size = f'<a:ext cx="{emu(width)}" cy="{emu(height)}"/>'
    graphic = (
        f'<a:graphicData uri="{PIC}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="Picture {number}"/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/>{size}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData>"
    )
    return inline(number, f"Picture {number}", alt, width, height, graphic)


def inline(number: int, name: str, alt: str, width: float, height: float, graphic: str) -> str:
    """A run with a drawing in the line; without alternative text it is marked as decoration."""
    described = f' descr="{attr(alt)}"' if alt.strip() else ""
    decorative = (
        ""
        if described
        else (
            f'<a:extLst><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
            f'<adec:decorative xmlns:adec="{_DECORATIVE}" val="1"/></a:ext></a:extLst>'
        )
    )
    return run(
        '<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/>'
        f'<wp:docPr id="{number}" name="{attr(name)}"{described}>{decorative}</wp:docPr>'
        f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{A}" noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f"<a:graphic>{graphic}</a:graphic></wp:inline></w:drawing>"
    )


def media(job: Job, kind: str, data: bytes) -> Part:
    """The part that holds *data*; the same picture is stored once."""
    digest = hashlib.sha256(data).hexdigest()
    key = f"{kind}-{digest}"
    if key not in job.media:
        job.media[key] = Part(f"/word/media/image{len(job.media) + 1}.{kind}", _TYPES[kind], data)
    return job.media[key]


def qr_code(job: Job, node: b.QrCode, place: Place) -> str:
    """A QR code, with the quiet zone that scanners need; empty where the address is too long for one."""
    import segno

    try:
        code = segno.make(node.url, micro=False, error="m")
    except (ValueError, UnicodeError):
        return ""
    out = BytesIO()
    code.save(out, kind="png", scale=8, border=4)
    size = min(place.width, job.theme.numbers.get("qr.size", 62.0))
    asset = Asset("png", out.getvalue(), *code.symbol_size(8, 4), dpi=300)
    return picture_run(job, place.part, asset, size, size, node.alt or node.url)


def _nothing() -> bytes:
    """A transparent PNG of one pixel, for programs that cannot draw the SVG it stands for."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    pixel = zlib.compress(b"\0\0\0\0\0", 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixel) + chunk(b"IEND", b"")
