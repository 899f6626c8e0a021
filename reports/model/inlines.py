"""Inlines: what stands in a line.

All nodes are frozen, slotted dataclasses; ``Inline`` is their closed union. ``at`` is where the author wrote a node:
it is carried along for diagnostics and does not count when nodes are compared.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Literal, TypeAlias

from reports.records import record
from reports.source import Position

if TYPE_CHECKING:
    from reports.model.blocks import Block

ItemMode: TypeAlias = Literal["normal", "suppress-author", "author-only"]
ClusterMode: TypeAlias = Literal["parenthetical", "narrative"]
RefForm: TypeAlias = Literal["label", "number", "title", "page"]
NoteKind: TypeAlias = Literal["foot", "end"]


@record(frozen=True, slots=True)
class Text:
    """Plain characters. Never empty in a normalised document, never with a line feed."""

    text: str


@record(frozen=True, slots=True)
class Emph:
    """Emphasis, set in italics."""

    content: tuple[Inline, ...]


@record(frozen=True, slots=True)
class Strong:
    """Strong emphasis, set in bold."""

    content: tuple[Inline, ...]


@record(frozen=True, slots=True)
class Superscript:
    """Raised text, as in 1ˢᵗ."""

    content: tuple[Inline, ...]


@record(frozen=True, slots=True)
class Subscript:
    """Lowered text, as in CO₂."""

    content: tuple[Inline, ...]


@record(frozen=True, slots=True)
class SmallCaps:
    """Small capitals, which some citation styles ask for."""

    content: tuple[Inline, ...]


@record(frozen=True, slots=True)
class Code:
    """Characters to be shown as they are, in the monospaced face."""

    text: str


@record(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""


@record(frozen=True, slots=True)
class Span:
    """A stretch of text with a role for the theme, a language of its own (BCP 47), or both."""

    content: tuple[Inline, ...]
    role: str | None = None
    lang: str | None = None


@record(frozen=True, slots=True)
class Link:
    """A link: ``href`` is http(s), mailto, or ``#id`` of a block of this document."""

    content: tuple[Inline, ...]
    href: str
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Ref:
    """A cross-reference to an id of this document.

    form
        ``label`` prints "Figure 2", ``number`` "2", ``title`` the caption or heading, ``page`` the page number, the
        one thing that only a writer knows.
    content
        What is printed; empty until the transforms have settled it. Writers print it and link it to the target
        (Word: a REF field with this as its cached result).
    """

    target: str
    form: RefForm = "label"
    content: tuple[Inline, ...] = ()
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class CiteItem:
    """One work cited in a cluster.

    key
        The citekey, as in the bibliography.
    locator, label
        Which part, and its kind as CSL names it (``page``, ``chapter``, ``section`` …); both empty for none.
    prefix, suffix
        The author's words around the work ("see", "and passim").
    """

    key: str
    locator: str = ""
    label: str = ""
    prefix: tuple[Inline, ...] = ()
    suffix: tuple[Inline, ...] = ()
    mode: ItemMode = "normal"
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Cite:
    """A citation cluster: one or more works cited at one place.

    content
        What the citation style prints for it; empty until the citations are settled. With a note style the settled
        cluster stands in a :class:`Note`.
    """

    items: tuple[CiteItem, ...]
    mode: ClusterMode = "parenthetical"
    content: tuple[Inline, ...] = ()
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Note:
    """A note, standing at its call.

    number
        What the call prints; empty until the notes are numbered in the order of the text.
    """

    content: tuple[Block, ...]
    kind: NoteKind = "foot"
    number: str = ""
    at: Position | None = field(default=None, compare=False)


Inline: TypeAlias = (
    Text | Emph | Strong | Superscript | Subscript | SmallCaps | Code | LineBreak | Span | Link | Ref | Cite | Note
)

Inlines: TypeAlias = tuple[Inline, ...]
