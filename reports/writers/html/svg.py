"""A chart's scene as inline SVG: text stays text, colours follow the colour scheme of the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias, assert_never

from reports.writers.charts import Drawing, Line, Marker, Polyline, Rect, Shape, TextRun, marker_points
from reports.writers.html.escape import tag, text

#: A colour on paper and on a dark screen → what CSS calls it.
Ink: TypeAlias = Callable[[str, str], str]


def svg(drawing: Drawing, dark: Drawing, ink: Ink, *, alt: str, class_: str) -> str:
    """*drawing* as an ``svg`` element with *alt* as its name.

    dark
        The same chart laid out with the colours of a dark screen: shape for shape the same but for colour.
    """
    pairs = zip(drawing.shapes, dark.shapes, strict=True)
    shapes = "".join(_shape(one, other, ink) for one, other in pairs)
    width, height = _n(drawing.width), _n(drawing.height)
    view = f"0 0 {width} {height}"
    return tag("svg", shapes, viewBox=view, width=width, height=height, role="img", aria_label=alt, class_=class_)


def _shape(shape: Shape, dark: Shape, ink: Ink) -> str:
    match shape:
        case Rect():
            return _rect(shape, dark, ink)
        case Line(x1, y1, x2, y2, colour, width, dash):
            style = _stroke(ink(colour, _colour(dark, "colour", colour)), width, dash)
            return tag("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), style=style)
        case Polyline(points, colour, width, dash):
            style = _stroke(ink(colour, _colour(dark, "colour", colour)), width, dash)
            return tag("polyline", points=_points(points), style=f"fill:none;stroke-linejoin:round;{style}")
        case Marker():
            fill = ink(shape.fill, _colour(dark, "fill", shape.fill))
            stroke = ink(shape.stroke, _colour(dark, "stroke", shape.stroke))
            style = f"fill:{fill};stroke:{stroke};stroke-width:.8"
            return tag("polygon", _title(shape.title), points=_points(marker_points(shape)), style=style)
        case TextRun():
            return _text(shape, dark, ink)
        case _:
            assert_never(shape)


def _rect(shape: Rect, dark: Shape, ink: Ink) -> str:
    style = f"fill:{ink(shape.fill, _colour(dark, 'fill', shape.fill))}"
    other = dark.stroke if isinstance(dark, Rect) else None
    stroke, stroke_dark = shape.stroke or other, other or shape.stroke
    if stroke and stroke_dark:
        # an outline that only one of the two grounds needs takes the colour of the area on the other
        on_paper = stroke if shape.stroke else shape.fill
        on_dark = stroke_dark if other else _colour(dark, "fill", shape.fill)
        width = shape.stroke_width or (dark.stroke_width if isinstance(dark, Rect) else 0.0)
        style += f";stroke:{ink(on_paper, on_dark)};stroke-width:{_n(width)}"
    size = {"width": _n(max(shape.width, 0.0)), "height": _n(max(shape.height, 0.0))}
    return tag("rect", _title(shape.title), x=_n(shape.x), y=_n(shape.y), **size, style=style)


def _text(run: TextRun, dark: Shape, ink: Ink) -> str:
    family = "h" if run.style.family == "headings" else "b"
    style = f"fill:{ink(run.colour, _colour(dark, 'colour', run.colour))};font-size:{_n(run.style.size)}px"
    if run.style.weight != 400:
        style += f";font-weight:{run.style.weight}"
    anchor = None if run.anchor == "start" else run.anchor
    class_ = None if family == "h" else family
    return tag("text", text(run.text), x=_n(run.x), y=_n(run.y), text_anchor=anchor, class_=class_, style=style)


def _colour(shape: Shape, name: str, otherwise: str) -> str:
    found = getattr(shape, name, otherwise)
    return found if isinstance(found, str) else otherwise


def _stroke(colour: str, width: float, dash: tuple[float, ...]) -> str:
    dashes = f";stroke-dasharray:{' '.join(_n(one) for one in dash)}" if dash else ""
    return f"stroke:{colour};stroke-width:{_n(width)}{dashes}"


def _title(title: str) -> str:
    return tag("title", text(title)) if title else ""


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(number: float) -> str:
    """A length with at most two decimals."""
    shown = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if shown in ("-0", "") else shown
