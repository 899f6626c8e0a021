"""Findings on words: where they begin and end, and what they belong to."""

from __future__ import annotations

from reports.checks.registry import Finding
from reports.checks.units import Sentence, Unit


def marked(words: Unit | Sentence, span: tuple[int, int], message: str, hint: str = "") -> Finding:
    """A finding on the characters *span* of a unit or a sentence, such as ``match.span()``."""
    start, end = span
    last = words.place(max(end - 1, start))
    unit = words.unit if isinstance(words, Sentence) else words
    return Finding(words.place(start), message, hint, unit.home.id, last.shifted(1))
