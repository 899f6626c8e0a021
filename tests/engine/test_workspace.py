"""Workspaces: found upwards, and the words that name briefs in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.engine.workspace import find_workspace, is_workspace, select
from reports.errors import UsageError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    top = tmp_path / "house"
    for slug in ("aid", "trade", "_drafts", ".hidden"):
        (top / "content" / slug).mkdir(parents=True)
        (top / "content" / slug / "brief.yaml").write_text("title: x\n")
    (top / "content/notes").mkdir()
    (top / "house.yaml").write_text("")
    return top


def slugs(start: Path, *what: str) -> list[str]:
    return [one.slug for one in select(start, what)[1]]


def test_it_is_found_upwards(root: Path) -> None:
    assert find_workspace(root / "content/aid").root == root


def test_nothing_means_all_in_order_without_hidden_ones(root: Path) -> None:
    assert slugs(root) == ["aid", "trade"]
    assert slugs(root / "content/aid") == ["aid", "trade"]


@pytest.mark.parametrize("word", ["aid", "content/aid", "content/aid/", "content/aid/brief.yaml", "./content/aid"])
def test_a_slug_a_folder_or_a_path(root: Path, word: str) -> None:
    assert slugs(root, word) == ["aid"]


@pytest.mark.parametrize("word", [".", "content", "content/"])
def test_the_whole_workspace_by_its_folder(root: Path, word: str) -> None:
    assert slugs(root, word) == ["aid", "trade"]


def test_the_folder_one_stands_in(root: Path) -> None:
    assert slugs(root / "content/trade", ".") == ["trade"]
    assert slugs(root / "content/trade", "brief.yaml") == ["trade"]


def test_an_absolute_path_from_elsewhere(root: Path, tmp_path: Path) -> None:
    assert slugs(tmp_path, str(root / "content/trade")) == ["trade"]


def test_each_brief_once_in_the_order_named(root: Path) -> None:
    assert slugs(root, "trade", "content/aid", "trade") == ["trade", "aid"]


def test_a_brief_in_no_workspace_is_one_by_itself(tmp_path: Path) -> None:
    (tmp_path / "lone").mkdir()
    (tmp_path / "lone/brief.yaml").write_text("title: x\n")
    home, briefs = select(tmp_path, ["lone/brief.yaml"])
    assert (home.root, [one.path for one in briefs]) == (tmp_path / "lone", ["brief.yaml"])
    assert slugs(tmp_path / "lone") == ["lone"]


def test_content_with_a_brief_is_enough(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    assert not is_workspace(tmp_path)
    (tmp_path / "content/aid").mkdir()
    (tmp_path / "content/aid/brief.yaml").write_text("")
    assert is_workspace(tmp_path)


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("aidd", "did you mean 'aid'?"),
        ("nothing-like-it", "there are: aid, trade"),
        ("house.yaml", "is not a brief.yaml"),
        ("content/notes", "there is no brief in 'content/notes'"),
        ("", "names no brief"),
        ("a\0", "names no brief"),
    ],
)
def test_a_word_that_names_nothing(root: Path, word: str, says: str) -> None:
    with pytest.raises(UsageError, match=says.replace("?", "\\?")):
        select(root, [word])


def test_no_workspace_at_all(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not in a workspace"):
        select(tmp_path, [])


def test_an_empty_workspace(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "house.yaml").write_text("")
    with pytest.raises(UsageError, match="has no brief"):
        select(tmp_path, [])


def test_two_workspaces_at_once(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other/content/x"
    other.mkdir(parents=True)
    (other / "brief.yaml").write_text("")
    with pytest.raises(UsageError, match="different workspaces"):
        select(root, ["aid", str(other)])


@pytest.mark.parametrize("name", ["a\nb", "a\x1b[31m", "a\udcff"])
def test_a_folder_whose_name_cannot_be_shown(root: Path, name: str) -> None:
    (root / "content" / name).mkdir()
    with pytest.raises(UsageError, match="cannot be printed"):
        select(root, [])
