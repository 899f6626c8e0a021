"""Numbers as a reader of the language expects them: decimal sign, thousands, minus, per cent.

Prose, tables and charts all write their numbers with these signs, so that one figure reads the same everywhere.
"""

from __future__ import annotations

from functools import cache

from reports.records import record


@record(frozen=True, slots=True)
class Marks:
    """The signs that numbers of a language are written with."""

    decimal: str
    group: str
    percent: str


@cache
def marks(lang: str) -> Marks:
    """The signs of *lang* (BCP 47), from the Unicode CLDR; English ones for a language that it does not know."""
    from babel import Locale, UnknownLocaleError
    from babel.numbers import get_decimal_symbol, get_group_symbol

    try:
        locale = Locale.parse(lang.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    group = get_group_symbol(locale).replace("\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}")
    pattern = str(locale.percent_formats[None].pattern)
    space = "\N{NO-BREAK SPACE}" if any(one in pattern for one in " \u00a0\u202f") else ""
    return Marks(get_decimal_symbol(locale), group, f"{space}%")


def printed(number: str, lang: str) -> str:
    """*number*, digits with ``-`` and ``.`` where it has them, as *lang* writes it; no digit is lost or added.

    >>> printed("-1234.50", "de-DE")
    '−1.234,50'
    """
    signs = marks(lang)
    whole, point, part = number.lstrip("-").partition(".")
    text = signs.group.join(_groups(whole or "0")) + (signs.decimal + part if point and part else "")
    negative = number.startswith("-") and any(one in "123456789" for one in text)
    return f"\N{MINUS SIGN}{text}" if negative else text


def _groups(digits: str) -> list[str]:
    first = len(digits) % 3 or 3
    return [digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))]


def with_unit(text: str, unit: str, lang: str) -> str:
    """A printed number with its unit behind it; the per cent sign as close as *lang* puts it."""
    if not unit:
        return text
    if unit in ("%", "‰"):
        return text + marks(lang).percent.replace("%", unit)
    return f"{text}{unit}" if unit in ("°",) else f"{text}\N{NO-BREAK SPACE}{unit}"
