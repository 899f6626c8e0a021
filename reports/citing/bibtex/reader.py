"""BibTeX and BibLaTeX files to entries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from reports.citing.bibtex import inherit, mapping
from reports.citing.bibtex.convert import Converter
from reports.citing.bibtex.inherit import Record, Value
from reports.citing.bibtex.scanner import Fault, Field, RawEntry, Scanner
from reports.citing.items import key_fault
from reports.citing.library import Entry
from reports.citing.places import Places
from reports.citing.suggest import nearest
from reports.citing.tree import shorten
from reports.citing.wordlist import words
from reports.diagnostics import Collector

MAX_ENTRIES = 50_000
MAX_FIELD = 100_000
_MONTHS = words("jan feb mar apr may jun jul aug sep oct nov dec")
#: After so many unknown fields in a file no near ones are looked for.
_MAX_SUGGESTED = 200
_MAX_COMPARED = 500
_SKIPPED = frozenset({"xdata", "set", "control", "bibnote"})


def read_bibtex(text: str, path: str, collector: Collector) -> tuple[list[Entry], frozenset[str]]:
    """The entries of a BibTeX text, and the keys of those that could not be read. Faults go to *collector*."""
    return _Reader(text, path, collector).read()


class _Reader:
    def __init__(self, text: str, path: str, collector: Collector) -> None:
        self._text = text
        self._places = Places(path, text)
        self._collector = collector
        self._strings: dict[str, str] = {}
        self._faulty: set[str] = set()
        self._unknown: set[str] = set()

    def read(self) -> tuple[list[Entry], frozenset[str]]:
        broken: set[str] = set()
        records: list[Record] = []
        for block in Scanner(self._text).blocks():
            if isinstance(block, Fault):
                self._collector.error("BIB020", self._places.at(block.offset), block.message, block.hint)
                broken.add(block.key)
            elif block.kind == "string":
                self._define(block)
            elif len(records) >= MAX_ENTRIES:
                at = self._places.at(block.offset)
                self._collector.error(
                    "BIB004", at, f"the file has more than {MAX_ENTRIES} entries; the rest is not read"
                )
                break
            else:
                self._record(block, records)
        return self._entries(records), frozenset(broken - {""})

    def _define(self, block: RawEntry) -> None:
        for one in block.fields:
            self._strings[one.name] = self._join(one, "")

    def _record(self, block: RawEntry, records: list[Record]) -> None:
        at = self._places.at(block.offset)
        reason = "" if block.key else "this entry has no key"
        reason = reason or key_fault(block.key)
        if reason:
            code = "BIB019" if block.key else "BIB010"
            self._collector.error(code, at, reason, "give it the key it is cited by: @report{key, …}")
            return
        fields: dict[str, Value] = {}
        for one in block.fields:
            name = mapping.ALIASES.get(one.name, one.name)
            if name in fields:
                message = f"the field {shorten(one.name)!r} is given twice; the first one counts"
                self._collector.warning("BIB008", self._places.at(one.offset), message, "keep one of them")
                continue
            text = self._join(one, block.key)
            fields[name] = Value(text, one.pieces[0].offset, one.offset)
        records.append(Record(block.kind, block.key, block.offset, block.key_offset, fields))

    def _join(self, one: Field, key: str) -> str:
        """The text of a field, strings put in."""
        parts: list[str] = []
        for piece in one.pieces:
            if piece.kind == "text":
                parts.append(piece.text)
            elif piece.text in self._strings:
                parts.append(self._strings[piece.text])
            elif piece.text in _MONTHS or (one.name in ("month", "date", "urldate") and piece.text.isalpha()):
                parts.append(piece.text)
            else:
                self._undefined(piece.text, piece.offset, key)
        text = "".join(parts)
        if len(text) > MAX_FIELD:
            message = f"the field {shorten(one.name)!r} has {len(text)} characters, and at most {MAX_FIELD} are read"
            self._error("BIB004", one.offset, message, key)
            return ""
        return text

    def _undefined(self, name: str, offset: int, key: str) -> None:
        few = len(self._faulty) < _MAX_SUGGESTED and len(self._strings) < _MAX_COMPARED
        near = nearest(name, tuple(self._strings)) if few else ""
        hint = (
            f"did you mean {near!r}?"
            if near
            else f"put text in braces: {{{shorten(name, 30)}}}; or define it with @string"
        )
        self._error("BIB021", offset, f"there is no @string {shorten(name)!r}", key, hint)

    def _error(self, code: str, offset: int, message: str, key: str, hint: str = "") -> None:
        self._faulty.add(key)
        self._collector.error(code, self._places.at(offset), message, hint)

    def _entries(self, records: Iterable[Record]) -> list[Entry]:
        by_key: dict[str, Record] = {}
        repeated: list[Record] = []
        for record in records:
            if by_key.setdefault(record.key, record) is not record:
                repeated.append(record)
        resolved, tainted = inherit.resolve(by_key, lambda *told: self._inherited(by_key, *told))
        self._faulty |= tainted
        converter = Converter(self._places, self._collector)
        entries: list[Entry] = []
        for key, record in by_key.items():
            self._names_of_fields(record)
            if record.kind not in _SKIPPED:
                entries.append(converter.convert(record, resolved[key], sound=key not in self._faulty))
        for record in repeated:
            at = self._places.at(record.offset)
            entries.append(
                Entry(
                    record.key, {"id": record.key, "type": "document"}, at, {"id": self._places.at(record.key_offset)}
                )
            )
        return entries

    def _inherited(
        self, records: Mapping[str, Record], key: str, name: str, code: str, message: str, hint: str
    ) -> None:
        self._error(code, records[key].fields[name].offset, message, key, hint)

    def _names_of_fields(self, record: Record) -> None:
        for name, value in record.fields.items():
            if name not in self._unknown and len(self._unknown) >= _MAX_SUGGESTED:
                continue
            near = mapping.misspelt_field(name)
            if not mapping.is_known(name):
                self._unknown.add(name)
            if near and near not in record.fields:
                self._faulty.add(record.key)  # what it leaves out is not to be missed once more
                message = f"the field {shorten(name)!r} is not known and is left out"
                self._collector.warning(
                    "BIB013", self._places.at(value.name_offset), message, f"did you mean {near!r}?"
                )
