"""Where things stand in the files that an author wrote.

A :class:`Position` travels with every node that can be at fault, from the YAML reader through templates and
transforms, so that a diagnostic found late still names the line that the author has to mend.
"""

from __future__ import annotations

from dataclasses import dataclass

from reports.patterns import expression
from reports.records import record

_POSITION = expression(r"(?P<path>[^\n]*):(?P<line>\d{1,9}):(?P<column>\d{1,9})\Z")


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a text file.

    path
        Relative to the workspace, with forward slashes.
    line, column
        Both count from 1; the column counts characters (code points), not bytes.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    def shifted(self, characters: int) -> Position:
        """The place so many characters further on its line."""
        return Position(self.path, self.line, self.column + characters)

    @classmethod
    def parse(cls, text: str) -> Position:
        """The inverse of ``str``. Raises ValueError where *text* is no ``path:line:column``."""
        found = _POSITION.match(text)
        if found is None:
            raise ValueError(f"not a position: {text!r}")
        return cls(found["path"], int(found["line"]), int(found["column"]))


@record(frozen=True, slots=True)
class SourceFile:
    """The bytes of one input file under its workspace-relative path.

    Rooms below the engine never open files: they are handed these.
    """

    path: str
    data: bytes
