"""The corners of lines in drawings, with the direction in which each is passed: where markers stand."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple, TypeAlias

from reports.patterns import expression

_TOKEN = expression(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_COUNTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}
#: Corners of one line that are looked at.
MAX_CORNERS = 5_000

Point: TypeAlias = tuple[float, float]
#: A piece of a line: where it begins, what it leaves towards, what it arrives from, where it ends.
Piece: TypeAlias = tuple[Point, Point, Point, Point]


class Vertex(NamedTuple):
    """A corner, and the direction of a marker there in radians."""

    x: float
    y: float
    angle: float


def vertices(element: Any) -> list[Vertex]:
    """The corners of a line, polyline, polygon or path, in order."""
    pieces = list(_pieces(element))[:MAX_CORNERS]
    if not pieces:
        return []
    out = [Vertex(*pieces[0][0], _angle(pieces[0][0], pieces[0][1]))]
    for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
        arriving = _angle(piece[2], piece[3])
        if following is None or following[0] != piece[3]:
            out.append(Vertex(*piece[3], arriving))
            continue
        leaving = _angle(following[0], following[1])
        between = math.atan2(math.sin(arriving) + math.sin(leaving), math.cos(arriving) + math.cos(leaving))
        out.append(Vertex(*piece[3], between))
    return out


def _angle(start: Point, end: Point) -> float:
    return math.atan2(end[1] - start[1], end[0] - start[0])


def _pieces(element: Any) -> Iterator[Piece]:
    name = str(element.tag).rpartition("}")[2]
    if name == "path":
        yield from _of_path(element.get("d", ""))
        return
    if name == "line":
        found = [_first(element.get(key, "")) for key in ("x1", "y1", "x2", "y2")]
    else:
        found = [float(one[2]) for one in _TOKEN.finditer(element.get("points", "")) if one[2]]
    points = list(zip(found[::2], found[1::2], strict=False))
    if name == "polygon" and points:
        points.append(points[0])
    for start, end in pairwise(points):
        yield start, end, start, end


def _first(text: str) -> float:
    found = _TOKEN.search(text)
    return float(found[2]) if found and found[2] else 0.0


def _of_path(data: str) -> Iterator[Piece]:
    """The pieces of path data (SVG 1.1, section 8.3); what is not well-formed ends it."""
    here: Point = (0.0, 0.0)
    begin, control = here, here
    for letter, given in _commands(data):
        small = letter.lower()
        base = here if letter.islower() else (0.0, 0.0)
        match small:
            case "h":
                end = (base[0] + given[0], here[1])
            case "v":
                end = (here[0], base[1] + given[0])
            case "z":
                end = begin
            case _:
                end = (base[0] + given[-2], base[1] + given[-1])
        points = [(base[0] + x, base[1] + y) for x, y in zip(given[:-2:2], given[1:-2:2], strict=False)]
        mirrored = (2 * here[0] - control[0], 2 * here[1] - control[1])
        if small == "m":
            here = begin = control = end
            continue
        controls = {"c": points, "s": [mirrored, *points], "q": points, "t": [mirrored]}.get(small, [])
        line = [here, *controls, end]
        away = next((one for one in line[1:] if one != here), end)
        near = next((one for one in reversed(line[:-1]) if one != end), here)
        yield here, away, near, end
        control = controls[-1] if controls else end
        here = end


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    letter, waiting = "", list[float]()
    for found in _TOKEN.finditer(data):
        if found[1]:
            letter, waiting = found[1], []
            if letter in "Zz":
                yield letter, []
            continue
        waiting.append(float(found[2]))
        if letter and len(waiting) == _COUNTS[letter.lower()]:
            yield letter, waiting
            waiting = []
            letter = {"M": "L", "m": "l"}.get(letter, letter)
