"""A PNG for an SVG, drawn as the PDF draws it: for what cannot draw SVG (Word before 2016, mail, LibreOffice)."""

from __future__ import annotations

import math
from io import BytesIO

from reports.model.document import Asset
from reports.theme.tokens import Theme

#: Pixels of the longer side, and pixels to a point of what is printed unless that is more.
_LONGEST = 1600.0
_SCALE = 2.0
#: Pixels that the drawings of a document paint one over the other, some 1.3 ns each: what paints more is made smaller.
_MOST_PAINTED = 1e9


def raster(asset: Asset, theme: Theme, lang: str, among: int = 1) -> bytes:
    """The SVG *asset* as PNG on white, as large as it prints at most; empty where it cannot be drawn.

    *among*: how many drawings the document has, which share the time.
    """
    try:
        page, width, height = _page(asset, theme, lang)
        return _pixels(page, _scale(asset, width, height, _MOST_PAINTED / among))
    except Exception:  # svglib raises whatever the drawing leads it into; Word itself then has the SVG alone
        return b""


def _scale(asset: Asset, width: float, height: float, most: float) -> float:
    """Pixels to a point, so that at most so many are painted."""
    from reports.writers.pdf.svg import read_svg
    from reports.writers.pdf.svgarea import coverage

    scale = min(_SCALE, _LONGEST / max(width, height))
    painted = coverage(read_svg(asset.data)) * width * height * scale * scale
    return scale * math.sqrt(min(1.0, most / max(painted, 1.0)))


def _page(asset: Asset, theme: Theme, lang: str) -> tuple[bytes, float, float]:
    """A PDF of one page that is the drawing, and its width and height in points."""
    from reports.writers.pdf.canvas import TaggedCanvas
    from reports.writers.pdf.fonts import FontBook
    from reports.writers.pdf.package import package
    from reports.writers.pdf.pictures import asset_art
    from reports.writers.pdf.words import Typesetter

    book = FontBook(theme)
    most = max(theme.page.width, theme.page.height) - theme.page.margin_left - theme.page.margin_right
    made = asset_art(Typesetter(theme, book, lang, {}), asset, most, most)
    canvas = TaggedCanvas(BytesIO(), book=book, targets={}, pagesize=(made.width, made.height))
    made.art(canvas.pen, 0.0, 0.0)
    canvas.showPage()
    canvas.finish([])
    canvas._doc.Catalog.Outlines = None
    return package(canvas._doc), made.width, made.height


def _pixels(page: bytes, scale: float) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(page)  # type: ignore[no-untyped-call]
    try:
        picture = document[0].render(scale=scale).to_pil()
    finally:
        document.close()  # type: ignore[no-untyped-call]
    out = BytesIO()
    picture.convert("RGB").save(out, "PNG", compress_level=6)
    return out.getvalue()
