"""What rules look at: a brief with everything known about it, and helpers over its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from reports.checks.units import PROSE, Sentence, Unit, units_of
from reports.checks.wordlists import any_of, phrases, words_for
from reports.citing.library import Library
from reports.model import inlines as i
from reports.model.document import Asset, Document
from reports.model.walk import walk
from reports.patterns import expression
from reports.records import record
from reports.schema.base import Node
from reports.schema.bodies import ChartBlock, FigureBlock, QuoteBlock, Section, TableBlock
from reports.schema.brief import Brief
from reports.schema.data import DataTable
from reports.schema.house import House
from reports.schema.prose import Line, Prose
from reports.schema.recommendations import Option, Recommendation
from reports.schema.semantics import sections_of
from reports.source import Position


@record(frozen=True, slots=True)
class Page:
    """One printed page.

    text
        Its words in order, line by line, without running head and foot.
    fill
        How far down the page its text reaches, from 0 (nothing) to 1 (to the foot of the text area).
    """

    text: str
    fill: float


@dataclass(frozen=True)
class Subject:
    """A brief under the editor's eyes.

    house
        The publisher's facts with the brief's own ``imprint`` over them; None where there are none at all.
    library
        The references; None where the brief names none.
    document
        The resolved document, where it was made.
    tables, assets
        CSV files and pictures by their path as written.
    palette
        Colours of the theme by name, ``#rrggbb``; the series of charts are ``series-1`` and so on.
    pages
        The printed pages; None where nothing was printed.
    limits
        Every limit by name, settled: the brief's own, else the house's, else the rule's.
    """

    brief: Brief
    path: str
    slug: str = ""
    house: House | None = None
    publisher: str = ""
    library: Library | None = None
    document: Document | None = None
    tables: Mapping[str, DataTable] = field(default_factory=dict)
    assets: Mapping[str, Asset] = field(default_factory=dict)
    palette: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] | None = None
    written: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, float] = field(default_factory=dict)

    # ------------------------------------------------------------------------------------------ places

    @property
    def lang(self) -> str:
        """The language of the brief as a BCP 47 tag."""
        return str(self.brief.lang)

    @property
    def english(self) -> bool:
        """Whether the brief is written in English."""
        return self.lang.split("-")[0].lower() == "en"

    def at(self, *places: Position | None) -> Position:
        """The first of *places* that is known, else the beginning of the file."""
        return next((one for one in places if one is not None), Position(self.path))

    def where(self, node: Node, key: str) -> Position:
        """Where the value of *key* stands, or the mapping that lacks it."""
        return self.at(node.where_of(key), node.where)

    def limit(self, name: str) -> float:
        """The settled value of a limit."""
        return self.limits[name]

    @property
    def template(self) -> str:
        """The kind of brief."""
        return str(self.brief.template)

    # ------------------------------------------------------------------------------------------ words

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """All units of the brief in reading order."""
        return tuple(units_of(self.brief, self.path))

    @cached_property
    def prose(self) -> tuple[Unit, ...]:
        """The units that are sentences of the author's own: no titles, cells, code, quotations."""
        return tuple(
            one
            for one in self.units
            if one.kind in PROSE and one.field not in ("quote", "attribution", "caption", "source")
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of :attr:`prose`."""
        return tuple(sentence for unit in self.prose for sentence in unit.sentences())

    @cached_property
    def own(self) -> tuple[Unit, ...]:
        """All units that are the author's own words, titles and captions among them."""
        return tuple(
            one
            for one in self.units
            if one.kind not in ("code", "quote") and one.field not in ("quote", "attribution", "source")
        )

    @cached_property
    def words(self) -> int:
        """Number of words of the text, titles and cells left out."""
        return sum(one.words for one in self.sentences)

    def phrases(self, key: str) -> re.Pattern[str]:
        """An expression for the phrases of the list *key* in the language of the brief."""
        return phrases(self.lang, key)

    def listed(self, key: str) -> tuple[str, ...]:
        """The word list *key* of the language of the brief."""
        return words_for(self.lang).get(key, ())

    any_of = staticmethod(any_of)

    # ------------------------------------------------------------------------------------------ parts

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """All sections, nested ones after the one they stand in."""
        return tuple(sections_of(self.brief.sections))

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles of all sections."""
        return frozenset(one.role for one in self.sections if one.role)

    @cached_property
    def graphics(self) -> tuple[tuple[Section, FigureBlock | ChartBlock | TableBlock], ...]:
        """Figures, charts and tables with the section they stand in."""
        return tuple(
            (section, block)
            for section in self.sections
            for block in section.body
            if isinstance(block, (FigureBlock, ChartBlock, TableBlock))
        )

    @cached_property
    def quotes(self) -> tuple[tuple[Section, QuoteBlock], ...]:
        """Quotations set apart, with the section they stand in."""
        return tuple((s, block) for s in self.sections for block in s.body if isinstance(block, QuoteBlock))

    @cached_property
    def around(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the sections around each section, figure and table, the nearest first."""
        found: dict[str, tuple[str, ...]] = {}

        def visit(sections: tuple[Section, ...], outer: tuple[str, ...]) -> None:
            for one in sections:
                found[str(one.id)] = outer
                inner = (str(one.id), *outer)
                for block in one.body:
                    if isinstance(block, (FigureBlock, ChartBlock, TableBlock)) and block.id:
                        found[str(block.id)] = inner
                visit(one.sections, inner)

        visit(self.brief.sections, ())
        return found

    # ------------------------------------------------------------------------------------------ evidence

    @cached_property
    def inlines(self) -> tuple[i.Cite | i.Ref | i.CiteItem | i.Link, ...]:
        """Every citation, cross-reference and link of the brief, tables' cells among them."""
        return tuple(
            node
            for prose in self.fields
            for node in walk(prose.blocks if isinstance(prose, Prose) else prose.content)
            if isinstance(node, (i.Cite, i.Ref, i.CiteItem, i.Link))
        )

    @cached_property
    def cited(self) -> Mapping[str, int]:
        """How often each source is cited, by the key of its entry."""
        counts: dict[str, int] = {}
        for key in (*self._keys_in_prose(), *self._keys_in_cells()):
            entry = self.library.find(key) if self.library is not None else None
            name = entry.key if entry is not None else key
            counts[name] = counts.get(name, 0) + 1
        return counts

    def _keys_in_prose(self) -> Iterator[str]:
        yield from (one.key for one in self.inlines if isinstance(one, i.CiteItem))

    def _keys_in_cells(self) -> Iterator[str]:
        for text in self.cells:
            if "@" in text:
                yield from (one.strip("{}").rstrip(".:,") for one in _KEY.findall(text))

    @cached_property
    def cells(self) -> tuple[str, ...]:
        """The cells of all tables, from files and from the brief."""
        tables = [block for _, block in self.graphics if isinstance(block, TableBlock)]
        return tuple(cell for block in tables for cell in self.cells_of(block))

    def cells_of(self, block: TableBlock) -> Iterator[str]:
        """The cells of one table."""
        yield from (str(value) for row in block.data.rows for value in row.values())
        table = self.tables.get(str(block.data.path)) if block.data.path else None
        yield from (str(cell) for row in table.rows for cell in row) if table else ()

    @cached_property
    def mentioned(self) -> frozenset[str]:
        """What the text refers to by ``@``: ids as written, ``sec-`` and ``rec-`` in front."""
        refs = {one.target for one in self.inlines if isinstance(one, i.Ref)}
        return frozenset(refs | {key for text in self.cells if "@" in text for key in _KEY.findall(text)})

    @cached_property
    def fields(self) -> tuple[Prose | Line, ...]:
        """Every Markdown field of the brief in reading order."""
        return tuple(_fields(self.brief))


_KEY = expression(r"(?<![\w.])@(\{[^}]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)")


def _fields(brief: Brief) -> Iterator[Prose | Line]:
    if brief.summary:
        yield brief.summary
    yield from brief.key_messages
    for section in sections_of(brief.sections):
        for block in section.body:
            if isinstance(block, Prose):
                yield block
            else:
                yield from _of_node(block)
    for one in (*brief.options, *brief.recommendations):
        yield from _of_node(one)


def _of_node(node: Node | Option | Recommendation) -> Iterator[Prose | Line]:
    """The Markdown fields of a node and of the nodes in it."""
    for name in type(node).model_fields:
        value = getattr(node, name)
        for one in value if isinstance(value, tuple) else (value,):
            if isinstance(one, (Prose, Line)):
                yield one
            elif isinstance(one, Node):
                yield from _of_node(one)
