"""What goes to the printer, read back with other people's readers."""

from __future__ import annotations

from io import BytesIO

import pdfplumber
import pikepdf
import pypdfium2
import pytest

from reports.model import blocks as b
from reports.writers.pdf.printing import BLEED, booklet, booklet_order, greyscale, with_crop_marks
from tests.documents import cell, document, p, sample_document
from tests.writers.pdf.reading import draw


def test_crop_marks_stand_outside_the_bleed() -> None:
    data = with_crop_marks(draw(sample_document(), "report").data)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not pdf.check_pdf_syntax()
        for one in pdf.pages:
            trim, bleed, media = ([float(v) for v in one[name]] for name in ("/TrimBox", "/BleedBox", "/MediaBox"))
            assert bleed == pytest.approx(
                [trim[0] - BLEED, trim[1] - BLEED, trim[2] + BLEED, trim[3] + BLEED], abs=0.01
            )
            assert media[0] < bleed[0] - 10


def test_a_cover_reaches_into_the_bleed() -> None:
    cover = b.Division((p("Series", role="series"), p("A title", role="title")), "cover")
    data = with_crop_marks(draw(document(cover, p("Text")), "report").data)
    picture = pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().convert("L")
    box = 20 + BLEED / 2
    assert picture.getpixel((int(box), 200)) < 128, "no colour in the bleed"
    assert picture.getpixel((5, 200)) > 250


def test_the_order_of_a_booklet() -> None:
    assert booklet_order(4) == [(3, 0), (1, 2)]
    assert booklet_order(6) == [(None, 0), (1, None), (5, 2), (3, 4)]
    for count in range(1, 30):
        pages = [one for side in booklet_order(count) for one in side if one is not None]
        assert sorted(pages) == list(range(count))


def test_a_booklet_has_every_page_once_in_its_place() -> None:
    pages = [one for k in range(6) for one in (p(f"Leaf {k}."), b.PageBreak())]
    data = booklet(draw(document(*pages[:-1])).data)
    made = pypdfium2.PdfDocument(data)
    assert len(made) == 4
    width, height = made[0].get_size()
    assert width > height
    texts = [one.get_textpage().get_text_range() for one in made]
    assert "Leaf 0." in texts[0]
    assert "Leaf 1." in texts[1]
    assert "Leaf 5." in texts[2]
    assert "Leaf 2." in texts[2]
    assert all(name in texts[3] for name in ("Leaf 3.", "Leaf 4."))


def test_a_booklet_turns_landscape_pages_and_says_what_it_is() -> None:
    head = b.Row(tuple(cell(f"Responsibility{k}", header=True) for k in range(16)))
    table = b.Table((b.Column(),) * 16, (head,), (b.Row(tuple(cell("1234567") for _ in range(16))),))
    made = draw(document(p("Leaf one."), table, p("word " * 500)))
    shapes = [page.get_size() for page in pypdfium2.PdfDocument(made.data)]
    assert any(width > height for width, height in shapes)
    data = booklet(made.data)
    width, height = shapes[0]
    for sheet in pypdfium2.PdfDocument(data):
        assert sheet.get_size() == pytest.approx((2 * width, height), abs=0.1)
    with pikepdf.open(BytesIO(data)) as pdf:
        assert not pdf.check_pdf_syntax()
        assert str(pdf.docinfo["/Title"]) == "A title"
    with pdfplumber.open(BytesIO(data)) as pdf:
        words = [one for page in pdf.pages for one in page.chars if one["text"] == "7"]
    assert any(abs(one["matrix"][1]) > 0 for one in words), "the wide table lies across the fold"


def test_a_greyscale_proof_has_no_colour_left() -> None:
    data = greyscale(draw(sample_document(), "report").data)
    for one in pypdfium2.PdfDocument(data):
        picture = one.render(scale=0.5).to_pil().convert("RGB")
        spread = max(max(pixel) - min(pixel) for _, pixel in picture.getcolors(1 << 20) or [])
        assert spread <= 2
