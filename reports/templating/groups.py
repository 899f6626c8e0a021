"""The one list of recommendations under heads: by addressee, theme, horizon or priority.

Each recommendation is printed once and keeps its number; a second addressee finds a pointer to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import Any

View = SimpleNamespace

#: The order of groups whose values are words of the content format.
_ORDER = {"horizon": ("immediate", "short", "medium", "long"), "priority": ("high", "medium", "low")}


def groups_of(
    recommendations: Sequence[View], by: str, actors: Mapping[str, View], words: Mapping[str, str]
) -> tuple[View, ...]:
    """Groups in the order of the actors, of the themes' first appearance, or from near to far and high to low.

    by
        ``addressee``, ``theme``, ``horizon`` or ``priority``; anything else makes one group of all, without a title.
    actors
        Actors by id, with ``name``.

    A group has ``id``, ``title``, ``own`` (the recommendations printed under it) and ``also`` (those printed under
    another). What has no value stands in a last group.
    """
    if by == "addressee":
        made = _by_addressee(recommendations, actors, words)
    elif by in ("theme", "horizon", "priority"):
        made = _by_value(recommendations, by, words)
    else:
        return (View(id="all", title="", own=tuple(recommendations), also=()),) if recommendations else ()
    printed = {one.number for group in made for one in group.own}
    rest = tuple(one for one in recommendations if one.number not in printed)
    if rest:
        made.append(View(id="other", title=words["recommendations-other"] if made else "", own=rest, also=()))
    return tuple(made)


def _by_addressee(recommendations: Sequence[View], actors: Mapping[str, View], words: Mapping[str, str]) -> list[View]:
    order = {name: place for place, name in enumerate(actors)}
    named = {actor.id: actor for one in recommendations for actor in one.to}
    made = []
    for name in sorted(named, key=lambda each: order.get(each, len(order))):
        own = tuple(one for one in recommendations if one.to and one.to[0].id == name)
        also = tuple(one for one in recommendations if name in [actor.id for actor in one.to[1:]])
        title = words["recommendations-to"].replace("{actor}", named[name].name)
        made.append(View(id=f"to-{name}", title=title, own=own, also=also))
    return made


def _by_value(recommendations: Sequence[View], by: str, words: Mapping[str, str]) -> list[View]:
    found = dict.fromkeys(value for one in recommendations if (value := getattr(one, by)))
    known = [value for value in _ORDER.get(by, ()) if value in found]
    made = []
    for count, value in enumerate(known or found, 1):
        title = value if by == "theme" else _titled(by, value, words)
        own = tuple(one for one in recommendations if getattr(one, by) == value)
        made.append(View(id=f"{by}-{count if by == 'theme' else value}", title=title, own=own, also=()))
    return made


def _titled(by: str, value: Any, words: Mapping[str, str]) -> str:
    return f"{words[by]}: {words[f'{by}-{value}'].lower()}"
