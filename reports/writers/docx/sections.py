"""Sections of the file: page size and margins, landscape pages, where endnotes stand (ISO/IEC 29500-1, 17.6)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from reports.model import blocks as b
from reports.writers.docx import columns, furniture
from reports.writers.docx.geometry import Geometry
from reports.writers.docx.job import Job, Place
from reports.writers.docx.xml import paragraph, twips


def section_properties(job: Job, page: Geometry, *, cover: bool = False) -> str:
    """``w:sectPr`` of the section that ends here: furniture, page, and what belongs to the whole section."""
    first = job.flow.count == 0
    landscape = page.width > page.height
    turned = ' w:orient="landscape"' if landscape else ""
    numbers = ""
    if job.review and not cover:
        distance = twips(page.outdent + 14.0)
        numbers = f'<w:lnNumType w:countBy="1" w:distance="{distance}" w:restart="continuous"/>'
    notes = '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>' if job.notes.end_bodies else ""
    early = job.targets.has_endnotes_place and not job.flow.endnotes_placed
    tail = ("<w:noEndnote/>" if early else "") + ("<w:titlePg/>" if first else "")
    return (
        f"<w:sectPr>{furniture.references(job, landscape=landscape, first=first, cover=cover)}{notes}"
        f'<w:type w:val="{job.flow.begun_as}"/>'
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{twips(page.header)}" w:footer="{twips(page.footer)}" w:gutter="0"/>'
        f'{numbers}<w:cols w:space="720"/>{tail}</w:sectPr>'
    )


def close_section(job: Job, out: list[str], page: Geometry, begin: str = "nextPage", *, cover: bool = False) -> None:
    """End a section after what was drawn last: the break stands in the last paragraph; the next begins as *begin*."""
    properties = section_properties(job, page, cover=cover)
    if out and out[-1].startswith("<w:p>") and "<w:sectPr>" not in out[-1]:
        out[-1] = out[-1].replace("</w:pPr>", properties + "</w:pPr>", 1)
    else:
        out.append(paragraph("Separator", "", properties))
    job.flow.count += 1
    job.flow.begun_as = begin


def needs_turning(job: Job, node: b.Table, place: Place) -> bool:
    """Whether a table is too wide for an upright page and stands where the page can be turned."""
    if not place.top or place.cell or place.note or place.frame or place.level or place.role:
        return False
    return not columns.fits(job, node, job.geometry.full, smaller=True)


@contextmanager
def turned(job: Job, out: list[str], place: Place) -> Iterator[Place]:
    """Landscape pages for what is drawn inside; the upright ones before and after keep their furniture."""
    upright, page = job.geometry, job.geometry.turned()
    if out and not (job.flow.count and "<w:sectPr>" in out[-1]):
        close_section(job, out, upright)
    job.geometry = page
    yield replace(place, width=page.text)
    job.geometry = upright
    close_section(job, out, page)


def endnotes_here(job: Job, place: Place, out: list[str]) -> None:
    """The place of the endnotes: Word prints them at the end of the section that ends here."""
    if not place.top or place.cell or place.note or job.flow.endnotes_placed or not job.notes.end_bodies or not out:
        return
    job.flow.endnotes_placed = True
    close_section(job, out, job.geometry, "continuous")
