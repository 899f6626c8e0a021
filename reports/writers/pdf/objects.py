"""PDF objects written by ourselves, in the form that ReportLab's document takes."""

from __future__ import annotations

from typing import Any

from reports.writers.pdf.toolkit import PDFObject


class Raw(PDFObject):  # type: ignore[misc]
    """An object given as its text."""

    __RefOnly__ = 1

    def __init__(self, text: str = "") -> None:
        self.text = text

    def format(self, document: Any) -> bytes:
        """The object's bytes."""
        return self.text.encode("latin-1")


class Stream(PDFObject):  # type: ignore[misc]
    """A stream, left uncompressed: the last step compresses the whole file at once."""

    __RefOnly__ = 1

    def __init__(self, entries: str, data: bytes, *, length1: bool = False) -> None:
        self.entries = entries
        self.data = data
        self.length1 = length1

    def head(self) -> bytes:
        """The entries of its dictionary."""
        first = f" /Length1 {len(self.data)}" if self.length1 else ""
        return f"{self.entries}{first}".encode("latin-1")


def reference(document: Any, item: Any, name: str | None = None) -> str:
    """Enter *item* into *document* and return how to refer to it, as ``12 0 R``."""
    found = document.Reference(item, name)
    number, version = document.idToObjectNumberAndVersion[found.name]
    return f"{number} {version} R"


def text_string(text: str) -> str:
    """A text string object: plain where ASCII will do, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be', 'replace').hex().upper()}>"


def byte_string(text: str) -> str:
    """A byte string object, for names and addresses: UTF-8 in hexadecimal unless plain."""
    if text.isascii() and text.isprintable():
        return text_string(text)
    return f"<{text.encode('utf-8', 'replace').hex().upper()}>"
