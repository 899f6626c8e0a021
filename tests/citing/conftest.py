"""Short ways to a library."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.citing.library import Library
from reports.citing.reading import read_library
from reports.diagnostics import Collector, tidy
from reports.source import SourceFile


class Reading:
    """A library that was read, with what was said about it."""

    def __init__(self, library: Library, collector: Collector) -> None:
        self.library = library
        self.found = tidy(collector)

    @property
    def told(self) -> list[str]:
        """``line:column CODE severity`` of every diagnostic, in order of place."""
        return [f"{one.at.line}:{one.at.column} {one.code} {one.severity.value}" for one in self.found]

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.found]

    def data(self, key: str) -> dict:
        found = self.library.find(key)
        assert found is not None, f"{key} not in {list(self.library.entries)}: {self.found}"
        return {name: value for name, value in found.data.items() if name not in ("id", "type")}

    def kind(self, key: str) -> str:
        return self.library.entries[key].data["type"]

    def say(self, code: str) -> str:
        """Message and hint of the one diagnostic with *code*."""
        found = [one for one in self.found if one.code == code]
        assert len(found) == 1, self.found
        return f"{found[0].message} | {found[0].hint}"


def read_one(text: str | bytes, name: str, inline: object = None) -> Reading:
    data = text if isinstance(text, bytes) else text.encode()
    collector = Collector()
    return Reading(read_library([SourceFile(name, data)], inline, collector), collector)


@pytest.fixture
def read() -> Callable[..., Reading]:
    return read_one


@pytest.fixture
def bib() -> Callable[[str], Reading]:
    return lambda text: read_one(text, "references.bib")


@pytest.fixture
def ris() -> Callable[[str], Reading]:
    return lambda text: read_one(text, "references.ris")


@pytest.fixture
def csl_yaml() -> Callable[[str], Reading]:
    return lambda text: read_one(text, "references.yaml")


@pytest.fixture
def csl_json() -> Callable[[str], Reading]:
    return lambda text: read_one(text, "references.json")
