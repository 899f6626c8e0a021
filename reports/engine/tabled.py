"""What ``brief build --each`` prints: the diagnostics of each edition, and a table of all at the end."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import field

from reports.diagnostics import Diagnostic, Severity
from reports.engine import present
from reports.engine.editions import Edition, Plan
from reports.records import record

#: Rows that the table lists one by one; of more, only those that failed.
MOST_LISTED = 40
#: Failed rows that are listed.
MOST_FAILED = 200
#: Diagnostics remembered, so that what all editions have in common is told once.
_MOST_SEEN = 5_000


@record(slots=True)
class Summary:
    """Counts the editions of one brief; keeps no more of them than it will list."""

    plan: Plan
    built: int = 0
    failed: int = 0
    errors: int = 0
    warnings: int = 0
    first: list[tuple[str, ...]] = field(default_factory=list)
    failures: list[tuple[str, ...]] = field(default_factory=list)
    seen: set[Diagnostic] = field(default_factory=set)

    def add(self, edition: Edition) -> list[Diagnostic]:
        """Count *edition*; returns its diagnostics that no edition had before."""
        errors = [one for one in edition.built.diagnostics if one.severity is Severity.ERROR]
        place = f"{edition.row.path}:{edition.row.line}"
        if errors:
            self.failed += 1
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            line = (place, edition.name or "-", "failed", f"{errors[0].code} {errors[0].message}{more}")
            if len(self.failures) < MOST_FAILED:
                self.failures.append(line)
        else:
            self.built += 1
            files = ", ".join(edition.built.outputs) or "checked"
            line = (place, edition.name, "built" if edition.built.outputs else "fine", files)
        if len(self.first) <= MOST_LISTED:
            self.first.append(line)
        return self._new(edition.built.diagnostics)

    def _new(self, diagnostics: Sequence[Diagnostic]) -> list[Diagnostic]:
        new = [one for one in diagnostics if one not in self.seen]
        if len(self.seen) < _MOST_SEEN:
            self.seen.update(new)
        self.errors += sum(one.severity is Severity.ERROR for one in new)
        self.warnings += sum(one.severity is Severity.WARNING for one in new)
        return new

    def text(self) -> str:
        """The table."""
        listed = self.first if self.built + self.failed <= MOST_LISTED else self.failures
        lines = [("row", "edition", "result", ""), *listed] if listed else []
        widths = [max((len(line[at]) for line in lines), default=0) for at in range(3)]
        out = ["  ".join([*(line[at].ljust(widths[at]) for at in range(3)), line[3]]).rstrip() + "\n" for line in lines]
        hidden = self.failed - len(self.failures)
        if hidden and listed is self.failures:
            out.append(f"and {hidden:,} more that failed\n")
        out.append(f"{self.plan.brief.slug}: {self.built:,} of {self.built + self.failed:,} rows built")
        return "".join(out) + (f", {self.failed:,} failed\n" if self.failed else "\n")


def told(plan: Plan, editions: Iterable[Edition], quiet: bool, tell: Callable[[Sequence[Diagnostic]], None]) -> Summary:
    """Go through *editions*, handing what is new to *tell*; the table goes to standard output at the end."""
    summary = Summary(plan)
    for edition in editions:
        new, _ = present.shown(summary.add(edition))
        if new:
            tell(new)
    if not quiet:
        print(present.safe(summary.text()), end="", flush=True, file=sys.stdout)
    return summary
