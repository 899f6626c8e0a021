"""What the pictures of one brief may come to together: each for itself may be small, and there may be hundreds."""

from __future__ import annotations

from collections.abc import Mapping

#: Work for all drawings of a brief, in the units of ``svgwork``; half as much again as for one.
MAX_WORK = 30_000
#: What it costs to draw a drawing once more, by what it costs at first.
_AGAIN = 0.4
#: Pixels of all pictures of a brief; and as many more to each of their bytes. Photographs have 4 pixels to a byte, maps
#: and screenshots up to 30, a picture made to cost has 300 and more: 100 kB unfold to a hundred megabytes.
MAX_PIXELS = 80_000_000
_TO_A_BYTE = 20


class Allowance:
    """What is left for the pictures of a brief. *shown*: how often the brief shows each file, by its path."""

    def __init__(self, shown: Mapping[str, int] | None = None) -> None:
        self.shown = shown or {}
        self.work = float(MAX_WORK)
        self.pixels = MAX_PIXELS

    def draws(self, path: str, work: float) -> bool:
        """Whether there is enough for the drawing at *path*; it is read once and drawn as often as it is shown."""
        self.work -= work * (1 + _AGAIN * (max(self.shown.get(path, 1), 1) - 1))
        return self.work >= 0

    def paints(self, pixels: int, size: int) -> bool:
        """Whether there is enough for a picture of so many *pixels* in a file of *size* bytes."""
        self.pixels -= pixels - _TO_A_BYTE * size
        return self.pixels >= 0
