"""From tokens to lines: breaking a prepared paragraph at a width and placing its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reports.theme.tokens import TextAlign
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.fonts import Shaped
from reports.writers.pdf.galley import FORBIDDEN, NoteBody, Strip
from reports.writers.pdf.linebreak import Breaks, Points, choose_breaks
from reports.writers.pdf.structure import Run
from reports.writers.pdf.text import BOX, FORCED, Owner, Prepared, Token
from reports.writers.pdf.words import Look, Typesetter, Word

#: From which looseness on hyphens are tried: share of the width when ragged, stretch ratio when justified.
_LOOSE_RAGGED, _LOOSE_JUSTIFIED = 0.13, 1.0

#: In narrow columns a ragged line may be this much short, in points, before a word is parted.
_LOOSE_POINTS = 34.0

#: A space of a justified line never grows by more than this.
_WIDEST_SPACE = 14.0

#: Base line below the middle of a line, as a share of the type size.
_BASE = 0.34


@dataclass(slots=True)
class Segment:
    """Glyphs of one face, look and run; ``x`` from the left edge of the line."""

    x: float
    width: float
    font: str
    size: float
    rise: float
    colour: str
    code: str
    run: Run | None


@dataclass(slots=True)
class LinkArea:
    """A part of a line that is a link."""

    x: float
    width: float
    size: float
    owner: Owner


@dataclass(slots=True, eq=False)
class Line(Strip):
    """One line of text. ``base`` is the distance from its upper edge to the base line."""

    base: float = 0.0
    segments: list[Segment] = field(default_factory=list)
    links: list[LinkArea] = field(default_factory=list)
    text_width: float = 0.0
    kind: str = ""
    hyphen: bool = False
    first_look: Look | None = None

    def paint(self, pen: Pen, left: float, top: float) -> None:
        """Draw the words and enter the links."""
        x = left + self.x
        y = top - self.base
        for one in self.segments:
            pen.mark(one.run, self.kind)
            pen.text(x + one.x, y + one.rise, one.font, one.size, one.colour, one.code)
        for area in self.links:
            owner = area.owner
            rect = (x + area.x, y - 0.25 * area.size, x + area.x + area.width, y + 0.8 * area.size)
            pen.link(rect, owner.href, owner.link_text, owner.link)


def set_paragraph(
    setter: Typesetter,
    prepared: Prepared,
    width: float,
    notes: dict[int, NoteBody] | None = None,
    *,
    balance: bool = False,
    align: TextAlign | None = None,
) -> list[Line]:
    """The lines of *prepared* in a column *width* points wide, its style's indents included.

    notes
        The bodies of the notes it calls, by the identity of the note.
    """
    style = prepared.style
    align = align or style.align
    room = max(width - style.indent_left - style.indent_right, 12.0)
    lines: list[Line] = []
    for points, breaks in _breaks(setter, prepared, room, style.indent_first, align == "justify", balance):
        start = 0
        for end in breaks.at:
            indent = style.indent_first if not lines else 0.0
            is_last = end == len(points.before) - 1
            line = _line(
                setter, prepared, points, (start, end), (style.indent_left + indent, room - indent), align, is_last
            )
            if notes and prepared.notes:
                first, last = points.next_token[start], points.token[end]
                line.notes = tuple(notes[id(note)] for k, note in prepared.notes.items() if first <= k < last)
            lines.append(line)
            start = end
    _costs(lines, style.lines_together, style.keep_with_next)
    return lines


def _costs(lines: list[Line], together: int, keep_with_next: bool) -> None:
    """No widow, no orphan, no heading at the foot of a page."""
    count = len(lines)
    for number, line in enumerate(lines[:-1], start=1):
        alone = number < together or count - number < together
        line.after = FORBIDDEN if alone else 4.0
        if line.hyphen:
            line.after += 20.0
    if keep_with_next:
        for line in lines:
            line.after = FORBIDDEN


def _breaks(
    setter: Typesetter, prepared: Prepared, room: float, indent: float, justify: bool, balance: bool
) -> list[tuple[Points, Breaks]]:
    """Every stretch between forced breaks with its breaks."""
    tight = min(room, max(room - indent, 12.0))
    if prepared.natural_width <= tight:
        parts = _points(setter, prepared, "plain", tight)
    elif prepared.least_width > tight:
        parts = _points(setter, prepared, "anywhere", tight)
    else:
        parts = _points(setter, prepared, "plain", tight)
    chosen = _choose(parts, room, indent, justify)
    worst, loose = max(one.worst for one in chosen), max(_LOOSE_RAGGED, _LOOSE_POINTS / room)
    if prepared.can_hyphenate and worst > (_LOOSE_JUSTIFIED if justify else loose):
        others = _points(setter, prepared, "hyphenated", tight)
        better = _choose(others, room, indent, justify)
        if sum(one.cost for one in better) < sum(one.cost for one in chosen):
            parts, chosen = others, better
    if balance and any(len(one.at) > 1 for one in chosen):
        chosen = _balanced(parts, chosen, room, indent)
    return list(zip(parts, chosen, strict=True))


def _choose(parts: list[Points], room: float, indent: float, justify: bool) -> list[Breaks]:
    first = max(room - indent, 12.0)
    return [choose_breaks(one, room, room if k else first, justify) for k, one in enumerate(parts)]


def _balanced(parts: list[Points], chosen: list[Breaks], room: float, indent: float) -> list[Breaks]:
    """The narrowest setting with the same number of lines, so that a heading's lines are of one length."""
    wanted = sum(len(one.at) for one in chosen)
    low, high = room * 0.4, room
    best = chosen
    for _ in range(7):
        middle = (low + high) / 2
        tried = _choose(parts, middle, indent, False)
        if sum(len(one.at) for one in tried) == wanted and sum(one.cost for one in tried) < 1e6:
            best, high = tried, middle
        else:
            low = middle
    return best


def _points(setter: Typesetter, prepared: Prepared, kind: str, room: float) -> list[Points]:
    """The break points of every stretch between forced breaks.

    kind
        ``plain``: spaces and what the text itself allows; ``hyphenated``: the language's patterns too; ``anywhere``:
        between any two characters of a word that is wider than *room*.
    """
    key = (kind, room) if kind == "anywhere" else kind
    found = prepared.points.get(key)
    if found is None:
        ends = [k for k, token in enumerate(prepared.tokens) if token[0] == FORCED]
        starts = [0, *(k + 1 for k in ends)]
        found = [
            _stretch(setter, prepared, start, end, kind, room)
            for start, end in zip(starts, [*ends, len(prepared.tokens)], strict=True)
        ]
        prepared.points[key] = found
    return found


def _stretch(setter: Typesetter, prepared: Prepared, start: int, end: int, kind: str, room: float) -> Points:
    total = blank = 0.0
    spaces = 0
    tokens = prepared.tokens
    wide = _too_wide(tokens, start, end, room) if kind == "anywhere" else frozenset()
    hyphens = kind != "plain" and prepared.can_hyphenate
    rows: list[tuple[int, int, int, int, float, float, int, int, float, float]] = []
    pending: tuple[int, float, int] | None = (start, 0.0, 0)
    for k in range(start, end):
        form, width, word = tokens[k]
        if form == BOX:
            if pending is not None:
                at, before, counted = pending
                rows.append((at, 0, k, 0, before, total, counted, spaces, 0.0, 0.0))
                pending = None
            if word is not None:
                places = word.places
                if k in wide:
                    places = setter.anywhere(word)
                elif hyphens:
                    places = setter.with_hyphens(word) if word.hyphenated is None else word.hyphenated
                for place, upto, cost, hyphen in places:
                    upto += total
                    rows.append((k, place, k, place, upto, upto, spaces, spaces, hyphen, cost))
            total += width
        else:
            if pending is None:
                pending = (k, total, spaces)
            total += width
            blank += width
            spaces += 1
    if pending is not None and rows:
        at, before, counted = pending
        rows.append((at, 0, end, 0, before, before, counted, counted, 0.0, 0.0))
    else:
        if pending is not None:
            rows.append((start, 0, start, 0, 0.0, 0.0, 0, 0, 0.0, 0.0))
        rows.append((end, 0, end, 0, total, total, spaces, spaces, 0.0, 0.0))
    make: Callable[..., Points] = Points
    return make(*zip(*rows, strict=True), blank / spaces if spaces else 0.0)


def _too_wide(tokens: list[Token], start: int, end: int, room: float) -> frozenset[int]:
    """Tokens of unbroken runs of words that are wider than *room*."""
    out: set[int] = set()
    k = start
    while k < end:
        run = k
        width = 0.0
        while run < end and tokens[run][0] == BOX:
            width += tokens[run][1]
            run += 1
        if width > room:
            out.update(range(k, run))
        k = max(run, k + 1)
    return frozenset(out)


def _line(
    setter: Typesetter,
    source: Prepared,
    points: Points,
    span: tuple[int, int],
    place: tuple[float, float],
    align: TextAlign,
    is_last: bool,
) -> Line:
    """The line between two break points; *place* is its indent and the room it has."""
    indent, room = place
    start, end = span
    first, last = points.next_token[start], points.token[end]
    hyphen = points.hyphen[end]
    width = points.before[end] - points.after[start] + hyphen
    stretch = 0.0
    if align == "justify" and not (is_last and width <= room):
        spaces = points.spaces_before[end] - points.spaces_after[start]
        stretch = (room - width) / spaces if spaces else 0.0
        if stretch > _WIDEST_SPACE:
            stretch = 0.0
    x = {"right": room - width, "center": (room - width) / 2}.get(align, 0.0)
    style = source.style
    line = Line(height=style.leading, text_width=width, hyphen=hyphen > 0)
    line.base = style.leading / 2 + style.size * _BASE
    owners = source.owners
    line.first_look = owners[first].look if first < len(owners) else None
    placer = Placer(setter, line, indent + x, stretch)
    placer.words(source.tokens, owners, (first, points.next_place[start]), (last, points.place[end]))
    if hyphen:
        placer.hyphen(owners[last])
    elif last < len(owners) and not points.place[end]:
        placer.trailing_space(owners[last])
    placer.emit()
    return line


class Placer:
    """Places the words of one line, joining what shares face and owner into one segment."""

    def __init__(self, setter: Typesetter, line: Line, x: float, stretch: float) -> None:
        self.setter = setter
        self.line = line
        self.x = x
        self.stretch = stretch
        self.owner: Owner | None = None
        self.font = ""
        self.codes: list[str] = []
        self.start = x
        self.blank: Word | None = None

    def own(self, owner: Owner) -> None:
        """What follows belongs to *owner*."""
        self.emit()
        self.owner = owner
        self.blank = self.setter.space(owner.look)

    def words(self, tokens: list[Token], owners: list[Owner], start: tuple[int, int], end: tuple[int, int]) -> None:
        """Place the tokens from *start* to *end*, each a token index and a character index in it."""
        (first, cut_start), (last, cut_end) = start, end
        for k in range(first, last + 1 if cut_end else last):
            form, width, word = tokens[k]
            owner = owners[k]
            if owner is not self.owner:
                self.own(owner)
            if form == BOX and word is not None:
                low = cut_start if k == first else 0
                high = cut_end if k == last else 0
                if low or high:
                    self._pieces(self.setter.part(word, low, high or len(word.text)))
                elif word.code and word.font == self.font:
                    self.codes.append(word.code)
                    self.x += width
                else:
                    self._pieces(word.pieces)
            elif width > 0:
                self._space(width)

    def _pieces(self, pieces: tuple[Shaped, ...]) -> None:
        for piece in pieces:
            if piece.face.resource != self.font:
                self.emit()
                self.font = piece.face.resource
            self.codes.append(piece.code())
            if self.owner is not None:
                self.x += piece.width * self.owner.look.size / 1000

    def _space(self, width: float) -> None:
        owner, space = self.owner, self.blank
        assert owner is not None
        assert space is not None
        extra = width + self.stretch - space.width
        if space.code and space.font == self.font:
            self.codes.append(space.code)
            self.x += space.width
        else:
            self._pieces(space.pieces)
        if extra > 1e-4 or extra < -1e-4:
            self.codes.append(f"{-extra * 1000 / owner.look.size:.6g}")
            self.x += extra

    def hyphen(self, owner: Owner) -> None:
        """The hyphen at which a word was parted."""
        if owner is not self.owner:
            self.own(owner)
        self._pieces(self.setter.word("\u00ad", owner.look).pieces)

    def trailing_space(self, owner: Owner) -> None:
        """The space at which the line was broken: words must not run together when they are read out."""
        if owner is not self.owner:
            self.own(owner)
        x = self.x
        self._pieces(self.setter.space(owner.look).pieces)
        self.x = x

    def emit(self) -> None:
        """Close the segment that is open."""
        owner = self.owner
        if self.codes and owner is not None:
            look = owner.look
            code = "".join(self.codes).replace("><", "")
            width = self.x - self.start
            self.line.segments.append(
                Segment(self.start, width, self.font, look.size, look.rise, look.colour, code, owner.run)
            )
            if owner.href:
                self._link(owner, self.start, width)
        self.codes = []
        self.start = self.x

    def _link(self, owner: Owner, x: float, width: float) -> None:
        links = self.line.links
        if links and links[-1].owner.link is owner.link and owner.link is not None:
            links[-1].width = x + width - links[-1].x
        else:
            links.append(LinkArea(x, width, owner.look.size, owner))
