"""Colours as numbers: hex notation, WCAG contrast, mixing, and steps of lightness in OKLCH.

Sources: WCAG 2.2 (relative luminance, contrast ratio); Björn Ottosson, "A perceptual color space for image processing"
(the OKLab matrices).
"""

from __future__ import annotations

import math
from typing import TypeAlias

from reports.patterns import expression

Rgb: TypeAlias = tuple[float, float, float]

_HEX = expression(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})\Z")
_FUNCTION = expression(r"rgb\(\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*[, ]\s*(\d{1,3})\s*\)\Z")
#: The colour names of CSS 2.1; the longer list of CSS 4 invites "peru" and "tan" where a house colour is meant.
NAMED = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff",
    "maroon": "#800000", "red": "#ff0000", "purple": "#800080", "fuchsia": "#ff00ff", "green": "#008000",
    "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff",
    "teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500",
}  # fmt: skip


def parse(text: str) -> str | None:
    """*text* as ``#rrggbb``; None where it is not ``#rgb``, ``#rrggbb``, ``rgb(r, g, b)`` or a CSS 2.1 name."""
    text = text.strip()
    if _HEX.match(text):
        digits = text[1:].lower()
        return f"#{digits}" if len(digits) == 6 else "#" + "".join(one * 2 for one in digits)
    found = _FUNCTION.match(text.lower())
    if found:
        values = [int(one) for one in found.groups()]
        return "#{:02x}{:02x}{:02x}".format(*values) if max(values) <= 255 else None
    return NAMED.get(text.lower())


def rgb(colour: str) -> Rgb:
    """The three channels of ``#rrggbb``, each from 0 to 1."""
    return (int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255)


def to_hex(channels: Rgb) -> str:
    """``#rrggbb``; channels outside 0 to 1 are cut off."""
    return "#" + "".join(f"{round(min(max(one, 0.0), 1.0) * 255):02x}" for one in channels)


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _encoded(channel: float) -> float:
    channel = min(max(channel, 0.0), 1.0)
    return channel * 12.92 if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (_linear(one) for one in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(colour: str, ground: str, share: float) -> str:
    """*share* (0 to 1) of *colour* laid over *ground*, as an ink tint is."""
    pairs = zip(rgb(colour), rgb(ground), strict=True)
    red, green, blue = (a * share + b * (1 - share) for a, b in pairs)
    return to_hex((red, green, blue))


def oklch(colour: str) -> Rgb:
    """Lightness (0 to 1), chroma (0 to about 0.37) and hue (radians)."""
    red, green, blue = (_linear(one) for one in rgb(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return (lightness, math.hypot(a, b), math.atan2(b, a))


def from_oklch(lightness: float, chroma: float, hue: float) -> str:
    """The colour, its chroma reduced until sRGB can show it."""
    lightness = min(max(lightness, 0.0), 1.0)
    for step in range(41):
        channels = _oklch_channels(lightness, chroma * (1 - step / 40), hue)
        if all(-0.0005 <= one <= 1.0005 for one in channels):
            break
    red, green, blue = (_encoded(one) for one in channels)
    return to_hex((red, green, blue))


def _oklch_channels(lightness: float, chroma: float, hue: float) -> Rgb:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def towards(colour: str, ground: str, ratio: float) -> str:
    """*colour* made lighter or darker, away from *ground*, just until their contrast is at least *ratio*.

    Unchanged where it is enough already; black or white where nothing else will do.
    """
    if contrast(colour, ground) >= ratio:
        return colour
    lightness, chroma, hue = oklch(colour)
    up = luminance(ground) < 0.18
    for step in range(1, 101):
        moved = lightness + (1 - lightness) * step / 100 if up else lightness * (1 - step / 100)
        found = from_oklch(moved, chroma, hue)
        if contrast(found, ground) >= ratio:
            return found
    return "#ffffff" if up else "#000000"


def turned(colour: str, lightness: float, degrees: float, chroma: float) -> str:
    """A relative of *colour*: another lightness, the hue turned, the chroma scaled (but never boosted from grey)."""
    _, own_chroma, hue = oklch(colour)
    return from_oklch(lightness, own_chroma * chroma, hue + math.radians(degrees))
