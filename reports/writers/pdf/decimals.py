"""Numbers in a column, aligned on their decimal signs."""

from __future__ import annotations

from reports.patterns import expression
from reports.writers.pdf.placing import Line
from reports.writers.pdf.words import Typesetter

_NUMBER = expression(r"[-+\u2212\u2013~<>≈≤≥€$£]?\s*(\d[\d\s.,\u00a0\u202f'\u2019]*\d|\d)")
_DECIMAL = expression(r"[.,](?=\d+\D*$)")


def align_decimals(setter: Typesetter, lines: list[tuple[Line, str]]) -> None:
    """Move the lines of one column, set flush right, so that their decimal signs stand below each other."""
    tails = [_tail_width(setter, line, text) for line, text in lines]
    longest = max((tail for tail in tails if tail is not None), default=0.0)
    for (line, _), tail in zip(lines, tails, strict=True):
        if tail is None:
            continue
        for segment in line.segments:
            segment.x -= longest - tail
        for area in line.links:
            area.x -= longest - tail


def _tail_width(setter: Typesetter, line: Line, text: str) -> float | None:
    """Width of what stands from the decimal sign on; None where the line holds no number."""
    found = _NUMBER.search(text)
    if found is None or not line.segments:
        return None
    number = found.group(0)
    sign = _decimal_place(number)
    tail = number[sign:] + text[found.end() :] if sign is not None else text[found.end() :]
    look = line.first_look
    if look is None or not tail:
        return 0.0
    return sum(piece.width for piece in setter.shape(tail, look)) * look.size / 1000


def _decimal_place(number: str) -> int | None:
    """Where the decimal sign of *number* stands; a sign followed by exactly three figures groups thousands."""
    signs = [k for k, char in enumerate(number) if char in ".,"]
    if not signs:
        return None
    last = signs[-1]
    same = sum(1 for k in signs if number[k] == number[last])
    after = len(number) - last - 1
    if same > 1 or (after == 3 and len(signs) == 1 and number[:last].lstrip("-+\u2212") not in ("0", "")):
        return None
    return last
