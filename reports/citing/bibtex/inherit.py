"""What entries take over from others: ``crossref`` and ``xdata``.

Source: the biblatex manual, sections 2.4.1 and 3.13, and appendix B for which field becomes which.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field

from reports.citing.bibtex import mapping
from reports.citing.suggest import nearest
from reports.citing.wordlist import words
from reports.records import record

#: Called with the key of the entry, the field (``crossref`` or ``xdata``), the code, a message and a hint.
Report = Callable[[str, str, str, str, str], None]

_NOT_INHERITED = words(
    """ids crossref xref xdata entryset entrysubtype execute label options presort related relatedoptions
    relatedstring relatedtype shorthand shorthandintro sortkey"""
)
_NOT_TO_PARTS = frozenset({"shorttitle", "sorttitle", "indextitle", "indexsorttitle"})
_MULTIVOLUME = frozenset({"mvbook", "mvcollection", "mvproceedings", "mvreference"})
_MAX_DEPTH = 20
#: In larger files no near key is looked for.
_MAX_COMPARED = 2_000


@record(frozen=True, slots=True)
class Value:
    """The raw text of a field and the offset at which it stands."""

    text: str
    offset: int
    name_offset: int


@record(slots=True)
class Record:
    """An entry with its fields by name, strings put in."""

    kind: str
    key: str
    offset: int
    key_offset: int
    fields: dict[str, Value]


def resolve(records: Mapping[str, Record], report: Report) -> tuple[dict[str, dict[str, Value]], set[str]]:
    """The fields of every record with what it takes over, by key; and the keys that something could not reach.

    Each record is worked out once.
    """
    resolver = _Resolver(records, report)
    return {key: resolver.fields(key) for key in records}, resolver.tainted


@record(slots=True)
class _Resolver:
    records: Mapping[str, Record]
    report: Report
    tainted: set[str] = field(default_factory=set)
    _done: dict[str, dict[str, Value]] = field(default_factory=dict)
    _trail: list[str] = field(default_factory=list)

    def fields(self, key: str) -> dict[str, Value]:
        if key in self._done:
            return self._done[key]
        record = self.records[key]
        gathered = dict(record.fields)
        self._trail.append(key)
        for name in ("xdata", "crossref"):
            value = record.fields.get(name)
            for parent in value.text.split(",") if value else ():
                self._take_over(record, gathered, name, parent.strip())
        self._trail.pop()
        self._done[key] = gathered
        return gathered

    def _take_over(self, record: Record, gathered: dict[str, Value], name: str, parent: str) -> None:
        if not parent:
            return
        if parent not in self.records or parent in self._trail or len(self._trail) > _MAX_DEPTH:
            self.tainted.update(self._trail)
        if parent not in self.records:
            near = nearest(parent, list(self.records)) if len(self.records) < _MAX_COMPARED else ""
            hint = f"did you mean {near!r}?" if near else ""
            self.report(record.key, name, "BIB022", f"{name} names {parent[:60]!r}, and there is no such entry", hint)
            return
        if parent in self._trail:
            self.report(record.key, name, "BIB023", f"{name} leads back to {parent[:60]!r} in a circle", "")
            return
        if len(self._trail) > _MAX_DEPTH:
            self.report(record.key, name, "BIB023", f"more than {_MAX_DEPTH} entries hang on each other here", "")
            return
        for theirs, value in self.fields(parent).items():
            for ours in _becomes(self.records[parent].kind, record.kind, theirs, name):
                gathered.setdefault(ours, value)


def _becomes(parent: str, child: str, name: str, by: str) -> tuple[str, ...]:
    """The names under which field *name* of a *parent* type reaches a *child* type."""
    if name in _NOT_INHERITED:
        return ()
    if by == "xdata":
        return (name,)
    if name == "author" and child in ("inbook", "bookinbook", "suppbook") and parent in ("book", "mvbook"):
        return ("author", "bookauthor")
    if name == "author" and child in mapping.IN_BOOK:
        return ()
    if parent == "periodical" and child in mapping.ARTICLES:
        return _renamed(
            name, {"title": "journaltitle", "subtitle": "journalsubtitle", "titleaddon": "journaltitleaddon"}
        )
    if parent in _MULTIVOLUME:
        return _renamed(name, {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"})
    if child in mapping.IN_BOOK:
        return _renamed(name, {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"})
    return (name,)


def _renamed(name: str, names: Mapping[str, str]) -> tuple[str, ...]:
    return () if name in _NOT_TO_PARTS else (names.get(name, name),)
