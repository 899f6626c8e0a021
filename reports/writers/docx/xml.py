"""Writing WordprocessingML: escaping, units, paragraphs and runs as text.

A part is written as strings and parsed by nobody but the reader: building eight thousand table rows this way takes a
tenth of a second, as objects it takes many. The price is discipline: every character of content passes ``text`` or
``attr``, and the order of elements is that of the schema (ISO/IEC 29500-1, 17.3).
"""

from __future__ import annotations

import re

from reports.patterns import expression

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
V = "urn:schemas-microsoft-com:vml"
O_ = "urn:schemas-microsoft-com:office:office"

#: The declaration that every part starts with.
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: The name spaces of a part that holds text.
STORY_NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:wp="{WP}" xmlns:a="{A}" xmlns:pic="{PIC}" xmlns:c="{C}"'

_ILLEGAL = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": " ", "\r": " "})
_ATTR = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": " ", "\r": " ", "\t": " "})


def clean(value: str) -> str:
    """*value* without the characters that XML 1.0 cannot hold (controls, lone surrogates, U+FFFE, U+FFFF)."""
    return _ILLEGAL.sub("", value)


def text(value: str) -> str:
    """*value* as character data; line feeds become spaces."""
    return clean(value).translate(_TEXT)


def attr(value: str) -> str:
    """*value* as the inside of an attribute in double quotes."""
    return clean(value).translate(_ATTR)


def twips(points: float) -> int:
    """Points as twentieths of a point, the unit of lengths; kept within what Word accepts."""
    return round(max(-1584.0, min(1584.0, points)) * 20)


def eighths(points: float) -> int:
    """Points as eighths of a point, the unit of the width of rules: 2 to 96."""
    return max(2, min(96, round(points * 8)))


def half_points(points: float) -> int:
    """Points as half points, the unit of font sizes: 2 to 3276."""
    return max(2, min(3276, round(points * 2)))


def emu(points: float) -> int:
    """Points as English Metric Units, the unit of drawings."""
    return max(1, round(points * 12700))


def colour(value: str, default: str = "000000") -> str:
    """``#rrggbb`` as ``RRGGBB``; *default* for anything else."""
    found = re.fullmatch(r"#([0-9a-fA-F]{6})", value)
    return found[1].upper() if found else default


def run(content: str, properties: str = "") -> str:
    """A run around *content*, which is markup."""
    return f"<w:r>{properties}{content}</w:r>"


def text_run(value: str, properties: str = "") -> str:
    """A run, or none for empty text. Tabs in *value* become tab elements."""
    value = text(value)
    if not value:
        return ""
    if "\t" not in value:
        return f'<w:r>{properties}<w:t xml:space="preserve">{value}</w:t></w:r>'
    pieces = "<w:tab/>".join(f'<w:t xml:space="preserve">{one}</w:t>' if one else "" for one in value.split("\t"))
    return f"<w:r>{properties}{pieces}</w:r>"


def paragraph(style: str, content: str, extra: str = "") -> str:
    """A paragraph in *style*; *extra* is more of ``w:pPr``, in the order of the schema.

    The form ``<w:p><w:pPr>…</w:pPr>`` is relied upon by those who add a section break to a paragraph already written.
    """
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{content}</w:p>'
