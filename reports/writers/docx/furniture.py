"""Headers and footers: series and short title, page n of m, the mark across a draft (ISO/IEC 29500-1, 17.10)."""

from __future__ import annotations

from reports.writers.docx.fields import complex_field
from reports.writers.docx.job import Job
from reports.writers.docx.package import Part
from reports.writers.docx.watermark import watermark
from reports.writers.docx.xml import DECLARATION, O_, STORY_NAMESPACES, V, paragraph, run, text_run

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"

#: Characters of a running head; longer titles are cut at a word.
_LONGEST = 60


def references(job: Job, *, landscape: bool, first: bool, cover: bool) -> str:
    """The references of a section to its headers and footers; parts are made when first referred to."""
    turn = "Landscape" if landscape else ""
    wanted = [("header", "default", ""), ("footer", "default", "")]
    if job.geometry.two_sided:
        wanted += [("header", "even", "even"), ("footer", "even", "even")]
    if first:
        kind = "cover" if cover else "first"
        wanted += [("header", "first", kind), ("footer", "first", kind)]
    out = []
    for part, slot, kind in sorted(wanted):
        rid = job.main.relate(part, _part(job, part, kind, turn))
        out.append(f'<w:{part}Reference w:type="{slot}" r:id="{rid}"/>')
    return "".join(sorted(out, key=lambda one: "footerReference" in one))


def _part(job: Job, kind: str, variant: str, turn: str) -> Part:
    key = f"{kind}-{variant}-{turn}"
    if key not in job.furniture:
        number = 1 + sum(one.startswith(kind) for one in job.furniture)
        part = Part(f"/word/{kind}{number}.xml", _TYPE.format(kind))
        job.furniture[key] = part
        content = _header(job, variant) if kind == "header" else _footer(job, variant)
        style = f"{kind.title()}{turn}"
        tag = "hdr" if kind == "header" else "ftr"
        mark = watermark(job) if kind == "header" else ""
        names = f'{STORY_NAMESPACES} xmlns:v="{V}" xmlns:o="{O_}" xmlns:w10="urn:schemas-microsoft-com:office:word"'
        body = paragraph(style, mark + content)
        part.data = f"{DECLARATION}<w:{tag} {names}>{body}</w:{tag}>".encode()
    return job.furniture[key]


def _header(job: Job, variant: str) -> str:
    meta = job.document.meta
    if variant == "cover":
        return ""
    mark = meta.mark_detail or meta.mark
    if variant == "first":
        return _sides("", text_run(mark, _look(job, "status-mark"))) if mark else ""
    series = " ".join(one for one in (meta.series, meta.series_number) if one)
    left = text_run(series or meta.publisher, _look(job, "running-head.series"))
    title = meta.short_title or meta.title
    title = title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + "…"
    right = text_run(" · ".join(one for one in (mark, title) if one))
    return _sides(right, left) if variant == "even" else _sides(left, right)


def _stamp(job: Job) -> str:
    """What tells the versions of a text under review apart."""
    meta = job.document.meta
    if not job.review:
        return ""
    version = f"{job.word('version')} {meta.version}" if meta.version else ""
    return " · ".join(one for one in (job.word("review"), version, meta.date_text or meta.date) if one)


def _footer(job: Job, variant: str) -> str:
    if variant == "cover":
        return ""
    meta = job.document.meta
    folio = _folio(job)
    left = text_run(_stamp(job) or meta.publisher or meta.series)
    return _sides(folio, left) if variant == "even" else _sides(left, folio)


def _folio(job: Job) -> str:
    look = _look(job, "folio")
    total = job.pages.get("", 0)
    page = complex_field("PAGE", text_run("1", look), look)
    pages = complex_field("NUMPAGES", text_run(str(total or 1), look), look)
    return text_run(job.word("page") + " ", look) + page + text_run(f" {job.word('of')} ", look) + pages


def _sides(left: str, right: str) -> str:
    return left + run("<w:tab/>") + right if right else left


def _look(job: Job, role: str) -> str:
    return f'<w:rPr><w:rStyle w:val="{job.sheet.role_characters(role)}"/></w:rPr>' if job.sheet.has_role(role) else ""
