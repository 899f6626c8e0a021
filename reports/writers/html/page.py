"""What the parts of the web writer share while one page is drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field, replace

from reports.model.blocks import Block, Blocks, Heading, Reference, Section
from reports.model.document import Document
from reports.model.walk import walk
from reports.records import record
from reports.theme.tokens import TextStyle, Theme
from reports.writers.charts import Measure
from reports.writers.html import escape

#: Stands in drawn markup where something goes that is known only at the end; no text can hold this character.
NOTES_HERE = "\x00notes\x00"
NOTES_SECTION = "\x00notes-section\x00"
REFERENCES_HERE = "\x00references\x00"
FOOT_HERE = "\x00foot\x00"


@record(frozen=True, slots=True)
class Place:
    """Where a node stands.

    in_link
        Inside a link, where no other link may be.
    quiet
        In a copy of a text that stands elsewhere (contents): no notes, no links, no ids.
    """

    in_link: bool = False
    quiet: bool = False

    def linked(self) -> Place:
        """The same place, inside a link."""
        return replace(self, in_link=True)


@record(slots=True)
class NoteEntry:
    """One note: its blocks, and the ids of its calls."""

    number: str
    content: Blocks
    calls: list[str] = field(default_factory=list)


#: Draws blocks; handed round because figures, tables and boxes hold blocks themselves.
Draw = Callable[["Page", tuple[Block, ...], Place], str]


@record(slots=True)
class Page:
    """One page being drawn."""

    document: Document
    theme: Theme
    dark: Theme
    measure: Measure
    draw: Draw
    targets: frozenset[str] = frozenset()
    ids: set[str] = field(default_factory=set)
    notes: dict[str, NoteEntry] = field(default_factory=dict)
    cites: dict[str, list[str]] = field(default_factory=dict)
    cite_count: int = 0
    counters: dict[str, int] = field(default_factory=dict)
    title_done: bool = False
    level: int = 0
    pending_calls: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    inks: dict[tuple[str, str], str] = field(default_factory=dict)
    notes_placed: bool = False
    notes_section: str | None = None

    @property
    def words(self) -> Mapping[str, str]:
        """The words of the document's language."""
        return self.document.words

    def word(self, key: str) -> str:
        """One word; the key itself where the language does not have it, so that nothing fails for a word."""
        return self.words.get(key) or key.replace("-", " ").capitalize()

    def take_id(self, name: str | None) -> str | None:
        """The value of an ``id`` attribute, or None where there is none or another element has it already."""
        if name is None:
            return None
        found = escape.identifier(name)
        if found in self.ids:
            return None
        self.ids.add(found)
        return found

    def new_id(self, kind: str) -> str:
        """An id of the page's own; the underscore keeps it apart from those of authors."""
        self.counters[kind] = self.counters.get(kind, 0) + 1
        return self.take_id(f"{kind}_{self.counters[kind]}") or self.new_id(kind)

    def ink(self, light: str, dark: str | None = None) -> str:
        """What CSS calls a colour: *light* on paper, *dark* on a dark screen (its counterpart in the palette)."""
        palette, other = self.theme.palette, self.theme.dark
        for name, value in palette.items():
            if value == light and (dark is None or other.get(name, value) == dark):
                return f"var(--{name})"
        pair = (light, dark or light)
        if pair not in self.inks:
            self.inks[pair] = f"--k{len(self.inks) + 1}"
        return f"var({self.inks[pair]})"


def dark_theme(theme: Theme) -> Theme:
    """*theme* in the colours of a dark screen."""
    names = {value: name for name, value in reversed(list(theme.palette.items()))}

    def turned(style: TextStyle) -> TextStyle:
        return replace(style, colour=theme.dark.get(names.get(style.colour, ""), style.colour))

    texts = {role: turned(style) for role, style in theme.texts.items()}
    return replace(theme, palette={**theme.palette, **theme.dark}, texts=texts)


def all_targets(document: Document) -> frozenset[str]:
    """Every id of *document* that an element of the page will bear."""
    found = (getattr(node, "id", None) for node in walk(document.content))
    return frozenset(one for one in found if one)


def headings(document: Document) -> list[tuple[Heading, str]]:
    """The headings of *document* that can be reached, each with the id that leads there: its own or its section's."""
    found: list[tuple[Heading, str]] = []
    owner: str | None = None
    for node in walk(document.content):
        if isinstance(node, Heading) and (node.id or owner):
            found.append((node, node.id or owner or ""))
        # the first block of a section is the next node of the walk
        owner = node.id if isinstance(node, Section) else None
    return found
