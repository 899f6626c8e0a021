"""What changed is done again, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.engine import drawing as module
from reports.engine import settled, settling
from reports.engine.cache import Cache
from reports.engine.work import Order, carry_out, known_key
from reports.engine.workspace import BriefRef
from reports.writers.base import Written

TEXT = """title: Aid
date: 2024-03
summary: As @sec-s says.
sections:
  - {id: s, title: First, body: "Text with a note.^[A note.]"}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "content/aid").mkdir(parents=True)
    (home / "content/aid/brief.yaml").write_text(TEXT)
    return home


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formats that were really drawn, in their order."""
    found: list[str] = []
    real = module.writer

    def watched(extension: str):
        def write(*args: object, **more: object) -> Written:
            found.append(extension)
            return real(extension)(*args, **more)

        return write

    monkeypatch.setattr(module, "writer", watched)
    return found


def order(home: Path, *formats: str, force: bool = False) -> Order:
    return Order(home, BriefRef("aid", "content/aid"), formats, cache=home.parent / "cache", force=force)


def test_a_format_more_draws_that_one_only(workspace: Path, drawn: list[str]) -> None:
    first = carry_out(order(workspace, "pdf", "html"))
    assert drawn == ["pdf", "html"]
    more = carry_out(order(workspace, "pdf", "docx", "html"))
    assert drawn == ["pdf", "html", "docx"]
    assert more == carry_out(order(workspace, "pdf", "docx", "html", force=True))
    assert {**more.outputs, "docx": b""} == {**first.outputs, "docx": b""}


def test_a_format_less_draws_nothing(workspace: Path, drawn: list[str]) -> None:
    carry_out(order(workspace, "pdf", "docx"))
    assert known_key(order(workspace, "pdf")) is None
    carry_out(order(workspace, "pdf"))
    assert drawn == ["pdf", "docx"]
    assert known_key(order(workspace, "pdf")) is not None


def test_a_word_file_alone_knows_no_page_numbers(workspace: Path, drawn: list[str]) -> None:
    carry_out(order(workspace, "pdf", "docx"))
    alone = carry_out(order(workspace, "docx"))
    assert drawn == ["pdf", "docx", "docx"]
    assert alone == carry_out(order(workspace, "docx", force=True))


def test_force_draws_everything(workspace: Path, drawn: list[str]) -> None:
    carry_out(order(workspace, "html"))
    carry_out(order(workspace, "html", force=True))
    assert drawn == ["html", "html"]


def test_a_lost_file_is_drawn_again(workspace: Path, drawn: list[str]) -> None:
    built = carry_out(order(workspace, "docx", "html"))
    for path in (workspace.parent / "cache").glob("*.file"):
        if path.read_bytes() == built.outputs["html"]:
            path.unlink()
    key = known_key(order(workspace, "docx", "html"))
    assert key is not None
    assert Cache(workspace.parent / "cache").fetch(key) is None
    assert carry_out(order(workspace, "docx", "html")) == built
    assert drawn == ["docx", "html", "html"]


def test_changed_content_draws_everything(workspace: Path, drawn: list[str]) -> None:
    carry_out(order(workspace, "html"))
    (workspace / "content/aid/brief.yaml").write_text(TEXT.replace("First", "Second"))
    assert b"Second" in carry_out(order(workspace, "html")).outputs["html"]
    assert drawn == ["html", "html"]


def test_a_changed_look_is_drawn_without_composing_again(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    composed: list[str] = []
    real = settling.compose
    monkeypatch.setattr(settled, "_REMEMBERED", [])
    monkeypatch.setattr(settling, "compose", lambda *a, **more: composed.append(more["slug"]) or real(*a, **more))
    brand = workspace / "_brand.yml"

    def built(colour: str) -> bytes:
        brand.write_text(f'color: {{primary: "{colour}"}}\n')
        return carry_out(order(workspace, "html")).outputs["html"]

    one, two = built("#12495A"), built("#7A1F3D")
    assert one != two
    assert b"#7a1f3d" in two.lower()
    assert composed == ["aid"]
    brand.write_text('meta: {name: Another house}\ncolor: {primary: "#7A1F3D"}\n')
    carry_out(order(workspace, "html"))
    assert composed == ["aid", "aid"]
    (workspace / "content/aid/brief.yaml").write_text(TEXT.replace("First", "Second"))
    assert b"Second" in carry_out(order(workspace, "html")).outputs["html"]
    assert composed == ["aid", "aid", "aid"]
