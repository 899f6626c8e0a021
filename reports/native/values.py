"""Attribute values of the notation: numbers and choices, with the fault told where there is one."""

from __future__ import annotations

from typing import TypeVar

from reports.diagnostics import Collector
from reports.native.tree import Element

_C = TypeVar("_C", bound=str)


class Values:
    """Reads the attributes of one element."""

    def __init__(self, element: Element, collector: Collector) -> None:
        self._element = element
        self._collector = collector

    def integer(self, name: str, default: int, *, least: int) -> int:
        """A whole number of at least *least*; *default* when it is absent or wrong (TPL006)."""
        text = self._element.get(name)
        if text is None:
            return default
        if text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= least:
            return int(text)
        self._wrong(name, text, f"a whole number from {least}")
        return default

    def positive(self, name: str) -> float | None:
        """A number over 0; None when it is absent or wrong (TPL006)."""
        text = self._element.get(name)
        if text is None:
            return None
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if 0 < value < 1e6:
            return value
        self._wrong(name, text, "a number over 0")
        return None

    def choice(self, name: str, choices: tuple[_C, ...], default: _C) -> _C:
        """One of *choices*; *default* when it is absent or wrong (TPL006)."""
        text = self._element.get(name)
        if text is None:
            return default
        found = next((one for one in choices if one == text), None)
        if found is not None:
            return found
        self._wrong(name, text, " or ".join(choices))
        return default

    def _wrong(self, name: str, text: str, wanted: str) -> None:
        message = f"{name}={text!r} of <{self._element.name}> is not {wanted}"
        self._collector.error("TPL006", self._element.at, message)
