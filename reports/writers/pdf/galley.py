"""The galley: the content of the document as one column of strips that are never broken inside, or know how to.

Whatever a block is, it ends as strips: a line of text, a row of a table, a picture. Between two strips a page may end,
at a cost. Boxes and tables are wraps around runs of strips: they open again on the next page when a page ends in them.
"""

from __future__ import annotations

from dataclasses import field
from typing import Protocol

from reports.records import record
from reports.writers.pdf.canvas import Pen

#: Cost of ending a page where it must not end; taken only when there is no other way.
FORBIDDEN = 100_000.0
#: Cost of leaving fewer than three lines under a heading.
_UNDER_A_HEADING = 45.0


class Wrap(Protocol):
    """Something around strips: a box, a table."""

    def opening(self, *, first: bool) -> float:
        """Height that it takes above its strips, at its start or at the top of a later page."""
        ...

    def closing(self, *, last: bool) -> float:
        """Height that it takes below its strips, at its end or at the foot of a page."""
        ...

    def paint(self, pen: Pen, left: float, top: float, bottom: float, *, first: bool, last: bool) -> None:
        """Draw a fragment of it, before its strips are drawn."""
        ...


@record(slots=True, eq=False)
class Floating:
    """A labelled figure or table: it keeps its order among those of its kind, and may let the text go first.

    kind
        The word of its label: figures follow figures, tables follow tables.
    free
        It may go to the top of the next page where it does not fit.
    before, below
        Gap that is owed to what precedes it, and to what follows it.
    """

    kind: str = ""
    free: bool = True
    before: float = 0.0
    below: float = 0.0


@record(slots=True, eq=False)
class NoteBody:
    """A note as strips; ``number`` as printed, ``text`` to know it again when it is called twice."""

    id: str
    number: str
    strips: list[Strip] = field(default_factory=list)
    text: str = ""

    @property
    def height(self) -> float:
        """Height of the whole note."""
        return sum(strip.space + strip.height for strip in self.strips)


@record(slots=True, eq=False)
class Strip:
    """A band of the galley.

    space
        Gap above it, gone at the top of a page.
    after
        Cost of ending the page below it.
    x
        Left edge, relative to the left edge of the text column; below zero where it reaches into the side column.
    chain
        The wraps it stands in, the outermost first.
    notes, anchors
        Notes called in it, and ids that start at it.
    floating
        The figure or table it belongs to, where that is numbered or may float to the top of the next page.
    """

    height: float = 0.0
    space: float = 0.0
    after: float = 0.0
    x: float = 0.0
    width: float = 0.0
    chain: tuple[Wrap, ...] = ()
    notes: tuple[NoteBody, ...] = ()
    anchors: tuple[str, ...] = ()
    wide: bool = False
    floating: Floating | None = None

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Draw it with its left edge at *left* + ``x`` and its upper edge at *top*."""

    def split(self, height: float) -> tuple[Strip, Strip] | None:
        """Two strips of which the first is at most *height* high; None where it cannot be."""
        return None


@record(slots=True, eq=False)
class TurnPage(Strip):
    """The page ends here. ``template`` names that of the next page; empty for the usual one."""

    template: str = ""


@record(slots=True, eq=False)
class Beside:
    """Content hanging beside the strips it is wrapped around, as the number and the facts of a recommendation do.

    It begins where they begin and goes on beside them on the next page where it must, under a mark that says so.

    x
        Its left edge, relative to the text column.
    least
        How many of its strips stand on the page where it begins.
    mark
        Says on later pages what goes on here, beside the strips or, with ``mark_above``, on a line above them.
    """

    x: float
    strips: list[Strip] = field(default_factory=list)
    least: int = 0
    mark: Strip | None = None
    mark_above: bool = False

    def opening(self, *, first: bool) -> float:
        """The mark, where it stands above."""
        return self.mark.height if self.mark is not None and self.mark_above and not first else 0.0

    def closing(self, *, last: bool) -> float:
        """Nothing; ``cursor.hang`` says what it needs more than the strips it stands beside."""
        return 0.0

    def paint(self, pen: Pen, left: float, top: float, bottom: float, *, first: bool, last: bool) -> None:
        """The mark on later pages."""
        if self.mark is not None and not first:
            pen.hush(True)
            self.mark.paint(pen, left, top)
            pen.hush(False)

    def above(self, seen: int) -> float:
        """Height that the mark takes of the column beside, *seen* strips of which stand on earlier pages."""
        return self.mark.height if self.mark is not None and seen and not self.mark_above else 0.0


@record(slots=True, eq=False)
class SideFloat(Strip):
    """Content for the side column, starting beside what follows it.

    side, main
        The same content set for the side column and for the text column; the one not used is left out of the
        structure by ``choose``.
    """

    side: list[Strip] = field(default_factory=list)
    main: list[Strip] = field(default_factory=list)
    nodes: tuple[object, object] | None = None

    def choose(self, *, in_side: bool) -> None:
        """Settle which of the two is drawn."""
        if self.nodes is not None:
            side, main = self.nodes
            side.dead, main.dead = not in_side, in_side  # type: ignore[attr-defined]


@record(slots=True, eq=False)
class Sink(Strip):
    """On the last page, what comes after it stands at the foot: its height is what is left white otherwise."""


@record(slots=True, eq=False)
class Plate(Strip):
    """Content for pages of its own, following the page on which it is met: a wide table on a landscape page."""

    strips: list[Strip] = field(default_factory=list)
    template: str = "landscape"


class Flow:
    """Gathers strips into a galley, settling the gaps between them.

    The gap between two strips is the larger of what the upper one wants below and the lower one above. ``x`` and
    ``width`` are those of the next strip.
    """

    def __init__(self, x: float, width: float) -> None:
        self.strips: list[Strip] = []
        self.x = x
        self.width = width
        self.chain: tuple[Wrap, ...] = ()
        self.pending = 0.0
        self.anchors: tuple[str, ...] = ()
        self.wide = False
        self.guarded = 0

    def gap(self, points: float) -> None:
        """At least *points* before the next strip."""
        self.pending = max(self.pending, points)

    def anchor(self, name: str | None) -> None:
        """The id *name* starts at the next strip."""
        if name:
            self.anchors = (*self.anchors, name)

    def add(self, strip: Strip) -> None:
        """Put *strip* below what is there."""
        strip.space = self.pending
        strip.chain = self.chain
        strip.wide = self.wide
        if self.anchors:
            strip.anchors = (*self.anchors, *strip.anchors)
            self.anchors = ()
        self.pending = 0.0
        if self.guarded:
            self.guarded -= 1
            strip.after = max(strip.after, _UNDER_A_HEADING)
        self.strips.append(strip)

    def guard(self, lines: int) -> None:
        """What comes next stands under a heading: better *lines* of it than fewer."""
        self.guarded = lines - 1

    def open(self, wrap: Wrap, *, indent_left: float = 0.0, indent_right: float = 0.0) -> tuple[float, float]:
        """Enter *wrap*; the strips to come stand inside it. Returns what ``close`` wants back."""
        was = (self.x, self.width)
        self.chain = (*self.chain, wrap)
        self.x += indent_left
        self.width = max(self.width - indent_left - indent_right, 36.0)
        return was

    def close(self, was: tuple[float, float]) -> None:
        """Leave the innermost wrap."""
        self.chain = self.chain[:-1]
        self.x, self.width = was
        self.pending = 0.0

    def keep(self, start: int) -> None:
        """Hold everything from strip *start* on together, and with what follows."""
        for strip in self.strips[start:]:
            strip.after = max(strip.after, FORBIDDEN)

    def let_float(self, start: int, floating: Floating) -> None:
        """The strips from *start* on are a figure or a table, which may go to the top of the next page together."""
        if self.chain:
            return
        for strip in self.strips[start:]:
            strip.floating = floating

    def raise_costs(self, start: int, cost: float) -> None:
        """Make it dearer to end a page inside the strips from *start* on."""
        for strip in self.strips[start:-1]:
            strip.after = max(strip.after, cost)
