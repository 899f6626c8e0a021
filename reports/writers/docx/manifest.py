"""The manifest: which place of the file came from which id, as a custom XML part that editing leaves alone."""

from __future__ import annotations

import hashlib
import uuid

from reports.model import blocks as b
from reports.model.walk import walk
from reports.writers.docx.bookmarks import bookmark_name
from reports.writers.docx.job import Job
from reports.writers.docx.package import Part
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import DECLARATION, attr

NAMESPACE = "urn:policy-brief-builder:manifest:1"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def manifest(job: Job) -> Part:
    """The part with the manifest, its store properties attached."""
    meta = job.document.meta
    entries = "".join(_entries(job))
    data = (
        f'{DECLARATION}<brief xmlns="{NAMESPACE}" slug="{attr(meta.slug)}" lang="{attr(meta.lang)}" '
        f'version="{attr(meta.version)}" status="{attr(meta.status)}">{entries}</brief>'
    ).encode()
    part = Part("/customXml/item1.xml", "application/xml", data)
    identity = str(uuid.uuid5(uuid.NAMESPACE_OID, hashlib.sha256(data).hexdigest())).upper()
    properties = (
        f'{DECLARATION}<ds:datastoreItem xmlns:ds="{_STORE}" ds:itemID="{{{identity}}}"><ds:schemaRefs>'
        f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    part.relate("customXmlProps", Part("/customXml/itemProps1.xml", kind, properties))
    return part


def _entries(job: Job) -> list[str]:
    found: list[str] = []
    seen: set[str] = set()
    for node in walk(job.document.content):
        identifier = getattr(node, "id", None)
        if not identifier or identifier in seen:
            continue
        seen.add(identifier)
        name = bookmark_name(identifier)
        if name not in job.bookmarks.used:
            continue
        words = flat_text(_content(node))
        digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        kind = type(node).__name__.lower()
        found.append(f'<node id="{attr(identifier)}" kind="{kind}" bookmark="{name}" text="{digest}"/>')
    return found


def _content(node: object) -> tuple[object, ...]:
    match node:
        case b.Table(caption=caption) | b.Figure(caption=caption):
            return tuple(caption)
        case b.Callout(title=title, content=content):
            return (*title, *content)
        case _:
            return tuple(getattr(node, "content", ()))
