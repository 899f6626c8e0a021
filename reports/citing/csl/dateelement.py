"""cs:date, compiled (CSL 1.0.2, "Date", "Date-part", "Date Ranges")."""

from __future__ import annotations

from collections.abc import Callable

from reports.records import record

from . import dates, richtext, textcase
from .context import CALLED, Context
from .dates import Date, Day
from .decor import English, Renderer, decorate, format_marks
from .errors import StyleError
from .locale import Locale
from .tokens import CLOSE, Kind, Mark, Tokens
from .xml import Element

_SIZES = {"year": 3, "month": 2, "day": 1}
_INHERITED = ("form", "font-style", "font-variant", "font-weight", "text-decoration", "vertical-align", "text-case")


@record(frozen=True, slots=True)
class Part:
    """One cs:date-part after localisation."""

    name: str
    write: Callable[[Day], str]
    prefix: str
    suffix: str
    marks: tuple[Mark, ...]
    case: str
    range_delimiter: str


def compile_date(element: Element, locale: Locale, english: English, implicit_suffix: bool) -> Renderer:
    """The renderer of a cs:date element. Raises StyleError for an unknown form or date part."""
    variable = element.get("variable")
    form = element.get("form")
    delimiter = element.get("delimiter")
    source = list(element.all("date-part"))
    if form:
        source, delimiter = _localized(element, locale, form)
    parts = [_part(item, locale) for item in source]
    inner = _renderer(variable, parts, delimiter, english, implicit_suffix)
    return decorate(inner, element, english)


def _localized(element: Element, locale: Locale, form: str) -> tuple[list[Element], str]:
    found = locale.dates.get(form)
    if found is None:
        raise StyleError(f"cs:date has an unknown form {form!r}", element.line)
    shown = element.get("date-parts", "year-month-day")
    own = {part.get("name"): part for part in element.all("date-part")}
    result = []
    for part in found.all("date-part"):
        name = part.get("name")
        if name not in shown:
            continue
        override = own.get(name)
        attrs = dict(part.attrs)
        if override is not None:
            attrs.update({key: value for key, value in override.attrs.items() if key not in ("prefix", "suffix")})
        merged = Element("date-part", attrs, part.line)
        result.append(merged)
    return result, found.get("delimiter")


def _part(element: Element, locale: Locale) -> Part:
    name = element.get("name")
    if name not in _SIZES:
        raise StyleError(f"cs:date-part has an unknown name {name!r}", element.line)
    writer = {"year": _year, "month": _month, "day": _day}[name](element, locale)
    return Part(
        name,
        writer,
        element.get("prefix"),
        element.get("suffix"),
        tuple(format_marks(element.attrs)),
        element.get("text-case"),
        element.get("range-delimiter", "–"),
    )


def _year(element: Element, locale: Locale) -> Callable[[Day], str]:
    short = element.get("form") == "short"
    ad, bc = locale.term("ad") or "", locale.term("bc") or ""

    def write(day: Day) -> str:
        if day.year == 0:
            return ""
        if day.year < 0:
            return f"{-day.year}{bc}"
        if short:
            return f"{day.year % 100:02d}"
        return f"{day.year}{ad}" if day.year < 1000 else str(day.year)

    return write


def _month(element: Element, locale: Locale) -> Callable[[Day], str]:
    form = element.get("form", "long")
    strip = element.get("strip-periods") == "true"
    names = [""] + [locale.term(f"month-{number:02d}", form) or "" for number in range(1, 13)]
    named = form if form in ("long", "short") else "long"
    seasons = [""] + [locale.term(f"season-{number:02d}", named) or "" for number in range(1, 5)]
    if strip:
        names = [name.replace(".", "") for name in names]
        seasons = [name.replace(".", "") for name in seasons]

    def write(day: Day) -> str:
        if not day.month:
            return seasons[day.season]
        if form == "numeric":
            return str(day.month)
        if form == "numeric-leading-zeros":
            return f"{day.month:02d}"
        return names[day.month]

    return write


def _day(element: Element, locale: Locale) -> Callable[[Day], str]:
    form = element.get("form", "numeric")
    first_only = locale.options.get("limit-day-ordinals-to-day-1") == "true"

    def write(day: Day) -> str:
        if not day.day or not day.month:
            return ""
        if form == "numeric-leading-zeros":
            return f"{day.day:02d}"
        if form == "ordinal" and (day.day == 1 or not first_only):
            gender = locale.gender(f"month-{day.month:02d}")
            return f"{day.day}{locale.ordinal_suffix(day.day, gender)}"
        return str(day.day)

    return write


def _renderer(variable: str, parts: list[Part], delimiter: str, english: English, implicit_suffix: bool) -> Renderer:
    shown = "-".join(part.name for part in parts)

    def run(c: Context) -> None:
        date = None if c.drops(variable) else c.ref.date(variable)
        if date is None:
            c.vars |= CALLED
            return
        if c.looking and variable == "accessed":
            c.filled(variable)
            return
        start = len(c.out)
        if c.sorting:
            c.out.append(dates.sort_key(date, shown))
        elif date.literal:
            c.out.extend(richtext.parse(date.literal))
            _suffix(c, implicit_suffix and variable == "issued")
        else:
            _write(c, date, parts, delimiter, english, implicit_suffix and variable == "issued")
        if len(c.out) > start:
            c.filled(variable)
        else:
            c.vars |= CALLED

    return run


def _suffix(c: Context, wanted: bool) -> None:
    if wanted and c.year_suffix and not c.suffix_printed:
        c.suffix_printed = True
        c.out.append(Mark(Kind.YEAR))
        c.out.append(c.year_suffix)
        c.out.append(CLOSE[Kind.YEAR])


def _write(c: Context, date: Date, parts: list[Part], delimiter: str, english: English, suffix: bool) -> None:
    if c.years_suppressed:
        _suffix(c, suffix)
        return
    if date.end is None or date.end == date.start:
        _sequence(c, parts, date.start, delimiter, english, suffix)
        return
    size = _largest_difference(date.start, date.end, parts)
    block = [index for index, part in enumerate(parts) if _SIZES[part.name] <= size and part.write(date.start)]
    if not block:
        _sequence(c, parts, date.start, delimiter, english, suffix)
        return
    first, last = block[0], block[-1]
    between = next((part.range_delimiter for part in parts if _SIZES[part.name] == size), "–")
    inner = parts[first : last + 1]
    if first:
        _sequence(c, parts[:first], date.start, delimiter, english, suffix)
        if delimiter:
            c.out.append(delimiter)
    _sequence(c, inner, date.start, delimiter, english, suffix, drop_last=True)
    c.out.append(between)
    if date.end.year:
        _sequence(c, inner, date.end, delimiter, english, suffix, drop_first=True)
    rest, day = parts[last + 1 :], date.end if date.end.year else date.start
    if any(part.write(day) for part in rest):
        if delimiter:
            c.out.append(delimiter)
        _sequence(c, rest, day, delimiter, english, suffix)


def _largest_difference(start: Day, end: Day, parts: list[Part]) -> int:
    names = {part.name for part in parts}
    if start.year != end.year and "year" in names:
        return 3
    if (start.month, start.season) != (end.month, end.season) and "month" in names:
        return 2
    if start.day != end.day and "day" in names:
        return 1
    return 0


def _sequence(
    c: Context, parts: list[Part], day: Day, delimiter: str, english: English, suffix: bool,
    drop_first: bool = False, drop_last: bool = False,
) -> None:  # fmt: skip
    """Write one end of a date; the outermost prefix or suffix is dropped where a range delimiter stands."""
    out = c.out
    written = [(part, text) for part in parts if (text := part.write(day))]
    for index, (part, text) in enumerate(written):
        if index and delimiter:
            out.append(delimiter)
        if part.prefix and not (drop_first and index == 0):
            out.append(part.prefix)
        _text(out, part, text, c, english)
        if part.name == "year":
            _suffix(c, suffix)
        if part.suffix and not (drop_last and index == len(written) - 1):
            out.append(part.suffix)


def _text(out: Tokens, part: Part, text: str, c: Context, english: English) -> None:
    out.extend(part.marks)
    start = len(out)
    out.append(text)
    if part.case:
        textcase.apply(part.case, out, start, c.ref.language, english(c.ref.language))
    for _ in part.marks:
        out.append(CLOSE[Kind.FORMAT])
