"""From a character of a YAML scalar's value back to its character in the file.

libyaml tells where a scalar begins and ends, not how its value came about. These functions read the stretch of the
file once more, by the rules of YAML 1.2 chapters 7.3 and 8.1, and note where value and file run in step. They are asked
only when a place inside a scalar is needed, and never fail: on anything unforeseen the places get coarser.
"""

from __future__ import annotations

import re

from reports.patterns import expression
from reports.schema.text import Segments

_ESCAPE = expression(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r\n|[\s\S])")
_BREAK = expression(r"\r\n|\n|\r")
_BLANKS = " \t"


def plain_or_quoted(text: str, start: int, end: int, style: str) -> Segments:
    """Segments of a plain, single-quoted or double-quoted scalar at ``text[start:end]``."""
    if style in ("'", '"'):
        start, end = start + 1, end - 1
    segments: list[tuple[int, int]] = [(0, start)]
    value = 0
    at = start
    pending = 0
    while at < end:
        char = text[at]
        if char in "\r\n":
            at, breaks = _fold(text, at, end)
            value = max(value - pending, 0) + max(breaks - 1, 1)
            segments.append((value, at))
            pending = 0
            continue
        step, made = 1, 1
        if style == '"' and char == "\\":
            step, made = _escape(text, at, end)
        elif style == "'" and text.startswith("''", at):
            step = 2
        pending = pending + 1 if char in _BLANKS else 0
        at += step
        value += made
        if step != made:
            segments.append((value, at))
            pending = 0
    return tuple(segments)


def _escape(text: str, at: int, end: int) -> tuple[int, int]:
    """Length in the file and in the value of the escape at *at*."""
    found = _ESCAPE.match(text, at, end)
    if found is None:
        return 1, 1
    if found[0][1] not in "\r\n":
        return len(found[0]), 1
    after = found.end()
    while after < end and text[after] in _BLANKS:
        after += 1
    return after - at, 0


def _fold(text: str, at: int, end: int) -> tuple[int, int]:
    """Past a run of line breaks with the blanks between them: the new index and the number of breaks."""
    breaks = 0
    while at < end:
        found = _BREAK.match(text, at, end)
        if found:
            breaks += 1
            at = found.end()
        elif text[at] in _BLANKS:
            at += 1
        else:
            break
    return at, breaks


def block(text: str, start: int, end: int, value: str, *, folded: bool) -> Segments:
    """Segments of a literal (``|``) or folded (``>``) scalar whose indicator stands at *start*."""
    lines = _block_lines(text, start, end)
    indent = _indent(text[start : lines[0][0]] if lines else "", lines, text)
    if folded:
        return _folded(text, lines, indent, value)
    segments = []
    offset = 0
    for first, last in lines:
        skip = min(indent, last - first)
        segments.append((offset, first + skip))
        offset += last - first - skip + 1
    return tuple(segments)


def _block_lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """First and last index of each line after the one with the indicator."""
    lines: list[tuple[int, int]] = []
    found = _BREAK.search(text, start, len(text))
    while found and found.end() < end:
        first = found.end()
        found = _BREAK.search(text, first, len(text))
        lines.append((first, found.start() if found else len(text)))
    return lines


def _indent(header: str, lines: list[tuple[int, int]], text: str) -> int:
    """How many columns the content stands in: that of the first line with text on it.

    An explicit indicator (``|2``) counts from the parent, which is not known here; the first line with text, or with
    an indicator the least indented one, gives the same answer for all but contrived content.
    """
    depths = [_depth(text, first, last) for first, last in lines if text[first:last].strip(" ")]
    if not depths:
        return 0
    return min(depths) if re.search(r"[|>][-+]?[1-9]", header) else depths[0]


def _depth(text: str, first: int, last: int) -> int:
    line = text[first:last]
    return len(line) - len(line.lstrip(" "))


def _folded(text: str, lines: list[tuple[int, int]], indent: int, value: str) -> Segments:
    """Lines of a folded scalar found again in its value, in order."""
    segments: list[tuple[int, int]] = []
    offset = 0
    for first, last in lines:
        content = text[first + indent : last]
        if not content:
            continue
        found = value.find(content, offset)
        if found < 0:
            continue
        segments.append((found, first + indent))
        offset = found + len(content)
    return tuple(segments)
