"""The ledger: what is published is noted in bounded memory, whatever the number, the order and the accident."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.engine import ledger, manifest
from reports.engine.manifest import Entry


def entry(number: int, name: str = "a.pdf") -> Entry:
    return {"builder": "1", "files": {name: {"bytes": number, "sha256": f"{number:064x}"}}}


def text(output: Path) -> bytes:
    return (output / manifest.NAME).read_bytes()


NAMES = st.text('abcč-é漢\U0001f600 ."', min_size=1, max_size=4).filter(
    lambda name: name not in (".", "..") and name.isprintable()
)


@settings(max_examples=60, deadline=None)
@given(notes=st.lists(st.lists(st.tuples(NAMES, st.integers(0, 9)), max_size=9), max_size=4), at_once=st.integers(1, 4))
def test_the_manifest_is_what_a_dictionary_would_be(
    tmp_path_factory: pytest.TempPathFactory, notes: list[list[tuple[str, int]]], at_once: int
) -> None:
    """In as many runs as it takes: sorted, the last word counts, and read again block by block."""
    output = tmp_path_factory.mktemp("out")
    expected: dict[str, Entry] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "_AT_ONCE", at_once)
        for some in notes:
            for name, number in some:
                ledger.append(output, name, entry(number))
                expected[name] = entry(number)
            ledger.merge(output)
            assert not (output / ledger.JOURNAL).exists()
    assert manifest.read(output) == expected
    if expected:
        assert text(output) == manifest.dump({"manifest": 1, "briefs": expected})
        assert dict(one for one in manifest._by_block(output / manifest.NAME) if one) == expected


def test_a_manifest_that_says_so_already_is_left_alone(tmp_path: Path) -> None:
    ledger.append(tmp_path, "a", entry(1))
    ledger.merge(tmp_path)
    inode = (tmp_path / manifest.NAME).stat().st_ino
    ledger.append(tmp_path, "a", entry(1))
    ledger.merge(tmp_path)
    assert (tmp_path / manifest.NAME).stat().st_ino == inode
    assert sorted(one.name for one in tmp_path.iterdir()) == [manifest.NAME]


def test_other_formats_stay_noted_while_they_exist(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/a.pdf").write_bytes(b"x")
    ledger.append(tmp_path, "a", entry(1))
    ledger.append(tmp_path, "a", entry(2, "a.docx"))
    ledger.merge(tmp_path)
    ledger.append(tmp_path, "a", entry(3, "a.html"))
    ledger.merge(tmp_path)
    assert list(manifest.read(tmp_path)["a"]["files"]) == ["a.html", "a.pdf"]


@pytest.mark.parametrize(
    "cut", [b"", b"[", b'["b"', b'["b", {"files": {}}', b"\xff\n", b"[" * 100_000 + b"\n", b'["../b", {"files": {}}]\n']
)
def test_a_line_that_was_cut_off_takes_no_other_down(tmp_path: Path, cut: bytes) -> None:
    ledger.append(tmp_path, "a", entry(1))
    with open(tmp_path / ledger.JOURNAL, "ab") as stream:
        stream.write(cut)
    ledger.append(tmp_path, "c", entry(3))
    ledger.merge(tmp_path)
    assert list(manifest.read(tmp_path)) == ["a", "c"]


def test_a_manifest_laid_out_otherwise_is_read_at_once(tmp_path: Path) -> None:
    briefs = {"b": entry(2), "a": entry(1)}
    (tmp_path / manifest.NAME).write_text(json.dumps({"briefs": briefs}))
    ledger.append(tmp_path, "c", entry(3))
    ledger.merge(tmp_path)
    assert text(tmp_path) == manifest.dump({"manifest": 1, "briefs": {**briefs, "c": entry(3)}})


@pytest.mark.parametrize("lost", range(1, 60, 7))
def test_a_manifest_that_lost_its_end_is_damaged(tmp_path: Path, lost: int) -> None:
    for number, name in enumerate("abc"):
        ledger.append(tmp_path, name, entry(number))
    ledger.merge(tmp_path)
    (tmp_path / manifest.NAME).write_bytes(text(tmp_path)[:-lost])
    expected = {} if lost > 1 else {"a": entry(0), "b": entry(1), "c": entry(2)}
    assert manifest.read(tmp_path) == expected


def test_thousands_take_no_more_memory_than_some(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        output = tmp_path / str(count)
        output.mkdir()
        for number in range(count):
            ledger.append(output, f"place-{number * 7919 % count:06}", entry(number))
        tracemalloc.start()
        ledger.merge(output)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert sum(1 for _ in manifest.entries(output)) == count
        return most

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "_AT_ONCE", 200)
        assert peak(3_000) < 2 * peak(600)
