"""Bodies into blocks, with figures, charts and tables from their files; and which files are needed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.diagnostics import Collector, Diagnostic
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import plain_text
from reports.schema import (
    Brief,
    House,
    NeededFile,
    Resources,
    body_blocks,
    needed_files,
    needed_files_of_house,
    read_resources,
)
from reports.source import Position, SourceFile

Load = Callable[[str], tuple[Brief | None, list[Diagnostic]]]
LoadHouse = Callable[[str], tuple[House | None, list[Diagnostic]]]
Lines = Callable[[list[Diagnostic]], list[str]]
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"/>'
STAFF = b"country,share,note\nKosovo,4.5,*few*\nSerbia,12,[@a]\nAlbania,,x\n"


def compiled(load: Load, body: str, lang: str = "en-GB", **files: bytes) -> tuple[b.Blocks, list[Diagnostic]]:
    """The blocks of one section whose body is written at column 1 from line 6 on."""
    indented = "".join(f"      {line}\n" for line in body.split("\n"))
    brief, found = load(f"title: T\nlang: {lang}\nsections:\n  - id: a\n    title: A\n    body:\n{indented}")
    assert brief is not None, [str(one) for one in found]
    collector = Collector()
    named = {"d.csv": STAFF, "x.svg": SVG} | {key.replace("_", "."): data for key, data in files.items()}
    resources, _ = read_resources(brief, {path: SourceFile(path, data) for path, data in named.items()}, collector)
    return body_blocks(brief.sections[0].body, resources), collector.found


def test_figure(load: Load) -> None:
    made, found = compiled(
        load, "- figure: {id: fig-a, src: x.svg, alt: Alt, caption: A *b*, source: S, credit: C, licence: CC0}"
    )
    assert not found
    assert made == (
        b.Figure(
            b.Image("x.svg", "Alt"), caption=(i.Text("A "), i.Emph((i.Text("b"),))), source=(i.Text("S"),),
            credit=(i.Text("C, CC0"),), id="fig-a",
        ),
    )  # fmt: skip
    assert isinstance(made[0], b.Figure)
    assert made[0].at == Position("brief.yaml", 7, 17)


def test_chart_from_a_file(load: Load) -> None:
    made, found = compiled(
        load, '- chart: {id: fig-s, type: bar, data: d.csv, x: country, y: share, unit: "%", title: T, caption: C}'
    )
    assert not found
    (figure,) = made
    assert isinstance(figure, b.Figure)
    assert figure.graphic == b.Chart(
        "bar", ("Kosovo", "Serbia", "Albania"), (b.Series("share", (4.5, 12.0, None)),), "%", "T"
    )
    assert (figure.id, figure.caption) == ("fig-s", (i.Text("C"),))


def test_chart_from_rows(load: Load) -> None:
    made, found = compiled(
        load,
        "- chart:\n    type: line\n    x: y\n    y: [a, b]\n    data:\n"
        "      - {y: 2020, a: 1, b: '1,5'}\n      - {y: 2021, a: 2, b: }",
        "de",
    )
    assert not found
    (figure,) = made
    assert isinstance(figure, b.Figure)
    assert figure.graphic == b.Chart("line", ("2020", "2021"), (b.Series("a", (1, 2)), b.Series("b", (1.5, None))))


def test_table_with_all_columns(load: Load) -> None:
    made, found = compiled(load, "- table: {id: tbl-a, data: d.csv, caption: C}")
    assert not found
    (table,) = made
    assert isinstance(table, b.Table)
    assert [one.align for one in table.columns] == ["left", "decimal", "left"]
    assert [[plain_text(cell.content) for cell in row.cells] for row in (*table.head, *table.body)] == [
        ["country", "share", "note"], ["Kosovo", "4.5", "few"], ["Serbia", "12", ""], ["Albania", "", "x"],
    ]  # fmt: skip
    cell = table.body[1].cells[2].content[0]
    assert isinstance(cell, b.Para)
    cite = cell.content[0]
    assert isinstance(cite, i.Cite)
    assert cite.at == Position("d.csv", 3, 11)
    assert (table.id, table.caption) == ("tbl-a", (i.Text("C"),))


def test_table_with_chosen_columns(load: Load) -> None:
    made, found = compiled(
        load,
        "- table:\n    data: d.csv\n    columns: [note, {name: share, label: '*Share*', align: center, unit: '%'}]",
    )
    assert not found
    (table,) = made
    assert isinstance(table, b.Table)
    assert [plain_text(cell.content) for cell in table.head[0].cells] == ["note", "*Share* (%)"]
    assert [one.align for one in table.columns] == ["left", "center"]


def test_callout_and_quote(load: Load) -> None:
    made, _ = compiled(
        load, "- callout: {role: warning, title: 'T *x*', body: B}\n- quote: {text: Q, attribution: '*W*', role: pull}"
    )
    assert made == (
        b.Callout((b.Para((i.Text("B"),)),), "warning", (i.Text("T *x*"),)),
        b.Quote((b.Para((i.Text("Q"),)),), (i.Emph((i.Text("W"),)),), "pull"),
    )


def test_levels_of_headings_are_relative(load: Load) -> None:
    made, _ = compiled(load, "- '### A'\n- |\n  #### B\n\n  # C\n\n  ### D")
    assert [one.level for one in made if isinstance(one, b.Heading)] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- chart: {type: bar, data: d.csv, x: land, y: share}", "7:44 DAT008"),
        ("- chart: {type: bar, data: d.csv, x: country, y: [share, shares]}", "7:64 DAT008"),
        ("- table: {data: d.csv, columns: [county]}", "7:40 DAT008"),
        ("- chart: {type: bar, data: d.csv, x: country, y: note}", "2:12 DAT009|3:11 DAT009|4:10 DAT009"),
        ("- chart: {type: bar, data: [{a: x, b: }], x: a, y: b}", "7:58 DAT009"),
        ("- chart: {type: bar, data: [{a: x, b: much}], x: a, y: b}", "7:45 DAT009"),
        ("- chart: {type: bar, data: empty.csv, x: a, y: b}", "7:34 DAT006"),
        ("- chart: {type: bar, data: long.csv, x: a, y: b}", "7:34 DAT007"),
        ("- table: {data: wide.csv}", "7:23 DAT007"),
        ("- table: {data: [{a: x, b: y}, {a: z}]}", "7:38 DAT002"),
        ("- table: {data: [{a: '<b>x</b>'}]}", "7:29 MDN001"),
        ("- table: {data: html.csv}", "2:3 MDN001"),
        ("- table: {data: bad.csv}", "2:1 DAT002"),
        ("- figure: {src: bad.png}", "7:23 IMG001"),
        ("- table: {data: not-there.csv}\n- figure: {src: not-there.png}", ""),
    ],
)
def test_faults(load: Load, lines: Lines, body: str, expected: str) -> None:
    files = {
        "empty_csv": b"a,b\n",
        "long_csv": b"a,b\n" + b"x,1\n" * 2_001,
        "html_csv": b"a,b\n1,<i>x\n",
        "bad_csv": b"a,b\n1\n",
        "wide_csv": b",".join(b"c%d" % n for n in range(200)) + b"\n" + (b",".join([b"1"] * 200) + b"\n") * 251,
        "bad_png": b"GIF8",
    }
    made, found = compiled(load, body, **files)
    assert "|".join(lines(found)) == expected
    if "MDN" not in expected:
        assert made == ()


def test_cells_share_one_budget(load: Load) -> None:
    row = b",".join([b"[[[[*a*"] * 50) + b"\n"
    data = b",".join(b"c%d" % n for n in range(50)) + b"\n" + row * 410
    _, found = compiled(load, "- table: {data: many.csv}", many_csv=data)
    assert [one.code for one in found if one.code == "MDN022"] == ["MDN022"]


def test_needed_files(load: Load, load_of_house: LoadHouse) -> None:
    brief, _ = load(
        "title: T\nbibliography: [a.yaml, b.bib, a.yaml]\ncsl: own.csl\ndocx: {template: h.dotx}\n"
        "imprint: {funders: [{name: F, logo: l.png}]}\n"
        "sections:\n  - id: a\n    title: A\n    body:\n      - figure: {src: x.svg}\n"
        "      - chart: {type: bar, data: d.csv, x: a, y: b}\n"
        "    sections: [{id: b, title: B, body: [{table: {data: d.csv}}, {table: {data: [{a: 1}]}}]}]\n"
    )
    assert brief is not None
    assert needed_files(brief) == (
        NeededFile("a.yaml", "brief", "bibliography", Position("brief.yaml", 2, 16)),
        NeededFile("b.bib", "brief", "bibliography", Position("brief.yaml", 2, 24)),
        NeededFile("own.csl", "brief", "style", Position("brief.yaml", 3, 6)),
        NeededFile("h.dotx", "brief", "document", Position("brief.yaml", 4, 18)),
        NeededFile("x.svg", "brief", "image", Position("brief.yaml", 10, 23)),
        NeededFile("d.csv", "brief", "data", Position("brief.yaml", 11, 34)),
        NeededFile("l.png", "brief", "image", Position("brief.yaml", 5, 37)),
    )
    house, _ = load_of_house("funders: [{name: F, logo: logos/f.png}]\n")
    assert house is not None
    assert needed_files_of_house(house) == (
        NeededFile("logos/f.png", "workspace", "image", Position("house.yaml", 1, 27)),
    )
    brief, _ = load("title: T\ncsl: chicago-notes-bibliography\n")
    assert brief is not None
    assert needed_files(brief) == ()


def test_resources_made_by_hand() -> None:
    assert body_blocks((), Resources("en", Collector())) == ()
