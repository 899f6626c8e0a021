"""``brief sheet``: for each addressee, what a brief asks of it, as a paper of its own in every format."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import field
from difflib import get_close_matches
from pathlib import Path

from reports import __version__
from reports.diagnostics import Severity
from reports.engine import console, present, session
from reports.engine.files import FileError, Files
from reports.engine.job import Built
from reports.engine.parsed import sound_part_of
from reports.engine.publish import Published, publish, recover
from reports.engine.rows import has_rows
from reports.engine.work import Order
from reports.engine.workspace import BriefRef, Workspace
from reports.errors import UsageError
from reports.records import record
from reports.schema import Brief
from reports.source import SourceFile
from reports.views.tracker import is_called


@record(slots=True)
class Sheets:
    """What came of the sheets of one brief: published together or, where one is at fault, not at all."""

    brief: BriefRef
    built: list[Built] = field(default_factory=list)
    published: Published | None = None


def sheets(
    home: Workspace, briefs: Sequence[BriefRef], to: Sequence[str], options: session.Options
) -> Iterator[Sheets]:
    """Build and publish the sheets of *briefs*, beside each brief's own files as ``<slug>-for-<actor>``.

    to
        Actors: ids or parts of names; none means everyone to whom a recommendation is addressed.

    Raises UsageError for an actor that no brief knows, MachineError for an output that cannot be written.
    """
    wanted = {ref: _actors(home, ref, to) for ref in briefs}
    _refuse_nobody(home, briefs, to, wanted)
    recover(options.output)
    epoch = session.epoch()
    for ref, actors in wanted.items():
        orders = [
            Order(home.root, ref, options.formats, epoch, edition=f"{ref.slug}-for-{actor}", addressee=actor)
            for actor in actors
        ]
        if orders:
            made = Sheets(ref, list(session.run(orders, options)))
            if not any(one.failed for one in made.built):
                made.published = _publish(made, options.output)
            yield made


def _publish(made: Sheets, output: Path) -> Published:
    files = {f"{one.slug}.{extension}": data for one in made.built for extension, data in one.outputs.items()}
    return publish(output, made.brief.slug, files, builder=__version__)


def _brief(home: Workspace, ref: BriefRef) -> Brief | None:
    try:
        return sound_part_of(SourceFile(ref.path, Files(home.root).read(ref.path, "yaml")))
    except FileError as error:
        raise UsageError(f"{ref.path}: {error.message}") from None


def _actors(home: Workspace, ref: BriefRef, to: Sequence[str]) -> tuple[str, ...]:
    """The ids of the actors that sheets of a brief are made for, in the order in which it lists them."""
    brief = None if has_rows(home, ref) else _brief(home, ref)
    if brief is None:
        return ()
    leads = {str(name) for one in brief.recommendations for name in one.to}
    concerned = leads | {str(name) for one in brief.recommendations for name in one.with_}
    picked = concerned if to else leads
    named = [one for one in brief.actors if not to or any(is_called(one, word) for word in to)]
    return tuple(str(one.id) for one in named if str(one.id) in picked)


def _refuse_nobody(
    home: Workspace, briefs: Sequence[BriefRef], to: Sequence[str], wanted: dict[BriefRef, tuple[str, ...]]
) -> None:
    if any(wanted.values()):
        return
    several = [ref.slug for ref in briefs if has_rows(home, ref)]
    if several:
        raise UsageError(f"{several[0]} has editions, and sheets are made of single briefs")
    known = [brief for ref in briefs if (brief := _brief(home, ref)) is not None]
    names = dict.fromkeys(str(one.id) for brief in known for one in brief.actors)
    if not to:
        raise UsageError("no recommendation of these briefs has an addressee")
    near = get_close_matches(to[0].casefold(), names, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(list(names)[:20])}"
    raise UsageError(f"nothing in these briefs concerns {to[0]!r}; {hint}")


def show(home: Workspace, briefs: Sequence[BriefRef], to: Sequence[str], options: session.Options) -> console.Tally:
    """Make the sheets and print their paths; diagnostics go to standard error."""
    tally = console.Tally()
    for made in sheets(home, briefs, to, options):
        found = (one for built in made.built for one in built.diagnostics if one.severity is not Severity.INFO)
        new, _ = present.shown(tally.add(found))
        print(present.as_text(new), end="", file=sys.stderr, flush=True)
        for path in made.published.paths if made.published else ():
            print(console.short(path), flush=True)
    return tally
