"""The pages of the example briefs as small pictures: a page that looks different is looked at by a person.

``make accept`` draws them anew. They are compared with a tolerance, since a word may move by a pixel.
"""

from __future__ import annotations

import os
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat

from tests.examples import SLUGS, built

HERE = Path(__file__).resolve().parent
#: Greatest mean difference of a page, of 255.
TOLERANCE = 4.0
WIDTH = 84


def sheet(slug: str) -> list[Image.Image]:
    """Every page in grey, WIDTH pixels wide."""
    with pypdfium2.PdfDocument(built(slug).outputs["pdf"]) as document:
        return [page.render(scale=WIDTH / page.get_width()).to_pil().convert("L") for page in document]


@pytest.mark.parametrize("slug", SLUGS)
def test_pages_look_as_they_were_accepted(slug: str) -> None:
    pages, path = sheet(slug), HERE / slug / "pages.png"
    height = max(page.height for page in pages)
    drawn = Image.new("L", (WIDTH * 2 * len(pages), height), 255)
    for count, page in enumerate(pages):
        drawn.paste(page, (count * WIDTH * 2, 0))
    if os.environ.get("BRIEF_ACCEPT"):
        drawn.quantize(16).save(path, optimize=True)
    accepted = Image.open(path).convert("L")
    assert accepted.size == drawn.size, "another number of pages, or another paper"
    for count in range(len(pages)):
        box = (count * WIDTH * 2, 0, (count + 1) * WIDTH * 2, height)
        difference = ImageStat.Stat(ImageChops.difference(accepted.crop(box), drawn.crop(box))).mean[0]
        assert difference < TOLERANCE, f"page {count + 1} looks different by {difference:.1f}: look, then make accept"
