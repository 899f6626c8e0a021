"""The page builder: where pages end, what stands on them, and the notes at their feet.

A page is filled strip by strip; every place where it may end is a candidate with a cost (white space left, widows,
split boxes, split notes), and the cheapest is taken. Everything here is arithmetic on heights; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable

from reports.records import record
from reports.writers.pdf.cursor import Cursor, Geometry, PageLayout
from reports.writers.pdf.feet import NOTE_BETWEEN, NOTE_GAP, NOTE_RULE_GAP, allot, each_once, least, note_area
from reports.writers.pdf.galley import FORBIDDEN, NoteBody, Plate, SideFloat, Sink, Strip, TurnPage, Wrap
from reports.writers.pdf.queue import Queue
from reports.writers.pdf.waiting import Held, hold, must_wait, release

#: Cost of parting a note over two pages.
_NOTE_SPLIT_COST = 60.0

#: What white space costs: a page left empty for a third costs as much as this times a ninth.
_WHITE = 1400.0

#: A page emptier than this share is worth splitting a row for, or letting the text go before a figure.
_EMPTY, _HOLE = 0.14, 0.05

#: A hole up to this share is closed by stretching the gaps on the page, none by more than the second share of itself;
#: gaps under so many points are left alone.
_STRETCHED, _STRETCH, _LEAST_GAP = 0.10, 0.45, 5.0

#: A last page emptier than this is pulled back onto the page before, where the gaps there need shrink by no more than
#: the second share; else it is given a few lines more.
_LAST, _SHRINK = 0.12, 0.35

#: A row lower than this is never parted: nine lines of a table.
_LOW = 120.0

#: Figures and tables waiting for the next page at once.
_MOST_HELD = 6

_EPS = 0.01


@record(slots=True)
class _Candidate:
    """A place where the page may end: its cost, the strips before it, the share of the page left white.

    forced
        The page ends here because it must.
    over
        By how many points the gaps are to shrink for the page to hold so much.
    """

    cost: float
    index: int
    white: float = 0.0
    room: float = 0.0
    forced: bool = False
    over: float = 0.0
    chain: tuple[Wrap, ...] = ()


class Composer:
    """Makes pages from a galley.

    geometry
        Gives the geometry of a page from its number (from 0) and the name of its template ("" for the usual one).
    """

    def __init__(self, geometry: Callable[[int, str], Geometry]) -> None:
        self.geometry = geometry
        self.pages: list[PageLayout] = []
        self.overflows: list[tuple[int, Strip]] = []
        self._opened: dict[int, int] = {}
        self._carry: list[Strip] = []

    def run(self, strips: list[Strip], template: str = "") -> list[PageLayout]:
        """All pages of *strips*, the plates among them in their places."""
        queue = Queue(strips)
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

    def _turns(self, queue: Queue, template: str) -> str:
        """Take forced page ends at the head of the queue; two in a row make no empty page."""
        while isinstance(queue.peek(), TurnPage):
            item = queue.take()
            assert isinstance(item, TurnPage)
            template = item.template
            head = queue.peek()
            if item.anchors and head is not None:
                head.anchors = (*item.anchors, *head.anchors)
        return template

    def _page(self, queue: Queue, template: str, plates: list[Plate]) -> None:
        geometry = self.geometry(len(self.pages), template)
        layout = PageLayout(geometry)
        waiting = self._carry
        carried = self._carry_notes(geometry, bool(queue.left()))
        found = self._choose(queue, geometry, carried, plates)
        if not found.index and carried:
            self._carry = waiting
            carried = self._carry_notes(geometry, has_body=False)
        if not (found.index or carried) and plates:
            return
        taken = queue.take_many(found.index)
        small = not found.forced and found.white <= _STRETCHED
        stretched = _stretch(taken, found.white * geometry.height - found.over) if small or found.over else 0.0
        sunk = 0.0 if queue.left() else _sink(taken, Cursor(geometry, self._opened), carried)
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
        cursor.finish(found.chain, found.room - stretched)
        layout.used, layout.side_bottom = cursor.y, cursor.side_bottom
        layout.forced = found.forced or bool(plates) or isinstance(queue.peek(), Sink)
        self._opened = cursor.opened
        self._set_notes(layout, carried, each_once(bodies))
        layout.used -= sunk
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

    def _choose(self, queue: Queue, geometry: Geometry, carried: list[Strip], plates: list[Plate]) -> _Candidate:
        """Where the next page ends, the strips in *queue* in the order in which they are set."""
        held: list[Held] = []
        while True:
            found = self._scan(queue, geometry, carried, held)
            if found is not None:
                head = queue.peek(found.index)
                found.chain = head.chain if head is not None else ()
                plates += release(queue, held, found.index)
                return found

    def _scan(self, queue: Queue, geometry: Geometry, carried: list[Strip], held: list[Held]) -> _Candidate | None:
        """Walk down the page; None when something was moved or split and the page is to be walked again."""
        cursor = Cursor(geometry, self._opened)
        notes = sum(strip.space + strip.height for strip in carried)
        candidates: list[_Candidate] = []
        index = 0
        while True:
            strip = queue.peek(index)
            if strip is None or isinstance(strip, TurnPage):
                return _Candidate(0.0, index, forced=True)
            if must_wait(queue, index, strip, held) and len(held) < _MOST_HELD:
                held.append(hold(queue, index))
                continue
            if isinstance(strip, SideFloat):
                index += self._side(queue, index, strip, cursor, geometry.height - note_area(notes))
                continue
            before = notes
            cursor.step(strip)
            notes += sum(body.height + NOTE_BETWEEN for body in strip.notes)
            found = _candidate(queue, index, strip, cursor, geometry.height, notes)
            if found is not None:
                candidates.append(found)
                index += 1
                continue
            following = queue.peek(index + 1)
            room = geometry.height - cursor.y - cursor.closing(following.chain if following is not None else ())
            if strip.notes and room - note_area(before + least(strip)) >= -_EPS:
                candidates.append(_Candidate(strip.after + _NOTE_SPLIT_COST, index + 1))
            if self._let_pass(queue, index, strip, candidates, held):
                return None
            found = self._decide(queue, candidates, strip, index, cursor, before, geometry, bool(carried))
            if found is None or held or carried:
                return found
            return _near_the_end(queue, index, cursor, notes, geometry.height, candidates) or found

    def _let_pass(self, queue: Queue, index: int, strip: Strip, candidates: list[_Candidate], held: list[Held]) -> bool:
        """Whether the figure that does not fit was taken out, so that the text after it goes first."""
        floating = strip.floating
        if floating is None or not floating.free or len(held) >= _MOST_HELD:
            return False
        start = index
        while start and (above := queue.peek(start - 1)) is not None and above.floating is floating:
            start -= 1
        end = next((one for one in candidates if one.index == start), None)
        if not start or end is None or end.white < _HOLE:
            return False
        held.append(hold(queue, start))
        return True

    def _side(self, queue: Queue, index: int, item: SideFloat, cursor: Cursor, room: float) -> int:
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
        queue: Queue,
        candidates: list[_Candidate],
        strip: Strip,
        index: int,
        cursor: Cursor,
        notes: float,
        geometry: Geometry,
        has_carried: bool,
    ) -> _Candidate | None:
        best = min(reversed(candidates), key=lambda one: one.cost, default=None)
        if best is None or best.cost > _WHITE * _EMPTY * _EMPTY:
            top = cursor.y - strip.height
            room = geometry.height - top - cursor.closing(strip.chain) - note_area(notes + least(strip))
            high = strip.height > _LOW or not index
            parts = strip.split(room) if room > 24.0 and high else None
            if parts is not None and 0 < parts[0].height <= room + _EPS:
                queue.replace(index, list(parts))
                return None
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
        counts = allot(bodies, room)
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


def _sink(strips: list[Strip], cursor: Cursor, carried: list[Strip]) -> float:
    """Move what comes after a ``Sink`` to the foot of the last page, which *strips* are; by how much."""
    sink = next((one for one in strips if isinstance(one, Sink)), None)
    if sink is None:
        return 0.0
    bodies: list[NoteBody] = []
    for strip in strips:
        if isinstance(strip, SideFloat):
            cursor.side_float(strip, cursor.geometry.height)
            bodies += [body for one in strip.side for body in one.notes]
            continue
        cursor.step(strip)
        bodies += strip.notes
    notes = sum(body.height + NOTE_BETWEEN for body in each_once(bodies))
    notes += sum(strip.space + strip.height for strip in carried)
    sink.height = max(0.0, cursor.geometry.height - cursor.y - cursor.closing(()) - note_area(notes))
    return sink.height


def _candidate(
    queue: Queue, index: int, strip: Strip, cursor: Cursor, height: float, notes: float
) -> _Candidate | None:
    """The end of the page below *strip*, if that fits with all its notes."""
    following = queue.peek(index + 1)
    chain = following.chain if following is not None else ()
    room = height - cursor.y - cursor.closing(chain) - note_area(notes)
    if room < -_EPS:
        return None
    cost, hanging = cursor.parting(chain, room) if chain else (0.0, 0.0)
    white = (room - hanging) / height
    return _Candidate(strip.after + cost + _WHITE * white * white, index + 1, white, room=room)


def _near_the_end(
    queue: Queue, index: int, cursor: Cursor, notes: float, height: float, candidates: list[_Candidate]
) -> _Candidate | None:
    """Where so little comes after the page that it would stand on a page alone: all of it here, or more of it there.

    cursor, notes
        Below the strip *index*, the first that does not fit.
    """
    end, more = _little(queue, index, height * _LAST)
    if not end or not candidates:
        return None
    for strip in queue.ahead(index + 1, end):
        cursor.step(strip)
        notes += sum(body.height + NOTE_BETWEEN for body in strip.notes)
    over = cursor.y + cursor.closing(()) + note_area(notes) - height
    gaps = sum(strip.space for strip in _gaps(queue.ahead(0, end)))
    if over <= gaps * _SHRINK and not cursor.side_bottom:
        return _Candidate(0.0, end, forced=True, over=max(over, 0.0))
    for one in reversed(candidates):
        moved = sum(strip.space + strip.height for strip in queue.ahead(one.index, index))
        if more + moved >= height * _LAST and one.cost < FORBIDDEN and one.white < 2 * _LAST:
            return one
    return None


def _little(queue: Queue, index: int, most: float) -> tuple[int, float]:
    """How many strips are left in *queue*, and how high are those from *index* on, if less than *most*."""
    more = 0.0
    for number in range(index, queue.left()):
        strip = queue.peek(number)
        if strip is None or isinstance(strip, TurnPage | Plate | SideFloat) or strip.floating is not None:
            return 0, 0.0
        more += strip.space + strip.height
        if more > most:
            return 0, 0.0
    return queue.left(), more


def _stretch(strips: list[Strip], slack: float) -> float:
    """Widen the gaps between blocks by *slack* in all, as far as they may, or shrink them; by how much in all."""
    gaps = _gaps(strips)
    total = sum(strip.space for strip in gaps)
    if not total:
        return 0.0
    share = max(min(slack / total, _STRETCH), -1.0)
    for strip in gaps:
        strip.space += strip.space * share
    return total * share


def _gaps(strips: list[Strip]) -> list[Strip]:
    """The strips on a page with gaps above them that may be wider or narrower."""
    return [strip for strip in strips[1:] if strip.space >= _LEAST_GAP and not isinstance(strip, SideFloat)]
