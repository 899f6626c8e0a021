"""Abbreviations: spelt out once, used afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from reports.checks.masking import MARK
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.units import Unit
from reports.diagnostics import Severity
from reports.patterns import expression

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽЀ-Я"
_ABBREVIATION = expression(
    rf"(?<![\w./@&-])(?P<short>[{_UPPER}]{{2,8}})(?:s|-së|-ja|-ja|-u|-a|-om)?(?![\w/@]|-\d|\.\w|:\w)"
)
#: Understood by every reader, or no abbreviations of bodies and terms at all.
_KNOWN = frozenset(
    re.split(
        r"\s+",
        "ID IT TV PDF CSV URL ISBN ISSN DOI ORCID DNA HIV AIDS COVID OK USA US UK UAE AM PM AD BC CE BCE GMT CET CEST UTC EUR USD"  # noqa: E501
        " GBP CHF RSD ALL MKD BAM KM SMS GPS CD DVD CC BY SA NC ND HTML XML JSON YAML RSS USB WWW CV PS NB QED"
        # More familiar than what they stand for (The Economist Style Guide, "Abbreviations"), and in other languages.
        " BBC CIA EU FBI IMF NASA NATO NGO OECD UN UNESCO UNICEF ЕУ НАТО ООН ОЕЦД UE OTAN ONU OCDE ONG FMI UNO OZN OKB BE",  # noqa: E501
    )
)
#: Units, which stand after a number.
_UNITS = frozenset(re.split(r"\s+", "GW MW KW TW GJ MJ TJ PJ EJ GB MB TB PB KB MT GT HP DWT TEU PPM"))
#: What is called a name by the word before it, or is one by the number after it: "the regulator ERSAR", "NIS 2".
_CALLED = expression(
    r"(?:\b(?:called|named|known as|dubbed)|\bthe (?:\w+ )?(?:regulator|scheme|programme|program|system|platform|project|network|database|portal"  # noqa: E501
    r"|tool|operator|exchange|software|company|app)|\b(?:Programm|Projekt|System|programmet?|programin|programi|program|programa|projekat|projekt|програм|програмот|систем))"
    r"[\s\ue000]+[“„«\"*_\ue000]*\Z"
)
#: "the Broadband DATA Act", "the RECOVERY trial"; and what a maker calls its own: "M-Lab's NDT".
_TITLED = expression(
    r"[ \u00a0](?:Act|Bill|Survey|Project|Programme|Program|Initiative|Directive|trial|study|cohort|survey|index|Index|dataset|database|platform|tool"  # noqa: E501
    r"|app|software|test)\b"
)
_OWNED = expression(r"\b[^\W\d_a-z][\w-]*[’']s[ \u00a0]\Z")
_EMPHASIS = expression(r"\ue000[^\ue000.;:()\s]{0,20}(?: [^\ue000.;:()\s]{0,20})?\Z")
_NUMBERED = expression(r"[ \u00a0](?:\d|[IVX]{1,4}\b)|-[^\W\d_][^\W\d_A-Z]")
_ROMAN = expression(r"[IVXLCDM]+\Z")
_SPELT = expression(rf"[^\W\d_][^()]{{2,}}\([^()]{{0,40}}?(?<!\w)(?P<short>[{_UPPER}][\w-]{{1,7}})(?:[,;][^()]*)?\)")
_SPELT_AFTER = expression(rf"(?<!\w)(?P<short>[{_UPPER}]{{2,8}})[ \ue000]+\((?P<long>[^()]{{6,120}})\)")


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
        Finds words in capitals that neither `abbreviations`, `actors` nor the text spells out, each once. Units, names
        that the words around them introduce ("the regulator ERSAR", "NIS 2") and the few that are more familiar
        than what they stand for (EU, UN, NATO) are left alone.
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
    known |= {str(one.short) for one in subject.brief.actors if one.short and str(one.short) != str(one.name)}
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
        if _is_name(short, unit.text, at):
            continue
        seen.add(short)
        text = f"`{short}` is spelt out nowhere"
        yield marked(
            unit, (at, at + len(short)), text, "spell it out where it first stands, or add it to `abbreviations`"
        )


def _is_name(short: str, text: str, at: int) -> bool:
    """Whether the capitals at *at* are a unit, or a name that the words around them introduce."""
    before, after = text[:at], text[at + len(short) :]
    if _EMPHASIS.search(before) and re.match(r"[^\ue000.;:()]{0,40}\ue000", after):
        return True  # a name set in italics
    if short in _UNITS and re.search(r"\d[\s\u00a0\u202f]*\Z", before):
        return True
    if _TITLED.match(after) or _OWNED.search(before):
        return True
    numbered = _NUMBERED.match(after)
    capital = numbered is not None and (numbered[0][0] != "-" or numbered[0][1].isupper())
    return capital or _CALLED.search(before) is not None


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
    words = " ".join(_everything(subject)).replace(MARK, "")
    for name, meaning in subject.brief.abbreviations.items():
        if not re.search(rf"(?<![^\W_]){re.escape(name)}(?:s|’s)?(?![^\W_])", words):
            at = subject.at(meaning.at, subject.brief.where_of("abbreviations"))
            yield Finding(at, f"`{name}` is used nowhere", "take it out")


def _everything(subject: Subject) -> Iterator[str]:
    """Every word that is printed: text, cells, actors, names of columns and series, code."""
    yield from (unit.text for unit in subject.units)
    yield from subject.cells
    yield from (str(value) for actor in subject.brief.actors for value in (actor.name, actor.short) if value)
    for _, block in subject.graphics:
        rows = block.data.rows if hasattr(block, "data") else ()
        yield from (str(value) for row in rows for value in (*row, *row.values()))
        yield from (str(column.label or column.name) for column in getattr(block, "columns", ()))
        yield from (str(name) for name in getattr(block, "y", ()))
    yield from (str(unit.source) for unit in subject.units if unit.kind == "code")


@rule("LNG012", Severity.WARNING)
def spelt_differently(subject: Subject) -> Iterator[Finding]:
    """Abbreviation spelt out in two ways.

    What it does
        Compares `Long Name (LN)` in the text with the entry in `abbreviations`, where the initials agree. Outside
        English, endings of words may differ: German, Albanian and the Slavic languages decline names.
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
                if initials == capitals and not _same_name(words, wanted.split(), subject.english):
                    text = f"`{' '.join(words)}` here, `{long}` in `abbreviations`"
                    yield Finding(unit.place(found.start() + 1), text, "make them the same", unit.home.id)


def _same_name(words: list[str], wanted: list[str], english: bool) -> bool:
    """Whether two spellings, word by word in small letters, are one name; outside English, perhaps in another case."""
    if english or len(words) != len(wanted):
        return words == wanted
    return all(_declined(one, other) for one, other in zip(words, wanted, strict=True))


def _declined(one: str, other: str) -> bool:
    """Whether two words differ at most in an ending of three letters, behind a stem of three or more."""
    stem = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    longer = max(len(one), len(other))
    return one == other or (stem >= 3 and longer - stem <= 3 and 2 * stem > longer)
