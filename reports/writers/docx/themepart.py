"""The theme part (the brand's colours and fonts as Word's own theme) and the font table."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from reports.theme.tokens import Family, Theme
from reports.writers.docx.package import Part
from reports.writers.docx.xml import DECLARATION, A, R, W, attr, colour

_SLOTS = (
    ("dk1", "foreground", "000000"), ("lt1", "background", "FFFFFF"), ("dk2", "secondary", "44546A"),
    ("lt2", "tint", "E7E6E6"),
)  # fmt: skip
#: Fonts that stand in where a reader lacks ours, by kind: nearest in width among those that Office brings.
_STAND_IN = {"serif": "Cambria", "sans-serif": "Calibri", "monospace": "Consolas"}
_FAMILY = {"serif": "roman", "sans-serif": "swiss", "monospace": "modern"}
_FONT_TYPE = "application/vnd.openxmlformats-officedocument.obfuscatedFont"


def theme_xml(theme: Theme) -> str:
    """The theme part. ``accent1`` is the brand's colour, which is also the first of the charts."""
    palette = theme.palette
    slots = "".join(_slot(name, palette.get(key, ""), default) for name, key, default in _SLOTS)
    for number in range(1, 7):
        main = palette.get("primary", "#12495a")
        slots += _slot(f"accent{number}", palette.get(f"series-{number}", main), "12495A")
    link = palette.get("link", palette.get("primary", ""))
    slots += _slot("hlink", link, "0563C1") + _slot("folHlink", link, "954F72")
    body, head = font_name(theme, "body"), font_name(theme, "headings")
    fonts = "".join(
        f'<a:{tag}><a:latin typeface="{attr(name)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}>'
        for tag, name in (("majorFont", head), ("minorFont", body))
    )
    name = attr(theme.name) or "brief"
    return (
        f'{DECLARATION}<a:theme xmlns:a="{A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{slots}</a:clrScheme>'
        f'<a:fontScheme name="{name}">{fonts}</a:fontScheme>{_FORMATS}</a:themeElements></a:theme>'
    )


def _slot(name: str, value: str, default: str) -> str:
    return f'<a:{name}><a:srgbClr val="{colour(value, default)}"/></a:{name}>'


def font_name(theme: Theme, key: str) -> str:
    """The name of the family that *theme* uses for *key*."""
    family = theme.fonts.get(key) or theme.fonts.get("body")
    return family.name if family else "Cambria"


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f'<a:fmtScheme name="brief"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>'
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)


def font_table(theme: Theme, *, embed: bool, code: bool = True) -> Part:
    """The font table: each family with the font that may stand in for it; with *embed*, the fonts themselves.

    code
        Whether any code stands in the text: without it nobody asks for the font with letters of one width.
    """
    part = Part("/word/fontTable.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml")
    fonts: dict[str, str] = {}
    for family in theme.fonts.values():
        if family.name not in fonts:
            fonts[family.name] = _font(part, family, embed and (code or family.generic != "monospace"))
    part.data = f'{DECLARATION}<w:fonts xmlns:w="{W}" xmlns:r="{R}">{"".join(fonts.values())}</w:fonts>'.encode()
    return part


def _font(part: Part, family: Family, embed: bool) -> str:
    pitch = "fixed" if family.generic == "monospace" else "variable"
    faces = "".join(_embedded(part, family).values()) if embed else ""
    return (
        f'<w:font w:name="{attr(family.name)}"><w:altName w:val="{_STAND_IN[family.generic]}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{_FAMILY[family.generic]}"/><w:pitch w:val="{pitch}"/>{faces}</w:font>'
    )


def _embedded(part: Part, family: Family) -> Mapping[str, str]:
    """The four faces that Word knows of a family, hidden as ISO/IEC 29500-1, 17.8.1 has it."""
    wanted = (("Regular", 400, False), ("Bold", 700, False), ("Italic", 400, True), ("BoldItalic", 700, True))
    found: dict[str, str] = {}
    for name, weight, italic in wanted:
        exact = [one for one in family.faces if one.italic == italic and (one.weight >= 600) == (weight == 700)]
        if not exact:
            continue
        face = family.face(weight, italic)
        key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{face.name}-{len(face.data)}")).upper()
        target = Part(f"/word/fonts/{attr(face.name).replace(' ', '')}.odttf", _FONT_TYPE, obfuscate(face.data, key))
        rid = part.relate("font", target)
        found[name] = f'<w:embed{name} r:id="{rid}" w:fontKey="{{{key}}}"/>'
    return found


def obfuscate(data: bytes, key: str) -> bytes:
    """*data* with its first 32 bytes hidden by *key*, a GUID as text."""
    secret = bytes.fromhex(key.replace("-", ""))[::-1]
    head = bytes(byte ^ secret[at % 16] for at, byte in enumerate(data[:32]))
    return head + data[32:]
