"""The web page: one self-contained HTML file without script."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.model.document import Document
    from reports.theme.tokens import Theme
    from reports.writers.base import Written

__all__ = ["write"]


def write(document: Document, theme: Theme, *, pages: Mapping[str, int]) -> Written:
    """Draw *document* as one HTML file; see :class:`reports.writers.base.Writer`."""
    from reports.writers.html.writer import write as write_page

    return write_page(document, theme, pages=pages)
