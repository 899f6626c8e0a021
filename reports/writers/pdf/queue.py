"""The strips that are still to come."""

from __future__ import annotations

from reports.writers.pdf.galley import Strip


class Queue:
    """Strips to come, with cheap changes near the front."""

    def __init__(self, strips: list[Strip]) -> None:
        self._back = list(reversed(strips))

    def left(self) -> int:
        return len(self._back)

    def peek(self, index: int = 0) -> Strip | None:
        return self._back[-1 - index] if index < len(self._back) else None

    def ahead(self, start: int, stop: int) -> list[Strip]:
        """The strips from *start* to before *stop*."""
        count = len(self._back)
        return self._back[max(count - stop, 0) : count - start][::-1]

    def take(self) -> Strip:
        return self._back.pop()

    def take_many(self, count: int) -> list[Strip]:
        return [self._back.pop() for _ in range(count)]

    def remove(self, index: int) -> None:
        del self._back[len(self._back) - 1 - index]

    def insert(self, index: int, strips: list[Strip]) -> None:
        """Put *strips* before the strip at *index*."""
        at = len(self._back) - index
        self._back[at:at] = list(reversed(strips))

    def cut_group(self, index: int) -> list[Strip]:
        """Take out what begins at *index*: a figure or table, or a single strip."""
        head = self.peek(index)
        count = 1
        while (
            head is not None
            and head.floating is not None
            and (strip := self.peek(index + count)) is not None
            and strip.floating is head.floating
        ):
            count += 1
        end = len(self._back) - index
        group = list(reversed(self._back[end - count : end]))
        del self._back[end - count : end]
        return group

    def replace(self, index: int, strips: list[Strip]) -> None:
        at = len(self._back) - 1 - index
        self._back[at : at + 1] = list(reversed(strips))
