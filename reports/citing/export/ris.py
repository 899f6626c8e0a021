"""Items as a RIS file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reports.patterns import expression

TYPES = {
    "article": "GEN", "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK", "broadcast": "POD", "chapter": "CHAP", "classic": "CLSWK", "dataset": "DATA", "document": "GEN",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE", "graphic": "ART", "hearing": "HEAR",
    "interview": "INTV", "legal_case": "CASE", "legislation": "STAT", "manuscript": "UNPB", "map": "MAP",
    "motion_picture": "MPCT", "musical_score": "MUSIC", "pamphlet": "PAMP", "paper-conference": "CPAPER",
    "patent": "PAT", "personal_communication": "PCOMM", "post-weblog": "BLOG", "report": "RPRT", "software": "COMP",
    "song": "SOUND", "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip

_MARKUP = expression(r"</?(?:i|b|sc|sup|sub|span)\b[^>]*>")
_TEXTS = (
    ("ST", "title-short"), ("PB", "publisher"), ("CY", "publisher-place"), ("VL", "volume"), ("ET", "edition"),
    ("M3", "genre"), ("LA", "language"), ("DO", "DOI"), ("UR", "URL"), ("SN", "ISSN"), ("SN", "ISBN"), ("AB",
    "abstract"),
    ("N1", "note"), ("CN", "call-number"), ("DB", "archive"), ("AN", "archive_location"), ("NV", "number-of-volumes"),
    ("SE", "section"), ("OP", "original-title"), ("J2", "container-title-short"),
)  # fmt: skip
_NUMBERED = frozenset({"bill", "report", "hearing", "patent", "legislation", "standard"})


def to_ris(items: Iterable[Mapping[str, Any]]) -> str:
    """A RIS file of *items*. RIS has fewer types and fields than CSL: what it cannot say is left out."""
    return "".join("".join(f"{tag}  - {value}\r\n" for tag, value in _lines(item)) + "ER  - \r\n\r\n" for item in items)


def _lines(item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    kind = str(item.get("type", "document"))
    yield "TY", TYPES.get(kind, "GEN")
    yield "ID", _line(item.get("id", ""))
    for tag, role in (("AU", "author"), ("ED", "editor"), ("A4", "translator")):
        yield from ((tag, _name(name)) for name in item.get(role, ()))
    yield from ((tag, value) for tag, value in _titles(item, kind) if value)
    for variable, tag in (("issued", "PY"), ("accessed", "Y2")):
        if item.get(variable):
            yield tag, _date(item[variable])
    pages = re.fullmatch(r"\s*([^-–]+?)\s*[-–]\s*([^-–]+?)\s*", str(item.get("page", "")))
    if pages:
        yield "SP", pages[1]
        yield "EP", pages[2]
    elif item.get("page") or item.get("number-of-pages"):
        yield "SP", _line(item.get("page") or item.get("number-of-pages"))
    yield from ((tag, _line(item[variable])) for tag, variable in _TEXTS if item.get(variable))
    number = item.get("issue") or item.get("number")
    if number:
        yield ("M1" if kind in _NUMBERED and not item.get("issue") else "IS"), _line(number)
    for word in str(item.get("keyword", "")).split(","):
        if word.strip():
            yield "KW", _line(word)


def _titles(item: Mapping[str, Any], kind: str) -> Iterator[tuple[str, str]]:
    yield "TI", _line(item.get("title", ""))
    container = _line(item.get("container-title", ""))
    series = _line(item.get("collection-title", ""))
    if container:
        yield "T2", container
        yield "T3", series
    else:
        yield "T3", series


def _line(value: object) -> str:
    return " ".join(_MARKUP.sub("", str(value)).split())


def _name(name: Mapping[str, str]) -> str:
    if name.get("literal"):
        return _line(name["literal"])
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
    given = " ".join(filter(None, (name.get("given"), name.get("dropping-particle"))))
    parts = [family, given, name.get("suffix", "")]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return _line(", ".join(part.replace(",", " ") for part in parts)) + ("," if len(parts) == 1 else "")


def _date(date: Mapping[str, Any]) -> str:
    parts = (date.get("date-parts") or [[]])[0]
    if not parts:
        return _line(date.get("literal", ""))
    shown = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:])]
    season = {1: "Spring", 2: "Summer", 3: "Autumn", 4: "Winter"}.get(date.get("season", 0), "")
    return "/".join([*shown, "", ""][:3]) + "/" + season
