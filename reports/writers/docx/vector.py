"""A PNG for an SVG that brings none, for programs that cannot draw SVG (Word before 2016, LibreOffice, mail)."""

from __future__ import annotations

from importlib import import_module
from io import BytesIO
from typing import Any

from reports.theme.tokens import Theme

#: Pixels of the longer side, and how many pixels there are to a point unless that is more.
_LONGEST = 1200.0
_SCALE = 2.0


def rasterised(data: bytes, theme: Theme) -> bytes:
    """The picture as PNG; empty where it cannot be drawn. Its text is set in the theme's sans serif."""
    try:
        return _draw(data, theme)
    except Exception:  # svglib raises whatever the drawing leads it into; Word itself then has the SVG alone
        return b""


def _draw(data: bytes, theme: Theme) -> bytes:
    from reports.writers.pdf.rl import neutral_reportlab

    neutral_reportlab()
    from reports.writers.pdf.svg import read_svg

    render, pdfium = _library("reportlab.graphics.renderPDF"), _library("pypdfium2")
    drawing = read_svg(data)
    _set_faces(drawing, _register(theme))
    scale = min(_SCALE, _LONGEST / max(drawing.width, drawing.height, 1.0))
    document = pdfium.PdfDocument(render.drawToString(drawing))
    try:
        picture = document[0].render(scale=scale, fill_color=(255, 255, 255, 255)).to_pil()
    finally:
        document.close()
    out = BytesIO()
    picture.convert("RGB").save(out, "PNG", compress_level=6)
    return out.getvalue()


def _library(name: str) -> Any:
    """A module without types."""
    return import_module(name)


def _register(theme: Theme) -> dict[bool, str]:
    """The names under which ReportLab knows the theme's sans serif, by whether they are bold."""
    metrics, files = _library("reportlab.pdfbase.pdfmetrics"), _library("reportlab.pdfbase.ttfonts")
    family = theme.fonts.get("headings") or theme.fonts["body"]
    names = {}
    for bold in (False, True):
        face = family.face(700 if bold else 400)
        name = f"raster-{face.name}"
        if name not in metrics.getRegisteredFontNames():
            metrics.registerFont(files.TTFont(name, BytesIO(face.data)))
        names[bold] = name
    return names


def _set_faces(node: Any, names: dict[bool, str]) -> None:
    """Every string below *node* in our faces: svglib asks for Helvetica, which knows Latin letters only."""
    stack = [node]
    while stack:
        one = stack.pop()
        if hasattr(one, "fontName"):
            one.fontName = names["bold" in str(one.fontName).lower()]
        stack.extend(getattr(one, "contents", ()))
