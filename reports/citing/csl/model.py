"""What a caller hands in: clusters of cites."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from reports.records import record

from .runs import Run

CiteMode = Literal["normal", "suppress-author", "author-only"]
ClusterMode = Literal["normal", "composite"]


@record(frozen=True, slots=True)
class CiteItem:
    """One cite. `label` is a CSL locator type ("page" when a locator has none).

    `position` is worked out from the document; a caller that knows better may set it to first, subsequent, ibid,
    ibid-with-locator or near-note.
    """

    id: str
    locator: str = ""
    label: str = ""
    prefix: str = ""
    suffix: str = ""
    mode: CiteMode = "normal"
    position: str = ""


@record(frozen=True, slots=True)
class Cluster:
    """A citation: cites printed together. `note` is the number of the note it stands in, 0 in running text.

    `mode` "composite" is a narrative citation: the author goes into the sentence ("Doe (2020)").
    """

    id: str
    items: Sequence[CiteItem]
    note: int = 0
    mode: ClusterMode = "normal"


@record(frozen=True, slots=True)
class CitationOutput:
    """A rendered cluster. `author` holds the names of a narrative citation, which stand before `runs`."""

    id: str
    runs: tuple[Run, ...]
    note: int
    author: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The bare text, the author of a narrative citation included."""
        author = "".join(run.text for run in self.author)
        body = "".join(run.text for run in self.runs)
        return f"{author} {body}" if author and body else author or body
