"""The commands that print data of briefs, and the check of one text that an editor has not saved yet."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports.engine import console, present
from reports.engine.files import FileError, Files
from reports.engine.workspace import BriefRef, Workspace
from reports.errors import UsageError
from reports.patterns import expression
from reports.source import SourceFile

if TYPE_CHECKING:
    from reports.views.entry import Entry

_STATES = ("open", "accepted", "partial", "rejected", "done", "overtaken")
_DATE = expression(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")


def show(
    home: Workspace, briefs: Sequence[BriefRef], view: str, form: str, output: Path | None, **wanted: str
) -> console.Tally:
    """Print the view ``recommendations`` or ``evidence``; faults of briefs go to standard error. Raises UsageError."""
    from reports.views import tracker
    from reports.views.chain import evidence
    from reports.views.picture import picture
    from reports.views.sheet import FORMATS

    known = (*FORMATS, "html") if view == "evidence" else tuple(FORMATS)
    if form not in known:
        raise UsageError(f"no format is called {form!r}; there are: {', '.join(known)}")
    if wanted.get("status") and wanted["status"] not in _STATES:
        raise UsageError(f"no status is called {wanted['status']!r}; there are: {', '.join(_STATES)}")
    if wanted.get("since") and not _DATE.match(wanted["since"]):
        raise UsageError(f"{wanted['since'][:40]!r} is no date; write 2026-03-02, 2026-03 or 2026")
    if form == "xlsx" and output is None:
        raise UsageError("a workbook needs a file: add -o FILE.xlsx")
    tally = console.Tally()
    entries = _entries(home, briefs, tally)
    nobody = tracker.no_such_actor((one.brief for _, one in entries), wanted["to"]) if wanted.get("to") else ""
    if nobody:
        raise UsageError(nobody)
    made: str | bytes
    if view == "evidence":
        entries = [(ref, _with_files(home, ref, one)) for ref, one in entries]
    if form == "html":
        made = picture(one for _, one in entries)
    else:
        briefly = [one for _, one in entries]
        sheet = tracker.recommendations(briefly, **wanted) if view == "recommendations" else evidence(briefly)
        if form == "table" and view == "recommendations":
            sheet = sheet.only(tracker.CHANGES if wanted.get("since") else tracker.SHORT)
        made = FORMATS[form](sheet)
    write(output, made)
    return tally


def write(path: Path | None, made: str | bytes) -> None:
    """Put *made* into the file at *path* (all of it or nothing), or print it where there is none. Raises UsageError."""
    if path is None:
        print(made, end="")
        return
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(made.encode() if isinstance(made, str) else made)
        new.replace(path)
    except OSError as error:
        new.unlink(missing_ok=True)
        raise UsageError(f"cannot write {str(path)!r}: {error.strerror}") from None


def _entries(home: Workspace, briefs: Sequence[BriefRef], tally: console.Tally) -> list[tuple[BriefRef, Entry]]:
    from reports.engine.parsed import brief_of
    from reports.views.entry import Entry

    found: list[tuple[BriefRef, Entry]] = []
    for ref in briefs:
        try:
            source = SourceFile(ref.path, Files(home.root).read(ref.path, "yaml"))
        except FileError as error:
            raise UsageError(f"{ref.path}: {error.message}") from None
        brief, told = brief_of(source)
        new = tally.add(one for one in told if one.severity.rank == 0)
        print(present.as_text(new), end="", file=sys.stderr)
        if brief is not None:
            found.append((ref, Entry(ref.slug, brief)))
    return found


def _with_files(home: Workspace, ref: BriefRef, entry: Entry) -> Entry:
    """*entry* with what the bibliography of the brief calls its works, and with its data. Faults in the files are for
    building to tell."""
    from reports.engine.gather import gather
    from reports.engine.settling import library_of

    job = gather(Files(home.root), ref, formats=(), epoch=None)
    top = f"{ref.folder}/" if ref.folder else ""
    tables = {
        name.removeprefix(top): data.decode("utf-8", "replace")
        for name, data in job.files.items()
        if name.lower().endswith((".csv", ".tsv"))
    }
    return replace(entry, sources={one.key: _work(one.data) for one in library_of(job)}, tables=tables)


def _work(item: Mapping[str, Any]) -> str:
    names = [
        str(one.get("literal") or one.get("family") or "") for one in item.get("author") or item.get("editor") or ()
    ]
    who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names)
    parts = ((item.get("issued") or {}).get("date-parts") or [[]])[0]
    when = f" ({parts[0]})" if parts else ""
    return ", ".join(one for one in (who, re.sub(r"<[^<>]*>", "", str(item.get("title", "")))) if one) + when


def check_text(
    home: Workspace, briefs: Sequence[BriefRef], data: bytes, form: str, select: str, ignore: str
) -> console.Tally:
    """Check *data* as if it stood in the one brief named. Raises UsageError for more than one."""
    from reports.engine.build import build
    from reports.engine.gather import gather
    from reports.engine.session import epoch

    if form not in present.FORMATS:
        raise UsageError(f"no output format is called {form!r}; there are: {', '.join(present.FORMATS)}")
    if len(briefs) != 1:
        raise UsageError("--stdin checks one brief: name it")
    files = Files(home.root)
    files.asked[briefs[0].path] = data
    built = build(gather(files, briefs[0], formats=(), epoch=epoch()), pages=False)
    tally = console.Tally()
    new, _ = present.shown(tally.add(console.picked(built.diagnostics, select, ignore)))
    text = present.in_format(form, new, home.in_repository())
    print(text, end="", file=sys.stderr if form == "text" else sys.stdout)
    return tally
