"""One brief per row: rows become orders, orders editions, one after the other, and none is held longer than needed.

The editions of a brief are published in a folder of its own, ``output/<slug>/<edition>/``, with a manifest beside them.
What stays in memory is the text of the CSV file, a mark for each name given out, and a window of editions.
"""

from __future__ import annotations

import difflib
import hashlib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import field
from pathlib import Path

from reports import __version__
from reports.diagnostics import Collector, Diagnostic, Severity
from reports.engine import session
from reports.engine.files import FileError, Files, join
from reports.engine.job import Built, Row
from reports.engine.parsed import brief_of
from reports.engine.publish import Published, publish, recover, settle
from reports.engine.work import Order
from reports.engine.workspace import BriefRef, Workspace
from reports.errors import UsageError
from reports.patterns import expression
from reports.records import record
from reports.schema.values.names import slug as name_of
from reports.schema.values.rows import ReadRow, rows_of
from reports.source import Position, SourceFile

_FIELD = expression(r"\{([^{}]*)\}")
_LONGEST_NAME = 100


@record(frozen=True, slots=True)
class Plan:
    """The editions of one brief: its rows, and the pattern of their names."""

    brief: BriefRef
    rows: SourceFile
    pattern: str


@record(frozen=True, slots=True)
class Edition:
    """What came of one row. ``name`` is empty where none could be made."""

    name: str
    row: Position
    built: Built
    published: Published | None


def plan(home: Workspace, brief: BriefRef, each: Path | None, name: str, collector: Collector) -> Plan | None:
    """The plan for *brief*, from the words of the command or from ``each`` in its YAML; None with what is wrong told.

    Raises UsageError where the file named in the command cannot be read.
    """
    if each is not None:
        return Plan(brief, _named_in_command(home, each), name)
    files = Files(home.root)
    at = Position(brief.path)
    try:
        model, found = brief_of(SourceFile(brief.path, files.read(brief.path, "yaml")))
        if model is None or model.each is None:
            collector.extend(found)
            return None
        at = model.each.data.at or at
        path = join(brief.folder, str(model.each.data))
        return Plan(brief, SourceFile(path, files.read(path, "data")), name or str(model.each.name or ""))
    except FileError as error:
        collector.error(error.code, at, error.message, error.hint)
        return None


def _named_in_command(home: Workspace, each: Path) -> SourceFile:
    try:
        data = each.read_bytes() if each.is_file() else None
    except OSError as error:
        raise UsageError(f"cannot read {str(each)!r}: {error.strerror}") from error
    if data is None:
        raise UsageError(f"there is no file {str(each)!r}")
    full = each.resolve()
    shown = full.relative_to(home.root.resolve()) if full.is_relative_to(home.root.resolve()) else full
    return SourceFile(shown.as_posix(), data)


def editions(home: Workspace, made: Plan, options: session.Options, collector: Collector) -> Iterator[Edition]:
    """Build and publish one edition after the other, in the order of the rows; a row that fails fails alone.

    Raises UsageError for a pattern of names that the columns do not fit, MachineError for an output that cannot be
    written.
    """
    read = rows_of(made.rows, collector)
    if read is None:
        return
    columns, rows = read
    output = options.output / made.brief.slug
    if options.formats:
        recover(output)
    names = _Names(_checked(made.pattern or f"{{{columns[0]}}}", columns))
    try:
        for row, name, built in _built(home, made, options, rows, names):
            published = None
            if built.outputs and not built.failed:
                files = {f"{name}.{extension}": data for extension, data in built.outputs.items()}
                published = publish(output, name, files, builder=__version__, note=False)
            yield Edition(name, row.at, built, published)
    finally:
        settle(output)


def _built(
    home: Workspace, made: Plan, options: session.Options, rows: Iterator[ReadRow], names: _Names
) -> Iterator[tuple[ReadRow, str, Built]]:
    """Rows with their names and what was built of them. A row at fault waits in line until those before it are out."""
    epoch = session.epoch()
    waiting: list[tuple[ReadRow, str, Built | None]] = []

    def orders() -> Iterator[Order]:
        for row in rows:
            name, faults = ("", row.faults) if row.faults else names.give(row)
            waiting.append((row, name, Built(name, {}, faults) if faults else None))
            if not faults:
                fields = Row(row.at, row.fields)
                yield Order(home.root, made.brief, options.formats, epoch, None, True, fields, name)

    for result in session.run(orders(), options):
        while waiting[0][2] is not None:
            row, name, failed = waiting.pop(0)
            assert failed is not None
            yield row, name, failed
        row, name, _ = waiting.pop(0)
        yield row, name, result
    for row, name, failed in waiting:
        assert failed is not None
        yield row, name, failed


def _checked(pattern: str, columns: Sequence[str]) -> str:
    """*pattern* with its columns by their plain names; raises UsageError."""
    known = {name_of(one): one for one in columns}
    used = _FIELD.findall(pattern)
    for word in used:
        if name_of(word) not in known:
            near = difflib.get_close_matches(name_of(word), known, n=1, cutoff=0.6)
            hint = f"did you mean {{{known[near[0]]}}}?" if near else "there are: " + ", ".join(columns[:12])
            raise UsageError(f"the pattern of names asks for {{{word}}}, which is no column; {hint}")
    if not used:
        raise UsageError(f"the pattern of names {pattern!r} gives all editions one name; put a {{column}} into it")
    return pattern


@record(slots=True)
class _Names:
    """Gives every row a name that can be one of a file, and no name twice."""

    pattern: str
    taken: set[bytes] = field(default_factory=set)

    def give(self, row: ReadRow) -> tuple[str, tuple[Diagnostic, ...]]:
        """The name of the edition of *row*, or what is wrong with it."""
        fields = {name_of(name): cell for name, cell in row.fields}
        name = file_name(_FIELD.sub(lambda found: fields[name_of(found[1])], self.pattern))
        mark = hashlib.blake2b(name.encode(), digest_size=8).digest()
        if not name:
            return "", _fault("FIL010", row.at, "the row gives no name for its files", "fill in the cell")
        if mark in self.taken:
            message = f"the files of this row would be called `{name}`, as those of a row before it"
            return name, _fault("FIL010", row.at, message, "put another column into the pattern: --name '{a}-{b}'")
        self.taken.add(mark)
        return name, ()


def _fault(code: str, at: Position, message: str, hint: str) -> tuple[Diagnostic, ...]:
    return (Diagnostic(code, Severity.ERROR, at, message, hint),)


def file_name(text: str) -> str:
    """*text* in lower case with hyphens, accents taken off; letters of other scripts stay.

    >>> file_name("Gjilan / Gnjilane (Čačak)")
    'gjilan-gnjilane-cacak'
    """
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    short = name_of(unicodedata.normalize("NFC", plain)).encode()[:_LONGEST_NAME]
    return short.decode("utf-8", "ignore").strip("-")
