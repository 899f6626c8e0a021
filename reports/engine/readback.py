"""The words of built files, read back for the rules that look at what was drawn."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from html import unescape
from html.parser import HTMLParser
from importlib import import_module
from typing import Any

from reports.checks.subject import Page
from reports.patterns import expression

#: The running head and foot stand in these shares of the page's height, at most.
_HEAD, _FOOT = 0.075, 0.085
#: White between two lines that is more than this share of the page counts as empty: an imprint stands at the foot.
_HOLE = 0.15
#: Paths, pictures, shadings and forms, as PDFium counts kinds of objects.
_DRAWN = (2, 3, 4, 5)
#: Height in points over which a line of text is a watermark across the page.
TALLEST = 90
_TEXT = expression(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)/>|</w:p>")
_PARTS = expression(r"word/(?:document|footnotes|endnotes)\.xml")


def words_of(outputs: Mapping[str, bytes], pages: tuple[Page, ...] | None) -> dict[str, str]:
    """The text of each file by its extension; files for the printer, which are the PDF again, are left out."""
    found = {"pdf": "\n".join(page.text for page in pages)} if pages is not None else {}
    if "docx" in outputs:
        found["docx"] = _docx(outputs["docx"])
    if "html" in outputs:
        found["html"] = _html(outputs["html"])
    return found


def prepare() -> None:
    """Import what reads pages."""
    import_module("pypdfium2")


def printed_pages(pdf: bytes) -> tuple[Page, ...]:
    """The words of each page between running head and foot, and how much of it is filled.

    White at the foot is not filled, and neither is the white above what stands at the foot.
    """
    pypdfium2: Any = import_module("pypdfium2")
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_page(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _page(page: Any) -> Page:
    width, height = page.get_size()
    words = page.get_textpage()
    bottom, top = height * _FOOT, height * (1 - _HEAD)
    text = words.get_text_bounded(left=0, bottom=bottom, right=width, top=top)
    rects = (words.get_rect(number) for number in range(words.count_rects()))
    spans = [(low, high) for _, low, _, high in rects if low >= bottom and high <= top and high - low < TALLEST]
    if _widest(spans, top) > _HOLE * (top - bottom):
        bounds = (one.get_bounds() for one in page.get_objects(filter=_DRAWN))
        spans += [(low, high) for _, low, _, high in bounds if low >= bottom and high <= top]
    hole = _widest(spans, top)
    white = min((low for low, _ in spans), default=top) - bottom + (hole if hole > _HOLE * (top - bottom) else 0.0)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return Page("\n".join(line for line in lines if line), 1 - white / (top - bottom))


def _widest(spans: list[tuple[float, float]], top: float) -> float:
    """The widest white between *spans* (lower and upper edge), from *top* down."""
    widest, reached = 0.0, top
    for low, high in sorted(spans, key=lambda one: -one[1]):
        widest = max(widest, reached - high)
        reached = min(reached, low)
    return widest


def _docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = sorted(name for name in package.namelist() if _PARTS.fullmatch(name))
        return "\n".join(unescape("".join(_runs(package.read(name).decode("utf-8")))) for name in names)


def _runs(xml: str) -> Iterator[str]:
    for found in _TEXT.finditer(xml):
        yield found[1] if found[1] is not None else " "


def _html(data: bytes) -> str:
    reader = _Words()
    reader.feed(data.decode("utf-8"))
    return " ".join(reader.found)


class _Words(HTMLParser):
    """The text of a page without scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Scripts and styles are no words."""
        self._silent += tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        """See ``handle_starttag``."""
        self._silent -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        """Words between tags."""
        if not self._silent:
            self.found.append(data)
