"""The record of the brief itself, from its metadata: as CSL-JSON, and as JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from reports.citing import dates
from reports.citing.bibtex.authors import read_names
from reports.citing.dates import DateError
from reports.citing.export.bibtex import edtf
from reports.citing.library import Item
from reports.citing.quality import looks_like_organisation
from reports.model.document import Meta, Person
from reports.model.record import doi_address, full_title, licence_address
from reports.patterns import expression

_TAG = expression(r"<[^<>]*>")


def item_of(meta: Meta) -> Item:
    """The brief as a CSL-JSON item of type report: what its suggested citation is made from."""
    item: Item = {"id": meta.slug or "brief", "type": "report", "title": full_title(meta)}
    for role, people in _people(meta).items():
        item[role] = [_name(person) for person in people]
    texts = {
        "publisher": meta.publisher, "publisher-place": meta.place, "collection-title": meta.series,
        "collection-number": meta.series_number,
        "ISSN": meta.issn, "DOI": meta.doi, "URL": meta.url, "language": meta.lang, "abstract": meta.description,
        "keyword": ", ".join(meta.keywords), "version": meta.version,
    }  # fmt: skip
    if meta.subtitle:
        item["title-short"] = meta.title
    item.update((name, text) for name, text in texts.items() if text)
    with suppress(DateError):  # a brief without a date has none in its record
        item["issued"] = dates.parse(meta.date)
    return item


def _people(meta: Meta) -> dict[str, tuple[Person, ...]]:
    roles: dict[str, tuple[Person, ...]] = {"author": meta.authors}
    for person in meta.contributors:
        role = person.role.lower()
        if role in ("editor", "translator", "illustrator", "contributor"):
            roles[role] = (*roles.get(role, ()), person)
    return {role: people for role, people in roles.items() if people}


#: Words inside of the names of bodies ("Example desk for data") that names of people do not have.
_OF_BODIES = expression(r"\s(?:for|für|pour|për|za|за)\s")


def _is_body(name: str) -> bool:
    return looks_like_organisation(name) or _OF_BODIES.search(name) is not None


def _name(person: Person) -> dict[str, Any]:
    """A person's name taken apart; an organisation's whole."""
    if _is_body(person.name) or " " not in person.name.strip():
        return {"literal": person.name}
    read = read_names(re.sub(r"[{}\\]|\s+and\s+", " ", person.name), lambda text: text)
    return read[0] if read else {"literal": person.name}


def json_ld(meta: Meta, cited: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """The brief as a schema.org Report; *cited* are the works that it cites, as CSL-JSON items."""
    publisher = {"@type": "Organization", "name": meta.publisher} if meta.publisher else None
    series = {"@type": "CreativeWorkSeries", "name": meta.series, "issn": meta.issn or None} if meta.series else None
    roles = _people(meta)
    record: dict[str, Any] = {
        "@context": "https://schema.org", "@type": "Report", "name": meta.title, "alternativeHeadline": meta.subtitle,
        "author": [_agent(one) for one in roles.get("author", ())],
        "editor": [_agent(one) for one in roles.get("editor", ())],
        "translator": [_agent(one) for one in roles.get("translator", ())], "publisher": publisher,
        "datePublished": meta.date, "inLanguage": meta.lang, "reportNumber": meta.series_number, "isPartOf": series,
        "identifier": doi_address(meta.doi), "url": meta.url, "keywords": list(meta.keywords),
        "description": meta.description, "license": licence_address(meta.licence) or meta.licence,
        "version": meta.version, "citation": [_cited(one) for one in cited],
    }  # fmt: skip
    kept: dict[str, Any] = _without_empty(record)
    return kept


def _cited(item: Mapping[str, Any]) -> dict[str, Any]:
    """A cited work, as far as schema.org needs it to be told apart from others."""
    people = [item_name(one) for one in item.get("author") or ()]
    url = str(item.get("URL", ""))
    return {
        "@type": "CreativeWork", "name": _TAG.sub("", str(item.get("title", ""))),
        "author": [{"@type": kind, "name": name} for kind, name in people if name],
        "datePublished": edtf(item.get("issued") or {}), "identifier": doi_address(str(item.get("DOI", ""))),
        "url": url if url.lower().startswith(("https://", "http://")) else "",
    }  # fmt: skip


def item_name(name: Mapping[str, Any]) -> tuple[str, str]:
    """The schema.org type of a CSL name, and the name as it is said."""
    if name.get("literal"):
        return "Organization", str(name["literal"])
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return "Person", " ".join(str(name[part]) for part in parts if name.get(part))


def json_ld_text(meta: Meta, cited: Iterable[Mapping[str, Any]] = ()) -> str:
    """:func:`json_ld` as text that may stand in a ``script`` element of an HTML page."""
    text = json.dumps(json_ld(meta, cited), ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _agent(person: Person) -> dict[str, Any]:
    kind = "Organization" if _is_body(person.name) else "Person"
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
