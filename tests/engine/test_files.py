"""The resolver: what it reads, and each way in which it refuses."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from reports.engine import files as files_module
from reports.engine.files import FileError, Files, join


@pytest.fixture
def root(tmp_path: Path) -> Path:
    top = tmp_path / "workspace"
    (top / "content/aid/figures").mkdir(parents=True)
    (top / "content/aid/figures/map.png").write_bytes(b"picture")
    (tmp_path / "private.txt").write_text("secret")
    return top


def refusal(root: Path, name: str, kind: str = "image") -> FileError:
    with pytest.raises(FileError) as caught:
        Files(root).read(name, kind)
    return caught.value


def test_a_regular_file_is_read_and_noted(root: Path) -> None:
    files = Files(root)
    assert files.read("content/aid/figures/map.png", "image") == b"picture"
    assert files.asked == {"content/aid/figures/map.png": b"picture"}
    assert files.kinds == {"content/aid/figures/map.png": "image"}


def test_a_file_is_read_once(root: Path) -> None:
    files = Files(root)
    files.read("content/aid/figures/map.png", "image")
    (root / "content/aid/figures/map.png").write_bytes(b"other")
    assert files.read("content/aid/figures/map.png", "image") == b"picture"


def test_what_is_not_there_is_noted_too(root: Path) -> None:
    files = Files(root)
    assert files.optional("house.yaml", "yaml") is None
    assert files.asked == {"house.yaml": None}


def test_a_missing_file_names_the_nearest(root: Path) -> None:
    error = refusal(root, "content/aid/figures/mpa.png")
    assert error.code == "FIL001"
    assert error.near == "content/aid/figures/map.png"


def test_a_missing_folder_still_finds_the_file(root: Path) -> None:
    assert refusal(root, "content/aid/Figures/Map.PNG").near == "content/aid/figures/map.png"


def test_nothing_near_gives_no_hint(root: Path) -> None:
    assert refusal(root, "content/aid/figures/entirely-different.csv").near == ""


def test_a_link_out_of_the_workspace_is_refused(root: Path) -> None:
    (root / "content/aid/leak.txt").symlink_to(root.parent / "private.txt")
    assert refusal(root, "content/aid/leak.txt").code == "FIL002"


def test_a_linked_folder_out_of_the_workspace_is_refused(root: Path) -> None:
    (root / "content/aid/etc").symlink_to("/etc")
    assert refusal(root, "content/aid/etc/passwd").code == "FIL002"


def test_a_folder_whose_name_begins_like_the_workspace_is_outside(root: Path) -> None:
    twin = root.parent / "workspace-twin"
    twin.mkdir()
    (twin / "x.txt").write_text("x")
    (root / "x.txt").symlink_to(twin / "x.txt")
    assert refusal(root, "x.txt").code == "FIL002"


def test_a_link_inside_is_followed(root: Path) -> None:
    (root / "content/aid/same.png").symlink_to("figures/map.png")
    assert Files(root).read("content/aid/same.png", "image") == b"picture"


def test_a_link_to_itself_is_refused(root: Path) -> None:
    (root / "loop").symlink_to("loop")
    assert refusal(root, "loop").code == "FIL003"


def test_a_folder_is_no_file(root: Path) -> None:
    assert refusal(root, "content/aid").code == "FIL003"


def test_a_pipe_does_not_stop_us(root: Path) -> None:
    os.mkfifo(root / "pipe")
    assert refusal(root, "pipe").code == "FIL003"


def test_a_socket_is_no_file(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("socket")
        assert refusal(root, "socket").code == "FIL003"


def test_too_large_a_file_is_refused_without_reading_it(root: Path) -> None:
    with open(root / "huge.png", "wb") as stream:
        stream.truncate(10**12)
    assert refusal(root, "huge.png").code == "FIL004"


def test_the_bound_holds_for_the_kind_asked_for(root: Path) -> None:
    (root / "brief.yaml").write_bytes(b"#" * 5_000_001)
    assert refusal(root, "brief.yaml", "yaml").code == "FIL004"
    assert len(Files(root).read("brief.yaml", "data")) == 5_000_001


def test_all_files_together_are_bounded(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files_module, "TOTAL_BYTES", 100)
    (root / "a").write_bytes(b"a" * 60)
    (root / "b").write_bytes(b"b" * 60)
    files = Files(root)
    files.read("a", "data")
    with pytest.raises(FileError) as caught:
        files.read("b", "data")
    assert caught.value.code == "FIL007"


def test_a_file_that_may_not_be_read_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(files_module.os, "open", refuse)
    assert refusal(root, "content/aid/figures/map.png").code == "FIL005"


@pytest.mark.parametrize(
    ("name", "joined"),
    [
        ("data/staff.csv", "content/aid/data/staff.csv"),
        ("./map.png", "content/aid/map.png"),
        ("../shared/map.png", "content/shared/map.png"),
        ("../../images/a b.png", "images/a b.png"),
        ("Карта.png", "content/aid/Карта.png"),
    ],
)
def test_names_are_relative_to_the_file_that_names_them(name: str, joined: str) -> None:
    assert join("content/aid", name) == joined


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("../../../etc/passwd", "FIL002"),
        ("a/../../../../x", "FIL002"),
        ("/etc/passwd", "FIL006"),
        ("~/x", "FIL006"),
        ("C:/x", "FIL006"),
        ("figures\\map.png", "FIL006"),
        ("\\\\server\\share", "FIL006"),
        ("https://example.org/x.png", "FIL006"),
        ("file:///etc/passwd", "FIL006"),
        ("", "FIL006"),
        ("a\0b", "FIL006"),
        ("a\nb", "FIL006"),
        ("x" * 2000, "FIL006"),
    ],
)
def test_names_that_lead_nowhere_are_refused(name: str, code: str) -> None:
    with pytest.raises(FileError) as caught:
        join("content/aid", name)
    assert caught.value.code == code
