"""Style tokens as paragraph and run properties (ISO/IEC 29500-1, 17.3.1 and 17.3.2).

Properties are mappings from element name to element, in the order that the schema asks for. A style writes only those
that differ from the style it is based on.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from reports.theme.tokens import BoxStyle, Edge, TextStyle, Theme
from reports.writers.docx.xml import attr, colour, eighths, half_points, twips

Properties: TypeAlias = Mapping[str, str]

PARAGRAPH_ORDER = (
    "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "suppressLineNumbers", "pBdr", "shd", "tabs",
    "suppressAutoHyphens", "bidi", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl",
)  # fmt: skip
RUN_ORDER = (
    "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "noProof", "color", "spacing", "position", "sz", "szCs",
    "u", "shd", "vertAlign", "rtl", "lang",
)  # fmt: skip

#: Semi-bold and heavier are bold in Word, which knows two weights of a family.
BOLD = 600
_JC = {"left": "left", "right": "right", "center": "center", "justify": "both"}
_THEME_FONT = {"body": "minor", "headings": "major"}
_MAX_SPACE = 31.0


def switch(name: str, on: bool) -> str:
    """A property that is on or off."""
    return f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def ordered(properties: Properties, order: tuple[str, ...], base: Properties | None = None) -> str:
    """The elements of *properties* that *base* does not have the same, in *order*."""
    known = base or {}
    return "".join(properties[name] for name in order if name in properties and properties[name] != known.get(name))


def run_properties(style: TextStyle, theme: Theme) -> dict[str, str]:
    """How characters of *style* look, as the properties of a paragraph style or a character style."""
    bold, size = style.weight >= BOLD, half_points(style.size)
    return {
        "rFonts": fonts(style.family, theme),
        "b": switch("b", bold),
        "bCs": switch("bCs", bold),
        "i": switch("i", style.italic),
        "iCs": switch("iCs", style.italic),
        "caps": switch("caps", style.case == "upper"),
        "smallCaps": switch("smallCaps", style.case == "small-caps"),
        "color": text_colour(style.colour, theme),
        "spacing": f'<w:spacing w:val="{twips(style.tracking / 1000 * style.size)}"/>',
        "sz": f'<w:sz w:val="{size}"/>',
        "szCs": f'<w:szCs w:val="{size}"/>',
    }


def fonts(family: str, theme: Theme) -> str:
    """The font choice: the theme's fonts by their role, so that a change of the theme changes every style."""
    role = _THEME_FONT.get(family)
    if role:
        return (
            f'<w:rFonts w:asciiTheme="{role}HAnsi" w:eastAsiaTheme="{role}EastAsia" '
            f'w:hAnsiTheme="{role}HAnsi" w:cstheme="{role}Bidi"/>'
        )
    found = theme.fonts.get(family)
    name = attr(found.name if found else "Consolas")
    return f'<w:rFonts w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


def text_colour(value: str, theme: Theme) -> str:
    """A colour, tied to the theme part where it is one of the theme's main colours."""
    hexa = colour(value)
    for name, slot in (("foreground", "text1"), ("primary", "accent1"), ("secondary", "text2")):
        if colour(theme.palette.get(name, ""), "") == hexa:
            return f'<w:color w:val="{hexa}" w:themeColor="{slot}"/>'
    return f'<w:color w:val="{hexa}"/>'


def paragraph_properties(style: TextStyle, *, left: float = 0.0, right: float = 0.0) -> dict[str, str]:
    """How a paragraph of *style* is set; *left* and *right* are added to its indents (points)."""
    return {
        "keepNext": switch("keepNext", style.keep_with_next),
        "keepLines": switch("keepLines", style.keep_with_next),
        "widowControl": switch("widowControl", style.lines_together > 1),
        "suppressAutoHyphens": switch("suppressAutoHyphens", not style.hyphenate),
        "spacing": spacing(style.space_before, style.space_after, style.leading),
        "ind": indent(style.indent_left + left, style.indent_right + right, style.indent_first),
        "jc": f'<w:jc w:val="{_JC[style.align]}"/>',
    }


def spacing(before: float, after: float, leading: float) -> str:
    """Space around a paragraph and its leading, which grows where a picture or a raised mark needs it."""
    return (
        f'<w:spacing w:before="{max(0, twips(before))}" w:after="{max(0, twips(after))}" '
        f'w:line="{max(20, twips(leading))}" w:lineRule="atLeast"/>'
    )


def indent(left: float, right: float = 0.0, first: float = 0.0) -> str:
    """Indents; a negative *first* hangs."""
    kind = f'w:hanging="{twips(-first)}"' if first < 0 else f'w:firstLine="{twips(first)}"'
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" {kind}/>'


def tabs(*stops: tuple[str, float, str]) -> str:
    """Tab stops: kind, place in points, leader ("none" or "dot")."""
    inner = "".join(
        f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{twips(place)}"/>' for kind, place, leader in stops
    )
    return f"<w:tabs>{inner}</w:tabs>"


def edge(name: str, rule: Edge, space: float = 0.0) -> str:
    """One rule of a box; an empty text for none."""
    if rule.width <= 0:
        return ""
    gap = round(max(0.0, min(_MAX_SPACE, space)))
    return f'<w:{name} w:val="single" w:sz="{eighths(rule.width)}" w:space="{gap}" w:color="{colour(rule.colour)}"/>'


def cell_margins(tag: str, padding: tuple[float, float, float, float]) -> str:
    """The padding of cells (top, right, bottom, left; points), as the element *tag*."""
    top, right, bottom, left = padding
    sides = "".join(
        f'<w:{name} w:w="{max(0, twips(points))}" w:type="dxa"/>'
        for name, points in (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    )
    return f"<w:{tag}>{sides}</w:{tag}>"


def shade(background: str | None) -> str:
    """A fill; an empty text for none."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour(background, "auto")}"/>' if background else ""


def inset(box: BoxStyle, side: int) -> float:
    """How far text stands from the outer edge of *box*: side 1 is right, 3 is left."""
    rule = box.left if side == 3 else box.right
    width = rule.width if rule.width > 0 else (0.5 if box.background else 0.0)
    return width + min(_MAX_SPACE, box.padding[side])


def is_open(box: BoxStyle) -> bool:
    """Whether nothing of *box* is drawn beside the text: then lines may hang out of it."""
    return box.background is None and box.left.width <= 0 and box.right.width <= 0


def box_properties(box: BoxStyle, *, top: bool = True, bottom: bool = True, gap: float = 0.0) -> dict[str, str]:
    """The rules and the fill of *box* around a paragraph.

    A box of several paragraphs is one in Word where their rules and indents are the same; its first paragraph is of
    another style (no *bottom*), the others go without *top*. A fill without rules gets rules of its own colour, for
    only these can carry the padding. *gap* is the space below a paragraph without bottom rule for the fill to cover.
    """
    if box.background is None and not any(one.width > 0 for one in (box.top, box.right, box.bottom, box.left)):
        return {}
    blind = Edge(0.5, box.background) if box.background else Edge()
    pad = box.padding
    upper = edge("top", box.top if box.top.width > 0 else blind, pad[0]) if top else ""
    lower = edge("bottom", box.bottom if box.bottom.width > 0 else blind, pad[2]) if bottom else ""
    if not bottom and gap > 0:
        lower = edge("bottom", blind, gap)
    left = "" if is_open(box) else edge("left", box.left if box.left.width > 0 else blind, pad[3])
    right = "" if is_open(box) else edge("right", box.right if box.right.width > 0 else blind, pad[1])
    rules = upper + left + lower + right
    found = {"pBdr": f"<w:pBdr>{rules}</w:pBdr>"} if rules else {}
    return {**found, "shd": shade(box.background)} if box.background else found
