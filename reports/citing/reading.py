"""Reading bibliography files: from bytes to the library, with every fault of every file told at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from reports.citing import jsonreader, quality
from reports.citing.items import ItemReader
from reports.citing.library import Entry, Library
from reports.citing.tree import Leaf, Mapping, Node, describe, shorten
from reports.citing.tree import Sequence as Items
from reports.citing.yamltree import from_source
from reports.diagnostics import Collector
from reports.patterns import expression
from reports.source import Position, SourceFile

MAX_BYTES = 20_000_000
MAX_ENTRIES = 50_000

#: What a reader of one format gives: the entries, and the keys of those that could not be read.
Read = tuple[list[Entry], frozenset[str]]

#: What looks like the key of an entry, where the file around it cannot be read.
_YAML_KEY = expression(r"""(?<![\w-])id["']?:[ \t]+(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"',{}\[\]]+))""")
_WRITTEN_KEY = {
    ".yaml": _YAML_KEY,
    ".yml": _YAML_KEY,
    ".json": re.compile(r"\"id\"\s*:\s*\"?([^\s\",}]+)"),
    ".bib": re.compile(r"@[A-Za-z]+\s*[{(]\s*([^\s,{}=\"]+)"),
    ".ris": re.compile(r"^ID  - +(\S+)", re.MULTILINE),
}
#: Stands among the broken keys for those of a file that shows none; nobody can write it.
_UNKNOWN_KEYS = "\x00"


def read_library(
    sources: Sequence[SourceFile], inline: object, collector: Collector, inline_at: Position | None = None
) -> Library:
    """The library of a brief.

    sources
        The files named in ``bibliography``: ``.yaml``/``.yml`` (CSL-YAML), ``.json`` (CSL-JSON), ``.bib``
        (BibTeX/BibLaTeX), ``.ris``, in the order they are named.
    inline
        The value of ``references`` in the brief, as the YAML reader gave it; None for none.
    inline_at
        Where to place faults of inline references whose own place is not known.

    Nothing is raised for what stands in the files: all faults go to *collector*, and what could be read is given back.
    """
    gathered = _Gathered(collector)
    for source in sources:
        own = Collector()
        read = _read_file(source, own)
        collector.extend(own)
        gathered.add(_with_lost_keys(read, source) if own.has_errors else read)
    if inline is not None:
        reader = ItemReader(collector)
        node = from_source(inline, inline_at or Position("brief.yaml"))
        gathered.add((_items(node, reader, "references"), frozenset()))
    return gathered.library()


class _Gathered:
    """The entries of several files, each key once."""

    def __init__(self, collector: Collector) -> None:
        self._collector = collector
        self._entries: dict[str, Entry] = {}
        self._broken: set[str] = set()
        self._whole = True

    def add(self, read: Read) -> None:
        entries, broken = read
        self._broken |= broken
        self._whole = self._whole and _UNKNOWN_KEYS not in broken
        for entry in entries:
            first = self._entries.setdefault(entry.key, entry)
            if first is not entry:
                message = f"the key {shorten(entry.key)!r} is used a second time"
                self._collector.error(
                    "BIB012", entry.place("id"), message, f"first used at {first.at}; rename one of the two"
                )
            elif entry.sound:
                quality.check(entry, self._collector)

    def library(self) -> Library:
        aliases: dict[str, str] = {}
        for entry in self._entries.values():
            for alias in entry.aliases:
                if alias not in self._entries:
                    aliases.setdefault(alias, entry.key)
        return Library(self._entries, aliases, frozenset(self._broken - self._entries.keys()), self._whole)


def _with_lost_keys(read: Read, source: SourceFile) -> Read:
    """*read* with the keys of what is written in a file with faults and could not be read."""
    entries, broken = read
    text = source.data.decode("utf-8", "replace")
    pattern = _WRITTEN_KEY.get(PurePosixPath(source.path).suffix.lower())
    found = {next(part for part in one.groups() if part) for one in pattern.finditer(text)} if pattern else set()
    lost = frozenset(found - {entry.key for entry in entries})
    return entries, broken | lost | (frozenset() if entries or broken or lost else {_UNKNOWN_KEYS})


def _read_file(source: SourceFile, collector: Collector) -> Read:
    at = Position(source.path)
    ending = PurePosixPath(source.path).suffix.lower()
    read = _READERS.get(ending)
    if read is None:
        hint = "give it the ending .yaml (CSL-YAML), .json (CSL-JSON), .bib (BibTeX) or .ris"
        collector.error("BIB001", at, f"a bibliography file cannot end in {ending or 'nothing'!r}", hint)
        return [], frozenset()
    if ending not in (".yaml", ".yml") and len(source.data) > MAX_BYTES:
        size = len(source.data) / 1e6
        collector.error("BIB004", at, f"the file has {size:.1f} MB, and at most {MAX_BYTES // 1_000_000} MB are read")
        return [], frozenset()
    found = read(source, collector)
    if not found[0] and not found[1] and not any(one.at.path == source.path for one in collector):
        collector.warning("BIB005", at, "the file has no references in it")
    return found


def decode(source: SourceFile, collector: Collector) -> str | None:
    """The text of *source*, or None where it is not UTF-8, which is told."""
    try:
        return source.data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = source.data[: fault.start].decode("utf-8-sig", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        message = f"the file is not UTF-8 text: byte 0x{source.data[fault.start]:02X} does not belong here"
        collector.error("BIB003", Position(source.path, line, column), message, "save or export the file as UTF-8")
        return None


def sniff(text: str) -> str:
    """Which format a text looks like: ``json``, ``bibtex``, ``ris``, or empty for none of these."""
    start = text.lstrip()[:4000]
    if start.startswith(("[", "{")) and '"' in start[:200]:
        return "json"
    lines = [line.strip() for line in start.splitlines() if line.strip() and not line.lstrip().startswith("%")]
    if lines and lines[0].startswith("@") and ("{" in lines[0] or "(" in lines[0]):
        return "bibtex"
    if lines and lines[0].startswith("TY  -"):
        return "ris"
    return ""


_SPOKEN = {"json": "CSL-JSON (.json)", "bibtex": "BibTeX (.bib)", "ris": "RIS (.ris)"}


def _is_other(text: str, expected: str, source: SourceFile, collector: Collector) -> bool:
    """Whether the file holds another format than its ending says, which is told."""
    seen = sniff(text)
    if not seen or seen == expected:
        return False
    message = f"the file ends in {PurePosixPath(source.path).suffix!r}, but what is in it looks like {_SPOKEN[seen]}"
    collector.error("BIB002", Position(source.path), message, "rename the file by what is in it")
    return True


def _read_json(source: SourceFile, collector: Collector) -> Read:
    text = decode(source, collector)
    if text is None or _is_other(text, "json", source, collector):
        return [], frozenset()
    try:
        node, repeated = jsonreader.parse(text, source.path)
    except jsonreader.JsonError as fault:
        collector.error(fault.code, fault.at, str(fault), fault.hint)
        return [], frozenset()
    for name, at in repeated[:MAX_ENTRIES]:
        collector.error("BIB008", at, f"the field {shorten(name)!r} is given twice", "keep one of them")
    return _items(node, ItemReader(collector, strict=False), "items"), frozenset()


def _read_yaml(source: SourceFile, collector: Collector) -> Read:
    from reports.schema.yamlreader import read_tree

    text = source.data[:5000].decode("utf-8-sig", "replace")
    if sniff(text) in ("bibtex", "ris") and _is_other(text, "yaml", source, collector):
        return [], frozenset()
    reading = read_tree(source, collector)
    if reading.tree is None:
        return [], frozenset()
    own = Collector()
    entries = _items(from_source(reading.tree, Position(source.path)), ItemReader(own), "references")
    if not reading.masked:
        collector.extend(own)
        return entries, frozenset()
    # Of an entry with a line that could not be read, nothing is said but that, whatever seems to be missing in it.
    starts = sorted(entry.at.line for entry in entries)
    faulty = {bisect_right(starts, line) for line in reading.masked}
    collector.extend(one for one in own if bisect_right(starts, one.at.line) not in faulty)
    return [
        replace(entry, sound=entry.sound and bisect_right(starts, entry.at.line) not in faulty) for entry in entries
    ], frozenset()


def _items(node: Node, reader: ItemReader, wrapper: str) -> list[Entry]:
    """The entries of a list of items, which may stand in a mapping under the key *wrapper*."""
    if isinstance(node, Mapping):
        pair = node.get(wrapper)
        if pair is not None:
            for other in node.pairs:
                if other is not pair and wrapper == "references":
                    hint = f"the file has one key, {wrapper!r}, or is the list itself"
                    reader.collector.error("BIB007", other.at, f"{shorten(other.key)!r} does not belong here", hint)
            node = pair.value
    if isinstance(node, Leaf) and node.value is None:
        return []
    if not isinstance(node, Items):
        hint = f"the file is a list of references, or a mapping with one key, {wrapper!r}"
        reader.collector.error("BIB007", node.at, f"a list of references is expected here, not {describe(node)}", hint)
        return []
    if len(node.items) > MAX_ENTRIES:
        reader.collector.error(
            "BIB004", node.at, f"there are {len(node.items)} references, and at most {MAX_ENTRIES} are read"
        )
        return []
    read = [reader.read(one) for one in node.items]
    return [entry for entry in read if entry is not None]


def _read_bibtex(source: SourceFile, collector: Collector) -> Read:
    from reports.citing.bibtex.reader import read_bibtex

    text = decode(source, collector)
    if text is None or _is_other(text, "bibtex", source, collector):
        return [], frozenset()
    return read_bibtex(text, source.path, collector)


def _read_ris(source: SourceFile, collector: Collector) -> Read:
    from reports.citing.ris.reader import read_ris

    text = decode(source, collector)
    if text is None or _is_other(text, "ris", source, collector):
        return [], frozenset()
    return read_ris(text, source.path, collector), frozenset()


_READERS: dict[str, Callable[[SourceFile, Collector], Read]] = {
    ".yaml": _read_yaml,
    ".yml": _read_yaml,
    ".json": _read_json,
    ".bib": _read_bibtex,
    ".ris": _read_ris,
}
