"""Formatting, affixes, quotes, text-case, strip-periods and display around a rendering element.

Source: CSL 1.0.2, "Formatting", "Affixes", "Quotes", "Strip-periods", "Text-case", "Display". Affixes stand outside
of all the other attributes of the same element.
"""

from __future__ import annotations

from collections.abc import Callable

from . import textcase
from .context import Context
from .tokens import CLOSE, QUOTE_CLOSE, QUOTE_OPEN, Kind, Mark, Token
from .xml import Element

Renderer = Callable[[Context], None]

FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def format_marks(attrs: dict[str, str]) -> list[Mark]:
    return [Mark(Kind.FORMAT, (name, attrs[name])) for name in FORMATS if name in attrs]


class English:
    """Whether the items of a style are taken to be English (CSL 1.0.2, "Non-English Items")."""

    __slots__ = ("default",)

    def __init__(self, default_locale: str) -> None:
        self.default = not default_locale or default_locale.lower().startswith("en")

    def __call__(self, language: str) -> bool:
        return language.lower().startswith("en") if language else self.default


def decorate(inner: Renderer, element: Element, english: English, own_language: str = "") -> Renderer:
    """`inner` with the element's own attributes applied to what it prints.

    `own_language` is set for text that comes from the locale: its case follows that language, not the item's.
    """
    attrs = element.attrs
    if not attrs.keys() & _DECORATIONS:
        return inner
    opening: list[Token] = []
    closing: list[Token] = []
    if "display" in attrs:
        opening.append(Mark(Kind.DISPLAY, attrs["display"]))
        closing.insert(0, CLOSE[Kind.DISPLAY])
    prefix, suffix = attrs.get("prefix", ""), attrs.get("suffix", "")
    if prefix:
        opening.append(prefix)
    if suffix:
        closing.insert(0, suffix)
    for mark in format_marks(attrs):
        opening.append(mark)
        closing.insert(0, CLOSE[Kind.FORMAT])
    if attrs.get("quotes") == "true":
        opening.append(QUOTE_OPEN)
        closing.insert(0, QUOTE_CLOSE)
    case = attrs.get("text-case", "")
    strip = attrs.get("strip-periods") == "true"
    if not (case or strip):
        return _around(inner, opening, closing)
    return _around(_changed(inner, case, strip, english, own_language), opening, closing)


_DECORATIONS = frozenset((*FORMATS, "prefix", "suffix", "quotes", "text-case", "strip-periods", "display"))


def _around(inner: Renderer, opening: list[Token], closing: list[Token]) -> Renderer:
    if not opening and not closing:
        return inner
    count = len(opening)

    def run(c: Context) -> None:
        out = c.out
        start = len(out)
        out.extend(opening)
        body, delimiter = c.body, c.delimiter
        c.body, c.delimiter = start + count, ""
        inner(c)
        c.body, c.delimiter = body, delimiter
        if len(out) == start + count:
            del out[start:]
        else:
            out.extend(closing)

    return run


def _changed(inner: Renderer, case: str, strip: bool, english: English, own_language: str) -> Renderer:
    def run(c: Context) -> None:
        out = c.out
        start = len(out)
        inner(c)
        if len(out) == start:
            return
        if strip:
            for index in range(start, len(out)):
                token = out[index]
                if type(token) is str:
                    out[index] = token.replace(".", "")
        if case:
            language = own_language or c.ref.language
            textcase.apply(case, out, start, language, english(language))

    return run
