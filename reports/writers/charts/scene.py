"""The scene of a chart: what stands where, in points, with x to the right and y *down* from the upper left corner.

Shapes are in painting order. A writer needs one short function for each of the five kinds.
"""

from __future__ import annotations

import math
from dataclasses import field
from typing import Literal, TypeAlias

from reports.records import record
from reports.theme.tokens import TextStyle

Anchor: TypeAlias = Literal["start", "middle", "end"]
MarkerShape: TypeAlias = Literal["circle", "square", "triangle", "diamond", "down", "cross"]
Point: TypeAlias = tuple[float, float]


@record(frozen=True, slots=True)
class Rect:
    """A filled rectangle; ``title`` says what it stands for ("Serbia, In favour: 76"), empty for decoration."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    stroke: str | None = None
    stroke_width: float = 0.0
    title: str = ""


@record(frozen=True, slots=True)
class Line:
    """A straight line; ``dash`` alternates lengths of stroke and gap, empty for a solid one."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 0.5
    dash: tuple[float, ...] = ()


@record(frozen=True, slots=True)
class Polyline:
    """A line through points, with round joins."""

    points: tuple[Point, ...]
    colour: str
    width: float = 1.5
    dash: tuple[float, ...] = ()


@record(frozen=True, slots=True)
class Marker:
    """A mark centred on a point, ``size`` wide; its outline is ``marker_points``."""

    x: float
    y: float
    size: float
    shape: MarkerShape
    fill: str
    stroke: str
    title: str = ""


@record(frozen=True, slots=True)
class TextRun:
    """One line of text; ``y`` is its base line, ``anchor`` the part of the text that stands at ``x``.

    width
        As measured when it was laid out.
    """

    x: float
    y: float
    text: str
    style: TextStyle
    anchor: Anchor = "start"
    colour: str = "#000000"
    width: float = 0.0

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of the ink, roughly: ascenders and descenders included."""
        left = self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width
        return (left, self.y - 0.76 * self.style.size, left + self.width, self.y + 0.22 * self.style.size)


Shape: TypeAlias = Rect | Line | Polyline | Marker | TextRun


@record(frozen=True, slots=True)
class Drawing:
    """A whole chart."""

    width: float
    height: float
    shapes: tuple[Shape, ...] = field(default=())


def marker_points(marker: Marker) -> tuple[Point, ...]:
    """The corners of *marker*, closed by the writer; a circle comes as 24 corners, for writers without circles."""
    x, y, half = marker.x, marker.y, marker.size / 2
    match marker.shape:
        case "square":
            side = half * 0.9
            return ((x - side, y - side), (x + side, y - side), (x + side, y + side), (x - side, y + side))
        case "diamond":
            reach = half * 1.2
            return ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
        case "triangle":
            return ((x, y - half * 1.15), (x + half * 1.1, y + half * 0.8), (x - half * 1.1, y + half * 0.8))
        case "down":
            return ((x, y + half * 1.15), (x - half * 1.1, y - half * 0.8), (x + half * 1.1, y - half * 0.8))
        case "cross":
            arm, thick = half * 1.1, half * 0.38
            corners = (
                (-thick, -arm), (thick, -arm), (thick, -thick), (arm, -thick), (arm, thick), (thick, thick),
                (thick, arm), (-thick, arm), (-thick, thick), (-arm, thick), (-arm, -thick), (-thick, -thick),
            )  # fmt: skip
            return tuple((x + dx, y + dy) for dx, dy in corners)
        case "circle":
            turn = math.tau / 24
            return tuple((x + half * math.cos(n * turn), y + half * math.sin(n * turn)) for n in range(24))
