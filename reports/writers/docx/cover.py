"""The cover of a report: a band of paragraphs in the brand's colour, on a page without header and footer.

The band is one box of paragraphs: Word fills the space between neighbours with the same rules, so the height of the
band is the space before its title. Everything stays text that an editor can change.
"""

from __future__ import annotations

from dataclasses import replace

from reports.model import blocks as b
from reports.theme.tokens import BoxStyle
from reports.writers.docx import properties as props
from reports.writers.docx import sections
from reports.writers.docx.job import Job, Place
from reports.writers.docx.restyle import changed
from reports.writers.docx.xml import paragraph

#: What stands in the band; everything else stands below it.
_BAND = ("series", "title", "subtitle")
_WIDEST_PADDING = 31.0


def draw_cover(job: Job, node: b.Division, place: Place, out: list[str]) -> None:
    """The cover and the end of its section."""
    from reports.writers.docx.blocks import blocks

    box = job.theme.box("cover")
    plain = replace(place, role="cover", shift=-job.geometry.outdent, top=False, depth=place.depth + 1)
    band = [one for one in node.content if isinstance(one, b.Para) and one.role in _BAND]
    logos = [one for one in node.content if isinstance(one, b.Figure)]
    rest = [one for one in node.content if one not in band and one not in logos]
    blocks(job, logos, plain, out)
    if box.background:
        out.extend(_band(job, band, box, plain))
    else:
        blocks(job, band, plain, out)
    start = len(out)
    blocks(job, rest, plain, out)
    if len(out) > start:
        out[start] = changed(job, out[start], "below band", before=box.padding[2], at_least=True)
    if not out:
        out.append(paragraph("Separator", job.bookmarks.flush()))
    sections.close_section(job, out, job.geometry, cover=True)


def _band(job: Job, band: list[b.Para], box: BoxStyle, place: Place) -> list[str]:
    from reports.writers.docx.blocks import blocks

    pad = min(_WIDEST_PADDING, box.padding[3])
    left, right = pad - job.geometry.outdent, pad
    filled = replace(box, padding=(_WIDEST_PADDING, pad, _WIDEST_PADDING, pad))
    look = {**props.box_properties(filled), "ind": props.indent(left, right)}
    out: list[str] = []
    blocks(job, band, place, out)
    out = [changed(job, one, "band", more=look) for one in out]
    for at, one in enumerate(band):
        if one.role == "title" and at:
            out[at] = changed(job, out[at], "low", before=_drop(job, band))
    return out


def _drop(job: Job, band: list[b.Para]) -> float:
    """The space above the title that makes the band as high as the look wants it."""
    wanted = job.theme.numbers.get("cover.band", 0.5) * job.geometry.height - job.geometry.top
    texts = [job.theme.text(f"cover.{one.role}") for one in band]
    lines = sum(style.leading * (3 if one.role == "title" else 1.5) for style, one in zip(texts, band, strict=True))
    return max(24.0, wanted - lines - 2 * _WIDEST_PADDING)
