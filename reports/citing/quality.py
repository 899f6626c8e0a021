"""What a careful editor asks of a reference: is all there that a style prints, and does it look right?

All findings are warnings or less: styles print what there is, and the brief builds. Thresholds are chosen so that a
complete reference raises nothing; what counts as complete follows the Chicago Manual of Style, 18th edition, ch. 14.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from reports.citing import identifiers
from reports.citing.library import Entry, Item, Library
from reports.citing.tree import shorten
from reports.diagnostics import Collector
from reports.patterns import expression
from reports.records import record

EARLIEST, LATEST = 1000, 2100
_CREATORS = (
    "author", "editor", "translator", "director", "compiler", "composer", "container-author", "organizer", "performer",
    "interviewer", "illustrator", "editorial-director", "collection-editor", "host", "producer",
    "script-writer", "chair",
    "contributor", "curator", "narrator", "recipient", "series-creator", "executive-producer", "editor-translator",
)  # fmt: skip
_UNTITLED = frozenset({"personal_communication", "interview", "review", "review-book", "figure", "graphic"})
_ONLINE = frozenset({"webpage", "post", "post-weblog"})
_PUBLISHED = frozenset({"book", "report", "thesis", "chapter", "pamphlet"})
_CONTAINED = {
    "article-journal": "the journal", "article-magazine": "the magazine", "article-newspaper": "the newspaper",
    "chapter": "the book", "entry-encyclopedia": "the encyclopaedia", "entry-dictionary": "the dictionary",
}  # fmt: skip
_SIGNED = frozenset({"article-journal", "chapter", "paper-conference", "thesis"})
_UNDATED_STATUS = ("status", "available-date", "submitted", "original-date", "event-date")
_ET_AL = expression(r"\bet\.?\s*al\b|\A(?:and\s+)?others\.?\Z|\bu\.\s?a\.\Z|\bet autres\b", re.IGNORECASE)
_RANGE = expression(r"\s*(?P<start>[A-Za-z]{0,3}\d{1,6})\s*[-–—]{1,2}\s*(?P<end>[A-Za-z]{0,3}\d{1,6})\s*\Z")
_SEVERAL = expression(r"\w[;&]\s+\w|\w\s+and\s+\w.*,")
_PARTS = ("family", "given", "suffix")
_MARKUP = expression(r"</?(?:i|b|sup|sub|span)\b[^>]*>")
_ORGANISATION = expression(
    r"\b(?:Agency|Assembly|Association|Authority|Bank|Bureau|Cent(?:er|re)|Commission|Committee|Council|Court|Department"
    r"|Directorate|Federation|Foundation|Fund|Government|Institut(?:e|ion)?|Ministry|Nations|Network|Office|Organi[sz]ation"
    r"|Parliament|Police|Programme|Secretariat|Service|Society|Union|University|Qendra|Ministria|Këshilli|Agjencia"
    r"|Ministarstvo|Komisija|Agencija|Zavod|Министарство|Комисија|Bundesamt|Ministerium|Stiftung|Ministère|Conseil)\b"
)


@record(frozen=True, slots=True)
class _Check:
    """One entry under scrutiny."""

    entry: Entry
    collector: Collector

    @property
    def data(self) -> Item:
        return self.entry.data

    @property
    def kind(self) -> str:
        return str(self.entry.data["type"])

    def has(self, *names: str) -> bool:
        return any(self.data.get(name) for name in names)

    def warn(self, code: str, message: str, hint: str = "", *places: str) -> None:
        self.collector.warning(code, self.entry.place(*places), message, hint)

    @property
    def name(self) -> str:
        return f"{shorten(self.entry.key, 40)!r}"


def check(entry: Entry, collector: Collector) -> None:
    """Tell what *entry* lacks and what in it looks wrong. DOI and URL are brought into their form, in place."""
    identifiers.normalise(entry, collector)
    one = _Check(entry, collector)
    for rule in _RULES:
        rule(one)


def check_dates(library: Library, as_of: str, collector: Collector) -> None:
    """Tell references that appear later than the brief itself, dated *as_of* (ISO 8601, possibly partial)."""
    wanted = [int(part) for part in re.findall(r"\d+", as_of)[:3]]
    if not wanted:
        return
    for entry in library:
        parts = _first_date(entry.data.get("issued"))
        shared = min(len(parts), len(wanted))
        if parts and parts[0] <= LATEST and parts[:shared] > wanted[:shared]:
            message = f"{shorten(entry.key, 40)!r} is dated {_iso(parts)}, after the brief itself ({as_of})"
            collector.warning(
                "BIB129", entry.place("issued"), message, "check the year of the reference, or the date of the brief"
            )


def _iso(parts: list[int]) -> str:
    return "-".join(f"{part:02d}" for part in parts)


def _first_date(date: Any) -> list[int]:
    return list(date["date-parts"][0]) if date and date.get("date-parts") else []


def looks_like_organisation(name: str) -> bool:
    """Whether *name* has a word in it that organisations have in theirs, and people do not."""
    return _ORGANISATION.search(name) is not None


def _title(one: _Check) -> None:
    if (
        not one.has("title")
        and one.kind not in _UNTITLED
        and not (one.kind == "chapter" and one.has("container-title"))
    ):
        one.warn("BIB101", f"{one.name} has no title", "every style prints one")


def _issued(one: _Check) -> None:
    if one.has("issued", *_UNDATED_STATUS) or (one.has("accessed") and one.has("URL")):
        return
    hint = "give issued, or status: forthcoming"
    if one.kind in _ONLINE:
        hint = "give issued where the page has a date, and accessed, the day on which it was read"
    one.warn("BIB102", f"{one.name} has no date (issued)", hint)


def _publisher(one: _Check) -> None:
    if one.kind not in _PUBLISHED or one.has("publisher", "archive") or (one.kind != "book" and one.has("event-title")):
        return
    if one.kind in ("report", "pamphlet") and any("literal" in name for name in one.data.get("author", ())):
        return  # an organisation publishes what it wrote itself, and styles print it once
    if one.kind == "report" and one.has("container-title"):
        return
    what = {"thesis": "university (publisher)"}.get(one.kind, "publisher")
    one.warn("BIB103", f"the {one.kind} {one.name} has no {what}", "styles print who published it")


def _accessed(one: _Check) -> None:
    if one.kind not in _ONLINE:
        return
    if not one.has("URL", "DOI"):
        one.warn("BIB107", f"the web page {one.name} has no address", "give its URL")
    elif not one.has("accessed", "archive_location") and not one.has("DOI"):
        one.warn(
            "BIB104",
            f"the web page {one.name} has no access date",
            "give accessed, the day on which it was read",
            "URL",
        )


def _container(one: _Check) -> None:
    what = _CONTAINED.get(one.kind)
    if what and not one.has("container-title"):
        one.warn(
            "BIB105",
            f"{one.name} does not say in which {what[4:]} it stands",
            f"give the name of {what} as container-title",
        )


def _creator(one: _Check) -> None:
    if one.kind in _SIGNED and not one.has(*_CREATORS):
        one.warn(
            "BIB106",
            f"{one.name} has no author or editor",
            "for unsigned texts of an organisation: {literal: its name}",
        )


def _unpublished(one: _Check) -> None:
    private = one.kind == "personal_communication" or (
        one.kind == "interview" and not one.has("container-title", "publisher", "URL", "DOI", "archive")
    )
    if private:
        hint = "describe it in the text or in a note, and take it out of the bibliography"
        one.warn(
            "BIB108",
            f"{one.name} is unpublished ({one.kind.replace('_', ' ')}): readers cannot look it up",
            hint,
            "type",
        )


def _capitals(one: _Check) -> None:
    title = _MARKUP.sub("", one.data.get("title", ""))
    words = re.findall(r"[^\W\d_]{2,}", title)
    long = [word for word in words if len(word) > 3]
    if len(words) >= 3 and len(long) >= 2 and all(word.isupper() for word in words):
        one.warn(
            "BIB121",
            f"the title of {one.name} is all in capitals",
            "write it as a sentence; the style does the rest",
            "title",
        )


def _names(one: _Check) -> None:
    for variable in _CREATORS:
        for name in one.data.get(variable, ()):
            _name(one, variable, name)


def _name(one: _Check, variable: str, name: dict[str, Any]) -> None:
    shown = name.get("literal") or " ".join(filter(None, (name.get("given"), name.get("family"))))
    if any(_ET_AL.search(str(name.get(part, ""))) for part in ("literal", "family", "given")):
        hint = "give every name; the style shortens the list by itself"
        one.warn(
            "BIB122", f"the {variable} list of {one.name} is cut short with {shorten(shown, 40)!r}", hint, variable
        )
    elif name.get("given") and _ORGANISATION.search(shown):
        hint = f"write {{literal: {shorten(shown)}}}, or in BibTeX another pair of braces around it"
        message = f"{shorten(shown)!r} looks like an organisation, but is given as a person's name"
        one.warn("BIB130", message, hint, variable)
    elif _SEVERAL.search(name.get("family", "")) or any(";" in str(name.get(part, "")) for part in _PARTS):
        one.warn(
            "BIB131",
            f"{shorten(shown)!r} looks like several people in one name",
            "give each person as a name of its own",
            variable,
        )


def _pages(one: _Check) -> None:
    page = one.data.get("page", "")
    found = _RANGE.match(page)
    if found is None:
        return
    start, end = (re.fullmatch(r"([A-Za-z]*)(\d+)", found[part]) for part in ("start", "end"))
    if start is None or end is None or start[1].lower() != end[1].lower():
        return
    first, last = int(start[2]), int(end[2])
    if len(end[2]) < len(start[2]):  # 321-28 is short for 321-328
        last = int(start[2][: len(start[2]) - len(end[2])] + end[2])
    if last < first:
        one.warn("BIB127", f"the pages {shorten(page)!r} of {one.name} run backwards", "check the numbers", "page")


def _years(one: _Check) -> None:
    for variable in ("issued", "accessed", "original-date", "event-date"):
        parts = _first_date(one.data.get(variable))
        low = 1990 if variable == "accessed" else EARLIEST if variable == "issued" and one.kind != "classic" else -5000
        if parts and not low <= parts[0] <= LATEST:
            one.warn(
                "BIB128", f"the year {parts[0]} ({variable}) of {one.name} can hardly be right", "check it", variable
            )
    issued, accessed = (_first_date(one.data.get(variable)) for variable in ("issued", "accessed"))
    shared = min(len(issued), len(accessed))
    if shared and issued[0] <= LATEST and accessed[:shared] < issued[:shared]:
        message = f"{one.name} was read on {_iso(accessed)}, before it was issued on {_iso(issued)}"
        one.warn("BIB128", message, "check both dates", "accessed")


_RULES: tuple[Callable[[_Check], None], ...] = (
    _title, _issued, _publisher, _accessed, _container, _creator, _unpublished, _capitals, _names, _pages, _years,
)  # fmt: skip
