"""One hostile workspace: what lies in it, what is done to it, and what must come of it.

Names of files are relative to ``content/x``, or to the workspace with a slash in front. What is expected names places
in the same way: ``brief.yaml:7 FIL002``. All errors of a run must be those expected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

#: Stands outside of every workspace; what it holds may turn up nowhere.
CANARY = "CanaryQq7731Singing"

#: The first two lines of most briefs here, so that the text of a case begins on line 3.
HEAD = "lang: en-GB\ntitle: Ordinary title\n"

Text = str | bytes


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile input.

    files
        What lies in the workspace; ``brief.yaml`` is an ordinary brief where none is given.
    expect
        The errors, as ``place:line CODE``, each once; where the status is 1 and none are named, any that has a place.
    literal
        Texts that must be found in all three outputs, letter by letter.
    absent
        Texts that may be found in none.
    prepare
        Makes what is no plain file: links, pipes. Gets the workspace and the folder of the canary.
    env
        Variables of the environment; None takes one away. With any of them the program starts in a fresh process.
    words
        The command line after ``brief -C DIR``.
    regret
        A part of the one line that is printed where the status is 2.
    status
        Where it is neither 1 for errors nor 0 for none.
    flags
        Switches of the interpreter.
    """

    name: str
    files: Mapping[str, Text] = field(default_factory=dict)
    expect: tuple[str, ...] = ()
    literal: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    prepare: Callable[[Path, Path], None] | None = None
    env: Mapping[str, str | None] = field(default_factory=dict)
    words: tuple[str, ...] = ("build", "-q")
    regret: str = ""
    status: int | None = None
    cold: bool = False
    flags: tuple[str, ...] = ()

    @property
    def wanted_status(self) -> int:
        """The exit status that must come out."""
        if self.status is not None:
            return self.status
        return 2 if self.regret else 1 if self.expect else 0

    @property
    def fresh(self) -> bool:
        """Whether it needs a process of its own from the start."""
        return self.cold or bool(self.env) or bool(self.flags)

    def write(self, root: Path, secret: Path) -> None:
        """Make the workspace in *root*."""
        files: dict[str, Text] = {"brief.yaml": HEAD, **self.files}
        for name, content in files.items():
            path = root / place(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape"))
        if self.prepare:
            self.prepare(root, secret)

    def errors(self) -> list[str]:
        """The expected errors with places as the program prints them, sorted."""
        return sorted(place(one) for one in self.expect)


def place(name: str) -> str:
    """*name* relative to the workspace."""
    return name[1:] if name.startswith("/") else f"content/x/{name}"


def brief(text: str) -> dict[str, Text]:
    """A brief whose *text* begins on line 3."""
    return {"brief.yaml": HEAD + text}


def body(text: str, **files: Text) -> dict[str, Text]:
    """A brief with one section whose Markdown *text* begins on line 7."""
    lines = "".join(f"      {line}\n" for line in text.split("\n"))
    return {"brief.yaml": f"{HEAD}sections:\n  - id: s\n    title: Section\n    body: |\n{lines}", **files}


def block(text: str) -> str:
    """A brief with one section that holds the block *text*, on line 7."""
    return f"{HEAD}sections:\n  - id: s\n    title: Section\n    body:\n      - {text}\n"


def figure(name: str, data: Text | None) -> dict[str, Text]:
    """A brief whose line 7 shows the picture *name*."""
    files: dict[str, Text] = {"brief.yaml": block(f'figure: {{id: fig-a, src: "{name}", alt: Picture}}')}
    if data is not None:
        files[name] = data
    return files


def table(data: Text, name: str = "d.csv") -> dict[str, Text]:
    """A brief whose line 7 shows the file *name* as a table."""
    return {"brief.yaml": block(f"table: {{id: tbl-a, caption: Figures, data: {name}}}"), name: data}


def cites(name: str, data: Text, key: str = "smith", more: str = "") -> dict[str, Text]:
    """A brief that cites *key* on line 4, from the bibliography *name* on line 3."""
    return {**brief(f"bibliography: {name}\nsummary: As it is said [@{key}].\n{more}"), name: data}
