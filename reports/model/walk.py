"""Going through a document: every node in reading order, and rebuilding with some nodes replaced.

Both are written once over the field structure of the nodes, so that a new node needs no line here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, TypeAlias, get_args

from reports.model import blocks as b
from reports.model import inlines as i

#: Anything that can hold inlines or blocks: the two unions and the parts that only stand inside a node.
Node: TypeAlias = (
    b.Block
    | i.Inline
    | i.CiteItem
    | b.ListItem
    | b.Definition
    | b.Row
    | b.Cell
    | b.Reference
    | b.Endnote
    | b.ContentsEntry
    | b.Image
    | b.Chart
    | b.QrCode
)

#: The fields that hold nodes, in the order a reader meets them; given here where that is not the order of definition,
#: filled in for the others when first asked for.
_READING_ORDER: dict[type, tuple[str, ...]] = {
    b.Callout: ("title", "content"),
    b.Table: ("caption", "head", "body", "source"),
    b.Reference: ("label", "content"),
}

_CHILD_TYPES: tuple[type, ...] = (
    *get_args(b.Block),
    *get_args(i.Inline),
    i.CiteItem, b.ListItem, b.Definition, b.Row, b.Cell, b.Reference, b.Endnote, b.ContentsEntry,
    b.Image, b.Chart, b.QrCode,
)  # fmt: skip


def _child_fields(kind: type) -> tuple[str, ...]:
    """The names of the fields of *kind* that hold nodes, in reading order."""
    found = _READING_ORDER.get(kind)
    if found is None:
        found = _READING_ORDER[kind] = _find_child_fields(kind)
    return found


def _find_child_fields(kind: type) -> tuple[str, ...]:
    found = []
    for one in fields(kind):
        text = str(one.type)
        if one.name == "graphic" or (text.startswith("tuple[") and _holds_nodes(text)):
            found.append(one.name)
    return tuple(found)


def _holds_nodes(annotation: str) -> bool:
    inner = annotation.removeprefix("tuple[").split(",")[0].removesuffix("]").strip()
    names = {kind.__name__ for kind in _CHILD_TYPES} | {"Inline", "Block"}
    return inner in names


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside *node*, in reading order."""
    return iter(_inside(node))


def _inside(node: Any) -> Sequence[Any]:
    names = _READING_ORDER.get(type(node))
    if names is None:
        names = _child_fields(type(node))
    if not names:
        return ()
    if len(names) == 1:
        value = getattr(node, names[0])
        return value if isinstance(value, tuple) else (value,)
    found: list[Any] = []
    for name in names:
        value = getattr(node, name)
        if isinstance(value, tuple):
            found.extend(value)
        else:
            found.append(value)
    return found


def walk(nodes: tuple[Node, ...] | tuple[b.Block, ...] | tuple[i.Inline, ...]) -> Iterator[Node]:
    """Every node in reading order, a node before what is inside it. Iterative: depth costs no stack."""
    stack: list[Node] = list(reversed(nodes))
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(_inside(node)))


#: Given a node whose children are rebuilt already: what shall stand in its place, nothing to many.
Rewrite: TypeAlias = Callable[[Any], tuple[Any, ...]]


def rewrite(nodes: tuple[Any, ...], change: Rewrite) -> tuple[Any, ...]:
    """Rebuild *nodes* bottom-up: *change* is called in reading order of the ends of nodes.

    *change* returns the nodes to put in place of the one it is given: ``(node,)`` to keep it, ``()`` to drop it. Parts
    that are not in a tuple (the graphic of a figure) take the first one returned.
    """
    out: list[Any] = []
    for node in nodes:
        out.extend(change(rebuild_children(node, change)))
    return tuple(out)


def rebuild_children(node: Any, change: Rewrite) -> Any:
    """The same node with *change* applied to everything inside it."""
    changed: dict[str, Any] = {}
    for name in _child_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            new: Any = rewrite(value, change) if value else value
            if any(a is not c for a, c in zip(new, value, strict=False)) or len(new) != len(value):
                changed[name] = new
        else:
            new = change(rebuild_children(value, change))[0]
            if new is not value:
                changed[name] = new
    return replace(node, **changed) if changed else node


def plain_text(nodes: tuple[Any, ...], *, notes: bool = False) -> str:
    """The characters of *nodes* as a reader sees them, for metadata, outlines and comparisons.

    Line breaks are spaces; notes are left out unless asked for; blocks are parted by line feeds.
    """
    return "".join(_plain(node, notes) for node in nodes).rstrip("\n")


def _plain(node: Any, notes: bool) -> str:
    match node:
        case i.Text(text) | i.Code(text):
            return text
        case b.CodeBlock(text):
            return text + "\n"
        case i.LineBreak():
            return " "
        case i.Note(content):
            return f" [{plain_text(content, notes=True)}]" if notes else ""
        case i.Cite(content=content) | i.Ref(content=content):
            return plain_text(content, notes=notes)
        case i.CiteItem():
            return ""
        case _:
            inner = "".join(_plain(child, notes) for child in children(node))
            return inner + "\n" if isinstance(node, _BLOCK_LIKE) and not inner.endswith("\n") else inner


_BLOCK_LIKE: tuple[type, ...] = (*get_args(b.Block), b.Cell, b.Definition, b.Reference, b.ContentsEntry)
