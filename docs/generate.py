"""Writes the pages of docs/ that come from the code: ``make docs``."""

from __future__ import annotations

from pathlib import Path

import typer.main
from click import Command, Context, Group

from reports.checks.reference import reference
from reports.cli import app

HERE = Path(__file__).resolve().parent

_HEAD = """\
# The command line

This page is made from the command itself by `make docs`.

**WHAT** is a slug, a folder, or the path of a `brief.yaml`; nothing means the whole workspace. A workspace is a folder
with `content/` and at least one of `house.yaml`, `_brand.yml` and `templates/` (a `content/` with a brief in it is
enough). It is found upwards from the current folder, as git finds a repository, or from DIR with `-C DIR`, which may
stand before or after the command. A folder with a `brief.yaml` that lies in no workspace is one by itself.

**Streams**: diagnostics go to standard error, results (paths, JSON, the schema) to standard output, progress to a
terminal only. A reader that leaves (`| head -1`) or a stream that is closed stops no command; a disk too full for the
words is told at the end, with status 2. `check` prints JSON, GitHub annotations and SARIF to standard output.

**Exit status**:

| status | meaning |
|---|---|
| 0 | fine |
| 1 | content has errors; nothing of that brief is published, the other briefs are |
| 2 | the command was called wrongly, or the machine failed it |
| 3 | warnings, under `--strict` |

**Publishing**: the files of a brief appear together or not at all, also when the disk is full or the builder is
killed; what a killed builder had decided on is finished by the next command, and what it had begun is cleared away.
`output/manifest.json` holds the digests of everything published, and `brief verify` goes by it; it also names files
that lie there and were not published (status 3 under `--strict`). While a builder is at
work, what it has published is noted in `output/.noted`; the manifest is written when the last brief is out. Files taken
out of `output/` by hand are missing to `brief verify` until `manifest.json` is deleted and everything built again.

**Environment**: `SOURCE_DATE_EPOCH` sets every date in the files (the brief's own date otherwise); `BRIEF_CACHE_DIR`
says where built files are kept for the next time (the user's cache folder otherwise, at most 400 MB);
`BRIEF_DEBUG=1` prints where an internal fault happened.
"""


def command_line() -> str:
    """The page ``command-line.md``."""
    top = typer.main.get_command(app)
    assert isinstance(top, Group)
    parts = [_HEAD, _section(top, "brief")]
    parts += [_section(command, f"brief {name}") for name, command in top.commands.items()]
    return "\n".join(parts)


def checks() -> str:
    """The page ``checks.md``: what stands above its reference, by hand, and the reference from the rules."""
    above, _, _ = (HERE / "checks.md").read_text(encoding="utf-8").partition("### Limits\n")
    return above + reference()


def _section(command: Command, name: str) -> str:
    context = Context(command, info_name=name, terminal_width=100, help_option_names=["-h", "--help"])
    text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {name}\n\n```text\n{text}\n```\n"


if __name__ == "__main__":
    (HERE / "command-line.md").write_text(command_line(), encoding="utf-8")
    (HERE / "checks.md").write_text(checks(), encoding="utf-8")
