"""LibreOffice opens the file and prints all its words."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from reports.model import blocks as b
from reports.writers.docx import write
from tests.documents import document, p, png, sample_document
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.test_readback import leaves, squeeze

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def pages(folder: Path, name: str, data: bytes) -> list[str]:
    """The text of the pages of the PDF that LibreOffice makes of *data*."""
    (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / f"{name}.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(folder / f"{name}.pdf").pages]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Where LibreOffice works."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="module")
def printed(theme, folder) -> str:
    """The text of the PDF that LibreOffice makes of the file."""
    return "\n".join(pages(folder, "sample", write(sample_document(), theme, pages={}).data))


def test_all_words_are_printed(printed):
    text = squeeze(printed).replace("\u00ad", "").replace("-", "").casefold()
    words = [word for piece in leaves(sample_document().content, notes=False) for word in piece.split()]
    missing = [word for word in words if squeeze(word).replace("-", "").casefold() not in text]
    assert len(words) > 200
    assert missing == []


def test_notes_are_printed(printed):
    text = squeeze(printed).replace("-", "")
    for piece in leaves(sample_document().content, notes=True):
        for word in piece.split():
            assert squeeze(word).replace("-", "") in text


def test_a_cover_is_one_page(folder):
    title = p("Thirty by default: what lower urban limits ask of four actors", role="title")
    lines = (p("Series 4", role="series"), title, p("A limit saves lives, if it is kept " * 3, role="subtitle"))
    below = (
        p("Example Desk, an institute; Data Desk, another", role="byline"),
        p("2026", role="date"),
        p("Publisher", role="publisher"),
    )
    logo = b.Figure(b.Image("logo", "Logo"), role="logo")
    cover = document(b.Division((logo, *lines, *below), "cover"), p("text"))
    made = replace(cover, assets={"logo": png(220, 48)}, options={"paper": "letter"})
    found = pages(folder, "cover", write(made, theme_of("report"), pages={}).data)
    assert len(found) == 2
    assert "Series 4".upper() in found[0].upper()
    assert "Publisher" in found[0]
