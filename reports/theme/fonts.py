"""The font families: those that travel with the package, and a house's own from files.

All faces are static TrueType files with ``glyf`` outlines, the one kind that every writer can embed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from reports.records import record
from reports.theme.tokens import Face, Family

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

Generic: TypeAlias = Literal["serif", "sans-serif", "monospace"]

#: What OpenType requires of a font with TrueType outlines.
_TABLES = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
#: Composite glyphs inside composite glyphs.
_MOST_COMPOSED = 16

#: Largest font file that is looked at, in bytes.
MAX_BYTES = 20_000_000

_VENDORED: Mapping[str, tuple[Generic, str, tuple[str, ...]]] = {
    "Source Serif 4": ("serif", "SourceSerif4", ("400", "400i", "700", "700i")),
    "Source Sans 3": ("sans-serif", "SourceSans3", ("400", "400i", "600", "600i", "700", "700i")),
    "Source Code Pro": ("monospace", "SourceCodePro", ("400",)),
}
_WEIGHTS = {400: "Regular", 600: "SemiBold", 700: "Bold"}

#: What a text in any language cannot do without: foreign names, addresses and numbers stand in all of them.
_BASIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

#: Letters that a text in the language cannot do without, beyond a to z.
_LETTERS: Mapping[str, str] = {
    "sq": "çëÇË", "sr-latn": "čćđšžČĆĐŠŽ", "bs": "čćđšžČĆĐŠŽ", "hr": "čćđšžČĆĐŠŽ", "sl": "čšžČŠŽ",
    "cnr": "čćđšžśźČĆĐŠŽŚŹ", "sr": "абвђјљњћџЂЈЉЊЋЏ", "mk": "абвгѓќѕџЃЌЅЏ", "bg": "абвгдъщюяЪЩЮЯ",
    "ru": "абвгдъыэюяЫЭЮЯ",
    "uk": "абвгґєіїҐЄІЇ", "el": "αβγδωΑΒΓΔΩάέή", "de": "äöüßÄÖÜ", "fr": "àâçéèêëîïôœùûÀÇÉÈŒ", "es": "áéíñóúüÑ",
    "it": "àèéìòù", "pt": "ãáâçéêíõóú", "pl": "ąćęłńóśźżŁŚŻ", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž",
    "hu": "áéíóöőúüűŐŰ", "ro": "ăâîșțȘȚ", "tr": "çğıöşüİĞŞ", "sv": "åäöÅÄÖ", "da": "æøåÆØÅ", "nb": "æøåÆØÅ",
    "fi": "äöå",
    "et": "äõöüšž", "lv": "āčēģīķļņšūž", "lt": "ąčęėįšųūž",
}  # fmt: skip


class FontError(ValueError):
    """A font file that cannot be used; the message says why, as the end of a sentence."""


@record(frozen=True, slots=True)
class FontFile:
    """What a font file says about itself."""

    family: str
    weight: int
    italic: bool
    postscript_name: str
    fixed_pitch: bool
    serif: bool


def vendored_names() -> tuple[str, ...]:
    """The families that travel with the package."""
    return tuple(_VENDORED)


@cache
def vendored(name: str) -> Family:
    """The family *name*, read once. Raises KeyError for one that does not travel with the package."""
    generic, stem, codes = _VENDORED[name]
    folder = files("reports.theme") / "fonts"
    faces = []
    for code in codes:
        weight, italic = int(code[:3]), code.endswith("i")
        suffix = f"{weight}{_WEIGHTS[weight]}" + ("_Italic" if italic else "")
        style = _WEIGHTS[weight].replace("Regular", "") + ("Italic" if italic else "") or "Regular"
        data = (folder / f"{stem}_{suffix}.ttf").read_bytes()
        faces.append(Face(weight, italic, f"{stem}-{style}", data))
    return Family(name, generic, tuple(faces))


def inspect(data: bytes) -> FontFile:
    """What the font file *data* says about itself. Raises FontError where it cannot be used in all outputs."""
    if len(data) > MAX_BYTES:
        raise FontError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    import logging

    from fontTools.ttLib import TTFont, TTLibError

    logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # it tells of odd dates, which are nobody's fault here
    try:
        font = TTFont(BytesIO(data), lazy=True)
        return _describe(font)
    except FontError:
        raise
    except (TTLibError, KeyError, ValueError, AttributeError, TypeError, IndexError, AssertionError, OSError) as error:
        raise FontError("is damaged or not a TrueType font") from error
    except Exception as error:  # fontTools lets struct.error and its own kinds through on broken tables
        raise FontError("is damaged") from error


def is_free_to_give(data: bytes) -> bool:
    """Whether a font's licence bits let the file be passed on with a document for good (OpenType, OS/2.fsType = 0)."""
    count = int.from_bytes(data[4:6], "big")
    for at in range(12, 12 + 16 * count, 16):
        if data[at : at + 4] == b"OS/2":
            table = int.from_bytes(data[at + 8 : at + 12], "big")
            return len(data) >= table + 10 and int.from_bytes(data[table + 8 : table + 10], "big") & 0x000F == 0
    return False


def _describe(font: TTFont) -> FontFile:
    if "fvar" in font:
        raise FontError("is a variable font; a static one is needed for each weight")
    lacking = [one for one in _TABLES if one not in font]
    if lacking == ["glyf", "loca"] or (lacking and "CFF " in font):
        raise FontError("has no TrueType outlines (glyf); PostScript outlines (.otf) do not fit all outputs")
    if lacking:
        raise FontError(f"lacks the table {lacking[0]!r}")
    for tag in _TABLES:
        font[tag]
    os2: Any = font["OS/2"]
    names, post = font["name"], cast("Any", font["post"])
    if os2.fsType & 0x000F == 0x0002:
        raise FontError("forbids embedding (its licence bits say restricted)")
    if not font.getBestCmap():
        raise FontError("has no table of characters")
    _check_outlines(font)
    family = names.getDebugName(16) or names.getDebugName(1) or "House"
    postscript = re.sub(r"[^A-Za-z0-9-]", "", names.getDebugName(6) or "") or "House-Regular"
    weight = min(max(int(os2.usWeightClass), 1), 1000)
    return FontFile(
        family=family,
        weight=weight,
        italic=bool(os2.fsSelection & 1),
        postscript_name=postscript,
        fixed_pitch=bool(post.isFixedPitch),
        serif=1 < os2.panose.bSerifStyle < 11 if os2.panose.bFamilyType == 2 else False,
    )


def _check_outlines(font: TTFont) -> None:
    """Read every outline once: writers copy them as they are, and a damaged one prints as nothing or as noise.

    Raises FontError, or whatever fontTools raises on noise.
    """
    glyf: Any = font["glyf"]
    parts: dict[str, list[str]] = {}
    for name in font.getGlyphOrder():
        glyph = glyf[name]
        if glyph.isComposite():
            parts[name] = [one.glyphName for one in glyph.components]
    depths: dict[str, int] = {}
    for name in parts:
        _depth(name, parts, depths, 0)


def _depth(name: str, parts: Mapping[str, list[str]], known: dict[str, int], above: int) -> int:
    """How deep the composite glyph *name* is. Raises FontError where it is too deep, or holds itself."""
    if name not in known:
        if above > _MOST_COMPOSED:
            raise FontError("has letters composed of themselves")
        known[name] = 1 + max((_depth(one, parts, known, above + 1) for one in parts.get(name, ())), default=0)
    if known[name] + above > _MOST_COMPOSED + 1:
        raise FontError("has letters composed of themselves")
    return known[name]


@cache
def _coverage(data: bytes) -> frozenset[int]:
    # HarfBuzz reads the table of characters ten times as fast as fontTools, and drawing needs it anyway.
    harfbuzz: Any = import_module("uharfbuzz")
    return frozenset(harfbuzz.Face(data).unicodes)


def coverage(face: Face) -> frozenset[int]:
    """The code points that *face* has a glyph for. Remembered per face."""
    return _coverage(face.data)


def missing_letters(face: Face, lang: str) -> str:
    """The letters that *face* lacks: the basic ones, and those of *lang* (a BCP 47 tag) where it is listed."""
    tag = lang.lower().split("-")
    script = next((part for part in tag[1:] if len(part) == 4), "")
    letters = _LETTERS.get(f"{tag[0]}-{script}") or _LETTERS.get(tag[0], "")
    if script == "cyrl" and tag[0] in {"bs", "cnr"}:
        letters = _LETTERS["sr"]
    have = coverage(face)
    return "".join(one for one in _BASIC + letters if ord(one) not in have)
