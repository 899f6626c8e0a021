"""Pages: notes at the foot of their page, nothing lost or overlapping, no widows, heads repeated, figures floating."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.writers.pdf.cursor import PageLayout
from reports.writers.pdf.draw import Settled, settle
from reports.writers.pdf.figures import Graphic
from reports.writers.pdf.galley import Strip
from reports.writers.pdf.placing import Line
from reports.writers.pdf.rows import Row
from reports.writers.pdf.words import INNER_BREAK
from tests.documents import bullets, cell, document, h, note, p, png, sample_document
from tests.strategies import documents
from tests.writers.pdf.reading import draw, plain, read, theme

CALM = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
WORDS = ["the", "of", "and", "a", "to", "border", "police", "data", "treaty", "Kosovo", "agreement", "responsibility"]


def words(count: int, seed: int = 1) -> str:
    """Some prose."""
    return " ".join(random.Random(seed).choices(WORDS, k=count)) + "."


def settled(made: Document, look: str = "brief") -> Settled:
    """The pages of a document."""
    return settle(made, theme(look, made.meta.lang), {})


def placed(layout: PageLayout) -> list[tuple[Strip, float]]:
    """Everything on a page with its distance from the top."""
    return [*layout.strips, *layout.notes]


def check_pages(found: Settled) -> None:
    """Nothing over the foot, nothing above what precedes it, notes clear of the text."""
    for layout in found.layouts:
        height = layout.geometry.height
        bottom = 0.0
        for strip, top in layout.strips:
            assert top >= bottom - 0.02, "strips overlap"
            bottom = top + strip.height
        assert bottom <= height + 0.02 or found.collector.found, "text runs over the foot"
        if layout.notes:
            assert layout.notes[0][1] >= layout.used, "notes overlap the text"
            last, top = layout.notes[-1]
            assert abs(top + last.height - height) < 0.02, "notes do not stand at the foot"


@CALM
@given(documents())
def test_random_pages_hold(made: Document) -> None:
    check_pages(settled(made))


def test_a_long_note_goes_on_on_the_next_page_and_loses_nothing() -> None:
    body = words(900, 5)
    made = document(p(words(300)), p("Here", note("1", body), " it is."), p(words(200)))
    data = draw(made).data
    root = read(data).root
    (found,) = root.all("Note")
    assert plain(found.all("P")[0].text) == plain(body)
    assert len({page for kid in found.walk() for page in kid.pages}) > 1


def test_notes_as_long_as_pages_end() -> None:
    made = document(*(p("Here", note(str(k), words(2000, k)), " it is.") for k in range(1, 3)))
    found = settled(made)
    check_pages(found)
    assert [plain(one.all("P")[0].text) for one in read(draw(made).data).root.all("Note")] == [
        plain(words(2000, k)) for k in range(1, 3)
    ]


def lines_by_page(found: Settled) -> list[list[Strip]]:
    return [[strip for strip, _ in layout.strips] for layout in found.layouts]


def test_no_paragraph_leaves_a_line_alone_and_no_heading_ends_a_page() -> None:
    content: list[b.Block] = []
    for k in range(60):
        content += [h(1 + k % 3, f"Heading {k}", f"h-{k}"), p(words(20 + 17 * k % 90, k))]
    found = settled(document(*content))
    assert len(found.layouts) > 4
    forbidden = [page[-1].after for page in lines_by_page(found)[:-1]]
    assert max(forbidden) < 1000, "a page ends where it must not"


def test_the_head_of_a_table_is_repeated_and_read_once() -> None:
    head = b.Row((cell("Name", header=True), cell("Value", header=True)))
    rows = tuple(b.Row((cell(f"row {k}"), cell(str(k)))) for k in range(120))
    table = b.Table((b.Column(), b.Column("decimal")), (head,), rows, (i.Text("Many"),), label=b.Label("Table", "1"))
    made = document(table)
    written = draw(made)
    assert written.pages[""] > 2
    found = read(written.data)
    assert [one.text for one in found.root.all("TH")] == ["Name", "Value"]
    assert len(found.root.all("TR")) == 121
    from io import BytesIO

    import pdfplumber

    with pdfplumber.open(BytesIO(written.data)) as pdf:
        texts = [page.extract_text() for page in pdf.pages]
    assert all("Name" in text for text in texts)
    assert "(continued)" not in texts[0]
    assert all("Table 1 (continued)" in text.replace("\u00a0", " ") for text in texts[1:])


def test_a_cell_higher_than_a_page_is_split() -> None:
    made = document(b.Table((b.Column(), b.Column()), (), (b.Row((cell(words(1500)), cell("x"))),)))
    found = settled(made)
    check_pages(found)
    assert len(found.layouts) > 1
    cells = read(draw(made).data).root.all("TD")
    assert [plain(one.text) for one in cells] == [plain(words(1500)), "x"]


def test_a_wide_table_gets_a_landscape_page_between_upright_ones() -> None:
    columns = 16
    head = b.Row(tuple(cell(f"Responsibility{k}", header=True) for k in range(columns)))
    row = b.Row(tuple(cell("1234567") for _ in range(columns)))
    made = document(p(words(40)), b.Table((b.Column(),) * columns, (head,), (row,)), p(words(900)))
    shapes = [layout.geometry.page_width > layout.geometry.page_height for layout in settled(made).layouts]
    assert shapes[0] is False
    assert True in shapes
    assert shapes[-1] is False
    assert shapes.index(True) == 1


def test_numbers_stand_below_each_other_on_the_decimal_sign() -> None:
    values = ["1.5", "12.25", "-3", "1,204.125", "n/a"]
    rows = tuple(b.Row((cell(one),)) for one in values)
    found = settled(document(b.Table((b.Column("decimal"),), (), rows)))
    ends = []
    for strip, _ in found.layouts[0].strips:
        assert isinstance(strip, Row)
        (line,) = strip.cells[0].strips
        assert isinstance(line, Line)
        ends.append(line.segments[-1].x + line.segments[-1].width)
    whole = [round(end - ends[2], 1) for end in ends[:4]]
    assert whole[2] == 0.0
    assert whole[0] < whole[1] < whole[3]


def test_a_figure_that_does_not_fit_lets_the_text_go_first() -> None:
    picture = replace(png(600, 420), dpi=96.0)
    figure = b.Figure(b.Image("x.png", "A picture"), (i.Text("A caption"),), id="fig-x", label=b.Label("Figure", "1"))
    made = replace(
        document(*(p(words(90, k)) for k in range(5)), figure, *(p(words(90, k)) for k in range(20, 26))),
        assets={"x.png": picture},
    )
    found = settled(made)
    check_pages(found)
    first = found.layouts[0]
    assert first.used > first.geometry.height * 0.85, "white space was left for the figure"
    graphics = [k for k, page in enumerate(lines_by_page(found)) for one in page if isinstance(one, Graphic)]
    assert graphics == [1], "the figure floats no further than the next page"
    order = [one.tag for one in read(draw(made).data).root.kids if not isinstance(one, str)]
    assert order[5] == "Sect", "the order of reading stays"


def test_key_messages_stand_in_the_side_column_of_the_first_page() -> None:
    found = settled(sample_document())
    assert found.layouts[0].side
    narrow = settled(sample_document(), "report")
    assert not narrow.layouts[0].side


def test_a_side_box_that_does_not_fit_is_set_in_the_text_column() -> None:
    box = b.Callout((bullets(*(words(60, k) for k in range(14))),), "key-messages", (i.Text("Key messages"),), "key")
    made = document(p("First."), box, p("Last."))
    found = settled(made)
    assert not any(layout.side for layout in found.layouts)
    check_pages(found)
    root = read(draw(made).data).root
    assert sum(1 for one in root.all("P") if one.text == "Key messages") == 1


def test_contents_have_the_numbers_of_the_pages() -> None:
    entries = tuple(b.ContentsEntry(1, (i.Text(f"Part {k}"),), f"h-{k}") for k in range(6))
    parts = [one for k in range(6) for one in (h(1, f"Part {k}", f"h-{k}"), p(words(500, k)))]
    made = document(b.Contents(entries=entries), b.PageBreak(), *parts)
    written = draw(made)
    lines = [plain(one.text) for one in read(written.data).root.all("TOCI")]
    assert lines == [f"Part {k}{written.pages[f'h-{k}']}" for k in range(6)]
    assert written.pages["h-5"] > written.pages["h-0"] > 1


def test_references_to_pages_settle() -> None:
    far = i.Ref("h-far", "page")
    made = document(p("See page ", far, "."), *(p(words(120, k)) for k in range(12)), h(1, "Far", "h-far"))
    written = draw(made)
    assert plain(read(written.data).root.all("P")[0].text) == f"See page {written.pages['h-far']}."


def test_words_wider_than_the_column_break_and_come_back_whole() -> None:
    long = "x" * 400 + "https://example.org/" + "a" * 300
    found = settled(document(p(long)))
    for strip, _ in found.layouts[0].strips:
        assert isinstance(strip, Line)
        assert strip.text_width <= found.layouts[0].geometry.width + 0.01
    assert plain(read(draw(document(p(long))).data).root.all("P")[0].text) == long


@CALM
@given(st.lists(st.text("abcdefghij -\u2013/", min_size=1, max_size=40), min_size=1, max_size=30), st.floats(60, 400))
def test_no_line_is_wider_than_its_column(texts: list[str], width: float) -> None:
    from reports.writers.pdf.fonts import FontBook
    from reports.writers.pdf.lines import set_paragraph
    from reports.writers.pdf.structure import Node
    from reports.writers.pdf.text import prepare
    from reports.writers.pdf.words import Typesetter

    look = theme()
    setter = Typesetter(look, FontBook(look), "en-GB", {})
    for align in ("left", "justify"):
        style = replace(look.text("body"), align=align)
        made = prepare(setter, (i.Text(" ".join(texts)),), style, "en-GB", Node("P"), lambda one: "")
        lines = set_paragraph(setter, made, width)
        for line in lines:
            ends = [one.x + one.width for one in line.segments]
            assert max(ends, default=0.0) <= width + 0.6


@pytest.mark.parametrize(
    ("made", "seconds"),
    [
        (document(p(words(34_000))), 6.0),
        (
            document(
                b.Table((b.Column(),) * 3, (), tuple(b.Row((cell("a"), cell("b"), cell("7"))) for _ in range(8000)))
            ),
            12.0,
        ),
        (document(p("x" * 200_000)), 12.0),
    ],
    ids=["200 kB of prose", "8,000 rows", "one word of 200 kB"],
)
def test_large_content_takes_little_time(made: Document, seconds: float) -> None:
    start = time.process_time()
    assert draw(made).pages[""] > 20
    assert time.process_time() - start < seconds


def test_deep_nesting_is_drawn_flat_in_the_end() -> None:
    block: b.Block = p("bottom")
    for k in range(300):
        block = b.List((b.ListItem((block,)),)) if k % 2 else b.Callout((block,), "note")
    text = read(draw(document(block)).data).root.text
    assert "bottom" in text
    inline: i.Inline = i.Text("core")
    for _ in range(300):
        inline = i.Emph((inline,))
    assert "core" in read(draw(document(b.Para((inline,)))).data).root.text


def test_a_note_called_twice_on_a_page_stands_there_once() -> None:
    same = note("1", "The one source.")
    found = settled(document(p("First", same, "."), p("Again", same, ".")))
    assert sum(1 for strip, _ in found.layouts[0].notes if isinstance(strip, Line)) == 1
    data = draw(document(p("First", same, "."), p("Again", same, "."))).data
    assert [one.text for one in read(data).root.all("Note")] == ["1The one source."]
    assert len(read(data).root.all("Reference")) == 2


def test_a_table_of_long_texts_in_many_columns_goes_over_both_columns() -> None:
    rule = (
        "National default on urban roads with one lane in each direction; 20 km/h where the pavement is level with them"
    )
    row = b.Row(
        tuple(cell(one) for one in ("Spain", "30 km/h", "May 2021", 2 * rule, rule[:60], "Existing penalties", "None"))
    )
    tables = [b.Table((b.Column(),) * 7, (), (one,)) for one in (row, b.Row(row.cells[:3]))]
    widths = [settled(document(one)).layouts[0].strips[0][0].width for one in tables]
    assert widths[0] > widths[1]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("km/h", 1), ("30–50", 1), ("2019–2023", 1), ("and/or", 1), ("Parliament/Council", 2), ("Kosovo–Serbia", 2),
        ("well-known", 2),
    ],
)  # fmt: skip
def test_units_and_ranges_are_not_parted(text: str, parts: int) -> None:
    assert len(INNER_BREAK.split(text)) == parts


def test_a_box_goes_over_both_columns_for_a_table_that_has_no_room_in_it() -> None:
    row = b.Row(
        tuple(cell(one) for one in ("Infrastructure", "Responsibility", "Implementation", "Administration") * 2)
    )
    boxes = [
        b.Callout((b.Table((b.Column(),) * len(one), (), (b.Row(one),)),), "note") for one in (row.cells, row.cells[:2])
    ]
    widths = [settled(document(one)).layouts[0].strips[0][0].width for one in boxes]
    assert widths[0] > widths[1]
