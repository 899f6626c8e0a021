"""Draw the pictures of the README from the built example briefs: ``make`` first, then ``python docs/make_pictures.py``.

Pages are drawn by pypdfium2, set side by side with a thin frame, and kept small with a palette.
"""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parents[1]
WIDTH = 620
PICTURES = {
    "brief.png": [("kosovo-regional-security", 0), ("kosovo-regional-security", 4)],
    "report.png": [("showcase", 0), ("showcase", 10)],
}


def page(slug: str, number: int) -> Image.Image:
    """One page of an example, WIDTH pixels wide, framed."""
    with pypdfium2.PdfDocument(ROOT / "output" / slug / f"{slug}.pdf") as document:
        sheet = document[number]
        drawn = sheet.render(scale=2 * WIDTH / sheet.get_width()).to_pil().convert("RGB")
    height = round(drawn.height * WIDTH / drawn.width)
    return ImageOps.expand(drawn.resize((WIDTH, height), Image.Resampling.LANCZOS), 1, "#c8ccd0")


def picture(pages: list[tuple[str, int]]) -> Image.Image:
    """Pages side by side."""
    drawn = [page(slug, number) for slug, number in pages]
    gap = 24
    width = sum(one.width for one in drawn) + gap * (len(drawn) - 1)
    sheet = Image.new("RGB", (width, max(one.height for one in drawn)), "white")
    at = 0
    for one in drawn:
        sheet.paste(one, (at, 0))
        at += one.width + gap
    return sheet


def main() -> None:
    """Write all pictures."""
    folder = ROOT / "docs" / "images"
    folder.mkdir(exist_ok=True)
    for name, pages in PICTURES.items():
        picture(pages).quantize(64, dither=Image.Dither.NONE).save(folder / name, optimize=True)


if __name__ == "__main__":
    main()
