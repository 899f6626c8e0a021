"""A strict YAML reader with positions, for every YAML file of a workspace.

It reads the events of libyaml and builds the tree itself, because composing and constructing are where YAML turns
dangerous: bombs of aliases, merge keys, tags, deep nesting. What stays is what people write: mappings, sequences, text.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, TypeAlias

import yaml

from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.schema import offsets
from reports.schema.scalars import resolve
from reports.schema.text import LineIndex, Segments, SourceList, SourceMap, SourceText
from reports.schema.yamlfaults import YamlFault, explain, mask
from reports.source import Position, SourceFile

MAX_BYTES = 5_000_000
MAX_DEPTH = 60
MAX_NODES = 200_000
#: More faults than this in one file are not listed.
MAX_FAULTS = 100
#: After so many syntax faults, or in files longer than this, the rest is not looked at.
MAX_SYNTAX_FAULTS = 20
_MAX_REREAD = 500_000

Tree: TypeAlias = SourceMap | SourceList | SourceText

_UNPRINTABLE = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DASHED = expression(r"\n *- ")
_COMMENT = expression(r"[ \t]+(?P<mark>#[^\s#!][^\r\n]*)")
_COLOUR = expression(r"#(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})(?:\s|$)")
_ODD_BREAKS = expression("[\x85\u2028\u2029]")
_NAMES = {"\x85": "a next-line character", "\u2028": "a line separator", "\u2029": "a paragraph separator"}


class _StopError(Exception):
    """The rest of the file is not worth reading: a limit was passed."""


@record(frozen=True, slots=True)
class Reading:
    """What came of reading a file.

    tree
        The values; None where the file cannot be read at all.
    masked
        Lines that were passed over because of a syntax fault: what is found there later on is no news.
    """

    tree: Tree | None
    masked: frozenset[int] = frozenset()


def read_yaml(source: SourceFile, collector: Collector) -> Tree | None:
    """The tree of *source*, or None where it could not be read; what is wrong goes to *collector*.

    A tree is given back also when there were errors in it that leave the rest readable (a duplicate key, a tag), so
    that later stages can say what they find as well; ask the collector whether there were any.
    """
    reading = read_tree(source, collector)
    return None if reading.masked else reading.tree


def read_tree(source: SourceFile, collector: Collector) -> Reading:
    """As :func:`read_yaml`, reading on behind syntax faults where it can be told how."""
    text = _decode(source, collector)
    if text is None:
        return Reading(None)
    index = LineIndex(source.path, text)
    if not _check_characters(index, collector):
        return Reading(None)
    masked: list[int] = []
    mended = text
    while True:
        own = Collector()
        reader = _Reader(index, mended, own)
        try:
            tree = reader.read()
        except _StopError:
            tree = None
            break
        except yaml.YAMLError as error:
            fault = explain(mended, error, reader.last)
            line = index.position(fault.index).line
            if masked and line <= masked[-1]:
                return Reading(None)
            _report(fault, index, own, collector, masked)
            masked.append(line)
            mended = mask(mended, fault) if len(text) < _MAX_REREAD and len(masked) < MAX_SYNTAX_FAULTS else ""
            if not mended:
                return Reading(None)
        else:
            break
    collector.extend(one for one in own if one.at.line not in masked)
    return Reading(tree, frozenset(masked))


def _report(fault: YamlFault, index: LineIndex, own: Collector, collector: Collector, masked: list[int]) -> None:
    """Tell a syntax fault, unless something on its line has been told: then that was its beginning."""
    at = index.position(fault.index)
    before = [one for one in own if one.at.line == at.line and one.at.line not in masked]
    if before:
        collector.extend(before[:1])
    else:
        collector.error(fault.code, at, fault.message, fault.hint)


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

    def __init__(self, index: LineIndex, text: str, collector: Collector) -> None:
        """*text* is that of *index*, perhaps with faults masked."""
        self.index = index
        self.text = text
        self.collector = collector
        self.nodes = 0
        self.last: Any = None

    def read(self) -> Tree | None:
        """The one document of the file."""
        root: Any = None
        documents = 0
        events = yaml.parse(self.text, Loader=yaml.CLoader)  # type: ignore[no-untyped-call]
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

    def _tree(self, event: Any, events: Any) -> Tree:
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
                        raise _StopError
                    event = next(events)
                    continue
            if not stack:
                return node  # type: ignore[no-any-return]
            self._attach(stack[-1], node, event)
            event = next(events)

    def _node(self, event: Any) -> Tree:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._fault("YML012", event, f"the file holds more than {MAX_NODES:,} values")
            raise _StopError
        start = event.start_mark.index
        if isinstance(event, yaml.AliasEvent):
            self._fault("YML008", event, f"`*{event.anchor}` is an alias, which is not read", _ALIAS_HINT)
            return SourceText(f"*{event.anchor}", self.index, start)
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
        self.last = event
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
        if plain:
            self._cut(end, value)
        if plain and _DASHED.search(self.text, start, end):
            self._dashed(start, end)
        if not plain or "\n" in self.text[start:end]:
            segments = partial(_segments, self.text, start, end, value, style or "")
        return SourceText(value, self.index, start, segments, plain=plain)

    def _cut(self, end: int, value: str) -> None:
        """Tell a comment that was hardly meant as one: no blank stands behind its #."""
        found = _COMMENT.match(self.text, end)
        if found is None:
            return
        at = self.index.position(found.start("mark"))
        comment = found["mark"].rstrip()
        if not value and _COLOUR.match(comment):
            shown = comment.split()[0]
            message = f"`{shown}` is a comment here, so that the value is missing"
            self.collector.error("YML023", at, message, f'put it in quotes: "{shown}"')
            return
        message = f"`{shorten(comment, 40)}` is left out: behind a blank, # begins a comment"
        hint = "put the whole text in quotes; a comment that is meant has a blank behind its #"
        self.collector.warning("YML023", at, message, hint)

    def _dashed(self, start: int, end: int) -> None:
        found = _DASHED.search(self.text, start, end)
        assert found is not None
        at = self.index.position(found.end() - 2)
        hint = "a dash of the same list begins in the column of the others; text with one goes in quotes"
        self.collector.warning("YML022", at, "this dash continues the text of the line above, and begins no item", hint)

    def _past_properties(self, start: int, end: int) -> int:
        found = re.compile(r"(?:[&!]\S*\s+)*").match(self.text, start, end)
        return found.end() if found else start

    def _attach(self, owner: _Open, node: Any, event: Any) -> None:
        if isinstance(owner.node, SourceList):
            owner.node.append(node)
        elif owner.key is None:
            owner.key = self._key(node, event)
        else:
            key, owner.key = owner.key, None
            if key.startswith(_NO_KEY):
                return
            if key in owner.node:
                self._duplicate(owner.node, key)
            else:
                owner.node[key] = node

    def _key(self, node: Any, event: Any) -> SourceText:
        """The text of a key, checked. A key that is no text is told, and left out with its value."""
        if not isinstance(node, SourceText):
            place = node.at or self.index.position(0)
            hint = "text with { or [ at its beginning must be put in quotes"
            self._error("YML006", place, "a list or a mapping cannot be a key", hint)
            return SourceText(_NO_KEY, self.index)
        if node._plain and node == "<<":
            hint = "write the keys out"
            self._error("YML009", node.at, "`<<` merges are not read", hint)
            return SourceText(_NO_KEY, self.index)
        if node._plain and resolve(str(node)) is not None and not isinstance(resolve(str(node)), str):
            message = f"the key `{shorten(node)}` reads as a number or a truth value, and keys are text"
            self._error("YML006", node.at, message, f'put it in quotes: "{node}":')
        elif node.is_null:
            self._error("YML006", node.at, "a key is missing before the colon")
        return node

    def _duplicate(self, owner: SourceMap, key: SourceText) -> None:
        first = owner.key_at(key)
        message = f"the key `{shorten(key)}` stands here a second time"
        hint = f"the first one is on line {first.line}; keep one of them" if first else ""
        self._error("YML005", key.at, message, hint)

    def _fault(self, code: str, event: Any, message: str, hint: str = "") -> None:
        self._error(code, self.index.position(event.start_mark.index), message, hint)

    def _error(self, code: str, at: Position | None, message: str, hint: str = "") -> None:
        self.collector.error(code, at or self.index.position(0), message, hint)
        if len(self.collector.found) > 2 * MAX_FAULTS:
            raise _StopError


#: Stands for a key that has been told already; nobody can write it.
_NO_KEY = "\x00"


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
