"""What the diagnostics of the transforms mean; ``brief explain`` prints it."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "REF001", "unknown target",
        "A cross-reference or a link names an id that nothing in the brief has.",
        "It would print as the bare id, or link nowhere.",
        "Use the id of a figure (@fig-…), table (@tbl-…), section (@sec-…), recommendation (@rec-…) or option.",
        "As @fig-mpa shows …",
    ),
    Explanation(
        "REF002", "id used twice",
        "Two blocks of the document have the same id.",
        "A link could mean either of them.",
        "Where a template shows a thing twice, it gives the second one no id.",
        '<aside class="recommendation" id="rec-strategy">, twice',
    ),
)  # fmt: skip
