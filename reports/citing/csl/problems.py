"""References that a style cannot print well: what is missing, and for whom.

The rules look at the reference alone and at the kind of style; they never guess at content. Each answer names the
variable, so that a caller can point at its line in the bibliography file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reports.records import record

from .errors import CslError
from .reference import Reference
from .style import Style
from .words import words

_PUBLISHED = frozenset(("book", "report", "chapter", "paper-conference", "dataset", "thesis", "standard"))
_IN_CONTAINER = {
    "article-journal": "journal",
    "article-magazine": "magazine",
    "article-newspaper": "newspaper",
    "chapter": "book",
    "paper-conference": "proceedings",
    "entry-encyclopedia": "encyclopedia",
    "entry-dictionary": "dictionary",
}
_UNPUBLISHED = frozenset(("interview", "personal_communication"))
_ONLINE = frozenset(("webpage", "post", "post-weblog"))
_UNDATED = frozenset(("webpage", "collection", "classic", "periodical", "entry", "software"))
_NAMELESS = words(
    """
    treaty legislation bill regulation legal_case hearing classic webpage article-newspaper entry-encyclopedia
    entry-dictionary entry dataset standard periodical collection motion_picture broadcast map document software event
    """
)
_NAMES = ("author", "editor", "translator", "director", "composer", "interviewer", "editor-translator", "producer")


@record(frozen=True, slots=True)
class Problem:
    """One thing that will look wrong in print. `variable` is the CSL variable concerned."""

    id: str
    variable: str
    message: str


def problems(references: Iterable[Mapping[str, object]], style: Style) -> list[Problem]:
    """What the style will not be able to print well, in the order of the references.

    A reference that is no CSL-JSON item at all is a problem of its own.
    """
    found: list[Problem] = []
    for data in references:
        try:
            found.extend(of_reference(Reference(data), style))
        except CslError as error:
            found.append(Problem(str(data.get("id", "")) if isinstance(data, Mapping) else "", "", str(error)))
    return found


def of_reference(ref: Reference, style: Style) -> list[Problem]:
    """The problems of one reference."""
    found = [*_title_and_names(ref), *_date(ref, style), *_source(ref), *_online(ref), *_numbers(ref)]
    if ref.type in _UNPUBLISHED and style.has_bibliography:
        kind = "an interview" if ref.type == "interview" else "personal communication"
        found.append(("type", f"{kind} is cited in the text or a note; most styles keep it out of the bibliography"))
    return [Problem(ref.id, variable, message) for variable, message in found]


def _title_and_names(ref: Reference) -> list[tuple[str, str]]:
    found = []
    if not ref.has("title") and ref.type not in (*_UNPUBLISHED, "review", "review-book"):
        found.append(("title", "the title is missing"))
    if ref.type not in _NAMELESS and not any(ref.names(name) for name in _NAMES):
        found.append(("author", "neither an author nor an editor is named; the entry will start with its title"))
    return found


def _date(ref: Reference, style: Style) -> list[tuple[str, str]]:
    date = ref.date("issued")
    if date is None:
        if ref.type in _UNDATED or ref.text("status"):
            return []
        shown = "“n.d.”" if style.citation_format == "author-date" else "no year"
        return [("issued", f"the date is missing; the style will print {shown}")]
    if date.end is not None and date.end.year and date.end.year < date.start.year:
        return [("issued", "the date range ends before it begins")]
    return []


def _source(ref: Reference) -> list[tuple[str, str]]:
    found = []
    if ref.type in _IN_CONTAINER and not ref.has("container-title"):
        found.append(("container-title", f"the title of the {_IN_CONTAINER[ref.type]} is missing"))
    if ref.type in _PUBLISHED and not ref.has("publisher"):
        institution = any(not name.is_personal for name in ref.names("author"))
        if not (ref.type == "report" and institution) and not ref.has("DOI"):
            who = "university" if ref.type == "thesis" else "publisher"
            found.append(("publisher", f"the {who} is missing"))
    if ref.type == "thesis" and not ref.has("genre"):
        found.append(("genre", "the kind of thesis (“PhD thesis”) is missing"))
    return found


def _online(ref: Reference) -> list[tuple[str, str]]:
    found = []
    if ref.type in _ONLINE and not ref.has("URL"):
        found.append(("URL", "a web page without its address"))
    if ref.type == "webpage" and ref.has("URL") and not ref.has("accessed"):
        found.append(("accessed", "the date of access is missing for a web page"))
    url, doi = ref.text("URL"), ref.text("DOI")
    if url and not re.match(r"https?://\S+$", url, re.IGNORECASE):
        found.append(("URL", "the address is not a web address and will not be a link"))
    if doi and not doi.startswith("10."):
        found.append(("DOI", "write the DOI alone, from “10.” on; styles add the address themselves"))
    return found


def _numbers(ref: Reference) -> list[tuple[str, str]]:
    page = ref.text("page")
    match = re.fullmatch(r"(\d+)\s*[-–—]\s*(\d+)", page)
    if match and len(match[1]) == len(match[2]) and int(match[1]) > int(match[2]):
        return [("page", "the page range ends before it begins")]
    return []
