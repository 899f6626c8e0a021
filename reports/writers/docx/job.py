"""The state of writing one file, and where in it we are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from reports.model.blocks import Block
from reports.model.document import Document
from reports.records import record
from reports.theme.tokens import Theme
from reports.writers.docx.bookmarks import Bookmarks
from reports.writers.docx.geometry import Geometry
from reports.writers.docx.numbering import Numbering
from reports.writers.docx.package import Part
from reports.writers.docx.styles import StyleSheet
from reports.writers.docx.targets import Targets

if TYPE_CHECKING:
    from reports.writers.docx.callouts import Frame
    from reports.writers.docx.columns import Demand
    from reports.writers.docx.extents import Ruler

#: Deeper than this, blocks and inlines are drawn as plain text.
MAX_DEPTH = 60

#: English words for what a document brings no word of its own.
_WORDS: Mapping[str, str] = {
    "page": "Page", "of": "of", "contents": "Contents", "version": "Version", "review": "For review",
    "draft": "Draft", "notes": "Notes", "source": "Source", "recommendation": "Recommendation",
    "colon": ":",
}  # fmt: skip


@record(frozen=True, slots=True)
class Place:
    """Where a block is drawn.

    part
        The part that holds the text, whose relations carry links and pictures.
    width
        Points between the left and the right edge of the text here.
    style
        Style id of a paragraph without role.
    role
        Role of the division around, which refines the roles of what is inside.
    shift
        Added to left indents: negative where a division hangs out.
    frame
        The callout around, when it is drawn as paragraphs.
    level
        How many lists are around.
    indent
        How far everything is indented here, by the lists around, in points.
    fact
        Beside a term, among other facts.
    top
        In the body of the document, where a page may be turned.
    """

    part: Part
    width: float
    style: str = "BodyText"
    role: str = ""
    shift: float = 0.0
    frame: Frame | None = None
    level: int = 0
    depth: int = 0
    lang: str = ""
    note: bool = False
    cell: bool = False
    indent: float = 0.0
    fact: bool = False
    top: bool = False


@record(slots=True)
class Notes:
    """The notes met so far, as written.

    counted
        How far Word's own count has come, by kind.
    known
        Bodies by the name that a second call refers to.
    """

    foot: Part
    end: Part
    foot_bodies: list[str] = field(default_factory=list)
    end_bodies: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    known: dict[str, tuple[Block, ...]] = field(default_factory=dict)


@record(slots=True)
class Flow:
    """Where the sections of the file stand.

    begun_as
        How the section that is open began (``w:type``).
    count
        How many are closed.
    gap
        Points that a table drawn just now asks for below it: the next paragraph keeps that distance.
    new_page
        What comes next begins a page.
    """

    begun_as: str = "nextPage"
    count: int = 0
    endnotes_placed: bool = False
    gap: float = 0.0
    new_page: bool = False


@record(slots=True)
class Job:
    """Everything that is shared while one file is written.

    depth
        How deep we are in inlines.
    demands, ruler
        What the tables ask for, by the ids of their nodes; what measures them.
    """

    document: Document
    theme: Theme
    pages: Mapping[str, int]
    geometry: Geometry
    sheet: StyleSheet
    numbering: Numbering
    targets: Targets
    main: Part
    notes: Notes
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    sequences: dict[str, int] = field(default_factory=dict)
    media: dict[str, Part] = field(default_factory=dict)
    depth: int = 0
    drawings: int = 0
    charts: int = 0
    controls: int = 0
    heading_numbering: int = 0
    label_length: int = 0
    zotero: bool = False
    citations: int = 0
    review: bool = False
    flow: Flow = field(default_factory=Flow)
    furniture: dict[str, Part] = field(default_factory=dict)
    demands: dict[int, Demand] = field(default_factory=dict)
    ruler: Ruler | None = None

    def word(self, key: str) -> str:
        """The document language's word for *key*; English where it has none, the key itself at the very last."""
        return self.document.words.get(key) or _WORDS.get(key, key)

    def next_drawing(self) -> int:
        """A number for the next drawing, unique in the file."""
        self.drawings += 1
        return self.drawings
