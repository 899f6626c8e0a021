"""The page builder: where pages end, what stands on them, and the notes at their feet.

A page is filled strip by strip; every place where it may end is a candidate with a cost (white space left, widows,
split boxes, split notes), and the cheapest is taken. Everything here is arithmetic on heights; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
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
    """A place where the page may end: its cost, the strips before it, the share of the page left white."""

    cost: float
    index: int
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
        waiting = self._carry
        carried = self._carry_notes(geometry, bool(queue.left()))
        taken = self._choose(queue, geometry, carried, plates)
        if not taken and carried:
            self._carry = waiting
            carried = self._carry_notes(geometry, has_body=False)
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
        self._set_notes(layout, carried, _each_once(bodies))
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

    def _choose(self, queue: _Queue, geometry: Geometry, carried: list[Strip], plates: list[Plate]) -> list[Strip]:
        """Take from *queue* what stands on the next page."""
        while True:
            found = self._scan(queue, geometry, carried, plates)
            if isinstance(found, _Candidate):
                found = self._float(queue, geometry, carried, plates, found)
                return queue.take_many(found.index)
            if found is None:
                return []

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
                return _Candidate(0.0, index) if index else None
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
            white = (room - _note_area(notes)) / geometry.height
            if white * geometry.height >= -_EPS:
                candidates.append(_Candidate(strip.after + _WHITE * white * white, index + 1, white))
                index += 1
                continue
            if strip.notes and room - _note_area(before + _least(strip)) >= -_EPS:
                candidates.append(_Candidate(strip.after + _NOTE_SPLIT_COST, index + 1))
            break
        return self._decide(queue, candidates, strip, index, cursor, before, geometry, bool(carried))

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

    def _decide(
        self,
        queue: _Queue,
        candidates: list[_Candidate],
        strip: Strip,
        index: int,
        cursor: Cursor,
        notes: float,
        geometry: Geometry,
        has_carried: bool,
    ) -> _Candidate | str:
        best = min(reversed(candidates), key=lambda one: one.cost, default=None)
        if best is None or best.cost > _WHITE * _EMPTY * _EMPTY:
            top = cursor.y - strip.height
            room = geometry.height - top - cursor.closing(strip.chain) - _note_area(notes + _least(strip))
            parts = strip.split(room) if room > 24.0 else None
            if parts is not None and 0 < parts[0].height <= room + _EPS:
                queue.replace(index, list(parts))
                return "again"
        if best is not None and (best.cost < FORBIDDEN or index > 0):
            return best
        if has_carried:
            return _Candidate(0.0, 0)
        self.overflows.append((len(self.pages), strip))
        return _Candidate(0.0, index + 1)

    def _set_notes(self, layout: PageLayout, carried: list[Strip], bodies: list[NoteBody]) -> None:
        """Place notes at the foot: the beginning of every one, then as much as fits; the rest is carried over."""
        room = layout.geometry.height - layout.used - NOTE_GAP - NOTE_RULE_GAP
        room -= sum(strip.space + strip.height for strip in carried)
        counts = _allot(bodies, room)
        strips: list[tuple[Strip, float]] = [(strip, strip.space) for strip in carried]
        rest: list[Strip] = []
        for body, count in zip(bodies, counts, strict=True):
            for k, strip in enumerate(body.strips):
                if k < count:
                    strips.append((strip, strip.space + (NOTE_BETWEEN if k == 0 else 0.0)))
                else:
                    rest.append(strip)
        self._carry = self._carry + rest
        if not strips:
            return
        y = layout.geometry.height - sum(gap + strip.height for strip, gap in strips)
        layout.note_rule = y - NOTE_RULE_GAP
        for strip, gap in strips:
            y += gap
            layout.notes.append((strip, y))
            y += strip.height


def _each_once(bodies: list[NoteBody]) -> list[NoteBody]:
    """A note called twice on a page stands at its foot once; both calls lead there."""
    known: dict[tuple[str, str], NoteBody] = {}
    out: list[NoteBody] = []
    for body in bodies:
        first = known.setdefault((body.number, body.text), body)
        if first is body or not body.number or not first.strips:
            out.append(body)
        else:
            first.strips[0].anchors = (*first.strips[0].anchors, f"@{body.id}")
    return out


def _least(strip: Strip) -> float:
    """Height that the notes called in *strip* need at least on its page: the first lines of each."""
    return sum(_first_lines(body) for body in strip.notes)


def _first_lines(body: NoteBody) -> float:
    return NOTE_BETWEEN + sum(one.space + one.height for one in body.strips[: _start_of(body)])


def _start_of(body: NoteBody) -> int:
    """How many lines of a note must stand with its call: two, or all where only three would be parted badly."""
    return len(body.strips) if len(body.strips) <= _NOTE_LINES + 1 else _NOTE_LINES


def _allot(bodies: list[NoteBody], room: float) -> list[int]:
    """How many strips of each note stand on the page."""
    counts: list[int] = []
    for body in bodies:
        height = _first_lines(body)
        fits = height <= room + _EPS
        counts.append(_start_of(body) if fits else 0)
        room -= height if fits else 0.0
    for number, body in enumerate(bodies):
        count, lines = counts[number], body.strips
        while 0 < count < len(lines) and lines[count].space + lines[count].height <= room + _EPS:
            room -= lines[count].space + lines[count].height
            count += 1
        if counts[number] < count == len(lines) - 1 and count - 1 >= _NOTE_LINES:
            count -= 1
            room += lines[count].space + lines[count].height
        counts[number] = count
        if count < len(lines):
            break
    return counts


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
