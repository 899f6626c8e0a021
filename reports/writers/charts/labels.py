"""Labels beside a plot: finding places for them that do not overlap."""

from __future__ import annotations

from collections.abc import Sequence

from reports.records import record
from reports.writers.charts.paper import Sheet, baseline


@record(frozen=True, slots=True)
class SideLabel:
    """Lines of text that want to stand level with ``y``; ``number`` is their series."""

    number: int
    y: float
    lines: tuple[str, ...]
    height: float


def spread(labels: Sequence[SideLabel], top: float, bottom: float) -> list[float] | None:
    """The middles of *labels* (sorted by ``y``) between *top* and *bottom*, each as near as may be to its wish.

    None where they do not fit or one would stand so far off that it could be taken for another's.
    """
    if sum(one.height for one in labels) > bottom - top:
        return None
    places: list[float] = []
    edge = top
    for one in labels:
        place = max(one.y, edge + one.height / 2)
        places.append(place)
        edge = place + one.height / 2
    edge = bottom
    for index in range(len(labels) - 1, -1, -1):
        places[index] = min(places[index], edge - labels[index].height / 2)
        edge = places[index] - labels[index].height / 2
    far = any(abs(place - one.y) > 1.6 * one.height for place, one in zip(places, labels, strict=True))
    return None if far else places


def put(sheet: Sheet, labels: Sequence[SideLabel], places: Sequence[float], x: float) -> None:
    """Put *labels* at *places*, beginning at *x*, in the colours of their series."""
    style = sheet.style("series")
    for one, place in zip(labels, places, strict=True):
        top = place - one.height / 2
        for line_number, line in enumerate(one.lines):
            y = top + line_number * style.leading + baseline(style)
            sheet.text(x, y, line, style, colour=sheet.ink(one.number))


def side_label(sheet: Sheet, number: int, y: float, text: str, width: float) -> SideLabel:
    """The label *text* for series *number*, wrapped to *width*."""
    style = sheet.style("series")
    lines = tuple(sheet.wrap(text, width, style))
    return SideLabel(number, y, lines, len(lines) * style.leading)
