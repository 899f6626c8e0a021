"""Style tokens: what a role looks like, in the terms that all three media share.

Lengths are points (1/72 inch), colours ``#rrggbb``. Roles are dotted from the general to the special:
``theme.text("callout.note.title")`` falls back to ``callout.title`` and then to ``body`` for what the look does
not say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias, TypeVar

from reports.records import record

TextAlign: TypeAlias = Literal["left", "right", "center", "justify"]
Case: TypeAlias = Literal["none", "upper", "small-caps"]
Placement: TypeAlias = Literal["main", "wide", "side"]
_T = TypeVar("_T")


@record(frozen=True, slots=True)
class TextStyle:
    """How text of a role is set.

    family
        A key of ``Theme.fonts``: ``body``, ``headings`` or ``mono``.
    size, leading
        Points; leading is the distance between base lines.
    tracking
        Extra space between letters in thousandths of an em.
    space_before, space_after, indent_left, indent_right, indent_first
        Points. Space between two paragraphs is the larger of the two, not the sum.
    keep_with_next
        Never the last thing on a page.
    lines_together
        The least number of lines that may stand alone at a page end or start.
    """

    family: str = "body"
    size: float = 10.25
    leading: float = 14.5
    weight: int = 400
    italic: bool = False
    colour: str = "#1a1a1a"
    align: TextAlign = "left"
    case: Case = "none"
    tracking: float = 0.0
    space_before: float = 0.0
    space_after: float = 6.0
    indent_left: float = 0.0
    indent_right: float = 0.0
    indent_first: float = 0.0
    keep_with_next: bool = False
    hyphenate: bool = True
    lines_together: int = 2


@record(frozen=True, slots=True)
class Edge:
    """One rule of a box: width in points (0 for none) and colour."""

    width: float = 0.0
    colour: str = "#000000"


@record(frozen=True, slots=True)
class BoxStyle:
    """How a box of a role is drawn.

    background
        None for no fill.
    padding
        Points: top, right, bottom, left.
    placement
        ``main`` in the text column, ``wide`` over text and side column, ``side`` in the side column where the medium
        has one (the first page of a brief), in the text column where it has none.
    keep_together
        Stay on one page when that is at all possible.
    """

    background: str | None = None
    top: Edge = Edge()
    right: Edge = Edge()
    bottom: Edge = Edge()
    left: Edge = Edge()
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    space_before: float = 0.0
    space_after: float = 10.0
    placement: Placement = "main"
    keep_together: bool = False


@record(frozen=True, slots=True)
class TableStyle:
    """How a table of a role is drawn: rules, not grids. The texts are the roles ``table.head`` and ``table.cell``."""

    top: Edge = Edge(0.9, "#1a1a1a")
    head: Edge = Edge(0.6, "#1a1a1a")
    row: Edge = Edge(0.3, "#c8ccd0")
    bottom: Edge = Edge(0.9, "#1a1a1a")
    head_background: str | None = None
    stripe_background: str | None = None
    padding: tuple[float, float, float, float] = (3.5, 5.0, 3.5, 5.0)
    space_before: float = 6.0
    space_after: float = 12.0
    placement: Placement = "main"


@record(frozen=True, slots=True)
class PageStyle:
    """The page: sizes and margins in points.

    The text column lies between ``margin_left + side_width + side_gap`` and ``width - margin_right`` when ``side`` is
    ``left``, mirrored when it is ``right``; ``none`` gives the whole width to the text.
    """

    width: float = 595.2756
    height: float = 841.8898
    margin_top: float = 72.0
    margin_bottom: float = 72.0
    margin_left: float = 54.0
    margin_right: float = 60.0
    side: Literal["left", "right", "none"] = "left"
    side_width: float = 118.0
    side_gap: float = 20.0
    header_height: float = 36.0
    footer_height: float = 36.0
    two_sided: bool = False

    @property
    def text_width(self) -> float:
        """Width of the text column."""
        side = 0.0 if self.side == "none" else self.side_width + self.side_gap
        return self.width - self.margin_left - self.margin_right - side

    @property
    def full_width(self) -> float:
        """Width between the margins: text, gap and side column."""
        return self.width - self.margin_left - self.margin_right


@record(frozen=True, slots=True)
class Face:
    """One font file of a family: ``data`` is a static TrueType font with glyf outlines."""

    weight: int
    italic: bool
    name: str
    data: bytes = field(repr=False, compare=False)


@record(frozen=True, slots=True)
class Family:
    """One family: its name as other programs know it, a fallback for them, its faces."""

    name: str
    generic: Literal["serif", "sans-serif", "monospace"]
    faces: tuple[Face, ...]

    def face(self, weight: int = 400, italic: bool = False) -> Face:
        """The face nearest to *weight* among those of the wanted slope (upright, when there is no italic)."""
        sloped = [one for one in self.faces if one.italic == italic] or list(self.faces)
        return min(sloped, key=lambda one: (abs(one.weight - weight), -one.weight))


@record(frozen=True, slots=True)
class Theme:
    """Everything a writer needs to know about looks.

    texts, boxes, tables
        Complete tokens by role; the fallbacks are settled when the theme is made, missing ones are looked up by
        cutting the role at its dots from the left, then the default.
    palette
        Named colours of the brand: ``foreground``, ``background``, ``primary``, ``secondary``, ``muted``, ``rule``,
        ``tint`` and ``series-1`` … ``series-6`` for charts (in clear steps of luminance).
    logo
        Name in ``logos`` of the logo to show, or None; ``logos`` holds the pictures' bytes by name.
    numbers
        Other measures by name, such as ``figure.max-height``; points or ratios.
    dark
        Colours of the same names for a dark screen.
    """

    name: str
    texts: Mapping[str, TextStyle]
    boxes: Mapping[str, BoxStyle]
    tables: Mapping[str, TableStyle]
    page: PageStyle
    palette: Mapping[str, str]
    fonts: Mapping[str, Family]
    dark: Mapping[str, str] = field(default_factory=dict)
    logo: str | None = None
    logos: Mapping[str, bytes] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)

    def text(self, role: str | None) -> TextStyle:
        """The text style of *role*; ``body`` for None and for a role that the look does not know."""
        return _lookup(self.texts, role) or self.texts["body"]

    def box(self, role: str | None) -> BoxStyle:
        """The box style of *role*; a plain box where the look does not know it."""
        return _lookup(self.boxes, role) or BoxStyle()

    def table(self, role: str | None) -> TableStyle:
        """The table style of *role*; the look's ``table`` where it does not know the role."""
        return _lookup(self.tables, role) or self.tables.get("table") or TableStyle()


def role_fallbacks(role: str) -> tuple[str, ...]:
    """The roles to look up for *role*, the special ones first.

    >>> role_fallbacks("callout.note.title")
    ('callout.note.title', 'callout.title', 'title')
    """
    parts = role.split(".")
    out = [role]
    for cut in range(len(parts) - 2, 0, -1):
        out.append(".".join(parts[:cut] + parts[-1:]))
    return (*out, parts[-1]) if len(parts) > 1 else (role,)


def _lookup(table: Mapping[str, _T], role: str | None) -> _T | None:
    if role is None:
        return None
    return next((table[name] for name in role_fallbacks(role) if name in table), None)
