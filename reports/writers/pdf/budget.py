"""The length of the paper: more pages than promised, and a last page that is nearly empty."""

from __future__ import annotations

from reports.diagnostics import Collector
from reports.model.document import Document
from reports.source import Position
from reports.writers.pdf.cursor import PageLayout
from reports.writers.pdf.story import OutlineEntry

#: A last page filled less than this looks like a mishap in print.
_LEAST_FILLED = 1 / 3


def check_length(
    document: Document,
    layouts: list[PageLayout],
    outline: list[OutlineEntry],
    targets: dict[str, tuple[int, float]],
    collector: Collector,
) -> None:
    """OUT004 where there are more pages than ``options["pages"]`` promises, OUT005 where the last is nearly empty."""
    wanted = document.options.get("pages", "")
    if not wanted.isdecimal() or int(wanted) < 1:
        return
    place = document.at or Position(document.meta.slug or "document")
    last = layouts[-1]
    filled = (last.used + sum(strip.height for strip, _ in last.notes)) / last.geometry.height
    if len(layouts) > int(wanted):
        collector.warning(
            "OUT004",
            place,
            f"the PDF has {len(layouts)} pages, {wanted} were promised",
            _longest(layouts, outline, targets, len(layouts) - int(wanted) - 1 + min(filled, 1.0)),
        )
    elif filled < _LEAST_FILLED and len(layouts) > 1:
        collector.info("OUT005", place, f"the last page is filled to {filled:.0%} only")


def _longest(
    layouts: list[PageLayout], outline: list[OutlineEntry], targets: dict[str, tuple[int, float]], over: float
) -> str:
    """How much is too much, and the longest sections with their lengths in pages."""
    starts = [
        (one.text, _place(layouts, targets[one.target])) for one in outline if one.level == 0 and one.target in targets
    ]
    ends = [*(place for _, place in starts[1:]), float(len(layouts))][: len(starts)]
    lengths = sorted(((end - start, text) for (text, start), end in zip(starts, ends, strict=True)), reverse=True)
    shown = "; ".join(f"{text} ({length:.1f})" for length, text in lengths[:4])
    return f"about {over:.1f} pages too many; the longest sections in pages: {shown}" if shown else ""


def _place(layouts: list[PageLayout], target: tuple[int, float]) -> float:
    """A place in the document, in pages from its start."""
    page, y = target
    place = layouts[page].geometry
    return page + min(max((place.top - y) / place.height, 0.0), 1.0)
