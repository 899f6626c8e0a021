"""LibreOffice opens the file and prints all its words."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reports.writers.docx import write
from tests.documents import sample_document
from tests.writers.docx.test_readback import leaves, squeeze

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


@pytest.fixture(scope="module")
def printed(theme, tmp_path_factory) -> str:
    """The text of the PDF that LibreOffice makes of the file."""
    folder: Path = tmp_path_factory.mktemp("office")
    (folder / "sample.docx").write_bytes(write(sample_document(), theme, pages={}).data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "sample.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=150)
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(folder / "sample.pdf").pages)


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
