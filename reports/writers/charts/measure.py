"""How wide text is, and where to break it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

from reports.patterns import expression
from reports.theme.tokens import Face, TextStyle, Theme

#: Text and its style → width in points, set on one line.
Measure: TypeAlias = Callable[[str, TextStyle], float]

_PIECE = expression(r"[^\s\u2010/–-]+[\u2010/–-]*|[\u2010/–-]+")
#: Longer labels are cut; nobody reads a paragraph on an axis.
MAX_CHARACTERS = 400


class _Advances(dict[str, float]):
    """Advance widths of characters in units of one em, looked up when first asked for."""

    def __init__(self, data: bytes) -> None:
        harfbuzz: Any = import_module("uharfbuzz")
        self._font = harfbuzz.Font(harfbuzz.Face(data))

    def __missing__(self, character: str) -> float:
        glyph = self._font.get_nominal_glyph(ord(character)) or 0
        width: float = self._font.get_glyph_h_advance(glyph) / self._font.face.upem
        self[character] = width
        return width


#: The widths of a font by its bytes.
_advances = cache(_Advances)


def face_of(theme: Theme, style: TextStyle) -> Face:
    """The face that *style* is set in."""
    family = theme.fonts.get(style.family) or next(iter(theme.fonts.values()))
    return family.face(style.weight, style.italic)


def measurer(theme: Theme) -> Measure:
    """Widths from the fonts of *theme*, without kerning (which only ever makes text shorter by a hair)."""

    def measure(text: str, style: TextStyle) -> float:
        table = _advances(face_of(theme, style).data)
        shown = text.upper() if style.case == "upper" else text
        ems = sum(table[one] for one in shown)
        return (ems + len(shown) * style.tracking / 1000) * style.size

    return measure


def wrap(text: str, width: float, style: TextStyle, measure: Measure) -> list[str]:
    """*text* in lines not wider than *width*: broken at spaces, after hyphens and slashes, in words if need be."""
    lines: list[str] = []
    current = ""
    for piece, spaced in _pieces(text):
        joined = f"{current} {piece}" if current and spaced else current + piece
        if not current or measure(joined, style) <= width:
            current = joined
        else:
            lines.append(current)
            current = piece
        while measure(current, style) > width and len(current) > 1:
            head = _fitting(current, width, style, measure)
            lines.append(current[:head])
            current = current[head:]
    return [*lines, current] if current else lines


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The unbreakable pieces of *text*, each with whether a space stands before it."""
    text = text if len(text) <= MAX_CHARACTERS else text[: MAX_CHARACTERS - 1] + "…"
    out: list[tuple[str, bool]] = []
    # a no-break space belongs to its piece, so words are parted at plain white space only
    for word in re.split(r"[ \t\n\r]+", text.strip()):
        parts: list[str] = _PIECE.findall(word.replace("\u00a0", "\ue000"))
        for number, part in enumerate(parts):
            out.append((part.replace("\ue000", "\u00a0"), number == 0))
    return out


def _fitting(text: str, width: float, style: TextStyle, measure: Measure) -> int:
    """How many characters of *text* fit into *width*; at least one."""
    low, high = 1, len(text) - 1
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(text[:middle], style) <= width else (low, middle - 1)
    return low


def longest_piece(text: str, style: TextStyle, measure: Measure) -> float:
    """The width that *text* needs not to be broken inside a word."""
    return max((measure(piece, style) for piece, _ in _pieces(text)), default=0.0)
