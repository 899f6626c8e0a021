"""Cross-references as REF and PAGEREF fields (ISO/IEC 29500-1, 17.16.5.42 and 17.16.5.51).

A field is written only where Word, asked to update it, would print what stands there already. Else it is a link.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reports.model import inlines as i
from reports.writers.docx.bookmarks import Facet, bookmark_name
from reports.writers.docx.fields import complex_field
from reports.writers.docx.job import Job, Place
from reports.writers.docx.targets import Target, flat_text
from reports.writers.docx.xml import text_run

if TYPE_CHECKING:
    from reports.writers.docx.runs import Ink


def reference(job: Job, node: i.Ref, place: Place, ink: Ink) -> str:
    """A cross-reference."""
    from reports.writers.docx.runs import inlines, internal_link, run_look

    look = run_look(ink)
    target = job.targets.by_id.get(node.target)
    shown = flat_text(node.content)
    if target is None:
        return inlines(job, node.content, place, ink) or text_run(node.target, look)
    if node.form == "page":
        return page_number(job, node.target, shown, look)
    if not shown:
        shown = target.label or target.number or target.title or node.target
        return text_run(shown, look) if ink.linked else internal_link(node.target, text_run(shown, look))
    if ink.linked:
        return inlines(job, node.content, place, ink)
    found = _field(node.target, target, shown)
    if found is None:
        return internal_link(node.target, inlines(job, node.content, place, replace(ink, linked=True)))
    before, instruction, result = found
    return text_run(before, look) + complex_field(instruction, text_run(result, look), look)


def _field(identifier: str, target: Target, shown: str) -> tuple[str, str, str] | None:
    """The words before the field, its instruction and its result."""

    def ref(facet: Facet, switches: str = "") -> str:
        return f"REF {bookmark_name(identifier, facet)} {switches}\\h"

    if target.label and shown == target.label:
        return "", ref("label"), shown
    if target.number and shown.endswith(target.number):
        before = shown[: -len(target.number)]
        if not before or not before[-1].isalnum():
            facet: Facet = "at" if target.native else "number"
            return before, ref(facet, "\\r " if target.native else ""), target.number
    if target.title and shown == target.title:
        return "", ref("title"), shown
    return None


def page_number(job: Job, identifier: str, shown: str, look: str) -> str:
    """The page on which *identifier* starts, as far as the PDF of the same document tells."""
    known = job.pages.get(identifier)
    result = str(known) if known else shown or "–"
    return complex_field(f"PAGEREF {bookmark_name(identifier)} \\h", text_run(result, look), look)
