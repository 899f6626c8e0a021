"""Finding a citation style: by its CSL name, or in a file of the workspace; in the language of the brief."""

from __future__ import annotations

from functools import lru_cache

from reports.citing import csl
from reports.citing.csl import data
from reports.citing.csl.locale import candidates
from reports.diagnostics import Collector
from reports.source import Position, SourceFile

DEFAULT_STYLE = "chicago-notes-bibliography"


def load(name: str, lang: str, collector: Collector, at: Position, file: SourceFile | None = None) -> csl.Style | None:
    """The style called *name*, or the one in *file*, with its words in *lang* (BCP 47).

    *at* is where the brief names the style. None where there is none that can be used; why goes to *collector*.
    """
    _check_language(lang, collector, at)
    try:
        xml = file.data if file is not None else data.style(name or DEFAULT_STYLE)
        return _compiled(xml, lang)
    except csl.UnknownStyle as fault:
        near = ", ".join(fault.suggestions)
        hint = f"did you mean {near}?" if near else "give the name of an official CSL style, or the path of a .csl file"
        collector.error("CIT003", at, f"there is no citation style {name!r}", hint)
    except csl.StyleError as fault:
        place = Position(file.path, fault.line or 1) if file is not None else at
        collector.error("CIT004", place, f"the citation style cannot be used: {fault.message}")
    return None


@lru_cache(maxsize=8)
def _compiled(xml: bytes, lang: str) -> csl.Style:
    """The briefs of one house share a style, which takes longer to compile than to print a list of references with."""
    return csl.load_style(xml, locale=lang, locales=data.locale, parents=data.parent)


def _check_language(lang: str, collector: Collector, at: Position) -> None:
    """Tell where CSL has no words ("edited by", "accessed") in *lang*: English ones are used."""
    tried = [tag for tag in candidates(lang) if tag != "en-US"]
    if tried and not lang.lower().startswith("en") and not any(data.locale(tag) for tag in tried):
        hint = "words such as “edited by” and “accessed” in the references are English"
        collector.info("CIT005", at, f"the citation styles have no words in the language {lang!r}", hint)
