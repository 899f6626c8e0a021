"""Small readings of the shape of lists and tables that the parser's tokens do not tell by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

from reports.model.blocks import Align

#: Cells of a table in Markdown, at most.
MAX_CELLS = 20_000


def bounded_table(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """The rule for pipe tables, which takes a table of too many cells as one ``table_refused`` without reading it."""
    if silent or end - first <= _FEW_LINES or not table(state, first, end, True):
        return table(state, first, end, silent)
    after = next((line for line in range(first + 2, end) if state.isEmpty(line)), end)
    columns = max(state.src.count("|", state.bMarks[first + 1], state.eMarks[first + 1]) - 1, 1)
    if (after - first - 2) * columns <= MAX_CELLS:
        return table(state, first, end, silent)
    token = state.push("table_refused", "", 0)
    token.map = [first, after]
    state.line = after
    return True


_FEW_LINES = 100


class Looseness:
    """Passes tokens on, and notes whether the item's own paragraphs are set apart (``hidden`` ones are not)."""

    def __init__(self, tokens: Iterator[Token]) -> None:
        self._tokens = tokens
        self.loose = False
        self._level: int | None = None

    def __iter__(self) -> Iterator[Token]:
        return self

    def __next__(self) -> Token:
        token = next(self._tokens)
        if self._level is None:
            self._level = token.level
        if token.type == "paragraph_open" and token.level == self._level and not token.hidden:
            self.loose = True
        return token


def align_of(token: Token) -> Align:
    style = str(token.attrGet("style") or "")
    return "center" if "center" in style else "right" if "right" in style else "left"


def cells_of(line: str) -> Iterator[str]:
    """The cells of a row of a pipe table."""
    row = line.strip().lstrip("> ").removeprefix("|")
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    yield from re.split(r"(?<!\\)\|", row)


def find_cell(line: str, content: str, start: int) -> tuple[int, int]:
    """Where *content* begins in *line* from *start* on, and where the next cell may begin."""
    written = content.replace("|", "\\|")
    found = line.find(written, start)
    if found < 0:
        return start, start
    return found, found + len(written)
