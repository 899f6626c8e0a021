"""The cache: what goes in comes out, damage heals, nothing grows without bound."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.diagnostics import Diagnostic, Severity
from reports.engine import keys
from reports.engine.cache import Cache
from reports.engine.job import Built
from reports.source import Position
from reports.writers.base import Written

WARNING = Diagnostic("MDN005", Severity.WARNING, Position("content/a/brief.yaml", 3, 7), "‘odd’ \ud800", "mend it")
BUILT = Built("a", {"pdf": b"%PDF\n\n\0", "html": b""}, (WARNING,))
WRITTEN = Written(b"%PDF\0", (WARNING,), {"": 6, "sec-a": 2})
KEY = "0" * 64


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    assert cache.fetch(KEY) is None
    cache.store(KEY, BUILT)
    assert cache.has(KEY)
    assert cache.fetch(KEY) == BUILT


def test_failures_are_not_kept(tmp_path: Path) -> None:
    error = Diagnostic("SCH001", Severity.ERROR, Position("a"), "x")
    Cache(tmp_path).store(KEY, Built("a", {}, (error,)))
    assert not Cache(tmp_path).has(KEY)


@pytest.mark.parametrize("kind", ["built", "drawn", "file"])
@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "foreign"])
def test_a_damaged_entry_is_thrown_away(tmp_path: Path, damage: str, kind: str) -> None:
    cache = Cache(tmp_path)
    cache.store(KEY, Built("a", {"pdf": WRITTEN.data}, ()))
    cache.store_drawn(KEY, WRITTEN)
    (path,) = tmp_path.glob(f"*.{kind}")
    data = bytearray(path.read_bytes())
    match damage:
        case "cut":
            del data[-1:]
        case "flip":
            data[-1] ^= 1
        case "empty":
            data.clear()
        case _:
            data[:] = b"\x80\x04cos\nsystem\n"
    path.write_bytes(data)
    found = (cache.fetch(KEY), cache.drawn(KEY))
    assert [one is None for one in found] == [kind != "drawn", kind != "built"]
    assert not path.exists()
    cache.store(KEY, BUILT)
    cache.store_drawn(KEY, WRITTEN)
    assert cache.fetch(KEY) == BUILT
    assert cache.drawn(KEY) == WRITTEN


def test_the_oldest_entries_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most_bytes=25_000)
    for number in range(5):
        key = f"{number:064d}"
        cache.store(key, Built("a", {"pdf": bytes([number]) * 10_000}, ()))
        for path in tmp_path.iterdir():
            if path.stat().st_mtime > 10:
                os.utime(path, (number + 1, number + 1))
    kept = sorted(one.name[63] for one in tmp_path.glob("*.built"))
    assert kept == ["3", "4"]
    assert cache.fetch(f"{4:064d}") is not None


def test_what_a_killed_builder_had_begun_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".new-old").write_bytes(b"half")
    os.utime(tmp_path / ".new-old", (1, 1))
    (tmp_path / ".new-fresh").write_bytes(b"somebody writes here")
    Cache(tmp_path).store(KEY, BUILT)
    assert [one.name for one in tmp_path.glob(".new-*")] == [".new-fresh"]


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "below")
    cache.store(KEY, BUILT)
    cache.store_names("a", {"x": "yaml"})
    assert cache.fetch(KEY) is None
    assert cache.names("a") is None


def test_names_are_kept_by_brief(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.store_names("/w/a", {"content/a/brief.yaml": "yaml"})
    assert cache.names("/w/a") == {"content/a/brief.yaml": "yaml"}
    assert cache.names("/w/b") is None


def test_the_key_hangs_on_everything() -> None:
    base = keys.key("a", ("pdf",), None, {"x": b"1", "house.yaml": None})
    assert base == keys.key("a", ("pdf",), None, {"house.yaml": None, "x": b"1"})
    others = {
        keys.key("b", ("pdf",), None, {"x": b"1", "house.yaml": None}),
        keys.key("a", ("docx",), None, {"x": b"1", "house.yaml": None}),
        keys.key("a", ("pdf",), 1, {"x": b"1", "house.yaml": None}),
        keys.key("a", ("pdf",), None, {"x": b"2", "house.yaml": None}),
        keys.key("a", ("pdf",), None, {"y": b"1", "house.yaml": None}),
        keys.key("a", ("pdf",), None, {"x": b"1", "house.yaml": b""}),
    }
    assert len(others | {base}) == 7
