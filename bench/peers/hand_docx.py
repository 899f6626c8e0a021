"""The brief by a script of python-docx, as by hand. Notes stand at the end: it knows no footnotes."""

from __future__ import annotations

import re
import sys

import docx

from content import CHART_CAPTION, DATE, RECOMMENDATIONS, REFERENCES, SECTIONS, SUBTITLE, SUMMARY, TABLES, TITLE


def main(picture: str, out: str) -> None:  # noqa: C901
    made = docx.Document()
    made.add_heading(TITLE, 0)
    for text in (SUBTITLE, DATE, "Contents", *(one.title for one in SECTIONS), SUMMARY):
        made.add_paragraph(text)
    number = 0
    for section in SECTIONS:
        made.add_heading(section.title, 1)
        for text in section.paragraphs:
            paragraph = made.add_paragraph()
            for part in re.split(r" \[@r\d+\]", text):
                if paragraph.runs:
                    number += 1
                    paragraph.add_run(str(number)).font.superscript = True
                paragraph.add_run(part)
        if section.table is not None:
            caption, head, rows = TABLES[section.table]
            made.add_paragraph(caption, style="Caption")
            table = made.add_table(1, len(head), style="Light List Accent 1")
            for cell, text in zip(table.rows[0].cells, head, strict=True):
                cell.text = text
            for row in rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
        if section.chart:
            made.add_picture(picture)
            made.add_paragraph(CHART_CAPTION, style="Caption")
    made.add_heading("Recommendations", 1)
    for head, action, reason in RECOMMENDATIONS:
        paragraph = made.add_paragraph(style="List Number")
        paragraph.add_run(f"{head}. ").bold = True
        paragraph.add_run(f"{action} {reason}")
    made.add_heading("References", 1)
    for _, body, title, year in REFERENCES:
        made.add_paragraph(f"{body}, {title} ({year}).", style="List Number")
    made.save(out)


main(*sys.argv[1:])
