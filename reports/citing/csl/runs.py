"""What the engine gives back: pieces of text with their formatting. No markup language is involved."""

from __future__ import annotations

from typing import Literal

from reports.records import record

Display = Literal["", "block", "left-margin", "right-inline", "indent"]


@record(frozen=True, slots=True)
class Format:
    """How a run is set. `vertical` is "sup", "sub" or "" (on the line)."""

    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    underline: bool = False
    vertical: Literal["", "sup", "sub"] = ""


PLAIN = Format()


@record(frozen=True, slots=True)
class Run:
    """A piece of text in one format.

    `link` is an http(s) address, "" when the text leads nowhere. `cite` is the id of the reference that this part of
    a citation cites, "" for affixes and delimiters of the cluster and in the bibliography.
    """

    text: str
    format: Format = PLAIN
    link: str = ""
    cite: str = ""


@record(frozen=True, slots=True)
class Part:
    """A block of a bibliography entry: `display` "" is running text."""

    display: Display
    runs: tuple[Run, ...]


@record(frozen=True, slots=True)
class Entry:
    """One bibliography entry; `parts` in reading order (one part with display "" in most styles)."""

    id: str
    parts: tuple[Part, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """All runs of the entry, parts joined."""
        return tuple(run for part in self.parts for run in part.runs)


@record(frozen=True, slots=True)
class Bibliography:
    """The reference list and how it wants to be set.

    `second_field_align` is "", "flush" or "margin"; `line_spacing` and `entry_spacing` count lines.
    """

    entries: tuple[Entry, ...]
    hanging_indent: bool = False
    second_field_align: Literal["", "flush", "margin"] = ""
    line_spacing: int = 1
    entry_spacing: int = 1


def text_of(runs: tuple[Run, ...]) -> str:
    """The bare text of some runs."""
    return "".join(run.text for run in runs)
