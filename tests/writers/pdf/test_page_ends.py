"""Where pages end: cards parted with dignity, figures that let the text go first, order kept, few holes."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pdfplumber
import pytest

from reports.diagnostics import Collector
from reports.engine.build import resolved
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.writers.pdf.cursor import PageLayout
from reports.writers.pdf.draw import settle
from reports.writers.pdf.figures import Graphic
from reports.writers.pdf.galley import Beside, Strip
from reports.writers.pdf.rows import Row
from tests.documents import cell, document, facts, h, p, png, recommendation
from tests.examples import SLUGS, job
from tests.writers.pdf.reading import draw, read, theme
from tests.writers.pdf.test_composition import check_pages, settled, words

#: White shares of the examples' pages as they are now; only ever made smaller.
WORST, MEAN = 0.235, 0.032


def kinds(layout: PageLayout) -> list[type[Strip]]:
    return [type(strip) for strip, _ in layout.strips]


def figure(number: int, height: int = 420) -> tuple[b.Figure, dict[str, object]]:
    name = f"x{number}.png"
    made = b.Figure(
        b.Image(name, "A picture"), (i.Text("A caption"),), id=f"fig-{number}", label=b.Label("Figure", str(number)),
        source=(i.Text(words(60, number)),),
    )  # fmt: skip
    return made, {name: replace(png(600, height), dpi=96.0)}


def with_figures(count: int, *content: b.Block | None) -> Document:
    """A document in which each None is a figure."""
    assets: dict[str, object] = {}
    blocks: list[b.Block] = []
    for one in content:
        if one is None:
            count += 1
            made, asset = figure(count)
            assets |= asset
            blocks.append(made)
        else:
            blocks.append(one)
    return replace(document(*blocks), assets=assets)  # type: ignore[arg-type]


def graphics(layouts: list[PageLayout]) -> list[int]:
    return [number for number, layout in enumerate(layouts) for kind in kinds(layout) if kind is Graphic]


@pytest.mark.parametrize("look", ["brief", "memo"])
def test_a_card_goes_on_on_the_next_page_under_a_mark(look: str) -> None:
    cards = [recommendation(str(number), f"Title {number}", f"rec-{number}") for number in range(1, 10)]
    made = document(p(words(60)), *cards)
    found = settled(made, look)
    check_pages(found)
    parted = [
        (one, layout) for layout in found.layouts for one in layout.fragments
        if isinstance(one.wrap, Beside) and not one.first
    ]  # fmt: skip
    assert parted, "no card was parted"
    assert all(layout.white < 0.12 for layout in found.layouts[:-1])
    for one, layout in parted:
        inside = [strip for strip, _ in layout.strips if one.wrap in strip.chain]
        assert len(inside) > 1, "one line alone went over"
    for layout in found.layouts:
        for one in layout.fragments:
            if isinstance(one.wrap, Beside) and one.first and not one.last:
                assert one.until >= one.wrap.least, "the number stands without facts"
    root = read(draw(made, look).data).root
    assert "continued" not in root.text, "the mark is no part of the text"
    for number in range(1, 10):
        assert root.text.count(f"Title {number}") == 1


def test_a_box_and_a_table_of_an_option_say_what_goes_on() -> None:
    box = b.Callout(tuple(p(words(80, k)) for k in range(12)), "note", (i.Text("How we counted"),))
    option = b.Callout((p(words(30)),), "option", (i.Text("Join"),), label=b.Label("Option", "2"))
    rows = tuple(b.Row((cell("Cost"), cell(words(30, k)))) for k in range(30))
    made = document(
        p(words(120)), box, option, b.Table((b.Column(width=1.0), b.Column(width=3.0)), (), rows, role="options")
    )
    written = draw(made)
    with pdfplumber.open(BytesIO(written.data)) as pdf:
        text = "".join(page.extract_text() for page in pdf.pages).replace("\u00a0", " ")
    assert "How we counted (continued)" in text
    assert "Option 2 (continued)" in text
    assert "continued" not in read(written.data).root.text


def test_a_figure_lets_text_pass_with_a_box_and_a_heading() -> None:
    box = b.Callout((p(words(30, 3)),), "note", (i.Text("Box"),))
    before, after = [p(words(90, k)) for k in range(4)], [p(words(90, k)) for k in range(20, 27)]
    made = with_figures(0, *before, None, box, h(1, "Way forward", "h-way"), *after)
    found = settled(made)
    check_pages(found)
    assert found.layouts[0].white < 0.05
    assert graphics(found.layouts) == [1]
    tops = {type(strip): top for strip, top in reversed(found.layouts[1].strips)}
    assert tops[Graphic] < 40.0, "the figure stands on top of the next page"


def test_a_source_stays_whole_with_its_figure_and_clear_of_the_text_below() -> None:
    made = with_figures(0, *(p(words(90, k)) for k in range(4)), None, *(p(words(90, k)) for k in range(20, 26)))
    found = settled(made)
    (page,) = {number for number, layout in enumerate(found.layouts) for strip, _ in layout.strips if strip.floating}
    strips = found.layouts[page].strips
    last = max(number for number, (strip, _) in enumerate(strips) if strip.floating)
    gap = strips[last + 1][1] - strips[last][1] - strips[last][0].height
    assert gap >= 10.0, "the text touches the source"


def test_figures_and_tables_keep_their_order() -> None:
    made = with_figures(0, *(p(words(90, k)) for k in range(3)), None, None, None, *(p(words(90, k)) for k in range(9)))
    found = settled(made)
    check_pages(found)
    assert len(graphics(found.layouts)) == 3
    placed = [strip.floating for layout in found.layouts for strip, _ in layout.strips if isinstance(strip, Graphic)]
    assert [one.kind for one in placed if one is not None] == ["Figure"] * 3
    anchors = [name for layout in found.layouts for strip, _ in layout.strips for name in strip.anchors]
    assert [one for one in anchors if one.startswith("fig-")] == ["fig-1", "fig-2", "fig-3"]


def test_a_table_after_a_landscape_page_waits_for_it() -> None:
    head = b.Row(tuple(cell(f"Responsibility{k}", header=True) for k in range(16)))
    row = b.Row(tuple(cell("1234567") for _ in range(16)))
    wide = b.Table((b.Column(),) * 16, (head,), (row,), (i.Text("Wide"),), label=b.Label("Table", "1"), id="tbl-1")
    rows = tuple(b.Row((cell("name"), cell(str(k)))) for k in range(4))
    small = b.Table((b.Column(),) * 2, (), rows, (i.Text("Small"),), label=b.Label("Table", "2"), id="tbl-2")
    found = settled(document(p(words(40)), wide, p(words(40, 2)), small, *(p(words(90, k)) for k in range(9))))
    pages = [
        (name, number) for number, layout in enumerate(found.layouts) for strip, _ in layout.strips
        for name in strip.anchors if name.startswith("tbl-")
    ]  # fmt: skip
    assert [name for name, _ in pages] == ["tbl-1", "tbl-2"]
    assert found.layouts[0].white < 0.05, "the text goes on before the landscape page"
    assert pages[0][1] == 1


def test_a_landscape_page_alone_makes_no_empty_page() -> None:
    head = b.Row(tuple(cell(f"Responsibility{k}", header=True) for k in range(16)))
    wide = b.Table((b.Column(),) * 16, (head,), (), (i.Text("Wide"),))
    found = settled(document(p("Text."), b.PageBreak(), wide, b.PageBreak(), p("More.")))
    assert [bool(layout.strips) for layout in found.layouts] == [True] * 3


def test_a_low_row_is_never_parted() -> None:
    for lead in range(200, 330, 10):
        rows = tuple(b.Row((cell(words(22, k)), cell(words(22, k + 50)))) for k in range(30))
        made = document(p(words(lead)), b.Table((b.Column(), b.Column()), (), rows, (i.Text("T"),)))
        found = settled(made)
        count = sum(isinstance(strip, Row) for layout in found.layouts for strip, _ in layout.strips)
        assert count == 30, f"a row was parted after {lead} words"


def test_a_heading_has_three_lines_below_it_where_that_costs_little() -> None:
    content: list[b.Block] = []
    for k in range(80):
        content += [h(2, f"Heading {k}", f"h-{k}"), p(words(60 + 17 * k % 90, k))]
    found = settled(document(*content))
    for layout in found.layouts[:-1]:
        last = [strip for strip, _ in layout.strips][-3:]
        assert not any(name.startswith("h-") for strip in last for name in strip.anchors)


@pytest.mark.parametrize("lines", range(1, 8))
def test_no_last_page_of_a_few_lines(lines: int) -> None:
    """Whatever little is left is pulled back onto the page before, or gets company."""
    paragraphs = [p(words(60, k)) for k in range(30)]
    count = next(
        number for number in range(1, 31) if len(settled(document(*paragraphs[:number])).layouts) == 2
    )  # fmt: skip
    made = document(*paragraphs[: count - 1], *(p(f"Line {k}.") for k in range(lines)))
    found = settled(made)
    check_pages(found)
    if len(found.layouts) > 1:
        assert 1 - found.layouts[-1].white > 0.11


def test_the_pages_of_the_examples_are_full() -> None:
    """The table by page: ``python bench/holes.py``."""
    shares: list[float] = []
    for slug in SLUGS:
        drawn = resolved(job(slug), Collector())
        assert drawn is not None
        layouts = settle(*drawn, {}).layouts
        shares += [one.white for one in layouts[:-1] if not one.forced and one.geometry.template == ""]
    assert max(shares) <= WORST
    assert sum(shares) / len(shares) <= MEAN


@pytest.mark.parametrize("lines", [0, 5, 20, 36, 40, 44])
def test_the_imprint_stands_whole_at_the_foot_of_the_last_page(lines: int) -> None:
    about = facts(*((f"Term {k}", "Text of the imprint") for k in range(12)), role="imprint")
    made = document(*(p(f"Line {k}") for k in range(lines)), b.Division((about,), "imprint"))
    found = settle(made, theme(), {}).layouts
    pages = [k for k, one in enumerate(found) for strip, _ in one.strips if strip.chain]
    assert set(pages) == {len(found) - 1}
    strip, top = found[-1].strips[-1]
    assert top + strip.height == pytest.approx(found[-1].geometry.height, abs=3.0)
