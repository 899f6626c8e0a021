"""Optimum-fit line breaking: the breaks of a whole paragraph are chosen together.

The measure is Knuth and Plass's (Breaking Paragraphs into Lines, 1981): boxes, glue and penalties, and the least sum
of demerits; as all lines but the first are equally wide, a dynamic programme over the break points does it, with a
sliding window of possible line starts, so that the time is linear in the length of the paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.records import record

#: Cost of a break at a hyphen, of two in a row, and of a line that cannot be set well.
_CONSECUTIVE_HYPHENS = 60.0
_HOPELESS = 1e7
_NEVER = float("inf")

#: Demerits of a ragged line by the square of its slack, and the least filling of a line that is looked at.
_RAG, _FULLEST = 1200.0, 0.7

#: By how much of itself a space may grow before a line is loose, and by how much it may shrink at most.
_STRETCH, _SHRINK = 0.5, 0.3


@record(slots=True)
class Points:
    """The legal break points of a stretch of text, the first one its start, the last one its end.

    token, next_token
        Where the line before a break ends and the one after it starts: indices of tokens.
    place
        The index of the character at which that token is parted; 0 where none is.
    before, after
        Width from the start of the stretch to the end of the line before, and to the start of the line after.
    spaces_before, spaces_after
        The same, counted in word spaces.
    hyphen, cost
        Width of the hyphen printed, and what the break costs; empty where no break is at a hyphen or costs anything.
    space
        Width of a word space.
    """

    token: Sequence[int]
    place: Sequence[int]
    next_token: Sequence[int]
    before: Sequence[float]
    after: Sequence[float]
    spaces_before: Sequence[int]
    spaces_after: Sequence[int]
    hyphen: Sequence[float] = ()
    cost: Sequence[float] = ()
    space: float = 0.0

    def hyphen_at(self, point: int) -> float:
        """The width of the hyphen printed at a break."""
        return self.hyphen[point] if self.hyphen else 0.0


@record(slots=True)
class Breaks:
    """Chosen breaks.

    at
        The chosen points, the last one the end.
    worst
        The loosest line: slack as a share of the width when ragged, the stretch ratio when justified.
    """

    at: list[int]
    worst: float
    cost: float


def choose_breaks(points: Points, width: float, first_width: float, justify: bool) -> Breaks:
    """Break a stretch into lines of *width*, the first one of *first_width*."""
    if points.before[-1] - points.after[0] <= first_width:
        return Breaks([len(points.before) - 1], 0.0, 0.0)
    # A first line of another width is one of the usual width that starts elsewhere.
    after = [points.after[0] + width - first_width, *points.after[1:]]
    came, cost = (_justified if justify else _ragged if points.cost else _plain)(points, after, width)
    at: list[int] = []
    worst = 0.0
    b = len(came) - 1
    while b > 0:
        at.append(b)
        if b < len(came) - 1:
            worst = max(worst, _looseness(points, after, came[b], b, width, justify))
        b = came[b]
    at.reverse()
    return Breaks(at, worst, cost)


def _looseness(points: Points, after: list[float], a: int, b: int, width: float, justify: bool) -> float:
    slack = width - points.before[b] - points.hyphen_at(b) + after[a]
    if not justify:
        return slack / width
    spaces = points.space * (points.spaces_before[b] - points.spaces_after[a])
    return max(slack, 0.0) / (spaces * _STRETCH) if spaces else 20.0


def _plain(points: Points, after: list[float], width: float) -> tuple[list[int], float]:
    """For each point the best one before it, and the least cost at the end; squares of the slack count.

    No break costs anything of its own here (``_ragged`` is the same for those that do), so that the measure is convex
    and the best line start never lies before that of an earlier break: each search begins where the last one ended.
    """
    last = len(points.before) - 1
    best = [0.0]
    came = [0]
    rag = _RAG / (width * width)
    least = width * (1.0 - _FULLEST)
    low = near = where = 0
    for b, reach in enumerate(points.before[1:last], 1):
        start = reach - width
        while after[low] < start - 1e-6 and low < b - 1:
            low += 1
        if near < low:
            near = low
        while after[near] < start + least and near < b - 1:
            near += 1
        if where < low:
            where = low
        slack = after[where] - start
        found = best[where] + (rag * slack * slack if slack > -1e-6 else _HOPELESS)
        for a in range(where + 1, near + 1):
            slack = after[a] - start
            total = best[a] + rag * slack * slack
            if total < found:
                found, where = total, a
        best.append(found)
        came.append(where)
    best.append(0.0)
    came.append(0)
    return _end(points, after, width, best, came, low, 0.0)


def _ragged(points: Points, after: list[float], width: float) -> tuple[list[int], float]:
    """The same where words may be parted: breaks cost, and two hyphens in a row cost more."""
    before, hyphen, cost = points.before, points.hyphen, points.cost
    last = len(before) - 1
    best = [0.0] * (last + 1)
    came = [0] * (last + 1)
    rag = _RAG / (width * width)
    least = width * (1.0 - _FULLEST)
    low = near = 0
    for b in range(1, last):
        flagged = hyphen[b]
        start = before[b] + flagged - width
        while after[low] < start - 1e-6 and low < b - 1:
            low += 1
        if near < low:
            near = low
        while after[near] < start + least and near < b - 1:
            near += 1
        slack = after[low] - start
        found, where = best[low] + (rag * slack * slack if slack > -1e-6 else _HOPELESS), low
        if flagged and hyphen[low]:
            found += _CONSECUTIVE_HYPHENS
        for a in range(low + 1, near + 1):
            slack = after[a] - start
            total = best[a] + rag * slack * slack
            if total < found:
                if flagged and hyphen[a]:
                    total += _CONSECUTIVE_HYPHENS
                    if total >= found:
                        continue
                found, where = total, a
        best[b], came[b] = found + cost[b], where
    return _end(points, after, width, best, came, low, 0.0)


def _justified(points: Points, after: list[float], width: float) -> tuple[list[int], float]:
    """The same for lines whose spaces stretch and shrink."""
    before, space = points.before, points.space
    hyphen, cost = points.hyphen or [0.0] * len(before), points.cost or [0.0] * len(before)
    counted, passed = points.spaces_before, points.spaces_after
    last = len(before) - 1
    best = [0.0] * (last + 1)
    came = [0] * (last + 1)
    low = 0
    for b in range(1, last):
        reach = before[b] + hyphen[b]
        while low < b - 1 and after[low] + width + _SHRINK * space * (counted[b] - passed[low]) + 1e-6 < reach:
            low += 1
        found, where = _NEVER, low
        for a in range(low, b):
            slack = width - reach + after[a]
            if slack > width * (1.0 - _FULLEST) and a > low:
                break
            total = best[a] + _stretched(slack, space * (counted[b] - passed[a]))
            if hyphen[b] and hyphen[a]:
                total += _CONSECUTIVE_HYPHENS
            if total < found:
                found, where = total, a
        best[b], came[b] = found + cost[b], where
    return _end(points, after, width, best, came, low, _SHRINK * space)


def _stretched(slack: float, spaces: float) -> float:
    """Demerits of a line with *slack* to be spread over *spaces* points of word spaces."""
    if slack >= 0:
        ratio = slack / (spaces * _STRETCH) if spaces else 20.0
        return float(10.0 * min(ratio, 6.0) ** 3 + max(ratio - 6.0, 0.0) * 200.0)
    ratio = -slack / (spaces * _SHRINK) if spaces else 20.0
    return float(10.0 * ratio**3) if ratio <= 1.0 else _HOPELESS


def _end(
    points: Points, after: list[float], width: float, best: list[float], came: list[int], low: int, give: float
) -> tuple[list[int], float]:
    """The last line: any length will do, but a very short one is not liked."""
    last = len(came) - 1
    found, where = _NEVER, max(last - 1, 0)
    for a in range(low, last):
        slack = width - points.before[last] + after[a]
        shrink = give * (points.spaces_before[last] - points.spaces_after[a])
        total = best[a] + (_HOPELESS if slack < -shrink - 1e-6 else 40.0 if slack > 0.85 * width else 0.0)
        if total < found:
            found, where = total, a
    came[last] = where
    return came, found
