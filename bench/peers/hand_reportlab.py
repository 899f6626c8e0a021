"""The brief by a script of ReportLab, as one would write it by hand, untagged. Notes stand at the end.

``plain`` draws it with a table of contents as the manual has it, which takes three passes; ``tuned`` draws it twice at
most, and remembers the widths of words.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer, Table, TableStyle
from reportlab.platypus.tableofcontents import TableOfContents

from content import CHART, CHART_CAPTION, DATE, RECOMMENDATIONS, REFERENCES, SECTIONS, SUBTITLE, SUMMARY, TABLES, TITLE


class Brief(BaseDocTemplate):
    """Notes the headings for the table of contents."""

    def afterFlowable(self, flowable: object) -> None:  # noqa: N802
        if isinstance(flowable, Paragraph) and flowable.style.name == "Heading1":
            self.notify("TOCEntry", (0, flowable.getPlainText(), self.page))


def story(fonts: tuple[str, str]) -> list[object]:
    styles = getSampleStyleSheet()
    body, head = styles["BodyText"], styles["Heading1"]
    body.fontName, head.fontName, body.alignment = fonts[0], fonts[1], 4
    contents = TableOfContents()
    made: list[object] = [Paragraph(TITLE, styles["Title"]), Paragraph(SUBTITLE, body), Paragraph(DATE, body), contents]
    made.append(Paragraph(SUMMARY, body))
    number = [0]

    def mark(_: re.Match[str]) -> str:
        number[0] += 1
        return f"<super>{number[0]}</super>"

    for section in SECTIONS:
        made.append(Paragraph(section.title, head))
        made += [Paragraph(re.sub(r" \[@r\d+\]", mark, text), body) for text in section.paragraphs]
        if section.table is not None:
            caption, header, rows = TABLES[section.table]
            made += [Paragraph(caption, styles["Italic"]), table(header, rows, body), Spacer(1, 8)]
        if section.chart:
            made += [chart(), Paragraph(CHART_CAPTION, styles["Italic"])]
    made.append(Paragraph("Recommendations", head))
    made += [Paragraph(f"{at}. <b>{one}.</b> {action} {why}", body)
             for at, (one, action, why) in enumerate(RECOMMENDATIONS, 1)]  # fmt: skip
    made.append(Paragraph("References", head))
    return made + [Paragraph(f"{body_}, <i>{title}</i> ({year}).", body) for _, body_, title, year in REFERENCES]


def table(header: object, rows: object, style: object) -> Table:
    cells = [[Paragraph(cell, style) for cell in row] for row in (header, *rows)]
    made = Table(cells, repeatRows=1)
    made.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.grey)]))
    return made


def chart() -> Drawing:
    drawing, bars = Drawing(440, 200), VerticalBarChart()
    bars.width, bars.height, bars.x, bars.y = 400, 160, 30, 25
    bars.data = [[value for _, value in CHART]]
    bars.categoryAxis.categoryNames = [year for year, _ in CHART]
    drawing.add(bars)
    return drawing


def main(how: str, fonts: str, out: str) -> None:
    pdfmetrics.registerFont(TTFont("Serif", f"{fonts}/SourceSerif4_400Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Serif-Bold", f"{fonts}/SourceSerif4_700Bold.ttf"))
    pdfmetrics.registerFont(TTFont("Serif-Italic", f"{fonts}/SourceSerif4_400Regular_Italic.ttf"))
    pdfmetrics.registerFontFamily("Serif", "Serif", "Serif-Bold", "Serif-Italic", "Serif-Bold")
    pdfmetrics.registerFont(TTFont("Sans", f"{fonts}/SourceSans3_600SemiBold.ttf"))
    if how == "tuned":
        for font in map(pdfmetrics.getFont, ("Serif", "Serif-Bold", "Serif-Italic", "Sans")):
            font.stringWidth = lru_cache(maxsize=100_000)(font.stringWidth)
    made = Brief(out, pagesize=A4)
    frame = Frame(70, 70, A4[0] - 140, A4[1] - 140)
    made.addPageTemplates(PageTemplate("page", [frame]))
    if how == "tuned":
        made.multiBuild(story(("Serif", "Sans")), maxPasses=2)
    else:
        made.multiBuild(story(("Serif", "Sans")))


main(*sys.argv[1:])
