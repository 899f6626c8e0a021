"""The native notation: reading is the exact inverse of writing, and faults are told where they stand."""

from __future__ import annotations

import pytest

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.native import Slots, read, write
from reports.source import Position


def T(text: str) -> i.Text:  # noqa: N802 - as short as the tests need it
    return i.Text(text)


CASES: dict[str, tuple[b.Block, str]] = {
    "para": (b.Para((T("a < b & c"),), "lead"), '<p class="lead">a &lt; b &amp; c</p>'),
    "spaces": (b.Para((T(" a  b "), i.Emph((T(" c "),)))), "<p>&#32;a &#32;b <em> c </em></p>"),
    "heading": (b.Heading(2, (T("Why"),), "why", "1.2"), '<h2 id="why" data-number="1.2">Why</h2>'),
    "list": (
        b.List((b.ListItem((b.Para((T("x"),)),)),), ordered=True, start=3, tight=False),
        '<ol data-loose="yes" start="3"><li><p>x</p></li></ol>',
    ),
    "note": (
        b.Para((T("x"), i.Note((b.Para((T("n"),)),), number="4"))),
        '<p>x<x-note data-number="4"><p>n</p></x-note></p>',
    ),
    "cite": (
        b.Para((i.Cite((i.CiteItem("k", "3", "page", (T("see"),), mode="suppress-author"),), "narrative", (T("K"),)),)),
        '<p><x-cite mode="narrative"><x-item key="k" locator="3" label="page" mode="suppress-author">'
        "<x-prefix>see</x-prefix></x-item><x-text>K</x-text></x-cite></p>",
    ),
    "chart": (
        b.Figure(b.Chart("line", ("a", "b"), (b.Series("s", (1.5, None)),), unit="%"), (T("Cap"),), id="fig-x"),
        '<figure id="fig-x"><x-chart kind="line" unit="%"><x-category>a</x-category><x-category>b</x-category>'
        '<x-series name="s"><x-value>1.5</x-value><x-value></x-value></x-series></x-chart>'
        "<figcaption>Cap</figcaption></figure>",
    ),
    "callout": (
        b.Callout((b.Para((T("x"),)),), "note", (T("Title"),), label=b.Label("Box", "1")),
        '<aside class="note" data-word="Box" data-number="1"><header>Title</header><p>x</p></aside>',
    ),
    "code": (b.CodeBlock("\n a\n\tb\r\n"), "<pre>&#10; a&#10;\tb&#13;&#10;</pre>"),
}


@pytest.mark.parametrize("name", CASES)
def test_each_node_has_one_notation(name: str) -> None:
    block, html = CASES[name]
    assert write([block]) == html
    collector = Collector()
    assert read(html, collector) == (block,)
    assert collector.found == []


FAULTS: dict[str, tuple[str, str, str]] = {
    "unknown element": ("<p>a</p>\n<para>b</para>", "TPL001", "2:1"),
    "unknown attribute": ('<p style="x">a</p>', "TPL002", "1:1"),
    "missing attribute": ("<aside><p>x</p></aside>", "TPL002", "1:1"),
    "unclosed": ("<section>\n<p>a\n</section>", "TPL003", "2:1"),
    "closes nothing": ("<p>a</p></div>", "TPL003", "1:9"),
    "block in a line": ("<p>a <table></table></p>", "TPL003", "1:6"),
    "bare text": ("<section>words</section>", "TPL005", "1:1"),
    "unknown entity": ("<p>&nosuch;</p>", "TPL004", "1:4"),
    "bad number": ('<ol start="x"><li>a</li></ol>', "TPL006", "1:1"),
    "ragged table": (
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
        "TPL007",
        "1:1",
    ),
    "slot of one's own": ('<p><x-slot n="0"></x-slot></p>', "TPL008", "1:4"),
    "script link": ('<p><a href="javascript:x">a</a></p>', "TPL009", "1:4"),
    "style element": ("<style>p { }</style>", "TPL001", "1:1"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_are_told_where_they_stand(name: str) -> None:
    html, code, place = FAULTS[name]
    collector = Collector()
    read(html, collector, path="t.html")
    assert [(one.code, str(one.at)) for one in collector] == [(code, f"t.html:{place}")]


def test_marks_of_templates_name_the_template() -> None:
    collector = Collector()
    read("\x02templates/a.html:7:3\x03<p>x<bad></bad></p>", collector)
    assert [str(one.at) for one in collector] == ["templates/a.html:7:3"]


def test_positions_are_written_on_request_and_read_back() -> None:
    at = Position("content/x/brief.yaml", 3, 9)
    html = write([b.Para((T("x"),), at=at)], positions=True)
    (para,) = read(html, Collector())
    assert isinstance(para, b.Para)
    assert para.at == at


def test_a_slot_fits_where_its_field_is_put() -> None:
    slots = Slots()
    one = slots.add((b.Para((T("one"),)),))
    two = slots.add((b.Para((T("one"),)), b.Rule()))
    collector = Collector()
    html = f"<p>Say {one}</p><div>{two}</div><li></li>"
    para, division = read(html, collector, slots=slots)
    assert para == b.Para((T("Say "), T("one")))
    assert division == b.Division((b.Para((T("one"),)), b.Rule()))
    assert [one.code for one in collector] == ["TPL003"]
    collector = Collector()
    read(f"<p>{two}</p>", collector, slots=slots)
    assert [one.code for one in collector] == ["TPL008"]
