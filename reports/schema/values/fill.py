"""Values in plain text: a title, a name, a label. Nothing but the one form is looked for, and nothing is evaluated."""

from __future__ import annotations

import re

from reports.patterns import expression
from reports.schema.text import SourceText
from reports.schema.values.lookup import Missing, Values
from reports.schema.values.names import OPEN, REFERENCE, Reference, reference
from reports.source import Position

_MARK = expression(r"\\\{=|\{=")
MALFORMED = "write `{=name}`, or `{=name:text}` as the data have it, or `{=name:1}` for one decimal; \\{= prints as {="


class FillError(Exception):
    """A reference that stands for nothing: code and words of the diagnostic, and its place."""

    def __init__(self, missing: Missing, at: Position | None) -> None:
        super().__init__(missing.message)
        self.missing = missing
        self.at = at


def asked_at(text: str, start: int) -> tuple[Reference | None, int]:
    """The reference that begins at *start*, and where it ends; None where it is written wrongly."""
    found = REFERENCE.match(text, start)
    if found is None:
        return None, start + len(OPEN)
    return reference(found["inside"]), found.end()


def malformed(text: str, start: int) -> Missing:
    """What is said of a reference that is written wrongly."""
    shown = text[start : start + 30].split("\n", maxsplit=1)[0]
    return Missing("DAT020", f"`{shown}` names no value", MALFORMED)


def filled(text: SourceText, values: Values | None) -> SourceText:
    """*text* with its values, in step with its places; raises :class:`FillError`. Without *values* as it is."""
    if values is None or OPEN not in text:
        return text
    source, out, at = str(text), "", 0
    pieces: list[tuple[int, int]] = []
    for mark in _MARK.finditer(source):
        if mark.start() < at:
            continue
        piece, end = _piece(text, mark, values)
        pieces.append((len(out), at))
        out += source[at : mark.start()]
        pieces.append((len(out), mark.start()))
        out += piece
        at = end
    pieces.append((len(out), at))
    out += source[at:]
    return text.rewritten(out, pieces)


def _piece(text: SourceText, mark: re.Match[str], values: Values) -> tuple[str, int]:
    source, start = str(text), mark.start()
    if mark[0].startswith("\\"):
        return OPEN, mark.end()
    asked, end = asked_at(source, start)
    found = malformed(source, start) if asked is None else values.show(asked)
    if isinstance(found, str):
        return found, end
    if values.pending:
        return source[start:end], end
    raise FillError(found, text.place(start))
