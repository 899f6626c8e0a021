"""Front and back matter: what is known about the paper as a whole, as metadata and as the lines that are printed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from reports.language import words as words_of
from reports.model import inlines as i
from reports.model.blocks import Para
from reports.model.document import Meta, Person
from reports.model.walk import plain_text
from reports.native import Slots
from reports.schema.brief import Brief
from reports.schema.house import House
from reports.schema.prose import Prose
from reports.templating.dates import date_text
from reports.templating.dates import timestamp as start_of
from reports.templating.view import Viewer

HOUSE_FIELDS = ("publisher", "about", "boilerplate", "contact", "licence", "disclaimers", "funders", "place")


def imprint(brief: Brief, house: House | None) -> dict[str, Any]:
    """The house's facts; what the brief's ``imprint`` says wins, key by key."""
    merged: dict[str, Any] = {}
    for name in HOUSE_FIELDS:
        own = getattr(brief.imprint, name, None) if brief.imprint is not None else None
        merged[name] = own if own not in (None, (), []) else getattr(house, name, None) if house else None
    return merged


def house_view(merged: Mapping[str, Any], viewer: Viewer, publisher: str, logo: str | None) -> SimpleNamespace:
    """What templates see as ``house``."""
    made = SimpleNamespace(**{name: viewer.plain(merged[name]) for name in HOUSE_FIELDS})
    made.publisher = made.publisher or publisher
    made.contact = _contact_lines(made.contact)
    made.disclaimers = made.disclaimers or ()
    made.funders = made.funders or ()
    made.logo = logo
    made.logo_alt = viewer.words["logo"].replace("{name}", made.publisher or "") if logo else ""
    return made


def _contact_lines(contact: Any) -> tuple[SimpleNamespace, ...]:
    if contact is None:
        return ()
    lines = []
    for name, href in (("address", ""), ("email", "mailto:"), ("phone", None), ("url", "")):
        text = getattr(contact, name, None)
        if text:
            target = f"{href}{text}" if name == "email" else text if name == "url" else ""
            lines.append(SimpleNamespace(text=text, href=target, lines=tuple(text.strip().splitlines())))
    return tuple(lines)


def make_meta(
    brief: Brief, merged: Mapping[str, Any], *, words: Mapping[str, str], slug: str, publisher: str, epoch: int | None
) -> Meta:
    """The metadata of the document. *epoch* (SOURCE_DATE_EPOCH) wins over the date of the brief."""
    iso = str(brief.date or "")
    series = brief.series
    mark, detail = _mark(brief, words)
    return Meta(
        title=str(brief.title),
        lang=str(brief.lang),
        subtitle=str(brief.subtitle or ""),
        short_title=str(brief.short_title or ""),
        series=str(series.name or "") if series else "",
        series_number=str(series.number or "") if series else "",
        issn=str(series.issn or "") if series else "",
        date=iso,
        date_text=date_text(iso, brief.lang) if iso else "",
        version=str(brief.version or ""),
        status=brief.status,
        authors=tuple(_person(one) for one in brief.authors or ()),
        contributors=tuple(_person(one) for one in brief.contributors or ()),
        keywords=tuple(str(one) for one in brief.keywords or ()),
        doi=str(brief.doi or ""),
        url=str(brief.url or ""),
        description=_description(brief),
        publisher=str(merged["publisher"] or publisher),
        licence=_text(merged["licence"]),
        place=str(merged["place"] or ""),
        template=str(brief.template),
        slug=slug,
        timestamp=epoch if epoch is not None else start_of(iso),
        mark=mark,
        mark_detail=detail,
    )


def _person(one: Any) -> Person:
    return Person(
        name=str(one.name), affiliation=str(getattr(one, "affiliation", "") or ""),
        orcid=str(getattr(one, "orcid", "") or ""), email=str(getattr(one, "email", "") or ""),
        role=str(getattr(one, "role", "") or "author"),
    )  # fmt: skip


def _text(value: Any) -> str:
    return plain_text(value.blocks) if isinstance(value, Prose) else str(value or "")


def _description(brief: Brief) -> str:
    """The summary as plain text, cut at a word near 500 characters."""
    text = " ".join(plain_text(brief.summary.blocks).split()) if brief.summary else ""
    return text if len(text) <= 500 else text[:500].rsplit(" ", 1)[0] + " …"


def _mark(brief: Brief, words: Mapping[str, str]) -> tuple[str, str]:
    """The word shown across the pages of what is not final, and what stands beside it."""
    if brief.status == "embargoed":
        until = date_text(str(brief.embargo), brief.lang) if brief.embargo else ""
        return words["embargoed"].upper(), words["embargoed-until"].replace("{date}", until) if until else ""
    if brief.status in ("draft", "review"):
        return words[brief.status].upper(), ""
    return "", ""


def meta_view(meta: Meta, brief: Brief, viewer: Viewer, slots: Slots, merged: Mapping[str, Any]) -> SimpleNamespace:
    """What templates see as ``meta``: the lines of title block and imprint, composed."""
    words = viewer.words
    number = f"{words['number']} {meta.series_number}" if meta.series_number else ""
    unfinished = meta.mark_detail or (words[meta.status] if meta.mark else "")
    dateline = [meta.date_text, f"{words['version']} {meta.version}" if meta.version else "", unfinished]
    return SimpleNamespace(
        series=meta.series, series_number=number, byline=_byline(meta, words),
        dateline=" · ".join(one for one in dateline if one), date=meta.date_text, link=_link(meta),
        citation=Markup(slots.add((Para(citation_of(meta)),))),
        bios=tuple(viewer.plain(one) for one in brief.authors) if any(map(_told, brief.authors)) else (),
    )  # fmt: skip


def _told(author: Any) -> bool:
    """Whether there is more to say of an author than the name in the title block."""
    return any(getattr(author, name, None) for name in ("bio", "orcid", "email"))


def _byline(meta: Meta, words: Mapping[str, str]) -> str:
    """The authors, those of one institution together: "A and B, Institute; C, University"."""
    groups = [(name, [one.name for one in group]) for name, group in groupby(meta.authors, lambda one: one.affiliation)]
    return "; ".join(", ".join(one for one in (_listed(names, words), name) if one) for name, names in groups)


def _listed(names: list[str], words: Mapping[str, str]) -> str:
    return f"{', '.join(names[:-1])} {words['and']} {names[-1]}" if len(names) > 1 else "".join(names)


def _link(meta: Meta) -> str:
    return meta.url or (f"https://doi.org/{meta.doi}" if meta.doi else "")


def citation_of(meta: Meta) -> i.Inlines:
    """The suggested citation: authors (year), *title*, series and number, place: publisher, link."""
    authors = _listed([one.name for one in meta.authors], words_of(meta.lang)) or meta.publisher
    title = f"{meta.title}: {meta.subtitle}" if meta.subtitle else meta.title
    series = " ".join(one for one in (meta.series, meta.series_number) if one)
    house = f"{meta.place}: {meta.publisher}" if meta.place and meta.publisher else meta.publisher
    rest = ". ".join(one for one in (series, house if meta.authors else meta.place) if one)
    lead = f"{authors} ({meta.date[:4]}), " if meta.date else f"{authors}, "
    out: list[i.Inline] = [i.Text(lead), i.Emph((i.Text(title),)), i.Text(f". {rest}." if rest else ".")]
    link = f"https://doi.org/{meta.doi}" if meta.doi else meta.url
    if link:
        out += [i.Text(" "), i.Link((i.Text(link),), link)]
    return tuple(out)
