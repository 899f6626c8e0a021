"""What waits for a later page: figures and tables that let the text go first, landscape pages, what keeps its order."""

from __future__ import annotations

from reports.records import record
from reports.writers.pdf.galley import Plate, Strip
from reports.writers.pdf.queue import Queue


@record(slots=True)
class Held:
    """What waits for a later page: a figure or table that lets the text go first, or a landscape page.

    follower, its_space
        The strip that came after it, and the gap that this had.
    """

    index: int
    strips: list[Strip]
    follower: Strip | None = None
    its_space: float = 0.0

    @property
    def plate(self) -> Plate | None:
        """The landscape page, if it is one."""
        head = self.strips[0]
        return head if isinstance(head, Plate) else None

    @property
    def kind(self) -> str:
        """What it is numbered among."""
        floating = self.strips[0].floating
        return floating.kind if floating is not None else ""


def must_wait(queue: Queue, index: int, strip: Strip, held: list[Held]) -> bool:
    """Whether what begins at *strip* comes on a later page, since it has a page of its own or to keep the order."""
    if isinstance(strip, Plate):
        return True
    floating = strip.floating
    if floating is None or not floating.kind:
        return False
    above = queue.peek(index - 1) if index else None
    begins = above is None or above.floating is not floating
    return begins and any(one.kind == floating.kind and one.index <= index for one in held)


def hold(queue: Queue, index: int) -> Held:
    """Take out what begins at *index*; what comes after it closes up."""
    held = Held(index, queue.cut_group(index))
    floating = held.strips[0].floating
    follower = queue.peek(index)
    if floating is not None and follower is not None:
        held.follower, held.its_space = follower, follower.space
        if follower.space <= floating.below:
            follower.space = floating.before
    return held


def release(queue: Queue, held: list[Held], end: int) -> list[Plate]:
    """Put back what was held, behind the strip *end* where the page ends; the landscape pages that come next."""
    plates: list[Plate] = []
    moved: list[Strip] = []
    below = 0.0
    for one in held:
        plate, floating = one.plate, one.strips[0].floating
        if plate is not None and one.index <= end:
            plates.append(plate)
        elif plate is None and one.index < end:
            moved += one.strips
            below = floating.below if floating is not None else below
    for one in reversed(held):
        if one.index > end or (one.index == end and one.plate is None):
            queue.insert(one.index, one.strips)
            if one.follower is not None:
                one.follower.space = one.its_space
    follower = queue.peek(end)
    if moved and follower is not None:
        follower.space = max(follower.space, below)
    queue.insert(end, moved)
    return plates
