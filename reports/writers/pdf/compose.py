"""The page builder: where pages end, what stands on them, and the notes at their feet.

A page is filled strip by strip; every place where it may end is a candidate with a cost (white space left, widows,
split boxes, split notes), and the cheapest is taken. Everything here is arithmetic on heights; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reports.writers.pdf.cursor import Cursor, Geometry, PageLayout
from reports.writers.pdf.galley import FORBIDDEN, NoteBody, Plate, SideFloat, Strip, TurnPage

#: Gap above the rule over the notes, and between rule and notes, and between two notes.
NOTE_GAP, NOTE_RULE_GAP, NOTE_BETWEEN = 9.0, 5.0, 2.0

#: Lines of a note that may stand alone on either page, and the cost of splitting one.
_NOTE_LINES, _NOTE_SPLIT_COST = 2, 60.0

#: What white space costs: a page left empty for a third costs as much as this times a ninth.
_WHITE = 1400.0

#: Rows split on one page while a figure floats.
_MOST_SPLITS = 50

#: A page emptier than this share is worth splitting a row for.
_EMPTY = 0.14

_EPS = 0.01


@dataclass(slots=True)
class _Candidate:
    """A place where the page may end: its cost, the strips before it, the lines of its last note (-1: all)."""

    cost: float
    index: int
    note_lines: int
    white: float = 0.0


class Composer:
    """Makes pages from a galley.

    geometry
        Gives the geometry of a page from its number (from 0) and the name of its template ("" for the usual one).
    """

    def __init__(self, geometry: Callable[[int, str], Geometry]) -> None:
        self.geometry = geometry
        self.pages: list[PageLayout] = []
        self.overflows: list[tuple[int, Strip]] = []
        self._opened: set[int] = set()
        self._carry: list[Strip] = []

    def run(self, strips: list[Strip], template: str = "") -> list[PageLayout]:
        """All pages of *strips*, the plates among them in their places."""
        queue = _Queue(strips)
        while queue.left() or self._carry:
            template = self._turns(queue, template)
            if not (queue.left() or self._carry):
                break
            plates: list[Plate] = []
            self._page(queue, template, plates)
            for plate in plates:
                inner = Composer(lambda number, name: self.geometry(number + len(self.pages), name))
                inner._opened = self._opened
                made = inner.run(plate.strips, plate.template)
                self.overflows += [(number + len(self.pages), strip) for number, strip in inner.overflows]
                self.pages += made
        return self.pages

    def _turns(self, queue: _Queue, template: str) -> str:
        """Take forced page ends at the head of the queue; two in a row make no empty page."""
        while isinstance(queue.peek(), TurnPage):
            item = queue.take()
            assert isinstance(item, TurnPage)
            template = item.template
            head = queue.peek()
            if item.anchors and head is not None:
                head.anchors = (*item.anchors, *head.anchors)
        return template

    def _page(self, queue: _Queue, template: str, plates: list[Plate]) -> None:
        geometry = self.geometry(len(self.pages), template)
        layout = PageLayout(geometry)
        carried = self._carry_notes(geometry, bool(queue.left()))
        taken, note_lines = self._choose(queue, geometry, carried, plates)
        cursor = Cursor(geometry, self._opened, layout)
        bodies: list[NoteBody] = []
        for strip in taken:
            if isinstance(strip, SideFloat):
                cursor.side_float(strip, geometry.height)
                for one in strip.side:
                    bodies += one.notes
                continue
            cursor.step(strip)
            bodies += strip.notes
        head = queue.peek()
        cursor.finish(head.chain if head is not None else ())
        layout.used = cursor.y
        self._opened = cursor.opened
        self._set_notes(layout, carried, bodies, note_lines)
        self.pages.append(layout)

    def _carry_notes(self, geometry: Geometry, has_body: bool) -> list[Strip]:
        """As much of the notes left from the page before as this page can take."""
        room = geometry.height - NOTE_GAP - NOTE_RULE_GAP - (geometry.height * 0.35 if has_body else 0.0)
        taken: list[Strip] = []
        used = 0.0
        for strip in self._carry:
            used += strip.space + strip.height
            if taken and used > room:
                break
            taken.append(strip)
        self._carry = self._carry[len(taken) :]
        return taken

    def _choose(
        self, queue: _Queue, geometry: Geometry, carried: list[Strip], plates: list[Plate]
    ) -> tuple[list[Strip], int]:
        """Take from *queue* what stands on the next page; also how many lines of its last note fit (-1: all)."""
        while True:
            found = self._scan(queue, geometry, carried, plates)
            if isinstance(found, _Candidate):
                found = self._float(queue, geometry, carried, plates, found)
                return queue.take_many(found.index), found.note_lines
            if found is None:
                return [], -1

    def _float(
        self, queue: _Queue, geometry: Geometry, carried: list[Strip], plates: list[Plate], found: _Candidate
    ) -> _Candidate:
        """Where a figure would leave much of the page white, fill it with the text after the figure."""
        head = queue.peek(found.index)
        if head is None or not head.floating or found.white < _EMPTY or found.index == 0:
            return found
        group = queue.cut_group(found.index)
        stop = found.index
        while True:
            strip = queue.peek(stop)
            if strip is None or strip.barrier or strip.floating or isinstance(strip, TurnPage | Plate | SideFloat):
                break
            stop += 1
        after = queue.peek(stop)
        queue.insert(stop, [TurnPage()])
        better = found
        for _ in range(_MOST_SPLITS):
            tried = self._scan(queue, geometry, carried, plates)
            if not isinstance(tried, str):
                better = tried or found
                break
        at = next(k for k in range(queue.left()) if isinstance(queue.peek(k), TurnPage) and queue.peek(k + 1) is after)
        queue.remove(at)
        for strip in group:
            strip.floating = 0
        queue.insert(better.index, group)
        return better

    def _scan(
        self, queue: _Queue, geometry: Geometry, carried: list[Strip], plates: list[Plate]
    ) -> _Candidate | str | None:
        cursor = Cursor(geometry, self._opened)
        notes = sum(strip.space + strip.height for strip in carried)
        candidates: list[_Candidate] = []
        index = 0
        while True:
            strip = queue.peek(index)
            if strip is None or isinstance(strip, TurnPage):
                return _Candidate(0.0, index, -1) if index else None
            if isinstance(strip, Plate):
                queue.remove(index)
                plates.append(strip)
                continue
            if isinstance(strip, SideFloat):
                index += self._side(queue, index, strip, cursor, geometry.height - _note_area(notes))
                continue
            before = notes
            cursor.step(strip)
            following = queue.peek(index + 1)
            tail = cursor.closing(following.chain if following is not None else ())
            notes += sum(body.height + NOTE_BETWEEN for body in strip.notes)
            room = geometry.height - cursor.y - tail
            if room - _note_area(notes) < -_EPS:
                break
            white = (room - _note_area(notes)) / geometry.height
            candidates.append(_Candidate(strip.after + _WHITE * white * white, index + 1, -1, white))
            index += 1
        self._split_note(candidates, strip, index, room, before, geometry)
        return self._decide(queue, candidates, strip, index, cursor, before, geometry)

    def _side(self, queue: _Queue, index: int, item: SideFloat, cursor: Cursor, room: float) -> int:
        """Settle a side float; returns how many strips were passed."""
        if cursor.side_float(item, room):
            item.choose(in_side=True)
            return 1
        item.choose(in_side=False)
        queue.replace(index, item.main)
        if item.main:
            item.main[0].anchors = (*item.anchors, *item.main[0].anchors)
        return 0

    def _split_note(
        self, candidates: list[_Candidate], strip: Strip, index: int, room: float, before: float, geometry: Geometry
    ) -> None:
        """Where the strip fits but its last note does not: part of the note may go to the next page."""
        if not strip.notes:
            return
        *whole, last = strip.notes
        lines = len(last.strips)
        left = room - _note_area(before + sum(body.height + NOTE_BETWEEN for body in whole) + NOTE_BETWEEN)
        fit = 0
        for one in last.strips:
            left -= one.space + one.height
            if left < -_EPS:
                break
            fit += 1
        fit = min(fit, lines - _NOTE_LINES)
        if fit >= _NOTE_LINES:
            candidates.append(_Candidate(strip.after + _NOTE_SPLIT_COST, index + 1, fit))

    def _decide(
        self,
        queue: _Queue,
        candidates: list[_Candidate],
        strip: Strip,
        index: int,
        cursor: Cursor,
        notes: float,
        geometry: Geometry,
    ) -> _Candidate | str:
        best = min(reversed(candidates), key=lambda one: one.cost, default=None)
        if best is None or best.cost > _WHITE * _EMPTY * _EMPTY:
            top = cursor.y - strip.height
            room = (
                geometry.height
                - top
                - cursor.closing(strip.chain)
                - _note_area(notes if not strip.notes else notes + 40.0)
            )
            parts = strip.split(room) if room > 24.0 else None
            if parts is not None and parts[0].height <= room + _EPS and parts[0].height > 0:
                queue.replace(index, list(parts))
                return "again"
        if best is not None and (best.cost < FORBIDDEN or index > 0):
            return best
        self.overflows.append((len(self.pages), strip))
        return _Candidate(0.0, index + 1, 0 if strip.notes else -1)

    def _set_notes(self, layout: PageLayout, carried: list[Strip], bodies: list[NoteBody], lines: int) -> None:
        """Place notes at the foot; what does not fit is carried over."""
        room = layout.geometry.height - layout.used - NOTE_GAP - NOTE_RULE_GAP
        strips: list[tuple[Strip, float]] = []
        rest: list[Strip] = []
        for gap, strip in _note_strips(carried, bodies, lines):
            room -= gap + strip.height
            if gap < 0 or rest or room < -_EPS:
                rest.append(strip)
            else:
                strips.append((strip, gap))
        self._carry = rest + self._carry
        if not strips:
            return
        height = sum(gap + strip.height for strip, gap in strips)
        y = layout.geometry.height - height
        layout.note_rule = y - NOTE_RULE_GAP
        for strip, gap in strips:
            y += gap
            layout.notes.append((strip, y))
            y += strip.height


def _note_strips(carried: list[Strip], bodies: list[NoteBody], lines: int) -> Iterator[tuple[float, Strip]]:
    """Every strip of the notes of a page with the gap above it; the gap is below zero from where they are cut."""
    for strip in carried:
        yield strip.space, strip
    for number, body in enumerate(bodies):
        count = len(body.strips) if lines < 0 or number < len(bodies) - 1 else lines
        for k, strip in enumerate(body.strips):
            yield (strip.space + (NOTE_BETWEEN if k == 0 else 0.0) if k < count else -1.0), strip


def _note_area(notes: float) -> float:
    return notes + NOTE_GAP + NOTE_RULE_GAP if notes > 0 else 0.0


class _Queue:
    """Strips to come, with cheap changes near the front."""

    def __init__(self, strips: list[Strip]) -> None:
        self._back = list(reversed(strips))

    def left(self) -> int:
        return len(self._back)

    def peek(self, index: int = 0) -> Strip | None:
        return self._back[-1 - index] if index < len(self._back) else None

    def take(self) -> Strip:
        return self._back.pop()

    def take_many(self, count: int) -> list[Strip]:
        return [self._back.pop() for _ in range(count)]

    def remove(self, index: int) -> None:
        del self._back[len(self._back) - 1 - index]

    def insert(self, index: int, strips: list[Strip]) -> None:
        """Put *strips* before the strip at *index*."""
        at = len(self._back) - index
        self._back[at:at] = list(reversed(strips))

    def cut_group(self, index: int) -> list[Strip]:
        """Take out the figure whose strips begin at *index*."""
        head = self.peek(index)
        count = 0
        while (strip := self.peek(index + count)) is not None and head is not None and strip.floating == head.floating:
            count += 1
        end = len(self._back) - index
        group = list(reversed(self._back[end - count : end]))
        del self._back[end - count : end]
        return group

    def replace(self, index: int, strips: list[Strip]) -> None:
        at = len(self._back) - 1 - index
        self._back[at : at + 1] = list(reversed(strips))
