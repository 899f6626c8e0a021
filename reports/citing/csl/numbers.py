"""Number variables: is-numeric, plurals, ordinals, roman numerals and page ranges.

Source: CSL 1.0.2, "Number", "Choose" (is-numeric), "Label" (plural), Appendix V (page ranges).
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from reports.patterns import expression
from reports.records import record

from .locale import Locale
from .locators import embedded, head

_ATOM = expression(r"(?:[^\W\d_]{1,5}\.\s)?[^\W\d_]{0,3}\d+(?:\.\d+)*[^\W\d_]{0,3}|[ivxlcdm]+|[IVXLCDM]+")
_SEPARATOR = expression(
    r"\s*,\s*(?:and|et|und|y|e|og|och|en)\s+|\s*(?:(?<!\\)[-–—]|[,;&+])\s*|\s+(?:and|et|und|y|e|og|och|en)\s+"
)
_DIGITS = r"(?:[^\W\d_]{0,4}\d+(?:[./:]\d+)*[^\W\d_]{0,4}|[ivxlcdm]+)"
_IS_NUMERIC = expression(rf"\s*{_DIGITS}\s*(?:[-–—,&;]\s*{_DIGITS}\s*)*")


@record(frozen=True, slots=True)
class Number:
    """A number variable cut into atoms and separators, alternating: ("12", "–", "15", ", ", "20")."""

    pieces: tuple[str, ...]
    plural: bool


@lru_cache(maxsize=20_000)
def is_numeric(text: str) -> bool:
    """Whether `text` consists of numbers only (with affixes, ranges and lists) as CSL defines it."""
    return len(text) < 1_000 and _IS_NUMERIC.fullmatch(text) is not None


@lru_cache(maxsize=20_000)
def parse(text: str) -> Number:
    """Cut a number variable at its separators and normalise them ("2 - 4" → "2–4", "2,3" → "2, 3")."""
    pieces: list[str] = []
    position = 0
    for match in _SEPARATOR.finditer(text):
        pieces.append(text[position : match.start()])
        pieces.append(match.group())
        position = match.end()
    pieces.append(text[position:])
    atoms = [_ATOM.fullmatch(atom) is not None for atom in pieces[0::2]]
    for index in range(1, len(pieces), 2):
        joins = atoms[index // 2] and atoms[index // 2 + 1]
        pieces[index] = _separator(pieces[index], joins and not _chained(pieces, index))
    listed = any(first and second for first, second in itertools.pairwise(atoms))
    return Number(tuple(pieces), listed)


def _chained(pieces: list[str], index: int) -> bool:
    """Whether a hyphen stands in a longer chain ("WP-12-2019"), which is no range."""
    around = pieces[index - 2 : index - 1] + pieces[index + 2 : index + 3]
    return pieces[index].strip() in _DASHES and any(text.strip() in _DASHES for text in around)


_DASHES = frozenset(("-", "–", "—"))


def _separator(text: str, joins: bool) -> str:
    core = text.strip()
    if not joins:
        return text
    if core in "-–—":
        return "–"
    if core in ",;":
        return core + " "
    return f" {core} " if core[0] != "," else f"{core} "


def tidy(text: str, locale: Locale) -> str:
    """A number variable as it is printed: en dashes in ranges, spaces around "&", labels in the locale's words."""
    if text.isascii() and text.isalnum():
        return text
    joined = "".join(parse(embedded(text, locale)).pieces)
    if "&" in joined:
        symbol = locale.terms.get(("and", "symbol"))
        if symbol is not None and symbol.single:
            joined = joined.replace("&", symbol.single)
    return joined.replace("\\-", "-")


def is_plural(text: str, variable: str) -> bool:
    """Whether a label for this content is plural: several numbers, or a count above one."""
    if variable in ("number-of-pages", "number-of-volumes"):
        digits = re.findall(r"\d+", text)
        return len(digits) > 1 or (len(digits) == 1 and int(digits[0][:9]) > 1)
    return parse(head(text)).plural


def ordinal(text: str, locale: Locale, gender: str) -> str:
    return text + locale.ordinal_suffix(int(text), gender)


def long_ordinal(text: str, locale: Locale, gender: str) -> str:
    found = locale.long_ordinal(int(text), gender) if int(text) <= 10 else None
    return found if found is not None else ordinal(text, locale, gender)


_ROMAN_DIGITS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(text: str) -> str:
    """Lower-case roman numeral; numbers of 6000 and more stay as they are."""
    number = int(text)
    if not 0 < number < 6000:
        return text
    out = []
    for value, letters in _ROMAN_DIGITS:
        count, number = divmod(number, value)
        out.append(letters * count)
    return "".join(out)


def form_number(text: str, form: str, locale: Locale, gender: str) -> str:
    """Render every plain number in `text` in the form; numbers with affixes stay as they are."""
    number = parse(head(text))
    out: list[str] = []
    for index, piece in enumerate(number.pieces):
        if index % 2:
            out.append(piece)
        elif piece.isascii() and piece.isdigit() and len(piece) <= 9:
            out.append(_FORMS[form](piece, locale, gender))
        else:
            out.append(piece)
    return "".join(out) + text[len(head(text)) :]


def _roman(text: str, locale: Locale, gender: str) -> str:
    return roman(text)


_FORMS = {"ordinal": ordinal, "long-ordinal": long_ordinal, "roman": _roman}

_RANGE = expression(r"(\d*[^\W\d_]+)?(\d+)\s*[-–—]{1,2}\s*(\d*[^\W\d_]+)?(\d+)")
_ROMAN_RANGE = expression(r"([ivxlcdm]+|[IVXLCDM]+)\s*[-–—]{1,2}\s*([ivxlcdm]+|[IVXLCDM]+)")
_PAGE_SPLIT = expression(r"(\s*[,;]\s+|\s*[,;](?=\D)|\s*&\s*|\s+and\s+)")


def page_range(text: str, style: str, delimiter: str) -> str:
    """A page list with its ranges in the style's format, e.g. chicago: "321-328" → "321–28".

    `style` is the page-range-format, "" when none is set (hyphens between numbers still become `delimiter`).
    """
    if text.isascii() and text.isalnum():
        return text
    out: list[str] = []
    for index, piece in enumerate(_PAGE_SPLIT.split(text)):
        if index % 2:
            core = piece.strip()
            out.append(f" {core} " if core in ("&", "and") else f"{core} ")
        else:
            out.append(_one_range(piece, style, delimiter))
    return "".join(out)


def _one_range(text: str, style: str, delimiter: str) -> str:
    match = _RANGE.fullmatch(text)
    if match:
        before, first, before2, second = (group or "" for group in match.groups())
        if before2 != before:
            return re.sub(r"\s*([-–—])\s*", r"\1", text)
        full = first[: max(0, len(first) - len(second))] + second
        if not style or int(full) <= int(first):
            return f"{before}{first}{delimiter}{before2}{second}" if int(full) > int(first) else text
        if style == "expanded":
            return f"{before}{first}{delimiter}{before}{full}"
        return f"{before}{first}{delimiter}{_shorten(first, full, style)}"
    match = _ROMAN_RANGE.fullmatch(text)
    if match:
        return f"{match[1]}{delimiter}{match[2]}"
    return text


def _shorten(first: str, second: str, style: str) -> str:
    if len(first) != len(second):
        return second
    match style:
        case "minimal":
            return _changed(first, second, 1)
        case "minimal-two":
            return _changed(first, second, 2)
        case "chicago" | "chicago-15" | "chicago-16":
            return _chicago(first, second, style)
        case _:
            return second


def _changed(first: str, second: str, least: int) -> str:
    """The digits of `second` that differ from `first`, but at least `least` of them."""
    same = 0
    while same < len(first) and first[same] == second[same]:
        same += 1
    return second[min(same, max(0, len(second) - least)) :]


def _chicago(first: str, second: str, style: str) -> str:
    number = int(first)
    if number < 100 or number % 100 == 0:
        return second
    if number % 100 < 10:
        return _changed(first, second, 1)
    short = _changed(first, second, 2)
    if style != "chicago-16" and len(first) == 4 and len(short) >= 3:
        return second
    return short


def first_page(text: str) -> str:
    """The first page of a page list: "42-45" → "42"."""
    return re.split(r"\s*(?:[-–—,&;])\s*", text, maxsplit=1)[0] if text else ""
