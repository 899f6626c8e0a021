"""The Word writer: a file as an editor would have made it by hand.

Named styles, native notes, fields with their results, editable charts; the same bytes for the same document.
``package`` and ``zipper`` make the file, ``styles`` and its neighbours its looks, ``blocks`` and ``runs`` its text.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.model.document import Document
from reports.source import Position
from reports.theme.tokens import Theme
from reports.writers.base import Written

__all__ = ["write"]


def write(
    document: Document, theme: Theme, *, pages: Mapping[str, int] | None = None, template: bytes | None = None,
    template_at: Position | None = None,
) -> Written:  # fmt: skip
    """The Word file of *document*.

    pages
        Page numbers by id from the PDF of the same document; they fill the contents and the references to pages.
    template, template_at
        A designer's .dotx or .docx, whose styles, numbering and theme replace ours of the same names, and where it is
        named.
    """
    from reports.writers.docx.assemble import assemble

    return assemble(document, theme, pages or {}, template, template_at)
