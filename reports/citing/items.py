"""From a structured value to a checked CSL-JSON item."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any

from reports.citing import dates, vocabulary
from reports.citing.dates import DateError
from reports.citing.library import Entry, Item
from reports.citing.people import read_names
from reports.citing.texts import clean
from reports.citing.tree import Leaf, Mapping, Node, Pair, Sequence, describe, shorten
from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.source import Position

MAX_KEY = 200
#: Characters of one field that are read, as in BibTeX and RIS.
MAX_FIELD = 100_000
_BAD_KEY = expression(r"[\x00-\x1f\x7f-\x9f{}\ud800-\udfff]")
_DATE_PARTS = ("date-parts", "season", "circa", "literal", "raw", "edtf")
_MAX_YEAR_DIGITS = 9
#: After so many unknown fields in a file no near ones are looked for.
_MAX_SUGGESTED = 200


@record(slots=True)
class ItemReader:
    """Reads the items of one file.

    strict
        Unknown variables are errors (files that people write) or told only where they look like a slip (files that
        other programs write).
    """

    collector: Collector
    strict: bool = True
    _errors: int = field(default=0)
    _unknown_fields: int = field(default=0)

    def read(self, node: Node) -> Entry | None:
        """The entry that *node* describes; None where it has no usable key. All faults go to the collector."""
        if not isinstance(node, Mapping):
            self._error("BIB007", node.at, f"a reference is {describe(node)}, not a mapping of fields")
            return None
        self._errors = 0
        key, at = self._key(node)
        data: Item = {"id": key, "type": self._type(node)}
        places: dict[str, Position] = {}
        for pair in node.pairs:
            if pair.key in ("id", "type"):
                places[pair.key] = pair.value.at
            else:
                self._variable(pair, data, places)
        if not key:
            return None
        return Entry(key, data, at, places, sound=self._errors == 0)

    def _error(self, code: str, at: Position, message: str, hint: str = "") -> None:
        self._errors += 1
        self.collector.error(code, at, message, hint)

    def _key(self, node: Mapping) -> tuple[str, Position]:
        pair = node.get("id")
        if pair is None or (isinstance(pair.value, Leaf) and pair.value.raw.strip() == ""):
            self._error(
                "BIB010",
                pair.value.at if pair else node.at,
                "this reference has no id",
                "give it the key it is cited by",
            )
            return "", node.at
        if not isinstance(pair.value, Leaf) or pair.value.value is None or isinstance(pair.value.value, bool):
            self._error("BIB015", pair.value.at, f"the id is {describe(pair.value)}, not a text")
            return "", node.at
        key = pair.value.raw.strip()
        reason = key_fault(key)
        if reason:
            self._error("BIB019", pair.value.at, reason)
            return "", node.at
        return key, node.at

    def _type(self, node: Mapping) -> str:
        pair = node.get("type")
        if pair is None or (isinstance(pair.value, Leaf) and pair.value.raw.strip() == ""):
            self._error(
                "BIB011",
                pair.value.at if pair else node.at,
                "this reference has no type",
                "such as report, article-journal, webpage",
            )
            return "document"
        if not isinstance(pair.value, Leaf):
            self._error("BIB015", pair.value.at, f"the type is {describe(pair.value)}, not a text")
            return "document"
        name = pair.value.raw.strip()
        if name in vocabulary.TYPES:
            return name
        near = vocabulary.nearest_type(name)
        hint = f"did you mean {near!r}?" if near else "known types: " + ", ".join(sorted(vocabulary.TYPES))
        self._error("BIB014", pair.value.at, f"there is no type of reference {shorten(name)!r}", hint)
        return near or "document"

    def _variable(self, pair: Pair, data: Item, places: dict[str, Position]) -> None:
        kind = vocabulary.kinds().get(pair.key)
        if kind is None:
            self._unknown(pair)
            return
        name = vocabulary.LEGACY.get(pair.key, pair.key)
        value: Any
        match kind:
            case "names":
                value = read_names(pair.value, name, self._clean, self._bad_name)
            case "date":
                value = self._date(pair.value, name)
            case "list":
                value = self._texts(pair.value, name)
            case "any":
                return
            case _:
                value = self._text(pair.value, name)
        if value and name not in data:
            data[name] = value
            places[name] = pair.value.at

    def _unknown(self, pair: Pair) -> None:
        self._unknown_fields += 1
        near = vocabulary.nearest_variable(pair.key) if self._unknown_fields <= _MAX_SUGGESTED else ""
        message = f"a reference has no field {shorten(pair.key)!r}"
        if self.strict:
            self._error("BIB013", pair.at, message, f"did you mean {near!r}?" if near else "see the CSL variables")
        elif near:
            self._errors += 1  # what it leaves out is not to be missed once more
            self.collector.warning("BIB013", pair.at, f"{message}; it is left out", f"did you mean {near!r}?")
        else:
            self.collector.info("BIB013", pair.at, f"{message}; it is left out")

    def _clean(self, text: str, at: Position) -> str:
        if len(text) > MAX_FIELD:
            self._error("BIB004", at, f"a field has {len(text):,} characters, and at most {MAX_FIELD:,} are read")
            return ""
        printable, bad = clean(text)
        if bad:
            self.collector.warning("BIB018", at, f"the character U+{ord(bad):04X} cannot be printed and is left out")
        return printable

    def _bad_name(self, at: Position, message: str, hint: str) -> None:
        self._error("BIB016", at, message, hint)

    def _text(self, node: Node, name: str) -> str:
        if isinstance(node, Sequence) and name in vocabulary.LISTABLE:
            return ("; " if name == "keyword" else ", ").join(self._texts(node, name))
        if not isinstance(node, Leaf):
            self._error("BIB015", node.at, f"{name} is {describe(node)}, not a text")
            return ""
        if node.value is None:
            return ""
        if isinstance(node.value, bool):
            self._error("BIB015", node.at, f"{name} is {describe(node)}, not a text", "put it in quotes")
            return ""
        if name == "note":  # reference managers keep further variables in its lines
            return "\n".join(self._clean(line, node.at) for line in node.raw.splitlines()).strip()
        return self._clean(node.raw, node.at)

    def _texts(self, node: Node, name: str) -> list[str]:
        if not isinstance(node, Sequence):
            text = self._text(node, name) if name not in vocabulary.LISTABLE else ""
            return [text] if text else []
        read = [self._text(one, name) for one in node.items if isinstance(one, Leaf)]
        for one in node.items:
            if not isinstance(one, Leaf):
                self._error("BIB015", one.at, f"an item of {name} is {describe(one)}, not a text")
        return [text for text in read if text]

    def _date(self, node: Node, name: str) -> dates.CslDate:
        try:
            return self._date_of(node, name)
        except DateError as fault:
            shown = f" {shorten(node.raw)!r}" if isinstance(node, Leaf) else ""
            guessed = dates.guess(node.raw) if isinstance(node, Leaf) else ""
            hint = (
                f"write {guessed}"
                if guessed
                else "write 2023, 2023-07 or 2023-07-14; or {literal: forthcoming} for words"
            )
            self._error("BIB017", node.at, f"the date{shown} of {name} cannot be read: {fault}", hint)
            return {}

    def _date_of(self, node: Node, name: str) -> dates.CslDate:
        match node:
            case Leaf(value=None):
                return {}
            case Leaf(value=bool()):
                raise DateError("it is a truth value")
            case Leaf(raw=raw):
                return dates.parse(raw)
            case Sequence(items=items):
                return self._pandoc_dates(items)
            case Mapping():
                return self._structured(node)

    def _pandoc_dates(self, items: tuple[Node, ...]) -> dates.CslDate:
        """A list of one or two mappings ``{year, month, day}``, as older CSL-YAML has it."""
        if not 1 <= len(items) <= 2:
            raise DateError("a list of dates has one or two")
        parts: list[list[int]] = []
        circa = False
        for one in items:
            if not isinstance(one, Mapping):
                raise DateError("it is a list of something else than dates")
            parts.extend(_year_month_day(one))
            circa |= _flag(one.get("circa"))
        return {"date-parts": parts, "circa": True} if circa else {"date-parts": parts}

    def _structured(self, node: Mapping) -> dates.CslDate:
        if node.get("year") is not None:
            return self._pandoc_dates((node,))
        unknown = next((pair for pair in node.pairs if pair.key not in _DATE_PARTS), None)
        if unknown is not None:
            raise DateError(f"a date has no part {shorten(unknown.key)!r}")
        for key in ("edtf", "raw"):
            pair = node.get(key)
            if pair is not None and isinstance(pair.value, Leaf) and node.get("date-parts") is None:
                return self._raw(pair.value, lenient=key == "raw")
        date: dates.CslDate = {}
        parts = node.get("date-parts")
        if parts is not None:
            date["date-parts"] = _date_parts(parts.value)
        season = node.get("season")
        if season is not None:
            _put_season(date, season.value)
        if _flag(node.get("circa")):
            date["circa"] = True
        literal = node.get("literal")
        if literal is not None and isinstance(literal.value, Leaf) and literal.value.value is not None:
            date["literal"] = self._clean(literal.value.raw, literal.value.at)
        if not date.get("date-parts") and not date.get("literal"):
            raise DateError("it has neither date-parts nor literal")
        return date

    def _raw(self, leaf: Leaf, *, lenient: bool) -> dates.CslDate:
        try:
            return dates.parse(leaf.raw)
        except DateError:
            guessed = dates.guess(leaf.raw)
            if guessed:
                return dates.parse(guessed)
            if lenient and leaf.raw.strip():
                return {"literal": self._clean(leaf.raw, leaf.at)}
            raise


def key_fault(key: str) -> str:
    """Why *key* cannot be a citekey, as a sentence; empty where it can."""
    if len(key) > MAX_KEY:
        return f"a key of {len(key)} characters is too long ({MAX_KEY} at most)"
    if _BAD_KEY.search(key):
        return f"the key {shorten(key)!r} has a brace or a control character"
    return ""


def _flag(pair: Pair | None) -> bool:
    if pair is None or not isinstance(pair.value, Leaf):
        return False
    return pair.value.raw.strip().lower() not in {"", "0", "false", "no", "null", "~"}


def _whole(node: Node, what: str) -> int:
    if isinstance(node, Leaf) and not isinstance(node.value, bool):
        raw = node.raw.strip()
        if re.fullmatch(rf"-?\d{{1,{_MAX_YEAR_DIGITS}}}", raw):
            return int(raw)
    raise DateError(f"its {what} is {describe(node)}")


def _year_month_day(node: Mapping) -> list[list[int]]:
    parts: list[int] = []
    for name in ("year", "month", "day"):
        pair = node.get(name)
        if pair is None or (isinstance(pair.value, Leaf) and pair.value.raw.strip() == ""):
            break
        parts.append(_whole(pair.value, name))
    if not parts:
        raise DateError("it has no year")
    dates.check_parts(parts)
    return [parts]


def _date_parts(node: Node) -> list[list[int]]:
    if not isinstance(node, Sequence) or not 1 <= len(node.items) <= 2:
        raise DateError("date-parts is a list of one or two lists such as [2023, 7, 14]")
    if all(isinstance(one, Leaf) for one in node.items):
        raise DateError("date-parts is a list of lists: [[2023, 7, 14]]")
    read: list[list[int]] = []
    for one in node.items:
        if not isinstance(one, Sequence) or not 1 <= len(one.items) <= 3:
            raise DateError("a part of date-parts is a list of year, month and day")
        given = [part for part in one.items if not (isinstance(part, Leaf) and part.raw.strip() == "")]
        parts = [_whole(part, what) for part, what in zip(given, ("year", "month", "day"), strict=False)]
        if not parts:
            raise DateError("it has no year")
        while len(parts) > 1 and parts[-1] == 0:
            parts.pop()
        dates.check_parts(parts)
        read.append(parts)
    return read


def _put_season(date: dates.CslDate, node: Node) -> None:
    raw = node.raw.strip().lower() if isinstance(node, Leaf) else ""
    number = dates.SEASONS.get(raw)
    if number is None and re.fullmatch(r"[1-4]|2[1-4]", raw):
        number = int(raw[-1])
    if number is None:
        raise DateError(f"its season is {describe(node)}, not 1 (spring) to 4 (winter)")
    date["season"] = number
