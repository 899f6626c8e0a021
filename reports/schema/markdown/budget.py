"""How much markup is read: a bound on time for text that is nothing but brackets and stars."""

from __future__ import annotations

from reports.records import record

#: Marks (and line ends) in all Markdown of one brief. A report of three hundred pages has some 30,000.
MAX_MARKS = 120_000

_MARKS = "\n[]*_`<@^|!\\\\&\"'~#>"


@record(slots=True)
class Budget:
    """What is left to be spent on the Markdown of one brief."""

    left: int = MAX_MARKS
    told: bool = False

    def spend(self, text: str) -> bool:
        """Whether *text* may still be read."""
        self.left -= sum(text.count(mark) for mark in _MARKS)
        return self.left >= 0
