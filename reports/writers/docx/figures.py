"""Figures: caption, graphic, source; the graphic is a picture, a native chart or a QR code."""

from __future__ import annotations

from typing import assert_never

from reports.model import blocks as b
from reports.writers.docx import captions, charts, pictures
from reports.writers.docx.job import Job, Place
from reports.writers.docx.properties import indent
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import paragraph, text_run


def draw_figure(job: Job, node: b.Figure, place: Place, out: list[str]) -> None:
    """A figure; what belongs together stays on one page."""
    job.bookmarks.wait(node.id if not (node.caption or node.label) else None)
    caption = captions.caption(job, "Figure", node.label, node.caption, node.id, place, _caption_style(job))
    if caption:
        out.append(caption)
    below = captions.below(job, node.source, node.credit, place)
    out.append(_graphic_paragraph(job, node, place, follows=bool(below)))
    out.extend(_closed(job, below))


def _caption_style(job: Job) -> str:
    import re

    box = job.theme.box("figure")
    spacing = job.sheet.styles["Caption"].p["spacing"]
    wider = re.sub(r'w:before="\d+"', f'w:before="{round(box.space_before * 20)}"', spacing)
    return job.sheet.variant("Caption", "figure", {"spacing": wider})


def _closed(job: Job, below: list[str]) -> list[str]:
    import re

    from reports.writers.docx.callouts import restyle, style_of

    if not below:
        return below
    for at, one in enumerate(below):
        style = style_of(one)
        if at < len(below) - 1:
            below[at] = restyle(one, job.sheet.variant(style, "with next", {"keepNext": "<w:keepNext/>"}))
            continue
        after = round(job.theme.box("figure").space_after * 20)
        spacing = re.sub(r'w:after="\d+"', f'w:after="{after}"', job.sheet.styles[style].p["spacing"])
        below[at] = restyle(one, job.sheet.variant(style, "last", {"spacing": spacing}))
    return below


def _graphic_paragraph(job: Job, node: b.Figure, place: Place, *, follows: bool) -> str:
    anchors = job.bookmarks.flush()
    title = flat_text(node.caption)
    match node.graphic:
        case b.Image():
            drawing = pictures.image(job, node.graphic, place)
        case b.Chart():
            drawing = charts.chart(job, node.graphic, title, place)
        case b.QrCode():
            drawing = pictures.qr_code(job, node.graphic, place)
        case _:
            assert_never(node.graphic)
    return paragraph(_style(job, place, follows), anchors + (drawing or text_run(_words(node))))


def _style(job: Job, place: Place, follows: bool) -> str:
    style = "Figure"
    left = place.frame.base if place.frame else place.shift + place.indent
    if left:
        style = job.sheet.variant(style, f"at {round(left)}".replace("-", "minus "), {"ind": indent(left)})
    if follows:
        style = job.sheet.variant(style, "with next", {"keepNext": "<w:keepNext/>"})
    return style


def _words(node: b.Figure) -> str:
    """What stands in place of a graphic that cannot be drawn."""
    graphic = node.graphic
    if isinstance(graphic, b.QrCode):
        return graphic.url
    alternative = graphic.alt or (graphic.title if isinstance(graphic, b.Chart) else "")
    return f"[{alternative}]" if alternative else ""
