"""What the tests of the Word writer share."""

from __future__ import annotations

from functools import cache

import pytest

from reports.diagnostics import Collector
from reports.model.document import Document
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.docx import write
from tests.documents import sample_document
from tests.writers.docx.reading import Package


@cache
def theme_of(look: str = "brief", **more: str) -> Theme:
    """A shipped look without a brand."""
    return load_theme(look, None, {}, Collector(), "en-GB", **more)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def theme() -> Theme:
    return theme_of()


@pytest.fixture(scope="session")
def looks():
    return theme_of


@pytest.fixture(scope="session")
def written(theme):
    """Write a document and open the file."""

    def make(document: Document, **more) -> Package:
        return Package(write(document, more.pop("theme", theme), **more).data)

    return make


@pytest.fixture(scope="session")
def sample(theme) -> Package:
    """The file of the document that shows every node."""
    return Package(write(sample_document(), theme, pages={"": 9, "h-background": 2, "h-votes": 4}).data)
