"""Optimum-fit line breaking: the breaks of a whole paragraph are chosen together.

The measure is Knuth and Plass's (Breaking Paragraphs into Lines, 1981): boxes, glue and penalties, and the least sum
of demerits; as all lines but the first are equally wide, a dynamic programme over the break points does it, with a
sliding window of possible line starts, so that the time is linear in the length of the paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

BOX, GLUE, PENALTY, FORCED = 0, 1, 2, 3

#: Cost of a break at a hyphen, of two in a row, and of a line that cannot be set well.
_CONSECUTIVE_HYPHENS = 60.0
_HOPELESS = 1e7

#: Demerits of a ragged line by the square of its slack, and the least filling of a line that is looked at.
_RAG, _FULLEST = 1200.0, 0.6

#: By how much of itself a space may grow before a line is loose, and by how much it may shrink at most.
_STRETCH, _SHRINK = 0.5, 0.3


@dataclass(slots=True)
class Breaks:
    """Chosen breaks.

    at
        For each line the token index at which it ends (exclusive; the token there is the glue or penalty broken at).
    worst
        The loosest line: slack as a share of the width when ragged, the stretch ratio when justified.
    """

    at: list[int]
    worst: float
    cost: float


def choose_breaks(
    kinds: list[int],
    widths: list[float],
    costs: list[float],
    width: float,
    first_width: float,
    justify: bool,
) -> Breaks:
    """Break the tokens into lines of *width*, the first one of *first_width*.

    A PENALTY's width is that of the hyphen printed when it is chosen. Lines between FORCED breaks are independent.
    """
    at: list[int] = []
    worst = cost = 0.0
    start = 0
    for index, kind in enumerate(kinds):
        if kind == FORCED:
            part = _break_stretch(kinds, widths, costs, start, index, width, width if at else first_width, justify)
            at += part.at
            worst, cost = max(worst, part.worst), cost + part.cost
            start = index + 1
    part = _break_stretch(kinds, widths, costs, start, len(kinds), width, width if at else first_width, justify)
    return Breaks(at + part.at, max(worst, part.worst), cost + part.cost)


def _break_stretch(
    kinds: list[int],
    widths: list[float],
    costs: list[float],
    start: int,
    end: int,
    width: float,
    first_width: float,
    justify: bool,
) -> Breaks:
    points = _points(kinds, widths, costs, start, end)
    if points.before[-1] - points.after[0] <= first_width:
        return Breaks([end], 0.0, 0.0)
    count = len(points.token)
    best = [0.0] + [_HOPELESS * 1e6] * (count - 1)
    came = [0] * count
    quality = [0.0] * count
    before, after, spaces_before, spaces_after = points.before, points.after, points.spaces_before, points.spaces_after
    hyphen, cost, space = points.hyphen, points.cost, points.space
    low = near = 0
    for b in range(1, count):
        reach = before[b] + hyphen[b]
        is_last = b == count - 1
        while low < b - 1:
            room = width if low else first_width
            give = _SHRINK * space * (spaces_before[b] - spaces_after[low]) if justify else 0.0
            if after[low] + room + give + 1e-6 >= reach:
                break
            low += 1
        if not is_last:
            near = max(near, low)
            short = reach - width * _FULLEST
            while near < b - 1 and after[near] < short:
                near += 1
        base, flagged = cost[b], hyphen[b] > 0
        found, where, loose = best[b], 0, 0.0
        for a in range(low, (b if is_last else near + 1)):
            room = width if a else first_width
            slack = room - reach + after[a]
            if justify or is_last or slack < 0:
                stretch = space * (spaces_before[b] - spaces_after[a]) if justify else 0.0
                demerit, ratio = _last(slack, room, stretch) if is_last else _fit(slack, room, stretch, justify)
            else:
                ratio = slack / room
                demerit = _RAG * ratio * ratio
            total = best[a] + demerit + base
            if flagged and hyphen[a]:
                total += _CONSECUTIVE_HYPHENS
            if total < found:
                found, where, loose = total, a, ratio
        best[b], came[b], quality[b] = found, where, loose
    at: list[int] = []
    worst = 0.0
    b = count - 1
    while b > 0:
        at.append(points.token[b])
        worst = max(worst, quality[b])
        b = came[b]
    at.reverse()
    return Breaks(at, worst, best[-1])


def _fit(slack: float, room: float, spaces: float, justify: bool) -> tuple[float, float]:
    """Demerits of a line with *slack* left over, and how loose it is (see ``Breaks.worst``)."""
    if not justify:
        if slack < -1e-6:
            return _HOPELESS, 1.0
        ratio = slack / room if room > 0 else 1.0
        return _RAG * ratio * ratio, ratio
    if slack >= 0:
        ratio = slack / (spaces * _STRETCH) if spaces else 20.0
        return 10.0 * min(ratio, 6.0) ** 3 + max(ratio - 6.0, 0.0) * 200.0, ratio
    ratio = -slack / (spaces * _SHRINK) if spaces else 20.0
    return (10.0 * ratio**3, 0.0) if ratio <= 1.0 else (_HOPELESS, 20.0)


def _last(slack: float, room: float, spaces: float) -> tuple[float, float]:
    """Demerits of the last line: only a very short one is not liked."""
    if slack < -_SHRINK * spaces - 1e-6:
        return _HOPELESS, 0.0
    return (40.0 if slack > 0.85 * room else 0.0), 0.0


@dataclass(slots=True)
class _Points:
    """The legal break points of a stretch, the first one its start, the last one its end."""

    token: list[int]
    before: list[float]
    after: list[float]
    spaces_before: list[int]
    spaces_after: list[int]
    hyphen: list[float]
    cost: list[float]
    space: float


def _points(kinds: list[int], widths: list[float], costs: list[float], start: int, end: int) -> _Points:
    points = _Points([start], [0.0], [0.0], [0], [0], [0.0], [0.0], 0.0)
    total = 0.0
    spaces = 0
    glue_total = 0.0
    pending = True
    for index in range(start, end):
        kind = kinds[index]
        if kind == BOX:
            if pending:
                points.after[-1] = total
                points.spaces_after[-1] = spaces
                pending = False
            total += widths[index]
        elif kind == GLUE:
            if not pending:
                _add(points, index, total, spaces, 0.0, costs[index])
                pending = True
            total += widths[index]
            glue_total += widths[index]
            spaces += 1
        elif not pending:
            _add(points, index, total, spaces, widths[index], costs[index])
            pending = True
    last = points.before[-1] if pending and len(points.token) > 1 else total
    if pending and len(points.token) > 1:
        for column in (
            points.token,
            points.before,
            points.after,
            points.spaces_before,
            points.spaces_after,
            points.hyphen,
            points.cost,
        ):
            column.pop()
    _add(points, end, last, spaces, 0.0, 0.0)
    points.space = glue_total / spaces if spaces else 0.0
    return points


def _add(points: _Points, token: int, before: float, spaces: int, hyphen: float, cost: float) -> None:
    points.token.append(token)
    points.before.append(before)
    points.after.append(before)
    points.spaces_before.append(spaces)
    points.spaces_after.append(spaces)
    points.hyphen.append(hyphen)
    points.cost.append(cost)
