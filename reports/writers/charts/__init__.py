"""Charts as geometry: laid out once, drawn by every writer that has a canvas of its own.

``layout_chart`` gives a frozen scene of rectangles, lines, markers and text; ``alt_text`` and ``chart_table`` say the
same data in words and as a table.
"""

from __future__ import annotations

from reports.writers.charts.alt import alt_text, chart_table
from reports.writers.charts.layout import layout_chart
from reports.writers.charts.measure import Measure, measurer
from reports.writers.charts.scene import Drawing, Line, Marker, Polyline, Rect, Shape, TextRun, marker_points

__all__ = [
    "Drawing", "Line", "Marker", "Measure", "Polyline", "Rect", "Shape", "TextRun", "alt_text", "chart_table",
    "layout_chart", "marker_points", "measurer",
]  # fmt: skip
