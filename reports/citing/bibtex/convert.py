"""One BibTeX entry to one CSL-JSON item."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import field
from functools import partial

from reports.citing import dates
from reports.citing.bibtex import authors, latex, mapping
from reports.citing.bibtex.inherit import Record, Value
from reports.citing.dates import DateError
from reports.citing.library import Entry, Item
from reports.citing.places import Places
from reports.citing.texts import clean
from reports.citing.tree import shorten
from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record
from reports.source import Position

#: Marks of LaTeX in all fields of one file: more is no bibliography, and would cost minutes.
MAX_LATEX = 2_000_000

_LATEX_MARK = expression(r"[\\{}$~]")
_URL_COMMAND = expression(r"\\(?:url|href|path|nolinkurl)\s*\{([^{}]*)\}")
_URL_ESCAPE = expression(r"\{?\\([_%&#~$])(?:\{\})?\}?")
_WEB = expression(r"https?://[^\s{}<>\"]+")
_ACCESS_NOTE = expression(
    r"\s*(?:last\s+)?(?:accessed|retrieved|visited|consulted)(?:\s+on)?\s*:?\s*(?P<date>[^;]{4,40}?)\s*\.?\s*\Z", re.I
)
_TAG = expression(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*\Z")
_ORDINAL = expression(r"(\d+)\s*(?:st|nd|rd|th|\.)?(?:\s*(?:ed\.?|edn\.?|edition))?\Z", re.I)


@record(slots=True)
class Converter:
    """Converts the entries of one file; faults go to ``collector``."""

    places: Places
    collector: Collector
    _latex: int = 0

    def convert(self, record: Record, fields: Mapping[str, Value], *, sound: bool) -> Entry:
        """The entry of *record*, whose fields, own and taken over, are *fields*."""
        one = _Conversion(self, record, fields)
        data = one.run()
        at = self.places.at(record.offset)
        aliases = one.raw("ids")
        keys = tuple(key.strip() for key in aliases.split(",") if key.strip() and key.strip() != record.key)
        return Entry(record.key, data, at, one.where, sound and one.sound, keys)

    def decode(self, value: Value, one: _Conversion, *, protect: bool = False, part: str | None = None) -> str:
        """The text of *value* without LaTeX, as it may be printed."""
        raw = value.text if part is None else part
        self._latex += len(_LATEX_MARK.findall(raw))
        if self._latex > MAX_LATEX:
            one.fault("BIB004", value, "the file has too much LaTeX in it; the rest is not read")
            return ""

        def unknown(offset: int, name: str) -> None:
            if name not in one.told:
                one.told.add(name)
                at = self.places.at(value.offset + (offset if part is None else 0))
                hint = f"\\{name} is left out, its argument in braces is printed"
                self.collector.warning("BIB024", at, f"the LaTeX command \\{name} is not known", hint)

        try:
            text, bad = clean(latex.decode(raw, unknown, protect=protect))
        except latex.DepthError as fault:
            one.fault("BIB020", value, str(fault))
            return ""
        if bad:
            at = self.places.at(value.offset)
            self.collector.warning("BIB018", at, f"the character U+{ord(bad):04X} cannot be printed and is left out")
        return text


@record(slots=True)
class _Conversion:
    converter: Converter
    record: Record
    fields: Mapping[str, Value]
    data: Item = field(default_factory=dict)
    where: dict[str, Position] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    sound: bool = True

    def run(self) -> Item:
        self.where["id"] = self.converter.places.at(self.record.key_offset)
        self.data.update({"id": self.record.key, "type": self._type()})
        for step in (
            self._genre, self._names, self._titles, self._containers, self._texts, self._numbers, self._publisher,
            self._dates, self._verbatim, self._links, self._notes, self._language,
        ):  # fmt: skip
            step()
        return self.data

    def raw(self, name: str) -> str:
        value = self.fields.get(name)
        return value.text.strip() if value else ""

    def fault(self, code: str, value: Value, message: str, hint: str = "") -> None:
        self.sound = False
        self.converter.collector.error(code, self.converter.places.at(value.offset), message, hint)

    def text(self, name: str, *, protect: bool = False) -> str:
        value = self.fields.get(name)
        return self.converter.decode(value, self, protect=protect) if value else ""

    def put(self, variable: str, text: str, name: str) -> None:
        """Set *variable* to *text*, which comes from field *name*, unless it is empty or set already."""
        if text and variable not in self.data:
            self.data[variable] = text
            self.where[variable] = self.converter.places.at(self.fields[name].offset)

    def _type(self) -> str:
        kind = self.record.kind
        subtype = mapping.SUBTYPES.get(self.raw("entrysubtype").lower())
        if subtype and kind in ("article", "periodical", "suppperiodical"):
            return subtype
        if kind == "article" and not self.raw("journaltitle") and self.raw("eprint"):
            return "article"
        if kind == "unpublished" and any(self.raw(name) for name in ("eventtitle", "eventdate", "venue")):
            return "speech"
        if kind == "misc" and self.raw("url") and (self.raw("urldate") or _ACCESS_NOTE.match(self.raw("note"))):
            return "webpage"
        found = mapping.TYPES.get(kind)
        if found is None:
            near = mapping.nearest_type(kind)
            message = f"there is no entry type @{shorten(kind)}; it is printed like @{near or 'misc'}"
            at = self.converter.places.at(self.record.offset)
            self.converter.collector.warning("BIB014", at, message, f"did you mean @{near}?" if near else "")
            found = mapping.TYPES.get(near)
        return found or "document"

    def _genre(self) -> None:
        named = self.raw("type").lower()
        if named in mapping.GENRES:
            self.put("genre", mapping.GENRES[named], "type")
        elif named:
            self.put("genre", mapping.KEYS.get(named) or self.text("type"), "type")
        elif self.record.kind in ("phdthesis", "mastersthesis"):
            self.data["genre"] = mapping.GENRES[self.record.kind]

    def _names(self) -> None:
        options = self.raw("options").replace(" ", "").lower()
        dropping = "useprefix=false" in options
        for name, variable in mapping.NAMES.items():
            if name == "editor":
                variable = mapping.EDITOR_TYPES.get(self.raw("editortype").lower(), "editor")
            self._name_list(name, variable, dropping)
        for letter in "abc":
            variable = mapping.EDITOR_TYPES.get(self.raw(f"editor{letter}type").lower(), "editor")
            self._name_list(f"editor{letter}", variable, dropping)

    def _name_list(self, name: str, variable: str, dropping: bool) -> None:
        value = self.fields.get(name)
        if value is None:
            return

        def decode(part: str) -> str:
            return self.converter.decode(value, self, part=part).replace("\u00a0", " ")

        for item in authors.crowded(value.text):
            at = self.converter.places.at(value.offset + max(value.text.find(item), 0))
            message = f"{shorten(item, 60)!r} has more commas than one name"
            hint = "part people by `and`: {Doe, Jane and Roe, Richard}"
            self.converter.collector.warning("BIB131", at, message, hint)
        names = authors.read_names(value.text, decode, dropping=dropping)
        if names:
            self.data.setdefault(variable, []).extend(names)
            self.where.setdefault(variable, self.converter.places.at(value.offset))

    def _whole_title(self, prefix: str) -> str:
        """A title with its subtitle and addition: ``title``, or with a prefix ``booktitle`` and its like."""
        title, subtitle, addition = (
            self.text(f"{prefix}{part}", protect=True) for part in ("title", "subtitle", "titleaddon")
        )
        return _and_then(_and_then(title, ": ", subtitle), ". ", addition)

    def _titles(self) -> None:
        part = self.record.kind in mapping.IN_BOOK
        if self.raw("maintitle") and not part:
            self.put("title", self._whole_title("main"), "maintitle")
            self.put("volume-title", self._whole_title(""), "title") if self.raw("title") else None
        elif self.raw("title"):
            self.put("title", self._whole_title(""), "title")
        for name, variable in mapping.TITLES.items():
            text = self.text(name, protect=True)
            text = f"ser. {text}" if name == "series" and text.isdigit() else mapping.KEYS.get(text, text)
            self.put(variable, text, name)
        if self.raw("subtitle") and "title-short" not in self.data and not self.raw("maintitle"):
            self.put("title-short", self.text("title", protect=True), "title")

    def _containers(self) -> None:
        if self.record.kind in mapping.IN_BOOK:
            if self.raw("maintitle"):
                self.put("container-title", self._whole_title("main"), "maintitle")
                self.put("volume-title", self._whole_title("book"), "booktitle")
            self.put("container-title", self._whole_title("book"), "booktitle")
        for name in ("journaltitle", "booktitle"):
            self.put("container-title", self._whole_title(name.removesuffix("title")), name)
        if self.record.kind in ("online", "webpage", "www", "electronic", "newsarticle"):
            self.put("container-title", self.text("organization", protect=True), "organization")

    def _texts(self) -> None:
        for name, variable in mapping.TEXTS.items():
            self.put(variable, self.text(name), name)
        if "edition" in self.data:
            edition = self.data["edition"]
            number = _ORDINAL.match(edition)
            word = edition.lower().removesuffix(" edition").removesuffix(" ed.").strip()
            self.data["edition"] = number[1] if number else mapping.ORDINALS.get(word, edition)
        if "status" in self.data:
            self.data["status"] = mapping.STATES.get(self.data["status"].lower(), self.data["status"])
        pages = "pages" if self.raw("pages") else "eid"
        self.put("page", re.sub(r"\s*[–—]\s*", "-", self.text(pages)), pages)

    def _numbers(self) -> None:
        kind = self.record.kind
        if kind in mapping.ARTICLES or kind == "periodical":
            both = ", ".join(filter(None, (self.text("number"), self.text("issue"))))
            self.put("issue", both, "number" if self.raw("number") else "issue")
        elif kind in mapping.IN_SERIES:
            self.put("collection-number", self.text("number"), "number")
        else:
            self.put("number", self.text("number"), "number")
        self.put("volume-title", self.text("issuetitle", protect=True), "issuetitle")

    def _publisher(self) -> None:
        kind = self.data["type"]
        order = mapping.PUBLISHERS if kind in ("thesis", "report") else mapping.PUBLISHERS[::-1]
        for name in order:
            if not (name == "organization" and self.where.get("container-title") == self._place(name)):
                self.put("publisher", self._list(name), name)
        place = "jurisdiction" if kind == "patent" else "publisher-place"
        self.put(place, self._list("location"), "location")

    def _list(self, name: str) -> str:
        """A list of publishers or places: two read well with "and" between them, more with semicolons."""
        value = self.fields.get(name)
        if value is None:
            return ""
        items = authors.split_list(value.text)
        if len(items) < 3 and not all(item in mapping.KEYS for item in items):
            return self.text(name)
        return "; ".join(mapping.KEYS.get(item) or self.converter.decode(value, self, part=item) for item in items)

    def _place(self, name: str) -> Position | None:
        value = self.fields.get(name)
        return self.converter.places.at(value.offset) if value else None

    def _dates(self) -> None:
        for name, variable in mapping.DATES.items():
            if self.raw(name):
                written = self.raw(name).replace("\u00a0", "~")
                self._date(self.fields[name], variable, partial(dates.parse, written))
        for prefix, variable in mapping.SPLIT_DATES.items():
            if variable not in self.data and self.raw(f"{prefix}year"):
                self._split_date(prefix, variable)

    def _split_date(self, prefix: str, variable: str) -> None:
        year = self.fields[f"{prefix}year"]
        part = {name: self.text(f"{prefix}{name}") for name in ("month", "day", "endyear", "endmonth", "endday")}
        end = (part["endyear"], part["endmonth"], part["endday"])
        mark = "~" if year.text.rstrip().endswith("~") else ""
        decoded = self.converter.decode(year, self, part=year.text.rstrip("~ ")).replace("\u00a0", " ") + mark
        self._date(year, variable, partial(dates.from_fields, decoded, part["month"], part["day"], end))
        literal = self.data.get(variable, {}).get("literal", "")
        if any(char.isdigit() for char in literal):
            at = self.converter.places.at(year.offset)
            message = f"the year {shorten(literal)!r} cannot be read and is printed as it is"
            self.converter.collector.warning("BIB017", at, message, "write four digits, or a range 2019/2020")

    def _date(self, value: Value, variable: str, read: Callable[[], dates.CslDate]) -> None:
        try:
            self.data[variable] = read()
            self.where[variable] = self.converter.places.at(value.offset)
        except DateError as fault:
            guessed = dates.guess(value.text)
            hint = f"write {guessed}" if guessed else "write 2023, 2023-07 or 2023-07-14"
            self.fault("BIB017", value, f"the date {shorten(value.text)!r} of {variable} cannot be read: {fault}", hint)

    def _verbatim(self) -> None:
        for name, variable in mapping.VERBATIM.items():
            self.put(variable, clean(self.raw(name).strip("{}"))[0], name)

    def _links(self) -> None:
        self.put("DOI", _bare(self.raw("doi")), "doi")
        self.put("URL", _bare(self.raw("url")), "url")
        archive, base = mapping.EPRINTS.get(self.raw("eprinttype").lower(), ("", ""))
        if self.raw("eprint") and archive:
            self.put("archive", archive, "eprint")
            self.put("archive_location", _bare(self.raw("eprint")), "eprint")
            self.put("URL", base + _bare(self.raw("eprint")), "eprint")

    def _notes(self) -> None:
        published = self.raw("howpublished")
        web = _WEB.search(_bare(published))
        if web:
            self.put("URL", web[0], "howpublished")
        elif published:
            self.put("publisher", self.text("howpublished"), "howpublished")
        access = _ACCESS_NOTE.match(self.text("note")) if "accessed" not in self.data else None
        if access and self._read_access(access["date"]):
            self.put("note", self.text("addendum"), "addendum")
            return
        self.put(
            "note",
            _and_then(self.text("note"), ". ", self.text("addendum")),
            "note" if self.raw("note") else "addendum",
        )

    def _read_access(self, written: str) -> bool:
        """Take the day on which a page was read out of a note that says nothing else."""
        for candidate in (written, dates.guess(written)):
            try:
                self.data["accessed"] = dates.parse(candidate)
            except DateError:
                continue
            self.where["accessed"] = self.converter.places.at(self.fields["note"].offset)
            return True
        return False

    def _language(self) -> None:
        for name in ("langid", "language"):
            written = self.raw(name)
            variant = re.search(r"variant\s*=\s*(\w+)", self.raw("langidopts"))
            if written.lower() == "english" and variant:
                written = {"uk": "british", "us": "american"}.get(variant[1].lower(), variant[1].lower())
            tag = mapping.LANGUAGES.get(written.lower(), written if _TAG.match(written) else "")
            self.put("language", tag, name)


def _bare(text: str) -> str:
    """An address or identifier without the LaTeX that people put around it; nothing else in it is touched."""
    command = _URL_COMMAND.search(text)
    inner = command[1] if command else text
    return clean(_URL_ESCAPE.sub(r"\1", inner.strip()))[0].strip("{} ")


def _and_then(first: str, joint: str, second: str) -> str:
    """*first* and *second* with *joint* between, or only a space where *first* ends a sentence already."""
    if not first or not second:
        return first or second
    return first + (" " if re.search(r"[.?!:…]\Z", re.sub(r"<[^>]*>\Z", "", first)) else joint) + second
