"""A sheet for one addressee: all that a brief asks of it, alone or with others, to be handed over by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import SimpleNamespace

from reports.model.document import Meta

#: The template that sheets are made with; no brief can name it.
SHEET = "sheet"

View = SimpleNamespace


def sheet_of(
    addressee: str, actors: Mapping[str, View], recommendations: Sequence[View], words: Mapping[str, str]
) -> View:
    """What templates see as ``sheet``: the actor's ``id``, ``name`` and ``short``, the ``title`` of the sheet, the
    recommendations to the actor as ``own``, and those in which it is to help as ``partner``."""
    actor = actors.get(addressee) or View(id=addressee, name=addressee, short=addressee)
    own = tuple(one for one in recommendations if addressee in [each.id for each in one.to])
    helps = tuple(
        one for one in recommendations if one not in own and addressee in [each.id for each in getattr(one, "with")]
    )
    title = words["recommendations-to" if own or not helps else "recommendations-with"].replace("{actor}", actor.name)
    return View(id=addressee, name=actor.name, short=actor.short, title=title, own=own, partner=helps)


def meta_of(meta: Meta, sheet: View) -> Meta:
    """The metadata of the sheet: a title of its own, and neither the identifiers nor the summary of the paper, which
    would make it pass for the paper."""
    return replace(
        meta, title=sheet.title, subtitle=meta.title, short_title=f"{sheet.title} · {meta.short_title or meta.title}",
        doi="", url="", issn="", description="",
    )  # fmt: skip
