"""The position of every cite among the earlier ones (CSL 1.0.2, "Choose" → position; "Note Distance")."""

from __future__ import annotations

from collections.abc import Sequence

from reports.records import record

from .context import Position
from .model import CiteItem, Cluster

_LATER = Position.SUBSEQUENT
GIVEN = {
    "first": Position.FIRST,
    "subsequent": _LATER,
    "ibid": _LATER | Position.IBID | Position.NEAR_NOTE,
    "ibid-with-locator": _LATER | Position.IBID | Position.IBID_WITH_LOCATOR | Position.NEAR_NOTE,
    "near-note": _LATER | Position.NEAR_NOTE,
}


@record(slots=True)
class Placed:
    """A cite with its place in the document."""

    item: CiteItem
    note: int
    position: int = int(Position.FIRST)
    first_note: int = 0


def place(clusters: Sequence[Cluster], ordered: Sequence[Sequence[CiteItem]], distance: int) -> list[list[Placed]]:
    """The placed cites of all clusters. `ordered` holds each cluster's cites in printed order."""
    first: dict[str, int] = {}
    last_note: dict[str, int] = {}
    previous: dict[bool, list[Placed]] = {False: [], True: []}
    result: list[list[Placed]] = []
    for cluster, items in zip(clusters, ordered, strict=True):
        in_note = cluster.note > 0
        placed: list[Placed] = []
        for index, item in enumerate(items):
            cite = Placed(item, cluster.note)
            before = placed[index - 1].item if index else _before(previous[in_note], cluster)
            _settle(cite, before, first, last_note, distance)
            placed.append(cite)
        for cite in placed:
            first.setdefault(cite.item.id, cluster.note)
            if cluster.note:
                last_note[cite.item.id] = cluster.note
        same_note = in_note and previous[True] and previous[True][0].note == cluster.note
        previous[in_note] = [*previous[True], *placed] if same_note else placed or previous[in_note]
        result.append(placed)
    return result


def _before(previous: list[Placed], cluster: Cluster) -> CiteItem | None:
    """The cite that a cluster's first cite may refer back to with "ibid".

    In the same note that is the cite right before; else the note (or in-text citation) before must have cited
    nothing else, and no note may lie between.
    """
    if not previous:
        return None
    if cluster.note and previous[-1].note == cluster.note:
        return previous[-1].item
    if len({cite.item.id for cite in previous}) != 1 or (cluster.note and cluster.note - previous[-1].note > 1):
        return None
    return previous[-1].item


def _settle(
    cite: Placed, before: CiteItem | None, first: dict[str, int], last_note: dict[str, int], distance: int
) -> None:
    item = cite.item
    if item.position:
        cite.position = int(GIVEN[item.position])
        return
    same = before is not None and before.id == item.id
    if item.id not in first and not same:
        return
    position = Position.SUBSEQUENT
    cite.first_note = first.get(item.id, cite.note)
    if same and before is not None:
        if item.locator == before.locator and (item.label or "page") == (before.label or "page"):
            position |= Position.IBID
        elif item.locator:
            position |= Position.IBID | Position.IBID_WITH_LOCATOR
    near = last_note.get(item.id)
    if cite.note and near is None and same:
        near = cite.note
    if cite.note and near is not None and cite.note - near <= distance:
        position |= Position.NEAR_NOTE
    cite.position = int(position)
