"""Walking down a page or a cell: heights of strips and of the wraps around them, one place for all that sets them."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.galley import FORBIDDEN, SideFloat, Strip, Wrap

_EPS = 0.01

#: Gap below what stands in the side column.
_SIDE_GAP = 14.0


@dataclass(frozen=True, slots=True)
class Geometry:
    """A page and its columns in points, from the lower left corner.

    left, width, top, bottom
        The text column. ``side_left`` and ``side_width`` are the side column's, the width 0 where there is none.
    """

    template: str
    page_width: float
    page_height: float
    left: float
    width: float
    top: float
    bottom: float
    side_left: float = 0.0
    side_width: float = 0.0

    @property
    def height(self) -> float:
        """Height of the text column."""
        return self.top - self.bottom


@dataclass(slots=True)
class Fragment:
    """A part of a wrap on one page; distances from the top of the column."""

    wrap: Wrap
    top: float
    bottom: float
    first: bool
    last: bool
    side: bool = False


@dataclass(slots=True)
class PageLayout:
    """One page settled. Distances are from the top of the column downwards."""

    geometry: Geometry
    strips: list[tuple[Strip, float]] = field(default_factory=list)
    side: list[tuple[Strip, float]] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    notes: list[tuple[Strip, float]] = field(default_factory=list)
    note_rule: float | None = None
    used: float = 0.0
    overflow: bool = False


#: For columns that are no pages.
NO_GEOMETRY = Geometry("", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Cursor:
    """Walks down one page. With *layout*, records what it passes."""

    def __init__(self, geometry: Geometry, opened: set[int], layout: PageLayout | None = None) -> None:
        self.geometry = geometry
        self.opened = set(opened)
        self.layout = layout
        self.y = 0.0
        self.side_bottom = 0.0
        self.chain: list[tuple[Wrap, float, bool]] = []
        self.empty = True

    def step(self, strip: Strip) -> None:
        """Go below *strip*."""
        shared = 0
        while shared < len(self.chain) and shared < len(strip.chain) and self.chain[shared][0] is strip.chain[shared]:
            shared += 1
        self._close(shared, strip.chain)
        if not self.empty:
            self.y += strip.space
        if strip.wide and self.side_bottom > self.y:
            self.y = self.side_bottom
        for wrap in strip.chain[shared:]:
            first = id(wrap) not in self.opened
            self.opened.add(id(wrap))
            self.chain.append((wrap, self.y, first))
            self.y += wrap.opening(first=first)
        if self.layout is not None:
            self.layout.strips.append((strip, self.y))
        self.y += strip.height
        self.empty = False

    def _close(self, depth: int, following: tuple[Wrap, ...]) -> None:
        while len(self.chain) > depth:
            wrap, top, first = self.chain.pop()
            last = wrap not in following
            self.y += wrap.closing(last=last)
            if self.layout is not None:
                self.layout.fragments.append(Fragment(wrap, top, self.y, first, last))

    def closing(self, following: tuple[Wrap, ...]) -> float:
        """Height that the open wraps would take, were the page to end here with *following* to come."""
        return sum(wrap.closing(last=wrap not in following) for wrap, _, _ in self.chain)

    def finish(self, following: tuple[Wrap, ...]) -> None:
        """End the page."""
        self._close(0, following)

    def side_float(self, item: SideFloat, room: float) -> bool:
        """Put *item* into the side column beside the next strip, if there is room for it."""
        height = column_height(item.side)
        gap = item.space if not self.empty else 0.0
        top = self.y + gap + self._closing_now(item)
        if not self.geometry.side_width or self.side_bottom > top or top + height > room + _EPS:
            return False
        if self.layout is not None:
            inner = Cursor(self.geometry, set(), PageLayout(self.geometry))
            for strip in item.side:
                inner.step(strip)
            inner.finish(())
            assert inner.layout is not None
            self.layout.side += [(strip, top + y) for strip, y in inner.layout.strips]
            for one in inner.layout.fragments:
                made = Fragment(one.wrap, one.top + top, one.bottom + top, one.first, one.last, side=True)
                self.layout.fragments.append(made)
        self.side_bottom = top + height + _SIDE_GAP
        return True

    def _closing_now(self, item: SideFloat) -> float:
        return sum(wrap.closing(last=True) for wrap, _, _ in self.chain if wrap not in item.chain)


def column_height(strips: list[Strip]) -> float:
    """Height of *strips* set below each other without a page end."""
    cursor = Cursor(NO_GEOMETRY, set())
    for strip in strips:
        cursor.step(strip)
    cursor.finish(())
    return cursor.y


def paint_fragments(pen: Pen, fragments: list[Fragment], left: float, top: float, side_left: float = 0.0) -> None:
    """Draw wraps, the outer ones first."""
    for one in sorted(fragments, key=lambda part: (part.top, -part.bottom)):
        x = side_left if one.side else left
        one.wrap.paint(pen, x, top - one.top, top - one.bottom, first=one.first, last=one.last)


def paint_column(pen: Pen, strips: list[Strip], left: float, top: float) -> None:
    """Draw *strips* below each other from *top*, their wraps included."""
    cursor = Cursor(NO_GEOMETRY, set(), PageLayout(NO_GEOMETRY))
    for strip in strips:
        cursor.step(strip)
    cursor.finish(())
    layout = cursor.layout
    assert layout is not None
    paint_fragments(pen, layout.fragments, left, top)
    for strip, y in layout.strips:
        strip.paint(pen, left, top - y)


def cut_column(strips: list[Strip], height: float) -> tuple[list[Strip], list[Strip]]:
    """*strips* in two, the first part at most *height* high; a good place to part them, else the last possible one."""
    cursor = Cursor(NO_GEOMETRY, set())
    fit = good = 0
    for index, strip in enumerate(strips):
        cursor.step(strip)
        following = strips[index + 1].chain if index + 1 < len(strips) else ()
        if cursor.y + cursor.closing(following) > height + _EPS:
            break
        fit = index + 1
        if strip.after < FORBIDDEN:
            good = fit
    if fit == len(strips):
        return strips, []
    at = good or fit
    return strips[:at], strips[at:]
