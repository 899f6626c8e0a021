"""From tokens to lines: breaking a prepared paragraph at a width and placing its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from reports.theme.tokens import TextAlign
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.fonts import Shaped
from reports.writers.pdf.galley import FORBIDDEN, NoteBody, Strip
from reports.writers.pdf.linebreak import BOX, FORCED, GLUE, Breaks, choose_breaks
from reports.writers.pdf.structure import Run
from reports.writers.pdf.text import Look, Owner, Prepared, Token, Typesetter, Word, hyphenate

#: From which looseness on hyphens are tried: share of the width when ragged, stretch ratio when justified.
_LOOSE_RAGGED, _LOOSE_JUSTIFIED = 0.09, 1.0

#: In narrow columns a ragged line may be this much short, in points, before a word is parted.
_LOOSE_POINTS = 34.0

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
    source, breaks = _breaks(setter, prepared, room, style.indent_first, align == "justify")
    if balance and len(breaks.at) > 1:
        source, breaks = _balanced(setter, source, breaks, room, style.indent_first)
    lines: list[Line] = []
    start = 0
    for number, end in enumerate(breaks.at):
        indent = style.indent_left + (style.indent_first if number == 0 else 0.0)
        space = room - (style.indent_first if number == 0 else 0.0)
        is_last = number == len(breaks.at) - 1 or (end < len(source.tokens) and source.tokens[end][0] == FORCED)
        line = _line(setter, source, start, end, indent, space, align, is_last)
        if notes:
            line.notes = tuple(notes[id(source.notes[k])] for k in range(start, end) if k in source.notes)
        lines.append(line)
        start = end + 1 if end < len(source.tokens) and source.tokens[end][0] != BOX else end
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
    if keep_with_next and lines:
        for line in lines:
            line.after = FORBIDDEN


def _breaks(
    setter: Typesetter, prepared: Prepared, room: float, indent: float, justify: bool
) -> tuple[Prepared, Breaks]:
    first = max(room - indent, 12.0)
    source = prepared
    if prepared.least_width > min(room, first):
        source = _exploded(
            setter, _hyphenated(setter, prepared) if prepared.can_hyphenate else prepared, min(room, first)
        )
        return source, _choose(source, room, first, justify)
    breaks = _choose(source, room, first, justify)
    if prepared.can_hyphenate and breaks.worst > (
        _LOOSE_JUSTIFIED if justify else max(_LOOSE_RAGGED, _LOOSE_POINTS / room)
    ):
        better = _hyphenated(setter, prepared)
        other = _choose(better, room, first, justify)
        if other.cost < breaks.cost:
            return better, other
    return source, breaks


def _hyphenated(setter: Typesetter, prepared: Prepared) -> Prepared:
    if prepared.hyphenated is None:
        prepared.hyphenated = hyphenate(setter, prepared)
    return prepared.hyphenated


def _choose(source: Prepared, room: float, first: float, justify: bool) -> Breaks:
    tokens = source.tokens
    return choose_breaks(
        [token[0] for token in tokens],
        [token[1] for token in tokens],
        [token[5] for token in tokens],
        room,
        first,
        justify,
    )


def _exploded(setter: Typesetter, prepared: Prepared, room: float) -> Prepared:
    """The same paragraph with parts wider than the column broken into characters."""
    out = Prepared(prepared.style)
    tokens = prepared.tokens
    index = 0
    while index < len(tokens):
        end = index
        width = 0.0
        while end < len(tokens) and tokens[end][0] == BOX:
            width += tokens[end][1]
            end += 1
        end = max(end, index + 1)
        for k in range(index, end):
            if k in prepared.notes:
                out.notes[len(out.tokens)] = prepared.notes[k]
            made: list[Token] = setter.explode(tokens[k]) if width > room and tokens[k][0] == BOX else [tokens[k]]
            out.tokens.extend(made)
            out.owners.extend([prepared.owners[k]] * len(made))
        index = end
    return out


def _balanced(
    setter: Typesetter, source: Prepared, breaks: Breaks, room: float, indent: float
) -> tuple[Prepared, Breaks]:
    """The narrowest setting with the same number of lines, so that a heading's lines are of one length."""
    low, high = room * 0.4, room
    best = breaks
    for _ in range(7):
        middle = (low + high) / 2
        tried = _choose(source, middle, max(middle - indent, 12.0), False)
        if len(tried.at) == len(breaks.at) and tried.cost < 1e6:
            best, high = tried, middle
        else:
            low = middle
    return source, best


def _line(
    setter: Typesetter,
    source: Prepared,
    start: int,
    end: int,
    indent: float,
    room: float,
    align: TextAlign,
    is_last: bool,
) -> Line:
    tokens, owners = source.tokens, source.owners
    while start < end and tokens[start][0] not in (BOX, FORCED):
        start += 1
    width = sum(token[1] for token in tokens[start:end] if token[0] in (BOX, GLUE))
    hyphen = tokens[end] if end < len(tokens) and tokens[end][0] not in (BOX, GLUE, FORCED) and tokens[end][2] else None
    if hyphen is not None:
        width += hyphen[1]
    stretch = 0.0
    if align == "justify" and not (is_last and width <= room):
        spaces = sum(1 for token in tokens[start:end] if token[0] == GLUE)
        stretch = (room - width) / spaces if spaces else 0.0
        if stretch > 14.0:
            stretch = 0.0
    x = {"right": room - width, "center": (room - width) / 2}.get(align, 0.0)
    line = Line(height=source.style.leading, text_width=width, hyphen=hyphen is not None)
    line.first_look = owners[start].look if start < end else None
    line.base = source.style.leading / 2 + source.style.size * _BASE
    builder = _Segments(setter, line, indent + x, stretch)
    for k in range(start, end):
        builder.add(tokens[k], owners[k])
    if hyphen is not None:
        builder.add((BOX, *hyphen[1:]), owners[end])
    elif end < len(tokens) and tokens[end][0] in (GLUE, FORCED) and end + 1 < len(tokens):
        builder.trailing_space(owners[end])
    builder.flush()
    return line


class _Segments:
    """Places the tokens of one line, joining what shares face and owner into one segment."""

    def __init__(self, setter: Typesetter, line: Line, x: float, stretch: float) -> None:
        self.setter = setter
        self.line = line
        self.x = x
        self.stretch = stretch
        self.owner: Owner | None = None
        self.font = ""
        self.codes: list[str] = []
        self.start = x
        self.part: tuple[Word, int, int] | None = None

    def add(self, token: Token, owner: Owner) -> None:
        kind, width, word, start, end, _ = token
        if kind == GLUE:
            self._finish_part()
            self._space(owner, width)
        elif kind == BOX and word is None:
            self._finish_part()
            if width > 0:
                self._space(owner, width)
        elif kind == BOX and word is not None:
            part = self.part
            if part is not None and part[0] is word and part[2] == start and self.owner is owner:
                self.part = (word, part[1], end)
            else:
                self._finish_part()
                self._own(owner)
                self.part = (word, start, end)

    def _own(self, owner: Owner) -> None:
        if owner is not self.owner:
            self._emit()
            self.owner = owner

    def _finish_part(self) -> None:
        if self.part is None:
            return
        word, start, end = self.part
        self.part = None
        for piece in self.setter.part(word, start, end):
            self._piece(piece)

    def _piece(self, piece: Shaped) -> None:
        if piece.face.resource != self.font:
            self._emit()
            self.font = piece.face.resource
        if self.owner is not None:
            self.codes.append(piece.code())
            self.x += piece.width * self.owner.look.size / 1000

    def _space(self, owner: Owner, width: float) -> None:
        self._own(owner)
        x = self.x
        for piece in self.setter.shape(" ", owner.look):
            self._piece(piece)
        extra = width + self.stretch - (self.x - x)
        if abs(extra) > 1e-4:
            self.codes.append(f"{-extra * 1000 / owner.look.size:.6g}")
            self.x += extra

    def trailing_space(self, owner: Owner) -> None:
        """The space at which the line was broken: words must not run together when they are read out."""
        self._finish_part()
        self._own(owner)
        for piece in self.setter.shape(" ", owner.look):
            if piece.face.resource != self.font:
                self._emit()
                self.font = piece.face.resource
            self.codes.append(piece.code())

    def _emit(self) -> None:
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

    def flush(self) -> None:
        """Finish the line."""
        self._finish_part()
        self._emit()
