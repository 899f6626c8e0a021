"""The reference list (CSL 1.0.2, "Bibliography", "Reference Grouping", "Whitespace")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from . import output
from .context import Context
from .disambiguate import Result
from .reference import Reference
from .runs import Bibliography, Entry, Part
from .style import Layout, Style
from .tokens import Kind, Mark, Token, Tokens, plain


def render(
    style: Style, refs: Mapping[str, Reference], order: Sequence[str], numbers: Mapping[str, int], found: Result
) -> Bibliography:
    """All entries in `order`."""
    layout = style.bibliography
    assert layout is not None
    substitute = layout.options.get("subsequent-author-substitute")
    rule = layout.options.get("subsequent-author-substitute-rule", "complete-all")
    previous: list[str] | None = None
    entries = []
    for id_ in order:
        tokens = entry_tokens(layout, refs[id_], numbers.get(id_, 0), found)
        if not plain(tokens):
            continue
        if substitute is not None:
            names = _names_of(tokens)
            tokens = _substituted(tokens, previous, names, substitute, rule)
            previous = names
        whole: Tokens = [*layout.opening, *tokens, *layout.closing]
        entries.append(Entry(id_, _trimmed(output.finish(whole, style.quotes))))
    align = layout.options.get("second-field-align", "")
    return Bibliography(
        tuple(entries),
        layout.flag("hanging-indent"),
        cast(Literal["", "flush", "margin"], align if align in ("flush", "margin") else ""),
        _number(layout, "line-spacing"),
        _number(layout, "entry-spacing"),
    )


def _trimmed(parts: list[Part]) -> tuple[Part, ...]:
    """The parts without white space at the very beginning and end."""
    if parts and parts[0].runs:
        start = parts[0].runs[0]
        runs = (replace(start, text=start.text.lstrip()), *parts[0].runs[1:])
        parts[0] = Part(parts[0].display, tuple(run for run in runs if run.text))
    parts = [part for part in parts if part.runs]
    if parts:
        last = parts[-1]
        end = last.runs[-1]
        runs = (*last.runs[:-1], replace(end, text=end.text.rstrip()))
        parts[-1] = Part(last.display, tuple(run for run in runs if run.text))
    return tuple(parts)


def _number(layout: Layout, name: str) -> int:
    text = layout.options.get(name, "1")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 1


def entry_tokens(layout: Layout, ref: Reference, number: int, found: Result) -> Tokens:
    context = Context(ref, "bibliography")
    context.citation_number = number
    context.year_suffix = found.suffixes.get(ref.id, "")
    context.plan = found.plans.get(ref.id)
    layout.render(context)
    tokens = context.out
    if not plain(tokens):
        return []
    if layout.prefix:
        tokens.insert(0, layout.prefix)
    if layout.suffix:
        _append_suffix(tokens, layout.suffix)
    return tokens


def _append_suffix(tokens: Tokens, suffix: str) -> None:
    """Put the layout's suffix at the end, inside of a last display block."""
    last = tokens[-1]
    if isinstance(last, Mark) and last.kind is Kind.CLOSE and last.value == Kind.DISPLAY.name:
        tokens.insert(len(tokens) - 1, suffix)
    else:
        tokens.append(suffix)


def _span(tokens: Sequence[Token], kind: Kind, start: int = 0) -> tuple[int, int] | None:
    """Indexes of the first open mark of a kind from `start` on and of its close mark."""
    for opened in range(start, len(tokens)):
        token = tokens[opened]
        if isinstance(token, Mark) and token.kind is kind:
            depth = 0
            for end in range(opened, len(tokens)):
                mark = tokens[end]
                if isinstance(mark, Mark):
                    depth += -1 if mark.kind is Kind.CLOSE else 1
                    if not depth:
                        return opened, end
    return None


def _name_spans(tokens: Sequence[Token]) -> tuple[tuple[int, int] | None, list[tuple[int, int]]]:
    """The span of the first cs:names output and the spans of the names in it."""
    whole = _span(tokens, Kind.NAMES)
    names: list[tuple[int, int]] = []
    if whole is not None:
        position = whole[0]
        while (found := _span(tokens, Kind.NAME, position)) is not None and found[1] <= whole[1]:
            names.append(found)
            position = found[1]
        if not names:
            names.append((whole[0] + 1, whole[1] - 1))
    return whole, names


def _names_of(tokens: Sequence[Token]) -> list[str]:
    whole, names = _name_spans(tokens)
    if whole is None:
        return []
    return [_identity(tokens, start, end) for start, end in names]


def _identity(tokens: Sequence[Token], start: int, end: int) -> str:
    """Who is meant: all parts of a name, not only the printed ones; for other text the text."""
    mark = tokens[start]
    return (
        str(mark.value) if isinstance(mark, Mark) and mark.kind is Kind.NAME else plain(list(tokens[start : end + 1]))
    )


def _substituted(tokens: Tokens, previous: list[str] | None, names: list[str], text: str, rule: str) -> Tokens:
    """The entry with names that the entry before had too replaced by `text`."""
    whole, spans = _name_spans(tokens)
    if whole is None or not previous or not names:
        return tokens
    same = 0
    while same < min(len(previous), len(names)) and previous[same] == names[same]:
        same += 1
    complete = same == len(names) == len(previous)
    if rule == "complete-all":
        return _replace(tokens, _lists(tokens, whole, spans), text) if complete else tokens
    if rule == "complete-each":
        return _replace(tokens, spans, text) if complete else tokens
    if rule == "partial-each":
        return _replace(tokens, spans[:same], text)
    if rule == "partial-first":
        return _replace(tokens, spans[: min(same, 1)], text)
    return tokens


def _lists(tokens: Sequence[Token], whole: tuple[int, int], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first name list ("et al." and all); where there is none, what stands in its place."""
    found = _span(tokens, Kind.NAME_LIST, whole[0])
    return [found if found is not None and found[1] <= whole[1] else spans[0]]


def _replace(tokens: Tokens, spans: list[tuple[int, int]], text: str) -> Tokens:
    result = list(tokens)
    for start, end in reversed(spans):
        result[start : end + 1] = [text] if text else []
    return result
