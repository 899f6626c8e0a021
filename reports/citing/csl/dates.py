"""Dates of CSL-JSON: date-parts, season, circa, literal, raw; and their sort keys.

Source: CSL-JSON schema; CSL 1.0.2, "Date", "Sorting Variables"; EDTF level 0/1 for `raw` and string dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from reports.patterns import expression
from reports.records import record

MAX_YEAR = 99_999


@record(frozen=True, slots=True)
class Day:
    """One end of a date. `month` 0 is unknown; `season` is 1-4 or 0; `year` 0 is unknown (an open range)."""

    year: int
    month: int = 0
    day: int = 0
    season: int = 0


@record(frozen=True, slots=True)
class Date:
    """A date variable. `end` is None unless it is a range; `literal` replaces everything else when set."""

    start: Day
    end: Day | None = None
    circa: bool = False
    literal: str = ""


def _int(value: object) -> int:
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value if abs(value) <= MAX_YEAR else 0
    text = str(value).strip() if value is not None else ""
    if re.fullmatch(r"[-+]?[0-9]{1,6}", text):
        number = int(text)
        return number if abs(number) <= MAX_YEAR else 0
    return 0


def _season(value: object) -> int:
    number = _int(value)
    if number == 0 and isinstance(value, str):
        number = _SEASONS.get(value.strip().lower(), 0)
    return number if 1 <= number <= 4 else 0


def _day(parts: Sequence[object], season: int) -> Day | None:
    numbers = [_int(part) for part in parts[:3]] + [0, 0, 0]
    year, month, day = numbers[:3]
    if 13 <= month <= 16 or 17 <= month <= 20 or 21 <= month <= 24:
        season, month = (month - 13) % 4 + 1, 0
    if not 1 <= month <= 12:
        month = day = 0
    if not 1 <= day <= 31:
        day = 0
    if year == 0 and not parts:
        return None
    return Day(year, month, day, 0 if month else season)


def parse(value: object) -> Date | None:
    """The date of a CSL-JSON date variable; None when it holds nothing.

    A date that makes no sense (month 60, year of nine digits) loses the part that makes none.
    """
    if isinstance(value, str):
        return _raw(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Date(Day(value)) if abs(value) <= MAX_YEAR and value else None
    if not isinstance(value, Mapping):
        return None
    circa = value.get("circa") not in (None, False, 0, "", "0", "false")
    found = _from_parts(value.get("date-parts"), _season(value.get("season")), circa)
    if found is not None:
        return found
    literal = value.get("literal")
    if literal:
        return Date(Day(0), literal=str(literal), circa=circa)
    raw = value.get("raw") or value.get("date")
    if raw:
        date = _raw(str(raw))
        return Date(date.start, date.end, circa or date.circa, date.literal) if date else None
    season = value.get("season")
    return Date(Day(0), literal=str(season), circa=circa) if isinstance(season, str) and season else None


def _from_parts(parts: object, season: int, circa: bool) -> Date | None:
    if not isinstance(parts, Sequence) or isinstance(parts, str) or not parts:
        return None
    days = [_day(part, season) for part in parts[:2] if isinstance(part, Sequence) and not isinstance(part, str)]
    if not days or days[0] is None or days[0] == Day(0):
        return None
    return Date(days[0], days[1] if len(days) > 1 else None, circa)


_SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_ISO = expression(r"([-+]?\d{1,5})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?([~?%]?)(?:T[\d:.Z+-]*)?")
_TEXT_DATE = expression(
    r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\.?\s+)?(?P<month>[^\W\d]{3,})\.?\s*(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?,?\s*(?P<year>\d{1,4})"
)
_SLASHED = expression(r"(\d{1,2})/(\d{1,2})/(\d{4})")


@lru_cache(maxsize=2_000)
def _raw(text: str) -> Date | None:
    """A date written as text: EDTF, ISO 8601, "May 2005", "3 May 2005"; anything else is a literal."""
    text = text.strip()
    if not text:
        return None
    circa = text[:2] == "c." or text[:3] == "ca."
    body = text.split(".", 1)[1].strip() if circa else text
    for separator in ("/", " - ", "–", "--", "-"):
        left, found, right = body.partition(separator)
        if not found or (separator == "-" and not re.fullmatch(r"\s*\d{4}-\d{4}\s*", body)):
            continue
        first, second = _one(left.strip()), _one(right.strip())
        if first and (second or right.strip() in ("", "..")):
            return Date(first[0], second[0] if second else Day(0), circa or first[1])
    single = _one(body)
    return Date(single[0], None, circa or single[1]) if single else Date(Day(0), literal=text)


def _one(text: str) -> tuple[Day, bool] | None:
    match = _ISO.fullmatch(text)
    if match:
        parts = [match[1], match[2] or 0, match[3] or 0]
        day = _day(parts, 0)
        return (day, bool(match[4])) if day and day.year else None
    match = _SLASHED.fullmatch(text)
    if match:
        day = _day([match[3], match[1], match[2]], 0)
        return (day, False) if day else None
    match = _TEXT_DATE.fullmatch(text)
    if match:
        name = match["month"].lower()
        if name in _SEASONS:
            return Day(int(match["year"]), season=_SEASONS[name]), False
        month = _MONTHS.get(name[:3])
        if month:
            day = _day([match["year"], month, match["d1"] or match["d2"] or 0], 0)
            return (day, False) if day else None
    return None


def sort_key(date: Date, parts: str = "year-month-day") -> str:
    """A text that sorts as CSL wants dates sorted: YYYYMMDD, years BC inverted, ranges after single dates."""
    if date.literal:
        return date.literal
    key = _day_key(date.start, parts)
    return key if date.end is None else f"{key}-{_day_key(date.end, parts)}"


def _day_key(day: Day, parts: str) -> str:
    year = f"1{MAX_YEAR + day.year:06d}" if day.year < 0 else f"2{day.year:06d}"
    month = day.month if "month" in parts else 0
    number = day.day if "day" in parts else 0
    return f"{year}{month:02d}{number:02d}"
