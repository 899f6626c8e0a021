"""The command ``brief``: words in, calls of the engine, words out. Nothing heavy is imported before it is needed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer
import typer.core

from reports import __version__
from reports.engine.memory import starting
from reports.exits import standing, status_of, stopped
from reports.options import (
    Codes,
    Directory,
    Force,
    Formats,
    Jobs,
    Output,
    Quiet,
    Strict,
    ViewFile,
    ViewFormat,
    What,
    completing,
)
from reports.streams import make_lasting, settled

#: Plain help: rich would cost every command 80 ms and draw boxes around it.
typer.core.HAS_RICH = False

app = typer.Typer(
    name="brief",
    help="Structured YAML in; a policy paper as PDF, Word file and web page out.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


HERE = Path()
#: A byte more than a brief.yaml may have, so that a larger one is told.
MAX_STDIN = 5_000_001


def _version(wanted: bool) -> None:
    if wanted:
        print(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def everywhere(
    context: typer.Context,
    directory: Directory = HERE,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Structured YAML in; a policy paper as PDF, Word file and web page out."""
    context.obj = directory


def _start(context: typer.Context, directory: Path) -> Path:
    """Where to start from: -C may stand before the command, after it, or both, as cd would be said twice."""
    outer: Path = context.obj or HERE
    return outer / directory


def _below(context: typer.Context, directory: Path, file: Path | None) -> Path | None:
    """A file or folder named on the command line: relative to where -C leads."""
    return None if file is None else _start(context, directory) / file


@app.command()
def build(
    context: typer.Context,
    what: What = None,
    formats: Formats = None,
    output: Output = None,
    jobs: Jobs = 0,
    strict: Strict = False,
    force: Force = False,
    each: Annotated[
        Path | None,
        typer.Option("--each", metavar="FILE", help="Build an edition for each row of a CSV file."),
    ] = None,
    name: Annotated[
        str, typer.Option("--name", metavar="PATTERN", help="Names of the editions, such as '{municipality}'.")
    ] = "",
    executor: Annotated[
        str, typer.Option("--executor", metavar="URL", help="Build on a cluster: dask://HOST:PORT.")
    ] = "",
    for_print: Annotated[
        bool, typer.Option("--print", help="Also .print.pdf (bleed, crop marks), .booklet.pdf and .grey.pdf.")
    ] = False,
    watch: Annotated[bool, typer.Option("-w", "--watch", help="Build again whenever a file changes.")] = False,
    quiet: Quiet = False,
    directory: Directory = HERE,
) -> None:
    """Build briefs and print the paths of their files."""
    from dataclasses import replace

    from reports.engine import console, session, workspace
    from reports.writers.base import PRINTED, WRITERS

    start = _start(context, directory)
    home, briefs = workspace.select(start, what or ())
    wanted = session.formats([*(formats or WRITERS), *(("pdf", *PRINTED) if for_print else ())])
    options = session.Options(wanted, _below(context, directory, output) or home.published(), jobs, force)
    options = replace(options, executor=executor, each=start / each if each else None, name=name)
    if watch:
        from reports.engine.watch import watched

        for changed in watched(start, what or (), options):
            console.build(*changed, quiet=quiet)
        raise typer.Exit
    raise typer.Exit(console.build(home, briefs, options, quiet=quiet).status(strict))


@app.command()
def check(
    context: typer.Context,
    what: What = None,
    output_format: Annotated[
        str,
        typer.Option(
            "--output-format",
            metavar="FORMAT",
            help="text, json, github or sarif.",
            autocompletion=completing("reports"),
        ),
    ] = "text",
    strict: Strict = False,
    select: Codes = "",
    ignore: Codes = "",
    stdin: Annotated[
        bool, typer.Option("--stdin", help="Check the text on standard input as if it stood in WHAT.")
    ] = False,
    directory: Directory = HERE,
) -> None:
    """Look for faults without building anything."""
    from reports.engine import console, session, workspace

    home, briefs = workspace.select(_start(context, directory), what or ())
    if stdin:
        from reports.engine.lists import check_text

        text = sys.stdin.buffer.read(MAX_STDIN)
        raise typer.Exit(check_text(home, briefs, text, output_format, select, ignore).status(strict))
    options = session.Options((), home.output)
    raise typer.Exit(console.check(home, briefs, options, output_format, select, ignore).status(strict))


@app.command()
def recommendations(
    context: typer.Context,
    what: What = None,
    form: ViewFormat = "table",
    to: Annotated[
        str, typer.Option("--to", metavar="ACTOR", help="Only those to ACTOR: an id or part of a name.")
    ] = "",
    status: Annotated[str, typer.Option("--status", metavar="STATE", help="Only those open, done …")] = "",
    since: Annotated[str, typer.Option("--since", metavar="DATE", help="Only those whose status changed since.")] = "",
    output: ViewFile = None,
    directory: Directory = HERE,
) -> None:
    """List the recommendations of briefs: who does what by when, and what has become of it."""
    from reports.engine import workspace
    from reports.engine.lists import show

    home, briefs = workspace.select(_start(context, directory), what or ())
    tally = show(
        home, briefs, "recommendations", form, _below(context, directory, output), to=to, status=status, since=since
    )
    raise typer.Exit(tally.status(False))


@app.command()
def evidence(
    context: typer.Context,
    what: What = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="table, csv, json, xlsx, md, or html for a picture.")
    ] = "table",
    output: ViewFile = None,
    directory: Directory = HERE,
) -> None:
    """Show which recommendation rests on which finding and source, and what hangs in the air."""
    from reports.engine import workspace
    from reports.engine.lists import show

    home, briefs = workspace.select(_start(context, directory), what or ())
    raise typer.Exit(show(home, briefs, "evidence", form, _below(context, directory, output)).status(False))


@app.command()
def sheet(
    context: typer.Context,
    what: What = None,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to", metavar="ACTOR", help="Whom it is for: an id or part of a name. [default: every addressee]"
        ),
    ] = None,
    formats: Formats = None,
    output: Output = None,
    directory: Directory = HERE,
) -> None:
    """Make a sheet for an addressee: all that concerns it, to be handed over by itself."""
    from reports.engine import session, workspace
    from reports.engine.sheets import show
    from reports.writers.base import WRITERS

    home, briefs = workspace.select(_start(context, directory), what or ())
    wanted = session.formats([*(formats or WRITERS)])
    options = session.Options(wanted, _below(context, directory, output) or home.published())
    raise typer.Exit(show(home, briefs, to or (), options).status(False))


@app.command()
def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the folder to make.")],
    template: Annotated[
        str,
        typer.Option(
            "--template", metavar="NAME", help="Kind of brief to begin with.", autocompletion=completing("kinds")
        ),
    ] = "brief",
    lang: Annotated[str, typer.Option("--lang", metavar="TAG", help="Language of the brief, such as en-GB.")] = "en-GB",
    directory: Directory = HERE,
) -> None:
    """Make a workspace, or a brief in the workspace one stands in, ready to build."""
    from reports.engine.scaffold import make

    for path in make(_start(context, directory), name, template, lang):
        print(path)


@app.command()
def preview(
    context: typer.Context,
    what: Annotated[
        str | None,
        typer.Argument(metavar="WHAT", help="One brief; may be left out.", autocompletion=completing("briefs")),
    ] = None,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")] = 8321,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open a browser window.")] = True,
    directory: Directory = HERE,
) -> None:
    """Show a brief in the browser and renew it as files change."""
    from reports.engine import workspace
    from reports.engine.preview import serve

    home, briefs = workspace.select(_start(context, directory), [what] if what else ())
    serve(home, briefs, port=port, open_browser=open_browser)


@app.command()
def explain(
    code: Annotated[
        str | None,
        typer.Argument(metavar="CODE", help="Such as YML003; nothing lists all.", autocompletion=completing("codes")),
    ] = None,
) -> None:
    """Tell what a diagnostic means, why it matters, and the way out."""
    from reports.engine import explain as told

    print(told.one(code) if code else told.overview(), end="")


@app.command()
def schema(
    kind: Annotated[str, typer.Argument(metavar="FILE", help="brief or house: which file it describes.")] = "brief",
) -> None:
    """Print the JSON Schema of brief.yaml (or house.yaml), for editors."""
    from reports.engine.console import schema_text

    print(schema_text(kind), end="")


@app.command()
def verify(
    context: typer.Context,
    what: What = None,
    output: Output = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 3 when a file lies there that is not in the manifest.")
    ] = False,
    quiet: Quiet = False,
    directory: Directory = HERE,
) -> None:
    """Hold published files against the digests in output/manifest.json."""
    from reports.engine import console

    start = _start(context, directory)
    raise typer.Exit(console.verify(start, what or (), _below(context, directory, output), quiet=quiet, strict=strict))


@app.command()
def extract(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A PDF built with pdf: {attach_source: true}.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="Where to put the workspace.")] = HERE,
    directory: Directory = HERE,
) -> None:
    """Give the sources that a PDF carries along back as a workspace."""
    from reports.engine.extract import extract as extracted

    start = _start(context, directory)
    for path in extracted(start / file, start / output):
        typer.echo(path)


@app.command()
def cite(
    context: typer.Context,
    references: Annotated[str | None, typer.Argument(metavar="REFS", help="A bibliography file.")] = None,
    csl: Annotated[str, typer.Option("--csl", metavar="STYLE", help="Style by name, or a .csl file.")] = "",
    lang: Annotated[str, typer.Option("--lang", metavar="TAG", help="Language of terms and dates.")] = "",
    request: Annotated[
        Path | None, typer.Option("--input", metavar="FILE", help="JSON with references, clusters, style, locale.")
    ] = None,
    output_format: Annotated[
        str, typer.Option("--output-format", metavar="FORMAT", help="text, html or json.")
    ] = "text",
    directory: Directory = HERE,
) -> None:
    """Format a bibliography, or citation clusters given as JSON."""
    from reports.engine.cite import cite as cited

    start = _start(context, directory)
    raise typer.Exit(cited(start, references, request, csl=csl, lang=lang, output_format=output_format))


@app.command("cite-this")
def cite_this(
    context: typer.Context,
    what: What = None,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text, bibtex, ris, csl-json, json-ld or dc.")
    ] = "text",
    output: ViewFile = None,
    directory: Directory = HERE,
) -> None:
    """Tell how briefs themselves are cited, for a web page or a reference manager."""
    from reports.engine import workspace
    from reports.engine.record import show

    home, briefs = workspace.select(_start(context, directory), what or ())
    raise typer.Exit(show(home, briefs, form, _below(context, directory, output)).status(False))


def main() -> NoReturn:
    """The entry point: every way out is an exit status and at most one line of regret."""
    starting()
    import os
    import signal

    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # what another package plugs in reads no brief

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stopped)
    out, err = make_lasting()
    sys.exit(settled(standing() or run(sys.argv[1:]), out, err))


def run(arguments: list[str]) -> int:
    """Carry out a command line and return its exit status."""
    return status_of(lambda: app(arguments, prog_name="brief"))


if __name__ == "__main__":
    main()
