"""``brief cite-this``: how a brief itself is cited, as text and in the forms that reference managers read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from reports.citing.export import item_of, json_ld, to_bibtex, to_csl_json, to_ris
from reports.diagnostics import Collector
from reports.engine import console, present
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.lists import write
from reports.engine.session import epoch
from reports.engine.settling import meta_of
from reports.engine.workspace import BriefRef, Workspace
from reports.errors import UsageError
from reports.model.document import Meta
from reports.model.record import dublin_core
from reports.model.walk import plain_text
from reports.templating.front import citation_of

Metas = Sequence[Meta]


def _as_json(values: Sequence[object]) -> str:
    return json.dumps(values[0] if len(values) == 1 else values, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Metas], str]] = {
    "text": lambda metas: "".join(f"{plain_text(citation_of(one))}\n" for one in metas),
    "bibtex": lambda metas: to_bibtex(map(item_of, metas)),
    "ris": lambda metas: to_ris(map(item_of, metas)),
    "csl-json": lambda metas: to_csl_json(map(item_of, metas)),
    "json-ld": lambda metas: _as_json([json_ld(one) for one in metas]),
    "dc": lambda metas: _as_json([dublin_core(one) for one in metas]),
}


def show(home: Workspace, briefs: Sequence[BriefRef], form: str, output: Path | None) -> console.Tally:
    """Print the records of *briefs*, or write them to *output*; faults go to standard error. Raises UsageError."""
    if form not in FORMATS:
        raise UsageError(f"no format is called {form!r}; there are: {', '.join(FORMATS)}")
    tally, metas = console.Tally(), []
    for ref in briefs:
        collector = Collector()
        meta = meta_of(gather(Files(home.root), ref, formats=(), epoch=epoch()), collector)
        new = tally.add(one for one in collector if one.severity.rank == 0)
        print(present.as_text(new), end="", file=sys.stderr)
        if meta is not None and not collector.has_errors:
            metas.append(meta)
    write(output, FORMATS[form](metas) if metas else "")
    return tally
