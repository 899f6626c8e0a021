"""The exceptions that cross rooms. Whatever a user can cause ends as one of these or as a diagnostic."""

from __future__ import annotations

from collections.abc import Sequence

from reports.diagnostics import Diagnostic


class BriefError(Exception):
    """Base of all errors that the command line reports without a traceback."""


class UsageError(BriefError):
    """The command was called wrongly: exit status 2, one sentence, the way out."""


class MachineError(BriefError):
    """The machine failed us (disk full, folder read-only): exit status 2."""


class ContentError(BriefError):
    """The content is at fault: exit status 1, carrying every diagnostic found so far."""

    def __init__(self, diagnostics: Sequence[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(one) for one in self.diagnostics))
