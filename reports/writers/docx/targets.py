"""What can be referred to, gathered before anything is drawn, so that references ahead know what they will print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import children, walk
from reports.patterns import expression
from reports.records import record

_DIGITS = expression(r"\d{1,4}(\.\d{1,4}){0,8}")


@record(frozen=True, slots=True)
class Target:
    """The texts that a reference to one id can print; empty where there is none.

    native
        The number is counted by Word, as the number of a paragraph.
    """

    word: str = ""
    number: str = ""
    title: str = ""
    native: bool = False

    @property
    def label(self) -> str:
        """Word and number, as printed."""
        return str(b.Label(self.word, self.number)) if self.word and self.number else ""


@record(slots=True)
class Targets:
    """All targets by id, and what else a look through the whole document tells."""

    by_id: dict[str, Target] = field(default_factory=dict)
    native_headings: bool = False
    number_lengths: dict[int, int] = field(default_factory=dict)
    cites_in_notes: bool = False
    has_endnotes_place: bool = False
    repeated_notes: set[str] = field(default_factory=set)


_LITERAL = (i.Text, i.Code, b.CodeBlock)
_SILENT = (i.Note, i.CiteItem)


def flat_text(nodes: Iterable[Any]) -> str:
    """The characters of *nodes* without notes, however deeply nested they are."""
    pieces: list[str] = []
    stack = list(nodes)
    stack.reverse()
    while stack:
        node = stack.pop()
        kind = type(node)
        if kind in _LITERAL:
            pieces.append(node.text)
        elif kind is i.LineBreak:
            pieces.append(" ")
        elif kind is i.Cite or kind is i.Ref:
            stack.extend(reversed(node.content))
        elif kind not in _SILENT:
            inside = list(children(node))
            inside.reverse()
            stack.extend(inside)
    return "".join(pieces)


def find_targets(content: tuple[b.Block, ...]) -> Targets:
    """Go through *content* once."""
    found = Targets()
    headings: list[tuple[b.Heading, tuple[str, ...]]] = []
    owner: dict[int, str] = {}
    notes: set[str] = set()
    for node in walk(content):
        match node:
            case b.Section(inner, identifier):
                if identifier and inner and isinstance(inner[0], b.Heading):
                    owner[id(inner[0])] = identifier
            case b.Heading():
                ids = tuple(one for one in (node.id, owner.get(id(node))) if one)
                headings.append((node, ids))
            case (
                b.Figure(caption=caption, id=identifier, label=label)
                | b.Table(caption=caption, id=identifier, label=label)
            ):
                _add(found, identifier, label, caption)
            case b.Callout(title=title, id=identifier, label=label):
                _add(found, identifier, label, title)
            case b.Division(id=identifier) | b.Section(id=identifier) | b.Reference(id=identifier):
                _add(found, identifier, None, ())
            case i.Note(content=inner_blocks):
                name = f"note:{node.kind}:{node.number}"
                (found.repeated_notes if name in notes else notes).add(name)
                found.cites_in_notes = found.cites_in_notes or any(isinstance(n, i.Cite) for n in walk(inner_blocks))
            case b.Endnotes():
                found.has_endnotes_place = True
            case _:
                pass
    found.native_headings = counts_itself([one for one, _ in headings])
    for one, _ in headings:
        if is_native(one.number):
            level = max(1, min(9, one.level))
            found.number_lengths[level] = max(len(one.number), found.number_lengths.get(level, 0))
    _add_headings(found, headings)
    return found


def _add(found: Targets, identifier: str | None, label: b.Label | None, title: tuple[i.Inline, ...]) -> None:
    if identifier and identifier not in found.by_id:
        word, number = (label.word, label.number) if label else ("", "")
        found.by_id[identifier] = Target(word, number, flat_text(title))


def _add_headings(found: Targets, headings: list[tuple[b.Heading, tuple[str, ...]]]) -> None:
    for node, ids in headings:
        native = found.native_headings and is_native(node.number)
        for identifier in ids:
            known: Mapping[str, Target] = found.by_id
            if identifier not in known or not known[identifier].title:
                found.by_id[identifier] = Target("", node.number, flat_text(node.content), native)


def is_native(number: str) -> bool:
    """Whether a multilevel list can count *number*."""
    return _DIGITS.fullmatch(number) is not None


def counts_itself(headings: Iterable[b.Heading]) -> bool:
    """Whether a multilevel list tied to the heading styles gives exactly the numbers that the headings carry."""
    counters = [0] * 9
    some = False
    for one in headings:
        if not is_native(one.number):
            continue
        level = max(1, min(9, one.level))
        counters[level - 1] += 1
        counters[level:] = [0] * (9 - level)
        if ".".join(str(count) for count in counters[:level]) != one.number:
            return False
        some = True
    return some
