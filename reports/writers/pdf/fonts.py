"""The faces of one document: shaping with HarfBuzz, glyphs by code, and what to print for a missing character.

ReportLab's own TrueType support writes characters; we write glyphs, so that kerning, ligatures, small capitals and
the Serbian forms work, and every code still tells a reader which characters it stands for: a code is given to a pair
of glyph and text, never to a glyph alone (ISO 32000-1, 9.7.4 and 9.10.3).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import field
from functools import cache
from importlib import import_module
from typing import Any

from reports.records import record
from reports.theme.tokens import Family, Theme

Features = tuple[str, ...]

#: Characters without ink that no font needs to have.
_INVISIBLE = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)

#: What to print instead of a character that the face lacks, in the order of trying.
_STAND_INS: Mapping[str, tuple[str, ...]] = {
    "\u2011": ("\u2010", "-"),
    "\u2010": ("-",),
    "\u2012": ("\u2013", "-"),
    "\u2013": ("-",),
    "\u2014": ("\u2013", "-"),
    "\u2015": ("\u2014", "-"),
    "\u2212": ("\u2013", "-"),
    "\u00a0": (" ",),
    "\u202f": ("\u00a0", " "),
    "\u2007": ("\u00a0", " "),
    "\u2009": (" ",),
    "\u200a": (" ",),
    "\u2002": (" ",),
    "\u2003": (" ",),
    "\u2018": ("'",),
    "\u2019": ("'",),
    "\u201c": ('"',),
    "\u201d": ('"',),
    "\u2026": ("…", "."),
    "\u02bc": ("\u2019", "'"),
}

#: Drawn where no face has the character; the text underneath stays the author's.
_LAST_RESORT = "\ufffd\u25a1?"

#: Bytes that mean something in a literal string (ISO 32000-1, 7.3.4.2); no code has one, so that none is escaped.
_MEANING = frozenset(b"()\\\r\n")


@cache
def harfbuzz() -> Any:
    """The shaping library, imported when first needed."""
    return import_module("uharfbuzz")


class FontFace:
    """One face in one document: its HarfBuzz font and the codes handed out so far.

    Code 0 stays unused, so that ``.notdef`` is never referred to, and so do codes with a byte that means something in
    a string: ``gids``, ``texts`` and ``advances`` have 0, nothing and 0 there. ``chars`` are the two bytes of each code
    as Latin-1.
    """

    __slots__ = (
        "advances",
        "ascent",
        "chars",
        "cids",
        "coverage",
        "data",
        "descent",
        "font",
        "gids",
        "name",
        "resource",
        "texts",
        "upem",
        "x_height",
    )

    def __init__(self, name: str, data: bytes, resource: str) -> None:
        hb = harfbuzz()
        self.name = name
        self.data = data
        self.resource = resource
        face = hb.Face(data)
        self.font = hb.Font(face)
        self.upem = int(face.upem) or 1000
        self.coverage = frozenset(face.unicodes)
        extents = self.font.get_font_extents("ltr")
        self.ascent = extents.ascender * 1000.0 / self.upem
        self.descent = extents.descender * 1000.0 / self.upem
        self.x_height = 0.48
        self.cids: dict[tuple[int, str], int] = {}
        self.gids: list[int] = [0]
        self.texts: list[str] = [""]
        self.advances: list[int] = [0]
        self.chars: list[str] = ["\0\0"]

    def cid(self, gid: int, text: str) -> int:
        """The code of glyph *gid* standing for *text*."""
        found = self.cids.get((gid, text))
        if found is None:
            while not _MEANING.isdisjoint(len(self.gids).to_bytes(2, "big")):
                self._enter(0, "", 0)
            found = self.cids[(gid, text)] = len(self.gids)
            self._enter(gid, text, int(self.font.get_glyph_h_advance(gid)))
        return found

    def _enter(self, gid: int, text: str, advance: int) -> None:
        self.chars.append(len(self.gids).to_bytes(2, "big").decode("latin-1"))
        self.gids.append(gid)
        self.texts.append(text)
        self.advances.append(advance)

    def has(self, char: str) -> bool:
        """Whether the face has a glyph for *char*."""
        return ord(char) in self.coverage


@record(slots=True)
class Shaped:
    """A stretch of glyphs of one face. ``width`` in thousandths of an em; ``starts`` are character indices."""

    face: FontFace
    cids: list[int]
    advances: list[int]
    starts: list[int]
    length: int
    width: float
    _code: str = ""

    def code(self) -> str:
        """The glyphs as elements of a TJ array, with kerning."""
        if not self._code:
            self._code = _tj(self.face, self.cids, self.advances)
        return self._code

    def cut(self, start: int, end: int) -> Shaped | None:
        """The glyphs of the characters from *start* to *end*; None where a glyph straddles one of the ends."""
        if (start and start not in self.starts) or (end < self.length and end not in self.starts):
            return None
        keep = [k for k, at in enumerate(self.starts) if start <= at < end]
        advances = [self.advances[k] for k in keep]
        return Shaped(
            self.face,
            [self.cids[k] for k in keep],
            advances,
            [self.starts[k] - start for k in keep],
            end - start,
            sum(advances) * 1000.0 / self.face.upem,
        )


def _tj(face: FontFace, cids: list[int], advances: list[int]) -> str:
    """Literal strings of codes with the kerning between them."""
    natural = face.advances
    chars = face.chars
    if advances == [natural[cid] for cid in cids]:
        return f"({''.join([chars[cid] for cid in cids])})"
    out: list[str] = ["("]
    for cid, advance in zip(cids, advances, strict=True):
        out.append(chars[cid])
        off = natural[cid] - advance
        if off:
            out.append(f"){off * 1000 / face.upem:.6g}(")
    out.append(")")
    return "".join(out).replace("()", "")


@record(slots=True)
class FontBook:
    """All faces of a theme as they are used in one document.

    missing
        Characters that no face has, in the order of meeting them.
    """

    theme: Theme
    faces: dict[str, FontFace] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    _cache: dict[tuple[object, ...], tuple[Shaped, ...]] = field(default_factory=dict)
    _chosen: dict[tuple[str, int, bool], FontFace] = field(default_factory=dict)

    def face(self, family: str, weight: int = 400, italic: bool = False) -> FontFace:
        """The face of a family of the theme that is nearest to what is wanted."""
        key = (family, weight, italic)
        found = self._chosen.get(key)
        if found is None:
            one = self._family(family).face(weight, italic)
            found = self.faces.get(one.name)
            if found is None:
                found = self.faces[one.name] = FontFace(one.name, one.data, f"T{len(self.faces) + 1}")
            self._chosen[key] = found
        return found

    def _family(self, family: str) -> Family:
        fonts = self.theme.fonts
        return fonts.get(family) or fonts.get("body") or next(iter(fonts.values()))

    def shape(
        self,
        text: str,
        family: str,
        weight: int,
        italic: bool,
        lang: str,
        features: Features,
        upper: bool = False,
        tracking: float = 0.0,
    ) -> tuple[Shaped, ...]:
        """*text* as glyphs: one stretch, or several where characters come from other faces.

        With *upper*, capitals are drawn while the text underneath stays as written. *tracking* is extra space after
        each glyph in thousandths of an em.
        """
        face = self.face(family, weight, italic)
        key = (face.name, weight, italic, lang, features, upper, tracking, text)  # stand-ins go by weight and slope
        found = self._cache.get(key)
        if found is None:
            made = self._shape(text, face, weight, italic, lang, features, upper)
            found = tuple(_tracked(one, tracking) if tracking else one for one in made)
            self._cache[key] = found
        return found

    def _shape(
        self, text: str, face: FontFace, weight: int, italic: bool, lang: str, features: Features, upper: bool
    ) -> list[Shaped]:
        if not text:
            return []
        if text == "\u00ad":
            hyphen = "\u2010" if face.has("\u2010") else "-"
            return [_shape_in(face, hyphen, text, lang, features)]
        shown = "".join(map(_upper, text)) if upper else text
        if all(ord(char) in face.coverage for char in shown) and _INVISIBLE.isdisjoint(text):
            return [_shape_in(face, shown, text, lang, features)]
        parts: list[tuple[FontFace, str, str]] = []
        for char, wanted in zip(text, shown, strict=True):
            if char in _INVISIBLE:
                continue
            chosen, glyph = self._stand_in(wanted, face, weight, italic)
            if parts and parts[-1][0] is chosen:
                parts[-1] = (chosen, parts[-1][1] + glyph, parts[-1][2] + char)
            else:
                parts.append((chosen, glyph, char))
        return [_shape_in(one, glyphs, chars, lang, features) for one, glyphs, chars in parts]

    def _stand_in(self, char: str, face: FontFace, weight: int, italic: bool) -> tuple[FontFace, str]:
        """A face and one character that can be printed for *char*."""
        if face.has(char):
            return face, char
        others = [face, *(self.face(name, weight, italic) for name in self.theme.fonts)]
        for wanted in (char, *_STAND_INS.get(char, ()), _decomposed_base(char)):
            for one in others if wanted else ():
                if one.has(wanted):
                    if wanted == _decomposed_base(char):
                        self.missing.setdefault(char)
                    return one, wanted
        self.missing.setdefault(char)
        for wanted in _LAST_RESORT:
            for one in others:
                if one.has(wanted):
                    return one, wanted
        return face, char

    def covers(self, char: str) -> bool:
        """Whether *char* can be printed as itself or as its accepted stand-in."""
        if char in _INVISIBLE or char.isspace():
            return True
        wanted = (char, *_STAND_INS.get(char, ()))
        return any(self.face(name).has(one) for one in wanted for name in self.theme.fonts)


def _upper(char: str) -> str:
    """The capital of *char*, where that is one character."""
    capital = char.upper()
    return capital if len(capital) == 1 else char


def _tracked(one: Shaped, tracking: float) -> Shaped:
    extra = round(tracking * one.face.upem / 1000)
    advances = [advance + extra for advance in one.advances]
    return Shaped(one.face, one.cids, advances, one.starts, one.length, sum(advances) * 1000.0 / one.face.upem)


def _decomposed_base(char: str) -> str:
    """The letter under the accents of *char*; empty where it has none."""
    parts = unicodedata.normalize("NFD", char)
    return parts[0] if len(parts) > 1 and parts[0] != char else ""


def _shape_in(face: FontFace, shown: str, chars: str, lang: str, features: Features) -> Shaped:
    """Shape *shown*, glyph by glyph standing for *chars* (of the same length), left to right."""
    glyphs, starts, advances = _harfbuzz(face, shown, lang, features)
    known = face.cids
    if starts == list(range(len(chars))):
        cids = [known.get(pair) or face.cid(*pair) for pair in zip(glyphs, chars, strict=True)]
    else:
        cids = [face.cid(gid, text) for gid, text in zip(glyphs, _texts(chars, starts), strict=True)]
    return Shaped(face, cids, advances, starts, len(chars), sum(advances) * 1000.0 / face.upem)


def _texts(chars: str, starts: list[int]) -> list[str]:
    """What each glyph stands for: the first of a cluster for all its characters, the others for a joiner."""
    out: list[str] = []
    end = following = len(chars)
    for k in range(len(starts) - 1, -1, -1):  # from the end, where the next cluster is known: a text may be all accents
        start = starts[k]
        end, following = (following, start) if start != following else (end, following)
        out.append(chars[start:end] if k == 0 or starts[k - 1] != start else "\u2060")
    return out[::-1]


def _harfbuzz(face: FontFace, text: str, lang: str, features: Features) -> tuple[list[int], list[int], list[int]]:
    """Glyphs, the characters they begin at, and advances in font units."""
    hb = harfbuzz()
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "ltr"
    if lang:
        buffer.language = lang
    hb.shape(face.font, buffer, dict.fromkeys(features, True))
    infos = buffer.glyph_infos
    return (
        [info.codepoint for info in infos],
        [info.cluster for info in infos],
        [position.x_advance for position in buffer.glyph_positions],
    )
