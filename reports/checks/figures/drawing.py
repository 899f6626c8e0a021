"""What is drawn: resolution, colours, units, heads of tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.model.blocks import Table
from reports.model.walk import plain_text, walk
from reports.schema.bodies import ChartBlock, FigureBlock, TableBlock
from reports.schema.prose import Prose

#: Width of the text on A4 and letter paper, in inches, at the least.
_TEXT_WIDTH = 6.0


@rule("GFX010", Severity.WARNING)
def low_resolution(subject: Subject) -> Iterator[Finding]:
    """Picture too coarse for print.

    What it does
        Divides the pixels of photographs and raster pictures by the width at which they print: their own width,
        at most that of the text (6 inches).
    Why it matters
        On paper the pixels show.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: small.png, caption: Four desks, source: Own, alt: A map.}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-map shows.
              - figure: {id: fig-map, src: map.png, caption: Four desks, source: Own, alt: A map.}
    Limit
        dpi 120, pixels an inch; printers ask for 300, and 150 look well on office paper
    """
    for section, block in subject.graphics:
        asset = subject.assets.get(str(block.src)) if isinstance(block, FigureBlock) else None
        if asset is None or asset.kind == "svg" or not isinstance(block, FigureBlock):
            continue
        inches = min(_TEXT_WIDTH, asset.width / asset.dpi)
        dpi = asset.width / inches
        if dpi < subject.limit("dpi"):
            text = f"the picture has {asset.width:g} pixels for {inches:.1f} inches: {dpi:.0f} an inch"
            yield Finding(
                subject.at(block.src.at), text, "use a larger one, or a drawing (SVG)", str(block.id or section.id)
            )


_UNIT = 'add `unit`, such as % or requests; `unit: ""` for a ratio or an index'


@rule("GFX011", Severity.WARNING)
def chart_without_unit(subject: Subject) -> Iterator[Finding]:
    """Chart without a unit.

    What it does
        Looks for `unit` of charts; numbers without one (a ratio, an index) have `unit: ""`.
    Why it matters
        Nine what? The reader has to find it in the text, or guesses.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: bar, x: desk, y: days, caption: Days needed, source: Own,
                        alt: Two bars., data: [{desk: Night, days: 4}, {desk: Day, days: 9}]}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: bar, x: desk, y: days, unit: days, caption: Days needed, source: Own,
                        alt: Two bars., data: [{desk: Night, days: 4}, {desk: Day, days: 9}]}
    """
    for section, block in subject.graphics:
        if isinstance(block, ChartBlock) and block.unit is None:
            home = str(block.id or section.id)
            yield Finding(subject.at(block.where), "this chart has no unit", _UNIT, home)


@rule("GFX012", Severity.WARNING)
def too_many_series(subject: Subject) -> Iterator[Finding]:
    """Too many series in one chart.

    What it does
        Counts the columns in `y`.
    Why it matters
        There are six colours that can be told apart, also in grey.
    Example
        checks: {limits: {series: 1}}
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: bar, x: desk, y: [days, nights], unit: days, caption: Days needed, source: Own,
                        alt: Two bars., data: [{desk: A, days: 4, nights: 9}]}
    Instead
        checks: {limits: {series: 2}}
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: bar, x: desk, y: [days, nights], unit: days, caption: Days needed, source: Own,
                        alt: Two bars., data: [{desk: A, days: 4, nights: 9}]}
    Limit
        series 6, the series colours of a theme
    """  # noqa: E501
    for section, block in subject.graphics:
        if isinstance(block, ChartBlock) and len(block.y) > subject.limit("series"):
            text = f"{len(block.y)} series in one chart; {subject.limit('series'):g} can be told apart"
            yield Finding(
                subject.where(block, "y"), text, "leave some out, or make two charts", str(block.id or section.id)
            )


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, 0 to 1 (WCAG 2.2, definition)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, definition)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _series(subject: Subject, count: int) -> list[str]:
    colours = [subject.palette.get(f"series-{n}", "") for n in range(1, count + 1)]
    return [one for one in colours if re.fullmatch(r"#[0-9a-fA-F]{6}", one)]


@rule("GFX013", Severity.WARNING)
def alike_in_grey(subject: Subject) -> Iterator[Finding]:
    """Series that look alike in grey.

    What it does
        Compares the luminance of the theme's series colours, as many as a chart uses: neighbours in a stack,
        all in other charts of lines.
    Why it matters
        Half of all papers are printed in grey, and one man in twelve sees red and green alike.
    Example
        palette: {series-1: "#cc3333", series-2: "#2a7a2a"}
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: stacked, x: desk, y: [days, nights], unit: days, caption: Days needed,
                        source: Own, alt: Two bars., data: [{desk: A, days: 4, nights: 9}]}
    Instead
        palette: {series-1: "#1a3a6b", series-2: "#8fb3d9"}
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-days shows.
              - chart: {id: fig-days, type: stacked, x: desk, y: [days, nights], unit: days, caption: Days needed,
                        source: Own, alt: Two bars., data: [{desk: A, days: 4, nights: 9}]}
    Limit
        grey-contrast 1.2, contrast between neighbours in a stack; greys below can hardly be told apart in print
    """
    for section, block in subject.graphics:
        colours = _series(subject, len(block.y)) if isinstance(block, ChartBlock) else []
        near = combinations(colours, 2) if isinstance(block, ChartBlock) and block.type == "line" else pairwise(colours)  # fmt: skip  # noqa: E501
        close = [pair for pair in near if contrast(*pair) < subject.limit("grey-contrast")]
        if close:
            text = f"the series colours {close[0][0]} and {close[0][1]} look alike in grey"
            yield Finding(
                subject.at(block.where),
                text,
                "choose lighter and darker ones in _brand.yml",
                str(block.id or section.id),
            )


@rule("GFX014", Severity.WARNING)
def table_without_head(subject: Subject) -> Iterator[Finding]:
    """Column without a head.

    What it does
        Finds pipe tables whose head has an empty cell other than the first, and columns of tables with an empty
        name.
    Why it matters
        Screen readers read the head before each cell; a number below nothing is a number of nothing.
    Example
        sections:
          - body: |
              The European Union (EU) waits [@study].

              | Desk |   |
              |------|---|
              | EU   | 4 |
    Instead
        sections:
          - body: |
              The European Union (EU) waits [@study].

              | Desk | Officers |
              |------|----------|
              | EU   | 4        |
    """
    for section in subject.sections:
        for block in section.body:
            nodes = walk(block.blocks) if isinstance(block, Prose) else ()
            for table in nodes:
                cells = table.head[0].cells if isinstance(table, Table) and table.head else ()
                if any(not plain_text(cell.content).strip() for cell in cells[1:]):
                    at = subject.at(
                        table.at if isinstance(table, Table) else None, block.at if isinstance(block, Prose) else None
                    )
                    yield Finding(at, "a column of this table has no head", "name it", str(section.id))


@rule("GFX015", Severity.INFO)
def long_table(subject: Subject) -> Iterator[Finding]:
    """Long table in the text.

    What it does
        Counts the rows of tables outside of annexes.
    Why it matters
        A table over a page breaks the argument. Its place is an annex, with the three rows that matter in the
        text.
    Example
        checks: {limits: {table-rows: 1}}
        sections:
          - body:
              - The European Union (EU) waits [@study], as @tbl-desks shows.
              - table: {id: tbl-desks, caption: Desks, source: Own, data: [{desk: Night, officers: 4}, {desk: Day, officers: 9}]}
    Instead
        checks: {limits: {table-rows: 2}}
        sections:
          - body:
              - The European Union (EU) waits [@study], as @tbl-desks shows.
              - table: {id: tbl-desks, caption: Desks, source: Own, data: [{desk: Night, officers: 4}, {desk: Day, officers: 9}]}
    Limit
        table-rows 30, a page of print
    """  # noqa: E501
    annexes = {str(one.id) for one in subject.sections if one.role == "annex"}
    for section, block in subject.graphics:
        outer = {str(section.id), *subject.around.get(str(section.id), ())}
        if not isinstance(block, TableBlock) or outer & annexes:
            continue
        table = subject.tables.get(str(block.data.path)) if block.data.path else None
        rows = len(table.rows) if table else len(block.data.rows)
        if rows > subject.limit("table-rows"):
            text = f"a table of {rows} rows stands in the text"
            yield Finding(subject.at(block.where), text, "move it to an annex", str(block.id or section.id))
    for section in subject.sections:
        if {str(section.id), *subject.around.get(str(section.id), ())} & annexes:
            continue
        for prose in (one for one in section.body if isinstance(one, Prose)):
            for piped in walk(prose.blocks):
                if isinstance(piped, Table) and len(piped.body) > subject.limit("table-rows"):
                    at = subject.at(piped.at, prose.at)
                    text = f"a table of {len(piped.body)} rows stands in the text"
                    yield Finding(at, text, "move it to an annex", str(section.id))


@rule("GFX016", Severity.WARNING)
def photograph_without_credit(subject: Subject) -> Iterator[Finding]:
    """Photograph without credit.

    What it does
        Looks for `credit` or `source` of JPEG pictures that are not mere decoration.
    Why it matters
        Photographs have an author, and agencies have lawyers.
    Example
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-hall shows.
              - figure: {id: fig-hall, src: hall.jpg, caption: "A hall [@study]", alt: Four desks in a hall.}
    Instead
        sections:
          - body:
              - The European Union (EU) waits [@study], as @fig-hall shows.
              - figure: {id: fig-hall, src: hall.jpg, caption: "A hall [@study]", alt: Four desks in a hall., credit: Example desk}
    """  # noqa: E501
    for section, block in subject.graphics:
        if not isinstance(block, FigureBlock) or not str(block.src).lower().endswith((".jpg", ".jpeg")):
            continue
        if not block.credit and not block.source and block.alt != "":
            text = "nobody is credited for this photograph"
            yield Finding(subject.at(block.where), text, "add `credit` and `licence`", str(block.id or section.id))
