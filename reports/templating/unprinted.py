"""What an author wrote and a workspace's own template prints nowhere: it would be missed after printing only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.source import Position
from reports.templating.view import ProseMarkup

#: Fields, as the setting ``leaves_out`` names them, that a paper is expected to print.
PRINTED = ("summary", "key_messages", "sections", "recommendations", "options")


def tell_unprinted(
    content: b.Blocks,
    taken: Set[int],
    context: dict[str, Any],
    leaves_out: Sequence[str],
    at: Position,
    collector: Collector,
) -> None:
    """TPL017 for each field of which nothing was printed; TPL015 where *content* is empty.

    taken
        The slots of prose that stand in what the template made.
    context
        What the template saw.
    leaves_out
        Fields that the template leaves out on purpose.
    at
        Where the template begins.
    """
    if not content:
        collector.error("TPL015", at, "the template prints nothing", 'begin with {% extends "_partials/base.html" %}')
        return
    for name in PRINTED:
        lost = [] if name in leaves_out else [one for one in _prose(name, context) if taken.isdisjoint(one.numbers)]
        if lost:
            what = f"`{name}`" if len(lost) == 1 else f"{len(lost)} texts of `{name}`"
            hint = f"print it, or say `leaves_out: {name}` in the template's settings.yaml"
            collector.warning("TPL017", at, f"the template does not print {what}", hint)


def _prose(name: str, context: dict[str, Any]) -> Iterator[ProseMarkup]:
    brief = context["brief"]
    found: Iterable[Any]
    match name:
        case "summary":
            found = (brief.summary,)
        case "key_messages":
            found = brief.key_messages or ()
        case "sections":
            found = _bodies(brief.sections)
        case "recommendations":
            found = (one.action for one in context["recommendations"])
        case _:
            found = (one.description for one in context["options"])
    return (one for one in found if isinstance(one, ProseMarkup))


def _bodies(sections: Iterable[Any]) -> Iterator[Any]:
    for one in sections:
        yield one.body
        yield from _bodies(one.sections)
