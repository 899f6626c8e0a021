"""Widths of the columns of a table, from what stands in them: as low a table as can be, and no word parted.

Pure arithmetic on widths that a writer has measured; lengths in any one unit. The heights are reckoned by filling lines
with unbreakable pieces one after the other, as every program that sets text does at the least.
"""

from __future__ import annotations

from collections.abc import Sequence

from reports.records import record

#: An unbreakable piece of text: its width, and the width of the gap before it where it follows on a line.
Piece = tuple[float, float]

#: Rows that are reckoned with, however many there are.
_SAMPLE = 48
#: Steps in which width goes from one column to another, as shares of the table's width.
_STEPS = (0.08, 0.04, 0.02, 0.01)
#: How much the cells count that do not make their row high: it evens out what the rows leave open.
_EVENNESS = 0.02
#: A table over this height, or with a cell of more lines, goes over more than the text column if that makes it lower by
#: a fifth.
_HIGH, _MANY_LINES, _LOWER = 420.0, 6.0, 0.8


@record(frozen=True, slots=True)
class Content:
    """The text of one cell: its paragraphs as unbreakable pieces, and the height of a line."""

    column: int
    paragraphs: tuple[tuple[Piece, ...], ...]
    leading: float = 1.0
    colspan: int = 1

    def height(self, width: float) -> float:
        """Height of the text in a column *width* wide."""
        return self.leading * sum(lines(one, width) for one in self.paragraphs)


def lines(pieces: Sequence[Piece], width: float) -> int:
    """Lines that *pieces* fill, one after the other.

    >>> lines([(10, 0), (10, 3), (10, 3)], 23.5)
    2
    """
    count, at = 1, 0.0
    for wide, gap in pieces:
        if at and at + gap + wide > width:
            count, at = count + 1, wide
        else:
            at += gap + wide if at else wide
    return count


def table_height(rows: Sequence[Sequence[Content]], widths: Sequence[float], padding: float) -> float:
    """Height of all *rows* together, without the padding above and below.

    widths
        Of the columns, *padding* left and right included.
    """
    upto = [0.0]
    for width in widths:
        upto.append(upto[-1] + width)
    return sum(
        max((one.height(upto[one.column + one.colspan] - upto[one.column] - padding) for one in row), default=0.0)
        for row in rows
    )


def lowest(
    rows: Sequence[Sequence[Content]], least: Sequence[float], natural: Sequence[float], total: float, padding: float
) -> list[float]:
    """Widths, together *total*, with which the table is as low as can be found.

    least, natural
        Of each column: the width of its widest unbreakable piece, and of its longest line unbroken; *padding* included.

    Without room for the least widths, all give way in proportion; with more room than the natural ones want, these are
    taken and nothing is added.
    """
    low, high = sum(least), sum(natural)
    if low >= total:
        return [one * total / low for one in least]
    if high <= total:
        return list(natural)
    search = _Search(_sample(rows), list(least), list(natural), padding)
    return search.run(_start(least, natural, total), total)


def _start(least: Sequence[float], natural: Sequence[float], total: float) -> list[float]:
    """The least widths, and what is left in proportion to the root of what each wants: areas grow with their sides."""
    wants = [max(big - small, 0.0) ** 0.5 for big, small in zip(natural, least, strict=True)]
    spare = total - sum(least)
    whole = sum(wants) or 1.0
    return [small + spare * want / whole for small, want in zip(least, wants, strict=True)]


def _sample(rows: Sequence[Sequence[Content]]) -> list[Sequence[Content]]:
    """Some rows evenly taken out of many."""
    if len(rows) <= _SAMPLE:
        return list(rows)
    places = [round(number * (len(rows) - 1) / (_SAMPLE - 1)) for number in range(_SAMPLE)]
    return [rows[at] for at in places]


class _Search:
    """Moves width from column to column as long as the table gets lower."""

    def __init__(
        self, rows: Sequence[Sequence[Content]], least: list[float], natural: list[float], padding: float
    ) -> None:
        self.least = least
        self.natural = natural
        self.padding = padding
        self.count = len(rows)
        self.cells: list[list[tuple[int, Content]]] = [[] for _ in least]
        for number, row in enumerate(rows):
            for one in row:
                if one.colspan == 1:
                    self.cells[one.column].append((number, one))
        self.known: list[dict[float, list[float]]] = [{} for _ in least]

    def heights(self, column: int, width: float) -> list[float]:
        """Height of the column's cell in each row."""
        key = round(width, 1)
        found = self.known[column].get(key)
        if found is None:
            found = [0.0] * self.count
            for number, one in self.cells[column]:
                found[number] = one.height(key - self.padding + 0.05)
            self.known[column][key] = found
        return found

    def cost(self, widths: list[float]) -> float:
        """Height of the table, the other cells counting a little."""
        columns = [self.heights(column, width) for column, width in enumerate(widths)]
        found = 0.0
        for row in zip(*columns, strict=True):
            found += max(row) + _EVENNESS * sum(row)
        return found

    def run(self, widths: list[float], total: float) -> list[float]:
        """The widths found from *widths* on."""
        best = self.cost(widths)
        for share in _STEPS:
            step = total * share
            for _ in range(3 * len(widths)):
                moved, cost = self._move(widths, step, best)
                if moved is None:
                    break
                widths, best = moved, cost
        return widths

    def _move(self, widths: list[float], step: float, best: float) -> tuple[list[float] | None, float]:
        """The best of all moves of *step* from one column to another, if it makes the table lower."""
        ranked = sorted(range(len(widths)), key=lambda one: self._gain(widths, one, step))
        found: list[float] | None = None
        takers = [one for one in ranked if widths[one] < self.natural[one]][:3]
        for giver in range(len(widths)):
            given = min(step, widths[giver] - self.least[giver])
            if given < step / 4:
                continue
            for taker in takers:
                if taker == giver:
                    continue
                tried = list(widths)
                tried[giver] -= given
                tried[taker] += given
                cost = self.cost(tried)
                if cost < best - 1e-6:
                    found, best = tried, cost
        return found, best

    def _gain(self, widths: list[float], column: int, step: float) -> float:
        tried = list(widths)
        tried[column] += step
        return self.cost(tried)


def is_worth_widening(
    rows: Sequence[Sequence[Content]], narrow: Sequence[float], wide: Sequence[float], beside: float, above: float
) -> bool:
    """Whether a table with the widths *narrow* is high for want of width, so that *wide* makes it a good deal lower.

    beside, above
        Padding of a cell left and right together, and above and below together.
    """
    high, low = (table_height(rows, each, beside) + len(rows) * above for each in (narrow, wide))
    if low >= high * _LOWER:
        return False
    lines = max(
        (one.height(narrow[one.column] - beside + 0.05) / one.leading for row in rows for one in row), default=0
    )
    return high > _HIGH or lines > _MANY_LINES


def within(shares: Sequence[float], least: Sequence[float], total: float) -> list[float]:
    """Widths, together *total*, in proportion to *shares*, but none under its least, as far as there is room.

    >>> within([1, 1], [70, 10], 100)
    [70, 30.0]
    """
    if sum(least) >= total:
        return [one * total / sum(least) for one in least]
    out = [total * share / sum(shares) for share in shares]
    for _ in range(len(out)):
        fixed = {number for number, one in enumerate(out) if one <= least[number] + 0.01}
        if all(out[number] >= least[number] - 0.01 for number in fixed):
            break
        left = total - sum(least[number] for number in fixed)
        whole = sum(share for number, share in enumerate(shares) if number not in fixed) or 1.0
        out = [least[number] if number in fixed else left * share / whole for number, share in enumerate(shares)]
    return out


def squeezed(least: Sequence[float], firm: Sequence[float], total: float) -> list[float]:
    """Widths for a table that has no room for the least ones: columns give way no further than *firm*, their numbers.

    >>> squeezed([60, 60], [55, 15], 102.0)
    [58.2, 43.8]
    """
    give = [max(one - hard, 0.0) for one, hard in zip(least, firm, strict=True)]
    lack = sum(least) - total
    if sum(give) <= lack or not sum(give):
        hard = [min(pair) for pair in zip(least, firm, strict=True)]
        return [one * total / sum(hard) for one in hard]
    return [one - lack * more / sum(give) for one, more in zip(least, give, strict=True)]
