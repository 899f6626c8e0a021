"""Columns of tables: no number and no word is cut, also where another font stands in for ours."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.model import blocks as b
from reports.model import inlines as i
from reports.theme.tokens import TextStyle
from reports.writers.charts.measure import measurer
from tests.documents import bullets, cell, document, note, p, t
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import NS, Package, W, text_of

HEADS = ("Responsible", "Opened", "Month", "Amount (EUR)", "Crossings", "Municipality", "Status", "Representative",
         "Next step", "Percentage")  # fmt: skip
ROW = ("Government of Kosovo", "Opened 2013", "September 2024", "2,504,312", "1,250,004.5", "Zvečan/Zveçan",
       "Implemented", "Parliamentarians", "Follow-up of the agreement", "12.5 %")  # fmt: skip


def table(count: int, heads=HEADS, row=ROW) -> b.Table:
    columns = tuple(b.Column("decimal" if one[0].isdigit() else "left") for one in row[:count])
    head = (b.Row(tuple(cell(one, header=True) for one in heads[:count])),)
    return b.Table(columns, head, (b.Row(tuple(cell(one) for one in row[:count])),) * 3, t("A caption"))


def style_says(package: Package, identifier: str, path: str) -> str | None:
    while identifier:
        node = package.find(f'//w:style[@w:styleId="{identifier}"]', "word/styles.xml")[0]
        found = node.xpath(path, namespaces=NS)
        if found:
            return str(found[0])
        identifier = next(iter(node.xpath("w:basedOn/@w:val", namespaces=NS)), "")
    return None


def cut_words(package: Package, leeway: float = 1.08) -> list[str]:
    """Words that are wider than their column in the file, set in the size of their style, *leeway* times as wide."""
    measure = measurer(theme_of())
    cut = []
    for grid in package.find("//w:tbl[w:tr/w:tc/w:p]"):
        margins = grid.xpath("w:tblPr/w:tblCellMar", namespaces=NS) or package.find(
            '//w:style[@w:styleId="Table"]/w:tblPr/w:tblCellMar', "word/styles.xml"
        )
        beside = sum(int(one) for one in margins[0].xpath("(w:left|w:right)/@w:w", namespaces=NS)) / 20
        for one in grid.findall("w:tr/w:tc", NS):
            width = int(one.find("w:tcPr/w:tcW", NS).get(f"{{{W}}}w")) / 20 - beside
            style = one.find("w:p/w:pPr/w:pStyle", NS).get(f"{{{W}}}val")
            size = int(style_says(package, style, "w:rPr/w:sz/@w:val") or 0) / 2
            bold = (style_says(package, style, "w:rPr/w:b/@w:val") or "1") if "Head" in style else "0"
            look = TextStyle(family="headings", size=size, weight=700 if bold == "1" else 400)
            for word in text_of(one).replace("-", "- ").split():
                if measure(word, look) * leeway > width:
                    cut.append(word)
    return cut


@pytest.mark.parametrize("count", range(2, 11))
def test_no_number_and_no_word_is_cut(written, count):
    assert cut_words(written(document(p("before"), table(count), p("after")))) == []


def test_where_there_is_room_fonts_may_be_far_wider(written):
    assert cut_words(written(document(table(5))), 1.3) == []


@pytest.mark.parametrize(("count", "landscape"), [(5, 0), (8, 0), (10, 1)])
def test_a_page_is_turned_for_a_table_only_where_words_have_no_room_on_it(written, count, landscape):
    package = written(document(p("before"), table(count), p("after")))
    assert len(package.find("//w:pgSz[@w:orient='landscape']")) == landscape


def test_type_gets_smaller_where_no_page_can_be_turned(written):
    package = written(document(b.Callout((p("x"), table(9)), "note", t("A box"))))
    assert cut_words(package, 1.0) == []
    sizes = {style_says(package, one, "w:rPr/w:sz/@w:val") for one in package.find("//w:tc//w:tc//w:pStyle/@w:val")}
    assert sizes
    assert all(14 <= int(one) < 18 for one in sizes)


def test_a_box_hangs_out_for_a_table_that_has_no_room_in_it(written):
    boxes = [b.Callout((p("x"), table(count)), "note", t("A box")) for count in (2, 6)]
    narrow, wide = (written(document(one)) for one in boxes)
    first, second = (int(one.find("//w:body/w:tbl/w:tblPr/w:tblW/@w:w")[0]) for one in (narrow, wide))
    assert second > first
    assert cut_words(wide) == []
    sizes = {style_says(wide, one, "w:rPr/w:sz/@w:val") for one in wide.find("//w:tc//w:tc//w:pStyle/@w:val")}
    assert all(int(one) >= 17 for one in sizes)


def test_type_never_gets_too_small_to_read_and_then_words_are_hyphenated(written):
    package = written(document(b.Callout((p("x"), table(16, HEADS * 2, ROW * 2)), "note", t("A box"))))
    for style in package.find("//w:tc//w:tc//w:pStyle/@w:val"):
        assert int(style_says(package, style, "w:rPr/w:sz/@w:val")) >= 14
        assert style_says(package, style, "w:pPr/w:suppressAutoHyphens/@w:val") == "0"


def test_words_of_other_tables_are_not_hyphenated(written):
    package = written(document(table(4)))
    for style in package.find("//w:tc//w:pStyle/@w:val"):
        assert style_says(package, style, "w:pPr/w:suppressAutoHyphens/@w:val") in ("1", None)


def test_declared_shares_hold_as_far_as_words_have_room(written):
    columns = (b.Column(width=1.0), b.Column(width=9.0))
    package = written(document(b.Table(columns, (), (b.Row((cell("Representative"), cell("x"))),))))
    first, second = (int(one) for one in package.find("//w:gridCol/@w:w"))
    assert cut_words(package) == []
    assert second > 3 * first


def test_bold_marks_and_lists_count(written):
    content = (p(i.Strong(t("Parliamentarians")), note("12", "Why")), bullets("Municipalities"))
    wide = b.Table((), (), (b.Row((b.Cell(content), *(cell("words " * 30) for _ in range(3)))),))
    plain = b.Table((), (), (b.Row((cell("x"), *(cell("words " * 30) for _ in range(3)))),))
    first = int(written(document(wide)).find("//w:gridCol/@w:w")[0])
    assert first > 1.5 * int(written(document(plain)).find("//w:gridCol/@w:w")[0])


def test_cells_that_reach_down_and_across_keep_their_columns(written):
    rows = (
        b.Row((cell("x", rowspan=2), cell("y"), cell("z"))), b.Row((cell("Parliamentarians"), cell("1"))),
        b.Row((cell("A long line over all of them that is broken", colspan=3),)),
    )  # fmt: skip
    first, second, third = (int(one) for one in written(document(b.Table((), (), rows))).find("//w:gridCol/@w:w"))
    assert second > 2 * first
    assert second > 2 * third


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.lists(st.lists(st.text(max_size=40), min_size=1, max_size=12), min_size=1, max_size=5))
def test_widths_add_up(rows):
    from reports.writers.docx import write

    body = tuple(b.Row(tuple(cell(one) for one in row)) for row in rows)
    package = Package(write(document(b.Table((), (), body)), theme_of(), pages={}).data)
    grid = [int(one) for one in package.find("//w:gridCol/@w:w")]
    assert min(grid) > 0
    assert sum(grid) == pytest.approx(int(package.find("//w:tblW/@w:w")[0]), abs=len(grid))
