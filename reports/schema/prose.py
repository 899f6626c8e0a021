"""Fields of Markdown: prose of blocks, and lines of inlines, read while the models are filled."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias

from reports.model.blocks import Blocks
from reports.model.inlines import Inlines
from reports.model.walk import plain_text
from reports.records import record
from reports.schema.base import JsonSchema, Kind, Loading, text_of
from reports.schema.markdown import read_blocks, read_line
from reports.schema.text import SourceText
from reports.source import Position


@record(frozen=True, slots=True)
class Prose:
    """Markdown of any number of blocks.

    source
        What the author wrote.
    blocks
        Headings in it keep the number of their ``#`` as level; ``compile.body_blocks`` makes it relative.
    """

    source: SourceText
    blocks: Blocks

    @property
    def at(self) -> Position | None:
        """Where the text begins."""
        return self.source.at

    @property
    def plain(self) -> str:
        """The text without markup, citations and notes, for metadata and counts."""
        return plain_text(self.blocks)

    def __bool__(self) -> bool:
        return bool(self.blocks)


@record(frozen=True, slots=True)
class Line:
    """Markdown of one paragraph: a caption, a source, an attribution."""

    source: SourceText
    content: Inlines

    @property
    def at(self) -> Position | None:
        """Where the text begins."""
        return self.source.at

    @property
    def plain(self) -> str:
        """The text without markup, citations and notes."""
        return plain_text(self.content)

    def __bool__(self) -> bool:
        return bool(self.content)


@record(frozen=True, slots=True)
class ProseKind(Kind):
    """Markdown blocks; *headings* only in the bodies of sections."""

    headings: bool = False

    def read(self, value: Any, loading: Loading) -> Prose:
        if isinstance(value, Prose):
            return value
        text = text_of(value, "Markdown text")
        return Prose(
            text,
            read_blocks(
                text,
                loading.lang,
                loading.collector,
                headings=self.headings,
                budget=loading.budget,
                values=loading.values,
            ),
        )

    def json(self) -> JsonSchema:
        return {"type": ["string", "number"], "contentMediaType": "text/markdown"}


@record(frozen=True, slots=True)
class LineKind(Kind):
    """Markdown inlines."""

    def read(self, value: Any, loading: Loading) -> Line:
        if isinstance(value, Line):
            return value
        text = text_of(value, "Markdown text")
        return Line(text, read_line(text, loading.lang, loading.collector, loading.budget, loading.values))

    def json(self) -> JsonSchema:
        return {"type": ["string", "number"], "contentMediaType": "text/markdown"}


Markdown: TypeAlias = Annotated[Prose, ProseKind()]
MarkdownLine: TypeAlias = Annotated[Line, LineKind()]
