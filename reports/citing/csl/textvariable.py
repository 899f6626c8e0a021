"""cs:text variable="…": where each variable's text comes from, and the links on identifiers (CSL 1.0.2, App. VI)."""

from __future__ import annotations

from . import numbers, richtext
from .context import CALLED, Context
from .decor import Renderer
from .locale import Locale
from .reference import NUMBER_VARIABLES, Reference
from .tokens import LINK_CLOSE, Kind, Mark
from .xml import Element

_LINKS = {
    "URL": "",
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
}
_SHORT = {
    "title": "title-short",
    "container-title": "container-title-short",
    "collection-title": "collection-title-short",
}


def link_target(variable: str, text: str) -> str:
    """Where an identifier leads; "" when it cannot be a safe web address."""
    base = _LINKS[variable]
    target = text if text.lower().startswith(("http://", "https://")) else base + text if base else ""
    return target if not any(char.isspace() or ord(char) < 32 or char in '<>"' for char in target) else ""


def text_variable(variable: str, form: str, root: Element, locale: Locale, number: bool = False) -> Renderer:
    """The renderer for one variable, without the element's affixes and formatting."""
    match variable:
        case "citation-number":
            return _citation_number
        case "first-reference-note-number":
            return _first_note
        case "year-suffix":
            return _year_suffix
        case "locator":
            return _locator(root, locale)
        case "page" | "page-first":
            return _page(variable, root, locale)
        case "URL" | "DOI" | "PMID" | "PMCID":
            return _identifier(variable)
        case "citation-label":
            return _citation_label
    if variable in NUMBER_VARIABLES:
        return _number(variable, number, locale)
    return _plain(variable, form)


def _put(c: Context, variable: str, text: str) -> None:
    if text and not c.drops(variable):
        c.out.append(text)
        c.filled(variable)
    else:
        c.vars |= CALLED


def _citation_number(c: Context) -> None:
    text = f"{c.citation_number:08d}" if c.sorting else str(c.citation_number)
    _put(c, "citation-number", text if c.citation_number else "")


def _first_note(c: Context) -> None:
    _put(c, "first-reference-note-number", str(c.first_note) if c.first_note else "")


def _year_suffix(c: Context) -> None:
    text = "" if c.suffix_printed else c.year_suffix
    if text:
        c.suffix_printed = True
        c.out.append(Mark(Kind.YEAR))
        c.out.append(text)
        c.out.append(Mark(Kind.CLOSE, Kind.YEAR.name))
        c.filled("year-suffix")


def _locator(root: Element, locale: Locale) -> Renderer:
    style = root.get("page-range-format")
    delimiter = locale.term("page-range-delimiter") or "–"

    def run(c: Context) -> None:
        text = c.locator
        if not text:
            c.vars |= CALLED
            return
        if c.label == "page":
            text = numbers.page_range(text, style, delimiter)
        c.out.extend(richtext.parse(numbers.tidy(text, locale)))
        c.filled("locator")

    return run


def _page(variable: str, root: Element, locale: Locale) -> Renderer:
    style = root.get("page-range-format")
    delimiter = locale.term("page-range-delimiter") or "–"

    def run(c: Context) -> None:
        text = c.ref.text("page")
        if variable == "page-first":
            text = c.ref.text("page-first") or numbers.first_page(text)
        _put(c, variable, numbers.page_range(text, style, delimiter).replace("\\-", "-") if text else "")

    return run


def _identifier(variable: str) -> Renderer:
    def run(c: Context) -> None:
        text = c.ref.text(variable)
        if not text or c.drops(variable):
            c.vars |= CALLED
            return
        target = "" if c.sorting else link_target(variable, text)
        if target:
            c.out.append(Mark(Kind.LINK, target))
        c.out.append(text)
        if target:
            c.out.append(LINK_CLOSE)
        c.filled(variable)

    return run


def _number(variable: str, number: bool, locale: Locale) -> Renderer:
    def run(c: Context) -> None:
        text = c.ref.text(variable)
        if not text or c.drops(variable):
            c.vars |= CALLED
            return
        text = text.zfill(12) if c.sorting and text.isascii() and text.isdigit() else numbers.tidy(text, locale)
        c.out.extend(richtext.parse(text) if not number else (text,))
        c.filled(variable)

    return run


def _plain(variable: str, form: str) -> Renderer:
    short = _SHORT.get(variable) if form == "short" else None

    def run(c: Context) -> None:
        if c.suppressed is not None and variable in c.suppressed:
            c.vars |= CALLED
            return
        tokens = c.ref.tokens(short) if short else ()
        if not tokens:
            tokens = c.ref.tokens(variable)
        if tokens:
            c.out.extend(tokens)
            c.filled(variable)
        else:
            c.vars |= CALLED

    return run


def _citation_label(c: Context) -> None:
    _put(c, "citation-label", citation_label(c.ref) + c.year_suffix)
    c.suffix_printed = c.suffix_printed or bool(c.year_suffix)


_LETTERS = {1: (4,), 2: (2, 2), 3: (2, 1, 1)}


def citation_label(ref: Reference) -> str:
    """The label of the data, else one such as "Doe99" made from the names and the year."""
    given = ref.text("citation-label")
    if given:
        return given
    names = ref.names("author") or ref.names("editor")
    families = [name.family or name.literal for name in names]
    sizes = _LETTERS.get(len(families), (1, 1, 1, 1))
    stem = "".join(family[:size] for family, size in zip(families, sizes, strict=False))
    date = ref.date("issued")
    year = f"{abs(date.start.year) % 100:02d}" if date and date.start.year else ""
    return stem + year
