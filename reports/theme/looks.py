"""Looks as they are written: YAML in ``reports/theme/looks``, or a workspace's own, merged along ``extends``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from importlib.resources import files
from typing import Any

from reports.diagnostics import Collector
from reports.records import record
from reports.schema.text import SourceMap, SourceText
from reports.source import Position, SourceFile
from reports.theme.reading import Reader, nearest, read_mapping

ROOT = "house"
#: Looks that are laid over another, by profile.
OVERLAYS: Mapping[str, str] = {"accessible": "accessible"}

_TOP = (
    "name",
    "extends",
    "page",
    "paper",
    "palette",
    "dark",
    "series",
    "texts",
    "boxes",
    "tables",
    "numbers",
    "adjust",
)
_LEVELS = {
    "page": 1,
    "paper": 2,
    "palette": 1,
    "dark": 1,
    "texts": 2,
    "boxes": 2,
    "tables": 2,
    "numbers": 1,
    "adjust": 1,
}


@record(slots=True)
class RawLook:
    """A look before its tokens are settled; the values are those of the YAML reader, with their places."""

    name: str
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    series: list[Any] = field(default_factory=list)

    def lay_over(self, tree: SourceMap, reader: Reader) -> None:
        """Let *tree* win, key by key."""
        reader.check_keys(tree, _TOP, "a look")
        for part, depth in _LEVELS.items():
            if part not in tree:
                continue
            target = self.parts.setdefault(part, {})
            own = reader.mapping(tree, part)
            if depth == 1:
                target.update(own)
            else:
                for role, tokens in reader.pairs(own):
                    target[role] = {**target.get(role, {}), **tokens}
        steps = tree.get("series")
        if isinstance(steps, list):
            self.series = list(steps)
        self.name = reader.text(tree, "name") or self.name

    def part(self, name: str) -> dict[str, Any]:
        """One part of the look; empty where it says nothing."""
        return self.parts.get(name, {})


def shipped() -> tuple[str, ...]:
    """The names of the looks that travel with the package."""
    folder = files("reports.theme") / "looks"
    names = [entry.name.removesuffix(".yaml") for entry in folder.iterdir() if entry.name.endswith(".yaml")]
    return tuple(sorted(set(names) - set(OVERLAYS.values())))


#: The looks that travel with the package, as far as they have been read.
_READ: dict[str, SourceMap] = {}


def preload(trees: Mapping[str, SourceMap]) -> None:
    """Make known what another process has read."""
    _READ.update(trees)


def known() -> Mapping[str, SourceMap]:
    """What has been read of the looks that travel with the package, by name."""
    return _READ


def _shipped_tree(name: str) -> SourceMap:
    if name not in _READ:
        _READ[name] = _read_shipped(name)
    return _READ[name]


def _read_shipped(name: str) -> SourceMap:
    data = (files("reports.theme") / "looks" / f"{name}.yaml").read_bytes()
    collector = Collector()
    tree = read_mapping(SourceFile(f"looks/{name}.yaml", data), collector)
    if tree is None or collector.found:
        raise AssertionError(f"the shipped look {name} is broken: {[str(one) for one in collector.found]}")
    return tree


def read_look(
    look: str | SourceFile, others: Mapping[str, SourceFile], collector: Collector, overlay: str | None = None
) -> RawLook:
    """*look* laid over the looks it extends, then *overlay* over it.

    A name is looked for in *others* (a workspace's looks) first, then among the shipped ones; an unknown one is told
    and ``house`` taken in its place.
    """
    chain: list[tuple[SourceMap, str]] = []
    seen: list[str] = []
    current: str | SourceFile = look
    at = Position(look.path) if isinstance(look, SourceFile) else Position("_brand.yml")
    while True:
        name = current if isinstance(current, str) else current.path
        if name in seen:
            collector.error("THM011", at, f"the look `{name}` extends itself")
            break
        seen.append(name)
        tree, path = _tree(current, others, collector, at)
        chain.append((tree, path))
        parent = tree.get("extends")
        if not isinstance(parent, SourceText) or parent.is_null:
            break
        current, at = str(parent), parent.at or at
        if current == (look if isinstance(look, str) else "") and current in others and current in shipped():
            chain.append((_shipped_tree(current), f"looks/{current}.yaml"))
            break
    return _merged(chain, collector, overlay)


def _tree(
    look: str | SourceFile, others: Mapping[str, SourceFile], collector: Collector, at: Position
) -> tuple[SourceMap, str]:
    source = look if isinstance(look, SourceFile) else others.get(look)
    if source is not None:
        return read_mapping(source, collector) or SourceMap(), source.path
    name = str(look)
    if name not in shipped():
        names = {*shipped(), *others}
        collector.error("THM010", at, f"there is no look `{name}`", nearest(name, names))
        name = ROOT
    return _shipped_tree(name), f"looks/{name}.yaml"


def _merged(chain: list[tuple[SourceMap, str]], collector: Collector, overlay: str | None) -> RawLook:
    raw = RawLook(ROOT)
    if not any(path == f"looks/{ROOT}.yaml" for _, path in chain):
        chain = [*chain, (_shipped_tree(ROOT), f"looks/{ROOT}.yaml")]
    for tree, path in reversed(chain):
        raw.lay_over(tree, Reader(collector, path))
    if overlay is not None:
        name = raw.name
        raw.lay_over(_shipped_tree(overlay), Reader(collector, f"looks/{overlay}.yaml"))
        raw.name = name
    return raw
