"""Figures: caption, graphic, source; the graphic is a picture, a native chart or a QR code."""

from __future__ import annotations

from typing import assert_never

from reports.model import blocks as b
from reports.writers.docx import captions, charts, pictures
from reports.writers.docx.job import Job, Place
from reports.writers.docx.restyle import changed
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import paragraph, text_run


def draw_figure(job: Job, node: b.Figure, place: Place, out: list[str]) -> None:
    """A figure; what belongs together stays on one page."""
    job.bookmarks.wait(node.id if not (node.caption or node.label) else None)
    caption = captions.caption(job, "Figure", node.label, node.caption, node.id, place)
    left = place.frame.base if place.frame else place.shift + place.indent
    if caption:
        before = job.theme.box("figure").space_before
        caption = changed(job, caption, "figure", before=before, at_least=True)
        out.append(changed(job, caption, f"at {round(left)}", left=left) if left else caption)
    below = captions.below(job, node.source, node.credit, place)
    if left:
        below = [changed(job, one, f"at {round(left)}", left=left) for one in below]
    out.append(_graphic_paragraph(job, node, place, follows=bool(below)))
    out.extend(_closed(job, below))


def _closed(job: Job, below: list[str]) -> list[str]:
    """The lines under a figure, kept together, with the space that parts it from what follows."""
    kept = [changed(job, one, "with next", more={"keepNext": "<w:keepNext/>"}) for one in below[:-1]]
    after = job.theme.box("figure").space_after
    return kept + [changed(job, one, "last", after=after) for one in below[-1:]]


def _graphic_paragraph(job: Job, node: b.Figure, place: Place, *, follows: bool) -> str:
    anchors = job.bookmarks.flush()
    title = flat_text(node.caption)
    match node.graphic:
        case b.Image():
            drawing = pictures.image(job, node.graphic, place, node.role)
        case b.Chart():
            drawing = charts.chart(job, node.graphic, title, place)
        case b.QrCode():
            drawing = pictures.qr_code(job, node.graphic, place)
        case _:
            assert_never(node.graphic)
    drawn = paragraph("Figure", anchors + (drawing or text_run(_words(node))))
    left = place.frame.base if place.frame else place.shift + place.indent
    if left:
        drawn = changed(job, drawn, f"at {round(left)}", left=left)
    if follows:
        return changed(job, drawn, "with next", more={"keepNext": "<w:keepNext/>"})
    if place.fact:
        return drawn
    return changed(job, drawn, "last", after=job.theme.box("figure").space_after, at_least=True)


def _words(node: b.Figure) -> str:
    """What stands in place of a graphic that cannot be drawn."""
    graphic = node.graphic
    if isinstance(graphic, b.QrCode):
        return graphic.url
    alternative = graphic.alt or (graphic.title if isinstance(graphic, b.Chart) else "")
    return f"[{alternative}]" if alternative else ""
