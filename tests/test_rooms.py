"""The rooms of the package: who may import whom, and who may touch files, the network and the clock."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "reports"

#: The rooms from the bottom up. A room imports rooms above it in this list only, never one of its own floor.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("patterns", "records"),
    ("source",),
    ("diagnostics",),
    ("errors", "language", "numerals"),
    ("model",),
    ("native",),
    ("schema",),
    ("theme",),
    ("citing",),
    ("templating",),
    ("transforms",),
    ("writers",),
    ("checks", "views"),
    ("engine",),
    ("exits", "options", "streams"),
    ("cli",),
    ("__main__",),
)
HEIGHT = {room: height for height, floor in enumerate(FLOORS) for room in floor}

#: A writer draws; it never looks behind the document.
WRITERS_NEVER = {"schema", "templating", "citing", "transforms"}

#: Only these touch files, processes, sockets and the environment.
OUTSIDE = {"engine", "exits", "options", "streams", "cli", "__main__"}

#: Modules that open files, start processes or reach the network, and the clock and chance, which make outputs differ.
FORBIDDEN_MODULES = {
    "os", "shutil", "tempfile", "glob", "fileinput", "socket", "ssl", "http", "ftplib", "smtplib", "socketserver",
    "subprocess", "multiprocessing", "asyncio", "requests", "httpx", "aiohttp", "urllib3", "pickle", "shelve", "dbm",
    "sqlite3", "mmap", "webbrowser", "random", "secrets", "time", "tkinter", "ctypes", "locale", "platformdirs",
}  # fmt: skip
FORBIDDEN_NAMES = {"urllib.request", "urllib.error", "pathlib.Path", "importlib.util", "datetime.datetime.now"}
FORBIDDEN_CALLS = {"open", "exec", "eval", "__import__", "input", "compile", "print", "breakpoint"}
FORBIDDEN_METHODS = {
    "write_text", "write_bytes", "read_text", "read_bytes", "unlink", "mkdir", "rmdir", "touch", "urlopen",
    "urlretrieve", "now", "utcnow", "today", "expanduser", "iterdir", "rglob",
}  # fmt: skip
#: Package data is no file system: what ``importlib.resources.files`` gives may be read.
RESOURCE_METHODS = {"read_text", "read_bytes", "iterdir"}


#: What a module may do all the same, with the reason. Each must be in use.
ALLOWED = {
    ("reports.records", "exec"): "writes the __init__ of a class from the names of its fields, as the library does",
    (
        "reports.citing.csl.data",
        "importlib.util.find_spec",
    ): "finds a package's styles and locales without running its code",
    ("reports.templating.bounds", "ctypes"): "stops a template of a workspace that runs for ever",
    ("reports.templating.bounds", "time"): "measures how long it runs; never enters an output",
    ("reports.writers.pdf.rl", "os"): "hides RL_* variables from ReportLab while it is imported",
}


@dataclass(frozen=True)
class Module:
    """One module of the package, parsed."""

    name: str
    tree: ast.Module
    is_package: bool = False

    @property
    def package(self) -> str:
        return self.name if self.is_package else self.name.rpartition(".")[0]

    @property
    def room(self) -> str:
        return self.name.split(".")[1] if "." in self.name else "__init__"


def modules() -> list[Module]:
    return [_module(path) for path in sorted(PACKAGE.rglob("*.py"))]


def _module(path: Path) -> Module:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    package = parts[-1] == "__init__"
    name = ".".join(parts[:-1] if package else parts)
    return Module(name, ast.parse(path.read_text(encoding="utf-8"), str(path)), package)


def imports(module: Module) -> Iterator[tuple[str, int]]:
    """Every name imported, in full, also inside functions and under TYPE_CHECKING."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((one.name, node.lineno) for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.package.split(".")
            parts = parts[: len(parts) + 1 - node.level] if node.level else []
            start = ".".join([*parts, *([node.module] if node.module else [])])
            yield from ((f"{start}.{one.name}", node.lineno) for one in node.names)


def wrong_imports(module: Module) -> list[str]:
    """The imports of *module* that its room may not have."""
    found = []
    for name, line in imports(module):
        if not name.startswith("reports.") or module.room == "__init__":
            continue
        room = name.split(".")[1]
        if room in ("__version__", module.room):
            continue
        below = HEIGHT.get(room, 99) < HEIGHT[module.room]
        if not below or (module.room == "writers" and room in WRITERS_NEVER):
            found.append(f"{module.name}:{line} imports {name}")
    return found


def touches(module: Module) -> Iterator[tuple[str, int]]:
    """What *module* imports or calls that reaches the world."""
    for name, line in imports(module):
        if name.split(".")[0] in FORBIDDEN_MODULES or name.startswith(tuple(FORBIDDEN_NAMES)):
            yield name, line
    resources = any(name.startswith("importlib.resources") for name, _ in imports(module))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            called = _called(node.func, resources)
            if called:
                yield called, node.lineno


def allowance(module: Module, name: str) -> tuple[str, str] | None:
    return next((one for one in ALLOWED if one[0] == module.name and name.startswith(one[1])), None)


def wrong_touches(module: Module) -> list[str]:
    """Where *module* touches the world although its room may not."""
    if module.room in OUTSIDE:
        return []
    return [f"{module.name}:{line} uses {name}" for name, line in touches(module) if not allowance(module, name)]


def _called(function: ast.expr, resources: bool) -> str:
    match function:
        case ast.Name(id=name) if name in FORBIDDEN_CALLS:
            return name
        case ast.Attribute(value=ast.Name(id="Image"), attr="open"):
            return ""  # Pillow, on bytes: the intake hands it a BytesIO
        case ast.Attribute(attr=name) if name in FORBIDDEN_METHODS and not (resources and name in RESOURCE_METHODS):
            return name
    return ""


def test_the_modules_are_seen() -> None:
    found = modules()
    rooms = {one.room for one in found}
    assert len(found) > 60
    assert {"model", "native", "schema", "citing", "theme", "engine", "writers", "cli", "source"} <= rooms
    assert sum(1 for one in found for _ in imports(one)) > 300


def test_every_room_has_a_floor() -> None:
    assert {one.room for one in modules()} - {"__init__"} <= set(HEIGHT)


@pytest.mark.parametrize("module", modules(), ids=lambda one: one.name)
def test_a_room_imports_only_rooms_below(module: Module) -> None:
    assert wrong_imports(module) == []


@pytest.mark.parametrize("module", modules(), ids=lambda one: one.name)
def test_only_the_engine_touches_the_world(module: Module) -> None:
    assert wrong_touches(module) == []


@pytest.mark.parametrize(
    ("room", "source"),
    [
        ("model", "from reports.schema import load"),
        ("writers", "import reports.transforms.ids"),
        ("writers", "def late():\n    from reports.citing import render"),
        ("schema", "from reports.theme.tokens import Theme"),
        ("schema", "from ..theme import tokens"),
        ("engine", "from reports.cli import app"),
    ],
)
def test_a_wrong_import_is_found(room: str, source: str) -> None:
    assert wrong_imports(Module(f"reports.{room}.x", ast.parse(source)))


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from urllib.request import urlopen",
        "open('x')",
        "from pathlib import Path",
        "def f(p):\n    return p.read_text()",
        "import socket",
        "from time import time",
        "import datetime\ndatetime.datetime.now()",
        "eval('1')",
    ],
)
def test_a_touch_of_the_world_is_found(source: str) -> None:
    assert wrong_touches(Module("reports.schema.x", ast.parse(source)))
    assert not wrong_touches(Module("reports.engine.x", ast.parse(source)))


def test_every_allowance_is_in_use() -> None:
    used = {allowance(module, name) for module in modules() for name, _ in touches(module)}
    assert set(ALLOWED) <= used


def test_nothing_third_party_below_the_model() -> None:
    for module in modules():
        if module.room in ("source", "diagnostics", "errors", "model", "language"):
            for name, line in imports(module):
                assert name.split(".")[0] in sys.stdlib_module_names | {"reports"}, f"{module.name}:{line} {name}"


def test_a_relative_import_is_followed() -> None:
    assert list(imports(Module("reports.a.b", ast.parse("from . import x"), is_package=True))) == [("reports.a.b.x", 1)]
    assert list(imports(Module("reports.a.b", ast.parse("from .c import x")))) == [("reports.a.c.x", 1)]
    assert list(imports(Module("reports.a.b", ast.parse("from ..c import x")))) == [("reports.c.x", 1)]
