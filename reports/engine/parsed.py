"""What briefs of one process have in common, read once: the YAML of a brief for finding its files and for building it,
the house's facts and its look for all briefs."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import PurePosixPath

from reports.diagnostics import Collector, Diagnostic
from reports.engine.job import Row
from reports.schema import Brief, House, load_brief, load_house, needed_files
from reports.schema.salvage import salvage_brief, salvage_house
from reports.schema.values.lookup import Values
from reports.schema.values.names import OPEN, ROW
from reports.schema.values.read import row_source
from reports.source import SourceFile
from reports.theme.load import load_theme
from reports.theme.tokens import Theme


def _of_row(row: Row, lang: str) -> Values:
    return Values(lang, {ROW: row_source(dict(row.fields))}, pending=True)


@lru_cache(maxsize=4)
def brief_of(source: SourceFile, row: Row | None = None) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """The brief in *source* (None where it is at fault), and what was found in it.

    Its texts know the fields of *row* already, and no other values: those stand in files that only the brief names.
    """
    collector = Collector()
    brief = load_brief(source, collector, partial(_of_row, row) if row is not None else None)
    return brief, tuple(collector)


def bare_of(source: SourceFile, row: Row | None) -> tuple[Brief | None, tuple[Diagnostic, ...]]:
    """The brief to find files and data by: without its row where neither depends on it, so that the YAML is read once
    for all rows."""
    bare = brief_of(source)
    if row is None or (bare[0] is not None and not _goes_by_row(bare[0])):
        return bare
    return brief_of(source, row)


def _goes_by_row(brief: Brief) -> bool:
    texts: list[object] = [need.path for need in needed_files(brief)]
    for spec in brief.values.values():
        texts += (spec.value, spec.row, spec.column, spec.key, spec.unit)
        texts += [cell for row in spec.data.rows for cell in row.values()] if spec.data is not None else []
    return any(OPEN in str(one) for one in texts)


@lru_cache(maxsize=4)
def sound_part_of(source: SourceFile, row: Row | None = None) -> Brief | None:
    """The brief in *source*, without what is at fault in it; None where nothing can be made of it."""
    brief = bare_of(source, row)[0]
    return brief if brief is not None else salvage_brief(source)


@lru_cache(maxsize=4)
def house_of(source: SourceFile, lang: str) -> tuple[House | None, tuple[Diagnostic, ...]]:
    """The house's facts in *source*, and what was found in them."""
    collector = Collector()
    house = load_house(source, collector, lang)
    return house, tuple(collector)


@lru_cache(maxsize=8)
def theme_of(
    look: str,
    looks: tuple[SourceFile, ...],
    brand: SourceFile | None,
    files: tuple[tuple[str, bytes], ...],
    lang: str,
    paper: str,
    profile: str,
) -> tuple[Theme, tuple[Diagnostic, ...]]:
    """The theme of a document, and what was found in look and brand; for the arguments see ``load_theme``.

    looks
        The workspace's own looks; the stem of a file is the name of its look.
    """
    collector = Collector()
    own = {PurePosixPath(one.path).stem: one for one in looks}
    theme = load_theme(
        own.get(look, look), brand, dict(files), collector, lang, paper=paper, profile=profile, looks=own
    )
    return theme, tuple(collector)


@lru_cache(maxsize=4)
def sound_part_of_house(source: SourceFile, lang: str) -> House | None:
    """The house's facts in *source*, without what is at fault in them; None where nothing can be made of them."""
    house = house_of(source, lang)[0]
    return house if house is not None else salvage_house(source, lang)
