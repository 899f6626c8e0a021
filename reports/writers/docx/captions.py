"""Captions of figures and tables, their numbers as SEQ fields (ISO/IEC 29500-1, 17.16.5.56)."""

from __future__ import annotations

from reports.model import blocks as b
from reports.model.inlines import Inline
from reports.patterns import expression
from reports.writers.docx.fields import complex_field
from reports.writers.docx.job import Job, Place
from reports.writers.docx.runs import inlines
from reports.writers.docx.xml import paragraph, text_run

_LABEL_LOOK = '<w:rPr><w:rStyle w:val="CaptionLabel"/></w:rPr>'
_COUNT = expression(r"[1-9]\d{0,5}")


def caption(
    job: Job, kind: str, label: b.Label | None, content: tuple[Inline, ...], identifier: str | None, place: Place,
    style: str = "Caption",
) -> str:  # fmt: skip
    """The paragraph with label and caption; empty where there is neither."""
    if label is None and not content:
        return ""
    anchors = job.bookmarks.flush()
    shown = _label(job, kind, label, identifier) if label else ""
    body = inlines(job, content, place)
    if identifier and body:
        body = job.bookmarks.around(identifier, "title", body)
    gap = text_run("\N{EM SPACE}") if shown and body else ""
    whole = shown + gap + body
    if identifier:
        whole = job.bookmarks.around(identifier, "at", whole)
    return paragraph(style, anchors + whole)


def _label(job: Job, kind: str, label: b.Label, identifier: str | None) -> str:
    number = numbered(job, kind, label.number)
    if identifier:
        number = job.bookmarks.around(identifier, "number", number)
    word = text_run(label.word + "\N{NO-BREAK SPACE}", _LABEL_LOOK) if label.word else ""
    whole = word + number
    return job.bookmarks.around(identifier, "label", whole) if identifier else whole


def numbered(job: Job, kind: str, number: str, look: str = _LABEL_LOOK) -> str:
    """*number* as a SEQ field that counts to it; as text where it is no plain count."""
    if not _COUNT.fullmatch(number):
        return text_run(number, look)
    due = job.sequences.get(kind, 0) + 1
    job.sequences[kind] = int(number)
    restart = "" if int(number) == due else f"\\r {number} "
    return complex_field(f"SEQ {kind} {restart}\\* ARABIC", text_run(number, look), look)


def below(job: Job, source: tuple[Inline, ...], credit: tuple[Inline, ...], place: Place) -> list[str]:
    """What stands under a figure or table: its source, then its credit."""
    out = []
    for style, content in (("Source", source), ("Credit", credit)):
        if content:
            word = text_run(f"{job.word('source')}{job.word('colon')} ") if style == "Source" else ""
            out.append(paragraph(style, word + inlines(job, content, place)))
    return out
