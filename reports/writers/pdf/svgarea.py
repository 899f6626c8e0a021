"""How often a drawing paints over its own area: what it takes to turn it into pixels."""

from __future__ import annotations

from typing import Any, TypeAlias

from reportlab.graphics.shapes import DirectDraw, Drawing, Group

Matrix: TypeAlias = tuple[float, float, float, float, float, float]

#: What a pixel costs that is painted by a gradient, through a colour, or along a line, to one that is filled.
_GRADIENT, _THROUGH, _LINE = 17.0, 1.7, 0.3


def coverage(drawing: Drawing) -> float:
    """How many times the whole of *drawing* is painted, by the boxes around its shapes."""
    whole = drawing.width * drawing.height
    waiting: list[tuple[Any, Matrix]] = [(drawing, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))]
    painted = 0.0
    while waiting:
        one, matrix = waiting.pop()
        if isinstance(one, Group | Drawing):
            inner = _inside(matrix, one.transform)
            waiting += [(part, inner) for part in one.contents]
        else:
            painted += _weight(one) * _area(one, matrix, drawing.width, drawing.height)
    return float(painted / whole)


def _inside(outer: Matrix, inner: Matrix) -> Matrix:
    """The matrix of what stands within both."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f


def _weight(shape: Any) -> float:
    if isinstance(shape, DirectDraw):
        return _GRADIENT
    fill = getattr(shape, "fillColor", None)
    return _LINE if fill is None else 1.0 if getattr(fill, "alpha", 1) == 1 else _THROUGH


def _area(shape: Any, matrix: Matrix, width: float, height: float) -> float:
    """Of the box around *shape*, what lies on the page."""
    try:
        left, bottom, right, top = shape.getBounds()
    except Exception:  # shapes without points have none
        return 0.0
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    across = [min(max(a * x + c * y + e, 0.0), width) for x, y in corners]
    up = [min(max(b * x + d * y + f, 0.0), height) for x, y in corners]
    return float((max(across) - min(across)) * (max(up) - min(up)))
