"""From tokens to lines: breaking a prepared paragraph at a width and placing its words."""

from __future__ import annotations

from collections.abc import Callable

from reports.theme.tokens import TextAlign
from reports.writers.pdf.galley import FORBIDDEN, NoteBody
from reports.writers.pdf.linebreak import Breaks, Points, choose_breaks
from reports.writers.pdf.placing import Line, Placer, whole_line
from reports.writers.pdf.text import Prepared, is_plain
from reports.writers.pdf.words import FORCED, GLUE, Token, Typesetter

#: From which looseness on hyphens are tried: share of the width when ragged, stretch ratio when justified.
_LOOSE_RAGGED, _LOOSE_JUSTIFIED = 0.13, 1.0

#: In narrow columns a ragged line may be this much short, in points, before a word is parted.
_LOOSE_POINTS = 34.0

#: A space of a justified line never grows by more than this.
_WIDEST_SPACE = 14.0

#: Base line below the middle of a line, as a share of the type size.
_BASE = 0.34


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
        ends = [k for k, one in enumerate(prepared.kinds) if one == FORCED] if FORCED in prepared.kinds else []
        starts = [0, *(k + 1 for k in ends)]
        found = [
            _stretch(setter, prepared, start, end, kind, room)
            for start, end in zip(starts, [*ends, len(prepared.tokens)], strict=True)
        ]
        prepared.points[key] = found
    return found


def _stretch(setter: Typesetter, prepared: Prepared, start: int, end: int, kind: str, room: float) -> Points:
    """The break points from token *start* to token *end*."""
    if kind == "plain" and is_plain(prepared.kinds[start:end]):
        return _word_by_word(prepared, start, end)
    return _any_stretch(setter, prepared, start, end, kind, room)


def _word_by_word(prepared: Prepared, start: int, end: int) -> Points:
    """The break points of words with single spaces between them, parted nowhere."""
    upto = prepared.upto[start : end + 1]
    if start:
        upto = [width - upto[0] for width in upto]
    spaces = (end - start) // 2
    ends, starts = range(start + 1, end, 2), range(start + 2, end, 2)
    return Points(
        (start, *ends, end), bytes(spaces + 2), (start, *starts, end), [0.0, *upto[1::2]], [*upto[::2], upto[-1]],
        (0, *range(spaces), spaces), (*range(spaces + 1), spaces), (), (),
        sum([token[1] for token in prepared.tokens[start + 1 : end : 2]]) / spaces if spaces else 0.0,
    )  # fmt: skip


def _any_stretch(setter: Typesetter, prepared: Prepared, start: int, end: int, kind: str, room: float) -> Points:
    """The break points of anything: words without a space between them, words that may be parted, blank text."""
    total = blank = 0.0
    spaces = 0
    tokens = prepared.tokens
    wide = _too_wide(tokens, start, end, room) if kind == "anywhere" else frozenset()
    hyphens = kind != "plain" and prepared.can_hyphenate
    rows: list[tuple[int, int, int, float, float, int, int, float, float]] = []
    pending: tuple[int, float, int] | None = (start, 0.0, 0)
    for k in range(start, end):
        form, width, word, _ = tokens[k]
        if form == GLUE:
            if pending is None:
                pending = (k, total, spaces)
            total += width
            blank += width
            spaces += 1
            continue
        if pending is not None:
            at, before, counted = pending
            rows.append((at, 0, k, before, total, counted, spaces, 0.0, 0.0))
            pending = None
        if word is not None:
            places = word.places
            if k in wide:
                places = setter.anywhere(word)
            elif hyphens:
                places = setter.with_hyphens(word) if word.hyphenated is None else word.hyphenated
            for place, upto, cost, hyphen in places:
                upto += total
                rows.append((k, place, k, upto, upto, spaces, spaces, hyphen, cost))
        total += width
    if pending is not None and rows:
        at, before, counted = pending
        rows.append((at, 0, end, before, before, counted, counted, 0.0, 0.0))
    else:
        if pending is not None:
            rows.append((start, 0, start, 0.0, 0.0, 0, 0, 0.0, 0.0))
        rows.append((end, 0, end, total, total, spaces, spaces, 0.0, 0.0))
    make: Callable[..., Points] = Points
    return make(*zip(*rows, strict=True), blank / spaces if spaces else 0.0)


def _too_wide(tokens: list[Token], start: int, end: int, room: float) -> frozenset[int]:
    """Tokens of unbroken runs of words that are wider than *room*."""
    out: set[int] = set()
    k = start
    while k < end:
        run = k
        width = 0.0
        while run < end and tokens[run][0] != GLUE:
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
    hyphen = points.hyphen_at(end)
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
    if not hyphen and whole_line(setter, source, points, (start, end), line, indent + x, stretch):
        return line
    placer = Placer(setter, line, indent + x, stretch)
    placer.words(source, (first, points.place[start]), (last, points.place[end]))
    if hyphen:
        placer.hyphen(owners[last])
    elif last < len(owners) and not points.place[end]:
        # With the word before it: readers such as pdfium drop a space that stands alone.
        placer.trailing_space(owners[max(last - 1, first)])
    placer.emit()
    return line
