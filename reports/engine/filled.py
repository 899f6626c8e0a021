"""The brief with the values that its texts take from data, and from the row that an edition is built for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from reports.diagnostics import Collector, Diagnostic
from reports.engine.job import Row
from reports.engine.parsed import bare_of
from reports.schema import Brief, load_brief, read_csv
from reports.schema.values.names import OPEN
from reports.schema.values.read import values_of
from reports.source import SourceFile

Found = tuple[Brief | None, tuple[Diagnostic, ...]]


def filled_brief(source: SourceFile, row: Row | None, files: Callable[[Brief], Mapping[str, SourceFile]]) -> Found:
    """The brief in *source* (None where it is at fault), and what was found in it.

    files
        Gives the files that a brief names, by their path as written. A brief without values is read once only.
    """
    bare, found = bare_of(source, row)
    if bare is None or not (bare.values or OPEN.encode() in source.data):
        return bare, found
    named = files(bare)
    paths = {str(spec.data.path) for spec in bare.values.values() if spec.data is not None and spec.data.path}
    return _filled(source, row, tuple((path, named[path]) for path in sorted(paths) if path in named))


@lru_cache(maxsize=2)
def _filled(source: SourceFile, row: Row | None, data: tuple[tuple[str, SourceFile], ...]) -> Found:
    bare, _ = bare_of(source, row)
    assert bare is not None
    # What is wrong inside the data files is told where their tables and charts are read, or here if nowhere else.
    collector = Collector()
    tables = {path: table for path, file in data if (table := read_csv(file, collector)) is not None}
    fields = dict(row.fields) if row is not None else None
    values = values_of(bare.values, tables, str(bare.lang), collector, fields)
    brief = load_brief(source, collector, lambda _: values)
    return brief, tuple(collector)
