"""Headings, divisions and quotations: paragraphs whose style comes from where they stand."""

from __future__ import annotations

from dataclasses import replace

from reports.language import right_to_left
from reports.model import blocks as b
from reports.theme.tokens import BoxStyle
from reports.writers.docx import cover
from reports.writers.docx import properties as props
from reports.writers.docx.job import Job, Place
from reports.writers.docx.numbering import numbered
from reports.writers.docx.restyle import changed
from reports.writers.docx.runs import inlines
from reports.writers.docx.styles import camel, human
from reports.writers.docx.targets import is_native
from reports.writers.docx.xml import paragraph, text_run

#: An imprint of no more paragraphs stands on one page.
_WHOLE = 40
_BUILT_IN = {"title": "Title", "subtitle": "Subtitle", "date": "Date"}


def para_style(job: Job, role: str | None, place: Place) -> str:
    """The style id for a paragraph of *role* at *place*."""
    if place.frame:
        return place.frame.style(job, role or "body")
    if role is None or place.note:
        return place.style
    refined = f"{place.role}.{role}" if place.role and job.sheet.has_role(f"{place.role}.{role}") else role
    if refined == role and role in _BUILT_IN:
        return _BUILT_IN[role]
    if not job.sheet.has_role(refined):
        return place.style
    wide = "Wide" if place.shift < 0 else ""
    return job.sheet.text(camel(refined) + wide, human(refined) + (" Wide" if wide else ""), refined, left=place.shift)


def heading(job: Job, node: b.Heading, place: Place) -> str:
    """A heading, with its number counted by Word where it counts the same."""
    if place.note:
        return paragraph(place.style, inlines(job, node.content, place))
    level = max(1, min(9, node.level))
    waiting, job.bookmarks.waiting = job.bookmarks.waiting, []
    body = inlines(job, node.content, place)
    counted, number = False, ""
    ids = [*waiting, *([node.id] if node.id else [])]
    if node.number:
        if job.targets.native_headings and is_native(node.number) and not place.cell:
            counted = True
        else:
            number = text_run(node.number)
            for one in ids:
                number = job.bookmarks.around(one, "number", number)
            number += text_run("\N{EM SPACE}")
    for one in ids:
        body = job.bookmarks.around(one, "title", body)
    body = metadata_control(job, ids[0] if ids else "", body)
    for one in ids:
        body = job.bookmarks.around(one, "at", body)
    style = _heading_style(job, level, place)
    silent = job.targets.native_headings and not counted
    return paragraph(style, number + body, numbered(job.numbering.silent(), level - 1) if silent else "")


def _heading_style(job: Job, level: int, place: Place) -> str:
    base = f"Heading{level}"
    role = f"callout.{place.frame.role}.title" if place.frame else f"{place.role}.title"
    if not place.role and not place.frame:
        return base
    if not job.sheet.has_role(role):
        return base
    outline = {"outlineLvl": f'<w:outlineLvl w:val="{level - 1}"/>'}
    return job.sheet.text(
        f"{camel(role)}{level}", f"{human(role)} {level}", role, based=base, more=outline,
        left=place.frame.base if place.frame else place.shift,
    )  # fmt: skip


def metadata(job: Job, node: b.Para, body: str, place: Place) -> str:
    """*body*, under review inside a content control where it prints metadata."""
    if not job.review or place.role not in ("title-block", "cover") or not node.role:
        return body
    return metadata_control(job, f"meta-{node.role}", body)


def metadata_control(job: Job, identifier: str, body: str) -> str:
    """*body* inside an inline content control named after *identifier*, in a text under review."""
    if not job.review or not identifier or not body or ("<w:bookmark" in body and body.count("<w:p>")):
        return body
    from reports.writers.docx.controls import control

    return control(job, identifier, body)


def draw_division(job: Job, node: b.Division, place: Place, out: list[str]) -> None:
    """A division: its box is drawn by its first and last paragraph."""
    from reports.writers.docx.blocks import blocks

    job.bookmarks.wait(node.id)
    role = node.role or ""
    if role == "cover" and place.top and not out:
        cover.draw_cover(job, node, place, out)
        return
    box = job.theme.box(role) if role in job.theme.boxes else None
    hang = job.geometry.hang(box.placement) if box and _free(place) else 0.0
    style = place.style
    if role and job.sheet.has_role(role) and not place.frame:
        style = para_style(job, role, replace(place, role="", shift=place.shift - hang))
    inner = replace(
        place, role=role or place.role, style=style, shift=place.shift - hang, width=place.width + hang,
        depth=place.depth + 1, lang=node.lang or place.lang,
    )  # fmt: skip
    start = len(out)
    blocks(job, node.content, inner, out)
    out[start:] = [turned(job, one, node.lang) for one in out[start:]]
    if box and len(out) > start:
        frame_division(job, box, out, start)
    if box and box.keep_together and role == "imprint" and len(out) - start <= _WHOLE:
        kept = [changed(job, one, "whole", more={"keepNext": "<w:keepNext/>"}) for one in out[start:-1]]
        out[start:-1] = kept


def turned(job: Job, markup: str, lang: str | None) -> str:
    """A paragraph in *lang*, from right to left where that is so and the document is not."""
    if not right_to_left(lang) or right_to_left(job.sheet.lang):
        return markup
    return changed(job, markup, "right to left", more={"bidi": "<w:bidi/>"})


def _free(place: Place) -> bool:
    return not (place.cell or place.note or place.frame or place.level)


def frame_division(job: Job, box: BoxStyle, out: list[str], start: int) -> None:
    """The upper rule on the first paragraph from *start*, the lower rule on the last."""
    alone = len(out) - start == 1
    upper = props.box_properties(box, bottom=alone)
    out[start] = changed(job, out[start], "opening", before=box.space_before, more=upper, at_least=True)
    lower = {} if alone else props.box_properties(box, top=False)
    out[-1] = changed(job, out[-1], "closing", after=box.space_after, more=lower, at_least=True)


def draw_quote(job: Job, node: b.Quote, place: Place, out: list[str]) -> None:
    """A quotation with its source."""
    from reports.writers.docx.blocks import blocks

    pull = node.role == "pull"
    style = place.style if place.note or place.cell else ("IntenseQuote" if pull else "Quote")
    start = len(out)
    blocks(job, node.content, replace(place, style=style, depth=place.depth + 1, frame=None, role=""), out)
    if node.attribution:
        out.append(paragraph("PullSource" if pull else "QuoteSource", inlines(job, node.attribution, place)))
    if len(out) > start and style != place.style:
        box = job.theme.box("pull" if pull else "quote")
        out[start] = changed(job, out[start], "opening", before=box.space_before)
        out[-1] = changed(job, out[-1], "closing", after=box.space_after)
