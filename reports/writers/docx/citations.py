"""Citations: as printed, or as fields that Zotero goes on managing.

Zotero keeps a citation as a field ``ADDIN ZOTERO_ITEM CSL_CITATION`` with JSON: the items with their data, and the
text it printed, so that it can tell whether somebody changed it. The list of references is ``ADDIN ZOTERO_BIBL``, the
settings of the document are custom properties.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reports.model import inlines as i
from reports.writers.docx.fields import complex_field
from reports.writers.docx.job import Job, Place
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import attr, clean, text_run

if TYPE_CHECKING:
    from reports.writers.docx.runs import Ink

BIBLIOGRAPHY = ' ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY '
_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
#: Custom properties hold 255 characters.
_PIECE = 255


def cite(job: Job, node: i.Cite, place: Place, ink: Ink) -> str:
    """A citation cluster."""
    from reports.writers.docx.runs import inlines, run_look

    look = run_look(ink)
    if not node.content:
        return text_run("(" + "; ".join(one.key for one in node.items) + ")", look)
    if not job.zotero or not all(one.key in job.document.sources for one in node.items) or not node.items:
        return inlines(job, node.content, place, ink)
    shown = inlines(job, node.content, replace(place, note=True), replace(ink, linked=True))
    job.citations += 1
    note = len(job.notes.foot_bodies) if place.part is job.notes.foot else 0
    data = citation(job, node, job.citations, note)
    code = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return complex_field(f"ADDIN ZOTERO_ITEM CSL_CITATION {clean(code)}", shown, look)


def citation(job: Job, node: i.Cite, number: int, note: int) -> dict[str, Any]:
    """What Zotero stores with one citation."""
    plain = flat_text(node.content)
    digest = hashlib.sha256(f"{number}\0{plain}".encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return {
        "citationID": digest,
        "properties": {"formattedCitation": plain, "plainCitation": plain, "noteIndex": note},
        "citationItems": [_item(job, one) for one in node.items],
        "schema": _SCHEMA,
    }


def _item(job: Job, item: i.CiteItem) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": item.key,
        "uris": [uri(item.key)],
        "itemData": _data(item.key, job.document.sources[item.key]),
    }
    if item.locator:
        found |= {"locator": item.locator, "label": item.label or "page"}
    if item.prefix:
        found["prefix"] = flat_text(item.prefix) + " "
    if item.suffix:
        found["suffix"] = flat_text(item.suffix)
    if item.mode == "suppress-author":
        found["suppress-author"] = True
    if item.mode == "author-only":
        found["author-only"] = True
    return found


def uri(key: str) -> str:
    """One address for one work, the same at every citation: Zotero tells works apart by it."""
    digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
    letters = "23456789ABCDEFGHIJKLMNPQRSTUVWXZ"
    short = "".join(letters[int(digest[at : at + 2], 16) % len(letters)] for at in range(0, 16, 2))
    return f"http://zotero.org/users/local/briefs/items/{short}"


def _data(key: str, source: Mapping[str, object]) -> dict[str, Any]:
    """The work as CSL-JSON, with the citekey as id and as citation-key."""
    plain = json.loads(json.dumps(dict(source), default=str, sort_keys=True))
    return {**plain, "id": key, "citation-key": key}


def preferences(job: Job) -> dict[str, str]:
    """The custom properties in which Zotero finds the style of the document, cut into pieces before escaping."""
    if not job.zotero:
        return {}
    style = job.document.options.get("csl", "") or "chicago-note-bibliography"
    address = style if "://" in style else f"http://www.zotero.org/styles/{style}"
    notes = 1 if job.targets.cites_in_notes else 0
    session = hashlib.sha256(job.document.meta.slug.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    data = (
        f'<data data-version="3" zotero-version="6.0.30"><session id="{session}"/>'
        f'<style id="{attr(address)}" locale="{attr(job.document.meta.lang)}" hasBibliography="1" '
        f'bibliographyStyleHasBeenSet="1"/><prefs><pref name="fieldType" value="Field"/>'
        f'<pref name="noteType" value="{notes}"/><pref name="automaticJournalAbbreviations" value="false"/>'
        "</prefs></data>"
    )
    pieces = [data[at : at + _PIECE] for at in range(0, len(data), _PIECE)]
    return {f"ZOTERO_PREF_{number}": piece for number, piece in enumerate(pieces, 1)}
