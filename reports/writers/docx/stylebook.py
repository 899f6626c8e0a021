"""The styles that every file has, whatever it says: an editor who adds a heading or a list finds them."""

from __future__ import annotations

from dataclasses import replace

from reports.theme.tokens import BoxStyle, TextStyle, Theme
from reports.writers.docx.geometry import Geometry
from reports.writers.docx.properties import (
    box_properties,
    indent,
    inset,
    run_properties,
    spacing,
    switch,
    tabs,
)
from reports.writers.docx.styles import Style, StyleSheet

#: Deepest level that Word has heading styles for.
HEADINGS = 9


def style_sheet(theme: Theme, geometry: Geometry, lang: str) -> StyleSheet:
    """The style sheet for *theme* with its standing styles."""
    sheet = StyleSheet(theme, geometry, lang)
    _defaults(sheet)
    _running_text(sheet)
    _headings(sheet)
    _lists(sheet)
    _notes_and_captions(sheet)
    _contents(sheet)
    _furniture(sheet)
    _characters(sheet)
    return sheet


def _defaults(sheet: StyleSheet) -> None:
    body = sheet.theme.text("body")
    sheet.text("Normal", "Normal", replace(body, space_before=0.0, space_after=0.0, align="left"), based="", priority=0)
    sheet.add(Style("DefaultParagraphFont", "Default Paragraph Font", "character", quick=False, priority=1))
    margins = '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    margins += '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{margins}</w:tblPr>'
    sheet.add(Style("TableNormal", "Normal Table", "table", table=table, quick=False, priority=99))


def _running_text(sheet: StyleSheet) -> None:
    theme, wide = sheet.theme, -sheet.geometry.outdent
    sheet.text("BodyText", "Body Text", "body", priority=1)
    sheet.text("Title", "Title", "title", following="Subtitle", left=wide, priority=10)
    sheet.text("Subtitle", "Subtitle", "subtitle", following="BodyText", left=wide, priority=11)
    sheet.text("Date", "Date", "date", following="BodyText", left=wide, priority=12)
    quote = theme.box("quote")
    for identifier, name, role in (("Quote", "Quote", "quote"), ("IntenseQuote", "Intense Quote", "pull")):
        box = theme.box(role)
        sheet.text(identifier, name, role, left=inset(box, 3), right=inset(box, 1), more=box_properties(box))
    attribution = box_properties(quote, top=False)
    sheet.text(
        "QuoteSource",
        "Quote Source",
        "quote.attribution",
        left=inset(quote, 3),
        right=inset(quote, 1),
        more=attribution,
    )
    pull = theme.box("pull")
    sheet.text("PullSource", "Pull Source", "pull.attribution", left=inset(pull, 3), right=inset(pull, 1))
    code = theme.box("code")
    sheet.text(
        "HTMLPreformatted", "HTML Preformatted", "code", left=inset(code, 3), right=inset(code, 1),
        more=box_properties(code),
    )  # fmt: skip


def _headings(sheet: StyleSheet) -> None:
    for level in range(1, HEADINGS + 1):
        role = f"heading-{level}"
        style = sheet.theme.text(role if sheet.has_role(role) else "heading-4")
        more = {"outlineLvl": f'<w:outlineLvl w:val="{level - 1}"/>'}
        sheet.text(
            f"Heading{level}", f"heading {level}", replace(style, keep_with_next=True), following="BodyText", more=more,
            priority=9,
        )  # fmt: skip


def _lists(sheet: StyleSheet) -> None:
    style = sheet.theme.text("list" if sheet.has_role("list") else "body")
    step = list_step(sheet.theme)
    for kind, name in (("ListBullet", "List Bullet"), ("ListNumber", "List Number"), ("ListContinue", "List Continue")):
        for level in range(1, 6):
            suffix, tail = ("", "") if level == 1 else (str(level), f" {level}")
            first = 0.0 if kind == "ListContinue" else -step
            indented = replace(style, indent_left=step * level, indent_first=first)
            sheet.text(kind + suffix, name + tail, indented, based="BodyText", priority=36)


def list_step(theme: Theme) -> float:
    """How far each level of a list is indented, in points."""
    return theme.numbers.get("list.indent", 14.0)


def _notes_and_captions(sheet: StyleSheet) -> None:
    theme = sheet.theme
    note = theme.text("footnote")
    width = theme.numbers.get("footnote.mark-width", 12.0)
    hanging = replace(note, indent_left=note.indent_left + width, indent_first=-width)
    silent = {"suppressLineNumbers": "<w:suppressLineNumbers/>"}
    more = {"tabs": tabs(("left", width, "none")), **silent}
    sheet.text("FootnoteText", "footnote text", hanging, priority=99, more=more)
    end = theme.text("endnote" if sheet.has_role("endnote") else "footnote")
    wide = width + 6
    sheet.text(
        "EndnoteText", "endnote text", replace(end, indent_left=wide, indent_first=-wide), priority=99,
        more={"tabs": tabs(("left", wide, "none")), **silent},
    )  # fmt: skip
    before = max(theme.box("figure").space_before, theme.table("table").space_before)
    caption = replace(theme.text("caption"), keep_with_next=True, space_before=before)
    sheet.text("Caption", "caption", caption, priority=35)
    sheet.text("Source", "Source", "source", priority=35)
    sheet.text("Credit", "Credit", "credit", priority=35)
    figure = BoxStyle() if "figure" not in theme.boxes else theme.box("figure")
    plain = TextStyle(size=theme.text("body").size, leading=1.0, space_after=min(4.0, figure.space_after))
    sheet.text("Figure", "Figure", plain, following="Source", priority=35)
    reference = theme.text("reference")
    if not reference.indent_first:
        reference = replace(reference, indent_left=14.0, indent_first=-14.0)
    sheet.text("Bibliography", "Bibliography", reference, priority=37)
    cell, head = (replace(theme.text(f"table.{part}"), hyphenate=False) for part in ("cell", "head"))
    sheet.text("TableText", "Table Text", cell, priority=38)
    sheet.text("TableHead", "Table Head", replace(head, keep_with_next=True), priority=38)


def _contents(sheet: StyleSheet) -> None:
    theme, geometry = sheet.theme, sheet.geometry
    title = theme.text("toc.title" if sheet.has_role("toc.title") else "heading-1")
    sheet.text("TOCHeading", "TOC Heading", replace(title, keep_with_next=True), following="BodyText", priority=39)
    for level in range(1, HEADINGS + 1):
        role = f"toc.{level}"
        style = theme.text(role if sheet.has_role(role) else "toc.3")
        more = {"tabs": _entry_tabs(sheet, style, geometry.text)}
        sheet.text(f"TOC{level}", f"toc {level}", style, more=more, quick=False, priority=39)
    figures = theme.text("toc.figures")
    more = figure_list(figures, geometry.text, 9)
    sheet.text("TableofFigures", "table of figures", figures, more=more, quick=False, priority=39)


def figure_list(style: TextStyle, width: float, longest: int) -> dict[str, str]:
    """How entries of lists of figures hang behind labels of at most *longest* characters."""
    step = (longest * 0.5 + 0.8) * style.size
    stops = tabs(("left", step, "none"), ("right", width, "dot"))
    return {"tabs": stops, "ind": indent(step, 0.0, -step)}


def _entry_tabs(sheet: StyleSheet, style: TextStyle, width: float) -> str:
    number = style.indent_left + sheet.theme.numbers.get("toc.number-width", 22.0)
    return tabs(("left", number, "none"), ("right", width, "dot"))


def _furniture(sheet: StyleSheet) -> None:
    geometry, head = sheet.geometry, sheet.theme.text("running-head")
    left, text = -geometry.outdent, geometry.text
    turned = geometry.turned()
    for identifier, name in (("Header", "header"), ("Footer", "footer")):
        more = {"tabs": tabs(("right", text, "none"))}
        sheet.text(identifier, name, head, left=left, more=more, quick=False, priority=99)
        wide = {"tabs": tabs(("clear", text, "none"), ("right", turned.text, "none"))}
        sheet.text(
            f"{identifier}Landscape", f"{name.title()} Landscape", head, based=identifier, more=wide, quick=False,
            priority=99,
        )  # fmt: skip
    body = sheet.theme.text("body")
    sheet.text("Rule", "Rule", replace(body, space_before=body.leading, space_after=body.leading, align="center"))
    tiny = TextStyle(size=1.0, leading=1.0, space_after=0.0)
    sheet.text("Separator", "Separator", tiny, quick=False, priority=99, more={"spacing": spacing(0, 0, 1)})


def _characters(sheet: StyleSheet) -> None:
    theme = sheet.theme
    call = run_properties(theme.text("note-call"), theme) if sheet.has_role("note-call") else {}
    raised = {name: call[name] for name in ("color",) if name in call} | {
        "vertAlign": '<w:vertAlign w:val="superscript"/>'
    }
    sheet.characters("FootnoteReference", "footnote reference", raised, quick=False, priority=99)
    sheet.characters("EndnoteReference", "endnote reference", raised, quick=False, priority=99)
    link = run_properties(theme.text("link"), theme)["color"]
    sheet.characters("Hyperlink", "Hyperlink", {"color": link, "u": '<w:u w:val="single"/>'}, quick=False, priority=99)
    plain = {"color": link, "u": '<w:u w:val="none"/>'}
    sheet.characters("InternalLink", "Internal Link", plain, quick=False, priority=99)
    sheet.characters("WebAddress", "Web Address", plain, quick=False, priority=99)
    sheet.characters("QuietLink", "Quiet Link", {"u": '<w:u w:val="none"/>'}, quick=False, priority=99)
    sheet.characters("Strong", "Strong", {"b": switch("b", True), "bCs": switch("bCs", True)}, priority=22)
    sheet.characters("Emphasis", "Emphasis", {"i": switch("i", True), "iCs": switch("iCs", True)}, priority=21)
    code = run_properties(theme.text("code"), theme)
    sheet.characters("HTMLCode", "HTML Code", {"rFonts": code["rFonts"], "sz": code["sz"], "noProof": "<w:noProof/>"})
    sheet.characters("Superscript", "Superscript", {"vertAlign": '<w:vertAlign w:val="superscript"/>'})
    sheet.characters("Subscript", "Subscript", {"vertAlign": '<w:vertAlign w:val="subscript"/>'})
    sheet.characters("SmallCaps", "Small Caps", {"smallCaps": switch("smallCaps", True)})
    label = run_properties(theme.text("caption.label"), theme)
    sheet.characters("CaptionLabel", "Caption Label", {"color": label["color"]})
    sheet.characters("LineNumber", "line number", {"color": '<w:color w:val="767676"/>', "sz": '<w:sz w:val="14"/>'})
