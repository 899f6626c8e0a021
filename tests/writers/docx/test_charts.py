"""Charts an editor can open: the numbers are in the workbook, labels are never formulas."""

from __future__ import annotations

import io

import openpyxl
import pytest

from reports.model import blocks as b
from tests.documents import document, t
from tests.writers.docx.reading import NS, C, Package


def figure(kind: str = "column", unit: str = "", names=("=1+1", "+x", "-y", "@z"), **more) -> b.Figure:
    series = (
        b.Series("=HYPERLINK(A1)", (1.5, -2.0, None, 4.0)),
        b.Series("Plain", (10.0, 20.0, 30.0, float("nan"))),
    )
    chart = b.Chart(kind, names, more.get("series", series), unit, "Title & <more>", "What it shows")  # type: ignore[arg-type]
    return b.Figure(chart, t("Caption"))


def chart_part(package: Package):
    return package.xml("word/charts/chart1.xml")


def workbook_of(package: Package):
    name = next(one for one in package.names if one.endswith(".xlsx"))
    return openpyxl.load_workbook(io.BytesIO(package.read(name))).active


@pytest.mark.parametrize("kind", ["bar", "column", "line", "stacked"])
def test_the_workbook_holds_the_numbers_and_the_chart_shows_the_same(written, kind):
    package = written(document(figure(kind)))
    sheet = workbook_of(package)
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        [None, "=HYPERLINK(A1)", "Plain"], ["=1+1", 1.5, 10], ["+x", -2, 20], ["-y", None, 30], ["@z", 4, 0],
    ] or sheet["A1"].value == ""  # fmt: skip
    part = chart_part(package)
    for at, letter in ((0, "B"), (1, "C")):
        series = part.xpath(f"//c:ser[{at + 1}]", namespaces=NS)[0]
        assert series.xpath(".//c:val//c:f/text()", namespaces=NS) == [f"Sheet1!${letter}$2:${letter}$5"]
        cached = {int(one.get("idx")): float(one.findtext(f"{{{C}}}v"))
                  for one in series.xpath(".//c:val//c:pt", namespaces=NS)}  # fmt: skip
        held = {row: sheet[f"{letter}{row + 2}"].value for row in range(4)}
        assert cached == {row: float(value) for row, value in held.items() if value is not None}


def test_labels_are_strings_and_never_formulas(written):
    sheet = workbook_of(written(document(figure())))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {
        "s",
        "n",
        "inlineStr",
    }
    assert sheet["A2"].value == "=1+1"
    assert sheet["A2"].data_type != "f"
    assert sheet["B1"].data_type != "f"


def test_the_look_is_the_brands(written, theme):
    part = chart_part(written(document(figure())))
    assert part.xpath("//c:ser//a:schemeClr/@val", namespaces=NS)[:2] == ["accent1", "accent2"]
    package = written(document(figure()))
    accent = package.xml("word/theme/theme1.xml").xpath("//a:accent2/a:srgbClr/@val", namespaces=NS)
    assert accent == [theme.palette["series-2"].lstrip("#").upper()]
    faces = set(part.xpath("//a:latin/@typeface", namespaces=NS))
    assert faces == {theme.fonts["headings"].name}
    sizes = {int(one) for one in part.xpath("//a:defRPr/@sz", namespaces=NS)}
    assert max(sizes) <= 1200


def test_alternative_text_and_ids(written):
    package = written(document(figure(), figure("line")))
    found = package.find("//wp:docPr")
    assert [one.get("descr") for one in found] == ["What it shows", "What it shows"]
    assert len({one.get("id") for one in found}) == 2
    axes = chart_part(package).xpath("//c:axId/@val", namespaces=NS)
    assert all(int(one) > 0 for one in axes)


@pytest.mark.parametrize(
    ("kind", "values", "bounds"),
    [("bar", (1621.0, 1607.0), ["min"]), ("stacked", (-5.0, -4.0), ["max"]), ("column", (-1.0, 2.0), []),
     ("line", (1621.0, 1607.0), [])],
)  # fmt: skip
def test_bars_start_from_zero(written, kind, values, bounds):
    part = chart_part(written(document(figure(kind, names=("a", "b"), series=(b.Series("s", values),)))))
    found = part.xpath("//c:valAx/c:scaling/*[self::c:min or self::c:max]", namespaces=NS)
    assert [one.tag.rsplit("}", 1)[1] for one in found] == bounds
    assert all(one.get("val") == "0" for one in found)


def test_per_cent_follows_the_number(written):
    part = chart_part(written(document(figure("bar", "%"))))
    formats = part.xpath("//c:valAx/c:numFmt/@formatCode", namespaces=NS)
    assert formats == ['#,##0.0"%"']
    german = chart_part(written(document(figure("bar", "%"), lang="de")))
    assert german.xpath("//c:valAx/c:numFmt/@formatCode", namespaces=NS) == ['#,##0.0"\N{NO-BREAK SPACE}%"']


@pytest.mark.parametrize(
    ("names", "direction"),
    [(("North", "South"), "col"), (tuple(f"Municipality {one}" for one in "abcdefghijklmn"), "bar"),
     (("Administrationsgemeinschaft",) * 5, "bar"), (tuple(str(1990 + one) for one in range(30)), "col")],
)  # fmt: skip
def test_columns_whose_names_find_no_room_lie(written, names, direction):
    made = figure("column", names=names, series=(b.Series("x", tuple(float(one) for one in range(len(names)))),))
    part = chart_part(written(document(made)))
    assert part.xpath("//c:barDir/@val", namespaces=NS) == [direction]


def test_values_that_would_meet_stand_along_an_axis(written):
    series = tuple(b.Series(f"s{at}", tuple(123456.5 for _ in range(5))) for at in range(4))
    part = chart_part(written(document(figure("column", names=("a", "b", "c", "d", "e"), series=series))))
    assert not part.xpath("//c:dLbls", namespaces=NS)
    assert part.xpath("//c:valAx/c:delete/@val", namespaces=NS) == ["0"]


def test_large_and_empty_charts(written):
    big = figure(names=tuple(f"n{one}" for one in range(800)), series=(b.Series("s", tuple(map(float, range(800)))),))
    package = written(document(big, figure(names=()), figure(series=())))
    assert sum(name.startswith("word/charts/chart") for name in package.names) == 1
    assert package.text().count("[What it shows]") == 2


def lines(*ends: float) -> b.Figure:
    series = tuple(b.Series(f"Line {at}", (0.0, end)) for at, end in enumerate(ends))
    return figure("line", "votes", names=("2001", "2002"), series=series)


def test_lines_carry_their_names_where_they_end_and_need_no_legend(written):
    part = chart_part(written(document(lines(1.0, 5.0, 9.0))))
    assert part.xpath("//c:dLbl/c:idx/@val", namespaces=NS) == ["1", "1", "1"]
    assert part.xpath("//c:dLbl/c:showSerName/@val", namespaces=NS) == ["1", "1", "1"]
    assert not part.xpath("//c:legend", namespaces=NS)


def test_names_that_would_meet_stand_in_a_legend(written):
    part = chart_part(written(document(lines(1.0, 5.0, 5.1))))
    assert not part.xpath("//c:dLbl", namespaces=NS)
    assert part.xpath("//c:legend/c:legendPos/@val", namespaces=NS) == ["t"]


def test_a_line_alone_shows_its_last_value_only(written):
    part = chart_part(written(document(lines(4.0))))
    assert part.xpath("//c:dLbl/c:showSerName/@val", namespaces=NS) == ["0"]
    assert part.xpath("//c:dLbl/c:showVal/@val", namespaces=NS) == ["1"]


def test_the_headline_stands_left_with_the_unit_behind_it(written):
    part = chart_part(written(document(lines(4.0))))
    assert part.xpath("//c:title//a:pPr/@algn", namespaces=NS) == ["l"]
    assert "".join(part.xpath("//c:title//a:t/text()", namespaces=NS)) == "Title & <more>\N{EM SPACE}votes"
    assert not part.xpath("//c:valAx/c:title", namespaces=NS)


def test_names_of_a_stack_stand_beside_it_and_steps_are_round(written):
    made = figure("stacked", names=("a", "b"), series=(b.Series("x", (60.0, 70.0)), b.Series("y", (50.0, 20.0))))
    part = chart_part(written(document(made)))
    assert part.xpath("//c:legend/c:legendPos/@val", namespaces=NS) == ["r"]
    assert part.xpath("//c:majorUnit/@val", namespaces=NS) == ["25"]


def test_years_along_a_line_are_left_out_where_they_find_no_room(written):
    years = tuple(str(1990 + one) for one in range(36))
    made = figure("line", names=years, series=(b.Series("x", tuple(map(float, range(36)))),))
    skip = chart_part(written(document(made))).xpath("//c:tickLblSkip/@val", namespaces=NS)
    assert len(skip) == 1
    assert int(skip[0]) >= 2
