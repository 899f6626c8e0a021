"""The record of a document: what libraries, search engines and archives are told of it, from its metadata alone."""

from __future__ import annotations

import re

from reports.model.document import Meta
from reports.patterns import expression

_CREATIVE_COMMONS = expression(r"CC[ -](BY(?:-NC)?(?:-SA|-ND)?)[ -]?(\d\.\d)?", re.IGNORECASE)


def full_title(meta: Meta) -> str:
    """Title and subtitle as one."""
    if not meta.subtitle:
        return meta.title
    return f"{meta.title}{' ' if meta.title.rstrip()[-1:] in ('?', '!', ':') else ': '}{meta.subtitle}"


def doi_address(doi: str) -> str:
    """The web address of a DOI; empty for none."""
    return f"https://doi.org/{doi}" if doi else ""


def licence_address(licence: str) -> str:
    """The web address of a licence that is called by its usual short name, or is an address; empty for any other.

    >>> licence_address("CC BY-SA 4.0")
    'https://creativecommons.org/licenses/by-sa/4.0/'
    """
    if re.match(r"https?://\S+\Z", licence):
        return licence
    if re.fullmatch(r"CC0(?: 1\.0)?", licence, re.IGNORECASE):
        return "https://creativecommons.org/publicdomain/zero/1.0/"
    found = _CREATIVE_COMMONS.fullmatch(licence.strip())
    return f"https://creativecommons.org/licenses/{found[1].lower()}/{found[2] or '4.0'}/" if found else ""


def dublin_core(meta: Meta) -> dict[str, tuple[str, ...]]:
    """The brief in the fifteen elements of Dublin Core (ISO 15836-1), each with its values; empty ones left out."""
    series = f"{meta.series}, {meta.series_number}" if meta.series and meta.series_number else meta.series
    identifiers = (doi_address(meta.doi), meta.url)
    elements: dict[str, tuple[str, ...]] = {
        "title": (full_title(meta),), "creator": tuple(one.name for one in meta.authors),
        "contributor": tuple(one.name for one in meta.contributors), "publisher": (meta.publisher,),
        "date": (meta.date,), "language": (meta.lang,), "identifier": identifiers, "subject": meta.keywords,
        "description": (meta.description,), "rights": (meta.licence,), "relation": (series,), "type": ("Text",),
    }  # fmt: skip
    kept = {name: tuple(one for one in values if one) for name, values in elements.items()}
    return {name: values for name, values in kept.items() if values}
