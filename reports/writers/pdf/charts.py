"""Charts: their geometry, laid out for every writer, drawn with the pen."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import assert_never

from reports.model import blocks as b
from reports.model.document import Document
from reports.theme.tokens import TextStyle, Theme
from reports.writers.charts import Drawing as Scene
from reports.writers.charts import Line, Marker, Polyline, Rect, TextRun, alt_text, layout_chart, marker_points
from reports.writers.pdf.canvas import Pen, number, rgb
from reports.writers.pdf.pictures import Made
from reports.writers.pdf.words import Typesetter


def chart_alt(chart: b.Chart, document: Document) -> str:
    """What the chart shows, in words."""
    return alt_text(chart, document.words, document.meta.lang)


def chart_art(
    setter: Typesetter, chart: b.Chart, width: float, theme: Theme, document: Document, captioned: bool
) -> Made | None:
    """The chart, laid out for *width*."""
    lang = document.meta.lang

    def measure(text: str, style: TextStyle) -> float:
        return setter.word(text, setter.look(style, lang)).width

    scene = layout_chart(
        chart, width=width, theme=theme, words=document.words, lang=lang, measure=measure, title=bool(chart.title)
    )

    def art(pen: Pen, x: float, y: float) -> None:
        _draw_scene(pen, setter, scene, lang, x, y + scene.height)

    return Made(art, scene.width, scene.height)


def _draw_scene(pen: Pen, setter: Typesetter, scene: Scene, lang: str, left: float, top: float) -> None:
    for shape in scene.shapes:
        match shape:
            case Rect():
                _rect(pen, shape, left, top)
            case Line():
                start = f"{number(left + shape.x1)} {number(top - shape.y1)}"
                end = f"{number(left + shape.x2)} {number(top - shape.y2)}"
                _stroke(pen, f"{start} m {end} l", shape.colour, shape.width, shape.dash)
            case Polyline():
                points = [f"{number(left + x)} {number(top - y)}" for x, y in shape.points]
                if len(points) > 1:
                    path = f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:])
                    _stroke(pen, f"1 j 1 J {path}", shape.colour, shape.width, shape.dash)
            case Marker():
                _marker(pen, shape, left, top)
            case TextRun():
                _text(pen, setter, shape, lang, left, top)
            case _:
                assert_never(shape)


def _rect(pen: Pen, shape: Rect, left: float, top: float) -> None:
    pen.leave_text()
    corner = f"{number(left + shape.x)} {number(top - shape.y - shape.height)}"
    box = f"{corner} {number(shape.width)} {number(shape.height)} re"
    if shape.stroke and shape.stroke_width:
        stroke = f"{rgb(shape.stroke)} RG {number(shape.stroke_width)} w"
        pen.code.append(f"q {rgb(shape.fill)} rg {stroke} {box} B Q")
    else:
        pen.code.append(f"q {rgb(shape.fill)} rg {box} f Q")


def _stroke(pen: Pen, path: str, colour: str, width: float, dash: tuple[float, ...]) -> None:
    pen.leave_text()
    dashes = f"[{' '.join(number(one) for one in dash)}] 0 d " if dash else ""
    pen.code.append(f"q {rgb(colour)} RG {number(width)} w {dashes}{path} S Q")


def _marker(pen: Pen, shape: Marker, left: float, top: float) -> None:
    pen.leave_text()
    points = [f"{number(left + x)} {number(top - y)}" for x, y in marker_points(shape)]
    path = f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h"
    pen.code.append(f"q {rgb(shape.fill)} rg {rgb(shape.stroke)} RG 0.8 w {path} B Q")


def _text(pen: Pen, setter: Typesetter, shape: TextRun, lang: str, left: float, top: float) -> None:
    look = setter.look(replace(shape.style, colour=shape.colour), lang)
    width = setter.word(shape.text, look).width
    pieces = setter.word(f"{shape.text} ", look).pieces
    x = left + shape.x - {"start": 0.0, "middle": width / 2, "end": width}[shape.anchor]
    for piece in pieces:
        if math.isfinite(x):
            pen.text(x, top - shape.y, piece.face.resource, look.size, look.colour, piece.code())
        x += piece.width * look.size / 1000
