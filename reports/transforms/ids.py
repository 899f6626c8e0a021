"""Ids: each once in a document, for links and bookmarks to mean one place."""

from __future__ import annotations

from reports.model import blocks as b
from reports.model.document import Document
from reports.model.walk import Node, walk
from reports.source import Position
from reports.transforms.context import Context


def check_ids(document: Document, context: Context) -> Document:
    """Tell ids that two blocks share (REF002); the document stays as it is."""
    seen: set[str] = set()
    last = document.at or Position(document.meta.slug or "document")
    for node in walk(document.content):
        last = getattr(node, "at", None) or last
        name = node_id(node)
        if name is None:
            continue
        if name in seen:
            hint = "a template that shows a block twice gives the second one no id"
            context.collector.error("REF002", last, f"two blocks have the id {name!r}", hint)
        seen.add(name)
    return document


def node_id(node: Node) -> str | None:
    """The id of a block that has one."""
    if isinstance(node, b.Heading | b.Section | b.Division | b.Figure | b.Table | b.Callout | b.Reference):
        return node.id
    return None
