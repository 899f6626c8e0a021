"""The chain of evidence: sources, the findings that cite them, and the recommendations that rest on the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reports.model import inlines as i
from reports.model.walk import walk
from reports.patterns import expression
from reports.records import record
from reports.schema.bodies import CalloutBlock, ChartBlock, FigureBlock, QuoteBlock, Section, TableBlock
from reports.schema.brief import Brief
from reports.schema.prose import Line, Prose
from reports.schema.semantics import graphics_of, sections_of
from reports.views.entry import Entry
from reports.views.sheet import Cell, Sheet

GRAPHICS = (FigureBlock, ChartBlock, TableBlock)
#: A citation in a cell: ``@key`` or ``@{odd key}``, but no address.
_CITED = expression(r"(?<![\w.@\\])@(?:\{([^{}\s]+)\}|(?!(?:fig|tbl|sec|rec|opt)-)([\w][\w:.#$%&+?~/-]*))")
HEADS = ("brief", "kind", "id", "title", "rests_on", "sources", "leads_to", "orphan")


@record(frozen=True, slots=True)
class Finding:
    """Something that recommendations rest on, or should.

    kind
        ``finding`` (a section), ``figure`` (a figure, chart or table) or ``option``.
    sources
        Keys of the works it cites.
    leads_to, direct
        Ids of the recommendations that rest on it or on something inside; of those, the ones that name the section
        itself, or a figure or table in its own text.
    holds
        Ids of sections inside that are findings of their own.
    faults
        What is missing, in words.
    """

    kind: str
    id: str
    title: str
    sources: tuple[str, ...]
    leads_to: tuple[str, ...]
    direct: tuple[str, ...]
    holds: tuple[str, ...]
    faults: tuple[str, ...]


@record(frozen=True, slots=True)
class Claim:
    """A recommendation with what it rests on: ids of findings, and keys of works that it cites itself."""

    number: int
    id: str
    headline: str
    rests_on: tuple[str, ...]
    sources: tuple[str, ...]
    faults: tuple[str, ...]


@record(frozen=True, slots=True)
class Chain:
    """The chain of one brief, findings in reading order and recommendations in that of their numbers."""

    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Keys of all works in it, as they are first cited."""
        cited = [one.sources for one in self.findings] + [one.sources for one in self.claims]
        return tuple(dict.fromkeys(key for keys in cited for key in keys))


def chain_of(brief: Brief, tables: Mapping[str, str] | None = None) -> Chain:
    """The chain of *brief*. A finding is a section with that role, and everything that a recommendation is based on.

    tables
        The texts of its data files by their path as written: cells of tables cite sources, too.
    """
    return Chain(tuple(_findings(brief, tables or {})), tuple(_claims(brief)))


def evidence(entries: Iterable[Entry]) -> Sheet:
    """The chains of briefs as a table.

    ``orphan`` says what is missing: a finding without recommendation (where the brief has any), a recommendation
    without evidence, or evidence without a source.
    """
    return Sheet("Evidence", HEADS, tuple(row for entry in entries for row in _rows(entry)))


def _rows(entry: Entry) -> Iterator[tuple[Cell, ...]]:
    chain = chain_of(entry.brief, entry.tables)
    for one in chain.findings:
        leads = tuple(f"rec-{each}" for each in one.leads_to)
        yield entry.slug, one.kind, one.id, one.title, (), one.sources, leads, "; ".join(one.faults) or None
    for claim in chain.claims:
        name, faults = f"rec-{claim.id}", "; ".join(claim.faults) or None
        yield entry.slug, "recommendation", name, claim.headline, claim.rests_on, claim.sources, (), faults


def _findings(brief: Brief, tables: Mapping[str, str]) -> Iterator[Finding]:
    used = {str(name) for one in brief.recommendations for name in one.based_on}
    sections = [one for one in sections_of(brief.sections) if one.role == "findings" or str(one.id) in used]
    known = {str(one.id) for one in sections}
    for section in sections:
        inside = [str(one.id) for one in sections_of(section.sections)]
        holds = tuple(one for one in inside if one in known)
        own = {str(section.id), *(str(block.id) for block in section.body if isinstance(block, GRAPHICS))}
        nested = frozenset({*inside, *(str(block.id) for one in sections_of(section.sections) for block in one.body
                             if isinstance(block, GRAPHICS))})  # fmt: skip
        yield _finding(
            brief, "finding", str(section.id), str(section.title), _sources(section, tables), own, nested, holds
        )
    for block in graphics_of(brief):
        if str(block.id) in used:
            title = block.caption.plain if block.caption else ""
            yield _finding(brief, "figure", str(block.id), title, _of_graphic(block, tables), {str(block.id)})
    for option in brief.options:
        if str(option.id) in used:
            texts = [getattr(option, name) for name in type(option).model_fields]
            yield _finding(brief, "option", str(option.id), str(option.title), _keys(texts), {str(option.id)})


def _finding(
    brief: Brief, kind: str, name: str, title: str, keys: tuple[str, ...], own: set[str],
    nested: frozenset[str] = frozenset(), holds: tuple[str, ...] = (),
) -> Finding:  # fmt: skip
    leads = tuple(str(one.id) for one in brief.recommendations if (own | nested).intersection(map(str, one.based_on)))
    direct = tuple(str(one.id) for one in brief.recommendations if own.intersection(map(str, one.based_on)))
    faults = ["finding without recommendation"] if brief.recommendations and not leads else []
    faults += ["no source cited"] if not keys else []
    return Finding(kind, name, title, keys, leads, direct, holds, tuple(faults))


def _claims(brief: Brief) -> Iterator[Claim]:
    for number, one in enumerate(brief.recommendations, 1):
        keys = _keys([one.rationale, one.action])
        faults = () if one.based_on or keys else ("recommendation without evidence",)
        yield Claim(number, str(one.id), str(one.headline), tuple(dict.fromkeys(map(str, one.based_on))), keys, faults)


def _sources(section: Section, tables: Mapping[str, str]) -> tuple[str, ...]:
    fields: list[object] = []
    cells: list[str] = []
    for one in sections_of((section,)):
        for block in one.body:
            match block:
                case Prose():
                    fields.append(block)
                case CalloutBlock():
                    fields.append(block.body)
                case QuoteBlock():
                    fields += [block.text, block.attribution]
                case _:
                    fields += [block.caption, block.source]
                    cells += _in_cells(block, tables)
    return tuple(dict.fromkeys((*_keys(fields), *cells)))


def _of_graphic(block: FigureBlock | ChartBlock | TableBlock, tables: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_keys([block.caption, block.source]), *_in_cells(block, tables))))


def _in_cells(block: object, tables: Mapping[str, str]) -> tuple[str, ...]:
    """The keys cited in the cells of a table."""
    if not isinstance(block, TableBlock):
        return ()
    texts = [str(cell) for row in block.data.rows for cell in row.values()]
    texts.append(tables.get(str(block.data.path), "") if block.data.path is not None else "")
    return tuple(found[1] or found[2].rstrip(".:") for text in texts for found in _CITED.finditer(text))


def _keys(fields: Iterable[object]) -> tuple[str, ...]:
    """The keys of the works cited in *fields*, each once, in order."""
    found: dict[str, None] = {}
    for one in fields:
        nodes = walk(one.blocks) if isinstance(one, Prose) else walk(one.content) if isinstance(one, Line) else ()
        found.update((node.key, None) for node in nodes if isinstance(node, i.CiteItem))
    return tuple(found)
