"""Kinds of field with a form of their own: identifiers, dates, addresses, languages."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Any, TypeAlias

from reports.language import LANGUAGES, words_tag
from reports.patterns import expression
from reports.records import record
from reports.schema.base import JsonSchema, Kind, Loading, Matching, fault, text_of, trimmed
from reports.schema.text import SourceText
from reports.schema.yamlreader import shorten
from reports.source import Position

_ID = expression(r"[a-z][a-z0-9-]{0,99}")
_LANG = expression(
    r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-x(?:-[A-Za-z0-9]{1,8})+)?"
)
_DATE = expression(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)
_MOMENT = expression(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?P<zone>Z|[+-]\d{2}:?\d{2})?", re.ASCII)
_URL = expression(r"https?://[^\s/?#<>\"{}|\\^`]+\.?[^\s<>\"{}|\\^`]*")
_EMAIL = expression(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[^\s@<>(),;:\\\"\[\]]+\.[^\s@<>(),;:\\\"\[\].]{2,}")
_DOI = expression(r"10\.\d{4,9}/[^\s<>\"]+", re.ASCII)
_ORCID = expression(r"\d{4}-\d{4}-\d{4}-\d{3}[\dX]", re.ASCII)
_ISSN = expression(r"\d{4}-\d{3}[\dX]", re.ASCII)
_NAME = expression(r"[a-z][a-z0-9-]{0,99}")

Id: TypeAlias = Annotated[
    SourceText,
    Matching(_ID, "an id", "ids are lower-case letters, digits and hyphens, beginning with a letter: `way-forward`"),
]
ActorId: TypeAlias = Annotated[
    SourceText,
    Matching(
        _ID, "an id", "write the id that one of `actors` has, and not its name; several stand in a list, `[gov, ec]`"
    ),
]
FigureId: TypeAlias = Annotated[
    SourceText,
    Matching(
        re.compile(r"fig-[a-z0-9][a-z0-9-]{0,95}"),
        "an id of a figure or chart",
        "such an id begins with fig-: `fig-staff`",
    ),
]
TableId: TypeAlias = Annotated[
    SourceText,
    Matching(
        re.compile(r"tbl-[a-z0-9][a-z0-9-]{0,95}"),
        "an id of a table",
        "such an id begins with tbl-: `tbl-budget`",
    ),
]
TemplateName: TypeAlias = Annotated[
    SourceText,
    Matching(
        _NAME,
        "the name of a template",
        "brief, recommendations-paper, evidence-brief, memo, report, or a folder in templates/",
    ),
]
Url: TypeAlias = Annotated[
    SourceText, Matching(_URL, "a web address", "web addresses begin with https:// and hold no spaces")
]
Email: TypeAlias = Annotated[SourceText, Matching(_EMAIL, "an e-mail address", "such as name@example.org")]


def _without_resolver(text: str) -> str:
    return re.sub(r"\A(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text, flags=re.IGNORECASE)


def _without_orcid(text: str) -> str:
    return re.sub(r"\A(?:https?://)?orcid\.org/", "", text, flags=re.IGNORECASE).upper()


Doi: TypeAlias = Annotated[
    SourceText, Matching(_DOI, "a DOI", "such as 10.5281/zenodo.1234567", trim=_without_resolver, number=True)
]
Orcid: TypeAlias = Annotated[
    SourceText, Matching(_ORCID, "an ORCID iD", "such as 0000-0002-1825-0097", trim=_without_orcid)
]
Issn: TypeAlias = Annotated[SourceText, Matching(_ISSN, "an ISSN", "such as 1234-5679", trim=str.upper)]


#: What people write for a language that has labels: other codes of it, and codes of the country.
_MISTAKEN = {
    "alb": "sq", "sqi": "sq", "al": "sq", "ger": "de", "deu": "de", "fre": "fr", "fra": "fr", "mac": "mk", "mkd": "mk",
    "srp": "sr", "scc": "sr", "rs": "sr", "bos": "bs", "ba": "bs", "hrv": "hr", "eng": "en", "gb": "en-GB",
    "at": "de-AT", "ch": "de-CH",
}  # fmt: skip


@record(frozen=True, slots=True)
class Language(Kind):
    """A BCP 47 tag, well-formed and in its usual case."""

    def read(self, value: Any, loading: Loading) -> SourceText:
        text = trimmed(text_of(value, "a language tag"))
        if not _LANG.fullmatch(text):
            example = text.replace("_", "-") if _LANG.fullmatch(text.replace("_", "-")) else "en-GB"
            hint = f"write a BCP 47 tag, such as `{example}`"
            raise fault("SCH005", f"`{shorten(text)}` is not a language tag", hint)
        tag = usual_case(text)
        if words_tag(tag) == "en" and tag.partition("-")[0] != "en":
            own = _MISTAKEN.get(tag.partition("-")[0], "")
            hint = f"did you mean `{own}`?" if own else f"the languages are {', '.join(sorted((*LANGUAGES, 'hr')))}"
            message = f"there are no labels in the language `{tag}`: headings and the words between are in English"
            loading.collector.warning("SCH025", text.at or Position(""), message, hint)
        return text.with_value(tag)

    def json(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^(?:{_LANG.pattern})$"}


def usual_case(tag: str) -> str:
    """*tag* as BCP 47 (RFC 5646, section 2.1.1) recommends to write it: ``sr-Latn-RS``."""
    parts = tag.split("-")
    out = [parts[0].lower()]
    for count, part in enumerate(parts[1:], 1):
        if "x" in (one.lower() for one in parts[:count]) or len(part) not in (2, 4) or not part.isalpha():
            out.append(part.lower())
        else:
            out.append(part.upper() if len(part) == 2 else part.title())
    return "-".join(out)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month of a year, or a day. Missing parts are 0, so that dates sort."""

    year: int
    month: int = 0
    day: int = 0
    at: Position | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """ISO 8601: ``2023``, ``2023-07`` or ``2023-07-14``."""
        parts = [f"{self.year:04d}"] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


@record(frozen=True, slots=True)
class DateKind(Kind):
    """``2023-07-14``, ``2023-07`` or ``2023``."""

    def read(self, value: Any, loading: Loading) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        text = trimmed(text_of(value, "a date"))
        found = _DATE.fullmatch(text)
        if found is None:
            hint = "write 2023-07-14, or 2023-07, or 2023; the end of a year is 2023-12, of a quarter its last month"
            raise fault("SCH006", f"`{shorten(text)}` is not a date", hint)
        year, month, day = (int(part or 0) for part in found.group("year", "month", "day"))
        try:
            date(year, month if found["month"] else 1, day if found["day"] else 1)
        except ValueError:
            what = f"there is no month {month}" if month > 12 else f"`{text}` is no day of the calendar"
            raise fault("SCH006", what, "the order is year, month, day") from None
        if not 1000 <= year <= 2999:
            raise fault("SCH006", f"the year {year} is not between 1000 and 2999")
        return PartialDate(year, month, day, text.at)

    def json(self) -> JsonSchema:
        return {
            "type": ["string", "integer"],
            "pattern": f"^{_DATE.pattern.replace('?P<year>', '').replace('?P<month>', '').replace('?P<day>', '')}$",
        }


@record(frozen=True, slots=True)
class Moment:
    """A moment with its time zone; *text* is how the author wrote it."""

    value: datetime
    text: str
    at: Position | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return self.value.isoformat(timespec="minutes")


@record(frozen=True, slots=True)
class MomentKind(Kind):
    """A date and time with the offset of its time zone: ``2023-07-20T09:00+02:00``."""

    def read(self, value: Any, loading: Loading) -> Moment:
        if isinstance(value, Moment):
            return value
        text = trimmed(text_of(value, "a date and time"))
        found = _MOMENT.fullmatch(text)
        hint = "write it with its time zone, such as 2023-07-20T09:00+02:00"
        if found is None:
            raise fault("SCH012", f"`{shorten(text)}` is not a date and time", hint)
        if found["zone"] is None:
            raise fault("SCH012", f"`{text}` lacks a time zone", hint)
        try:
            moment = datetime.fromisoformat(str(text))
        except ValueError:
            raise fault("SCH012", f"`{text}` is no moment of the calendar", hint) from None
        return Moment(moment, str(text), text.at)

    def json(self) -> JsonSchema:
        return {"type": "string", "pattern": f"^{_MOMENT.pattern.replace('?P<zone>', '?:')}$"}


Date: TypeAlias = Annotated[PartialDate, DateKind()]
Instant: TypeAlias = Annotated[Moment, MomentKind()]
LangTag: TypeAlias = Annotated[SourceText, Language()]
