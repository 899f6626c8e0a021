"""What a CSL-JSON item may say: the variables and types of CSL 1.0.2, and the slips that people make with them.

Source: the CSL 1.0.2 specification, appendices III (types) and IV (variables), and its input schema ``csl-data.json``.
"""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

from reports.citing.suggest import closest
from reports.citing.wordlist import words

Kind: TypeAlias = Literal["text", "number", "names", "date", "list", "any"]

TYPES = words(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection
    dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case
    legislation manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard
    thesis treaty webpage"""
)

_NAMES = words(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)

_DATES = words("accessed available-date event-date issued original-date submitted")

_NUMBERS = words(
    """chapter-number collection-number edition issue locator number number-of-pages number-of-volumes page page-first
    part part-number printing printing-number section supplement supplement-number version volume
    citation-number first-reference-note-number"""
)

_TEXTS = words(
    """abstract annote archive archive-place archive_collection archive_location authority call-number
    citation-key citation-label collection-title container-title container-title-short dimensions division DOI event
    event-place event-title genre ISAN ISBN ISCI ISMN ISRC ISSN ISWC journalAbbreviation jurisdiction keyword language
    license medium note original-publisher original-publisher-place original-title part-title PMCID PMID publisher
    publisher-place references reviewed-genre reviewed-title scale shortTitle source status title title-short
    translated-title translated-title-short URL volume-title volume-title-short year-suffix"""
)

#: Old names of the JSON schema, and what they are called in styles.
LEGACY = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}

#: Written by people and other programs for what CSL calls otherwise.
_ALIASES = {
    "address": "publisher-place", "access-date": "accessed", "accessdate": "accessed", "authors": "author",
    "booktitle": "container-title", "city": "publisher-place", "container": "container-title", "date": "issued",
    "doi": "DOI", "editors": "editor", "institution": "publisher", "isbn": "ISBN", "issn": "ISSN",
    "journal": "container-title", "journaltitle": "container-title", "key": "id", "keywords": "keyword",
    "lang": "language", "link": "URL", "location": "publisher-place", "name": "title", "newspaper": "container-title",
    "organisation": "publisher", "organization": "publisher", "pages": "page", "place": "publisher-place",
    "publisher-city": "publisher-place", "publisher-location": "publisher-place",
    "published": "issued", "series": "collection-title", "subtype": "genre", "translators": "translator",
    "uri": "URL", "url": "URL", "urldate": "accessed", "website": "container-title", "year": "issued",
}  # fmt: skip

_TYPE_ALIASES = {
    "journal-article": "article-journal", "journal": "article-journal", "magazine": "article-magazine",
    "newspaper": "article-newspaper", "news": "article-newspaper", "online": "webpage", "web": "webpage",
    "website": "webpage", "web-page": "webpage", "blog": "post-weblog", "blog-post": "post-weblog",
    "book-chapter": "chapter", "incollection": "chapter", "inbook": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings-article": "paper-conference", "techreport": "report",
    "policy-paper": "report", "working-paper": "report", "law": "legislation", "act": "legislation",
    "statute": "legislation", "case": "legal_case", "legal-case": "legal_case", "film": "motion_picture",
    "video": "motion_picture", "podcast": "broadcast", "phdthesis": "thesis", "dissertation": "thesis",
    "presentation": "speech", "misc": "document", "monograph": "book", "posted-content": "article",
    "email": "personal_communication", "letter": "personal_communication",
    "personal-communication": "personal_communication", "agreement": "treaty", "convention": "treaty",
}  # fmt: skip

_OTHER: dict[str, Kind] = {"categories": "list", "custom": "any"}

#: Where a list of texts is met in the wild (Crossref's own CSL-JSON), and may stand for one text.
LISTABLE = frozenset({"ISSN", "ISBN", "keyword", "archive", "title", "container-title", "title-short"})


@cache
def kinds() -> dict[str, Kind]:
    """Every variable with the kind of value it takes; ``id`` and ``type`` are not among them."""
    table: dict[str, Kind] = dict(_OTHER)
    table.update((name, "names") for name in sorted(_NAMES))
    table.update((name, "date") for name in sorted(_DATES))
    table.update((name, "number") for name in sorted(_NUMBERS))
    table.update((name, "text") for name in sorted(_TEXTS))
    return table


@cache
def _variables() -> tuple[str, ...]:
    return ("id", "type", *sorted(kinds()))


@cache
def _types() -> tuple[str, ...]:
    return tuple(sorted(TYPES))


def nearest_variable(name: str) -> str:
    """The variable that *name* was probably meant to be; empty where none is near."""
    return _ALIASES.get(name.lower(), "") or closest(name, _variables())


def nearest_type(name: str) -> str:
    """The type that *name* was probably meant to be; empty where none is near."""
    return _TYPE_ALIASES.get(name.lower(), "") or closest(name.lower(), _types())
