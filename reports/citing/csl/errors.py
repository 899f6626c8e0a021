"""What can go wrong: a style that cannot be used, or input that is not CSL-JSON."""

from __future__ import annotations


class CslError(Exception):
    """Base of this package's errors; `str(error)` is one readable sentence."""


class StyleError(CslError):
    """A style or locale file cannot be used.

    `line` is the 1-based line in the XML file where it is known, else None.
    """

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message if line is None else f"line {line}: {message}")
        self.message = message
        self.line = line


class UnknownStyle(StyleError):  # noqa: N818 - the name says what is wrong
    """No style of that name; `suggestions` holds close names, best first."""

    def __init__(self, name: str, suggestions: tuple[str, ...] = ()) -> None:
        hint = f"; did you mean {', '.join(suggestions)}?" if suggestions else ""
        super().__init__(f"there is no CSL style named {name!r}{hint}")
        self.suggestions = suggestions


class DataError(CslError):
    """References, clusters or a request are not of the documented shape."""
