"""The canvas: ReportLab's, with a pen that marks content as it draws.

Everything goes through :class:`Pen`: text and pictures under the :class:`Run` they belong to, all else as artifacts.
Consecutive content of one run shares one marked-content sequence, and text in it one text object.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import quote

from reports.writers.pdf.embed import embed
from reports.writers.pdf.fonts import FontBook
from reports.writers.pdf.objects import Raw, reference, text_string
from reports.writers.pdf.structure import Mark, Node, Run
from reports.writers.pdf.toolkit import Canvas, PDFObjectReference, PDFPage


def number(value: float) -> str:
    """A real number, to a thousandth of a point."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


@lru_cache(maxsize=4096)
def hundredths(value: int) -> str:
    """A number of hundredths of a point, in points; a thousandth of an inch is seven of them."""
    return number(value / 100)


def ascii_uri(href: str) -> str:
    """An address in the characters that a URI may have (RFC 3986)."""
    return quote(href.encode("utf-8", "replace"), safe="!#$%&'()*+,/:;=?@[]~-._")


@lru_cache(maxsize=256)
def rgb(colour: str) -> str:
    """``#rrggbb`` as three operands; black for anything else."""
    try:
        parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    except ValueError:
        parts = [0.0, 0.0, 0.0]
    return " ".join(number(part) for part in parts)


class Pen:
    """Writes the content stream of the current page."""

    def __init__(self, canvas: TaggedCanvas) -> None:
        self.canvas = canvas
        self.page = -1
        self.hushed = False
        self.begin_page()

    def begin_page(self) -> None:
        """Start on a fresh page."""
        self.page += 1
        self.next_mcid = 0
        self.open_run: Run | None = None
        self.is_open = False
        self.in_text = False
        self._font = ("", 0.0)
        self._fill = ""
        self._at = (0, 0)

    @property
    def code(self) -> list[str]:
        """The operators of the page so far."""
        code: list[str] = self.canvas._code
        return code

    def mark(self, run: Run | None, kind: str = "") -> None:
        """Make *run* (None: an artifact) the owner of what is drawn next."""
        if self.hushed:
            run, kind = None, "Pagination"
        if self.is_open and self.open_run is run and run is not None:
            return
        self.close()
        if run is None:
            self.code.append(f"/Artifact <</Type /{kind}>> BDC" if kind else "/Artifact BMC")
        else:
            self.code.append(f"/{run.node.tag or 'Span'} <</MCID {self.next_mcid}>> BDC")
            run.marks.append((self.page, self.next_mcid))
            self.next_mcid += 1
        self.open_run = run
        self.is_open = True

    def hush(self, on: bool) -> None:
        """While *on*, everything drawn is an artifact: what is repeated is not read again."""
        self.close()
        self.hushed = on

    def close(self) -> None:
        """End the marked content that is open."""
        if self.in_text:
            self.code.append("ET")
            self.in_text = False
        if self.is_open:
            self.code.append("EMC")
            self.is_open = False
            self.open_run = None

    def text(self, x: float, y: float, font: str, size: float, colour: str, code: str) -> None:
        """Show the TJ array *code* with its origin at *x*, *y*, to a hundredth of a point.

        Places are told from the one before (Td): the file is smaller and quicker to write than with a matrix each.
        """
        out = self.canvas._code
        if not self.in_text:
            out.append("BT")
            self.in_text = True
            self._at = (0, 0)
        if self._font != (font, size):
            out.append(f"/{font} {number(size)} Tf")
            self._font = (font, size)
        if self._fill != colour:
            out.append(f"{rgb(colour)} rg")
            self._fill = colour
        was_x, was_y = self._at
        now_x, now_y = self._at = round(x * 100), round(y * 100)
        out.append(f"{hundredths(now_x - was_x)} {hundredths(now_y - was_y)} Td [{code}] TJ")

    def forget(self) -> None:
        """Take nothing about font and colour for granted: the graphics state was restored."""
        self._font = ("", 0.0)
        self._fill = ""

    def leave_text(self) -> None:
        """End the text object, keeping the marked content."""
        if self.in_text:
            self.code.append("ET")
            self.in_text = False

    def fill(self, x: float, y: float, width: float, height: float, colour: str, kind: str = "Layout") -> None:
        """A filled rectangle, an artifact."""
        self.mark(None, kind)
        self.code.append(f"q {rgb(colour)} rg {number(x)} {number(y)} {number(width)} {number(height)} re f Q")
        self.close()

    def line(self, x0: float, y0: float, x1: float, y1: float, width: float, colour: str, kind: str = "Layout") -> None:
        """A straight rule, an artifact."""
        if width <= 0:
            return
        self.mark(None, kind)
        ends = f"{number(x0)} {number(y0)} m {number(x1)} {number(y1)} l S"
        self.code.append(f"q {rgb(colour)} RG {number(width)} w {ends} Q")
        self.close()

    def link(self, rect: tuple[float, float, float, float], href: str, text: str, node: Node | None) -> None:
        """A link over *rect* (left, bottom, right, top) to an address or to ``#id``, belonging to *node*."""
        if not self.hushed:
            self.canvas.add_link(rect, href, text, node)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas without its own fonts, with structure and links kept by us."""

    def __init__(
        self, filename: Any, *, book: FontBook, targets: dict[str, tuple[int, float]], **settings: Any
    ) -> None:
        settings.update(pageCompression=0, invariant=1, pdfVersion=(1, 7), initialFontName="Helvetica")
        super().__init__(filename, **settings)
        self.book = book
        self.targets = targets
        self.links: list[tuple[int, tuple[float, float, float, float], str, str, Node | None]] = []
        self.pen = Pen(self)

    def _make_preamble(self) -> None:
        """No font of ReportLab's own in the pages."""
        self._preamble = ""

    def add_link(self, rect: tuple[float, float, float, float], href: str, text: str, node: Node | None) -> None:
        """Remember a link of the current page; it is written when all targets are known."""
        self.links.append((self.pen.page, rect, href, text, node))
        ref = f"link-{len(self.links)}"
        item = Raw()
        found = reference(self._doc, item, ref)
        self._annotationrefs.append(PDFObjectReference(ref))
        if node is not None:
            node.kids.append(Mark(self.pen.page, len(self.links) - 1, found))

    def _setAnnotations(self, page: Any) -> None:  # noqa: N802 - ReportLab's name
        super()._setAnnotations(page)
        page.stream = page.stream.encode("latin-1", "replace")
        page.__class__ = _StructuredPage
        page.StructParents = self.pen.page
        page.Tabs = "/S"

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """Close the page."""
        self.pen.close()
        super().showPage()
        self.pen.begin_page()

    def finish(self, pages: list[str]) -> None:
        """Write fonts and links."""
        document = self._doc
        fonts = document.idToObject["BasicFonts"]
        for face in self.book.faces.values():
            if len(face.gids) > 1:
                fonts[face.resource] = embed(document, face)
        for key, (page, rect, href, text, _) in enumerate(self.links):
            document.idToObject[f"link-{key + 1}"].text = self._annotation(pages, page, rect, href, text, key)

    def release(self) -> None:
        """Part canvas and pen, which know each other, so that they are freed at once."""
        del self.pen, self.book, self.targets

    def _annotation(
        self, pages: list[str], page: int, rect: tuple[float, float, float, float], href: str, text: str, key: int
    ) -> str:
        if href.startswith("#"):
            where = self.targets.get(href[1:], (page, 0.0))
            action = f"/Dest [ {pages[where[0]]} /XYZ null {number(where[1])} null ]"
        else:
            action = f"/A << /Type /Action /S /URI /URI {text_string(ascii_uri(href))} >>"
        box = " ".join(number(value) for value in rect)
        return (
            f"<< /Type /Annot /Subtype /Link /Rect [ {box} ] /Border [ 0 0 0 ] /F 4 "
            f"/Contents {text_string(text or href)} /StructParent {len(pages) + key} {action} >>"
        )


class _StructuredPage(PDFPage):  # type: ignore[misc]
    """A page dictionary that also names its place in the parent tree."""

    __NoDefault__ = (*PDFPage.__NoDefault__, "StructParents", "Tabs")
