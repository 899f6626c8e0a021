"""Diagnostics: what the tool says about an author's files.

Every one has a code, a severity, a file, a line and a column, and where there is a way out, a hint.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from enum import StrEnum

from reports.records import record
from reports.source import Position


class Severity(StrEnum):
    """How bad it is: an error stops its brief, a warning only under ``--strict``, an info never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for errors, rising as severity falls."""
        return ("error", "warning", "info").index(self.value)


@record(frozen=True, slots=True)
class Diagnostic:
    """One fault at one place.

    code
        Three capitals and three digits, such as ``YML003``; ``brief explain`` tells what it means.
    message
        One sentence without a full stop, naming the value at fault.
    hint
        The way out, one or more lines; empty where there is none to give.
    end
        Where the words at fault end: the place after their last character. None where only the beginning is known.
    """

    code: str
    severity: Severity
    at: Position
    message: str
    hint: str = ""
    end: Position | None = field(default=None, compare=False)

    def __str__(self) -> str:
        line = f"{self.at}: {self.code} {self.severity.value} {' '.join(self.message.splitlines())}"
        if not self.hint:
            return line
        return line + "".join(f"\n    {part}" for part in self.hint.splitlines())

    @property
    def sort_key(self) -> tuple[Position, int, str, str]:
        """Order of printing: by place, then by severity, then by code."""
        return (self.at, self.severity.rank, self.code, self.message)


@record(frozen=True, slots=True)
class Explanation:
    """What ``brief explain CODE`` prints. Each room keeps the explanations of its own codes in its ``codes.py``.

    title
        A few words, such as "duplicate key".
    what, why, instead
        What is found, why it matters, and the way out: one sentence or more each.
    example
        A few lines of content that raise it; shown indented.
    """

    code: str
    title: str
    what: str
    why: str
    instead: str
    example: str = ""


@record(slots=True)
class Collector:
    """Gathers diagnostics, so that one run tells everything at once."""

    found: list[Diagnostic] = field(default_factory=list)

    def error(self, code: str, at: Position, message: str, hint: str = "") -> None:
        """Add an error."""
        self.found.append(Diagnostic(code, Severity.ERROR, at, message, hint))

    def warning(self, code: str, at: Position, message: str, hint: str = "") -> None:
        """Add a warning."""
        self.found.append(Diagnostic(code, Severity.WARNING, at, message, hint))

    def info(self, code: str, at: Position, message: str, hint: str = "") -> None:
        """Add an info."""
        self.found.append(Diagnostic(code, Severity.INFO, at, message, hint))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add what another stage found."""
        self.found.extend(diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether anything found stops the brief."""
        return has_errors(self.found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.found)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of these stops its brief."""
    return any(one.severity is Severity.ERROR for one in diagnostics)


def tidy(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """In order of place, each once: one fault seen by two stages is one fault."""
    unique = dict.fromkeys(diagnostics)
    return sorted(unique, key=lambda one: one.sort_key)
