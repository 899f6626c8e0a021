"""The head of the page: what search engines, libraries and reference managers read."""

from __future__ import annotations

from collections.abc import Iterator

from reports.model.document import Document, Meta
from reports.model.record import dublin_core, licence_address
from reports.writers.html import escape
from reports.writers.html.escape import tag

#: The page may load nothing: no script, no frame, no address; only what it carries.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
)


def draw_head(document: Document, styles: str) -> str:
    """The ``head`` element."""
    meta = document.meta
    lines = [
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=POLICY),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", escape.text(meta.title or meta.slug or "\N{EN DASH}")),
        *(tag("meta", name=name, content=content) for name, content in _named(meta) if content),
        *(tag("meta", property=name, content=content) for name, content in _open_graph(meta) if content),
    ]
    if meta.url.lower().startswith(("https://", "http://")):
        lines.append(tag("link", rel="canonical", href=meta.url))
    licence = licence_address(meta.licence)
    if licence:
        lines.append(tag("link", rel="license", href=licence))
    if document.linked:  # data, not code: browsers run no script of this type
        lines.append(f'<script type="application/ld+json">\n{escape.clean(document.linked)}\n</script>')
    lines.append(f"<style>\n{styles}</style>")
    return tag("head", "\n" + "\n".join(lines) + "\n")


def _named(meta: Meta) -> Iterator[tuple[str, str]]:
    authors = [one for one in meta.authors if one.role == "author"] or list(meta.authors)
    yield "description", meta.description
    yield "author", "; ".join(one.name for one in authors)
    yield "keywords", ", ".join(meta.keywords)
    yield from _highwire(meta, [(one.name, one.affiliation, one.orcid) for one in authors])
    yield from _dublin_core(meta)


def _highwire(meta: Meta, authors: list[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """The tags that Google Scholar and Zotero read."""
    yield "citation_title", meta.title
    for name, affiliation, orcid in authors:
        yield "citation_author", name
        yield "citation_author_institution", affiliation
        yield "citation_author_orcid", f"https://orcid.org/{orcid}" if orcid else ""
    yield "citation_publication_date", meta.date.replace("-", "/")
    yield "citation_technical_report_institution", meta.publisher
    yield "citation_technical_report_number", meta.series_number
    yield "citation_publisher", meta.publisher
    yield "citation_issn", meta.issn
    yield "citation_doi", meta.doi
    yield "citation_language", meta.lang
    yield "citation_public_url", meta.url
    for keyword in meta.keywords:
        yield "citation_keywords", keyword


def _dublin_core(meta: Meta) -> Iterator[tuple[str, str]]:
    for name, values in dublin_core(meta).items():
        yield from ((f"DC.{name}", value) for value in values)


def _open_graph(meta: Meta) -> Iterator[tuple[str, str]]:
    yield "og:type", "article"
    yield "og:title", meta.title
    yield "og:description", meta.description
    yield "og:site_name", meta.publisher
    yield "og:url", meta.url
