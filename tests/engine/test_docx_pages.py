"""The text of the Word file is the same whichever formats are asked for beside it."""

from __future__ import annotations

import io
import zipfile

import pytest

from reports.engine.build import build
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.workspace import select
from tests.examples import ROOT


@pytest.mark.parametrize("slug", ["workshop-47", "memo-after-eulex"])
def test_page_numbers_stand_in_the_contents_without_a_pdf_too(slug):
    workspace, refs = select(ROOT, [slug])

    def word(*formats: str) -> bytes:
        return build(gather(Files(workspace.root), refs[0], formats=formats, epoch=None)).outputs["docx"]

    def text(data: bytes) -> bytes:
        return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")

    assert text(word("docx")) == text(word("pdf", "docx"))
