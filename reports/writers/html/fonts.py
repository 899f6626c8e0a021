"""The faces that the page carries: subsets of what it prints, as WOFF.

WOFF2 would save a tenth of the page, take five times as long to make, and need a library for Brotli.

A subset is a modified font, and "Source" is a Reserved Font Name of the SIL Open Font License; so the subsets go by
neutral names, in the file and in the style sheet.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from string import ascii_lowercase, digits
from typing import Any

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import Node, children
from reports.theme.tokens import Face, Theme
from reports.writers.html import escape

#: CSS names of the families; what stands after them serves readers whose browser blocks embedded fonts.
NAMES: Mapping[str, str] = {"body": "Brief Text", "headings": "Brief Sans", "mono": "Brief Mono"}
#: Copyright, licence, address of the licence.
_KEPT_NAMES = (0, 13, 14)
_FEATURES = ("ccmp", "kern", "liga", "locl", "mark", "mkmk", "tnum", "lnum")
#: What the page prints by itself and numbers may need.
_ALWAYS = frozenset("0123456789.,:-–−% ()\N{NO-BREAK SPACE}\N{UPWARDS ARROW}\N{BULLET}")
#: In every face that prints anything: a letter more in the text then mostly asks for the subset that is there already,
#: while an author types and from one edition to the next.
_COMMON = frozenset(ascii_lowercase + digits + ".,-")


def font_faces(document: Document, theme: Theme, markup: str) -> str:
    """``@font-face`` rules for every face that *markup* may ask for."""
    everything = frozenset(markup) | _ALWAYS
    everything |= frozenset("".join(document.words.values()))
    slanted, strong, coded = _special(document)
    rules = []
    for key, family in theme.fonts.items():
        for face in family.faces:
            wanted = _wanted(key, face, everything, slanted, strong, coded)
            if wanted:
                rules.append(_rule(NAMES.get(key, key), face, wanted | _COMMON))
    return "".join(rules)


def _wanted(
    key: str,
    face: Face,
    everything: frozenset[str],
    slanted: frozenset[str],
    strong: frozenset[str],
    coded: frozenset[str],
) -> frozenset[str]:
    """The characters that *face* has to show; empty where the page can do without it."""
    if key == "mono":
        return coded
    if face.italic and face.weight != 400:
        return slanted & strong
    if face.italic:
        return slanted
    return strong if face.weight != 400 and key == "body" else everything


def _rule(name: str, face: Face, wanted: frozenset[str]) -> str:
    data = base64.b64encode(subset(face.data, "".join(sorted(wanted)), name)).decode("ascii")
    style = "italic" if face.italic else "normal"
    source = f"url(data:font/woff;base64,{data}) format('woff')"
    return f"@font-face{{font-family:'{name}';font-style:{style};font-weight:{face.weight};src:{source}}}\n"


def _special(document: Document) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The characters set in italics, in bold and in the monospaced face, nested ones counted generously."""
    slanted: set[str] = set()
    strong: set[str] = set()
    coded: set[str] = set()
    stack: list[tuple[Node, bool, bool]] = [(one, False, False) for one in document.content]
    while stack:
        node, in_slanted, in_strong = stack.pop()
        in_slanted = in_slanted or isinstance(node, (i.Emph, b.Quote)) or getattr(node, "role", None) in _SLANTED
        in_strong = in_strong or isinstance(node, (i.Strong, b.Heading, b.Callout, b.Table, b.Definition))
        match node:
            case i.Text(characters):
                slanted.update(characters if in_slanted else ())
                strong.update(characters if in_strong else ())
            case i.Code(characters) | b.CodeBlock(characters):
                coded.update(characters)
            case _:
                stack.extend((one, in_slanted, in_strong) for one in children(node))
    return frozenset(slanted), frozenset(strong), frozenset(coded)


_SLANTED = frozenset(("subtitle", "pull", "definition"))


@lru_cache(maxsize=64)
def subset(data: bytes, characters: str, name: str) -> bytes:
    """The font *data* with the glyphs of *characters* only, as WOFF under another *name*. The same bytes always."""
    from importlib import import_module

    from fontTools.ttLib import TTFont

    hb: Any = import_module("uharfbuzz")
    wanted = hb.SubsetInput()
    for one in characters:
        if ord(one) >= 32:
            wanted.unicode_set.add(ord(one))
    wanted.layout_feature_tag_set.clear()
    for feature in _FEATURES:
        wanted.layout_feature_tag_set.add(_tag(feature))
    for identifier in _KEPT_NAMES:
        wanted.name_id_set.add(identifier)
    wanted.flags = hb.SubsetFlags.NO_HINTING
    small = hb.subset(hb.Face(data), wanted).blob.data
    font: Any = TTFont(BytesIO(small), recalcTimestamp=False)
    _rename(font, name)
    font.flavor = "woff"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _tag(name: str) -> int:
    """A feature's name as HarfBuzz counts it: four bytes, the first the highest."""
    return int.from_bytes(name.encode("ascii"), "big")


def _rename(font: Any, name: str) -> None:
    """Drop all names but copyright and licence, and put *name* in their place."""
    table = font["name"]
    table.names = [one for one in table.names if one.nameID in _KEPT_NAMES]
    for identifier, value in ((1, name), (2, "Regular"), (4, name), (6, name.replace(" ", ""))):
        table.setName(value, identifier, 3, 1, 0x409)


def stacks(theme: Theme) -> Iterable[tuple[str, str]]:
    """The families as values of ``font-family``, by their key."""
    for key, family in theme.fonts.items():
        own = escape.clean(family.name).replace("\\", "").replace("'", "").replace("<", "").replace("\n", "")
        yield key, f"'{NAMES.get(key, key)}','{own}',{_FALLBACKS[family.generic]}"


_FALLBACKS = {
    "serif": "Charter,Georgia,'Times New Roman',serif",
    "sans-serif": "system-ui,'Segoe UI','Helvetica Neue',Arial,sans-serif",
    "monospace": "ui-monospace,Consolas,'DejaVu Sans Mono',monospace",
}
