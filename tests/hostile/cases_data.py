"""CSV that is ragged, vast, binary, or a formula."""

# ruff: noqa: E501 - an input on one line is read at a glance
from __future__ import annotations

from tests.hostile.case import HEAD, Case, Text, brief, table

CHART = "sections:\n  - id: s\n    title: S\n    body:\n      - chart: {{id: fig-a, type: {type}, data: {data}, x: k, y: v, title: T, alt: A, caption: C}}\n"


def chart(data: Text, kind: str = "bar") -> dict[str, Text]:
    """A brief whose line 7 draws the columns k and v of *data*."""
    return {**brief(CHART.format(type=kind, data="d.csv")), "d.csv": data}


FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(http)", "=cmd|calc")

CASES: tuple[Case, ...] = (
    Case("formulas in cells", table("k,v\n" + "".join(f"{one},2\n" for one in FORMULAS)), ("d.csv:5 CIT001",)),
    Case("formulas in the labels of a chart", chart("k,v\n" + "".join(f"{one},2\n" for one in FORMULAS)), status=0),
    Case("a ragged row", table("a,b\n1,2\n3\n"), ("d.csv:3 DAT002",)),
    Case("a row too long", table("a,b\n1,2,3\n"), ("d.csv:2 DAT002",)),
    Case("a mark of byte order in data", table(b"\xef\xbb\xbfa,b\n1,2\n"), literal=("1",)),
    Case("a NUL in data", table(b"a,b\n1,\x002\n"), ("d.csv:2 DAT001",)),
    Case("data in another code", table(b"a,b\ncaf\xe9,2\n"), ("d.csv:2 DAT001",)),
    Case("data in UTF-16", table("a,b\n1,2\n".encode("utf-16")), ("d.csv:1 DAT001",)),
    Case("a spreadsheet called CSV", table(b"PK\x03\x04\x14\x00\x08\x00"), ("d.csv:1 DAT001",)),
    Case("an empty file of data", table(""), ("d.csv:1 DAT006",)),
    Case("a header and no rows", table("a,b\n"), status=None),
    Case("a quote never closed in data", table('a,b\n"1,2\n3,4\n'), ("d.csv:2 DAT004",)),
    Case("a million commas", table("a" + "," * 1_000_000 + "\n"), ("d.csv:1 DAT007",)),
    Case("a million rows", table("a,b\n" + "1,2\n" * 1_000_000), status=1),
    Case("a cell of two megabytes", table("a,b\n1," + "x" * 2_000_000 + "\n"), ("d.csv:2 DAT007",)),
    Case("21 megabytes of data", table("a\n" + "1\n" * 10_500_000), ("brief.yaml:7 FIL004",)),
    Case("two columns of one name", table("a,a\n1,2\n"), ("d.csv:1 DAT003",)),
    Case("columns without names", table(",\n1,2\n"), ("d.csv:1 DAT003",)),
    Case("tags in cells", table("a,b\n<b>x</b>,2\n"), ("d.csv:2 MDN001",)),
    Case("a script for a link in a cell", table("a,b\n[x](javascript:alert(1)),2\n"), ("d.csv:2 MDN002",)),
    Case("a template in a cell", table("a,b\n{{ 7*7 }},2\n"), literal=("{{ 7*7 }}",)),
    Case("stars without end in cells", table("a,b\n" + ("*a **b " * 2_000 + ",2\n") * 5), status=None),
    Case("text among the numbers of a chart", chart("k,v\na,x\n"), ("d.csv:2 DAT009",)),
    Case("infinity in a chart", chart("k,v\na,inf\nb,2\n"), ("d.csv:2 DAT009",)),
    Case("not a number in a chart", chart("k,v\na,nan\nb,2\n"), ("d.csv:2 DAT009",)),
    Case("an exponent beyond all bounds in a chart", chart("k,v\na,1e999\nb,2\n"), status=1),
    Case(
        "vast and tiny numbers in a chart",
        chart(f"k,v\na,{'9' * 300}\nb,0.{'0' * 300}1\n"),
        ("d.csv:2 DAT009", "d.csv:3 DAT009"),
    ),
    Case("zeros only in a chart", chart("k,v\na,0\nb,0\n"), status=0),
    Case("five thousand bars", chart("k,v\n" + "".join(f"n{n},{n}\n" for n in range(5_000))), ("brief.yaml:7 DAT007",)),
    Case("labels of ten thousand letters", chart(f"k,v\n{'w' * 5_000},1\n{'x ' * 4_000},2\n", "column"), status=None),
    Case(
        "tags in the labels of a chart",
        chart("k,v\n<script>alert(3)</script>,1\n]]>&amp;,2\n"),
        status=0,
    ),
    Case("a line with one point", chart("k,v\n2020,1\n", "line"), status=None),
    Case("a kind of chart nobody draws", chart("k,v\na,1\n", "pie"), ("brief.yaml:7 SCH004",)),
    Case("data that is the brief", brief(CHART.format(type="bar", data="brief.yaml")), status=1),
    Case(
        "rows in the brief that are lists",
        {"brief.yaml": HEAD + CHART.format(type="bar", data="[[1], 2, {k: {}}]")},
        status=1,
    ),
)
