"""The parts of ReportLab that the writer uses, imported behind the gate of ``rl``; ReportLab itself has no types."""

from __future__ import annotations

from typing import Any

from reports.writers.pdf.rl import neutral_reportlab

neutral_reportlab()

from reportlab.lib import utils as _utils  # noqa: E402
from reportlab.pdfbase import pdfdoc as _pdfdoc  # noqa: E402
from reportlab.pdfgen import canvas as _canvas  # noqa: E402

format_object: Any = _pdfdoc.format
PDFCatalog: Any = _pdfdoc.PDFCatalog
PDFObject: Any = _pdfdoc.PDFObject
PDFObjectReference: Any = _pdfdoc.PDFObjectReference
PDFPage: Any = _pdfdoc.PDFPage
Canvas: Any = _canvas.Canvas
ImageReader: Any = _utils.ImageReader


def graphics() -> tuple[Any, Any]:
    """The renderer of drawings and the defaults of their state, imported for the first drawing."""
    from reportlab.graphics.renderPDF import _PDFRenderer
    from reportlab.graphics.shapes import STATE_DEFAULTS

    return _PDFRenderer, STATE_DEFAULTS
