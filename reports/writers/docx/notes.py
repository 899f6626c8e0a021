"""Footnotes and endnotes as Word's own (ISO/IEC 29500-1, 17.11)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reports.model import inlines as i
from reports.writers.docx.bookmarks import bookmark_name
from reports.writers.docx.fields import complex_field
from reports.writers.docx.job import Job, Place
from reports.writers.docx.restyle import changed, style_of
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import DECLARATION, STORY_NAMESPACES, paragraph, run, text, text_run

if TYPE_CHECKING:
    from reports.writers.docx.runs import Ink

_STYLES = {"foot": ("FootnoteText", "FootnoteReference"), "end": ("EndnoteText", "EndnoteReference")}


def call(job: Job, note: i.Note, place: Place, ink: Ink) -> str:
    """The call of a note; its body goes to the part for notes.

    Word has no notes on notes: one inside a note is printed in brackets where it is called.
    """
    if place.note:
        from reports.writers.docx.runs import run_look

        return text_run(f" [{flat_text(note.content)}]", run_look(ink))
    name = f"note:{note.kind}:{note.number}"
    if note.number and job.notes.known.get(name) == note.content:
        return _again(note, name)
    bodies = job.notes.foot_bodies if note.kind == "foot" else job.notes.end_bodies
    number = len(bodies) + 1
    due = str(job.notes.counted.get(note.kind, 0) + 1)
    own_mark = note.number if note.number not in ("", due) else ""
    job.notes.counted[note.kind] = int(due) - bool(own_mark)
    job.notes.known[name] = note.content
    bodies.append("")
    bodies[number - 1] = _body(job, note, number, own_mark)
    follows = ' w:customMarkFollows="1"' if own_mark else ""
    shown = f"<w:t>{text(own_mark)}</w:t>" if own_mark else ""
    look = f'<w:rPr><w:rStyle w:val="{_STYLES[note.kind][1]}"/></w:rPr>'
    made = run(f'<w:{note.kind}noteReference{follows} w:id="{number}"/>{shown}', look)
    return job.bookmarks.around(name, "at", made) if name in job.targets.repeated_notes else made


def between(note: i.Note) -> str:
    """What stands between two calls, the second of which is of *note*: 8 and 9 are no 89."""
    return text_run(",", f'<w:rPr><w:rStyle w:val="{_STYLES[note.kind][1]}"/></w:rPr>')


def _again(note: i.Note, name: str) -> str:
    """A further call of a note that has one already, in a text printed twice: Word's reference to a note."""
    look = f'<w:rPr><w:rStyle w:val="{_STYLES[note.kind][1]}"/></w:rPr>'
    return complex_field(f"NOTEREF {bookmark_name(name)} \\f \\h", text_run(note.number, look), look)


def _body(job: Job, note: i.Note, number: int, own_mark: str) -> str:
    from reports.writers.docx.blocks import blocks

    style, mark_style = _STYLES[note.kind]
    part = job.notes.foot if note.kind == "foot" else job.notes.end
    width = job.geometry.text
    waiting, job.bookmarks.waiting = job.bookmarks.waiting, []
    out: list[str] = []
    blocks(job, note.content, Place(part, width, style=style, note=True), out)
    job.bookmarks.waiting = waiting
    name = note.kind + "note"
    look = f'<w:rPr><w:rStyle w:val="{mark_style}"/></w:rPr>'
    mark = run(f"<w:t>{text(own_mark)}</w:t>" if own_mark else f"<w:{name}Ref/>", look) + run("<w:tab/>")
    if out and out[0].startswith("<w:p>"):
        out[0] = out[0].replace("</w:pPr>", "</w:pPr>" + mark, 1)
        further = {"ind": re.sub(r'w:hanging="\d+"', 'w:firstLine="0"', job.sheet.styles[style].p["ind"])}
        out[1:] = [changed(job, one, "more", more=further) if style_of(one) == style else one for one in out[1:]]
    else:
        out.insert(0, paragraph(style, mark))
    if not out[-1].startswith("<w:p>"):
        out.append(paragraph("Separator", ""))
    return f'<w:{name} w:id="{number}">{"".join(out)}</w:{name}>'


def notes_xml(kind: str, bodies: list[str]) -> str:
    """The part for notes of one kind, with the two rules that Word wants in every such part."""
    name = kind + "note"
    rules = "".join(
        f'<w:{name} w:type="{role}" w:id="{number}"><w:p><w:pPr><w:pStyle w:val="Separator"/></w:pPr>'
        f"<w:r><w:{role}/></w:r></w:p></w:{name}>"
        for role, number in (("separator", -1), ("continuationSeparator", 0))
    )
    return f"{DECLARATION}<w:{name}s {STORY_NAMESPACES}>{rules}{''.join(bodies)}</w:{name}s>"
