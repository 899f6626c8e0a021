"""Dates as people write them, in the language of the document; partial ones too."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from reports.language import fallbacks
from reports.patterns import expression

_PARTIAL = expression(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?\Z")


@cache
def babel_locale(lang: str) -> Any:
    """The nearest locale that Babel knows; British English at last."""
    from babel import Locale, UnknownLocaleError

    for tag in (*fallbacks(lang), "en-GB"):
        try:
            return Locale.parse(tag.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel knows British English")


def date_text(iso: str, lang: str) -> str:
    """``2023-07-14`` → "14 July 2023", ``2023-07`` → "July 2023", ``2023`` → "2023"; other text as it is.

    A time after the date ("2023-07-20T09:00+02:00") is printed as written there, never moved to another zone, with its
    distance from UTC: "20 July 2023, 09:00 (UTC+2)".
    """
    from babel.dates import format_date, format_skeleton

    locale = babel_locale(lang)
    if "T" in iso:
        moment = datetime.fromisoformat(iso)
        return f"{format_date(moment.date(), 'long', locale=locale)}, {moment:%H:%M}{_zone(moment)}"
    found = _PARTIAL.match(iso)
    if found is None:
        return iso
    year, month = int(found["year"]), int(found["month"] or 1)
    try:
        day = date(year, month, int(found["day"] or 1))
    except ValueError:
        return iso
    if found["day"]:
        return str(format_date(day, "long", locale=locale)).replace(" ", "\N{NO-BREAK SPACE}", 1)
    if found["month"]:
        return str(format_skeleton("yMMMM", day, locale=locale))
    return found["year"]


def _zone(moment: datetime) -> str:
    """How far a moment's clock is from UTC, in brackets; empty for a time without a zone."""
    offset = moment.utcoffset()
    if offset is None:
        return ""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return f" (UTC{f'{sign}{hours}' if minutes else ''}{f':{rest:02}' if rest else ''})"


def span_text(start: str, end: str, lang: str) -> str:
    """The time from *start* to *end*, with what they share said once: "19–22 September 2024"."""
    if not end or end == start:
        return date_text(start, lang)
    last = date_text(end, lang)
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return re.sub(rf"\b0?{int(end[8:])}\b(\.?)", rf"{int(start[8:])}\1–\g<0>", last, count=1)
    return f"{date_text(start, lang)} – {last}"


def timestamp(iso: str) -> int:
    """Seconds since 1970 of the start of a partial date, in UTC; 0 without a date."""
    from datetime import UTC

    found = _PARTIAL.match(iso[:10])
    if found is None:
        return 0
    try:
        day = datetime(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1), tzinfo=UTC)
    except ValueError:
        return 0
    return max(0, int(day.timestamp()))
