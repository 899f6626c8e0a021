"""Contents, and lists of figures and tables: their entries, without page numbers, which only writers know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from reports.model import blocks as b
from reports.model.document import Document
from reports.model.walk import rewrite, walk
from reports.transforms.context import Context
from reports.transforms.references import without_notes


def settle_contents(document: Document, context: Context) -> Document:
    """Fill ``Contents.entries``; a list of figures or tables without entries goes."""
    sections = tuple(_sections(document.content))
    figures = tuple(_captions(document.content, b.Figure))
    tables = tuple(_captions(document.content, b.Table))

    def fill(node: Any) -> tuple[Any, ...]:
        match node:
            case b.Contents(kind="sections", depth=depth):
                entries = tuple(entry for entry in sections if entry.level <= depth)
                return (replace(node, entries=entries),) if entries else ()
            case b.Contents(kind=kind):
                entries = figures if kind == "figures" else tables
                return (replace(node, entries=entries),) if entries else ()
        return (node,)

    return replace(document, content=rewrite(document.content, fill))


def _sections(blocks: b.Blocks) -> Iterator[b.ContentsEntry]:
    """The headings of sections that can be linked to; those inside boxes are no part of the contents."""
    for block in blocks:
        match block:
            case b.Section(content=content, id=id_):
                heading = content[0] if content and isinstance(content[0], b.Heading) else None
                if heading is not None and (id_ or heading.id):
                    target = heading.id or id_ or ""
                    yield b.ContentsEntry(heading.level, without_notes(heading.content), target, heading.number)
                yield from _sections(content)
            case b.Division(content=content):
                yield from _sections(content)
            case _:
                continue


def _captions(blocks: b.Blocks, kind: type[b.Figure] | type[b.Table]) -> Iterator[b.ContentsEntry]:
    for node in walk(blocks):
        if isinstance(node, kind) and node.label is not None and node.id:
            yield b.ContentsEntry(1, without_notes(node.caption), node.id, str(node.label))
