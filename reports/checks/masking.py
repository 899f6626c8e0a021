"""Markdown with its markup out of the way: texts of the same length, so that every hit is a place in the source.

What is no prose is replaced, character by character, by marks from the private use area. They are neither letters nor
white space, so that words and sentences can be told by plain regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, TypeAlias

from reports.patterns import expression
from reports.records import record

#: Markup (stars, brackets of links), a citation, a cross-reference, code or an address, a note without a citation.
MARK, CITE, REF, CODE, NOTE = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARKS = "\ue000-\ue004"

UnitKind: TypeAlias = Literal["para", "item", "cell", "heading", "quote", "note", "code", "plain"]

_PRIVATE = expression(f"[{MARKS}]")
_REFERENCE = ("fig-", "tbl-", "sec-", "rec-", "opt-")
_TOKEN = expression(
    r"""
      (?P<fence>^[ \t]*(?P<tick>`{3,}|~{3,})[^\n]*\n(?:[\s\S]*?\n)??[ \t]*(?P=tick)[`~]*[ \t]*$)
    | (?P<escape>\\[!-/:-@\[-`{-~\n])
    | (?P<code>(?<!`)(?P<ticks>`+)(?!`)[\s\S]+?(?<!`)(?P=ticks)(?!`))
    | (?P<auto><[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>)
    | (?P<define>^[ \t]*\[\^[^\]\s]{1,100}\]:)
    | (?P<call>\[\^(?P<label>[^\]\s]{1,100})\])
    | (?P<inline>\^\[)
    | (?P<cite>\[(?:[^\[\]]{0,200}?[\s;\[-])??-?@(?:\{[^}\n]*\}|\w)[^\[\]]{0,1000}\](?!\())
    | (?P<target>\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+"[^"]*")?\))
    | (?P<bare>(?<![\w.@])@(?P<key>\{[^}\n]+\}|\w(?:[\w:.\#$%&+?<>~/-]*\w)?)(?:\s\[[^\[\]@]{1,200}\](?!\())?)
    | (?P<url>https?://[^\s<>)\]]+[^\s<>)\].,;:!?])
    | (?P<stars>\*+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w))
    """,
    re.VERBOSE | re.MULTILINE,
)
_BRACKETS = expression(r"\\.|[\[\]]", re.DOTALL)


@record(frozen=True, slots=True)
class Stretch:
    """One unit of a field: a paragraph, an item, a cell, a note. ``text`` stands at ``start`` of the source."""

    kind: UnitKind
    start: int
    text: str


def stretches(source: str) -> tuple[Stretch, ...]:
    """The units of a Markdown text in the order of the text, notes after it."""
    masked, notes = _masked(source)
    return (*_split(source, masked), *_notes(notes))


# ---------------------------------------------------------------------------------------------------- inlines


#: Notes inside notes are a fault of their own; deeper ones than this are not looked into.
MAX_DEPTH = 4


def _masked(source: str, depth: int = 0) -> tuple[str, list[Stretch]]:
    """The text with inline markup masked and notes taken out, and the texts of the notes that stand in a line."""
    clean = _PRIVATE.sub("\ufffd", source)
    cited = _labels_with_citation(clean)
    out: list[str] = []
    notes: list[Stretch] = []
    done = 0
    for found in _TOKEN.finditer(clean):
        start, end = found.span()
        if start < done:
            continue
        out.append(clean[done:start])
        if found.lastgroup == "inline" or found["inline"]:
            end = _closing(clean, end)
            inside_note = clean[start + 2 : end - 1]
            inner, inside = _masked(inside_note, depth + 1) if depth < MAX_DEPTH else (inside_note, [])
            notes.append(Stretch("note", start + 2, inner))
            notes.extend(Stretch("note", start + 2 + one.start, one.text) for one in inside)
            out.append((CITE if CITE in inner else NOTE) * (end - start))
        else:
            out.append(_shown(found, cited))
        done = end
    out.append(clean[done:])
    return "".join(out), notes


def _shown(found: re.Match[str], cited: set[str]) -> str:
    text = found[0]
    if found["escape"]:
        return MARK + text[1:]
    if found["call"]:
        return (CITE if found["label"] in cited else NOTE) * len(text)
    if found["cite"]:
        return CITE * len(text)
    if found["bare"]:
        return (REF if found["key"].lstrip("{").startswith(_REFERENCE) else CITE) * len(text)
    if found["fence"] or found["code"] or found["auto"] or found["url"]:
        return "".join(one if one == "\n" else CODE for one in text)
    return "".join(one if one == "\n" else MARK for one in text)


def _closing(text: str, start: int) -> int:
    """The index after the bracket that closes the one before *start*."""
    depth = 1
    for found in _BRACKETS.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(text)


_DEFINITION = expression(r"^[ \t]*\[\^(?P<label>[^\]\s]{1,100})\]:(?P<text>.*(?:\n(?:[ \t]*\n)*[ \t]{2,}.*|\n(?![ \t]*\n).+)*)", re.MULTILINE)  # fmt: skip  # noqa: E501
_CITATION = expression(r"(?<![\w.])@[\w{]")


def _labels_with_citation(text: str) -> set[str]:
    """The labels of notes in which something is cited or linked."""
    if "[^" not in text:
        return set()
    return {one["label"] for one in _DEFINITION.finditer(text) if _CITATION.search(one["text"]) or "](" in one["text"]}


# ---------------------------------------------------------------------------------------------------- blocks

_HEADING = expression(r" {0,3}(#{1,6})[ \t]+")
_ITEM = expression(r"(?P<indent>[ \t]*)(?:[-+*\ue000]|\d{1,9}[.)])[ \t]+")
_QUOTE = expression(r"[ \t]*(?:>[ \t]?)+")
_TABLE = expression(r"[ \t]*\|")
_RULER = expression(r"[ \t]*(?:[-:|\ue000= \t]{3,})$")
_DEFINES = expression(r"[ \t]*\ue000{5,}[ \t]*")


@record(slots=True)
class _Splitter:
    masked: str
    found: list[Stretch]
    kind: UnitKind = "para"
    start: int = -1
    end: int = -1
    in_list: bool = False
    in_note: bool = False

    def flush(self) -> None:
        if self.start >= 0:
            text = self.masked[self.start : self.end]
            if self.kind == "quote":
                text = re.sub(r"(?m)^[ \t]*(?:>[ \t]?)+", lambda one: MARK * len(one[0]), text)
            if text.strip():
                self.found.append(Stretch(self.kind, self.start, text))
        self.start = -1

    def begin(self, kind: UnitKind, start: int, end: int) -> None:
        self.flush()
        self.kind, self.start, self.end = kind, start, end

    def line(self, start: int, end: int, defined: bool) -> None:
        """Take in the line ``masked[start:end]``."""
        line = self.masked[start:end]
        if not line.strip():
            self.flush()
        elif defined:
            found = _DEFINES.match(line)
            self.in_note = True
            self.begin("note", start + (found.end() if found else 0), end)
        elif _TABLE.match(line):
            self._cells(line, start)
        elif (found := _HEADING.match(line)) is not None:
            self.begin("heading", start + found.end(), end)
            self.flush()
            self.in_list = self.in_note = False
        elif _RULER.match(line):
            self.flush()
        elif _QUOTE.match(line):
            if self.kind != "quote" or self.start < 0:
                self.begin("quote", start, end)
            self.end = end
        elif (found := _ITEM.match(line)) is not None and (
            self.start < 0 or self.kind != "para" or not line[0].isdigit()
        ):
            self.in_list = True
            self.begin("note" if self.in_note and found["indent"] else "item", start + found.end(), end)
        elif self.start >= 0:
            self.end = end
        else:
            self._paragraph(line, start, end)

    def _paragraph(self, line: str, start: int, end: int) -> None:
        indented = line.startswith(("    ", "\t"))
        if indented and self.in_note:
            self.begin("note", start, end)
        elif indented and self.in_list:
            self.begin("item", start, end)
        elif indented:
            self.begin("code", start, end)
        else:
            self.in_list = self.in_note = False
            self.begin("para", start, end)

    def _cells(self, line: str, start: int) -> None:
        self.flush()
        if _RULER.match(line):
            return
        at = 0
        for cell in line.split("|"):
            self.begin("cell", start + at, start + at + len(cell))
            self.flush()
            at += len(cell) + 1


def _split(source: str, masked: str) -> Iterator[Stretch]:
    """Paragraphs, items, cells, headings, and the texts of notes with a label."""
    splitter = _Splitter(masked, [])
    at = 0
    for line in masked.split("\n"):
        defined = source.startswith("[^", at + len(line) - len(line.lstrip())) and "]:" in source[at : at + len(line)]
        splitter.line(at, at + len(line), defined)
        at += len(line) + 1
    splitter.flush()
    yield from (_trimmed(one) for one in splitter.found)


def _notes(notes: list[Stretch]) -> Iterator[Stretch]:
    yield from (_trimmed(one) for one in notes if one.text.strip())


def _trimmed(one: Stretch) -> Stretch:
    left = len(one.text) - len(one.text.lstrip())
    return Stretch(one.kind, one.start + left, one.text.strip())
