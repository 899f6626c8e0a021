"""Figures under each other by their decimal signs: blanks stand for the digits that some of them lack."""

from __future__ import annotations

import re

from reports.model import blocks as b
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import text_run


def decimals(node: b.Table) -> dict[int, int]:
    """For columns that align on their decimal: the most digits after it, where the cells differ in that."""
    found: dict[int, int] = {}
    for at, column in enumerate(node.columns):
        if column.align != "decimal":
            continue
        digits = {_fraction(flat_text(row.cells[at].content)) for row in node.body if at < len(row.cells)}
        if len(digits) > 1:
            found[at] = max(digits)
    return found


def _fraction(text: str) -> int:
    """Digits after the decimal point or comma of *text*, plus one for the sign itself; 0 without."""
    found = re.search(r"[.,](\d{1,2}|\d{4,12})\s*\D*$", text)
    return len(found[1]) + 1 if found else 0


def fill(text: str, digits: int) -> str:
    """Blanks as wide as the digits that *text* lacks behind its decimal sign."""
    missing = digits - _fraction(text)
    if missing <= 0 or not any(sign.isdigit() for sign in text):
        return ""
    point = "\N{PUNCTUATION SPACE}" if _fraction(text) == 0 else ""
    return text_run(point + "\N{FIGURE SPACE}" * (missing - len(point)))
