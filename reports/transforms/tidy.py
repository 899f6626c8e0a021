"""The normal form: neighbouring texts are one text, no text is empty."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import rewrite
from reports.transforms.context import Context


def join_texts(document: Document, context: Context) -> Document:
    """Join neighbouring texts everywhere."""

    def join(node: Any) -> tuple[Any, ...]:
        changes = {}
        for one in fields(node):
            value = getattr(node, one.name)
            if isinstance(value, tuple) and any(isinstance(part, i.Text) for part in value):
                joined = joined_texts(value)
                if len(joined) != len(value):
                    changes[one.name] = joined
        return (replace(node, **changes) if changes else node,)

    return replace(document, content=rewrite(document.content, join))


def joined_texts(inlines: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same inlines with neighbouring texts as one and empty ones left out."""
    out: list[Any] = []
    for node in inlines:
        if isinstance(node, i.Text):
            if not node.text:
                continue
            if out and isinstance(out[-1], i.Text):
                out[-1] = i.Text(out[-1].text + node.text)
                continue
        out.append(node)
    return tuple(out)
