"""Whether every format says the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.model.blocks import Para
from reports.model.walk import plain_text, walk
from reports.source import Position


@rule("OUT105", Severity.WARNING)
def text_lost(subject: Subject) -> Iterator[Finding]:
    """Text lost in a format.

    What it does
        Reads every file that was drawn and looks for the first or the last words of each paragraph in it.
    Why it matters
        The formats are one paper. What stands in one of them only is not agreed upon.
    Example
        written: {html: "Requests wait longest where nobody counts them."}
    Instead
        written: {}
    """
    passages = tuple(_passages(subject)) if subject.written else ()
    for name in sorted(subject.written):
        there = _letters(subject.written[name])
        for text, at, home in passages:
            if not _there(text, there):
                message = f"the words `{' '.join(text.split()[:6])}` are missing in the {name.upper()}"
                yield Finding(at, message, "please report it: the builder has lost them", home)


def _passages(subject: Subject) -> Iterator[tuple[str, Position, str]]:
    """The paragraphs that every format has to show: text, place, home. Without a document, those of the brief."""
    if subject.document is None:
        for unit in subject.prose:
            if unit.kind == "para":
                yield unit.text, unit.at, unit.home.id
        return
    for node in walk(subject.document.content):
        if isinstance(node, Para):
            yield plain_text(node.content), subject.at(node.at), ""


def _there(text: str, there: str) -> bool:
    """Whether the longest stretch of plain words of a paragraph is in *there*, by its beginning or by its end: between
    two pages a footnote may stand in the middle of either. Paragraphs without such a stretch are passed over."""
    plain = _letters(max(re.split(r"[^\w\s,.;:’'\u00ad-]+|\n", text), key=len))
    return len(plain) < LETTERS or plain[:LETTERS] in there or plain[-LETTERS:] in there


#: Letters in a row that are looked for; fewer could be found by chance.
LETTERS = 24


def _letters(text: str) -> str:
    return re.sub(r"[\W\d_]+", "", unicodedata.normalize("NFKC", text).casefold())
