"""Blocks as paragraphs and tables: the one place that tells the nodes apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from reports.model import blocks as b
from reports.writers.docx import callouts, contents, divisions, figures, lists, sections, tables
from reports.writers.docx.job import MAX_DEPTH, Job, Place
from reports.writers.docx.restyle import changed
from reports.writers.docx.runs import inlines
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import paragraph, run, text_run


def blocks(job: Job, nodes: Iterable[b.Block], place: Place, out: list[str]) -> None:
    """Draw *nodes*; every piece added to *out* is one paragraph or one table."""
    if place.depth > MAX_DEPTH:
        out.append(paragraph(place.style, text_run(flat_text(nodes))))
        return
    for node in nodes:
        if isinstance(node, b.Section | b.Division):
            _block(job, node, place, out)
            continue
        start, gap, new_page = len(out), job.flow.gap, job.flow.new_page
        job.flow.gap, job.flow.new_page = (0.0, False) if not isinstance(node, b.PageBreak) else (gap, new_page)
        _block(job, node, place, out)
        if gap and len(out) > start:
            out[start] = changed(job, out[start], "after table", before=gap, at_least=True)
        if new_page and len(out) > start:
            _on_new_page(job, out, start)


def _on_new_page(job: Job, out: list[str], start: int) -> None:
    """What was drawn from *start* begins a page, unless a section that begins one has just begun."""
    if start and "<w:sectPr>" in out[start - 1] and job.flow.begun_as == "nextPage":
        return
    if not out[start].startswith("<w:p>"):
        out.insert(start, paragraph("Separator", ""))
    out[start] = changed(job, out[start], "new page", more={"pageBreakBefore": "<w:pageBreakBefore/>"})


def _block(job: Job, node: b.Block, place: Place, out: list[str]) -> None:  # noqa: C901  one arm for each node
    match node:
        case b.Para():
            out.append(_para(job, node, place))
        case b.Heading():
            out.append(divisions.heading(job, node, place))
        case b.Section():
            job.bookmarks.wait(node.id)
            _section(job, node, replace(place, depth=place.depth + 1), out)
        case b.Division():
            divisions.draw_division(job, node, place, out)
        case b.List():
            lists.draw_list(job, node, place, out)
        case b.DefinitionList():
            lists.draw_definitions(job, node, place, out)
        case b.Quote():
            divisions.draw_quote(job, node, place, out)
        case b.CodeBlock(text):
            out.append(_code(job, text))
        case b.Rule():
            out.append(paragraph("Rule", job.bookmarks.flush() + text_run("*\N{EM SPACE}*\N{EM SPACE}*")))
        case b.Figure():
            figures.draw_figure(job, node, place, out)
        case b.Table():
            _table(job, node, place, out)
        case b.Callout():
            callouts.draw_callout(job, node, place, out)
        case b.Contents():
            contents.draw_contents(job, node, place, out)
        case b.References():
            contents.draw_references(job, node, place, out)
        case b.Endnotes():
            sections.endnotes_here(job, place, out)
        case b.PageBreak():
            job.flow.new_page = not (place.cell or place.note)
        case _:
            assert_never(node)


def _section(job: Job, node: b.Section, place: Place, out: list[str]) -> None:
    """What stands in a section; the box that says what an option is stays with the table of what is known about it."""
    boxes = 1 if [type(one) for one in node.content[:2]] == [b.Callout, b.Table] else 0
    start = len(out)
    blocks(job, node.content[:boxes], place, out)
    callouts.keep_with_next(job, out, start)
    blocks(job, node.content[boxes:], place, out)


def _para(job: Job, node: b.Para, place: Place) -> str:
    style = divisions.para_style(job, node.role, place)
    anchors = job.bookmarks.flush()
    inner = place if not node.lang else replace(place, lang=node.lang)
    made = paragraph(style, anchors + divisions.metadata(job, node, inlines(job, node.content, inner), place))
    return divisions.turned(job, made, node.lang)


def _code(job: Job, text: str) -> str:
    lines = text.rstrip("\n").split("\n")
    return paragraph("HTMLPreformatted", job.bookmarks.flush() + run("<w:br/>").join(text_run(one) for one in lines))


def _table(job: Job, node: b.Table, place: Place, out: list[str]) -> None:
    if sections.needs_turning(job, node, place):
        with sections.turned(job, out, place) as wide:
            tables.draw_table(job, node, wide, out)
    else:
        tables.draw_table(job, node, place, out)
