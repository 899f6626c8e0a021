"""Fonts into the file: subset, embedded, with widths and the way back to text.

A face becomes a Type 0 font with Identity-H codes and its own CID-to-glyph map (ISO 32000-1, 9.7; ISO 19005-2, 6.2.11).
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Any

from reports.writers.pdf.fonts import FontFace, harfbuzz
from reports.writers.pdf.objects import Raw, Stream, reference


def embed(document: Any, face: FontFace) -> str:
    """Add *face* with the glyphs used so far to ReportLab's *document*; returns the reference to its font object."""
    name = _subset_name(face)
    program = Stream("", subset(face), length1=True)
    file = reference(document, program)
    descriptor = reference(document, Raw(_descriptor(face, name, file)))
    to_gid = reference(document, Stream("", b"".join(gid.to_bytes(2, "big") for gid in face.gids)))
    to_unicode = reference(document, Stream("", _to_unicode(face)))
    widths = " ".join(f"{advance * 1000 / face.upem:.6g}" for advance in face.advances[1:])
    descendant = reference(
        document,
        Raw(
            f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
            f"/FontDescriptor {descriptor} /DW 1000 /W [ 1 [ {widths} ] ] /CIDToGIDMap {to_gid} >>"
        ),
    )
    return reference(
        document,
        Raw(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [ {descendant} ] /ToUnicode {to_unicode} >>"
        ),
    )


def subset(face: FontFace) -> bytes:
    """The font program with the used glyphs alone, under their own numbers, without layout tables."""
    hb = harfbuzz()
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(sorted(set(face.gids)))
    wanted.flags = hb.SubsetFlags.RETAIN_GIDS | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    for tag in ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "kern", "meta"):
        wanted.drop_table_tag_set.add(int.from_bytes(tag.ljust(4).encode(), "big"))
    return bytes(wanted.subset(face.font.face).blob.data)


def _subset_name(face: FontFace) -> str:
    """The PostScript name with the tag that marks a subset: six letters made from the glyphs in it."""
    digest = sha256(repr(sorted(set(face.gids))).encode()).digest()
    tag = "".join(chr(65 + byte % 26) for byte in digest[:6])
    return f"{tag}+{re.sub(r'[^A-Za-z0-9._-]', '', face.name) or 'Face'}"


def _descriptor(face: FontFace, name: str, file: str) -> str:
    def measure(tag: str, default: int) -> float:
        hb = harfbuzz()
        found = face.font.get_metric_position(hb.OTMetricsTag[tag]) if tag in hb.OTMetricsTag.__members__ else None
        return (found if found is not None else default) * 1000 / face.upem

    italic = "italic" in face.name.lower() or "oblique" in face.name.lower()
    flags = 4 | (64 if italic else 0)
    ascent, descent = face.ascent, face.descent
    return (
        f"<< /Type /FontDescriptor /FontName /{name} /Flags {flags} /FontBBox [ -500 {descent:.6g} 1500 {ascent:.6g} ] "
        f"/ItalicAngle {-12 if italic else 0} /Ascent {ascent:.6g} /Descent {descent:.6g} "
        f"/CapHeight {measure('CAP_HEIGHT', 700):.6g} /XHeight {measure('X_HEIGHT', 500):.6g} "
        f"/StemV {120 if 'bold' in face.name.lower() else 80} /FontFile2 {file} >>"
    )


def _to_unicode(face: FontFace) -> bytes:
    lines = [f"<{cid:04X}> <{_utf16(text)}>" for cid, text in enumerate(face.texts) if text]
    out = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(lines), 100):
        chunk = lines[start : start + 100]
        out += [f"{len(chunk)} beginbfchar", *chunk, "endbfchar"]
    out += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(out).encode("ascii")


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "replace").hex().upper()
