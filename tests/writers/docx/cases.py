"""Small documents, one subject each."""

from __future__ import annotations

from dataclasses import replace

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from tests.documents import bullets, cell, document, facts, h, note, p, ref, t


def _nested(depth: int) -> b.Block:
    made: b.Block = p("deep")
    for level in range(depth):
        made = b.Callout((made,), "note", t(f"Level {level}")) if level % 2 else b.Quote((made,))
    return made


def _lists(depth: int) -> b.List:
    made = bullets("deep")
    for level in range(depth):
        made = b.List((b.ListItem((p(f"Level {level}"), made)),), ordered=level % 2 == 0)
    return made


def _rows(*rows: tuple[b.Cell, ...]) -> tuple[b.Row, ...]:
    return tuple(b.Row(one) for one in rows)


def _chart(kind, **more) -> b.Figure:
    series = more.pop("series", (b.Series("=SUM(A1)", (1.0, -2.5)), b.Series("@b", (None, 3.0))))
    chart = b.Chart(kind, ("+one", "-two"), series, more.get("unit", ""), "A title", "An alt")
    return b.Figure(chart, t("A caption"), id=f"fig-{kind}", label=b.Label("Figure", "1"))


def _wide() -> Document:
    columns = tuple(b.Column() for _ in range(12))
    head = _rows(tuple(cell(f"Characteristic{one}", header=True) for one in range(12)))
    body = _rows(*(tuple(cell(f"v{row}-{one}") for one in range(12)) for row in range(3)))
    table = b.Table(columns, head, body, t("Wide"), t("Own"), "tbl-wide", label=b.Label("Table", "1"))
    return document(p("Before"), table, p("After"))


def _endnotes() -> Document:
    end = i.Note((p("An endnote"),), "end", "1")
    return document(
        p("Text", end), b.Section((h(1, "Notes", "notes"), b.Endnotes((b.Endnote("1", (p("An endnote"),)),)))),
        b.Section((h(1, "Annex", "annex"), p("After the notes"))),
    )  # fmt: skip


def _odd_ids() -> Document:
    odd = ("x" * 200, "ä ö", "a:b/c", "A-B", "a-b", "a_b", "1", "_", "x-" * 40)
    return document(*(p(i.Link(t(one[:9]), f"#{one}"), ref(one, one[:9])) for one in odd),
                    *(h(1, f"Heading {at}", one) for at, one in enumerate(odd)))  # fmt: skip


CASES: dict[str, Document] = {
    "empty": document(),
    "paragraphs": document(p("One"), p("Two ", i.Emph(t("three")), role="lead"), p("x", lang="sr-Cyrl-RS")),
    "inlines": document(
        p(
            "a", i.Strong((i.Emph(t("b")),)), i.Emph((i.Strong(t("c")),)), i.Superscript(t("d")), i.Subscript(t("e")),
            i.SmallCaps(t("f")), i.Code("g  h"), i.LineBreak(), i.Span(t("и"), lang="sr-Cyrl"),
            i.Span(t("r"), role="measure"), i.Link(t("k"), "https://example.org/?a=1&b=\"<ä>"),
            i.Link((i.Link(t("inner"), "https://example.org"),), "#here"), i.Strong((i.Strong((i.Emph(t("x")),)),)),
        ),
        h(1, "Here", "here"),
    ),
    "lists": document(
        bullets("a", "b"), b.List((b.ListItem((p("one"),)), b.ListItem((p("two"), p("more")))), True, 4),
        bullets("x", ordered=True, tight=False), _lists(12), b.List((b.ListItem(()), b.ListItem((b.Rule(),)))),
    ),
    "headings": document(
        h(1, "One", "one", "1"), h(2, "Sub", "sub", "1.1"), h(1, "Two", "two", "2"), h(1, "References", "refs"),
        h(1, "Annex", "annex", "A"), h(9, "Deep", "deep"), h(12, "Too deep", "too-deep"),
        p(i.Ref("two", "number", t("2")), i.Ref("sub", "label", t("Section 1.1")), ref("annex", "Annex A"),
          i.Ref("one", "title", t("One")), i.Ref("one", "page"), i.Ref("nowhere", content=t("gone"))),
    ),
    "odd numbers": document(h(1, "Seven", "seven", "7"), h(1, "Nine", "nine", "9")),
    "notes": document(
        p("a", note("1", "First"), note("2", p("Second"), p("more"), bullets("x")), note("*", "Own mark")),
        b.Callout((p("boxed", note("3", "From a box")),), "note", (i.Text("T"), note("2", "Second, other"))),
        p(note("4", p("A note", note("9", "on a note")))), p(note("5")), p("again", note("1", "First")),
    ),
    "endnotes": _endnotes(),
    "tables": document(
        b.Table((), (), ()),
        b.Table(
            (b.Column(), b.Column("decimal"), b.Column("center", 2.0)),
            _rows((cell("A", header=True, rowspan=2), cell("B", header=True, colspan=2)), (cell("C"), cell("D"))),
            _rows((cell("r", header=True), cell("1.5"), cell("x")), (cell("s"), cell("12"), cell("y", bullets("z"))),
                  (cell("t", rowspan=9, colspan=9),), (cell("u"),), ()),
            t("Caption"), t("Source"), "tbl-a", label=b.Label("Table", "1"),
        ),
        b.Table((), (), _rows((cell("next to it"),))),
        b.Table((), (), _rows(tuple(cell(str(one)) for one in range(90)))),
        b.Table((b.Column(),), _rows((cell("No.", header=True),)), _rows((cell("1"),)), role="matrix"),
    ),
    "wide table": _wide(),
    "boxes": document(
        b.Callout((p("a"), bullets("b", "c")), "note", t("Titled")), b.Callout((p("untitled"),), "note"),
        b.Callout((p("untitled again"),), "note"), _nested(9),
        b.Callout((p("x"), facts(("To", "You"), ("By", "2030"))), "recommendation", t("Do"), "rec-a",
                  b.Label("Recommendation", "1")),
        b.Callout((), "warning", t("Empty")), b.Callout((_chart("bar"), bullets("x")), "definition"),
        b.Callout((p("x"),), "an unknown role"),
    ),
    "charts": document(
        *(_chart(kind) for kind in ("bar", "column", "line", "stacked")), _chart("bar", unit="%"),
        b.Figure(b.Chart("line", (), ())), p("x", note("1", _chart("line"))),
    ),
    "figures": document(
        b.Figure(b.Image("missing", "What was there")), b.Figure(b.QrCode("https://example.org", "QR code")),
        b.Figure(b.QrCode("x" * 9000, "too long")),
    ),
    "cover": document(
        b.Division((p("Series", role="series"), p("Title", role="title"), p("Author", role="byline")), "cover"),
        b.PageBreak(), b.Contents(title=t("Contents"), entries=(b.ContentsEntry(1, t("A"), "a", "1"),)), b.PageBreak(),
        b.PageBreak(), h(1, "A", "a", "1"), b.PageBreak(),
    ),
    "odd ids": _odd_ids(),
    "definitions": document(
        facts(("A", "b"), role="abbreviations"), facts(("A", "b"), role="memo-head"), facts(("A", "b"), role="imprint"),
        b.DefinitionList((b.Definition(t("T"), (p("x"), p("y"), bullets("z"))), b.Definition((), ()))),
        b.Division((facts(("A", "b"), role="imprint"), p("x")), "imprint"),
    ),
    "characters": replace(
        document(p("\0\x01\x1f\ufffe\uffff\ud800\x85\u2028tab\there\nline"), h(1, "\0", "x"), title="\0t\ud83d"),
    ),
}  # fmt: skip
