"""What the commands print: results to standard output, diagnostics to standard error, progress to a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from reports.diagnostics import Collector, Diagnostic, Severity
from reports.engine import manifest, present, session, workspace
from reports.engine.publish import recover_all
from reports.engine.rows import has_rows
from reports.engine.strays import strays
from reports.errors import UsageError
from reports.records import record

if TYPE_CHECKING:
    from rich.progress import Progress

    from reports.engine.tabled import Summary

#: Files in no manifest that are named one by one.
MOST_STRAYS = 40


@record(slots=True)
class Tally:
    """Counts over all briefs, and what was printed already: a fault of the house is one fault, not one per brief."""

    errors: int = 0
    warnings: int = 0
    seen: set[Diagnostic] = field(default_factory=set)

    def add(self, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Count, and return what is new."""
        new = [one for one in diagnostics if one not in self.seen]
        self.seen.update(new)
        self.errors += sum(one.severity is Severity.ERROR for one in new)
        self.warnings += sum(one.severity is Severity.WARNING for one in new)
        return new

    def add_all(self, summary: Summary) -> None:
        """Count what was found in many editions, which has been printed already."""
        self.errors += summary.errors
        self.warnings += summary.warnings

    def status(self, strict: bool) -> int:
        """The exit status: 1 for errors, 3 for warnings under --strict, else 0."""
        if self.errors:
            return 1
        return 3 if strict and self.warnings else 0


def build(
    home: workspace.Workspace, briefs: Sequence[workspace.BriefRef], options: session.Options, *, quiet: bool
) -> Tally:
    """Build, publish and print."""
    tally = Tally()
    single, many = _parted(home, briefs, options)
    for outcome in _with_progress(session.outcomes(home, single, options), len(single), quiet=quiet):
        _print_diagnostics(outcome.brief, tally.add(outcome.built.diagnostics))
        if outcome.published and not quiet:
            for path in outcome.published.paths:
                print(short(path), flush=True)
    for brief in many:
        _editions(home, brief, options, tally, quiet=quiet)
    return tally


def _parted(
    home: workspace.Workspace, briefs: Sequence[workspace.BriefRef], options: session.Options
) -> tuple[list[workspace.BriefRef], list[workspace.BriefRef]]:
    """The briefs that are built once, and those that are built for each row of their data."""
    many = [one for one in briefs if options.each is not None or has_rows(home, one)]
    return [one for one in briefs if one not in many], many


def _editions(
    home: workspace.Workspace, brief: workspace.BriefRef, options: session.Options, tally: Tally, *, quiet: bool
) -> None:
    """Build an edition per row, and print a table of them."""
    from reports.engine import editions, tabled

    collector = Collector()
    plan = editions.plan(home, brief, options.each, options.name, collector)
    if plan is not None:
        made = editions.editions(home, plan, options, collector)
        tally.add_all(tabled.told(plan, made, quiet, lambda found: _print_diagnostics(brief, found)))
    _print_diagnostics(brief, tally.add(collector))


def short(path: Path) -> str:
    """Relative to where one stands, where that is no longer."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _print_diagnostics(brief: workspace.BriefRef, diagnostics: Sequence[Diagnostic]) -> None:
    some, more = present.shown(diagnostics)
    text = present.as_text(some)
    if more:
        text += f"{brief.path}: {more} more not shown\n"
    print(text, end="", file=sys.stderr, flush=True)


def _with_progress(outcomes: Iterator[session.Outcome], total: int, *, quiet: bool) -> Iterator[session.Outcome]:
    if quiet or total < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    bar = _progress()
    with bar:
        task = bar.add_task("Building", total=total)
        for outcome in outcomes:
            bar.advance(task)
            yield outcome


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    console = Console(stderr=True, markup=False, highlight=False)
    return Progress(
        BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True, redirect_stdout=False
    )


def check(
    home: workspace.Workspace,
    briefs: Sequence[workspace.BriefRef],
    options: session.Options,
    output_format: str,
    select: str,
    ignore: str,
) -> Tally:
    """Check and print, diagnostics as text to standard error, in the other formats to standard output."""
    if output_format not in present.FORMATS:
        raise UsageError(f"no output format is called {output_format!r}; there are: {', '.join(present.FORMATS)}")
    wanted, unwanted = codes(select), codes(ignore)
    tally, everything = Tally(), []
    single, many = _parted(home, briefs, options)
    for found in chain(_found(home, single, options), _found_in_editions(home, many, options)):
        picked = [one for one in found[1] if _picked(one.code, wanted, unwanted)]
        new = tally.add(picked)
        if output_format == "text":
            _print_diagnostics(found[0], new)
        else:
            everything += present.shown(new)[0]
    if output_format != "text":
        print(present.in_format(output_format, everything, home.in_repository()), end="")
    return tally


_Found = tuple[workspace.BriefRef, Sequence[Diagnostic]]


def _found(
    home: workspace.Workspace, briefs: Sequence[workspace.BriefRef], options: session.Options
) -> Iterator[_Found]:
    for outcome in session.outcomes(home, briefs, options):
        yield outcome.brief, outcome.built.diagnostics


def _found_in_editions(
    home: workspace.Workspace, briefs: Sequence[workspace.BriefRef], options: session.Options
) -> Iterator[_Found]:
    for brief in briefs:
        from reports.engine import editions  # with the whole schema behind it

        collector = Collector()
        plan = editions.plan(home, brief, options.each, options.name, collector)
        for one in editions.editions(home, plan, options, collector) if plan is not None else ():
            yield brief, one.built.diagnostics
        yield brief, tuple(collector)


def picked(diagnostics: Iterable[Diagnostic], select: str, ignore: str) -> list[Diagnostic]:
    """Those of which the code begins with one selected (all where none is), and with none ignored."""
    wanted, unwanted = codes(select), codes(ignore)
    return [one for one in diagnostics if _picked(one.code, wanted, unwanted)]


def codes(text: str) -> tuple[str, ...]:
    """The codes or beginnings of codes in a list with commas; raises UsageError for one with which no code begins."""
    named = tuple(one.strip().upper() for one in text.split(",") if one.strip())
    if named:
        from reports.engine.explain import known_codes

        known = known_codes()
        for one in named:
            if not any(code.startswith(one) for code in known):
                families = sorted({code[:3] for code in known})
                near = get_close_matches(one, [*known, *families], n=1, cutoff=0.6)
                hint = f"did you mean {near[0]}?" if near else f"codes begin with {', '.join(families)}"
                raise UsageError(f"no code begins with {one!r}; {hint}")
    return named


def _picked(code: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    return (not wanted or code.startswith(wanted)) and not (unwanted and code.startswith(unwanted))


def verify(start: Path, what: Sequence[str], output: Path | None, *, quiet: bool, strict: bool = False) -> int:
    """Print one line per published file; 0 when all are as they were published, else 1.

    What lies beside them and was not published is named as well; with *strict*, the status is then 3.
    """
    slugs = None
    if what or output is None:
        home, briefs = workspace.select(start, what)
        output = output or home.output
        slugs = frozenset(one.slug for one in briefs) if what else None
    recover_all(output)
    checked = manifest.verify(output, slugs)
    for one in checked:
        if one.verdict != "ok":
            print(f"{one.path}: {one.verdict}", file=sys.stderr)
        elif not quiet:
            print(f"{one.path}: ok")
    unknown = list(strays(output, slugs))
    for path in unknown[:MOST_STRAYS]:
        print(f"{present.in_line(path)}: not in the manifest", file=sys.stderr)
    if len(unknown) > MOST_STRAYS:
        print(f"{len(unknown) - MOST_STRAYS:,} more not in the manifest", file=sys.stderr)
    if any(one.verdict != "ok" for one in checked):
        return 1
    return 3 if strict and unknown else 0


def schema_text(kind: str = "brief") -> str:
    """The JSON Schema of ``brief.yaml`` or ``house.yaml``; raises UsageError for another *kind*."""
    from reports.schema import json_schema

    match kind:
        case "brief" | "house":
            text: str = json_schema(kind)
        case _:
            raise UsageError(f"there is no schema of {kind!r}; there are: brief, house")
    return text if text.endswith("\n") else text + "\n"
