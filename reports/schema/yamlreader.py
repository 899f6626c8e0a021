"""A strict YAML reader with positions, for every YAML file of a workspace.

It reads the events of libyaml and builds the tree itself, because composing and constructing are where YAML turns
dangerous: bombs of aliases, merge keys, tags, deep nesting. What stays is what people write: mappings, sequences, text.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

import yaml

from reports.diagnostics import Collector
from reports.schema import offsets
from reports.schema.scalars import resolve
from reports.schema.text import LineIndex, Segments, SourceList, SourceMap, SourceText
from reports.schema.yamlfaults import syntax_faults
from reports.source import Position, SourceFile

MAX_BYTES = 5_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000
#: More faults than this in one file are not listed.
MAX_FAULTS = 100

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ODD_BREAKS = re.compile("[\x85\u2028\u2029]")
_NAMES = {"\x85": "a next-line character", "\u2028": "a line separator", "\u2029": "a paragraph separator"}


class _Stop(Exception):
    """The rest of the file is not worth reading: a limit was passed."""


def read_yaml(source: SourceFile, collector: Collector) -> SourceMap | SourceList | SourceText | None:
    """The tree of *source*, or None where it could not be read; what is wrong goes to *collector*.

    A tree is given back also when there were errors in it that leave the rest readable (a duplicate key, a tag), so
    that later stages can say what they find as well.
    """
    text = _decode(source, collector)
    if text is None:
        return None
    index = LineIndex(source.path, text)
    if not _check_characters(index, collector):
        return None
    reader = _Reader(index, collector)
    try:
        return reader.read()
    except _Stop:
        return None
    except yaml.YAMLError as fault:
        for one in syntax_faults(index, fault):
            collector.error(one.code, index.position(one.index), one.message, one.hint)
        return None


def _decode(source: SourceFile, collector: Collector) -> str | None:
    at = Position(source.path)
    if len(source.data) > MAX_BYTES:
        size = len(source.data) / 1e6
        collector.error("YML010", at, f"the file has {size:.1f} MB, and at most {MAX_BYTES // 1_000_000} MB are read")
        return None
    try:
        return source.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = source.data[: fault.start].decode("utf-8-sig", "replace")
        place = LineIndex(source.path, before).position(len(before))
        byte = source.data[fault.start]
        hint = "save the file as UTF-8 (in most editors: Save with encoding)"
        collector.error("YML001", place, f"the file is not UTF-8 text: byte 0x{byte:02X} does not belong here", hint)
        return None


def _check_characters(index: LineIndex, collector: Collector) -> bool:
    """Whether all characters may stand in a YAML file; the others are told."""
    good = True
    for count, found in enumerate(_UNPRINTABLE.finditer(index.text)):
        if count == MAX_FAULTS:
            break
        good = False
        message = f"the character U+{ord(found[0]):04X} cannot be printed and may not stand in a file"
        collector.error("YML013", index.position(found.start()), message, "delete it, and type the text anew there")
    for count, found in enumerate(_ODD_BREAKS.finditer(index.text)):
        if count == MAX_FAULTS:
            break
        good = False
        message = f"{_NAMES[found[0]]} (U+{ord(found[0]):04X}) stands here, which editors do not show"
        collector.error("YML013", index.position(found.start()), message, "replace it by a space or a new line")
    return good


class _Reader:
    """One pass over the events of one file."""

    def __init__(self, index: LineIndex, collector: Collector) -> None:
        self.index = index
        self.collector = collector
        self.nodes = 0

    def read(self) -> SourceMap | SourceList | SourceText | None:
        """The one document of the file."""
        root: Any = None
        documents = 0
        events = yaml.parse(self.index.text, Loader=yaml.CLoader)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._fault("YML014", event, "a second document begins here", "keep one document a file")
                    break
            elif not isinstance(event, (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)):
                root = self._tree(event, events)
        if root is None or (isinstance(root, SourceText) and root.is_null):
            hint = "the smallest brief has `title:` and `sections:`" if self.index.path.endswith("brief.yaml") else ""
            self.collector.error("YML015", self.index.position(0), "the file holds nothing", hint)
            return None
        return root  # type: ignore[no-any-return]

    def _tree(self, event: Any, events: Any) -> SourceMap | SourceList | SourceText:
        """The node that *event* begins. Iterative: depth costs no stack."""
        stack: list[_Open] = []
        while True:
            node: Any
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                node = stack.pop().node
            else:
                node = self._node(event)
                if not isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent)):
                    stack.append(_Open(node))
                    if len(stack) > MAX_DEPTH:
                        self._fault("YML011", event, f"more than {MAX_DEPTH} levels of nesting")
                        raise _Stop
                    event = next(events)
                    continue
            if not stack:
                return node  # type: ignore[no-any-return]
            self._attach(stack[-1], node, event)
            event = next(events)

    def _node(self, event: Any) -> SourceMap | SourceList | SourceText:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._fault("YML012", event, f"the file holds more than {MAX_NODES:,} values")
            raise _Stop
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            self._fault("YML008", event, f"`*{event.anchor}` is an alias, which is not read", _ALIAS_HINT)
            return SourceText("", self.index, start, plain=True)
        if event.anchor is not None:
            self._fault("YML008", event, f"`&{event.anchor}` is an anchor, which is not read", _ALIAS_HINT)
        if event.tag is not None:
            self._fault("YML007", event, f"`{_tag(event.tag)}` is a tag, which is not read", "leave the tag out")
        if isinstance(event, yaml.SequenceStartEvent):
            return SourceList((), self.index, start)
        if isinstance(event, yaml.MappingStartEvent):
            return SourceMap(self.index, start)
        return self._scalar(event)

    def _scalar(self, event: Any) -> SourceText:
        start, end, value, style = event.start_mark.index, event.end_mark.index, event.value, event.style
        if event.anchor is not None or event.tag is not None:
            start = self._past_properties(start, end)
        plain = style is None or style == ""
        if not plain and style == '"':
            found = _UNPRINTABLE.search(value)
            if found:
                message = f"an escape gives the character U+{ord(found[0]):04X}, which cannot be printed"
                self._fault("YML013", event, message, "leave the escape out")
                value = _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", value)
        segments = None
        if not plain or "\n" in self.index.text[start:end]:
            segments = partial(_segments, self.index.text, start, end, value, style or "")
        return SourceText(value, self.index, start, segments, plain=plain)

    def _past_properties(self, start: int, end: int) -> int:
        found = re.compile(r"(?:[&!]\S*\s+)*").match(self.index.text, start, end)
        return found.end() if found else start

    def _attach(self, owner: _Open, node: Any, event: Any) -> None:
        if isinstance(owner.node, SourceList):
            owner.node.append(node)
        elif owner.key is None:
            owner.key = self._key(node, event)
        else:
            key, owner.key = owner.key, None
            if key in owner.node:
                self._duplicate(owner.node, key)
            else:
                owner.node[key] = node

    def _key(self, node: Any, event: Any) -> SourceText:
        """The text of a key, checked. A key that is no text is told and goes by a name that nobody can write."""
        if not isinstance(node, SourceText):
            place = node.at or self.index.position(0)
            hint = "text with { or [ at its beginning must be put in quotes"
            self.collector.error("YML006", place, "a list or a mapping cannot be a key", hint)
            return SourceText(f"\x00{id(node)}", self.index)
        if node._plain and node == "<<":
            hint = "write the keys out"
            self.collector.error("YML009", node.at or self.index.position(0), "`<<` merges are not read", hint)
        elif node._plain and resolve(str(node)) is not None and not isinstance(resolve(str(node)), str):
            message = f"the key `{shorten(node)}` reads as a number or a truth value, and keys are text"
            self.collector.error("YML006", node.at or self.index.position(0), message, f'put it in quotes: "{node}":')
        elif node.is_null:
            self.collector.error("YML006", node.at or self.index.position(0), "a key is missing before the colon")
        return node

    def _duplicate(self, owner: SourceMap, key: SourceText) -> None:
        first = owner.key_at(key)
        message = f"the key `{shorten(key)}` stands here a second time"
        hint = f"the first one is on line {first.line}; keep one of them" if first else ""
        self.collector.error("YML005", key.at or self.index.position(0), message, hint)

    def _fault(self, code: str, event: Any, message: str, hint: str = "") -> None:
        self.collector.error(code, self.index.position(event.start_mark.index), message, hint)
        if len(self.collector.found) > 2 * MAX_FAULTS:
            raise _Stop


class _Open:
    """A collection that is still being filled, with the key that waits for its value."""

    __slots__ = ("key", "node")

    def __init__(self, node: SourceMap | SourceList) -> None:
        self.node: Any = node
        self.key: SourceText | None = None


_ALIAS_HINT = "write the value out where it is needed; text that begins with & or * must be put in quotes"


def _segments(text: str, start: int, end: int, value: str, style: str) -> Segments:
    if style in ("|", ">"):
        return offsets.block(text, start, end, value, folded=style == ">")
    return offsets.plain_or_quoted(text, start, end, style)


def _tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")


def shorten(text: str, limit: int = 60) -> str:
    """*text* on one line and not longer than a message can bear."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
