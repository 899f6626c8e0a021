"""The YAML of a brief, read once: finding its files and building it both start from there."""

from __future__ import annotations

from functools import lru_cache

from reports.diagnostics import Collector, Diagnostic
from reports.schema import Brief, House, load_brief, load_house
from reports.source import SourceFile


@lru_cache(maxsize=4)
def brief_of(source: SourceFile) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """The brief in *source* (None where it is at fault), and what was found in it."""
    collector = Collector()
    brief = load_brief(source, collector)
    return brief, tuple(collector)


@lru_cache(maxsize=4)
def house_of(source: SourceFile, lang: str) -> tuple[House | None, tuple[Diagnostic, ...]]:
    """The house's facts in *source*, and what was found in them."""
    collector = Collector()
    house = load_house(source, collector, lang)
    return house, tuple(collector)
