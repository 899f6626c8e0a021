"""Abbreviations: spelt out once, used afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import MARK
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.units import Unit
from reports.diagnostics import Severity

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽЀ-Я"
_ABBREVIATION = re.compile(
    rf"(?<![\w./@&-])(?P<short>[{_UPPER}]{{2,8}})(?:s|-së|-ja|-ja|-u|-a|-om)?(?![\w/@]|-\d|\.\w|:\w)"
)
#: Understood by every reader, or no abbreviations of bodies and terms at all.
_KNOWN = frozenset(
    re.split(
        r"\s+",
        "ID IT TV PDF CSV URL ISBN ISSN DOI ORCID DNA HIV AIDS COVID OK USA US UK UAE AM PM AD BC CE BCE GMT CET CEST UTC EUR USD"  # noqa: E501
        " GBP CHF RSD ALL MKD BAM KM SMS GPS CD DVD CC BY SA NC ND HTML XML JSON YAML RSS USB WWW CV PS NB QED",
    )
)
_ROMAN = re.compile(r"[IVXLCDM]+\Z")
_SPELT = re.compile(rf"[^\W\d_][^()]{{2,}}\([^()]{{0,40}}?(?<!\w)(?P<short>[{_UPPER}][\w-]{{1,7}})(?:[,;][^()]*)?\)")
_SPELT_AFTER = re.compile(rf"(?<!\w)(?P<short>[{_UPPER}]{{2,8}})[ \ue000]+\((?P<long>[^()]{{6,120}})\)")


def _used(subject: Subject) -> Iterator[tuple[str, Unit, int]]:
    """Abbreviations in the author's own words, each time they stand there."""
    for unit in subject.own:
        if unit.field == "alt" or unit.kind == "cell":
            continue
        words = re.findall(r"[^\W\d_]{2,}", unit.text)
        if len(words) > 1 and sum(one.isupper() for one in words) * 2 > len(words):
            continue  # a title in capitals, which is another rule's
        for found in _ABBREVIATION.finditer(unit.text):
            yield found["short"], unit, found.start()


def _spelt(subject: Subject) -> set[str]:
    """What is spelt out in the text: Long Name (LN), or LN (Long Name)."""
    found: set[str] = set()
    for unit in subject.units:
        if "(" in unit.text:
            found.update(one["short"] for one in _SPELT.finditer(unit.text))
            found.update(one["short"] for one in _SPELT_AFTER.finditer(unit.text) if " " in one["long"].strip())
    return found


@rule("LNG010", Severity.WARNING)
def undefined_abbreviation(subject: Subject) -> Iterator[Finding]:
    """Abbreviation that is not spelt out.

    What it does
        Finds words in capitals that neither `abbreviations` nor the text spells out, each once.
    Why it matters
        Every reader outside the circle stops there. Those inside it often disagree on what the letters stand
        for.
    Example
        summary: Requests wait longest where the RCMU does not count them.
    Instead
        summary: Requests wait longest where the Register and Case Management Unit (RCMU) does not count them.
    """
    known = {part for name in subject.brief.abbreviations for part in (name, *name.split())}
    known |= _KNOWN | _spelt(subject) | _parts_of_names(subject)
    stop = {one.upper() for one in subject.listed("stopwords")} | {
        "NOT",
        "MUST",
        "TODO",
        "FIXME",
        "XXX",
        "TBC",
        "TBD",
        "TBA",
    }
    seen: set[str] = set()
    for short, unit, at in _used(subject):
        if short in known or short in seen or short in stop or _ROMAN.match(short):
            continue
        if unit.text[max(at - 1, 0) : at] == "(" and unit.text[at + len(short) : at + len(short) + 1] == ")":
            continue
        seen.add(short)
        text = f"`{short}` is spelt out nowhere"
        yield Finding(
            unit.place(at), text, "spell it out where it first stands, or add it to `abbreviations`", unit.home.id
        )


def _parts_of_names(subject: Subject) -> set[str]:
    """Capitals in names of authors, series and publishers, which are names and not abbreviations of the text."""
    names = [str(one.name) for one in subject.brief.authors] + (
        [str(subject.brief.series.name)] if subject.brief.series else []
    )
    names += [str(subject.publisher), *(str(one) for one in (subject.brief.event.hosts if subject.brief.event else ()))]
    return {one for name in names for one in re.findall(rf"[{_UPPER}]{{2,8}}", name)}


@rule("LNG011", Severity.INFO)
def unused_abbreviation(subject: Subject) -> Iterator[Finding]:
    """Abbreviation that is not used.

    What it does
        Finds entries of `abbreviations` that stand nowhere in the text, the tables and the charts.
    Why it matters
        The list is printed. An entry without use was forgotten there, or the text was changed after it.
    Example
        abbreviations: {EU: European Union, KFOR: Kosovo Force}
    Instead
        abbreviations: {EU: European Union}
    """
    words = " ".join((*(unit.text for unit in subject.units), *subject.cells)).replace(MARK, "")
    words += " ".join(str(value) for actor in subject.brief.actors for value in (actor.name, actor.short) if value)
    for _, block in subject.graphics:
        words += (
            " ".join(str(value) for row in block.data.rows for value in (*row, *row.values()))
            if hasattr(block, "data")
            else ""
        )
        words += " ".join(str(column.label or column.name) for column in getattr(block, "columns", ()))
        words += " ".join(str(name) for name in getattr(block, "y", ()))
    words += " ".join(str(unit.source) for unit in subject.units if unit.kind == "code")
    for name in subject.brief.abbreviations:
        if not re.search(rf"(?<![^\W_]){re.escape(name)}(?:s|’s)?(?![^\W_])", words):
            at = getattr(name, "at", None)
            yield Finding(
                subject.at(at, subject.brief.where_of("abbreviations")), f"`{name}` is used nowhere", "take it out"
            )


@rule("LNG012", Severity.WARNING)
def spelt_differently(subject: Subject) -> Iterator[Finding]:
    """Abbreviation spelt out in two ways.

    What it does
        Compares `Long Name (LN)` in the text with the entry in `abbreviations`, where the initials agree.
    Why it matters
        One of the two is wrong, and the list prints it.
    Example
        abbreviations: {EU: European Union}
        summary: Requests wait at the European Unity (EU). One desk would change that.
    Instead
        abbreviations: {EU: European Union}
        summary: Requests wait at the European Union (EU). One desk would change that.
    """
    for short, long in subject.brief.abbreviations.items():
        wanted = " ".join(str(long).casefold().split())
        for unit in subject.prose:
            for found in re.finditer(rf"\((?:the )?{re.escape(short)}\)", unit.text):
                before = " ".join(unit.text[: found.start()].replace(MARK, "").casefold().split())
                words = before.split()[-len(wanted.split()) :]
                initials = "".join(one[0] for one in words if one not in ("of", "the", "and", "for", "in", "on", "to"))
                capitals = "".join(
                    one[0] for one in wanted.split() if one not in ("of", "the", "and", "for", "in", "on", "to")
                )
                if initials == capitals and " ".join(words) != wanted:
                    text = f"`{' '.join(words)}` here, `{long}` in `abbreviations`"
                    yield Finding(unit.place(found.start() + 1), text, "make them the same", unit.home.id)
