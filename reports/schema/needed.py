"""Which other files a brief or a house names, and turning the bytes of those files into what the bodies draw on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, TypeAlias

from reports.diagnostics import Collector
from reports.model.document import Asset
from reports.records import record
from reports.schema.bodies import ChartBlock, FigureBlock, TableBlock
from reports.schema.brief import Brief
from reports.schema.compile import Resources
from reports.schema.data import read_csv
from reports.schema.house import House
from reports.schema.semantics import graphics_of
from reports.schema.text import SourceText
from reports.source import Position, SourceFile

FileKind: TypeAlias = Literal["bibliography", "data", "image", "style", "document"]
Base: TypeAlias = Literal["brief", "workspace"]


@record(frozen=True, slots=True)
class NeededFile:
    """A file that the content names.

    path
        As written, with forward or backward slashes; whoever opens it resolves it and keeps it inside the workspace.
    base
        What the path is relative to: the folder of the brief, or the root of the workspace (for house.yaml).
    kind
        bibliography, data (CSV), image, style (.csl), document (a Word file with styles).
    at
        Where the content names it.
    """

    path: str
    base: Base
    kind: FileKind
    at: Position


def needed_files(brief: Brief) -> tuple[NeededFile, ...]:
    """The files that *brief* names, in reading order, each path once for each kind."""
    return _unique(_of_brief(brief))


def needed_files_of_house(house: House) -> tuple[NeededFile, ...]:
    """The files that *house* names: logos of funders."""
    return _unique(_of_house(house, "workspace"))


def _unique(files: Iterable[NeededFile]) -> tuple[NeededFile, ...]:
    found: dict[tuple[str, FileKind], NeededFile] = {}
    for one in files:
        found.setdefault((one.path, one.kind), one)
    return tuple(found.values())


def _of_brief(brief: Brief) -> Iterator[NeededFile]:
    for path in brief.bibliography:
        yield _needed(path, "bibliography")
    if brief.csl is not None and brief.csl.lower().endswith(".csl"):
        yield _needed(brief.csl, "style")
    if brief.docx.template is not None:
        yield _needed(brief.docx.template, "document")
    for spec in brief.values.values():
        if spec.data is not None and spec.data.path is not None:
            yield _needed(spec.data.path, "data")
    for block in graphics_of(brief):
        match block:
            case FigureBlock():
                yield _needed(block.src, "image")
            case ChartBlock() | TableBlock() if block.data.path is not None:
                yield _needed(block.data.path, "data")
    if brief.imprint is not None:
        yield from _of_house(brief.imprint, "brief")


def _of_house(house: House, base: Base) -> Iterator[NeededFile]:
    for funder in house.funders:
        if funder.logo is not None:
            yield _needed(funder.logo, "image", base)


def _needed(path: SourceText, kind: FileKind, base: Base = "brief") -> NeededFile:
    return NeededFile(str(path), base, kind, path.at or Position(""))


def _pictures(
    brief: Brief, files: Mapping[str, SourceFile], needs: list[NeededFile], collector: Collector
) -> dict[str, Asset]:
    from reports.schema.allowance import Allowance
    from reports.schema.images import read_image  # a brief without pictures needs nothing that reads them

    allowance = Allowance(
        Counter(files[one.path].path for one in _of_brief(brief) if one.kind == "image" and one.path in files)
    )
    read = {one.path: read_image(files[one.path], one.at, collector, allowance) for one in needs}
    return {path: asset for path, asset in read.items() if asset is not None}


def read_resources(
    brief: Brief, files: Mapping[str, SourceFile], collector: Collector
) -> tuple[Resources, dict[str, Asset]]:
    """The CSV files and pictures among *files* (by path as written) as resources, and the assets by name.

    Faults in them go to *collector*. A needed file that is not in *files* is passed over: whoever could not open it has
    said so.
    """
    tables = {}
    pictures = []
    for need in needed_files(brief):
        source = files.get(need.path)
        if source is None:
            continue
        if need.kind == "data" and (table := read_csv(source, collector)) is not None:
            tables[need.path] = table
        if need.kind == "image":
            pictures.append(need)
    assets = _pictures(brief, files, pictures, collector) if pictures else {}
    names = {path: path for path in assets}
    return Resources(str(brief.lang), collector, tables, names), assets
