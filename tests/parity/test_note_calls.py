"""Two notes called in one place read as two numbers, in every output."""

from __future__ import annotations

import io
import re

import pypdf
import pytest

from reports.model import inlines as i
from reports.writers.base import WRITERS, writer
from tests.documents import document, note, p, t
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import Package, W


def _pdf(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text().replace(" ", "")


def _docx(data: bytes) -> str:
    numbers = iter(range(1, 20))
    out = []
    for one in Package(data).body.iter(f"{{{W}}}t", f"{{{W}}}footnoteReference"):
        out.append(one.text if one.tag == f"{{{W}}}t" else str(next(numbers)))
    return "".join(out).replace(" ", "")


def _html(data: bytes) -> str:
    return re.sub(r"<[^>]*>|\s", "", data.decode().split("<main", 1)[1])


READ = {"pdf": _pdf, "docx": _docx, "html": _html}


@pytest.mark.parametrize("extension", WRITERS)
def test_neighbouring_calls_are_parted_by_a_comma(extension):
    calls = (note("1", "One"), note("2", "Two"), i.Text(" on "), note("3", "Three"), i.Text("."), note("4", "Four"))
    read = READ[extension](writer(extension)(document(p("Text", *calls)), theme_of(), pages={}).data)
    assert "Text1,2on3.4" in read


@pytest.mark.parametrize("extension", WRITERS)
def test_one_call_stands_alone(extension):
    read = READ[extension](
        writer(extension)(document(p("Text", note("1", "One"), *t(" on"))), theme_of(), pages={}).data
    )
    assert "Text1on" in read
