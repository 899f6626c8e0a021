"""Walking down a page or a cell: heights of strips and of the wraps around them, one place for all that sets them."""

from __future__ import annotations

import math
from dataclasses import field

from reports.records import record
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.galley import FORBIDDEN, Beside, SideFloat, Strip, Wrap

_EPS = 0.01

#: Gap below what stands in the side column.
_SIDE_GAP = 14.0

#: Cost of parting what hangs beside a card over two pages.
_PARTED_BESIDE = 16.0


@record(frozen=True, slots=True)
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


@record(slots=True)
class Fragment:
    """A part of a wrap on one page; distances from the top of the column.

    seen, until
        Of content hanging beside: how many of its strips stand on earlier pages, and how many up to this page.
    """

    wrap: Wrap
    top: float
    bottom: float
    first: bool
    last: bool
    side: bool = False
    seen: int = 0
    until: int = 0


@record(slots=True)
class PageLayout:
    """One page settled. Distances are from the top of the column downwards.

    forced
        The page ends here because it must, not because it is full.
    """

    geometry: Geometry
    strips: list[tuple[Strip, float]] = field(default_factory=list)
    side: list[tuple[Strip, float]] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    notes: list[tuple[Strip, float]] = field(default_factory=list)
    note_rule: float | None = None
    used: float = 0.0
    side_bottom: float = 0.0
    forced: bool = False

    @property
    def white(self) -> float:
        """Share of the column that is empty below the text and above the notes."""
        notes = self.geometry.height - self.note_rule if self.note_rule is not None else 0.0
        return (self.geometry.height - max(self.used, self.side_bottom - _SIDE_GAP) - notes) / self.geometry.height


#: For columns that are no pages.
NO_GEOMETRY = Geometry("", 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


@record(slots=True)
class _Open:
    """A wrap that is open: where its fragment and the strips in it begin, and what stands on earlier pages."""

    wrap: Wrap
    top: float
    inner: float
    first: bool
    seen: int


class Cursor:
    """Walks down one page. With *layout*, records what it passes.

    opened
        The wraps begun on earlier pages by identity, with how many strips of what hangs beside stand there.
    """

    def __init__(
        self, geometry: Geometry, opened: dict[int, int] | None = None, layout: PageLayout | None = None
    ) -> None:
        self.geometry = geometry
        self.opened = dict(opened or {})
        self.layout = layout
        self.y = 0.0
        self.side_bottom = 0.0
        self.chain: list[_Open] = []
        self.empty = True

    def step(self, strip: Strip) -> None:
        """Go below *strip*."""
        shared = 0
        while shared < len(self.chain) and shared < len(strip.chain) and self.chain[shared].wrap is strip.chain[shared]:
            shared += 1
        if shared < len(self.chain):
            self._close(shared, strip.chain, 0.0)
        if not self.empty:
            self.y += strip.space
        if strip.wide and self.side_bottom > self.y:
            self.y = self.side_bottom
        for wrap in strip.chain[shared:]:
            seen = self.opened.get(id(wrap))
            self.opened.setdefault(id(wrap), 0)
            top = self.y
            self.y += wrap.opening(first=seen is None)
            self.chain.append(_Open(wrap, top, self.y, seen is None, seen or 0))
        if self.layout is not None:
            self.layout.strips.append((strip, self.y))
        self.y += strip.height
        self.empty = False

    def _close(self, depth: int, following: tuple[Wrap, ...], room: float) -> None:
        while len(self.chain) > depth:
            one = self.chain.pop()
            wrap = one.wrap
            last = wrap not in following
            until = 0
            if isinstance(wrap, Beside):
                until, height = hang(wrap, one.seen, math.inf if last else self.y - one.inner + room)
                self.y = max(self.y, one.inner + height)
                self.opened[id(wrap)] = until
            self.y += wrap.closing(last=last)
            if self.layout is not None:
                self.layout.fragments.append(
                    Fragment(wrap, one.top, self.y, one.first, last, seen=one.seen, until=until)
                )

    def closing(self, following: tuple[Wrap, ...]) -> float:
        """Height that the open wraps would take, were the page to end here with *following* to come."""
        taken = 0.0
        for one in reversed(self.chain):
            last = one.wrap not in following
            if last and isinstance(one.wrap, Beside):
                taken += max(0.0, hang(one.wrap, one.seen)[1] - (self.y + taken - one.inner))
            taken += one.wrap.closing(last=last)
        return taken

    def parting(self, following: tuple[Wrap, ...], room: float) -> tuple[float, float]:
        """Cost of parting what hangs beside, were the page to end here with *room* left; how much of that it takes."""
        cost = taken = 0.0
        for one in self.chain:
            if isinstance(one.wrap, Beside) and one.wrap in following:
                inner = self.y - one.inner
                until, height = hang(one.wrap, one.seen, inner + room)
                taken = max(taken, height - inner)
                if until < one.wrap.least or (until == one.seen and until < len(one.wrap.strips)):
                    cost += FORBIDDEN
                elif until < len(one.wrap.strips):
                    cost += _PARTED_BESIDE
        return cost, taken

    def finish(self, following: tuple[Wrap, ...], room: float = 0.0) -> None:
        """End the page, with *room* left on it."""
        self._close(0, following, room)

    def side_float(self, item: SideFloat, room: float) -> bool:
        """Put *item* into the side column beside the next strip, if there is room for it."""
        height = column_height(item.side)
        gap = item.space if not self.empty else 0.0
        top = self.y + gap + self._closing_now(item)
        if not self.geometry.side_width or self.side_bottom > top or top + height > room + _EPS:
            return False
        if self.layout is not None:
            inner = Cursor(self.geometry, None, PageLayout(self.geometry))
            for strip in item.side:
                inner.step(strip)
            inner.finish(())
            assert inner.layout is not None
            self.layout.side += [(strip, top + y) for strip, y in inner.layout.strips]
            for one in inner.layout.fragments:
                one.top, one.bottom, one.side = one.top + top, one.bottom + top, True
                self.layout.fragments.append(one)
        self.side_bottom = top + height + _SIDE_GAP
        return True

    def _closing_now(self, item: SideFloat) -> float:
        return sum(one.wrap.closing(last=True) for one in self.chain if one.wrap not in item.chain)


def hang(beside: Beside, seen: int, room: float = math.inf) -> tuple[int, float]:
    """How many strips of *beside* stand on pages up to this one that has *room* for them, and their height on it."""
    cursor = _begun(beside, seen)
    until, height = seen, 0.0
    for number, strip in enumerate(beside.strips[seen:], start=seen + 1):
        cursor.step(strip)
        following = beside.strips[number] if number < len(beside.strips) else None
        bottom = cursor.y + cursor.closing(following.chain if following is not None else ())
        if bottom > room + _EPS:
            break
        if following is None or (following.space > 0.0 and strip.after < FORBIDDEN):
            until, height = number, bottom
    return until, height


def _begun(beside: Beside, seen: int, layout: PageLayout | None = None) -> Cursor:
    """A cursor at the top of a fragment of *beside*, *seen* strips of which stand on earlier pages."""
    cursor = Cursor(NO_GEOMETRY, {id(wrap): 0 for strip in beside.strips[:seen] for wrap in strip.chain}, layout)
    cursor.y = beside.above(seen)
    return cursor


def _paint_beside(pen: Pen, one: Fragment, left: float, top: float) -> None:
    """Draw what stands of it in one fragment that begins at *top*."""
    beside = one.wrap
    assert isinstance(beside, Beside)
    layout = PageLayout(NO_GEOMETRY)
    cursor = _begun(beside, one.seen, layout)
    for strip in beside.strips[one.seen : one.until]:
        cursor.step(strip)
    cursor.finish(beside.strips[one.until].chain if one.until < len(beside.strips) else ())
    paint_fragments(pen, layout.fragments, left + beside.x, top)
    for strip, y in layout.strips:
        strip.paint(pen, left + beside.x, top - y)


def column_height(strips: list[Strip]) -> float:
    """Height of *strips* set below each other without a page end."""
    cursor = Cursor(NO_GEOMETRY)
    for strip in strips:
        cursor.step(strip)
    cursor.finish(())
    return cursor.y


def paint_fragments(pen: Pen, fragments: list[Fragment], left: float, top: float, side_left: float = 0.0) -> None:
    """Draw wraps, the outer ones first."""
    for one in sorted(fragments, key=lambda part: (part.top, -part.bottom)):
        x = side_left if one.side else left
        one.wrap.paint(pen, x, top - one.top, top - one.bottom, first=one.first, last=one.last)
        if isinstance(one.wrap, Beside):
            _paint_beside(pen, one, x, top - one.top - one.wrap.opening(first=one.first))


def paint_column(pen: Pen, strips: list[Strip], left: float, top: float) -> None:
    """Draw *strips* below each other from *top*, their wraps included."""
    cursor = Cursor(NO_GEOMETRY, None, PageLayout(NO_GEOMETRY))
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
    cursor = Cursor(NO_GEOMETRY)
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
