"""From the bytes of ``brief.yaml`` and ``house.yaml`` to their models: all faults at once, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias, TypeVar

from pydantic import ValidationError

from reports.diagnostics import Collector, Diagnostic, has_errors, tidy
from reports.schema.base import Loading, Node
from reports.schema.brief import Brief
from reports.schema.fields import _LANG, usual_case
from reports.schema.house import House
from reports.schema.messages import report
from reports.schema.semantics import check_brief
from reports.schema.text import SourceMap
from reports.schema.values.lookup import Values
from reports.schema.yamlreader import Reading, read_tree
from reports.source import Position, SourceFile

#: More faults than this in one file are counted only.
MAX_DIAGNOSTICS = 100

#: Gives the values for a language.
ValuesFor: TypeAlias = Callable[[str], Values]

_Model = TypeVar("_Model", bound=Node)


def load_brief(source: SourceFile, collector: Collector, values: ValuesFor | None = None) -> Brief | None:
    """The brief in *source*, or None where something in it is at fault, which *collector* is told, all at once.

    Its texts take their values from what *values* gives for their language; without it, ``{=name}`` stays as it is.
    """
    own = Collector()
    reading = read_tree(source, own)
    brief = _validated(Brief, reading, source.path, _language(reading.tree), own, values)
    if brief is not None and not reading.masked:
        check_brief(brief, Position(source.path), own)
    collector.extend(limited(own, source.path))
    return None if own.has_errors else brief


def load_house(source: SourceFile, collector: Collector, lang: str = "en-GB") -> House | None:
    """The publisher's facts in *source*, its Markdown set by the rules of *lang*; None where something is at fault."""
    own = Collector()
    house = _validated(House, read_tree(source, own), source.path, lang, own)
    collector.extend(limited(own, source.path))
    return None if own.has_errors else house


def _validated(
    model: type[_Model], reading: Reading, path: str, lang: str, collector: Collector, values: ValuesFor | None = None
) -> _Model | None:
    tree = reading.tree
    if tree is None:
        return None
    if not isinstance(tree, SourceMap):
        message = "a mapping of keys must stand here"
        collector.error("SCH003", tree.at or Position(path), message, "begin with `title: …`")
        return None
    own = Collector()
    made = None
    try:
        made = model.model_validate(tree, context=Loading(lang, own, values=values(lang) if values else None))
    except ValidationError as error:
        report(error, tree, model, path, own)
    collector.extend(_news(own, collector, reading))
    return made


def _news(found: Collector, known: Collector, reading: Reading) -> list[Diagnostic]:
    """What is no consequence of a fault that the reader told.

    That is: nothing at the very place of such a fault, nor on a line that was masked; and behind masked lines no word
    of something missing, since it may stand there.
    """
    places = {one.at for one in known}
    return [
        one
        for one in found
        if one.at not in places
        and one.at.line not in reading.masked
        and not (reading.masked and one.code in ("SCH002", "SCH011", "MDN004"))
    ]


def _language(tree: Any) -> str:
    """The language that the brief names, as far as it names one: prose is read by it."""
    written = str(tree.get("lang", "")).strip() if isinstance(tree, dict) else ""
    return usual_case(written) if _LANG.fullmatch(written) else "en-GB"


def limited(found: Iterable[Diagnostic], path: str) -> list[Diagnostic]:
    """The first hundred in order of place, and a count of the others."""
    ordered = tidy(found)
    kept, rest = ordered[:MAX_DIAGNOSTICS], ordered[MAX_DIAGNOSTICS:]
    if rest:
        count = Collector()
        message = f"{len(rest)} more faults in this file are not listed"
        add = count.error if has_errors(rest) else count.warning
        add("SCH099", kept[-1].at if kept else Position(path), message, "mend those above first")
        kept.extend(count)
    return kept
