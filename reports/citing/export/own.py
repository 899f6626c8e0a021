"""The record of the brief itself, from its metadata: as CSL-JSON, as JSON-LD (schema.org), as Dublin Core."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from typing import Any

from reports.citing import dates
from reports.citing.bibtex.authors import read_names
from reports.citing.dates import DateError
from reports.citing.library import Item
from reports.citing.quality import looks_like_organisation
from reports.model.document import Meta, Person

_DOI_ADDRESS = "https://doi.org/"


def item_of(meta: Meta) -> Item:
    """The brief as a CSL-JSON item of type report: what its suggested citation is made from."""
    item: Item = {"id": meta.slug or "brief", "type": "report", "title": full_title(meta)}
    for role, people in _people(meta).items():
        item[role] = [_name(person) for person in people]
    texts = {
        "publisher": meta.publisher, "collection-title": meta.series, "collection-number": meta.series_number,
        "ISSN": meta.issn, "DOI": meta.doi, "URL": meta.url, "language": meta.lang, "abstract": meta.description,
        "keyword": ", ".join(meta.keywords), "version": meta.version,
    }  # fmt: skip
    if meta.subtitle:
        item["title-short"] = meta.title
    item.update((name, text) for name, text in texts.items() if text)
    with suppress(DateError):  # a brief without a date has none in its record
        item["issued"] = dates.parse(meta.date)
    return item


def full_title(meta: Meta) -> str:
    """Title and subtitle as one."""
    if not meta.subtitle:
        return meta.title
    return f"{meta.title}{' ' if meta.title.rstrip()[-1:] in ('?', '!', ':') else ': '}{meta.subtitle}"


def _people(meta: Meta) -> dict[str, tuple[Person, ...]]:
    roles: dict[str, tuple[Person, ...]] = {"author": meta.authors}
    for person in meta.contributors:
        role = person.role.lower()
        if role in ("editor", "translator", "illustrator", "contributor"):
            roles[role] = (*roles.get(role, ()), person)
    return {role: people for role, people in roles.items() if people}


def _name(person: Person) -> dict[str, Any]:
    """A person's name taken apart; an organisation's whole."""
    if looks_like_organisation(person.name) or " " not in person.name.strip():
        return {"literal": person.name}
    read = read_names(re.sub(r"[{}\\]|\s+and\s+", " ", person.name), lambda text: text)
    return read[0] if read else {"literal": person.name}


def json_ld(meta: Meta) -> dict[str, Any]:
    """The brief as a schema.org Report."""
    publisher = {"@type": "Organization", "name": meta.publisher} if meta.publisher else None
    series = {"@type": "CreativeWorkSeries", "name": meta.series, "issn": meta.issn or None} if meta.series else None
    roles = _people(meta)
    record: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Report", "name": meta.title, "alternativeHeadline": meta.subtitle,
        "author": [_agent(one) for one in roles.get("author", ())],
        "editor": [_agent(one) for one in roles.get("editor", ())],
        "translator": [_agent(one) for one in roles.get("translator", ())], "publisher": publisher,
        "datePublished": meta.date, "inLanguage": meta.lang, "reportNumber": meta.series_number, "isPartOf": series,
        "identifier": _DOI_ADDRESS + meta.doi if meta.doi else "", "url": meta.url, "keywords": list(meta.keywords),
        "description": meta.description, "license": meta.licence, "version": meta.version,
    }  # fmt: skip
    kept: dict[str, Any] = _without_empty(record)
    return kept


def json_ld_text(meta: Meta) -> str:
    """:func:`json_ld` as text that may stand in a ``script`` element of an HTML page."""
    text = json.dumps(json_ld(meta), ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _agent(person: Person) -> dict[str, Any]:
    kind = "Organization" if looks_like_organisation(person.name) else "Person"
    orcid = person.orcid.removeprefix("https://orcid.org/")
    return {
        "@type": kind, "name": person.name,
        "affiliation": {"@type": "Organization", "name": person.affiliation} if person.affiliation else None,
        "sameAs": f"https://orcid.org/{orcid}" if orcid else "",
    }  # fmt: skip


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(one) for key, one in value.items() if one not in (None, "", [], {})}
    if isinstance(value, list):
        return [_without_empty(one) for one in value]
    return value


def dublin_core(meta: Meta) -> dict[str, tuple[str, ...]]:
    """The brief in the fifteen elements of Dublin Core (ISO 15836-1), each with its values; empty ones left out."""
    series = f"{meta.series}, {meta.series_number}" if meta.series and meta.series_number else meta.series
    identifiers = (_DOI_ADDRESS + meta.doi if meta.doi else "", meta.url)
    elements: dict[str, tuple[str, ...]] = {
        "title": (full_title(meta),), "creator": tuple(one.name for one in meta.authors),
        "contributor": tuple(one.name for one in meta.contributors), "publisher": (meta.publisher,),
        "date": (meta.date,), "language": (meta.lang,), "identifier": identifiers, "subject": meta.keywords,
        "description": (meta.description,), "rights": (meta.licence,), "relation": (series,), "type": ("Text",),
    }  # fmt: skip
    kept = {name: tuple(one for one in values if one) for name, values in elements.items()}
    return {name: values for name, values in kept.items() if values}
