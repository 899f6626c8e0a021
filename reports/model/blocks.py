"""Blocks: what stands on lines of its own.

Domain things (key messages, a recommendation, a definition) are no nodes of their own: they are ``Callout``,
``Section``, ``Division`` or ``Para`` with a role, and the theme gives a role its look. ``role`` is a lower-case name
such as ``lead`` or ``key-messages``; ``id`` is unique in the document.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, TypeAlias

from reports.model.inlines import Inline
from reports.records import record
from reports.source import Position

Align: TypeAlias = Literal["left", "center", "right", "decimal"]
ChartKind: TypeAlias = Literal["bar", "column", "line", "stacked"]
ContentsKind: TypeAlias = Literal["sections", "figures", "tables"]


@record(frozen=True, slots=True)
class Label:
    """The settled label of a thing: the word in the document's language and the number, as printed.

    ``Label("Figure", "3")``, ``Label("Recommendation", "2")``, ``Label("", "1.2")`` for a numbered heading,
    ``Label("Definition", "")`` for a box of a kind.
    """

    word: str
    number: str

    def __str__(self) -> str:
        return "\N{NO-BREAK SPACE}".join(one for one in (self.word, self.number) if one)


@record(frozen=True, slots=True)
class Para:
    """A paragraph."""

    content: tuple[Inline, ...]
    role: str | None = None
    lang: str | None = None
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Heading:
    """A heading. The transforms settle ``level`` (1 is the highest below the title) and ``number``."""

    level: int
    content: tuple[Inline, ...]
    id: str | None = None
    number: str = ""
    role: str | None = None
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Section:
    """A section; its heading, where it has one, is the first block of ``content``.

    role
        What the section is for (``background``, ``findings``, ``recommendations``, ``annex`` …).
    """

    content: tuple[Block, ...]
    id: str | None = None
    role: str | None = None
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Division:
    """A group of blocks that the theme treats together: title block, cover, imprint, a group of cards."""

    content: tuple[Block, ...]
    role: str | None = None
    id: str | None = None
    lang: str | None = None


@record(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    content: tuple[Block, ...]


@record(frozen=True, slots=True)
class List:
    """A bullet list, or a numbered one counting from ``start``. ``tight`` lists have no space between items."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    tight: bool = True
    role: str | None = None


@record(frozen=True, slots=True)
class Definition:
    """One term with what it means."""

    term: tuple[Inline, ...]
    content: tuple[Block, ...]


@record(frozen=True, slots=True)
class DefinitionList:
    """Terms and what they mean: abbreviations, facts of an event, the head of a memo."""

    items: tuple[Definition, ...]
    role: str | None = None


@record(frozen=True, slots=True)
class Quote:
    """A quotation set apart, with its source, if given. ``role`` "pull" marks a repeated phrase set large."""

    content: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()
    role: str | None = None


@record(frozen=True, slots=True)
class CodeBlock:
    """Lines to be shown as they are, in the monospaced face."""

    text: str


@record(frozen=True, slots=True)
class Rule:
    """A break between two thoughts, drawn as a short rule or an ornament."""


@record(frozen=True, slots=True)
class Image:
    """A picture: ``asset`` names it in ``Document.assets``. An empty ``alt`` says that it is decoration."""

    asset: str
    alt: str = ""


@record(frozen=True, slots=True)
class Series:
    """One row of numbers in a chart; None is a gap."""

    name: str
    values: tuple[float | None, ...]


@record(frozen=True, slots=True)
class Chart:
    """A chart as data, drawn by each writer in its own best way.

    categories
        Labels along the category axis; every series has as many values.
    unit
        Printed with the values; "%" follows the number.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    title: str = ""
    alt: str = ""


@record(frozen=True, slots=True)
class QrCode:
    """A QR code for ``url``."""

    url: str
    alt: str


Graphic: TypeAlias = Image | Chart | QrCode


@record(frozen=True, slots=True)
class Figure:
    """A graphic, with its caption and source. Without a caption it is not numbered (a logo, a QR code).

    credit
        Who made the picture and under which licence, as printed.
    """

    graphic: Graphic
    caption: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()
    credit: tuple[Inline, ...] = ()
    id: str | None = None
    role: str | None = None
    label: Label | None = None
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Column:
    """One column of a table.

    width
        Share of the table's width, relative to the other columns; None leaves it to the content.
    """

    align: Align = "left"
    width: float | None = None


@record(frozen=True, slots=True)
class Cell:
    """One cell. ``header`` cells name their column (in the head) or their row (in the body)."""

    content: tuple[Block, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1


@record(frozen=True, slots=True)
class Row:
    """One row of cells, left to right; a cell spanning down takes the place of cells in the next rows."""

    cells: tuple[Cell, ...]


@record(frozen=True, slots=True)
class Table:
    """A table. The rows of ``head`` are repeated on every page it runs over."""

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    source: tuple[Inline, ...] = ()
    id: str | None = None
    role: str | None = None
    label: Label | None = None
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class Callout:
    """A box: a note, a definition, the key messages, a recommendation card.

    label
        The settled number of a numbered box ("Recommendation 2").
    """

    content: tuple[Block, ...]
    role: str
    title: tuple[Inline, ...] = ()
    id: str | None = None
    label: Label | None = None
    at: Position | None = field(default=None, compare=False)


@record(frozen=True, slots=True)
class ContentsEntry:
    """One line of a table of contents; the page number is the writer's."""

    level: int
    content: tuple[Inline, ...]
    target: str
    number: str = ""


@record(frozen=True, slots=True)
class Contents:
    """A table of contents, or a list of figures or tables. The transforms fill ``entries``.

    depth
        The deepest heading level listed.
    """

    kind: ContentsKind = "sections"
    depth: int = 2
    title: tuple[Inline, ...] = ()
    entries: tuple[ContentsEntry, ...] = ()


@record(frozen=True, slots=True)
class Reference:
    """One entry of the list of references.

    id
        ``ref-`` and the citekey: what citations link to.
    label
        The number or tag of a numeric style, set in a column of its own; empty in other styles.
    """

    id: str
    content: tuple[Inline, ...]
    label: tuple[Inline, ...] = ()


@record(frozen=True, slots=True)
class References:
    """Where the list of references stands. The citation transform fills ``entries``."""

    entries: tuple[Reference, ...] = ()
    hanging: bool = True


@record(frozen=True, slots=True)
class Endnotes:
    """Where endnotes stand. Where notes are endnotes, the notes transform fills in their bodies."""

    notes: tuple[Endnote, ...] = ()


@record(frozen=True, slots=True)
class Endnote:
    """The body of an endnote; its call in the text is a ``Note`` of kind "end" with the same number."""

    number: str
    content: tuple[Block, ...]


@record(frozen=True, slots=True)
class PageBreak:
    """A forced new page; nothing on a web page."""


Block: TypeAlias = (
    Para
    | Heading
    | Section
    | Division
    | List
    | DefinitionList
    | Quote
    | CodeBlock
    | Rule
    | Figure
    | Table
    | Callout
    | Contents
    | References
    | Endnotes
    | PageBreak
)

Blocks: TypeAlias = tuple[Block, ...]

__all__ = [
    "Align", "Block", "Blocks", "Callout", "Cell", "Chart", "ChartKind", "CodeBlock", "Column", "Contents",
    "ContentsEntry", "ContentsKind", "Definition", "DefinitionList", "Division", "Endnote", "Endnotes", "Figure",
    "Graphic", "Heading", "Image", "Inline", "Label", "List", "ListItem", "PageBreak", "Para", "QrCode", "Quote",
    "Reference", "References", "Row", "Rule", "Section", "Series", "Table",
]  # fmt: skip
