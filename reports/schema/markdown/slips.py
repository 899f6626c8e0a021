"""What was hardly meant as it is written: mistyped citations, signs of other notations, tables and lists that are none.

Besides, raised and lowered text, ``m^2^`` and ``CO~2~``, as Pandoc has it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from markdown_it.rules_inline import StateInline

from reports.patterns import expression
from reports.schema.markdown.shapes import cells_of
from reports.schema.markdown.state import PlacedState

#: Begins any of the slips that :func:`slip` tells.
_SIGNS = frozenset("[@\\~$*")
_SCRIPT = expression(r"(?P<sign>[\^~])(?P<text>[^\s^~\[\]]{1,40})(?P=sign)")
_BLANK_KEY = expression(r"\[(?P<minus>-?)@[ \t\u00a0\u202f]+(?P<key>[^\W_][\w:.+/-]*)[^\[\]\n]{0,200}\]")
_TWICE = expression(r"@@(?P<key>[^\W_][\w:.+/-]*)")
_MINUS_BEHIND = expression(r"@-(?P<key>[^\W_][\w:.+/-]*)")
_LATEX = expression(r"\\(?:foot|paren|text|auto|full)?cite[a-z]*\*?(?:\[[^\]\n]*\]){0,2}\{(?P<keys>[^{}\n]{1,200})\}")
_STRUCK = expression(r"~~(?=\S)[^~\n]{1,500}~~")
_FORMULA = expression(r"\$(?! )(?P<inside>[^$\n]{1,200}?)(?<! )\$(?!\d)")
_PRODUCT = expression(r"\*\d[\d.,]*\*\d")

_COLONLESS = expression(r" {0,3}(?P<call>\[\^(?P<label>[^\s\[\]^]{1,100})\])[ \t]+\S")
_BULLET = expression(r"(?:^|(?<=\s))[\u2022\u2023\u25aa\u25ab\u25cf\u25e6\u00b7\uf0b7][ \t\u00a0]")
_DASHED = expression(r"\s*[\u2013\u2014\u2012][ \t\u00a0]+\S")
_LETTERED = expression(r"\s*(?:\([a-z0-9]{1,2}\)|[a-z]\))[ \t\u00a0]+\S")
_DELIMITERS = expression(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")


class Slip(NamedTuple):
    """One finding in the lines of a paragraph; *line* counts from its first, *column* from the line's beginning."""

    line: int
    column: int
    code: str
    message: str
    hint: str


class Colonless(NamedTuple):
    """A line ``[^1] text`` that was meant as the text of a note that is called elsewhere."""

    label: str
    line: int
    column: int
    message: str
    hint: str


def colonless_notes(lines: Sequence[str], defined: Collection[str]) -> Iterator[Colonless]:
    """The texts of notes whose colon was forgotten, the first for each label."""
    seen = set(defined)
    whole = "\n".join(lines)
    for count, line in enumerate(lines):
        found = _COLONLESS.match(line)
        if found is None or found["label"] in seen or whole.count(found["call"]) < 2:
            continue
        seen.add(found["label"])
        message, hint = f"a colon is missing behind {found['call']}", f"write `{found['call']}: …`"
        yield Colonless(found["label"], count, found.end("call"), message, hint)


def script(state: StateInline, silent: bool) -> bool:
    """``m^2^`` and ``CO~2~``: behind a letter, digit or bracket, without blanks inside."""
    start = state.pos
    if state.src[start] not in "^~" or not start or not isinstance(state, PlacedState):
        return False
    before = state.src[start - 1]
    found = _SCRIPT.match(state.src, start, state.posMax)
    if found is None or not (before.isalnum() or before in ")]}*_") or state.src.startswith("~~", start):
        return False
    if not silent:
        text = re.sub(r"^-(?=\d)", "\N{MINUS SIGN}", found["text"])
        state.mark("script", start, sign=found["sign"], text=text)
    state.pos = found.end()
    return True


def slip(state: StateInline, silent: bool) -> bool:
    """Tell what was hardly meant as it is written. Never takes characters itself."""
    if silent or state.src[state.pos] not in _SIGNS or not isinstance(state, PlacedState):
        return False
    for code, at, message, hint in _found(state.src, state.pos, state.posMax):
        state.fault(at, code, message, hint)
    return False


def _found(src: str, at: int, end: int) -> Iterator[tuple[str, int, str, str]]:
    match src[at]:
        case "[":
            if found := _BLANK_KEY.match(src, at, end):
                key = f"{found['minus']}@{found['key']}"
                message = f"a blank stands between @ and `{found['key']}`, so that this is no citation"
                yield "MDN024", at + 1 + len(found["minus"]), message, f"write [{key}]"
        case "@" if not at or not (src[at - 1].isalnum() or src[at - 1] == "@"):
            yield from _of_key(src, at, end)
        case "\\":
            if found := _LATEX.match(src, at, end):
                keys = "; ".join(f"@{one.strip()}" for one in found["keys"].split(",") if one.strip())
                yield "MDN024", at, "this is LaTeX, and prints as it is", f"write [{keys}]"
        case "~":
            if _STRUCK.match(src, at, end) and not src.startswith("~", at - 1 if at else at + 2):
                yield "MDN019", at, "text is not struck out here, and the signs print", "delete the text, or the signs"
        case "$":
            found = _FORMULA.match(src, at, end)
            if found and (len(found["inside"]) == 1 or re.search(r"[\\^_{}=]", found["inside"])):
                hint = "write it as text: m^2^ prints m², CO~2~ prints CO₂; or as a figure; \\$ is a dollar sign"
                yield "MDN019", at, "formulas are not set here, and the signs print", hint
        case "*" if at and src[at - 1].isdigit() and _PRODUCT.match(src, at, end):
            yield "MDN019", at, "these stars vanish: they set what is between them in italics", "write × or \\*"


def _of_key(src: str, at: int, end: int) -> Iterator[tuple[str, int, str, str]]:
    twice = _TWICE.match(src, at, end)
    if twice:
        yield "MDN024", at, f"two @ stand before `{twice['key']}`", f"write [@{twice['key']}]"
    if found := _MINUS_BEHIND.match(src, at, end):
        key = found["key"].rstrip(".:")
        yield "MDN024", at, f"the minus stands behind the @ of `{key}`, so that this is no reference", f"write -@{key}"


def in_brackets(src: str, start: int, end: int) -> Iterator[tuple[str, int, str, str]]:
    """The slips within the brackets of a citation, whose text no inline rule sees."""
    at = src.find("@", start, end)
    while at >= 0:
        if not (src[at - 1].isalnum() or src[at - 1] == "@"):
            yield from _of_key(src, at, end)
        at = src.find("@", at + 1, end)


def of_paragraph(lines: Sequence[str]) -> Iterator[Slip]:
    """What the lines of a paragraph look like, and are not."""
    table = _table(lines)
    if table is not None:
        yield table
        return
    bullets = [(count, found) for count, line in enumerate(lines) for found in _BULLET.finditer(line)]
    if bullets and (len(bullets) > 1 or not lines[bullets[0][0]][: bullets[0][1].start()].strip()):
        count, found = bullets[0]
        sign = found[0].strip()
        yield Slip(count, found.start(), "MDN025", f"`{sign}` makes no list: the lines run together", _LIST)
    for pattern in (_DASHED, _LETTERED):
        marked = [count for count, line in enumerate(lines) if pattern.match(line)]
        if len(marked) > 1 and marked[1] == marked[0] + 1:
            line = lines[marked[0]]
            sign = line.split()[0]
            column = len(line) - len(line.lstrip())
            yield Slip(marked[0], column, "MDN025", f"`{sign}` makes no list: the lines run together", _LIST)


_LIST = "begin each item with `- `, or with `1. ` where the order counts, and the list behind an empty line"


def _table(lines: Sequence[str]) -> Slip | None:
    """A pipe table whose second line does not make it one."""
    if len(lines) < 2 or "|" not in lines[0].replace("\\|", ""):
        return None
    head = len(list(cells_of(lines[0])))
    column = len(lines[0]) - len(lines[0].lstrip())
    if "|" in lines[1] and _DELIMITERS.fullmatch(lines[1]):
        count = len(list(cells_of(lines[1])))
        if count == head:
            return None
        message = f"the head of this table has {head} cells, and the line below it {count}: it prints as text"
        return Slip(1, column, "MDN026", message, "write `" + "|---" * head + "|` below the head")
    barred = [line for line in lines if line.strip().startswith("|") and line.rstrip().endswith("|")]
    if len(barred) < 2 or not lines[0].strip().startswith("|"):
        return None
    message = "these lines look like a table, and print as text: the line below the head is missing"
    return Slip(0, column, "MDN026", message, "write `" + "|---" * head + "|` below the head")
