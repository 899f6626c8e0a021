"""The words of a brief as units: paragraphs, items, titles, captions, each knowing its place and what it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks.masking import CITE, MARK, REF, UnitKind, stretches
from reports.checks.sentences import count_words, sentences
from reports.records import record
from reports.schema.bodies import CalloutBlock, ChartBlock, FigureBlock, QuoteBlock, Section, TableBlock
from reports.schema.brief import Brief
from reports.schema.prose import Line, Prose
from reports.schema.recommendations import Option, Recommendation
from reports.schema.text import SourceText
from reports.source import Position


@record(frozen=True, slots=True)
class Home:
    """What words belong to.

    id
        Of the section, recommendation, option, figure or table; else the name of the field ("summary").
    role
        The role of the section, its own or that of the section around it; empty outside of sections.
    """

    id: str
    role: str = ""


@record(frozen=True, slots=True)
class Sentence:
    """One sentence of a unit. ``text`` is masked; ``start`` counts in the unit's text."""

    unit: Unit
    start: int
    text: str
    words: int

    @property
    def cited(self) -> bool:
        """Whether a source is cited in it, or in a note to it."""
        return CITE in self.text

    @property
    def refers(self) -> bool:
        """Whether it refers to a figure, table or section of the brief."""
        return REF in self.text

    @property
    def span(self) -> tuple[int, int]:
        """Its text without markup at the beginning."""
        return len(self.text) - len(self.text.lstrip(MARK)), len(self.text)

    def place(self, offset: int) -> Position:
        """Where the character at *offset* of its text stands."""
        return self.unit.place(self.start + offset)


@record(frozen=True, slots=True)
class Unit:
    """A paragraph, item, cell, heading or note of a Markdown field, or a whole plain field.

    field
        The name of the field: summary, key-message, body, callout, quote, caption, source, action, title …
    text
        Masked; the character at index n stands at ``start + n`` of the field's source.
    """

    kind: UnitKind
    field: str
    home: Home
    source: SourceText
    start: int
    text: str
    lang: str
    path: str

    def place(self, offset: int) -> Position:
        """Where the character at *offset* of the text stands in the file."""
        return self.source.place(self.start + offset) or Position(self.path)

    @property
    def at(self) -> Position:
        """Where its first word stands."""
        return self.place(len(self.text) - len(self.text.lstrip(MARK)))

    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences in order."""
        return tuple(
            Sentence(self, start, self.text[start:end], count_words(self.text[start:end]))
            for start, end in sentences(self.text, self.lang)
        )


#: Units in sentences of the author's own.
PROSE = frozenset(("para", "item", "note"))


def units_of(brief: Brief, path: str) -> Iterator[Unit]:
    """All units of the brief in reading order."""
    made = _Maker(str(brief.lang), path)
    yield from made.front(brief)
    for section in brief.sections:
        yield from made.section(section, "")
    for option in brief.options:
        yield from made.option(option)
    for one in brief.recommendations:
        yield from made.recommendation(one)


@record(frozen=True, slots=True)
class _Maker:
    lang: str
    path: str

    def front(self, brief: Brief) -> Iterator[Unit]:
        for name in ("title", "subtitle", "short_title"):
            yield from self.plain(getattr(brief, name), name, Home(name))
        yield from self.prose(brief.summary, "summary", Home("summary"))
        for message in brief.key_messages:
            yield from self.prose(message, "key-message", Home("key_messages"))

    def plain(self, text: SourceText | None, field: str, home: Home) -> Iterator[Unit]:
        if text:
            yield Unit("plain", field, home, text, 0, str(text), self.lang, self.path)

    def prose(self, one: Prose | Line | None, field: str, home: Home) -> Iterator[Unit]:
        if one:
            for part in stretches(str(one.source)):
                yield Unit(part.kind, field, home, one.source, part.start, part.text, self.lang, self.path)

    def section(self, section: Section, role: str) -> Iterator[Unit]:
        home = Home(str(section.id), section.role or role)
        yield from self.plain(section.title, "heading", home)
        for block in section.body:
            match block:
                case Prose():
                    yield from self.prose(block, "body", home)
                case CalloutBlock():
                    yield from self.plain(block.title, "heading", home)
                    yield from self.prose(block.body, "callout", home)
                case QuoteBlock():
                    yield from self.prose(block.text, "quote", home)
                    yield from self.prose(block.attribution, "attribution", home)
                case _:
                    yield from self.graphic(block, home)
        for inner in section.sections:
            yield from self.section(inner, home.role)

    def graphic(self, block: FigureBlock | ChartBlock | TableBlock, around: Home) -> Iterator[Unit]:
        home = Home(str(block.id), around.role) if block.id else around
        if isinstance(block, ChartBlock):
            yield from self.plain(block.title, "chart-title", home)
        if not isinstance(block, TableBlock):
            yield from self.plain(block.alt, "alt", home)
        yield from self.prose(block.caption, "caption", home)
        yield from self.prose(block.source, "source", home)

    def option(self, option: Option) -> Iterator[Unit]:
        home = Home(str(option.id), "options")
        yield from self.plain(option.title, "heading", home)
        for name in ("description", "benefits", "harms", "cost", "uncertainty", "equity", "stakeholders"):
            yield from self.prose(getattr(option, name), name, home)
        for barrier in option.barriers:
            yield from self.prose(barrier.text, "barrier", home)

    def recommendation(self, one: Recommendation) -> Iterator[Unit]:
        home = Home(str(one.id), "recommendations")
        yield from self.plain(one.headline, "headline", home)
        yield from self.prose(one.action, "action", home)
        yield from self.prose(one.rationale, "rationale", home)
        for step in one.steps:
            yield from self.prose(step.action, "step", home)
        if one.resources:
            yield from self.prose(one.resources.text, "resources", home)
        if one.feasibility:
            yield from self.prose(one.feasibility.text, "feasibility", home)
            yield from self.prose(one.feasibility.risk, "feasibility", home)
        if one.indicator:
            yield from self.prose(one.indicator.text, "indicator", home)
