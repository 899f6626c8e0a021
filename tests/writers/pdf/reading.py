"""Reading a tagged PDF back with other people's readers: pikepdf for the tree, two for the text under it."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import pdfplumber
import pikepdf
import pypdfium2
import pypdfium2.raw as raw

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.base import Written
from reports.writers.pdf import write

_SILENT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff\u200c\u200d\u2061"))


@cache
def theme(look: str = "brief", lang: str = "en-GB", paper: str = "a4", profile: str = "standard") -> Theme:
    """A shipped look."""
    return load_theme(look, None, {}, Collector(), lang, paper, profile)


def draw(document: Document, look: str = "brief", **settings: Any) -> Written:
    """Write *document* in a shipped look."""
    return write(document, theme(look, document.meta.lang), **settings)


@dataclass
class Element:
    """A structure element: type, attributes, kids; a kid that is a text is content in place."""

    tag: str
    kids: list[Element | str] = field(default_factory=list)
    attributes: dict[str, Any] = field(default_factory=dict)
    alt: str = ""
    lang: str = ""
    id: str = ""
    pages: set[int] = field(default_factory=set)
    annotations: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text below, in reading order."""
        return "".join(kid if isinstance(kid, str) else kid.text for kid in self.kids)

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()

    def all(self, *tags: str) -> list[Element]:
        """Every element of these types."""
        return [one for one in self.walk() if one.tag in tags]


@dataclass
class Read:
    """A PDF read back: its root element, and what was drawn under no mark at all."""

    root: Element
    marks: dict[tuple[int, int], str]
    referenced: list[tuple[int, int]]
    unmarked: str
    page_count: int


@lru_cache(maxsize=16)
def read(data: bytes, *, by: str = "pdfplumber") -> Read:
    """Read the tree and the text under it, the text by one of two readers."""
    marks, unmarked, count = _by_pdfium(data) if by == "pdfium" else _by_pdfplumber(data)
    referenced: list[tuple[int, int]] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        top = pdf.Root.StructTreeRoot.K
        root = _element(top[0] if isinstance(top, pikepdf.Array) else top, None, pages, marks, referenced)
    return Read(root, marks, referenced, unmarked, count)


def _by_pdfplumber(data: bytes) -> tuple[dict[tuple[int, int], str], str, int]:
    """Text by page and mark, text under no mark, number of pages."""
    marks: dict[tuple[int, int], str] = {}
    unmarked: list[str] = []
    with pdfplumber.open(BytesIO(data)) as plumbed:
        count = len(plumbed.pages)
        for number, page in enumerate(plumbed.pages):
            for char in page.chars:
                if char["mcid"] is not None:
                    key = (number, char["mcid"])
                    marks[key] = marks.get(key, "") + char["text"]
                elif char["tag"] != "Artifact":
                    unmarked.append(char["text"])
            page.close()
    return marks, "".join(unmarked), count


def _by_pdfium(data: bytes) -> tuple[dict[tuple[int, int], str], str, int]:
    """The same as Chromium reads it. Text objects without a mark are artifacts or faults; which, it does not tell.

    It adds spaces of its own where a line ends, also behind a hyphen that parts a word between two pages.
    """
    marks: dict[tuple[int, int], str] = {}
    document = pypdfium2.PdfDocument(data)
    count = len(document)
    for number in range(count):
        page = document[number]
        texts = page.get_textpage()
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            mark = raw.FPDFPageObj_GetMarkedContentID(one.raw)
            if mark >= 0:
                marks[number, mark] = marks.get((number, mark), "") + _object_text(one, texts).replace(
                    "\u00ad ", "\u00ad"
                )
    document.close()
    return marks, "", count


def _object_text(one: Any, texts: Any) -> str:
    length = raw.FPDFTextObj_GetText(one.raw, texts.raw, None, 0)
    buffer = (ctypes.c_ushort * length)()
    raw.FPDFTextObj_GetText(one.raw, texts.raw, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _element(
    node: Any, page: Any, pages: dict[Any, int], marks: dict[tuple[int, int], str], referenced: list[tuple[int, int]]
) -> Element:
    page = node.get("/Pg", page)
    made = Element(
        str(node.S)[1:], alt=str(node.get("/Alt", "")), lang=str(node.get("/Lang", "")), id=str(node.get("/ID", ""))
    )
    attributes = node.get("/A")
    for one in [attributes] if isinstance(attributes, pikepdf.Dictionary) else attributes or []:
        made.attributes |= {str(key)[1:]: one[key] for key in one}
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
            made.annotations.append(dict(kid.Obj))
            made.pages.add(pages[kid.get("/Pg", page).objgen])
        elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
            made.kids.append(_element(kid, page, pages, marks, referenced))
        else:
            is_reference = isinstance(kid, pikepdf.Dictionary)
            where = pages[(kid.get("/Pg", page) if is_reference else page).objgen]
            key = (where, int(kid.MCID if is_reference else kid))
            referenced.append(key)
            made.pages.add(where)
            made.kids.append(marks.get(key, ""))
    return made


def plain(text: str) -> str:
    """*text* as compared: one kind of space, nothing silent, composed."""
    composed = unicodedata.normalize("NFC", text.translate(_SILENT))
    composed = "".join(char for char in composed if not unicodedata.category(char).startswith("C") or char.isspace())
    return re.sub(r"\s+", " ", composed).strip()


def expected_texts(content: tuple[Any, ...]) -> Iterator[str]:
    """The text of every paragraph and heading, notes after the block of their call, in reading order."""
    for block in content:
        match block:
            case b.Para():
                yield from _with_notes(block.content)
            case b.Heading():
                first, *more = _with_notes(block.content)
                yield plain(f"{block.number} {first}" if block.number else first)
                yield from more
            case b.Callout():
                yield from _with_notes(block.title) if block.title else ()
                yield from expected_texts(block.content)
            case b.Table():
                yield from expected_texts(tuple(cell for row in (*block.head, *block.body) for cell in row.cells))
            case b.List() | b.DefinitionList():
                yield from expected_texts(block.items)
            case b.Section() | b.Division() | b.ListItem() | b.Cell() | b.Endnote() | b.Definition() | b.Quote():
                yield from expected_texts(block.content)


def _with_notes(content: tuple[i.Inline, ...]) -> Iterator[str]:
    notes: list[i.Note] = []
    yield plain(_run(content, notes))
    for note in notes:
        yield from expected_texts(note.content)


def _run(content: tuple[i.Inline, ...], notes: list[i.Note]) -> str:
    """Calls of notes in a row are parted by a comma."""
    before = (None, *content)
    parts = zip(before, content, strict=False)
    return "".join(
        ("," if isinstance(last, i.Note) and isinstance(one, i.Note) else "") + _inline(one, notes)
        for last, one in parts
    )


def _inline(item: Any, notes: list[i.Note]) -> str:
    match item:
        case i.Text(text) | i.Code(text):
            return text
        case i.LineBreak():
            return " "
        case i.Note():
            notes.append(item)
            return item.number or "*"
        case i.Ref(content=()):
            return item.target
    return _run(item.content, notes)
