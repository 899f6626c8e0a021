"""How wide the columns of a table are, from what stands in them."""

from __future__ import annotations

from reports.model import blocks as b
from reports.writers.docx.targets import flat_text

#: Mean advance of a character in sizes of the font, and how many rows are looked at.
_ADVANCE = 0.5
_SAMPLE = 200
#: Points by which a word may be wider than reckoned: a year must never be broken.
_SLACK = 3.0
#: Word draws no table with more columns.
MAX_COLUMNS = 63
#: By how much a capital is wider than the mean character.
_CAPITAL = 0.3


def column_count(table: b.Table) -> int:
    """The columns of the grid: as many as are declared, or as the widest row needs, within what Word can draw."""
    widest = max(1, len(table.columns))
    down: dict[int, int] = {}
    for row in (*table.head, *table.body):
        at = 0
        taken = {column: rows - 1 for column, rows in down.items()}
        for cell in row.cells:
            while at in down:
                at += 1
            for column in range(at, at + min(MAX_COLUMNS, max(1, cell.colspan))):
                if cell.rowspan > 1:
                    taken[column] = cell.rowspan - 1
                at = column + 1
            if at > MAX_COLUMNS:
                return MAX_COLUMNS
        widest = max(widest, at)
        down = {column: rows for column, rows in taken.items() if rows > 0}
    return min(MAX_COLUMNS, widest)


def widths(table: b.Table, count: int, total: float, size: float, padding: float) -> list[float]:
    """Points for each of *count* columns, *total* together.

    Columns with a share of their own get it; the others share what is left by the room that their text asks for, none
    less than its longest word where that is possible.
    """
    least, want = demands(table, count, size, padding)
    shares = [table.columns[one].width if one < len(table.columns) else None for one in range(count)]
    given = [share for share in shares if share is not None and share > 0]
    if given and len(given) == count:
        whole = sum(given)
        return _settle(_raised([total * share / whole for share in given], least), total)
    if given:
        mean = sum(given) / len(given)
        want = [total * (share or mean) / (mean * count) for share in shares]
    if sum(want) <= total:
        spare = total - sum(want)
        return _settle([one + spare * one / sum(want) for one in want], total)
    if sum(least) >= total:
        return _settle([total * one / sum(least) for one in least], total)
    stretch = [max(0.0, w - m) for w, m in zip(want, least, strict=True)]
    room = total - sum(least)
    return _settle([m + room * s / sum(stretch) for m, s in zip(least, stretch, strict=True)], total)


def _raised(found: list[float], least: list[float]) -> list[float]:
    """The widths with none below its longest word, as far as the others have room to give."""
    short = [max(0.0, low - one) for one, low in zip(found, least, strict=True)]
    spare = [max(0.0, one - low) for one, low in zip(found, least, strict=True)]
    if not any(short) or sum(spare) < sum(short):
        return found
    given = sum(short) / sum(spare)
    return [one + more - given * room for one, more, room in zip(found, short, spare, strict=True)]


def _settle(found: list[float], total: float) -> list[float]:
    """Whole twentieths of a point that add up."""
    rounded = [round(one * 20) / 20 for one in found]
    rounded[-1] = max(1.0, rounded[-1] + total - sum(rounded))
    return rounded


def demands(table: b.Table, count: int, size: float, padding: float) -> tuple[list[float], list[float]]:
    """The least and the wanted width of each column, in points: its longest word; the root of its longest text."""
    least, want = [size + padding] * count, [size + padding] * count
    for row in (*table.head, *table.body[:_SAMPLE]):
        at = 0
        for cell in row.cells:
            span = max(1, cell.colspan)
            if span == 1 and at < count:
                text = flat_text(cell.content)[:2000]
                advance = size * _ADVANCE
                least[at] = max(least[at], _longest_word(text) * advance + padding + _SLACK)
                want[at] = max(want[at], _wanted(len(text)) * advance + padding)
            at += span
    return least, [max(pair) for pair in zip(least, want, strict=True)]


def _longest_word(text: str) -> float:
    """The longest word in mean characters, capitals counted as wider; a word of more than 30 may be broken."""
    longest = 0.0
    for one in text.replace("\N{EN DASH}", " ").split():
        if longest < len(one) * (1 + _CAPITAL) and len(one) <= 30:
            longest = max(longest, len(one) + _CAPITAL * sum(sign.isupper() for sign in one))
    return longest


def _wanted(length: int) -> float:
    """Characters on a line for a text of *length*: all of a short one, lines of a long one growing by its root."""
    return length if length <= 18 else 18 + (length - 18) ** 0.62


def is_wide(table: b.Table, room: float, size: float, padding: float) -> bool:
    """Whether the longest words alone do not fit into *room* points."""
    count = column_count(table)
    least, _ = demands(table, count, size, padding)
    return sum(least) > room * 1.05
