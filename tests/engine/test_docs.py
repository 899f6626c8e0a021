"""The pages of docs/ that speak of the command line and the dependencies say what is so."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from reports.engine.console import schema_text

ROOT = Path(__file__).resolve().parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def project() -> dict[str, list[object]]:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"run": data["project"]["dependencies"], **data["dependency-groups"]}


def names(entries: list[object]) -> set[str]:
    return {re.split(r"[=<>\[ ]", one)[0].lower() for one in entries if isinstance(one, str)}


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", text, flags=re.MULTILINE))


def test_the_page_of_the_command_line_is_the_one_the_command_gives() -> None:
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    assert page == generator().command_line(), "run: make docs"


@pytest.mark.parametrize("kind", ["brief", "house"])
def test_the_schemas_for_editors_are_those_of_the_model(kind: str) -> None:
    text = (ROOT / "schema" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert text == schema_text(kind), "run: make schema"


def test_every_dependency_has_its_reason() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1] for line in page.splitlines() if line.startswith("| ")]
    told = {name.strip() for row in rows for name in row.split(",")} - {"package"}
    assert told == set().union(*map(names, project().values()))


def test_the_locks_pin_what_the_project_names_and_agree() -> None:
    runtime, dev = pins("runtime.lock"), pins("dev.lock")
    assert len(runtime) > 30
    for entry in project()["run"]:
        name, _, version = str(entry).partition("==")
        assert runtime[name.lower()] == version
    assert names(project()["dev"]) <= set(dev)
    assert {name: dev[name] for name in runtime if name in dev} == {n: v for n, v in runtime.items() if n in dev}


def test_no_lock_names_a_host() -> None:
    for lock in ("runtime.lock", "dev.lock"):
        assert "://" not in (ROOT / "requirements" / lock).read_text(encoding="utf-8")
