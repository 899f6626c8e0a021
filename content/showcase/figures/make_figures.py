"""Draw the two raster pictures of the showcase: one PNG with a flat grid, one JPEG with soft tones.

The SVG diagrams beside this script are written by hand. Run it from any folder; the same Pillow
release writes the same bytes every time.
"""

from __future__ import annotations

import csv
import math
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

HERE = Path(__file__).resolve().parent
INK, PETROL, SLATE, MIST, PAPER = "#1C2126", "#12495A", "#56636B", "#E9EFF1", "#FFFFFF"


def standing_grid(rows: list[list[str]]) -> Image.Image:
    """A grid of filled and empty squares from the rows of ``data/standing.csv``."""
    cell, pitch, left, top = 150, 112, 470, 90
    head, body = rows[0][1:], rows[1:]
    picture = Image.new("RGB", (left + cell * len(head) + 20, top + pitch * len(body) + 20), PAPER)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size=34)
    for x, name in enumerate(head):
        draw.text((left + x * cell + cell / 2, top - 25), name, fill=INK, font=font, anchor="mm")
    for y, (party, *marks) in enumerate(body):
        middle = top + y * pitch + pitch / 2
        draw.text((left - 40, middle), party, fill=INK, font=font, anchor="rm")
        for x, mark in enumerate(marks):
            box = (left + x * cell + 33, middle - 42, left + (x + 1) * cell - 33, middle + 42)
            draw.rectangle(box, fill=PETROL if mark == "member" else MIST, outline=SLATE, width=3)
    return picture


def relief(width: int = 1600, height: int = 700) -> Image.Image:
    """Shaded hills from a sum of waves; no place on any map."""
    picture = Image.new("RGB", (width, height))
    pixels = picture.load()
    assert pixels is not None
    for y in range(height):
        for x in range(width):
            slope = (
                math.cos(x / 97 + y / 211) + 0.6 * math.cos(x / 41 - y / 83 + 1) + 0.3 * math.cos(x / 23 + y / 19 + 2)
            )
            light = 0.5 + 0.22 * slope - 0.15 * y / height
            pixels[x, y] = tuple(
                int(max(0, min(255, dark + (bright - dark) * light)))
                for dark, bright in ((18, 226), (73, 234), (90, 236))
            )
    return picture


def main() -> None:
    """Write ``standing.png`` and ``relief.jpg`` beside this script."""
    with (HERE.parent / "data" / "standing.csv").open(encoding="utf-8", newline="") as source:
        rows = list(csv.reader(source))
    standing_grid(rows).save(HERE / "standing.png", optimize=True, dpi=(300, 300))
    relief().save(HERE / "relief.jpg", quality=82, dpi=(200, 200))


if __name__ == "__main__":
    main()
