"""Heading levels: a heading is as deep as its section."""

from __future__ import annotations

from dataclasses import replace

from reports.model import blocks as b
from reports.model.document import Document
from reports.transforms.context import Context

#: Word, PDF and HTML all know six levels of headings.
DEEPEST = 6


def settle_levels(document: Document, context: Context) -> Document:
    """Each heading gets the level of where it stands.

    The first heading of a section is the section's own and as deep as sections are nested; the headings of a body
    count from the level below it, whatever level they were written with.
    """
    return replace(document, content=_blocks(document.content, 0, own=False))


def _blocks(blocks: b.Blocks, depth: int, *, own: bool) -> b.Blocks:
    """*depth* is the level of the section around; *own* says that a first heading is that section's."""
    written = [block.level for block in blocks[1 if own else 0 :] if isinstance(block, b.Heading)]
    highest = min(written, default=1)
    out: list[b.Block] = []
    for index, block in enumerate(blocks):
        if isinstance(block, b.Heading):
            is_own = own and index == 0
            level = depth if is_own else depth + 1 + block.level - highest
            out.append(replace(block, level=min(max(level, 1), DEEPEST)))
        else:
            out.append(_inside(block, depth))
    return tuple(out)


def _inside(block: b.Block, depth: int) -> b.Block:
    match block:
        case b.Section(content=content):
            own = bool(content) and isinstance(content[0], b.Heading)
            return replace(block, content=_blocks(content, depth + 1, own=own))
        case b.Division(content=content) | b.Callout(content=content):
            return replace(block, content=_blocks(content, depth, own=False))
        case _:
            return block
