"""How much of the pages of the example briefs is left white.

    python bench/holes.py [PATH …]

Prints for every page the share of the text column that is empty between the text and the notes, then the worst page and
the mean. Not counted: the last page of a brief, covers, landscape pages, and pages that end because they must. *PATH*:
folders of workspaces to look at instead of this one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from reports.diagnostics import Collector
from reports.engine.build import resolved
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.workspace import Workspace
from reports.writers.pdf.cursor import PageLayout
from reports.writers.pdf.draw import settle

ROOT = Path(__file__).resolve().parents[1]


def briefs(root: Path) -> Iterator[tuple[str, list[PageLayout]]]:
    """The pages of every brief of a workspace."""
    for brief in Workspace(root).briefs():
        drawn = resolved(gather(Files(root), brief, formats=("pdf",), epoch=None), Collector())
        if drawn is not None:
            yield brief.slug, settle(*drawn, {}).layouts


def holes(layouts: list[PageLayout]) -> dict[int, float]:
    """The white share by number of the page (from 1), for the pages that count."""
    return {
        number: layout.white
        for number, layout in enumerate(layouts[:-1], start=1)
        if not layout.forced and layout.geometry.template == ""
    }


def main(roots: list[Path]) -> None:
    """Print the table."""
    everything: list[float] = []
    for root in roots:
        for slug, layouts in briefs(root):
            found = holes(layouts)
            everything += found.values()
            shown = " ".join(f"{number}:{white:.0%}" for number, white in found.items())
            print(f"{slug} ({len(layouts)} pages; last {1 - layouts[-1].white:.0%} full)\n    {shown}")
    if everything:
        print(f"pages {len(everything)}, worst {max(everything):.1%}, mean {sum(everything) / len(everything):.1%}")


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]] or [ROOT])
