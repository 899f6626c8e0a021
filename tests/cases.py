"""Cases of broken content: tiny workspaces written down in text files, with the diagnostics they must get.

A file holds cases; each begins with a line ``#### name``. What follows is ``content/x/brief.yaml``. Further files come
after lines ``---- file NAME`` (relative to ``content/x``, or to the workspace with a slash in front), symbolic links
after ``---- link NAME TARGET``, bytes after ``---- base64 NAME``. After ``---- expect`` stand the diagnostics: place,
code and severity exactly, then any part of the message; ``hint:`` lines name a part of the hint of the line before.
``---- expect PUB,SCH`` is what ``brief check --select PUB,SCH`` says, not what a build says.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).resolve().parent / "broken"


@dataclass
class Case:
    """One broken workspace."""

    name: str
    files: dict[str, bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    expect: list[str] = field(default_factory=list)
    rules: str = ""

    def write(self, root: Path) -> None:
        """Make the workspace in the folder *root*."""
        (root / "content/x").mkdir(parents=True)
        for name, data in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for name, target in self.links.items():
            (root / name).symlink_to(target)


def load() -> list[Case]:
    """All cases of all files, in order."""
    return [case for path in sorted(FOLDER.glob("*.txt")) for case in read(path)]


def read(path: Path) -> list[Case]:
    """The cases in one file."""
    parts = re.split(r"^#### (.*)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_case(f"{path.stem}: {name}", body) for name, body in zip(parts[1::2], parts[2::2], strict=True)]


def _case(name: str, body: str) -> Case:
    case = Case(name)
    sections = re.split(r"^---- (.*)\n", body, flags=re.MULTILINE)
    case.files["content/x/brief.yaml"] = _bytes(sections[0])
    for head, text in zip(sections[1::2], sections[2::2], strict=True):
        kind, *words = head.split()
        match kind, words:
            case "expect", rules:
                case.rules = ",".join(rules)
                case.expect = [line for line in text.splitlines() if line.strip()]
            case "file", [one]:
                case.files[_place(one)] = _bytes(text)
            case "base64", [one]:
                case.files[_place(one)] = base64.b64decode(text)
            case "link", [one, target]:
                case.links[_place(one)] = target
            case _:
                raise ValueError(f"{name}: ---- {head}")
    return case


def _place(name: str) -> str:
    return name[1:] if name.startswith("/") else f"content/x/{name}"


def _bytes(text: str) -> bytes:
    r"""Text as UTF-8; ``\xNN`` in a line that begins with ``!`` stands for a byte, the mark goes."""
    lines = []
    for line in text.splitlines(keepends=True):
        if line.startswith("!"):
            lines.append(line[1:].encode("utf-8").decode("unicode_escape").encode("latin-1"))
        else:
            lines.append(line.encode("utf-8"))
    return b"".join(lines)
