"""What transforms are given besides the document, and what they ask of citations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reports.diagnostics import Collector
from reports.model.blocks import Reference
from reports.model.inlines import Cite, Inlines
from reports.records import record


@record(frozen=True, slots=True)
class RenderedCitations:
    """What the citation processor says.

    clusters
        The text of each cluster, in the order they were given.
    leads
        For narrative clusters of a note style, what stands in the text before the call ("World Bank"); else empty.
    references
        The list of references, in the order of the style.
    hanging
        Whether entries are set with a hanging indent.
    """

    clusters: tuple[Inlines, ...] = ()
    leads: tuple[Inlines, ...] = ()
    references: tuple[Reference, ...] = ()
    hanging: bool = True


class Citations(Protocol):
    """A citation style applied to a library; made by the engine from the ``citing`` room."""

    @property
    def note_style(self) -> bool:
        """Whether clusters are set in notes."""
        ...

    @property
    def lists(self) -> bool:
        """Whether the style has a list of references."""
        ...

    def render(self, clusters: Sequence[Cite], notes: Sequence[int], collector: Collector) -> RenderedCitations:
        """The text of all clusters of a document, in its order.

        *notes* holds the number of each one's note, 0 in the text, or -1 in a source line: there a note style prints
        author and year.
        """
        ...


@record(frozen=True, slots=True)
class Context:
    """What every transform is given."""

    collector: Collector
    citations: Citations | None = None
