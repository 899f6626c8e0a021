"""The PDF writer: tagged, archivable, set like print; on ReportLab's canvas.

``write`` is the whole of it; the modules behind are imported when it is first called.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.model.document import Document
    from reports.theme.tokens import Theme
    from reports.writers.base import Written


def write(
    document: Document,
    theme: Theme,
    *,
    pages: Mapping[str, int] | None = None,
    attachments: Mapping[str, bytes] | None = None,
) -> Written:
    """Draw *document*; see :func:`reports.writers.pdf.draw.write`."""
    from reports.writers.pdf.draw import write as draw

    return draw(document, theme, pages=pages, attachments=attachments)
