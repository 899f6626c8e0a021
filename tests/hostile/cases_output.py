"""What lies where files are published: links, pipes and manifests that somebody put there before."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile.case import CANARY, Case

ORDINARY = ("Ordinary title",)
Made = Callable[[Path, Path], None]


def there(name: str, make: Callable[[Path, Path], None]) -> Made:
    """*make* at ``output/`` *name*, given its path and the folder of the canary."""

    def prepare(root: Path, secret: Path) -> None:
        path = root / "output" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        make(path, secret)

    return prepare


def link(target: str) -> Callable[[Path, Path], None]:
    """A link to *target* in the folder of the canary."""
    return lambda path, secret: path.symlink_to(secret / target if target else secret)


def pipe(path: Path, _: Path) -> None:
    """A pipe."""
    os.mkfifo(path)


def text(data: str) -> Callable[[Path, Path], None]:
    """A file."""
    return lambda path, _: (path.write_text(data), None)[1]


def folder(path: Path, _: Path) -> None:
    """A folder with a file in it."""
    path.mkdir(parents=True)
    (path / "x.pdf").write_bytes(b"x")


def told(files: dict[str, object], slug: str = "x") -> str:
    """A manifest."""
    return json.dumps({"manifest": 1, "briefs": {slug: {"builder": "1", "files": files}}})


def manifest(name: str, data: str, regret: str = "", status: int | None = None) -> Case:
    """``brief verify`` over a manifest that somebody changed."""
    return Case(
        name, {"/output/manifest.json": data}, words=("verify", "-o", "output"), regret=regret, status=status,
    )  # fmt: skip


def built(name: str, prepare: Made) -> Case:
    """A build that takes no notice."""
    return Case(name, literal=ORDINARY, prepare=prepare)


def refused(name: str, prepare: Made, regret: str) -> Case:
    """A build that must be refused with one sentence."""
    return Case(name, prepare=prepare, status=2, regret=regret)


def output_outside(root: Path, secret: Path) -> None:
    """The output as a whole is a link."""
    (root / "output").symlink_to(secret)


def ready_of_links(path: Path, secret: Path) -> None:
    """A decision of somebody else's making, to be finished by the next builder."""
    path.mkdir()
    (path / "x.pdf").symlink_to(secret / "canary.txt")
    (path / "x.docx").mkdir()
    os.mkfifo(path / "x.html")


CASES: tuple[Case, ...] = (
    refused("the output is a link outside", output_outside, "-o"),
    refused("the brief's output is a link outside", there("x", link("")), "is a link"),
    refused("the brief's output is a file", there("x", text("")), "cannot write"),
    refused("the brief's output is a pipe", there("x", pipe), "cannot write"),
    refused("the lock is a link", there(".lock", link("lock")), "plain file"),
    refused("the lock is a pipe", there(".lock", pipe), "plain file"),
    refused("the lock is a folder", there(".lock", folder), "plain file"),
    refused("a folder for the PDF", there("x/x.pdf", folder), "is a folder"),
    built("the PDF is a link to a secret", there("x/x.pdf", link("canary.txt"))),
    built("the PDF is a pipe", there("x/x.pdf", pipe)),
    built("the manifest is a link", there("manifest.json", link("canary.txt"))),
    built("the manifest is a pipe", there("manifest.json", pipe)),
    built("the next manifest is a link", there(".manifest.json.new", link("canary.txt"))),
    built("the manifest is brackets", there("manifest.json", text("[" * 100_000))),
    built("the manifest is a lie", there("manifest.json", text(told({"../../secret/canary.txt": {}}, "../x")))),
    built("the ledger is a link", there(".noted", link("canary.txt"))),
    built("the ledger is a pipe", there(".noted", pipe)),
    built("the ledger is brackets", there(".noted", text("[" * 100_000 + "\n"))),
    built("the ledger is a lie", there(".noted", text('["../../secret", {"files": {"canary.txt": {}}}]\n'))),
    refused("the ledger is a folder", there(".noted", folder), "is a folder"),
    refused("the manifest is a folder", there("manifest.json", folder), "is a folder"),
    built("a decision that is a link", there("x/.ready", link(""))),
    built("a decision that is a pipe", there("x/.ready", pipe)),
    built("a decision of links and pipes", there("x/.ready", ready_of_links)),
    built("a half-written folder that is a link", there("x/.new-a", link(""))),
    manifest("a manifest of nothing", "", "damaged"),
    manifest("a manifest of brackets", "[" * 100_000, "damaged"),
    manifest("a manifest of numbers", '{"briefs": {"x": {"files": {"x.pdf": 1e999}}}}', status=1),
    manifest("a manifest that leads outside", told({"../../secret/canary.txt": {"sha256": "0"}}), "damaged"),
    manifest("a brief's name that leads outside", told({"canary.txt": {}}, "../../secret"), "damaged"),
    manifest("a manifest of devices", told({"/dev/zero": {}}), "damaged"),
    manifest("a manifest that paints the terminal", told({"\x1b[31mred": {}}), "damaged"),
    Case(
        "a published file that is a pipe",
        {"/output/manifest.json": told({"x.pdf": {"sha256": "0"}})},
        words=("verify", "-o", "output"),
        status=1,
        prepare=there("x/x.pdf", pipe),
    ),
    Case(
        "a published file that is a link to a secret",
        {"/output/manifest.json": told({"x.pdf": {"sha256": "0"}})},
        words=("verify", "-o", "output"),
        status=1,
        prepare=there("x/x.pdf", link("canary.txt")),
        absent=(CANARY,),
    ),
)  # fmt: skip
