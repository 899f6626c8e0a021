"""What must fit together in a comparison of options: scores, scale and criteria."""

from __future__ import annotations

from reports.diagnostics import Collector
from reports.schema.brief import Brief
from reports.schema.comparison import Comparison
from reports.schema.near import nearest
from reports.schema.recommendations import Option
from reports.source import Position

#: The heaviest weight, and the ends of the widest scale.
MOST = 1_000


def check_scores(brief: Brief, fallback: Position, collector: Collector) -> None:
    """Report scores that name no criterion (SCH018) or lie outside of the scale (SCH019), a scale or weights that
    nothing can be reckoned with (SCH020), and missing scores (SCH021, a warning: the table says so as well)."""
    made = brief.comparison
    if made is None:
        for score in [one for option in brief.options for one in option.scores.values()][:1]:
            hint = "add `comparison: {criteria: [{id: …, title: …}]}`"
            collector.error("SCH018", score.where or fallback, "scores: this brief has no `comparison`", hint)
        return
    _check_frame(made, fallback, collector)
    if not brief.options:
        message = "comparison: this brief has no `options` to compare"
        collector.error("SCH020", made.where or fallback, message, "add them, or take the comparison out")
    for option in brief.options:
        _check_option(option, made, fallback, collector)


def _check_frame(made: Comparison, fallback: Position, collector: Collector) -> None:
    scale = made.scale
    at = scale.where or made.where or fallback
    if not -MOST <= scale.least < scale.most <= MOST:
        hint = f"`least` is below `most`, and both lie between {-MOST:,} and {MOST:,}"
        collector.error("SCH020", at, f"scale: nothing lies between {scale.least:g} and {scale.most:g}", hint)
    if not made.criteria:
        collector.error("SCH020", made.where or fallback, "criteria: there is none", "a comparison needs one at least")
    seen: set[str] = set()
    for one in made.criteria:
        if one.id in seen:
            collector.error("SCH008", one.id.at or fallback, f"id: `{one.id}` is taken already by another criterion")
        seen.add(str(one.id))
        if not 0 < one.weight <= MOST:
            at = one.where_of("weight") or fallback
            hint = f"a weight lies above 0, and is {MOST:,} at most"
            collector.error("SCH020", at, f"weight: `{one.weight:g}` gives the criterion no part in the total", hint)


def _check_option(option: Option, made: Comparison, fallback: Position, collector: Collector) -> None:
    known = [str(one.id) for one in made.criteria]
    scale = made.scale
    for name, score in option.scores.items():
        at = score.where or fallback
        if name not in known:
            hint = nearest(name, known, f"there are: {', '.join(known)}")
            collector.error("SCH018", at, f"scores: no criterion is called `{name}`", hint)
        elif not scale.least <= score.score <= scale.most:
            hint = f"the scale goes from {scale.least:g} to {scale.most:g}"
            collector.error("SCH019", at, f"scores: `{score.score:g}` for `{name}` is not on the scale", hint)
    missing = [one for one in known if one not in option.scores]
    if missing and set(option.scores) <= set(known):  # a misspelt criterion is one fault, not two
        at = option.where_of("scores") or option.where or fallback
        message = f"the option `{option.id}` has no score for {', '.join(f'`{one}`' for one in missing)}"
        collector.warning("SCH021", at, message, "the table says so, and gives the option no total")
