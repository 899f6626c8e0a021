"""What libyaml says about broken YAML, in words for people who write briefs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reports.schema.text import LineIndex


@dataclass(frozen=True, slots=True)
class YamlFault:
    """One syntax fault; *index* is the character at fault."""

    code: str
    index: int
    message: str
    hint: str = ""


def syntax_faults(index: LineIndex, fault: Any) -> Iterator[YamlFault]:
    """The faults behind an exception of libyaml."""
    yield explain(index.text, fault)


def explain(text: str, fault: Any) -> YamlFault:
    """One exception of libyaml in plain words."""
    problem = str(getattr(fault, "problem", None) or getattr(fault, "reason", None) or fault)
    context = str(getattr(fault, "context", None) or "")
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    at = min(mark.index if mark is not None else 0, len(text))
    start = fault.context_mark.index if getattr(fault, "context_mark", None) is not None else at
    for pattern, make in _KNOWN:
        if re.search(pattern, problem) or re.search(pattern, context):
            return make(text, at, start)
    return YamlFault("YML002", at, f"the file cannot be read as YAML here: {problem}")


def _colon(text: str, at: int, start: int) -> YamlFault:
    hint = "text with ': ' in it must be put in quotes, or begin on a new line after |"
    return YamlFault("YML003", at, "a second ': ' stands on this line", hint)


def _tab(text: str, at: int, start: int) -> YamlFault:
    return YamlFault("YML004", at, "a tab stands where a value or the indentation begins", "use spaces instead of tabs")


def _quote(text: str, at: int, start: int) -> YamlFault:
    return YamlFault("YML016", start, "a quote is opened here and never closed", "close it, or drop it")


def _bracket(text: str, at: int, start: int) -> YamlFault:
    kind = text[start : start + 1]
    close = {"[": "]", "{": "}"}.get(kind, "bracket")
    message = f"`{kind or '['}` is opened here, and its `{close}` or a comma is missing"
    return YamlFault("YML018", start, message, "text with [ ] { } or , in it must be put in quotes there")


def _indentation(text: str, at: int, start: int) -> YamlFault:
    hint = "keys of one mapping, and dashes of one list, begin in the same column"
    return YamlFault("YML017", at, "this line does not fit into what stands above it", hint)


def _no_colon(text: str, at: int, start: int) -> YamlFault:
    hint = "write `key: value`; text over several lines begins after | and is indented"
    return YamlFault("YML017", start, "this line is neither a key with a colon nor part of the value above", hint)


def _start(text: str, at: int, start: int) -> YamlFault:
    char = text[at : at + 1]
    message = f"text without quotes cannot begin with `{char}`"
    return YamlFault("YML019", at, message, "put the text in quotes")


def _escape(text: str, at: int, start: int) -> YamlFault:
    hint = "in \"double quotes\" write \\\\ for a backslash, or use 'single quotes'"
    return YamlFault("YML020", at, "this backslash begins no escape that YAML knows", hint)


def _directive(text: str, at: int, start: int) -> YamlFault:
    return YamlFault("YML019", at, "a line cannot begin with `%`", "put the text in quotes, or indent it")


def _block_header(text: str, at: int, start: int) -> YamlFault:
    message = "after | or > only the line end may follow"
    return YamlFault("YML002", at, message, "begin the text on the next line, indented")


def _anchor(text: str, at: int, start: int) -> YamlFault:
    hint = "put text that begins with & or * in quotes (emphasis at the start of a Markdown text too)"
    return YamlFault("YML008", start, "text without quotes cannot begin with `&` or `*`", hint)


_KNOWN = (
    ("while scanning an? (anchor|alias)|undefined alias", _anchor),
    ("mapping values are not allowed", _colon),
    ("cannot start any token", lambda text, at, start: (_tab if text[at : at + 1] == "\t" else _start)(text, at, start)),
    ("tab character", _tab),
    ("quoted scalar", lambda text, at, start: (_escape if text[at : at + 1] != "" and "\\" in text[at - 1 : at + 1] else _quote)(text, at, start)),
    ("unknown escape|escape character", _escape),
    ("flow (sequence|mapping|node)", _bracket),
    ("could not find expected ':'", _no_colon),
    ("block (mapping|collection|sequence)|sequence entries are not allowed|keys are not allowed", _indentation),
    ("directive", _directive),
    ("block scalar", _block_header),
)  # fmt: skip
