"""Every node and the HTML it becomes."""

from __future__ import annotations

import re

import pytest

from reports.model import blocks as b
from reports.model import inlines as i
from tests.documents import CHARTS, bullets, cell, cite, document, facts, note, p, png, t
from tests.writers.html.reading import check, page_of, text_of

pytestmark = pytest.mark.usefixtures("no_fonts")


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Font subsets are tested with the page."""
    monkeypatch.setattr("reports.writers.html.fonts.subset", lambda data, characters, name: b"")


def content_of(*blocks: b.Block, lang: str = "en-GB") -> str:
    """What stands in the content of the page, line feeds between tags taken out."""
    page = page_of(document(*blocks, lang=lang))
    check(page)
    start = page.index('<div id="content_1" class="content" tabindex="-1">') + 50
    return re.sub(r">\n+<", "><", page[start : page.index("\n</div>\n</main>")].strip())


INLINES: dict[str, tuple[tuple[i.Inline, ...], str]] = {
    "text": (t("a < b & c > d \"e\" 'f'"), "a &lt; b &amp; c &gt; d \"e\" 'f'"),
    "emph": ((i.Emph(t("x")),), "<em>x</em>"),
    "strong": ((i.Strong((i.Emph(t("x")),)),), "<strong><em>x</em></strong>"),
    "superscript": ((i.Superscript(t("st")),), "<sup>st</sup>"),
    "subscript": ((i.Subscript(t("2")),), "<sub>2</sub>"),
    "small caps": ((i.SmallCaps(t("Nato")),), '<span class="sc">Nato</span>'),
    "code": ((i.Code("a<b"),), "<code>a&lt;b</code>"),
    "line break": ((i.Text("a"), i.LineBreak(), i.Text("b")), "a<br>b"),
    "span": ((i.Span(t("x"), "due", "de"),), '<span class="r-due" lang="de">x</span>'),
    "right to left": ((i.Span(t("x"), lang="he"),), '<span lang="he" dir="rtl">x</span>'),
    "link": (
        (i.Link(t("x"), 'https://e.example/?a=1&b="2"'),),
        '<a href="https://e.example/?a=1&amp;b=&quot;2&quot;">x</a>',
    ),
    "mail": ((i.Link(t("x"), "mailto:a@e.example"),), '<a href="mailto:a@e.example">x</a>'),
    "empty link": (
        (i.Link(t(" "), "https://e.example"),),
        '<a href="https://e.example" aria-label="https://e.example"> </a>',
    ),
    "reference to the page": ((i.Ref("here", content=t("Section 1")),), '<a href="#here" class="ref">Section 1</a>'),
    "reference to nothing": ((i.Ref("gone", content=t("Section 9")),), "Section 9"),
    "citation": (
        (cite("k", "Doe 2023"),),
        '<span class="cite" id="cite_1"><a href="#ref-k" role="doc-biblioref">Doe 2023</a></span>',
    ),
    "unsettled citation": ((i.Cite((i.CiteItem("k"),)),), '<span class="cite" id="cite_1">[k]</span>'),
    "note": (
        (note("1", "n"),),
        '<sup class="call"><a id="call_1" href="#note_1" role="doc-noteref" aria-label="Note\u00a01">1</a></sup>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", INLINES)
def test_inlines(name: str) -> None:
    content, expected = INLINES[name]
    anchors = (b.Section((), "here"), b.References((b.Reference("ref-k", t("Doe")),)))
    found = content_of(b.Para(content), *anchors)
    assert found.startswith(f"<p>{expected}</p>"), found


BLOCKS: dict[str, tuple[b.Block, str]] = {
    "para": (p("x", role="lead", lang="de"), '<p class="r-lead" lang="de">x</p>'),
    "heading": (
        b.Heading(2, t("Why"), "why", "1.2"),
        '<h3 id="why" class="h-2"><span class="number">1.2</span> Why</h3>',
    ),
    "deep heading": (b.Heading(7, t("x")), '<h6 class="h-4">x</h6>'),
    "section": (b.Section((p("x"),), "sec-a", "findings"), '<section id="sec-a" class="s-findings"><p>x</p></section>'),
    "division": (b.Division((p("x"),), "summary", "summary"), '<div id="summary" class="d-summary"><p>x</p></div>'),
    "list": (bullets("a", "b"), "<ul><li>a</li><li>b</li></ul>"),
    "loose list": (bullets("a", tight=False), '<ul class="loose"><li><p>a</p></li></ul>'),
    "numbered list": (
        b.List((b.ListItem((p("a"), bullets("b"))),), True, 4),
        '<ol start="4"><li>a\n<ul><li>b</li></ul></li></ol>',
    ),
    "facts": (
        facts(("To", "Government")),
        '<dl class="pairs l-facts"><div><dt>To</dt><dd>Government</dd></div></dl>',
    ),
    "definitions": (
        facts(("SAA", "Agreement"), role="terms"),
        '<dl class="l-terms"><div><dt>SAA</dt><dd>Agreement</dd></div></dl>',
    ),
    "quote": (
        b.Quote((p("Words"),), t("A minister")),
        '<figure class="quote"><blockquote><p>Words</p></blockquote><figcaption>A minister</figcaption></figure>',
    ),
    "pull quote": (
        b.Quote((p("Words"),), role="pull"),
        '<figure class="quote q-pull"><blockquote><p>Words</p></blockquote></figure>',
    ),
    "code": (b.CodeBlock("\n a <b>\n"), '<pre tabindex="0"><code>\n a &lt;b&gt;</code></pre>'),
    "rule": (b.Rule(), "<hr>"),
    "page break": (b.PageBreak(), '<div class="page-break"></div>'),
    "callout": (
        b.Callout((p("x"),), "note", t("Mind"), "n"),
        '<aside id="n" class="box c-note" aria-labelledby="box_1"><p id="box_1" class="box-title">'
        '<span class="words">Mind</span></p><p>x</p></aside>',
    ),
    "callout without title": (
        b.Callout((p("x"),), "warning", label=b.Label("Caution", "")),
        '<aside class="box c-warning" aria-labelledby="box_1"><p id="box_1" class="box-title">'
        '<span class="label">Caution</span></p><p>x</p></aside>',
    ),
    "key messages": (
        b.Callout((bullets("x"),), "key-messages", t("Key messages")),
        '<aside class="box c-key-messages" aria-labelledby="box_1"><h2 id="box_1" class="box-title">'
        '<span class="words">Key messages</span></h2><ul><li>x</li></ul></aside>',
    ),
    "recommendation": (
        b.Callout((p("x"),), "recommendation", t("Act"), "rec-a", b.Label("Recommendation", "2")),
        '<article id="rec-a" class="box c-recommendation" aria-labelledby="box_1"><h2 id="box_1" class="box-title">'
        '<span class="label"><span class="word">Recommendation</span>\u00a0<span class="number">2</span></span> '
        '<span class="words">Act</span></h2><div class="body"><p>x</p></div></article>',
    ),
    "unknown callout": (
        b.Callout((p("x"),), "odd-one"),
        '<aside class="box c-odd-one" aria-label="Odd one"><p>x</p></aside>',
    ),
    "table": (
        b.Table(
            (b.Column("left", 3.0), b.Column("decimal", 1.0)),
            (b.Row((cell("Body", header=True), cell("Share", header=True))),),
            (b.Row((cell("Police", header=True), cell("12.5"))), b.Row((cell("Customs", header=True), cell("7")))),
            t("Trust"), t("Own count"), "tbl-x", label=b.Label("Table", "1"),
        ),
        '<div id="tbl-x" class="table"><div class="scroll" role="region" tabindex="0" aria-labelledby="caption_1">'
        '<table><caption id="caption_1"><span class="line"><span class="label">Table\u00a01</span> '
        '<span class="words">Trust</span></span></caption>'
        '<colgroup><col style="width:75%"><col style="width:25%"></colgroup>'
        '<thead><tr><th scope="col">Body</th><th scope="col" class="a-decimal">Share</th></tr></thead>'
        '<tbody><tr><th scope="row">Police</th><td class="a-decimal">12.5</td></tr>'
        '<tr><th scope="row">Customs</th><td class="a-decimal" style="--pad:calc(1ch + 0.25em)">7</td></tr>'
        '</tbody></table></div>'
        '<p class="source"><span class="word">Source:</span> Own count</p></div>',
    ),
    "spans": (
        b.Table(
            (b.Column(), b.Column(), b.Column("right")),
            (b.Row((cell("a", header=True, rowspan=2), cell("b", header=True, colspan=2))),
             b.Row((cell("c", header=True), cell("d", header=True)))),
            (b.Row((cell("1", header=True, rowspan=2), cell("2"), cell("3"))), b.Row((cell("4"), cell("5")))),
            role="matrix",
        ),
        '<div class="table t-matrix"><div class="scroll" role="region" tabindex="0" aria-label="Table"><table><thead>'
        '<tr><th scope="col" rowspan="2">a</th><th scope="colgroup" colspan="2">b</th></tr>'
        '<tr><th scope="col">c</th><th scope="col" class="a-right">d</th></tr></thead><tbody>'
        '<tr><th scope="rowgroup" rowspan="2">1</th><td>2</td><td class="a-right">3</td></tr>'
        '<tr><td>4</td><td class="a-right">5</td></tr></tbody></table></div></div>',
    ),
    "contents of figures": (
        b.Contents("figures", title=t("Figures"), entries=(b.ContentsEntry(1, t("Map"), "gone", "1"),)),
        '<nav class="toc-list" aria-labelledby="toc_1"><h2 id="toc_1" class="toc-title">Figures</h2>'
        '<ol><li><span class="number">1</span> Map</li></ol></nav>',
    ),
    "references": (
        b.References((b.Reference("ref-k", t("Doe"), t("[1]")),), hanging=False),
        '<div role="doc-bibliography" aria-label="References"><ul class="references">'
        '<li id="ref-k"><span class="number">[1]</span><div>Doe</div></li></ul></div>',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks(name: str) -> None:
    block, expected = BLOCKS[name]
    assert content_of(block) == expected


def test_cases_speak_of_every_node() -> None:
    from typing import get_args

    shown = {type(block) for block, _ in BLOCKS.values()} | {type(one) for run, _ in INLINES.values() for one in run}
    assert (set(get_args(b.Block)) | set(get_args(i.Inline))) - shown == {b.Figure, b.Endnotes}


def test_an_image_is_data_with_its_natural_size() -> None:
    figure = b.Figure(b.Image("m.png", "A map"), t("Map"), credit=t("CC0"), id="fig-m", label=b.Label("Figure", "1"))
    made = document(figure)
    root = check(page_of(type(made)(made.meta, made.content, {"m.png": png(300, 200)}, made.words)))
    image = root.find(".//figure[@id='fig-m']/img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("A map", "300", "200")
    assert text_of(root.find(".//figure/figcaption")) == "Figure\u00a01 Map"
    assert text_of(root.find(".//p[@class='credit']")) == "CC0"


def test_a_missing_image_says_what_it_was() -> None:
    assert (
        content_of(b.Figure(b.Image("gone", "A map"))) == '<figure class="figure"><p class="missing">A map</p></figure>'
    )


@pytest.mark.parametrize("kind", CHARTS)
def test_charts_are_drawings_with_text_and_a_table(kind: str) -> None:
    chart = CHARTS[kind]
    root = check(page_of(document(b.Figure(chart, t("Caption")))))
    wide, narrow = root.findall(".//svg")
    for drawing in (wide, narrow):
        said = " ".join(text_of(one) for one in drawing.iter("text"))
        assert all(word in said for word in chart.categories[0].split())
    assert wide.get("aria-label").startswith(
        chart.alt or {"column": "Column", "stacked": "Stacked", "line": "Line"}[kind]
    )
    rows = root.findall(".//details//tbody/tr")
    assert [text_of(row[0]) for row in rows] == list(chart.categories)
    assert text_of(root.find(".//p[@class='chart-title']")) == chart.title


def test_charts_follow_the_scheme_of_the_screen() -> None:
    page = page_of(document(b.Figure(CHARTS["bar"])))
    assert "fill:var(--series-1)" in page
    dark = page[page.index("prefers-color-scheme:dark") :]
    assert re.search(r"--series-1:#[0-9a-f]{6}", dark)


def test_a_qr_code_reads_back() -> None:
    import io

    import segno

    url = "https://example.org/briefs/7?x=1"
    root = check(page_of(document(b.Figure(b.QrCode(url, "QR code")))))
    drawing = root.find(".//figure/a/svg")
    size = int(drawing.get("viewBox").split()[2])
    cells = [[0] * size for _ in range(size)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)", drawing.find("path").get("d")):
        for column in range(int(x), int(x) + int(run)):
            cells[int(y)][column] = 1
    out = io.StringIO()
    segno.make(url, error="m", micro=False).save(out, kind="txt", border=4)
    assert ["".join(map(str, row)) for row in cells] == out.getvalue().split()
    assert drawing.get("aria-label") == "QR code"


def test_the_source_line_speaks_the_language() -> None:
    table = b.Table((b.Column(),), (), (b.Row((cell("1"),)),), source=t("Eurostat"))
    assert '<span class="word">Source\u00a0:</span> Eurostat' in content_of(table, lang="fr")
    assert '<span class="word">Quelle:</span> Eurostat' in content_of(table, lang="de")
