"""Names of files that lead outside, to devices, or nowhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from tests.hostile.case import Case, Text, block, brief, cites


def at(name: str) -> dict[str, Text]:
    """A brief whose line 7 shows the picture *name*, given in double quotes."""
    return {"brief.yaml": block(f'figure: {{id: fig-a, src: "{name}", alt: A}}')}


def linking(target: str, name: str = "content/x/a.png") -> Callable[[Path, Path], None]:
    """Makes *name* a link; {SECRET} in *target* is the folder of the canary."""

    def make(root: Path, secret: Path) -> None:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target.replace("{SECRET}", str(secret)))

    return make


def pipe(root: Path, _: Path) -> None:
    """A pipe that nobody writes to."""
    os.mkfifo(root / "content/x/a.png")


def pipe_for_house(root: Path, _: Path) -> None:
    """A pipe in the place of the house's facts."""
    os.mkfifo(root / "house.yaml")


def folder(root: Path, _: Path) -> None:
    """A folder in the place of the picture."""
    (root / "content/x/a.png").mkdir()


def output_elsewhere(root: Path, secret: Path) -> None:
    """The folder of the brief's output is a link to somebody else's folder."""
    (root / "output").mkdir()
    (root / "output/x").symlink_to(secret)


def named(name: str, text: str, code: str) -> Case:
    """A name that is refused on line 7."""
    return Case(name, at(text), (f"brief.yaml:7 {code}",))


def link_to(name: str, target: str, code: str) -> Case:
    """A link that is refused on line 7."""
    return Case(name, at("a.png"), (f"brief.yaml:7 {code}",), prepare=linking(target))


CASES: tuple[Case, ...] = (
    named("two dots", "../../../secret/canary.txt", "FIL002"),
    named("two dots in the middle", "a/../../../../secret/canary.txt", "FIL002"),
    named("a hundred times two dots", "../" * 100 + "etc/passwd", "FIL002"),
    named("an absolute path", "/etc/passwd", "FIL006"),
    named("somebody's home", "~/.ssh/id_rsa", "FIL006"),
    named("a drive", "C:/Windows/win.ini", "FIL006"),
    named("backslashes", "..\\\\..\\\\secret", "FIL006"),
    named("an address of a file", "file:///etc/passwd", "FIL006"),
    named("an address of the web", "http://evil.example/a.png", "FIL006"),
    named("a zero device by its path", "/dev/zero", "FIL006"),
    named("a name with a line end", "a\\nb.png", "FIL001"),
    named("a name turned around", "a\\u202Egnp.exe", "FIL006"),
    named("a name too long for the disk", "a" * 300 + ".png", "FIL006"),
    named("a path of a hundred thousand letters", "a/" * 50_000, "SCH015"),
    named("a path of two thousand letters", "a/" * 1_000, "FIL006"),
    Case("a picture without a name", {"brief.yaml": block("figure: {id: fig-a, alt: A}")}, ("brief.yaml:7 SCH002",)),
    named("a name of tags", "<b>.png", "FIL001"),
    named("a variable", "$HOME/a.png", "FIL001"),
    named("a name of dots", "....//....//etc/passwd", "FIL001"),
    named("percent for two dots", "%2e%2e/%2e%2e/secret", "FIL001"),
    link_to("a link to a secret", "{SECRET}/canary.txt", "FIL002"),
    link_to("a link to the users", "/etc/passwd", "FIL002"),
    link_to("a link to zeros without end", "/dev/zero", "FIL002"),
    link_to("a link to the terminal", "/dev/stdin", "FIL002"),
    link_to("a link to memory", "/proc/self/environ", "FIL002"),
    link_to("a link to itself", "a.png", "FIL003"),
    link_to("a link to nothing", "none.png", "FIL001"),
    Case("a pipe for a picture", at("a.png"), ("brief.yaml:7 FIL003",), prepare=pipe),
    Case("a folder for a picture", at("a.png"), ("brief.yaml:7 FIL003",), prepare=folder),
    Case("a pipe for the house", {}, status=1, prepare=pipe_for_house),
    Case("a link for the house", {}, status=1, prepare=linking("{SECRET}/canary.yaml", "house.yaml")),
    Case("a link for the look", {}, status=1, prepare=linking("{SECRET}/canary.yaml", "_brand.yml")),
    Case(
        "a folder that is a link",
        at("sub/canary.txt"),
        ("brief.yaml:7 FIL002",),
        prepare=linking("{SECRET}", "content/x/sub"),
    ),
    Case("references through a link", cites("r.yaml", "") | {}, status=1),
    Case(
        "references that are a link",
        brief("bibliography: k.yaml\nsummary: A [@smith].\n"),
        status=1,
        prepare=linking("{SECRET}/canary.yaml", "content/x/k.yaml"),
    ),
    Case(
        "a looks folder that is a link", {}, status=1, prepare=linking("{SECRET}/canary.yaml", "templates/looks/a.yaml")
    ),
    Case("the output is somebody else's folder", {}, status=2, regret=" ", prepare=output_elsewhere),
    Case("a word that is a path outside", {}, words=("build", "../../etc"), regret="'../../etc'"),
    Case("a word with a NUL", {}, words=("build", "a\0b"), regret="names no brief"),
    Case("a word of tags", {}, words=("build", "[/b]<script>"), regret="no brief is called"),
    Case("check writes nothing", at("none.png"), status=1, words=("check",)),
)
