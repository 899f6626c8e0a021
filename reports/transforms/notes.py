"""Notes: numbered in the order of the text; endnotes gathered where the document wants them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import rewrite, walk
from reports.transforms.context import Context


def number_notes(document: Document, context: Context) -> Document:
    """Number the notes from 1, in one sequence; ``options["notes"]`` "end" makes all of them endnotes."""
    kind: i.NoteKind = "end" if document.options.get("notes") == "end" else "foot"
    # Notes are numbered where their call stands: rewriting meets a call before the calls after it, since a note
    # cannot stand inside a note.
    count = 0

    def number(node: Any) -> tuple[Any, ...]:
        nonlocal count
        if isinstance(node, i.Note):
            count += 1
            return (replace(node, number=str(count), kind=kind),)
        return (node,)

    return replace(document, content=rewrite(document.content, number))


def gather_endnotes(document: Document, context: Context) -> Document:
    """Fill ``Endnotes``; where a document with endnotes has no place for them, they close it."""
    notes = tuple(
        b.Endnote(node.number, node.content)
        for node in walk(document.content)
        if isinstance(node, i.Note) and node.kind == "end"
    )

    def fill(node: Any) -> tuple[Any, ...]:
        match node:
            case b.Endnotes():
                return (replace(node, notes=notes),)
            case b.Section(role="notes", content=content) if not notes:
                return () if all(isinstance(one, b.Heading | b.Endnotes) for one in content) else (node,)
        return (node,)

    content = rewrite(document.content, fill)
    if notes and not any(isinstance(node, b.Endnotes) for node in walk(content)):
        heading = b.Heading(1, (i.Text(document.words.get("notes", "Notes")),))
        content = (*content, b.Section((heading, b.Endnotes(notes)), id="notes", role="notes"))
    return replace(document, content=content)
