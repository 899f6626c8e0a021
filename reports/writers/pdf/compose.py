"""The page builder: where pages end, what stands on them, and the notes at their feet.

A page is filled strip by strip; every place where it may end is a candidate with a cost (white space left, widows,
split boxes, split notes), and the cheapest is taken. Everything here is arithmetic on heights; nothing is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reports.writers.pdf.cursor import Cursor, Geometry, PageLayout
from reports.writers.pdf.galley import FORBIDDEN, NoteBody, Plate, SideFloat, Strip, TurnPage, Wrap

#: Gap above the rule over the notes, and between rule and notes, and between two notes.
NOTE_GAP, NOTE_RULE_GAP, NOTE_BETWEEN = 9.0, 5.0, 2.0

#: Lines of a note that may stand alone on either page, and the cost of splitting one.
_NOTE_LINES, _NOTE_SPLIT_COST = 2, 60.0

#: What white space costs: a page left empty for a third costs as much as this times a ninth.
_WHITE = 1400.0

#: A page emptier than this share is worth splitting a row for, or letting the text go before a figure.
_EMPTY, _HOLE = 0.14, 0.05

#: A hole up to this share is closed by stretching the gaps on the page, none by more than the second share of itself;
#: gaps under so many points are left alone.
_STRETCHED, _STRETCH, _LEAST_GAP = 0.10, 0.45, 5.0

#: A row lower than this is never parted: six lines of a table.
_LOW = 80.0

#: Figures and tables waiting for the next page at once.
_MOST_HELD = 6

_EPS = 0.01


@dataclass(slots=True)
class _Candidate:
    """A place where the page may end: its cost, the strips before it, the share of the page left white."""

    cost: float
    index: int
    white: float = 0.0
    room: float = 0.0
    forced: bool = False
    chain: tuple[Wrap, ...] = ()


@dataclass(slots=True)
class _Held:
    """What waits for a later page: a figure or table that lets the text go first, or a landscape page.

    follower, its_space
        The strip that came after it, and the gap that this had.
    """

    index: int
    strips: list[Strip]
    follower: Strip | None = None
    its_space: float = 0.0

    @property
    def plate(self) -> Plate | None:
        """The landscape page, if it is one."""
        head = self.strips[0]
        return head if isinstance(head, Plate) else None

    @property
    def kind(self) -> str:
        """What it is numbered among."""
        floating = self.strips[0].floating
        return floating.kind if floating is not None else ""


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
        found = self._choose(queue, geometry, carried, plates)
        if not found.index and carried:
            self._carry = waiting
            carried = self._carry_notes(geometry, has_body=False)
        if not (found.index or carried) and plates:
            return
        taken = queue.take_many(found.index)
        small = not found.forced and found.white <= _STRETCHED
        stretched = _stretch(taken, found.white * geometry.height) if small else 0.0
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
        layout.forced = found.forced or bool(plates)
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

    def _choose(self, queue: _Queue, geometry: Geometry, carried: list[Strip], plates: list[Plate]) -> _Candidate:
        """Where the next page ends, the strips in *queue* in the order in which they are set."""
        held: list[_Held] = []
        while True:
            found = self._scan(queue, geometry, carried, held)
            if found is not None:
                head = queue.peek(found.index)
                found.chain = head.chain if head is not None else ()
                plates += _release(queue, held, found.index)
                return found

    def _scan(self, queue: _Queue, geometry: Geometry, carried: list[Strip], held: list[_Held]) -> _Candidate | None:
        """Walk down the page; None when something was moved or split and the page is to be walked again."""
        cursor = Cursor(geometry, self._opened)
        notes = sum(strip.space + strip.height for strip in carried)
        candidates: list[_Candidate] = []
        index = 0
        while True:
            strip = queue.peek(index)
            if strip is None or isinstance(strip, TurnPage):
                return _Candidate(0.0, index, forced=True)
            if _must_wait(queue, index, strip, held) and len(held) < _MOST_HELD:
                held.append(_hold(queue, index))
                continue
            if isinstance(strip, SideFloat):
                index += self._side(queue, index, strip, cursor, geometry.height - _note_area(notes))
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
            if strip.notes and room - _note_area(before + _least(strip)) >= -_EPS:
                candidates.append(_Candidate(strip.after + _NOTE_SPLIT_COST, index + 1))
            if self._let_pass(queue, index, strip, candidates, held):
                return None
            return self._decide(queue, candidates, strip, index, cursor, before, geometry, bool(carried))

    def _let_pass(
        self, queue: _Queue, index: int, strip: Strip, candidates: list[_Candidate], held: list[_Held]
    ) -> bool:
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
        held.append(_hold(queue, start))
        return True

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
    ) -> _Candidate | None:
        best = min(reversed(candidates), key=lambda one: one.cost, default=None)
        if best is None or best.cost > _WHITE * _EMPTY * _EMPTY:
            top = cursor.y - strip.height
            room = geometry.height - top - cursor.closing(strip.chain) - _note_area(notes + _least(strip))
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


def _candidate(
    queue: _Queue, index: int, strip: Strip, cursor: Cursor, height: float, notes: float
) -> _Candidate | None:
    """The end of the page below *strip*, if that fits with all its notes."""
    following = queue.peek(index + 1)
    chain = following.chain if following is not None else ()
    room = height - cursor.y - cursor.closing(chain) - _note_area(notes)
    if room < -_EPS:
        return None
    cost, hanging = cursor.parting(chain, room) if chain else (0.0, 0.0)
    white = (room - hanging) / height
    return _Candidate(strip.after + cost + _WHITE * white * white, index + 1, white, room=room)


def _must_wait(queue: _Queue, index: int, strip: Strip, held: list[_Held]) -> bool:
    """Whether what begins at *strip* comes on a later page, since it has a page of its own or to keep the order."""
    if isinstance(strip, Plate):
        return True
    floating = strip.floating
    if floating is None or not floating.kind:
        return False
    above = queue.peek(index - 1) if index else None
    begins = above is None or above.floating is not floating
    return begins and any(one.kind == floating.kind and one.index <= index for one in held)


def _hold(queue: _Queue, index: int) -> _Held:
    """Take out what begins at *index*; what comes after it closes up."""
    held = _Held(index, queue.cut_group(index))
    floating = held.strips[0].floating
    follower = queue.peek(index)
    if floating is not None and follower is not None:
        held.follower, held.its_space = follower, follower.space
        if follower.space <= floating.below:
            follower.space = floating.before
    return held


def _release(queue: _Queue, held: list[_Held], end: int) -> list[Plate]:
    """Put back what was held, behind the strip *end* where the page ends; the landscape pages that come next."""
    plates: list[Plate] = []
    moved: list[Strip] = []
    below = 0.0
    for one in held:
        plate, floating = one.plate, one.strips[0].floating
        if plate is not None and one.index <= end:
            plates.append(plate)
        elif plate is None and one.index < end:
            moved += one.strips
            below = floating.below if floating is not None else below
    for one in reversed(held):
        if one.index > end or (one.index == end and one.plate is None):
            queue.insert(one.index, one.strips)
            if one.follower is not None:
                one.follower.space = one.its_space
    follower = queue.peek(end)
    if moved and follower is not None:
        follower.space = max(follower.space, below)
    queue.insert(end, moved)
    return plates


def _stretch(strips: list[Strip], slack: float) -> float:
    """Widen the gaps between blocks where only a little of the page would be left white; by how much in all."""
    gaps = [strip for strip in strips[1:] if strip.space >= _LEAST_GAP and not isinstance(strip, SideFloat)]
    total = sum(strip.space for strip in gaps)
    if not total or slack <= 0.0:
        return 0.0
    share = min(slack / total, _STRETCH)
    for strip in gaps:
        strip.space += strip.space * share
    return total * share


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
        """Take out what begins at *index*: a figure or table, or a single strip."""
        head = self.peek(index)
        count = 1
        while (
            head is not None
            and head.floating is not None
            and (strip := self.peek(index + count)) is not None
            and strip.floating is head.floating
        ):
            count += 1
        end = len(self._back) - index
        group = list(reversed(self._back[end - count : end]))
        del self._back[end - count : end]
        return group

    def replace(self, index: int, strips: list[Strip]) -> None:
        at = len(self._back) - 1 - index
        self._back[at : at + 1] = list(reversed(strips))
