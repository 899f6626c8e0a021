"""What the tests of this room share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.diagnostics import Collector, Diagnostic
from reports.schema import Brief, House, load_brief, load_house, read_yaml
from reports.schema.text import SourceText
from reports.source import SourceFile


def _lines(found: list[Diagnostic]) -> list[str]:
    """``line:column CODE`` of each, in order of place."""
    ordered = sorted(found, key=lambda one: one.sort_key)
    return [f"{one.at.line}:{one.at.column} {one.code}" for one in ordered]


@pytest.fixture(scope="session")
def lines() -> Callable[[list[Diagnostic]], list[str]]:
    """Diagnostics as ``line:column CODE``."""
    return _lines


@pytest.fixture(scope="session")
def load() -> Callable[[str], tuple[Brief | None, list[Diagnostic]]]:
    """A brief from its text."""

    def run(text: str) -> tuple[Brief | None, list[Diagnostic]]:
        collector = Collector()
        return load_brief(SourceFile("brief.yaml", text.encode()), collector), collector.found

    return run


@pytest.fixture(scope="session")
def load_of_house() -> Callable[[str], tuple[House | None, list[Diagnostic]]]:
    """A house from its text."""

    def run(text: str) -> tuple[House | None, list[Diagnostic]]:
        collector = Collector()
        return load_house(SourceFile("house.yaml", text.encode()), collector), collector.found

    return run


@pytest.fixture(scope="session")
def read() -> Callable[[str], tuple[object, list[Diagnostic]]]:
    """A YAML tree from its text."""

    def run(text: str) -> tuple[object, list[Diagnostic]]:
        collector = Collector()
        return read_yaml(SourceFile("brief.yaml", text.encode()), collector), collector.found

    return run


@pytest.fixture(scope="session")
def field() -> Callable[[str], SourceText]:
    """Markdown as the value of ``body: |`` on line 1: its first character stands at 2:3."""

    def run(markdown: str) -> SourceText:
        indented = "".join(f"  {line}\n" for line in markdown.split("\n"))
        tree = read_yaml(SourceFile("brief.yaml", f"body: |\n{indented}".encode()), Collector())
        assert isinstance(tree, dict)
        return tree["body"]

    return run
