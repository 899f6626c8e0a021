"""The program's own templates and looks are read once per installation, and what is kept may be damaged."""

from __future__ import annotations

import marshal
import sys
from types import CodeType

import pytest

from reports.diagnostics import Collector
from reports.engine import compiled, looked, pycache
from reports.engine.templates import builtin_templates
from reports.templating import environment
from reports.theme import looks


@pytest.fixture(autouse=True)
def apart(tmp_path, monkeypatch):
    """A file and a memory of the test's own."""
    monkeypatch.setattr(pycache, "path_of", lambda name: tmp_path / "kept" / f"x.{name}")
    monkeypatch.setattr(environment, "_COMPILED", environment._Compiled())
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(looks, "_READ", {})
    for one in (compiled, looked):
        one.load.cache_clear()
    yield
    for one in (compiled, looked):
        one.load.cache_clear()


def render(own=None):
    made = environment.make_environment(own or {}, builtin_templates())
    return made.get_template("brief/template.html")


def anew(monkeypatch):
    """As a process that begins."""
    monkeypatch.setattr(environment, "_COMPILED", environment._Compiled())
    compiled.load.cache_clear()
    return compiled.load()


def test_what_one_process_compiles_the_next_one_knows(tmp_path, monkeypatch):
    assert compiled.load() == {}
    render()
    compiled.keep()
    known = anew(monkeypatch)
    assert known
    assert all(isinstance(one, CodeType) for one in known.values())
    monkeypatch.setattr(environment._Environment, "compile", None)  # to compile again would fail
    render()


@pytest.mark.parametrize("damage", [b"", b"x", b"brief-templates-1 other\n", None])
def test_a_damaged_or_foreign_file_costs_time_only(tmp_path, monkeypatch, damage):
    render()
    compiled.keep()
    path = pycache.path_of("templates")
    first = path.read_bytes().partition(b"\n")[0] + b"\n"
    path.write_bytes(first + b"\xff\x00" if damage is None else damage)
    assert anew(monkeypatch) == {}
    render()
    compiled.keep()
    assert anew(monkeypatch)


def test_templates_of_a_workspace_are_not_kept(monkeypatch):
    render({"brief/template.html": b"<p>own</p>"})
    compiled.keep()
    assert not pycache.path_of("templates").exists() or b"own" not in marshal.dumps(list(anew(monkeypatch).values()))


def test_nothing_is_written_where_python_writes_nothing(monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    render()
    compiled.keep()
    assert not pycache.path_of("templates").exists()


def test_an_unwritable_folder_harms_nobody(tmp_path, monkeypatch):
    (tmp_path / "kept").write_text("a file in the way")
    render()
    compiled.keep()


def look():
    return looks.read_look("report", {}, Collector()).parts


def looks_anew(monkeypatch):
    """As a process that begins."""
    monkeypatch.setattr(looks, "_READ", {})
    looked.load.cache_clear()
    return looked.load()


def test_looks_that_one_process_reads_the_next_one_knows(monkeypatch):
    assert not looked.load()
    made = look()
    place = looks.known()["house"].key_at("page")
    assert place
    looked.keep()
    assert looks_anew(monkeypatch) == {"house", "report"}
    monkeypatch.setattr(looks, "read_mapping", None)  # to read again would fail
    assert look() == made
    assert looks.known()["house"].key_at("page") == place


@pytest.mark.parametrize("damage", [b"", b"\x80\x05cos\nnothing\n.", b"\x80\x05K\x01."])
def test_damaged_looks_cost_time_only(monkeypatch, damage):
    made = look()
    looked.keep()
    path = pycache.path_of("looks")
    path.write_bytes(path.read_bytes().partition(b"\n")[0] + b"\n" + damage)
    assert not looks_anew(monkeypatch)
    assert look() == made
