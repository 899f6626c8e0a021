"""The mark across every page of a draft, as Word makes it: WordArt in the headers, drawn in VML."""

from __future__ import annotations

from reports.writers.docx.job import Job
from reports.writers.docx.xml import attr, colour, run

_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles>'
    '<v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>'
    "</v:shapetype>"
)


def watermark(job: Job) -> str:
    """A run with the mark; empty for a document without one."""
    mark = job.document.meta.mark.strip()[:40]
    if not mark:
        return ""
    number = 1 + sum(one.startswith("header") for one in job.furniture)
    width = min(460.0, 74.0 * len(mark))
    height = min(130.0, width / max(1, len(mark)) * 1.7)
    opacity = job.theme.numbers.get("watermark.opacity", 0.1)
    fill = colour(job.theme.text("watermark").colour, "808080")
    family = job.theme.fonts.get("headings")
    name = attr(family.name if family else "Calibri").replace("&quot;", "")
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width:.0f}pt;height:{height:.0f}pt;rotation:315;"
        "z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;"
        "mso-position-vertical:center;mso-position-vertical-relative:page"
    )
    shape = (
        f'<v:shape id="Mark{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" alt="{attr(mark)}" '
        f'style="{style}" o:allowincell="f" fillcolor="#{fill}" stroked="f">'
        f'<v:fill opacity="{opacity:.2f}"/>'
        f'<v:textpath style="font-family:&quot;{name}&quot;;font-size:1pt;font-weight:bold" string="{attr(mark)}"/>'
        "</v:shape>"
    )
    return run(f"<w:pict>{_SHAPE_TYPE}{shape}</w:pict>", "<w:rPr><w:noProof/></w:rPr>")
