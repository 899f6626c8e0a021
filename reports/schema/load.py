"""From the bytes of ``brief.yaml`` and ``house.yaml`` to their models: all faults at once, each at its place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from pydantic import ValidationError

from reports.diagnostics import Collector, Diagnostic, has_errors, tidy
from reports.schema.base import Loading, Node
from reports.schema.brief import Brief
from reports.schema.fields import _LANG, usual_case
from reports.schema.house import House
from reports.schema.messages import report
from reports.schema.semantics import check_brief
from reports.schema.text import SourceMap
from reports.schema.yamlreader import read_yaml
from reports.source import Position, SourceFile

#: More faults than this in one file are counted only.
MAX_DIAGNOSTICS = 100

_Model = TypeVar("_Model", bound=Node)


def load_brief(source: SourceFile, collector: Collector) -> Brief | None:
    """The brief in *source*, or None where something in it is at fault, which *collector* is told, all at once."""
    own = Collector()
    tree = read_yaml(source, own)
    brief = _validated(Brief, tree, source.path, _language(tree), own)
    if brief is not None:
        check_brief(brief, Position(source.path), own)
    collector.extend(limited(own, source.path))
    return None if own.has_errors else brief


def load_house(source: SourceFile, collector: Collector, lang: str = "en-GB") -> House | None:
    """The publisher's facts in *source*, its Markdown set by the rules of *lang*; None where something is at fault."""
    own = Collector()
    house = _validated(House, read_yaml(source, own), source.path, lang, own)
    collector.extend(limited(own, source.path))
    return None if own.has_errors else house


def _validated(model: type[_Model], tree: Any, path: str, lang: str, collector: Collector) -> _Model | None:
    if tree is None:
        return None
    if not isinstance(tree, SourceMap):
        message = "a mapping of keys must stand here"
        collector.error("SCH003", tree.at or Position(path), message, "begin with `title: …`")
        return None
    try:
        return model.model_validate(tree, context=Loading(lang, collector))
    except ValidationError as error:
        report(error, tree, model, path, collector)
        return None


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
