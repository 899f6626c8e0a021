"""Contents, lists of figures and tables, references: filled in, so that the file is right when it is opened."""

from __future__ import annotations

from dataclasses import replace

from reports.model import blocks as b
from reports.model import inlines as i
from reports.writers.docx import citations
from reports.writers.docx.fields import begin, end
from reports.writers.docx.job import Job, Place
from reports.writers.docx.properties import indent, tabs
from reports.writers.docx.references import page_number
from reports.writers.docx.restyle import changed
from reports.writers.docx.runs import Ink, inlines, internal_link
from reports.writers.docx.stylebook import figure_list
from reports.writers.docx.targets import is_native
from reports.writers.docx.xml import paragraph, run, text_run


def draw_contents(job: Job, node: b.Contents, place: Place, out: list[str]) -> None:
    """A contents field over its entries, each a link with its page number."""
    anchors = job.bookmarks.flush()
    if node.title:
        title = paragraph("TOCHeading", anchors + inlines(job, node.title, place))
        before = job.theme.text("heading-1").space_before
        follows = bool(out) and "<w:sectPr>" not in out[-1] and not job.flow.new_page
        out.append(changed(job, title, "further", before=before, at_least=True) if follows else title)
        anchors = ""
    if not node.entries:
        return
    if node.kind != "sections":
        _make_room(job, node)
    entries = [_entry(job, node, one, place) for one in node.entries]
    style, content = entries[0]
    entries[0] = (style, anchors + begin(f" {_instruction(node)} ") + content)
    style, content = entries[-1]
    entries[-1] = (style, content + end())
    out.extend(paragraph(style, content) for style, content in entries)


def _make_room(job: Job, node: b.Contents) -> None:
    """Let the style of the lists of figures and tables hang behind the longest label."""
    known, style = job.sheet.styles["TableofFigures"], job.theme.text("toc.figures")
    longest = max(job.label_length, *(len(one.number) for one in node.entries))
    if longest > job.label_length:
        job.label_length = longest
        properties = {**known.p, **figure_list(style, job.geometry.text, longest)}
        job.sheet.styles[known.id] = replace(known, p=properties)


def _instruction(node: b.Contents) -> str:
    if node.kind == "sections":
        return f'TOC \\o "1-{max(1, min(9, node.depth))}" \\h \\z \\u'
    return f'TOC \\h \\z \\c "{"Figure" if node.kind == "figures" else "Table"}"'


def _entry(job: Job, node: b.Contents, entry: b.ContentsEntry, place: Place) -> tuple[str, str]:
    style = f"TOC{max(1, min(9, entry.level))}" if node.kind == "sections" else "TableofFigures"
    quiet = Ink(lang=place.lang, linked=True)
    counted = node.kind != "sections" or is_native(entry.number)
    number = text_run(entry.number) + (run("<w:tab/>") if counted else text_run("\N{EM SPACE}")) if entry.number else ""
    content = number + inlines(job, without_notes(entry.content), replace(place, note=True, role="toc"), quiet)
    if not counted or (not entry.number and node.kind == "sections"):
        style = _plain(job, style)
    if entry.target not in job.targets.by_id:
        return style, content
    return style, internal_link(entry.target, content + run("<w:tab/>") + page_number(job, entry.target, "", ""))


def _plain(job: Job, style: str) -> str:
    """The style for entries without number: without the tab stop after numbers."""
    width = job.geometry.text
    return job.sheet.variant(style, "plain", {"tabs": tabs(("right", width, "dot"))}) if style else style


def without_notes(content: tuple[i.Inline, ...]) -> tuple[i.Inline, ...]:
    """*content* without the notes called in it: their calls belong to the heading, not to its entry."""
    return tuple(one for one in content if not isinstance(one, i.Note))


def draw_references(job: Job, node: b.References, place: Place, out: list[str]) -> None:
    """The list of references; for those who manage it with Zotero, as its field."""
    drawn = [_reference(job, one, node.hanging, place) for one in node.entries]
    if not drawn:
        return
    if job.zotero:
        style, content = drawn[0]
        drawn[0] = (style, begin(citations.BIBLIOGRAPHY) + content)
        style, content = drawn[-1]
        drawn[-1] = (style, content + end())
    out.extend(paragraph(style, content) for style, content in drawn)


def _reference(job: Job, entry: b.Reference, hanging: bool, place: Place) -> tuple[str, str]:
    anchors = job.bookmarks.flush()
    style = "Bibliography"
    label = ""
    if entry.label:
        width = job.theme.numbers.get("reference.label-width", 24.0)
        more = {"ind": indent(width, 0, -width), "tabs": tabs(("left", width, "none"))}
        style = job.sheet.variant(style, "numbered", more)
        label = inlines(job, entry.label, place) + run("<w:tab/>")
    elif not hanging:
        style = job.sheet.variant(style, "flush", {"ind": indent(0.0)})
    content = inlines(job, entry.content, place, Ink(lang=place.lang, linked=job.zotero))
    return style, anchors + job.bookmarks.around(entry.id, "at", label + content)
