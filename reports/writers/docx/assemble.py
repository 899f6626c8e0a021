"""From a document to the parts of the file."""

from __future__ import annotations

from collections.abc import Mapping

from reports.model.document import Document
from reports.patterns import expression
from reports.source import Position
from reports.theme.tokens import Theme
from reports.writers.base import Written
from reports.writers.docx import citations, docprops, lists
from reports.writers.docx.blocks import blocks
from reports.writers.docx.designer import Designer, merge_styles, usable
from reports.writers.docx.geometry import geometry
from reports.writers.docx.job import Job, Notes, Place
from reports.writers.docx.manifest import manifest
from reports.writers.docx.notes import notes_xml
from reports.writers.docx.numbering import Numbering
from reports.writers.docx.package import Part, save
from reports.writers.docx.properties import ordered, run_properties
from reports.writers.docx.sections import section_properties
from reports.writers.docx.settings import settings_xml
from reports.writers.docx.stylebook import style_sheet
from reports.writers.docx.targets import find_targets
from reports.writers.docx.themepart import font_table, theme_xml
from reports.writers.docx.xml import DECLARATION, STORY_NAMESPACES, paragraph

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_TAG = expression(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def assemble(
    document: Document, theme: Theme, pages: Mapping[str, int], template: bytes | None, template_at: Position | None
) -> Written:
    """Draw the body, then everything that it asked for on the way."""
    job = _job(document, theme, pages)
    at = template_at or document.at or Position("brief.yaml")
    designer, faults = usable(template, at) if template is not None else (None, ())
    out: list[str] = []
    blocks(job, document.content, Place(job.main, job.geometry.text, top=True), out)
    if not out or not out[-1].startswith("<w:p>") or "<w:sectPr>" in out[-1]:
        out.append(paragraph("BodyText" if not out else "Separator", job.bookmarks.flush()))
    body = "".join(out) + section_properties(job, job.geometry)
    job.main.data = f"{DECLARATION}<w:document {STORY_NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    _relate(job, theme, designer)
    return Written(save(_package(job)), faults)


def _job(document: Document, theme: Theme, pages: Mapping[str, int]) -> Job:
    options = document.options
    page = geometry(theme, options.get("paper", ""), options.get("two-sided", ""))
    lang = document.meta.lang if _TAG.fullmatch(document.meta.lang) else "en-GB"
    job = Job(
        document, theme, pages, page, style_sheet(theme, page, lang), Numbering(_marker(theme)),
        find_targets(document.content), Part("/word/document.xml", _WORD + "document.main+xml"),
        Notes(
            Part("/word/footnotes.xml", _WORD + "footnotes+xml"), Part("/word/endnotes.xml", _WORD + "endnotes+xml")
        ),
        zotero=options.get("docx-citations") == "zotero", review=document.meta.status == "review",
    )  # fmt: skip
    lists.number_headings(job)
    return job


def _marker(theme: Theme) -> str:
    """The look of list markers."""
    if "list.marker" not in theme.texts:
        return ""
    look = run_properties(theme.text("list.marker"), theme)
    wanted = {name: look[name] for name in ("rFonts", "b", "bCs", "color")} | {"i": '<w:i w:val="0"/>'}
    return f"<w:rPr>{ordered(wanted, ('rFonts', 'b', 'bCs', 'i', 'color'))}</w:rPr>"


def _relate(job: Job, theme: Theme, designer: Designer | None) -> None:
    """Hang the other parts on the main one."""
    main, embed = job.main, job.document.options.get("docx-fonts") == "embedded"
    notes = job.notes
    notes.foot.data = notes_xml("foot", notes.foot_bodies).encode()
    notes.end.data = notes_xml("end", notes.end_bodies).encode()
    main.relate("footnotes", notes.foot)
    main.relate("endnotes", notes.end)
    styles, theme_part = job.sheet.xml(), theme_xml(theme).encode()
    if designer is not None:
        job.numbering.adopt(designer.definitions, designer.instances)
        styles, theme_part = merge_styles(styles, designer), designer.theme or theme_part
    main.relate("numbering", Part("/word/numbering.xml", _WORD + "numbering+xml", job.numbering.xml().encode()))
    main.relate("styles", Part("/word/styles.xml", _WORD + "styles+xml", styles.encode()))
    settings = settings_xml(job, embedded_fonts=embed).encode()
    main.relate("settings", Part("/word/settings.xml", _WORD + "settings+xml", settings))
    kind = "application/vnd.openxmlformats-officedocument.theme+xml"
    main.relate("theme", Part("/word/theme/theme1.xml", kind, theme_part))
    code = any(b'"HTML' in one.data for one in (main, notes.foot, notes.end))
    main.relate("fontTable", font_table(theme, embed=embed, code=code))
    main.relate("customXml", manifest(job))


def _package(job: Job) -> Part:
    meta = job.document.meta
    root = Part("/", "")
    root.relate("officeDocument", job.main)
    kind = "application/vnd.openxmlformats-package.core-properties+xml"
    root.relate(_CORE, Part("/docProps/core.xml", kind, docprops.core_xml(meta).encode()))
    office = "application/vnd.openxmlformats-officedocument."
    root.relate(
        "extended-properties",
        Part("/docProps/app.xml", office + "extended-properties+xml", docprops.app_xml(meta).encode()),
    )
    custom = citations.preferences(job)
    if custom:
        data = docprops.custom_xml(custom).encode()
        root.relate("custom-properties", Part("/docProps/custom.xml", office + "custom-properties+xml", data))
    return root
