"""The words around figures and tables: alternative text, captions, sources, mentions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.patterns import expression
from reports.schema.bodies import ChartBlock, FigureBlock, TableBlock
from reports.source import Position

Graphic = FigureBlock | ChartBlock | TableBlock


def _kind(block: Graphic) -> str:
    match block:
        case FigureBlock():
            return "figure"
        case ChartBlock():
            return "chart"
        case TableBlock():
            return "table"


def _at(subject: Subject, block: Graphic) -> Position:
    return subject.at(block.where)


def _home(section: str, block: Graphic) -> str:
    return str(block.id or section)


@rule("GFX001", Severity.WARNING)
def no_alternative(subject: Subject) -> Iterator[Finding]:
    """Figure without alternative text.

    What it does
        Looks for `alt` of figures and charts. For mere decoration write `alt: ""`.
    Why it matters
        It is what readers hear who cannot see the figure (WCAG 2.2, 1.1.1; PDF/UA, 7.3).
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    """
    for section, block in subject.graphics:
        if isinstance(block, (FigureBlock, ChartBlock)) and block.alt is None:
            text = f"this {_kind(block)} has no alternative text"
            yield Finding(
                _at(subject, block), text, "say in `alt` what it shows, in a sentence or two", _home(section.id, block)
            )


@rule("GFX002", Severity.WARNING)
def alternative_repeats_caption(subject: Subject) -> Iterator[Finding]:
    """Alternative text repeats the caption.

    What it does
        Compares `alt` with the caption and the title of the chart.
    Why it matters
        Whoever cannot see the figure hears the same words twice and learns nothing of what it shows.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: Four desks.}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    """
    for section, block in subject.graphics:
        if not isinstance(block, (FigureBlock, ChartBlock)) or not block.alt:
            continue
        others = [block.caption.plain if block.caption else "", str(getattr(block, "title", None) or "")]
        if _bare(block.alt) in {_bare(_LABEL.sub("", one)) for one in others if one}:
            text = "the alternative text repeats the caption"
            yield Finding(subject.at(block.alt.at), text, "say what is to be seen", _home(section.id, block))


_LABEL = expression(
    r"\A\s*(?:figure|fig\.|chart|map|photo|abbildung|abb\.|karte|carte|slika)(?:\s*\d+)?\s*[:.–-]\s*", re.IGNORECASE
)


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()


@rule("GFX003", Severity.INFO)
def alternative_form(subject: Subject) -> Iterator[Finding]:
    """Alternative text that begins with "Image of", or is too long.

    What it does
        Finds `alt` beginning with image of, photo of, this chart shows, and texts over the limit.
    Why it matters
        Screen readers say "image" by themselves, and cannot pause in an alternative text.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: Image of a map.}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    Limit
        alt-characters 450, three or four sentences; a house rule
    """
    for section, block in subject.graphics:
        alt = getattr(block, "alt", None)
        if not alt:
            continue
        found = re.match(r"\s*(?:(?:an?|the) )?(?:image|picture|photo|photograph|graphic|figure|bild|abbildung|foto|image|slika|слика) (?:of|von|de|showing|shows)\b|\s*this (?:\w+ )?(?:image|picture|photo|photograph|graphic|figure|chart|map|graph) (?:shows|depicts|illustrates)\b", alt, re.I)  # fmt: skip  # noqa: E501
        if found:
            yield Finding(subject.at(alt.at), f"`{found[0].strip()}` is said by the screen reader", "begin with what is to be seen", _home(section.id, block))  # fmt: skip  # noqa: E501
        elif len(alt) > subject.limit("alt-characters"):
            text = f"the alternative text has {len(alt)} characters"
            yield Finding(
                subject.at(alt.at), text, "say the main thing, and put details into the text", _home(section.id, block)
            )


@rule("GFX004", Severity.WARNING)
def no_source(subject: Subject) -> Iterator[Finding]:
    """Figure or table without a source.

    What it does
        Looks for `source` of figures, charts and tables (or `credit` of figures), and for a citation in the
        caption or in the cells.
    Why it matters
        Figures are copied out of papers more than anything else. Without a source they travel as hearsay.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @tbl-desks shows.
              - table: {id: tbl-desks, caption: Desks, data: [{desk: Night, officers: 4}]}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @tbl-desks shows.
              - table: {id: tbl-desks, caption: Desks, source: Own, data: [{desk: Night, officers: 4}]}
    """
    for section, block in subject.graphics:
        cited = block.caption is not None and "@" in str(block.caption.source)
        cited |= isinstance(block, TableBlock) and any("[@" in text for text in subject.cells_of(block))
        if not block.source and not getattr(block, "credit", None) and not cited and getattr(block, "alt", None) != "":
            text = f"this {_kind(block)} names no source"
            yield Finding(
                _at(subject, block), text, "add `source`, if only “Own compilation”", _home(section.id, block)
            )


@rule("GFX005", Severity.WARNING)
def never_mentioned(subject: Subject) -> Iterator[Finding]:
    """Figure or table that the text never mentions.

    What it does
        Looks for a cross-reference (`@fig-…`, `@tbl-…`) to every captioned figure, chart and table, in the text
        or in `based_on`.
    Why it matters
        The reader meets it without knowing what to look for; in print it may stand pages away from its place.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study].
              - table: {id: tbl-desks, caption: Desks, source: Own, data: [{desk: Night, officers: 4}]}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @tbl-desks shows.
              - table: {id: tbl-desks, caption: Desks, source: Own, data: [{desk: Night, officers: 4}]}
    """
    for section, block in subject.graphics:
        if block.caption and not (block.id and str(block.id) in subject.mentioned):
            name = f"@{block.id}" if block.id else "an `id` and a reference to it"
            text = f"the text never mentions this {_kind(block)}"
            yield Finding(_at(subject, block), text, f"add {name} where it belongs", _home(section.id, block))


@rule("GFX006", Severity.WARNING)
def no_caption(subject: Subject) -> Iterator[Finding]:
    """Chart or table without a caption.

    What it does
        Looks for `caption` of charts and tables.
    Why it matters
        Without one it has no number, is in no list, and cannot be referred to.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study].
              - table: {id: tbl-desks, source: Own, data: [{desk: Night, officers: 4}]}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @tbl-desks shows.
              - table: {id: tbl-desks, caption: Desks, source: Own, data: [{desk: Night, officers: 4}]}
    """
    for section, block in subject.graphics:
        if not isinstance(block, FigureBlock) and not block.caption:
            text = f"this {_kind(block)} has no caption"
            yield Finding(_at(subject, block), text, "say in `caption` what, where and when", _home(section.id, block))


@rule("GFX007", Severity.INFO)
def title_repeats_caption(subject: Subject) -> Iterator[Finding]:
    """Title of the chart repeats the caption.

    What it does
        Compares `title` and `caption` of charts.
    Why it matters
        Two lines are there for two things: what the data are (caption), and what they tell (title).
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: bar, x: desk, y: days, unit: days, title: Days, caption: Days, source: Own,
                        alt: Two bars., data: [{desk: Night, days: 4}, {desk: Day, days: 9}]}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: bar, x: desk, y: days, unit: days, title: Nights are quicker, caption: Days needed,
                        source: Own, alt: Two bars., data: [{desk: Night, days: 4}, {desk: Day, days: 9}]}
    """  # noqa: E501
    for section, block in subject.graphics:
        if (
            isinstance(block, ChartBlock)
            and block.title
            and block.caption
            and _bare(block.title) == _bare(block.caption.plain)
        ):
            text = "title and caption of the chart say the same"
            yield Finding(
                subject.at(block.title.at), text, "let the title say what the data tell", _home(section.id, block)
            )
