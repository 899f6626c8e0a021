"""What independent readers find in the three files of one brief: pypdf and pdfplumber, lxml over the package, html5lib.

All of them come down to the same few facts, with text squeezed to letters and digits: hyphens, spaces, list marks and
capitals are each format's own business, words and their order are not.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from dataclasses import dataclass
from typing import Any

import html5lib
import pdfplumber
import pypdf
from lxml import etree


def squeeze(text: str) -> str:
    """Letters and digits only, folded: ligatures taken apart, capitals gone."""
    flat = unicodedata.normalize("NFKC", text).casefold()
    return "".join(one for one in flat if one.isalnum())


@dataclass(frozen=True)
class Seen:
    """What a reader found: squeezed texts, in reading order.

    text
        Everything but the notes, in one piece.
    headings
        Texts of the headings of sections.
    notes
        Texts of the notes.
    tables
        Rows of cells of every table.
    alts
        Alternative texts of pictures and charts.
    """

    text: str
    headings: list[str]
    notes: list[str]
    tables: list[list[list[str]]]
    alts: list[str]


# The web page

_XHTML = "{http://www.w3.org/1999/xhtml}"


def read_html(data: bytes) -> Seen:
    """The web page, by html5lib."""
    body = html5lib.parse(data, namespaceHTMLElements=False, treebuilder="etree").find("body")
    headings = [_html_text(one) for one in body.iter() if one.tag in _LEVELS and "h-" in one.get("class", "")]
    notes = [_html_text(one) for one in body.iter() if one.get("role") == "doc-footnote" or _is_note(one)]
    tables = [
        [[_html_text(cell) for cell in row if cell.tag in ("td", "th")] for row in table.iter("tr")]
        for table in body.iter("table")
    ]
    alts = [one.get("alt") or one.get("aria-label") or "" for one in body.iter() if one.tag == "img" or _is_svg(one)]
    return Seen(_html_text(body), headings, notes, tables, [squeeze(one) for one in alts if one])


_LEVELS = {f"h{n}" for n in range(1, 7)}


def _is_svg(element: Any) -> bool:
    return isinstance(element.tag, str) and element.tag.endswith("svg") and element.get("role") == "img"


def _is_note(element: Any) -> bool:
    return str(element.get("id", "")).startswith("note_") and element.tag == "li"


def _html_text(element: Any) -> str:
    return squeeze("".join(_html_parts(element, top=True)))


def _html_parts(element: Any, *, top: bool) -> Any:
    tag = element.tag if isinstance(element.tag, str) else ""
    hidden = tag.endswith("svg") or tag in ("script", "style", "title") or element.get("role") == "doc-backlink"
    calls = element.get("role") == "doc-noteref"
    if not hidden and not calls and (top or not _is_note(element)):
        yield element.text or ""
        for child in element:
            yield from _html_parts(child, top=False)
            yield child.tail or ""


# The Word file

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_docx(data: bytes) -> Seen:
    """The Word file, by lxml over its parts."""
    package = zipfile.ZipFile(io.BytesIO(data))
    body = etree.fromstring(package.read("word/document.xml")).find(f"{_W}body")
    names = _style_names(etree.fromstring(package.read("word/styles.xml")))
    headings = [_docx_text(one) for one in body.iter(f"{_W}p") if names.get(_style(one), "").startswith("heading ")]
    notes = []
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in package.namelist():
            root = etree.fromstring(package.read(part))
            notes += [_docx_text(one) for one in root if one.get(f"{_W}type") in (None, "normal")]
    tables = [
        [
            [_docx_text(cell) for cell in row.findall(f"{_W}tc") if not _goes_on(cell)]
            for row in table.findall(f"{_W}tr")
        ]
        for table in body.iter(f"{_W}tbl")
    ]
    alts = [one.get("descr") or "" for one in body.iter() if str(one.tag).endswith("}docPr")]
    return Seen(_docx_text(body), headings, notes, tables, [squeeze(one) for one in alts if one])


def _goes_on(cell: Any) -> bool:
    """Whether a cell of the grid is covered by the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val") != "restart"


def _style_names(styles: Any) -> dict[str, str]:
    """The names of styles by their ids; a style based on that of a heading counts as one."""
    names, bases = {}, {}
    for one in styles.findall(f"{_W}style"):
        base = one.find(f"{_W}basedOn")
        identifier = one.get(f"{_W}styleId")
        names[identifier] = one.find(f"{_W}name").get(f"{_W}val").lower()
        bases[identifier] = "" if base is None else base.get(f"{_W}val")
    return {one: names[one] if not names.get(bases[one], "").startswith("heading ") else names[bases[one]]
            for one in names}  # fmt: skip


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return "" if found is None else str(found.get(f"{_W}val"))


def _docx_text(element: Any) -> str:
    return squeeze("".join(one.text or "" for one in element.iter(f"{_W}t")))


# The PDF


def read_pdf(data: bytes) -> Seen:
    """The PDF: its structure tree by pypdf, the text of its marked content by pdfplumber."""
    return _Pdf(data).seen()


class _Pdf:
    def __init__(self, data: bytes) -> None:
        reader = pypdf.PdfReader(io.BytesIO(data))
        self._root = reader.trailer["/Root"]["/StructTreeRoot"]
        self._roles = dict(self._root.get("/RoleMap", {}))
        self._pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}
        self._texts: dict[tuple[int, int], str] = {}
        with pdfplumber.open(io.BytesIO(data)) as file:
            for number, page in enumerate(file.pages):
                for char in page.chars:
                    if char["mcid"] is not None:
                        key = (number, char["mcid"])
                        self._texts[key] = self._texts.get(key, "") + char["text"]
                page.close()

    def seen(self) -> Seen:
        found = Seen("", [], [], [], [])
        self._collect(self._root["/K"], found)
        return Seen(squeeze(self._text(self._root["/K"])), found.headings, found.notes, found.tables, found.alts)

    def _role(self, element: Any) -> str:
        name = str(element.get("/S", ""))
        return str(self._roles.get(name, name)).lstrip("/")

    def _collect(self, kids: Any, found: Seen) -> None:
        for element in self._elements(kids):
            role = self._role(element)
            if role[:1] == "H" and role[1:].isdigit():
                found.headings.append(squeeze(self._text(element)))
            elif role in ("Note", "FENote"):
                found.notes.append(squeeze(self._text(element, notes=True)))
            elif role == "Table":
                rows = self._inside(element, ("TR",))
                cells = [[squeeze(self._text(one)) for one in self._inside(row, ("TH", "TD"))] for row in rows]
                found.tables.append(cells)
            if "/Alt" in element and role == "Figure":
                found.alts.append(squeeze(str(element["/Alt"])))
            self._collect(element.get("/K", []), found)

    def _elements(self, kids: Any) -> list[Any]:
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        kids = kids if isinstance(kids, list) else [kids]
        objects = [one.get_object() if hasattr(one, "get_object") else one for one in kids]
        return [one for one in objects if isinstance(one, dict) and "/S" in one]

    def _inside(self, element: Any, roles: tuple[str, ...]) -> list[Any]:
        out = []
        for one in self._elements(element.get("/K", [])):
            out.extend([one] if self._role(one) in roles else self._inside(one, roles))
        return out

    def _text(self, element: Any, page: int | None = None, *, notes: bool = False) -> str:
        """The text of an element, its notes left out (or, of a note, taken)."""
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            return "".join(self._text(one, page, notes=notes) for one in element)
        if isinstance(element, int):
            return self._texts.get((page if page is not None else -1, int(element)), "")
        if "/Pg" in element:
            page = self._pages[element.raw_get("/Pg").idnum]
        if element.get("/Type") == "/MCR":
            return self._text(element["/MCID"], page)
        if element.get("/Type") == "/OBJR":
            return ""
        role = self._role(element)
        if role in ("Note", "FENote") and not notes:
            return ""
        text = self._text(element.get("/K", []), page)
        return "" if role == "Reference" and text.strip().isdigit() else text
