"""The document: metadata, content, the pictures it shows, and the words a writer needs in its language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from reports.model.blocks import Block
from reports.records import record
from reports.source import Position

AssetKind: TypeAlias = Literal["png", "jpeg", "svg"]
Status: TypeAlias = Literal["draft", "review", "cleared", "embargoed", "final"]


@record(frozen=True, slots=True)
class Asset:
    """A picture after the intake: checked, turned upright, stripped of metadata, encoded once for all writers.

    width, height
        Pixels for png and jpeg, CSS pixels (1/96 inch) for svg.
    dpi
        Pixels per inch at which a raster picture asks to be shown; a hint for its natural size.
    fallback
        For svg: the same picture as png, where one was made; else empty.
    """

    kind: AssetKind
    data: bytes
    width: float
    height: float
    dpi: float = 96.0
    fallback: bytes = b""


@record(frozen=True, slots=True)
class Person:
    """An author or contributor."""

    name: str
    affiliation: str = ""
    orcid: str = ""
    email: str = ""
    role: str = "author"


@record(frozen=True, slots=True)
class Meta:
    """What is known about the document as a whole; plain text throughout.

    lang
        BCP 47 tag, such as ``en-GB`` or ``sr-Latn-RS``.
    date
        ISO 8601, possibly partial: ``2023-07-14``, ``2023-07`` or ``2023``; empty when unknown.
    date_text
        The date as printed, in the document's language.
    timestamp
        Seconds since 1970-01-01 UTC that every timestamp in the outputs shows.
    mark
        The word of the draft or embargo mark to be shown across pages ("DRAFT"); empty for none.
    mark_detail
        What stands beside it ("Embargoed until 20 July 2023, 09:00"); empty for none.
    """

    title: str
    lang: str = "en-GB"
    subtitle: str = ""
    short_title: str = ""
    series: str = ""
    series_number: str = ""
    issn: str = ""
    date: str = ""
    date_text: str = ""
    version: str = ""
    status: Status = "final"
    authors: tuple[Person, ...] = ()
    contributors: tuple[Person, ...] = ()
    keywords: tuple[str, ...] = ()
    doi: str = ""
    url: str = ""
    description: str = ""
    publisher: str = ""
    licence: str = ""
    place: str = ""
    template: str = "brief"
    slug: str = ""
    timestamp: int = 0
    mark: str = ""
    mark_detail: str = ""


@record(frozen=True, slots=True)
class Document:
    """The one thing that every writer draws.

    assets
        Pictures by the name that ``Image.asset`` uses, in a fixed order.
    words
        The document language's words that writers print by themselves ("Page", "of", "continued" …), by key.
    sources
        The cited works as CSL-JSON items by citekey, for writers that carry live citations.
    linked
        The record of the document as JSON-LD that may stand in a web page; empty for none.
    options
        Settled choices that writers heed, as plain text by key: ``paper`` (a4 | letter), ``notes`` (foot | end),
        ``profile`` …
    """

    meta: Meta
    content: tuple[Block, ...]
    assets: Mapping[str, Asset] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    at: Position | None = field(default=None, compare=False)
    linked: str = ""
