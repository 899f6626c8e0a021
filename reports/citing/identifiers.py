"""Identifiers in the one form that styles print: a DOI without its resolver, a URL that can be linked."""

from __future__ import annotations

import re

from reports.citing.library import Entry
from reports.citing.tree import shorten
from reports.diagnostics import Collector
from reports.patterns import expression

_DOI_PREFIX = expression(r"\A\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s*|info:doi/)\s*", re.IGNORECASE)
_DOI = expression(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")
_SCHEME = expression(r"[A-Za-z][A-Za-z0-9+.-]*:")
_HOST = expression(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?:[/?#:]|\Z)", re.IGNORECASE)
_LINKABLE = ("http://", "https://")


def is_linkable(url: str) -> bool:
    """Whether *url* may become a link: http or https with a host, and nothing that ends an attribute or a line."""
    return url.lower().startswith(_LINKABLE) and len(url) > len("https://") and not re.search(r"[\s<>\"\x00-\x1f]", url)


def doi_fault(doi: str) -> str:
    """Why *doi* is no DOI, as the end of a sentence; empty where it is one (ISO 26324, section 4)."""
    if not doi.startswith("10."):
        return "a DOI begins with 10."
    if "/" not in doi:
        return "a DOI has a slash after its prefix"
    return "" if _DOI.match(doi) else "it is not of the form 10.1234/suffix"


def normalise(entry: Entry, collector: Collector) -> None:
    """Bring DOI and URL of *entry* into their form, in place, and tell what was changed or cannot be used."""
    _doi(entry, collector)
    _url(entry, collector)


def _doi(entry: Entry, collector: Collector) -> None:
    doi = entry.data.get("DOI")
    if not doi:
        return
    found = _DOI_PREFIX.match(doi)
    if found:
        bare = doi[found.end() :]
        entry.data["DOI"] = bare
        message = f"the DOI is written with its address; {shorten(bare)} is printed and linked as the style says"
        collector.info("BIB124", entry.place("DOI"), message, f"write {shorten(bare)}")
        doi = bare
    fault = doi_fault(doi)
    if fault:
        collector.warning("BIB125", entry.place("DOI"), f"{shorten(doi)!r} is no DOI: {fault}")


def _url(entry: Entry, collector: Collector) -> None:
    url = entry.data.get("URL")
    if not url or is_linkable(url):
        return
    at = entry.place("URL")
    if re.search(r"\s", url):
        collector.warning(
            "BIB123", at, f"the URL {shorten(url)!r} has a space in it and cannot be linked", "give one address"
        )
        return
    scheme = _SCHEME.match(url)
    if _HOST.match(url):
        hint = f"write https://{shorten(url)}"
        collector.warning("BIB123", at, f"the URL {shorten(url)!r} has no scheme and cannot be linked", hint)
    elif scheme and scheme[0].lower() in ("http:", "https:", "mailto:"):
        collector.warning("BIB123", at, f"the URL {shorten(url)!r} is not whole and cannot be linked")
    elif scheme:
        hint = "only http and https addresses are printed and linked"
        collector.warning("BIB126", at, f"the URL {shorten(url)!r} is no web address and is left out", hint)
        del entry.data["URL"]
    else:
        collector.warning("BIB123", at, f"{shorten(url)!r} is no web address and cannot be linked", "write https://…")
