"""The cover of a report: a band of paragraphs in the brand's colour, on a page without header and footer.

The band is one box of paragraphs: Word fills the space between neighbours with the same rules, so the height of the
band is the space before its title. Everything stays text that an editor can change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reports.model import blocks as b
from reports.writers.charts.measure import measurer, wrap
from reports.writers.docx import properties as props
from reports.writers.docx import sections
from reports.writers.docx.job import Job, Place
from reports.writers.docx.restyle import changed
from reports.writers.docx.targets import flat_text
from reports.writers.docx.xml import paragraph

#: What stands in the band; everything else stands below it.
_BAND = ("series", "title", "subtitle")
_WIDEST_PADDING = 31.0
#: Least space above the title; a line to spare at the foot of the page; how much wider a font may be that stands in.
_LEAST_DROP, _SPARE, _LEEWAY = 24.0, 16.0, 1.08
#: Word gives a line what its font asks for, where the leading is less: so many sizes.
_NATURAL = 1.26


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
        out.extend(_band(job, band, [*logos, *rest], plain))
    else:
        blocks(job, band, plain, out)
    start = len(out)
    blocks(job, rest, plain, out)
    if len(out) > start:
        out[start] = changed(job, out[start], "below band", before=box.padding[2], at_least=True)
    if not out:
        out.append(paragraph("Separator", job.bookmarks.flush()))
    sections.close_section(job, out, job.geometry, cover=True)


def _band(job: Job, band: list[b.Para], others: list[b.Block], place: Place) -> list[str]:
    from reports.writers.docx.blocks import blocks

    box = job.theme.box("cover")
    pad = min(_WIDEST_PADDING, box.padding[3])
    left, right = pad - job.geometry.outdent, pad
    filled = replace(box, padding=(_WIDEST_PADDING, pad, _WIDEST_PADDING, pad))
    look = {**props.box_properties(filled), "ind": props.indent(left, right)}
    out: list[str] = []
    blocks(job, band, place, out)
    out = [changed(job, one, "band", more=look) for one in out]
    for at, one in enumerate(band):
        if one.role == "title" and at:
            out[at] = changed(job, out[at], "low", before=_drop(job, band, others))
    return out


def _drop(job: Job, band: list[b.Para], others: list[b.Block]) -> float:
    """The space above the title that makes the band as high as the look wants it, and leaves room for *others*."""
    wanted = job.theme.numbers.get("cover.band", 0.5) * job.geometry.height - job.geometry.top
    inside = _height(job, band, job.geometry.full - 2 * _WIDEST_PADDING) + 2 * _WIDEST_PADDING
    below = _height(job, others, job.geometry.full) + job.theme.box("cover").padding[2]
    room = job.geometry.height_inside - inside - below - _SPARE
    return max(_LEAST_DROP, min(wanted - inside, room))


def _height(job: Job, content: Sequence[b.Block], width: float) -> float:
    """Points that *content* takes on the cover, reckoned with the leeway for the font that stands in for ours."""
    measure = measurer(job.theme)
    found = 0.0
    for one in content:
        if isinstance(one, b.Figure):
            found += job.theme.numbers.get("logo.height", 26.0) + job.theme.box("figure").space_after + _SPARE / 4
            continue
        role = one.role if isinstance(one, b.Para) else None
        style = job.theme.text(f"cover.{role}" if role else "body")
        lines = len(wrap(flat_text((one,)), width / _LEEWAY, style, measure))
        found += lines * max(style.leading, style.size * _NATURAL) + style.space_before + style.space_after
    return found
