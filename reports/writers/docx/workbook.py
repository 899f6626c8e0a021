"""The workbook behind a chart: one sheet, written by hand so that its bytes depend on nothing but the numbers.

Labels are strings in cells of type string: one that starts with ``=`` stays a label and is no formula.
"""

from __future__ import annotations

from reports.model.blocks import Chart
from reports.writers.docx.xml import DECLARATION, text
from reports.writers.docx.zipper import pack

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PKG = "http://schemas.openxmlformats.org/package/2006"
#: Longest text that a cell holds.
_LONGEST = 32767


def workbook(chart: Chart) -> bytes:
    """The xlsx file: categories in column A, one column for each series, names in row 1."""
    rows: list[list[str | float | None]] = [["", *(one.name for one in chart.series)]]
    for at, category in enumerate(chart.categories):
        rows.append([category, *(one.values[at] if at < len(one.values) else None for one in chart.series)])
    body = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    sheet = f'{DECLARATION}<worksheet xmlns="{_MAIN}"><sheetData>{body}</sheetData></worksheet>'
    return pack({name: data.encode() for name, data in {**_FRAME, "xl/worksheets/sheet1.xml": sheet}.items()})


def _row(number: int, values: list[str | float | None]) -> str:
    cells = "".join(_cell(f"{column(at)}{number}", value) for at, value in enumerate(values) if value is not None)
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: str | float | None) -> str:
    if isinstance(value, str):
        shown = text(value[:_LONGEST])
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'
    return f'<c r="{place}"><v>{number_text(value or 0.0)}</v></c>'


def number_text(value: float) -> str:
    """A number as XML Schema writes a double, at its shortest; what is no number is 0."""
    if value != value or value in (float("inf"), float("-inf")):
        return "0"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(float(value))


def column(at: int) -> str:
    """The letters of column *at*, counted from 0."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


_FRAME = {
    "[Content_Types].xml": (
        f'{DECLARATION}<Types xmlns="{_PKG}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/styles.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'{DECLARATION}<Relationships xmlns="{_PKG}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'{DECLARATION}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
        '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'{DECLARATION}<Relationships xmlns="{_PKG}/relationships">'
        f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_REL}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'{DECLARATION}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>'
        '</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}
