"""Documents built by hand for the tests of the writers: small ones, and one that shows every node."""

from __future__ import annotations

import base64
import struct
import zlib

from reports.language import words
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Asset, Document, Meta, Person


def t(text: str) -> tuple[i.Inline, ...]:
    """Plain text as inlines."""
    return (i.Text(text),)


def p(*content: str | i.Inline, role: str | None = None, lang: str | None = None) -> b.Para:
    """A paragraph of texts and inlines."""
    return b.Para(tuple(i.Text(one) if isinstance(one, str) else one for one in content), role, lang)


def h(level: int, text: str, id_: str | None = None, number: str = "") -> b.Heading:
    """A heading."""
    return b.Heading(level, t(text), id_, number)


def note(number: str, *content: b.Block | str) -> i.Note:
    """A footnote with its call."""
    return i.Note(tuple(p(one) if isinstance(one, str) else one for one in content), number=number)


def cite(key: str, shown: str) -> i.Cite:
    """A settled citation that links to its reference."""
    return i.Cite((i.CiteItem(key),), content=(i.Link(t(shown), f"#ref-{key}"),))


def ref(target: str, shown: str) -> i.Ref:
    """A settled cross-reference."""
    return i.Ref(target, content=t(shown))


def bullets(*items: str | b.Block, ordered: bool = False, tight: bool = True) -> b.List:
    """A list of one paragraph each."""
    blocks = [p(one) if isinstance(one, str) else one for one in items]
    return b.List(tuple(b.ListItem((one,)) for one in blocks), ordered, tight=tight)


def cell(*content: str | b.Block, header: bool = False, colspan: int = 1, rowspan: int = 1) -> b.Cell:
    """A table cell."""
    return b.Cell(tuple(p(one) if isinstance(one, str) else one for one in content), header, colspan, rowspan)


def facts(*pairs: tuple[str, str], role: str = "facts") -> b.DefinitionList:
    """A list of facts."""
    return b.DefinitionList(tuple(b.Definition(t(term), (p(text),)) for term, text in pairs), role)


def document(*content: b.Block, lang: str = "en-GB", **meta: str) -> Document:
    """A resolved document around *content*."""
    return Document(Meta(title=meta.pop("title", "A title"), lang=lang, **meta), content, words=words(lang))  # type: ignore[arg-type]


def png(width: int = 24, height: int = 16) -> Asset:
    """A small picture: stripes of grey."""
    rows = b"".join(b"\x00" + bytes(((x * 9 + y * 5) % 256) for x in range(width)) for y in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")
    return Asset("png", data, width, height)


def jpeg() -> Asset:
    """The smallest grey JPEG, one pixel."""
    data = (
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////"
        "////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AVN//2Q=="
    )
    return Asset("jpeg", base64.b64decode(data), 1, 1)


def svg() -> Asset:
    """A small drawing, with its raster twin."""
    data = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60" width="120" height="60">'
        b'<rect x="5" y="5" width="110" height="50" fill="#12495a"/>'
        b'<circle cx="60" cy="30" r="18" fill="#e9eff1"/></svg>'
    )
    return Asset("svg", data, 120, 60, fallback=png(120, 60).data)


CHARTS: dict[str, b.Chart] = {
    "column": b.Chart(
        "column",
        ("North Macedonia", "Montenegro", "Serbia", "Albania", "Bosnia and Herzegovina"),
        (b.Series("months", (21.0, 24.0, 27.0, 62.0, 82.0)),),
        "months",
        "From two years to seven",
    ),
    "bar": b.Chart(
        "bar",
        ("Police", "Customs", "Ministry of Internal Affairs"),
        (b.Series("2022", (61.5, -12.25, 40.0)), b.Series("2023", (66.0, None, 48.75))),
        "%",
        "Trust differs by institution",
        "Two bars for each of three institutions.",
    ),
    "stacked": b.Chart(
        "stacked",
        ("First round", "Second round"),
        (b.Series("For", (76.0, 68.0)), b.Series("Against", (56.0, 51.0)), b.Series("Abstained", (22.0, 16.0))),
        "votes",
        "The second round moved away from the threshold",
    ),
    "line": b.Chart(
        "line",
        tuple(str(year) for year in range(2015, 2024)),
        (
            b.Series("Agreements", (1.0, 1.0, 2.0, 3.0, 3.0, 4.0, 5.0, 6.0, 6.0)),
            b.Series("Candidates", (0.0, 0.0, None, 1.0, 1.0, 2.0, 2.0, 3.0, 4.0)),
        ),
        "parties",
        "Agreements come first",
    ),
}


def title_block() -> b.Division:
    """The title block of a brief."""
    parts = (
        p("Example Policy Brief 7", role="series"),
        p("A seat at the table: Kosovo in regional security cooperation", role="title"),
        p("Membership matters, but the cheapest gains lie in the seats Kosovo already holds", role="subtitle"),
        p("Jane Doe and Arben Çela", role="byline"),
        p("14 July 2023", role="date"),
    )
    return b.Division(parts, "title-block")


def key_messages() -> b.Callout:
    """A key-messages box."""
    strong = i.Strong(t("The gap is widest where speed matters most."))
    box = bullets(
        p("Kosovo sits in the political bodies of the region and stands outside its police bodies. ", strong),
        "The 2012 arrangement on representation opened meetings, not databases.",
        "The Government can act now on what it controls, namely staff, instructions and follow-up.",
    )
    return b.Callout((box,), "key-messages", t("Key messages"), "key-messages")


def recommendation(number: str, title: str, id_: str) -> b.Callout:
    """A recommendation card with most of its parts."""
    content: tuple[b.Block, ...] = (
        b.Division((p("Adopt an annual plan for every seat held, with names and dates.", role="action"),), "action"),
        facts(
            ("To", "Government of Kosovo"), ("With", "European Commission"), ("By", "June 2024"), ("Priority", "High")
        ),
        b.Division(
            (
                p(
                    "Seats without instructions yield nothing",
                    note(str(int(number) + 2), f"See above, {number}."),
                    ".",
                    role="rationale",
                ),
            ),
            "rationale",
        ),
        p("Steps", role="steps"),
        bullets("Name a desk officer for each body.", "Report to Parliament once a year.", ordered=True),
        facts(("Indicator", "Share of meetings attended"), ("Rests on", "Section 2"), role="details"),
    )
    return b.Callout(content, "recommendation", t(title), id_, b.Label("Recommendation", number))


def data_table() -> b.Table:
    """A table with a head of two rows, spans, row heads, decimals and a note in a cell."""
    head = (
        b.Row((cell("Body", header=True, rowspan=2), cell("Meetings", header=True, colspan=2))),
        b.Row((cell("held", header=True), cell("attended, %", header=True))),
    )
    body = (
        b.Row((cell("Regional Cooperation Council", header=True), cell("12"), cell("91.7"))),
        b.Row((cell("RACVIAC", header=True), cell("1,204.5"), cell(p("8", note("2", "Observer only."))))),
        b.Row((cell("MARRI", header=True), cell("7"), cell("–"))),
    )
    columns = (b.Column("left", 3.0), b.Column("decimal", 1.0), b.Column("decimal", 1.0))
    caption, source = (
        t("Meetings held and attended in 2022"),
        (i.Text("Own count from "), cite("doe", "Doe 2023"), i.Text(".")),
    )
    return b.Table(columns, head, body, caption, source, "tbl-meetings", label=b.Label("Table", "1"))


def matrix() -> b.Table:
    """A matrix of recommendations."""
    titles = ("No.", "Action", "Who", "By")
    head = (b.Row(tuple(cell(one, header=True) for one in titles)),)
    rows = (
        ("1", "Work the seats that are held", "Government", "June 2024"),
        ("2", "Set up one desk", "Police", "2025"),
    )
    body = tuple(b.Row((cell(a), cell(c, header=True), cell(d), cell(e))) for a, c, d, e in rows)
    widths = (0.5, 3.0, 1.8, 1.2)
    columns = tuple(b.Column("left", one) for one in widths)
    return b.Table(columns, head, body, t("Overview of the recommendations"), id="matrix", role="matrix")


def figures() -> tuple[b.Figure, ...]:
    """A figure of every kind of graphic."""
    source = (i.Text("Eurostat, "), i.Emph(t("Data")))
    charts = [
        b.Figure(chart, t(f"A {kind} chart"), source, id=f"fig-{kind}", label=b.Label("Figure", str(n)))
        for n, (kind, chart) in enumerate(CHARTS.items(), 2)
    ]
    photo = b.Figure(
        b.Image("map.png", "A map of six countries"), t("The region"), t("Own drawing"), t("CC BY 4.0"), "fig-map",
        label=b.Label("Figure", "1"),
    )  # fmt: skip
    return (
        photo,
        *charts,
        b.Figure(b.Image("logo.svg", "Logo of the house"), role="logo"),
        b.Figure(b.Image("dot.jpg")),
    )


def sections() -> tuple[b.Block, ...]:
    """The running text, with every inline."""
    first = p(
        "The agreement has been in force since 1 April 2016 ", cite("saa", "(EU 2016)"), ". It binds both sides",
        note("1", p("First paragraph of the note, with ", cite("doe", "Doe 2023, 4"), "."), p("Second paragraph.")),
        " and ", i.Emph(t("regional")), " cooperation is ", i.Strong((i.Text("an "), i.Emph(t("aim")))), "; see ",
        ref("fig-map", "Figure\u00a01"), ", ", ref("tbl-meetings", "Table\u00a01"), " and ",
        i.Link(t("the text"), "https://example.org/a?b=1&c=2"), ".",
    )  # fmt: skip
    second = p(
        "CO", i.Subscript(t("2")), ", 1", i.Superscript(t("st")), ", ", i.SmallCaps(t("Nato")), ", ",
        i.Code("a<b && c"), i.LineBreak(), "and ", i.Span(t("Zusammenarbeit"), lang="de"), " or ",
        i.Span(t("сарадња"), lang="sr-Cyrl"), " & ", i.Span(t("by June"), role="due"),
        ". Literal: <b>*stars* {{ braces }} @at \\ \"quotes\" 'n' [x](y)",
    )  # fmt: skip
    opening = (h(1, "Background", "h-background", "1"), first, second, *figures()[:2], data_table())
    return (
        b.Section(opening, "sec-background", "background"),
        b.Section(
            (
                h(1, "Challenges", "h-challenges", "2"),
                h(2, "Votes that cannot be counted on", "h-votes", "2.1"),
                p("A paragraph. " * 12),
                h(3, "A third level", "h-third"),
                bullets("One", p("Two with a ", i.Emph(t("word"))), b.List((b.ListItem((p("Nested"),)),), True, 3)),
                h(4, "A fourth level", "h-fourth"),
                bullets("Loose one", "Loose two", ordered=True, tight=False),
                *figures()[2:],
                b.Quote((p("Cooperation is not a matter of goodwill."),), t("A minister, 2021")),
                b.Quote((p("The gap is widest where speed matters most."),), role="pull"),
                b.CodeBlock("first line\n  second <line>\n"),
                b.Rule(),
            ),
            "sec-challenges",
            "findings",
        ),
    )  # fmt: skip


def callouts() -> tuple[b.Block, ...]:
    """A callout of every plain role."""
    roles = ("note", "definition", "example", "warning", "method")
    made = [
        b.Callout(
            (p(f"Text of the {role}, ", cite("saa", "EU 2016"), "."), bullets("a", "b")),
            role,
            t(f"Title of {role}"),
            f"box-{role}",
        )
        for role in roles
    ]
    return (*made, b.Callout((p("Without a title."),), "note"))


def back_matter() -> tuple[b.Block, ...]:
    """References, annex, imprint."""
    entries = (
        b.Reference("ref-doe", (i.Text("Doe, Jane. 2023. "), i.Emph(t("A book")), i.Text(". Vienna."))),
        b.Reference(
            "ref-saa",
            (i.Text("EU. 2016. Agreement. "), i.Link(t("https://example.org/saa"), "https://example.org/saa")),
        ),
    )
    imprint = b.Division(
        (
            b.Figure(b.QrCode("https://example.org/7", "QR code for https://example.org/7"), role="qr"),
            facts(("Suggested citation", "Doe and Çela 2023."), ("Licence", "CC BY 4.0"), role="imprint"),
            b.Division((p("This text is an example."),), "boilerplate"),
        ),
        "imprint",
    )
    return (
        b.Section((h(1, "References", "h-references"), b.References(entries)), "references", "references"),
        b.Section((h(1, "Annex", "h-annex"), b.PageBreak(), matrix()), "sec-annex", "annex"),
        imprint,
    )


def sample_document(lang: str = "en-GB", *, mark: str = "") -> Document:
    """A resolved document that shows every node, role and kind of graphic."""
    lead = p("Regional cooperation is a treaty duty, yet the main police networks still work without it.", role="lead")
    glance = bullets(p(i.Link(t("Work the seats"), "#rec-seats")), ordered=True)
    content: tuple[b.Block, ...] = (
        title_block(),
        key_messages(),
        b.Division((lead,), "summary"),
        b.Contents(
            title=t("Contents"),
            entries=(
                b.ContentsEntry(1, t("Background"), "h-background", "1"),
                b.ContentsEntry(1, t("Challenges"), "h-challenges", "2"),
                b.ContentsEntry(2, t("Votes that cannot be counted on"), "h-votes", "2.1"),
            ),
        ),
        b.Contents("figures", title=t("Figures"), entries=(b.ContentsEntry(1, t("The region"), "fig-map", "1"),)),
        *sections(),
        *callouts(),
        b.Section(
            (
                h(1, "Recommendations", "h-recommendations", "3"),
                b.Callout((glance,), "recommendations-summary", t("At a glance")),
                recommendation("1", "Work the seats that are held", "rec-seats"),
                recommendation("2", "Set up one desk for all requests", "rec-desk"),
            ),
            "sec-recommendations",
            "recommendations",
        ),
        facts(("EU", "European Union"), ("SAA", "Stabilisation and Association Agreement"), role="abbreviations"),
        b.Endnotes(),
        *back_matter(),
    )  # fmt: skip
    meta = Meta(
        "A seat at the table: Kosovo in regional security cooperation", lang, "Membership matters",
        "A seat at the table",
        "Example Policy Brief", "7", "1234-5679", "2023-07-14", "14 July 2023", "1.0",
        authors=(Person("Jane Doe", "Example desk", "0000-0002-1825-0097"), Person("Arben Çela")),
        keywords=("Kosovo", "security"), doi="10.5281/zenodo.1234567", url="https://example.org/7",
        description="Regional cooperation is a treaty duty.", publisher="Example House", licence="CC BY 4.0",
        slug="sample", timestamp=1_689_292_800, mark=mark, mark_detail="Not for circulation" if mark else "",
    )  # fmt: skip
    assets = {"map.png": png(640, 320), "logo.svg": svg(), "dot.jpg": jpeg()}
    return Document(meta, content, assets, words(lang), options={"paper": "a4", "notes": "foot"})
