"""What an author may have meant: the nearest known word, or the one that says the same here."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

#: Words that other programs and other houses use → the word for it here.
_MEANT = {
    "pie": "bar", "doughnut": "bar", "donut": "bar", "histogram": "column", "area": "stacked", "info": "note",
    "tip": "note", "box": "callout", "danger": "warning", "caution": "warning", "important": "warning",
    "published": "final", "approved": "cleared", "urgent": "high", "normal": "medium", "image": "figure",
    "picture": "figure", "graph": "chart", "text": "body", "content": "body", "heading": "title", "name": "title",
    "path": "src", "file": "src", "caption": "title", "deadline": "due", "addressee": "to", "partners": "with",
    "evidence": "based_on", "language": "lang", "style": "csl", "tags": "keywords", "abstract": "summary",
    "introduction": "background", "results": "findings", "discussion": "findings", "appendix": "annex",
    "implemented": "done", "closed": "done", "in-progress": "partial",
}  # fmt: skip


def nearest(word: str, known: Sequence[str], hint: str = "") -> str:
    """A hint that names the known word most like *word*, else *hint*."""
    close = most_like(word, known)
    return f"did you mean `{close}`?" if close else hint


def most_like(word: str, known: Sequence[str]) -> str:
    """The word of *known* most like *word*; empty where none is much like it."""
    meant = _MEANT.get(word.casefold(), "")
    if meant in known:
        return meant
    return next(iter(get_close_matches(word[:60].lower(), known[:200], n=1, cutoff=0.6)), "")
