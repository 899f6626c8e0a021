"""Writes the brief of ``content.py`` in the format of every peer, and in ours, into a folder."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

from content import (
    CHART,
    CHART_CAPTION,
    DATE,
    RECOMMENDATIONS,
    REFERENCES,
    SECTIONS,
    SUBTITLE,
    SUMMARY,
    TABLES,
    TITLE,
)

_CITED = re.compile(r" \[@(r\d+)\]")
#: A brief with contents: those of the program have none, its reports have a cover, too.
_TEMPLATE = """{% extends "brief/template.html" %}
{% block opening %}<nav data-depth="1"><header>{{ words.contents }}</header></nav>{{ super() }}{% endblock %}
"""
NOTES = {key: f"{body}, {title} ({year})." for key, body, title, year in REFERENCES}


def write_all(folder: Path) -> None:
    """All sources, each under the name that its program is started with."""
    folder.mkdir(parents=True, exist_ok=True)
    ours(folder / "ours", 1)
    (folder / "refs.bib").write_text("".join(map(_bibtex, REFERENCES)))
    (folder / "brief.md").write_text(markdown())
    (folder / "brief.typ").write_text(typst())
    (folder / "brief.html").write_text(html())
    (folder / "cv.yaml").write_text(rendercv())
    no_icons(folder / "data/typst/packages/preview/fontawesome/0.5.0")
    (folder / "chart.svg").write_text(chart_svg())
    chart_png(folder / "chart.png")
    docx_template(folder / "template.docx")
    (folder / "context.json").write_text(json.dumps(context()))


def ours(folder: Path, count: int) -> None:
    """A workspace of ours with *count* such briefs, each under a title of its own."""
    for number in range(count):
        name = "brief" if count == 1 else f"brief-{number:04}"
        home = folder / "content" / name
        home.mkdir(parents=True)
        (home / "brief.yaml").write_text(our_yaml(TITLE if count == 1 else f"{TITLE}, number {number}"))
        (home / "refs.bib").write_text("".join(map(_bibtex, REFERENCES)))
    (folder / "house.yaml").write_text("publisher: Example house\n")
    (folder / "templates/measured").mkdir(parents=True)
    (folder / "templates/measured/template.html").write_text(_TEMPLATE)


def our_yaml(title: str) -> str:
    """Ours, as JSON, which YAML reads, too."""
    sections = []
    for number, one in enumerate(SECTIONS):
        body: list[object] = list(one.paragraphs)
        if one.table is not None:
            caption, head, rows = TABLES[one.table]
            data = [dict(zip(head, row, strict=True)) for row in rows]
            body.append({"table": {"id": f"tbl-{one.table}", "data": data, "caption": caption}})
        if one.chart:
            data = [{"year": year, "count": value} for year, value in CHART]
            chart = {"id": "fig-chart", "type": "column", "data": data, "x": "year", "y": "count",
                     "caption": CHART_CAPTION, "alt": "Columns that rise from 12 to 40"}  # fmt: skip
            body.append({"chart": chart})
        sections.append({"id": f"s{number}", "title": one.title, "body": body})
    sections.append({"id": "rec", "role": "recommendations", "title": "Recommendations"})
    brief = {
        "template": "measured", "lang": "en-GB", "title": title, "subtitle": SUBTITLE, "date": DATE,
        "authors": ["Example desk"], "summary": SUMMARY, "notes": "foot",
        "csl": "chicago-notes-bibliography", "bibliography": "refs.bib",
        "actors": [{"id": "all", "name": "All bodies", "short": "All"}],
        "sections": sections,
        "recommendations": [
            {"id": f"rec-{at}", "to": ["all"], "headline": headline, "action": action, "rationale": reason}
            for at, (headline, action, reason) in enumerate(RECOMMENDATIONS)
        ],
    }  # fmt: skip
    return json.dumps(brief, indent=1)


def _bibtex(one: tuple[str, str, str, int]) -> str:
    key, body, title, year = one
    return f"@report{{{key}, author = {{{{{body}}}}}, title = {{{title}}}, year = {{{year}}}, type = {{Report}}}}\n"


def markdown() -> str:
    """For pandoc."""
    out = [
        f"---\ntitle: {TITLE}\nsubtitle: {SUBTITLE}\ndate: {DATE}\nbibliography: refs.bib\ntoc: true\n---\n",
        SUMMARY,
    ]
    for one in SECTIONS:
        out += [f"# {one.title}", *one.paragraphs]
        if one.table is not None:
            caption, head, rows = TABLES[one.table]
            lines = [" | ".join(line) for line in (head, ("---", "---", "--:", "--:"), *rows)]
            out.append("\n".join(f"| {line} |" for line in lines) + f"\n\n: {caption}")
        if one.chart:
            out.append(f"![{CHART_CAPTION}](chart.png)")
    out.append("# Recommendations")
    out += [f"{at}. **{head}.** {action} {reason}" for at, (head, action, reason) in enumerate(RECOMMENDATIONS, 1)]
    return "\n\n".join([*out, "# References\n"])


def typst() -> str:
    """For Typst."""

    def text(value: str) -> str:
        return _CITED.sub(r"#cite(<\1>)", value)

    out = [
        f'#set document(title: "{TITLE}")\n#set page(paper: "a4", numbering: "1")\n'
        '#set text(lang: "en", region: "GB", size: 10.5pt)\n#set par(justify: true)\n#set heading(numbering: "1.")',
        f"#text(size: 24pt, weight: 700)[{TITLE}]\n\n{SUBTITLE}\n\n{DATE}\n\n#outline()", SUMMARY,
    ]  # fmt: skip
    for one in SECTIONS:
        out += [f"= {one.title}", *map(text, one.paragraphs)]
        if one.table is not None:
            caption, head, rows = TABLES[one.table]
            cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
            header = ", ".join(f"[*{cell}*]" for cell in head)
            out.append(f"#figure(table(columns: 4, table.header({header}), {cells}), caption: [{caption}])")
        if one.chart:
            bars = ", ".join(f"rect(width: 1cm, height: {value * 1.2}mm, fill: rgb(18, 73, 90))" for _, value in CHART)
            labels = ", ".join(f"[{year}]" for year, _ in CHART)
            grid = f"grid(columns: {len(CHART)}, gutter: 4pt, align: bottom + center, {bars}, {labels})"
            out.append(f"#figure({grid}, caption: [{CHART_CAPTION}])")
    out.append("= Recommendations")
    out += [f"+ *{head}.* {action} {reason}" for head, action, reason in RECOMMENDATIONS]
    return "\n\n".join([*out, '#bibliography("refs.bib", style: "chicago-notes")\n'])


def html() -> str:
    """For WeasyPrint, with footnotes of CSS."""

    def text(value: str) -> str:
        return _CITED.sub(lambda found: f'<span class="note">{escape(NOTES[found[1]])}</span>', value)

    style = (
        "@page{size:A4;margin:25mm;@bottom-center{content:counter(page)}} body{font:10.5pt/1.4 'DejaVu Serif',serif;"
        "text-align:justify;hyphens:auto} .note{float:footnote} table{border-collapse:collapse;width:100%}"
        "td,th{border-bottom:.5pt solid;padding:2pt;text-align:left} h1{break-after:avoid}"
        "nav a::after{content:target-counter(attr(href),page);float:right} nav a{display:block}"
    )
    toc = "".join(f'<a href="#s{at}">{one.title}</a>' for at, one in enumerate(SECTIONS))
    out = [f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>{TITLE}</title><style>{style}</style>']
    out.append(f"<h1>{TITLE}</h1><p>{SUBTITLE}</p><p>{DATE}</p><nav>{toc}</nav><p>{SUMMARY}</p>")
    for at, one in enumerate(SECTIONS):
        out.append(f'<h1 id="s{at}">{one.title}</h1>' + "".join(f"<p>{text(p)}</p>" for p in one.paragraphs))
        if one.table is not None:
            caption, head, rows = TABLES[one.table]
            body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
            header = "".join(f"<th>{cell}</th>" for cell in head)
            out.append(f"<table><caption>{caption}</caption><thead><tr>{header}</tr></thead>{body}</table>")
        if one.chart:
            out.append(f'<figure><img src="chart.svg" alt=""><figcaption>{CHART_CAPTION}</figcaption></figure>')
    items = "".join(f"<li><b>{head}.</b> {action} {reason}</li>" for head, action, reason in RECOMMENDATIONS)
    refs = "".join(f"<li>{escape(one)}</li>" for one in NOTES.values())
    return "".join([*out, f"<h1>Recommendations</h1><ol>{items}</ol><h1>References</h1><ol>{refs}</ol></html>"])


def no_icons(folder: Path) -> None:
    """The package of icons that RenderCV would fetch from the web, without icons: the text has none."""
    folder.mkdir(parents=True)
    (folder / "typst.toml").write_text('[package]\nname = "fontawesome"\nversion = "0.5.0"\nentrypoint = "lib.typ"\n')
    (folder / "lib.typ").write_text("#let fa-icon(name, ..rest) = []\n")


def rendercv() -> str:
    """For RenderCV: the text alone. It has neither notes nor tables nor charts."""
    parts = {one.title: [_CITED.sub("", text) for text in one.paragraphs] for one in SECTIONS}
    parts["Recommendations"] = [f"**{head}.** {action} {reason}" for head, action, reason in RECOMMENDATIONS]
    parts["References"] = list(NOTES.values())
    for number, (caption, head, rows) in enumerate(TABLES):
        parts[f"{caption} {number}"] = [", ".join(row) for row in (head, *rows)]
    return json.dumps({"cv": {"name": TITLE, "sections": parts}, "design": {"theme": "classic"}}, indent=1)


def chart_svg() -> str:
    """The chart as a picture, for peers that draw none."""
    bars = "".join(
        f'<rect x="{at * 60 + 10}" y="{200 - value * 4.5}" width="44" height="{value * 4.5}" fill="#12495a"/>'
        f'<text x="{at * 60 + 32}" y="216" font-size="13" text-anchor="middle">{year}</text>'
        for at, (year, value) in enumerate(CHART)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="440" height="225">{bars}</svg>'


def chart_png(path: Path) -> None:
    """The same in pixels."""
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (880, 450), "white")
    pen = ImageDraw.Draw(picture)
    for at, (year, value) in enumerate(CHART):
        pen.rectangle((at * 120 + 20, 400 - value * 9, at * 120 + 108, 400), fill="#12495a")
        pen.text((at * 120 + 50, 410), year, fill="black")
    picture.save(path)


def context() -> dict[str, object]:
    """What docxtpl fills into its template."""
    sections = [
        {"title": one.title, "paragraphs": [_CITED.sub("", text) for text in one.paragraphs],
         "table": list(TABLES[one.table][2]) if one.table is not None else []}
        for one in SECTIONS
    ]  # fmt: skip
    recommendations = [{"head": head, "text": f"{action} {reason}"} for head, action, reason in RECOMMENDATIONS]
    return {"title": TITLE, "subtitle": SUBTITLE, "summary": SUMMARY, "sections": sections,
            "recommendations": recommendations, "references": list(NOTES.values())}  # fmt: skip


def docx_template(path: Path) -> None:
    """The template of docxtpl: a Word file with tags of Jinja2 in it."""
    import docx

    made = docx.Document()
    made.add_heading("{{ title }}", 0)
    for line in ("{{ subtitle }}", "{{ summary }}", "{%p for s in sections %}"):
        made.add_paragraph(line)
    made.add_heading("{{ s.title }}", 1)
    for line in ("{%p for p in s.paragraphs %}", "{{ p }}", "{%p endfor %}", "{%p if s.table %}"):
        made.add_paragraph(line)
    table = made.add_table(4, 4)
    for cell, text in zip(table.rows[0].cells, TABLES[0][1], strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "{%tr for row in s.table %}"
    for at, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{at}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for line in ("{%p endif %}", "{%p endfor %}", "{%p for r in recommendations %}"):
        made.add_paragraph(line)
    made.add_paragraph("{{ r.head }}. {{ r.text }}", style="List Number")
    for line in ("{%p endfor %}", "{%p for r in references %}", "{{ r }}", "{%p endfor %}"):
        made.add_paragraph(line)
    made.save(path)
