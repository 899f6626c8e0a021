"""A CSL-JSON item with its variables parsed on demand."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reports.patterns import expression

from . import dates, personal, richtext
from .dates import Date
from .errors import DataError
from .personal import Name
from .tokens import Token
from .words import words

NAME_VARIABLES = words(
    """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
    """
)
DATE_VARIABLES = words("accessed available-date event-date issued original-date submitted")
NUMBER_VARIABLES = words(
    """
    chapter-number citation-number collection-number edition first-reference-note-number issue locator number
    number-of-pages number-of-volumes page page-first part-number printing-number section supplement-number version
    volume
    """
)
_TEXT_VARIABLES = words(
    """
    abstract annote archive archive_collection archive_location archive-place authority call-number citation-key
    citation-label collection-title collection-title-short
    container-title container-title-short dimensions division DOI event event-title
    event-place genre ISBN ISSN jurisdiction keyword language license medium note original-publisher
    original-publisher-place original-title part-title PMCID PMID publisher publisher-place references reviewed-genre
    reviewed-title scale source status title title-short URL volume-title
    """
)
_ALIASES = {
    "event-title": ("event-title", "event"),
    "event": ("event", "event-title"),
    "title-short": ("title-short", "shortTitle"),
    "container-title-short": ("container-title-short", "journalAbbreviation"),
}
_NOTE_LINE = expression(r"\s*\{?:?([A-Za-z][-_A-Za-z]*)\s*:\s*([^}\n]+?)\s*\}?\s*")
_BY_LOWER = {name.lower(): name for name in NAME_VARIABLES | DATE_VARIABLES | NUMBER_VARIABLES | _TEXT_VARIABLES}


class Reference:
    """One item. Values are read from the CSL-JSON mapping once and kept."""

    __slots__ = ("_dates", "_names", "_texts", "_tokens", "data", "id", "language", "type")

    def __init__(self, data: Mapping[str, object]) -> None:
        if not isinstance(data, Mapping):
            raise DataError("a reference must be a mapping of CSL variables")
        self.data = _with_note_lines(data)
        self.id = str(data.get("id", ""))
        self.type = str(self.data.get("type") or "document")
        self._texts: dict[str, str] = {}
        self._tokens: dict[str, tuple[Token, ...]] = {}
        self._names: dict[str, tuple[Name, ...]] = {}
        self._dates: dict[str, Date | None] = {}
        self.language = self.text("language")

    def text(self, variable: str) -> str:
        """The value of a text or number variable, "" when it has none."""
        found = self._texts.get(variable)
        if found is None:
            found = ""
            for key in _ALIASES.get(variable, (variable,)):
                found = _as_text(self.data.get(key))
                if found:
                    break
            self._texts[variable] = found
        return found

    def tokens(self, variable: str) -> tuple[Token, ...]:
        """The value of a text variable with its markup read."""
        found = self._tokens.get(variable)
        if found is None:
            text = self.text(variable)
            found = richtext.parse(text) if text else ()
            self._tokens[variable] = found
        return found

    def names(self, variable: str) -> tuple[Name, ...]:
        """The names of a name variable, in order, empty ones left out."""
        found = self._names.get(variable)
        if found is None:
            value = self.data.get(variable)
            if isinstance(value, Mapping) or (isinstance(value, str) and value):
                value = [value]
            items = value if isinstance(value, Sequence) and not isinstance(value, str) else ()
            found = tuple(name for name in map(personal.parse, items) if name is not None)
            self._names[variable] = found
        return found

    def date(self, variable: str) -> Date | None:
        """The date of a date variable, None when it has none."""
        if variable not in self._dates:
            value = self.data.get(variable)
            self._dates[variable] = None if value is None else dates.parse(value)
        return self._dates[variable]

    def has(self, variable: str) -> bool:
        """Whether the variable has a value that can be printed."""
        if variable in NAME_VARIABLES:
            return bool(self.names(variable))
        if variable in DATE_VARIABLES:
            return self.date(variable) is not None
        if variable == "page-first":
            return bool(self.text("page-first") or self.text("page"))
        return bool(self.text(variable))


def _as_text(value: object) -> str:
    if isinstance(value, str):
        return value.strip("\n\r\t ") if value and (value[0].isspace() or value[-1].isspace()) else value
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, Sequence):
        return ", ".join(filter(None, map(_as_text, value)))
    return ""


def _with_note_lines(data: Mapping[str, object]) -> Mapping[str, object]:
    """Variables that a reference manager could only keep in its note field ("original-date: 1999"), moved out."""
    note = data.get("note")
    if not isinstance(note, str) or ":" not in note:
        return data
    extra: dict[str, object] = {}
    rest: list[str] = []
    for line in re.split(r"\n|(?=\{:)", note):
        match = _NOTE_LINE.fullmatch(line)
        variable = _BY_LOWER.get(match[1].lower().replace("_", "-")) or match[1] if match else ""
        if match and not rest and (variable == "type" or variable.lower() in _BY_LOWER):
            _note_value(extra, variable, match[2])
        elif line.strip():
            rest.append(line)
    if not extra:
        return data
    merged = {key: value for key, value in extra.items() if key == "type" or key in DATE_VARIABLES or not data.get(key)}
    return {**data, **merged, "note": "\n".join(rest)}


def _note_value(extra: dict[str, object], variable: str, value: str) -> None:
    if variable in NAME_VARIABLES:
        names = extra.setdefault(variable, [])
        assert isinstance(names, list)
        family, found, given = value.partition("||")
        names.append({"family": family.strip(), "given": given.strip()} if found else {"literal": value})
    elif variable in DATE_VARIABLES:
        extra[variable] = {"raw": value}
    else:
        extra[variable] = value
