"""The page in Word: one text column with a wide outer margin, into which titles, boxes and tables hang out."""

from __future__ import annotations

from reports.records import record
from reports.theme.tokens import Placement, Theme

#: Widest measure, in sizes of the body text: some 78 characters of a book face.
_MEASURE = 36.0
_LETTER = (612.0, 792.0)
_A4 = (595.2756, 841.8898)


@record(frozen=True, slots=True)
class Geometry:
    """Sizes in points.

    outdent
        How far things set ``wide`` hang out to the left of the text.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    outdent: float
    header: float
    footer: float
    two_sided: bool = False

    @property
    def text(self) -> float:
        """Width of the text column."""
        return self.width - self.left - self.right

    @property
    def full(self) -> float:
        """Width of text and outdent."""
        return self.text + self.outdent

    @property
    def height_inside(self) -> float:
        """Height between top and bottom margin."""
        return self.height - self.top - self.bottom

    def hang(self, placement: Placement) -> float:
        """How far a box of this placement hangs out."""
        return self.outdent if placement == "wide" else 0.0

    def turned(self) -> Geometry:
        """The same page in landscape, its margins without the outdent."""
        left = max(36.0, self.left - self.outdent)
        return Geometry(
            self.height, self.width, self.top, self.bottom, left, self.right, 0.0, self.header, self.footer,
            self.two_sided,
        )  # fmt: skip


def geometry(theme: Theme, paper: str = "", two_sided: str = "") -> Geometry:
    """The page for *theme*; *paper* (a4, letter) wins over the theme's size where the two differ."""
    page = theme.page
    width, height = page.width, page.height
    wanted = {"letter": _LETTER, "a4": _A4}.get(paper)
    if wanted and abs(wanted[0] - width) > 3:
        width, height = wanted
    full = max(144.0, width - page.margin_left - page.margin_right)
    measure = full if page.side == "none" else min(full, max(page.text_width, _MEASURE * theme.text("body").size))
    mirrored = two_sided == "yes" or page.two_sided
    outdent = full - measure
    left, right = page.margin_left + outdent, page.margin_right
    if mirrored:
        # The wide margin changes sides from page to page, and nothing can hang out into it.
        left, right, outdent = page.margin_left + 0.4 * outdent, page.margin_right + 0.6 * outdent, 0.0
    return Geometry(
        width, height, page.margin_top, page.margin_bottom, left, right, outdent, page.header_height,
        page.footer_height, mirrored,
    )  # fmt: skip
