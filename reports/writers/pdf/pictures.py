"""What pictures draw: raster and vector assets, QR codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import TypeAlias

from reports.model.document import Asset
from reports.records import record
from reports.writers.pdf.canvas import Pen, number, rgb
from reports.writers.pdf.toolkit import ImageReader
from reports.writers.pdf.words import Typesetter

#: Draws at a lower left corner.
Art: TypeAlias = Callable[[Pen, float, float], None]

_POINTS_PER_PIXEL = 0.75


@record(frozen=True, slots=True)
class Made:
    """A picture ready to be drawn, its size in points. ``scaled`` draws it at another scale."""

    art: Art
    width: float
    height: float

    def within(self, width: float, height: float) -> Made:
        """The same, made smaller to fit."""
        factor = min(1.0, width / self.width if self.width else 1.0, height / self.height if self.height else 1.0)
        if factor >= 1.0:
            return self
        art = self.art

        def smaller(pen: Pen, x: float, y: float) -> None:
            pen.leave_text()
            pen.code.append(f"q {factor:.6f} 0 0 {factor:.6f} {number(x)} {number(y)} cm")
            art(pen, 0.0, 0.0)
            pen.leave_text()
            pen.code.append("Q")
            pen.forget()

        return replace(self, art=smaller, width=self.width * factor, height=self.height * factor)


def asset_art(setter: Typesetter, asset: Asset, width: float, height: float) -> Made:
    """An asset, at its natural size unless that is more than *width* by *height*."""
    if asset.kind == "svg":
        try:
            return _vector(setter, asset, width, height)
        except Exception:  # a drawing that svglib cannot read has a raster twin
            if not asset.fallback:
                raise
            return _raster(asset.fallback, asset, width, height, _POINTS_PER_PIXEL)
    return _raster(asset.data, asset, width, height, 72.0 / asset.dpi if asset.dpi > 0 else _POINTS_PER_PIXEL)


def _size(asset: Asset, width: float, height: float, scale: float) -> tuple[float, float]:
    natural_width, natural_height = max(asset.width, 1.0) * scale, max(asset.height, 1.0) * scale
    factor = min(1.0, width / natural_width, height / natural_height)
    return natural_width * factor, natural_height * factor


def _raster(data: bytes, asset: Asset, width: float, height: float, scale: float) -> Made:
    ImageReader(BytesIO(data)).getSize()
    shown_width, shown_height = _size(asset, width, height, scale)

    def art(pen: Pen, x: float, y: float) -> None:
        pen.leave_text()
        reader = ImageReader(BytesIO(data))
        pen.canvas.drawImage(reader, x, y, shown_width, shown_height, mask="auto")
        vars(reader).clear()  # it keeps all pixels and refers to itself: hundreds of megabytes would wait to be freed

    return Made(art, shown_width, shown_height)


def _vector(setter: Typesetter, asset: Asset, width: float, height: float) -> Made:
    from reports.writers.pdf.svg import read_svg

    drawing = read_svg(asset.data)
    shown_width, shown_height = _size(asset, width, height, _POINTS_PER_PIXEL)
    across = shown_width / drawing.width if drawing.width else 1.0
    up = shown_height / drawing.height if drawing.height else 1.0

    def art(pen: Pen, x: float, y: float) -> None:
        from reports.writers.pdf.svg import draw_svg

        pen.leave_text()
        pen.code.append(f"q {across:.6f} 0 0 {up:.6f} {number(x)} {number(y)} cm")
        draw_svg(drawing, pen, setter)
        pen.leave_text()
        pen.code.append("Q")
        pen.forget()

    return Made(art, shown_width, shown_height)


def qr_art(url: str, size: float, colour: str) -> Made | None:
    """A QR code of *url*; None where it is too long for one."""
    import segno

    try:
        code = segno.make(url, error="m", micro=False)
    except ValueError:
        return None
    matrix = [list(row) for row in code.matrix]
    module = size / len(matrix)

    def art(pen: Pen, x: float, y: float) -> None:
        pen.leave_text()
        out = [f"q {rgb(colour)} rg"]
        for k, row in enumerate(matrix):
            bottom = y + size - (k + 1) * module
            for start, length in _dark_runs(row):
                out.append(f"{number(x + start * module)} {bottom:.4f} {length * module:.4f} {module:.4f} re")
        out.append("f Q")
        pen.code.append(" ".join(out))

    return Made(art, size, size)


def _dark_runs(row: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for k, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == k:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((k, 1))
    return runs
