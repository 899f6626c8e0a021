"""Placing the words of a line: segments of one face and owner, links, the spaces between."""

from __future__ import annotations

from dataclasses import field

from reports.records import record
from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.fonts import Shaped
from reports.writers.pdf.galley import Strip
from reports.writers.pdf.linebreak import Points
from reports.writers.pdf.structure import Run
from reports.writers.pdf.text import Owner, Prepared
from reports.writers.pdf.words import GLUE, Look, Token, Typesetter, Word


@record(slots=True)
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


@record(slots=True)
class LinkArea:
    """A part of a line that is a link."""

    x: float
    width: float
    size: float
    owner: Owner


@record(slots=True, eq=False)
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


def whole_line(
    setter: Typesetter, source: Prepared, points: Points, span: tuple[int, int], line: Line, x: float, stretch: float
) -> bool:
    """Fill *line* where all of it is whole words of one owner in one face; False where it is not."""
    start, end = span
    first, last = points.next_token[start], points.token[end]
    if first >= last or points.place[start] or points.place[end]:
        return False
    owner = source.owners[first]
    upto = source.upto
    more = last < len(source.tokens)  # the space at which the line is broken is drawn as well
    if owner.href or owner.stop < last + more or (more and source.kinds[last] != GLUE):
        return False
    codes = [token[3] for token in source.tokens[first : last + more]]
    if "" in codes:
        return False
    look = owner.look
    width = upto[last] - upto[first]
    if stretch:
        blank = f"{setter.tokens(look)[' '][3]}{-stretch * 1000 / look.size:.6g}"
        kinds = source.kinds[first:last]
        codes[: last - first] = [
            blank if kind == GLUE else code for kind, code in zip(kinds, codes[: last - first], strict=True)
        ]
        width += stretch * kinds.count(GLUE)
    code = "".join(codes).replace(")(", "")
    font = setter.tokens(look).font
    line.segments.append(Segment(x, width, font, look.size, look.rise, look.colour, code, owner.run))
    return True


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
        if owner is not self.owner:
            self.emit()
            self.owner = owner
            self.blank = self.setter.space(owner.look)

    def words(self, source: Prepared, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Place the tokens from *start* to *end*, each a token index and a character index in it."""
        (first, cut_start), (last, cut_end) = start, end
        owners = source.owners
        if cut_start and first < last:
            self._part(source, first, cut_start, None)
            first += 1
        k = first
        while k < last:
            owner = owners[k]
            self.own(owner)
            stop = min(owner.stop, last)
            self._stretch(source, k, stop)
            k = stop
        if cut_end:
            self._part(source, last, cut_start if start[0] == last else 0, cut_end)

    def _part(self, source: Prepared, k: int, start: int, end: int | None) -> None:
        """A part of a word."""
        word = source.tokens[k][2]
        self.own(source.owners[k])
        if word is not None:
            self._pieces(self.setter.part(word, start, len(word.text) if end is None else end))

    def _stretch(self, source: Prepared, start: int, stop: int) -> None:
        """Whole words of one owner."""
        tokens = source.tokens[start:stop]
        codes = [token[3] for token in tokens]
        font = self.setter.tokens(self.owner.look).font if self.owner is not None else ""
        if "" in codes:
            self._one_by_one(tokens)
            return
        if font != self.font:
            self.emit()
            self.font = font
        if self.stretch and self.owner is not None:
            more = f"{-self.stretch * 1000 / self.owner.look.size:.6g}"
            spaces = source.kinds.count(GLUE, start, stop)
            codes = [f"{token[3]}{more}" if token[0] == GLUE else token[3] for token in tokens]
            self.x += self.stretch * spaces
        self.codes += codes
        self.x += source.upto[stop] - source.upto[start]

    def _one_by_one(self, tokens: list[Token]) -> None:
        for kind, width, word, _ in tokens:
            if kind != GLUE and word is not None:
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
        self.own(owner)
        self._pieces(self.setter.word("\u00ad", owner.look).pieces)

    def trailing_space(self, owner: Owner) -> None:
        """The space at which the line was broken: words must not run together when they are read out."""
        self.own(owner)
        x = self.x
        self._pieces(self.setter.space(owner.look).pieces)
        self.x = x

    def emit(self) -> None:
        """Close the segment that is open."""
        owner = self.owner
        if self.codes and owner is not None:
            look = owner.look
            code = "".join(self.codes).replace(")(", "")
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
