"""The options that several commands share, and what a shell offers for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer


def completing(kind: str) -> Callable[[str], list[str]]:
    """What a shell offers for a word: the function *kind* of ``engine.completing``, imported when a shell asks."""

    def offered(incomplete: str) -> list[str]:
        from reports.engine import completing

        found: list[str] = getattr(completing, kind)(incomplete)
        return found

    return offered


HELP_WHAT = "Slugs, folders or paths of brief.yaml files; nothing means every brief of the workspace."
What = Annotated[
    list[str] | None,
    typer.Argument(metavar="WHAT...", help=HELP_WHAT, show_default=False, autocompletion=completing("briefs")),
]
Directory = Annotated[Path, typer.Option("-C", metavar="DIR", help="Work as if started in DIR.", show_default=False)]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 3 when there are warnings.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Print diagnostics only.")]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="DIR", help="Where to publish. [default: output/ of the workspace]"),
]
Jobs = Annotated[
    int,
    typer.Option(
        "-j",
        "--jobs",
        min=0,
        max=256,
        metavar="N",
        help="Number of processes; 0 chooses by itself.",
        show_default=False,
    ),
]
Force = Annotated[bool, typer.Option("--force", help="Build even what has not changed.")]
Formats = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--format",
        metavar="LIST",
        help="Of pdf, docx, html, parted by commas. [default: all three]",
        autocompletion=completing("formats"),
    ),
]
Codes = Annotated[
    str,
    typer.Option(
        metavar="CODES", help="Codes or beginnings of codes, parted by commas.", autocompletion=completing("codes")
    ),
]
ViewFormat = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, csv, json, xlsx or md.")]
ViewFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to FILE.")]
