"""Dates of references: from EDTF text or the forms of CSL-JSON to one normal form.

The normal form is a dict with ``date-parts`` (one or two lists of year, month, day; whole numbers), and where they
apply ``season`` (1 spring … 4 winter) and ``circa`` (True); or ``literal`` alone. A second list ``[0]`` is a range
without end.

Source: EDTF (ISO 8601-2:2019) level 0, and of level 1 the parts that bibliographies use: seasons, ``~ ? %``,
open ranges, unspecified digits; the biblatex manual, section 2.3.8, for the same.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import Any, TypeAlias

from reports.patterns import expression

CslDate: TypeAlias = dict[str, Any]

_POINT = expression(
    r"(?P<year>-?\d{4}|\d{3}[Xux]|\d{2}[Xux]{2}|[Yy]-?\d{5,9})"
    r"(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?(?P<mark>[~?%]{0,2})\Z"
)
_TIME = expression(r"[Tt ]\d{2}:\d{2}.*\Z")
_WORDS = expression(r"[^\W\d_]+|\d+")
_LONGEST = 200
_FIRST_SEASON, _LAST_SEASON = 21, 24

_MONTHS = (
    ("january", "jan", "janvier", "januar", "jänner", "janar", "gennaio", "enero", "januari", "јануар", "siječanj"),
    ("february", "feb", "février", "fevrier", "februar", "shkurt", "febbraio", "febrero", "фебруар", "veljača"),
    ("march", "mar", "mars", "märz", "marz", "mart", "marzo", "март", "ožujak"),
    ("april", "apr", "avril", "prill", "aprile", "abril", "април", "travanj"),
    ("may", "mai", "maj", "maggio", "mayo", "мај", "svibanj"),
    ("june", "jun", "juin", "juni", "qershor", "giugno", "junio", "јун", "јуни", "lipanj"),
    ("july", "jul", "juillet", "juli", "korrik", "luglio", "julio", "јул", "јули", "srpanj"),
    ("august", "aug", "août", "aout", "gusht", "agosto", "avgust", "август", "kolovoz"),
    ("september", "sep", "sept", "septembre", "shtator", "settembre", "septiembre", "septembar", "септембар", "rujan"),
    ("october", "oct", "octobre", "oktober", "okt", "tetor", "ottobre", "octubre", "oktobar", "октобар", "listopad"),
    ("november", "nov", "novembre", "nëntor", "nentor", "noviembre", "novembar", "новембар", "studeni"),
    ("december", "dec", "décembre", "decembre", "dezember", "dez", "dhjetor", "dicembre", "diciembre", "decembar",
     "децембар", "prosinac"),
)  # fmt: skip
_MONTH_NUMBERS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words}

SEASONS = {"spring": 1, "summer": 2, "autumn": 3, "fall": 3, "winter": 4}


class DateError(ValueError):
    """A date that cannot be read; the message says what is wrong with it, without repeating it."""


def month_number(text: str) -> int | None:
    """1 to 12 for a month as a number or a name in one of the project's languages, else None."""
    word = text.strip().rstrip(".").casefold()
    if word.isascii() and word.isdigit() and len(word) <= 2:
        number = int(word)
        return number if 1 <= number <= 12 else None
    return _MONTH_NUMBERS.get(word)


def parse(text: str) -> CslDate:
    """The date that an EDTF *text* names. Raises DateError."""
    written = text.strip()
    if not written:
        raise DateError("it is empty")
    if len(written) > _LONGEST:
        raise DateError(f"it is longer than {_LONGEST} characters")
    start, slash, end = written.partition("/")
    if not slash:
        return _single(written)
    if not start.strip(" ."):
        raise DateError("a range without a start cannot be printed")
    first = _single(start.strip())
    if not end.strip(" ."):
        return {**first, "date-parts": [first["date-parts"][0], [0]]}
    return _join(first, _single(end.strip()))


def _join(first: CslDate, second: CslDate) -> CslDate:
    parts = [first["date-parts"][0], second["date-parts"][-1]]
    if first.get("season") or second.get("season"):
        parts = [_with_season(first), _with_season(second)]
    if parts[1] < parts[0][: len(parts[1])]:
        raise DateError("its end is before its start")
    joined: CslDate = {"date-parts": parts}
    if first.get("circa") or second.get("circa"):
        joined["circa"] = True
    return joined


def _with_season(date: CslDate) -> list[int]:
    """The first parts of *date*, its season as a month above 20 as EDTF writes it."""
    parts = list(date["date-parts"][0])
    return [parts[0], date["season"] + 20] if date.get("season") else parts


def _single(text: str) -> CslDate:
    found = _POINT.match(_TIME.sub("", text))
    if found is None:
        raise DateError("it is not of the form 2023, 2023-07 or 2023-07-14, nor a range of two with a slash")
    date: CslDate = {"date-parts": _year_parts(found["year"])}
    parts = date["date-parts"][0]
    if found["month"]:
        month = int(found["month"])
        if _FIRST_SEASON <= month <= _LAST_SEASON and not found["day"]:
            date["season"] = month - 20
        else:
            parts.append(month)
            if found["day"]:
                parts.append(int(found["day"]))
            check_parts(parts)
    if found["mark"]:
        date["circa"] = True
    return date


def _year_parts(text: str) -> list[list[int]]:
    """One list with the year, or two where digits are left open: ``199X`` is 1990 to 1999."""
    plain = text.lstrip("Yy")
    if plain.lstrip("-").isdigit():
        year = int(plain)
        return [[year if year > 0 else year - 1]]  # EDTF counts a year 0, which is 1 BC; CSL does not
    low = "".join("0" if char in "Xux" else char for char in plain)
    high = "".join("9" if char in "Xux" else char for char in plain)
    return [[int(low)], [int(high)]]


def check_parts(parts: list[int]) -> None:
    """Raises DateError where *parts* (year, and if given month, day) are no day of the calendar."""
    if len(parts) > 1 and not 1 <= parts[1] <= 12 and not _FIRST_SEASON <= parts[1] <= _LAST_SEASON:
        raise DateError(f"there is no month {parts[1]}")
    if len(parts) > 2:
        if parts[1] > 12:
            raise DateError("a season has no days")
        year = parts[0] if 1 <= parts[0] <= 9999 else 2000
        if not 1 <= parts[2] <= monthrange(year, parts[1])[1]:
            raise DateError(f"that month has no day {parts[2]}")


def guess(text: str) -> str:
    """The EDTF spelling of a date written in words ("12 March 2020"), or an empty text."""
    if len(text) > _LONGEST:
        return ""
    numbers: list[str] = []
    month: int | None = None
    for word in _WORDS.findall(text):
        if word.isdigit():
            numbers.append(word)
        elif month is None and month_number(word):
            month = month_number(word)
        elif word.casefold() not in {"st", "nd", "rd", "th", "of", "de", "le"}:
            return ""
    years = [one for one in numbers if len(one) == 4]
    days = [one for one in numbers if len(one) <= 2]
    if len(years) != 1 or month is None or len(days) > 1 or len(numbers) != len(years) + len(days):
        return ""
    candidate = f"{years[0]}-{month:02d}" + (f"-{int(days[0]):02d}" if days else "")
    try:
        parse(candidate)
    except DateError:
        return ""
    return candidate


def from_fields(year: str, month: str = "", day: str = "", end: tuple[str, str, str] = ("", "", "")) -> CslDate:
    """The date that separate fields name, as older BibTeX and RIS have them. Raises DateError.

    year
        ``2014``, ``c. 2014``, ``[2014]``, ``2014?``, ``2013/2014``, ``2013--2014``; anything else is a literal.
    """
    circa = (
        bool(re.match(r"\s*\[?\s*(?:c\.|ca\.?|circa)\s*-?\d", year, re.IGNORECASE)) or year.rstrip("] ")[-1:] in "?~"
    )
    bare = re.sub(r"\A\s*\[?\s*(?:c\.|ca\.?|circa)?\s*|\s*[?~]?\s*\]?\s*\Z", "", year, flags=re.IGNORECASE)
    span = re.fullmatch(r"(\d{4})\s*(?:/|-{1,3}|–|—)\s*(\d{2}|\d{4})", bare)
    if span is not None and not month:
        last = span[2] if len(span[2]) == 4 else span[1][:2] + span[2]
        return _marked(_join(_single(span[1]), _single(last)), circa and bool(year))
    if re.fullmatch(r"-?\d{1,4}", bare) is None:
        if bare:
            return {"literal": year.strip()}
        raise DateError("it has no year")
    months = re.fullmatch(r"\s*([^\W\d_]+\.?)\s*(?:/|-{1,3}|–|—)\s*([^\W\d_]+\.?)\s*", month)
    if months is not None:
        first, last = (_parts_of(bare, one, "")[0] for one in (months[1], months[2]))
        return _marked({"date-parts": [first, last]}, circa)
    first, season = _parts_of(bare, month, day)
    date: CslDate = {"date-parts": [first]}
    if season:
        date["season"] = season
    if end[0]:
        date = _join(date, {"date-parts": [_parts_of(end[0], end[1], end[2])[0]]})
    return _marked(date, circa)


def _marked(date: CslDate, circa: bool) -> CslDate:
    return {**date, "circa": True} if circa else date


def _parts_of(year: str, month: str, day: str) -> tuple[list[int], int | None]:
    """Year, month and day as numbers, and the season where the month names one."""
    if re.fullmatch(r"-?\d{1,4}", year.strip()) is None:
        raise DateError(f"{year.strip()[:20]!r} is no year")
    parts = [int(year)]
    word = month.strip()
    if not word:
        return parts, None
    if word.casefold() in SEASONS:
        return parts, SEASONS[word.casefold()]
    number, inner_day = _month_and_day(word)
    if number is None:
        raise DateError(f"{word[:20]!r} is no month")
    parts.append(number)
    days = (day or inner_day).strip()
    if re.fullmatch(r"\d{1,2}", days):
        parts.append(int(days))
    check_parts(parts)
    return parts, None


def _month_and_day(text: str) -> tuple[int | None, str]:
    """``jun``, ``06``, ``June 10`` or ``10 June`` as month and day."""
    words = re.split(r"[\s~\u00a0.,]+", text.strip().rstrip("."))
    if len(words) == 1:
        return month_number(words[0]), ""
    names = [word for word in words if not word.isdigit() and month_number(word)]
    days = [word for word in words if re.fullmatch(r"\d{1,2}", word)]
    if len(names) == 1 and len(days) <= 1:
        return month_number(names[0]), days[0] if days else ""
    return None, ""
