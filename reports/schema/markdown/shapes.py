"""Small readings of the shape of lists and tables that the parser's tokens do not tell by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from reports.model.blocks import Align


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
