"""Resolved documents beyond the process that made them: exact, bounded to plain records, and never composed twice."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from reports.engine import settled, settling
from reports.engine.build import build
from reports.engine.cache import Cache
from reports.engine.given import brand_of, house_facts
from reports.engine.packing import pack, unpack
from reports.engine.parsed import brief_of
from reports.engine.settled import Settled
from reports.engine.work import Order, carry_out
from reports.engine.workspace import BriefRef
from reports.model.blocks import CodeBlock, Para, Rule
from reports.model.document import Document, Meta
from reports.model.inlines import Text
from tests.examples import SLUGS, built, job

TEXT = """title: Aid
date: 2024-03
summary: As @sec-s says.
sections:
  - {id: s, title: First, body: ["Text with a note.^[A note.]", {figure: {id: fig-a, src: a.svg, alt: A dot}}]}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle cx="4" cy="4" r="3"/></svg>'

#: Builds as the command does, and says whether the module that composes was ever needed.
SCRIPT = """
import sys
from reports.cli import app
try:
    app(sys.argv[1:])
except SystemExit as end:
    print("composed" if "reports.engine.settling" in sys.modules else "not composed", end.code)
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    home = tmp_path / "home"
    (home / "content/aid").mkdir(parents=True)
    (home / "content/aid/brief.yaml").write_text(TEXT)
    (home / "content/aid/a.svg").write_text(SVG)
    (home / "_brand.yml").write_text('color: {primary: "#12495A"}\n')
    return home


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The briefs really composed; every build is as if in a process of its own."""
    found: list[str] = []
    real = settling.compose
    monkeypatch.setattr(settled, "_MOST_REMEMBERED", 0)
    monkeypatch.setattr(settled, "_REMEMBERED", [])
    monkeypatch.setattr(settling, "compose", lambda *a, **more: found.append(more["slug"]) or real(*a, **more))
    return found


def order(home: Path, *, force: bool = False) -> Order:
    return Order(home, BriefRef("aid", "content/aid"), ("html",), cache=home.parent / "cache", force=force)


def html(home: Path, *, force: bool = False) -> bytes:
    # _MOST_REMEMBERED is 0, and a slice [:-0] would keep everything: forget by hand.
    settled._REMEMBERED.clear()
    return carry_out(order(home, force=force)).outputs["html"]


def through_json(made: Settled) -> Settled | None:
    packed, files = pack(made)
    return unpack(json.loads(json.dumps(packed)), files)


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_kept_of_an_example_is_exact(slug: str) -> None:
    one = job(slug)
    assert one.brief is not None
    brief, _ = brief_of(one.brief)
    assert brief is not None
    made = settling.settle(one, brief, house_facts(one, str(brief.lang), settling.Collector()), brand_of(one))
    again = through_json(made)
    assert again == made
    assert repr(again) == repr(replace(made, library=None))  # places, which do not count when nodes are compared


class Always:
    """Gives what was made before, through JSON, whatever the key."""

    def __init__(self) -> None:
        self.made: Settled | None = None
        self.given = 0

    def settled(self, key: str) -> Settled | None:
        self.given += self.made is not None
        return through_json(self.made) if self.made is not None else None

    def store_settled(self, key: str, made: Settled) -> None:
        self.made = made


@pytest.mark.parametrize("slug", SLUGS)
def test_the_files_of_a_kept_document_are_the_same_bytes(slug: str, composed: list[str]) -> None:
    kept = Always()
    one = job(slug)
    settled._REMEMBERED.clear()
    build(replace(one, formats=("html",)), kept=kept)
    settled._REMEMBERED.clear()
    again = build(one, kept=kept)
    assert kept.given == 1
    assert composed == [one.slug]
    assert again == built(slug)


def test_two_processes_and_a_new_colour_compose_once(workspace: Path) -> None:
    def run() -> tuple[str, bytes]:
        environment = {**os.environ, "BRIEF_CACHE_DIR": str(workspace.parent / "cache")}
        words = ["-C", str(workspace), "build", "-q", "-f", "html"]
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *words], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout.strip(), (workspace / "output/aid/aid.html").read_bytes()

    first, page = run()
    assert first == "composed 0"
    (workspace / "_brand.yml").write_text('color: {primary: "#7A1F3D"}\n')
    second, redrawn = run()
    assert second == "not composed 0"
    assert b"#7a1f3d" in redrawn.lower()
    assert redrawn != page
    (workspace / "content/aid/brief.yaml").write_text(TEXT.replace("First", "Second"))
    assert run()[0] == "composed 0"


def html_with(workspace: Path, name: str, text: str) -> bytes:
    """The page after the file *name* has changed since a first build."""
    html(workspace)
    (workspace / name).parent.mkdir(parents=True, exist_ok=True)
    (workspace / name).write_text(text)
    return html(workspace)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("content/aid/brief.yaml", TEXT.replace("First", "Second")),
        ("content/aid/a.svg", SVG.replace("9", "8")),
        ("house.yaml", "publisher: Another\n"),
        ("_brand.yml", 'meta: {name: Another}\ncolor: {primary: "#12495A"}\n'),
        ("templates/brief/template.html", "<p>Mine</p>"),
    ],
)
def test_what_composing_asks_for_composes_again(workspace: Path, composed: list[str], name: str, text: str) -> None:
    changed = html_with(workspace, name, text)
    assert composed == ["aid", "aid"]
    assert changed == html(workspace, force=True)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_brand.yml", 'color: {primary: "#7A1F3D"}\ntypography: {base: {size: 12pt}}\n'),
        ("templates/looks/brief.yaml", "extends: memo\n"),
    ],
)
def test_a_look_that_changes_is_drawn_only(workspace: Path, composed: list[str], name: str, text: str) -> None:
    changed = html_with(workspace, name, text)
    assert composed == ["aid"]
    assert changed == html(workspace, force=True)
    assert composed == ["aid", "aid"]


def test_another_logo_composes_again(workspace: Path, composed: list[str]) -> None:
    (workspace / "_brand.yml").write_text("logo: {medium: logo.svg}\n")
    (workspace / "logo.svg").write_text(SVG)
    html(workspace)
    (workspace / "logo.svg").write_text(SVG.replace('r="3"', 'r="2"'))
    assert html(workspace) == html(workspace, force=True)
    assert composed == ["aid"] * 3


@pytest.mark.parametrize("damage", ["cut", "flip", "foreign", "picture"])
def test_a_damaged_document_is_composed_again(workspace: Path, composed: list[str], damage: str) -> None:
    whole = html(workspace)
    cache = workspace.parent / "cache"
    (entry,) = cache.glob("*.settled")
    sound = entry.read_bytes()
    for other in [*cache.glob("*.built"), *cache.glob("*.drawn")]:
        other.unlink()
    match damage:
        case "cut":
            entry.write_bytes(sound[:-1])
        case "flip":
            entry.write_bytes(sound.replace(b"First", b"Worst"))
        case "foreign":
            entry.write_bytes(b"\x80\x04cos\nsystem\n")
        case _:
            for picture in cache.glob("*.file"):
                picture.write_bytes(b"<svg/>")
    assert html(workspace) == whole
    assert composed == ["aid", "aid"]
    assert entry.read_bytes() == sound
    assert html(workspace) == whole
    assert composed == ["aid", "aid"]


def test_documents_with_errors_are_not_kept(workspace: Path) -> None:
    (workspace / "content/aid/brief.yaml").write_text(TEXT.replace("@sec-s", "@sec-nosuch"))
    carry_out(order(workspace))
    assert not list((workspace.parent / "cache").glob("*.settled"))


def test_documents_count_towards_the_bound(workspace: Path, tmp_path: Path) -> None:
    made = carry_out(order(workspace))
    (entry,) = (workspace.parent / "cache").glob("*.settled")
    small = Cache(workspace.parent / "cache", most_bytes=1)
    small.store("0" * 64, made)
    assert not entry.exists()


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "x",
        [],
        [9999],
        [5],
        [7, 1],
        ["x"],
        [[0], 1],
        [3, 5],
        [2, "a"],
        [4, "worse"],
        {"a": [0]},
        [-1, "x"],
        [6.5],
    ],
)
def test_what_was_never_written_is_not_read(value: object) -> None:
    assert unpack(value, []) is None


def test_nothing_but_records_and_plain_values_can_be_written(tmp_path: Path) -> None:
    odd = Settled(Document(Meta("A"), (CodeBlock(tmp_path),)), None)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        pack(odd)
    Cache(tmp_path).store_settled("0" * 64, odd)
    assert not list(tmp_path.iterdir())


def test_tuples_lists_and_mappings_come_back_as_they_were() -> None:
    sources = {"a": {"author": [{"family": "Ć\ud800"}], "n": 1.5, "none": None, "yes": True, "deep": [[1], []]}}
    made = Settled(Document(Meta("A"), (Para((Text("x"),)), Rule()), sources=sources), None)
    again = through_json(made)
    assert again == made
    assert repr(again) == repr(made)
