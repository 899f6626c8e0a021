"""RIS files to entries. Lines are ``TY  - value``; a record runs from TY to ER; a line without a tag goes on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field

from reports.citing import dates
from reports.citing.dates import DateError
from reports.citing.items import key_fault
from reports.citing.library import Entry, Item
from reports.citing.ris import mapping
from reports.citing.texts import clean
from reports.citing.tree import shorten
from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.source import Position

MAX_RECORDS = 50_000
MAX_FIELD = 100_000

_LINE = expression(r"([A-Z][A-Z0-9]) {1,2}-(?: (.*)|\Z)")
_NEARLY = expression(r"\s*([A-Z][A-Z0-9])\s*[-–—:=]\s*\S")
_ISSN = expression(r"(\d{4}-?\d{3}[\dXx])\b(?!\d)")


@record(slots=True)
class _Record:
    kind: str
    at: Position
    lines: list[tuple[str, str, Position]] = field(default_factory=list)

    def first(self, *tags: str) -> tuple[str, Position] | None:
        """The first value of the first of *tags* that is there, with its place."""
        for tag in tags:
            for name, value, at in self.lines:
                if name == tag and value:
                    return value, at
        return None

    def all(self, *tags: str) -> Iterator[tuple[str, str, Position]]:
        """Every value of *tags*, in the order of the file."""
        return ((name, value, at) for name, value, at in self.lines if name in tags and value)


def read_ris(text: str, path: str, collector: Collector) -> list[Entry]:
    """The entries of a RIS text. Faults go to *collector*."""
    entries: list[Entry] = []
    used: dict[str, int] = {}
    for one in _records(text, path, collector):
        if len(entries) >= MAX_RECORDS:
            collector.error("BIB004", one.at, f"the file has more than {MAX_RECORDS} records; the rest is not read")
            break
        entries.append(_Conversion(one, collector).entry(used))
    return entries


def _records(text: str, path: str, collector: Collector) -> Iterator[_Record]:
    """The records of the file; what stands outside of them and what has no tag is told."""
    record: _Record | None = None
    strayed = False
    for number, line in enumerate(re.split(r"\r\n?|\n", text), start=1):
        found = _LINE.match(line)
        at = Position(path, number, 1)
        tag = found[1] if found else ""
        value = (found[2] or "").strip() if found else line.strip()
        if tag == "TY":
            if record is not None:
                _unclosed(record, at, collector)
                yield record
            record, strayed = _Record(value, at, [("TY", value, _value_at(line, at))]), False
        elif tag == "ER" and record is not None:
            yield record
            record = None
        elif record is None:
            if line.strip() and not strayed:
                strayed = True
                message = f"{shorten(line, 40)!r} stands outside of a record"
                collector.error("BIB030", at, message, "a record begins with a line TY  - and ends with ER  -")
        elif tag:
            _tagged(record, tag, value, _value_at(line, at), collector)
        elif line.strip():
            _continued(record, value, line, at, collector)
    if record is not None:
        _unclosed(record, record.at, collector)
        yield record


def _value_at(line: str, at: Position) -> Position:
    return Position(at.path, at.line, min(7, len(line) + 1))


def _unclosed(record: _Record, at: Position, collector: Collector) -> None:
    collector.warning(
        "BIB031", at, "the record has no end", f"the record of line {record.at.line} ends with a line ER  -"
    )


def _tagged(record: _Record, tag: str, value: str, at: Position, collector: Collector) -> None:
    if not mapping.is_known(tag):
        collector.info("BIB013", Position(at.path, at.line, 1), f"RIS has no tag {tag}; it is left out")
    record.lines.append((tag, value, at))


def _continued(record: _Record, value: str, line: str, at: Position, collector: Collector) -> None:
    """A line without a tag: it goes on with the field above, unless it looks like a tag that is written wrongly."""
    wrong = _NEARLY.match(line)
    if wrong is not None and mapping.is_known(wrong[1]):
        message = f"the tag {wrong[1]} is not written as RIS wants it"
        collector.error("BIB030", at, message, f"write it at the beginning of the line: {wrong[1]}  - …")
        return
    tag, above, place = record.lines[-1]
    if len(above) + len(value) > MAX_FIELD:
        if len(above) <= MAX_FIELD:
            collector.error("BIB004", at, f"a field has more than {MAX_FIELD} characters")
            record.lines[-1] = (tag, above + " " * (MAX_FIELD + 1 - len(above)), place)
        return
    record.lines[-1] = (tag, f"{above} {value}", place)


@record(slots=True)
class _Conversion:
    record: _Record
    collector: Collector
    data: Item = field(default_factory=dict)
    where: dict[str, Position] = field(default_factory=dict)
    sound: bool = True

    def entry(self, used: dict[str, int]) -> Entry:
        """The entry of the record; *used* counts the keys that were made up so far."""
        self.data.update({"id": "", "type": self._type()})
        for step in (self._names, self._texts, self._container, self._numbers, self._pages, self._dates, self._links):
            step()
        self.data["id"] = self._key(used)
        return Entry(self.data["id"], self.data, self.record.at, self.where, self.sound)

    def put(self, variable: str, text: str, at: Position) -> None:
        """Set *variable* unless it is set already or there is nothing to set."""
        if len(text) > MAX_FIELD:
            self.sound = False
            return
        printable, bad = clean(text)
        if bad:
            self.collector.warning("BIB018", at, f"the character U+{ord(bad):04X} cannot be printed and is left out")
        if printable and variable not in self.data:
            self.data[variable] = printable
            self.where[variable] = at

    def _type(self) -> str:
        kind = self.record.kind.upper()
        found = mapping.TYPES.get(kind)
        if found is None:
            near = mapping.nearest_type(kind)
            message = f"RIS has no type {shorten(kind, 20)!r}; it is printed like {near or 'GEN'}"
            at = self.record.lines[0][2]
            self.collector.warning("BIB014", at, message, f"did you mean {near}?" if near else "")
        return found or mapping.TYPES.get(mapping.nearest_type(kind), "document")

    def _names(self) -> None:
        kind = self.data["type"]
        roles = {
            **mapping.NAMES,
            "AU": mapping.FIRST.get(kind, "author"), "A1": mapping.FIRST.get(kind, "author"),
            "A2": mapping.SECOND.get(kind, "editor"), "A3": mapping.THIRD.get(kind, "collection-editor"),
        }  # fmt: skip
        for tag, value, at in self.record.all(*roles):
            name = _name(clean(value)[0])
            if name:
                self.data.setdefault(roles[tag], []).append(name)
                self.where.setdefault(roles[tag], at)

    def _texts(self) -> None:
        for tag, variable in mapping.TEXTS.items():
            for _, value, at in self.record.all(tag):
                self.put(variable, value, at)
        words = [value for _, value, _ in self.record.all("KW")]
        if words:
            self.put("keyword", ", ".join(words), self.record.at)
        kind = self.record.first("M3")
        if kind and not kind[0].startswith("10."):
            self.put("genre", *kind)

    def _container(self) -> None:
        found = self.record.first(*mapping.CONTAINERS)
        third = self.record.first("T3")
        if self.data["type"] in mapping.IN_CONTAINER:
            short = self.data.get("container-title-short")
            if found:
                self.put("container-title", *found)
            elif short:
                self.data["container-title"] = short
            if third:
                self.put("collection-title", *third)
            return
        title = self.record.first("BT")
        if title:
            self.put("title", *title)
        for one in (found, third):
            if one and one[0] != self.data.get("title"):
                self.put("collection-title", *one)

    def _numbers(self) -> None:
        kind = self.data["type"]
        issue = self.record.first("IS", "CP")
        if issue:
            self.put("issue" if kind.startswith("article") or kind == "periodical" else "number", *issue)
        first = self.record.first("M1")
        if first and kind in ("bill", "report", "hearing", "patent", "legislation", "standard"):
            self.put("number", *first)
        for _, value, at in self.record.all("SN"):
            issn = _ISSN.match(value)
            if kind in ("report", "patent") and not issn and not re.match(r"[\d-]{10,17}", value):
                self.put("number", value, at)
            else:
                self.put("ISSN" if issn and len(re.sub(r"\D", "", value)) <= 8 else "ISBN", value, at)

    def _pages(self) -> None:
        start, end = self.record.first("SP"), self.record.first("EP")
        if start is None:
            return
        if self.data["type"] in ("book", "thesis") and end is None and start[0].isdigit():
            self.put("number-of-pages", *start)
        elif end and end[0] != start[0] and not re.search(r"[-–]", start[0]):
            self.put("page", f"{start[0]}-{end[0]}", start[1])
        else:
            self.put("page", re.sub(r"\s*[–—]\s*", "-", start[0]), start[1])

    def _dates(self) -> None:
        for variable, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
            candidates = [(value, at) for tag in tags for _, value, at in self.record.all(tag)]
            candidates.sort(key=lambda one: len(re.findall(r"\d+", one[0])) < 2)  # a whole date beats a year
            for value, at in candidates[:1]:
                self._date(variable, value, at)

    def _date(self, variable: str, value: str, at: Position) -> None:
        try:
            self.data[variable] = _read_date(clean(value)[0])
            self.where[variable] = at
        except DateError as fault:
            self.sound = False
            message = f"the date {shorten(value)!r} of {variable} cannot be read: {fault}"
            self.collector.error("BIB017", at, message, "write 2023, 2023/07/ or 2023/07/14/")

    def _links(self) -> None:
        doi = self.record.first("DO")
        kind = self.record.first("M3")
        if doi:
            self.put("DOI", *doi)
        elif kind and kind[0].startswith("10."):
            self.put("DOI", *kind)
        for _, value, at in self.record.all("UR", "LK"):
            self.put("URL", value.split(";")[0].strip() if value.count("http") > 1 else value, at)

    def _key(self, used: dict[str, int]) -> str:
        found = self.record.first("ID")
        if found:
            fault = key_fault(found[0])
            self.where["id"] = found[1]
            if not fault:
                return found[0]
            self.sound = False
            self.collector.error("BIB019", found[1], fault)
        base = _made_up(self.data)
        used[base] = used.get(base, 0) + 1
        key = base if used[base] == 1 else f"{base}-{used[base]}"
        if not found:
            self.collector.info(
                "BIB032", self.record.at, f"the record has no ID; cite it as @{key}", f"or give it one: ID  - {key}"
            )
        return key


def _name(text: str) -> dict[str, str]:
    """``Family, Given, Suffix``; without a comma it is an organisation, as RIS has it."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1 or not any(parts[1:]):
        return {"literal": parts[0]} if parts[0] else {}
    name = {"family": parts[0], "given": parts[1], "suffix": ", ".join(filter(None, parts[2:]))}
    return {key: value for key, value in name.items() if value}


def _read_date(text: str) -> dates.CslDate:
    """``2014``, ``2014/05``, ``2014/05/12/``, ``2014///Spring``, or as other programs write dates. Raises DateError."""
    for candidate in (text, dates.guess(text)):
        try:
            if candidate and "/" not in candidate:
                return dates.parse(candidate)
        except DateError:
            continue
    parts = [part.strip() for part in text.split("/")] if text.count("/") else [text]
    year, month, day, other = (*parts, "", "", "", "")[:4]
    if other and not month:
        month = other if other.casefold() in dates.SEASONS else ""
    return dates.from_fields(year, month, day)


def _made_up(data: Item) -> str:
    """A key for a record without one: the family name of the first author and the year."""
    names = data.get("author") or data.get("editor") or [{}]
    name = names[0].get("family") or names[0].get("literal") or data.get("title") or "reference"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    word = re.sub(r"[^a-z0-9]", "", plain.split()[0] if plain.split() else "")[:30] or "reference"
    issued = data.get("issued", {}).get("date-parts") or [[""]]
    return f"{word}{issued[0][0]}"
