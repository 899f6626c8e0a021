"""Native charts with their workbook, so that an editor can change a number (ISO/IEC 29500-1, 21.2)."""

from __future__ import annotations

from reports.model.blocks import Chart, Series
from reports.theme.tokens import TextStyle
from reports.writers.charts.numbers import Formatter
from reports.writers.docx.chartscale import (
    last_point,
    major_unit,
    named_at_ends,
    names_fit,
    number_format,
    skip,
    values_fit,
    zero,
)
from reports.writers.docx.job import Job, Place
from reports.writers.docx.package import Part
from reports.writers.docx.pictures import inline
from reports.writers.docx.workbook import column, number_text, workbook
from reports.writers.docx.xml import DECLARATION, A, C, R, attr, colour, emu, half_points, text, text_run

_CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PACKAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
#: Neither fill nor line.
_CLEAR = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_MARKERS = ("circle", "square", "diamond", "triangle", "x", "plus")


def chart(job: Job, node: Chart, caption: str, place: Place) -> str:
    """A run with the chart; where none can stand or there is nothing to draw, its numbers as words."""
    if place.note or not node.categories or not node.series:
        return text_run(f"[{node.alt or node.title or caption}]")
    job.charts += 1
    number = job.charts
    data = Part(f"/word/embeddings/Microsoft_Excel_Sheet{number}.xlsx", _XLSX_TYPE, workbook(node))
    part = Part(f"/word/charts/chart{number}.xml", _CHART_TYPE)
    part.data = chart_xml(job, node, part.relate(_PACKAGE, data)).encode()
    rid = place.part.relate("chart", part)
    width, height = place.width, _height(job, node)
    graphic = f'<a:graphicData uri="{C}"><c:chart r:id="{rid}"/></a:graphicData>'
    drawing = job.next_drawing()
    alternative = node.alt or node.title or caption or "–"
    return inline(drawing, f"Chart {drawing}", alternative, width, height, graphic)


def _height(job: Job, node: Chart) -> float:
    numbers = job.theme.numbers
    if not _lies(job, node):
        return min(numbers.get("chart.height", 178.0) + 52.0, numbers.get("figure.max-height", 320.0))
    bars = len(node.categories) * (1 if node.kind == "stacked" else len(node.series))
    thick = numbers.get("chart.bar", 15.0)
    height = bars * thick + len(node.categories) * numbers.get("chart.bar-gap", 7.0) + 62.0
    return max(110.0, min(height, numbers.get("figure.max-height", 320.0) * 1.5))


def chart_xml(job: Job, node: Chart, workbook_id: str) -> str:
    """The chart part."""
    direct = node.kind == "line" and named_at_ends(node)
    plot = _lines(job, node, direct) if node.kind == "line" else _bars(job, node)
    title = _title(job, node)
    return (
        f'{DECLARATION}<c:chartSpace xmlns:c="{C}" xmlns:a="{A}" xmlns:r="{R}"><c:date1904 val="0"/>'
        f'<c:lang val="{attr(job.document.meta.lang) or "en"}"/><c:roundedCorners val="0"/><c:chart>{title}'
        f'<c:autoTitleDeleted val="{int(not title)}"/><c:plotArea>{_room(node, direct)}{plot}{_axes(job, node)}'
        f"{_CLEAR}</c:plotArea>"
        f'{_legend(job, node, direct)}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"{_CLEAR}{_text(job, 'chart.label')}"
        f'<c:externalData r:id="{workbook_id}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _legend(job: Job, node: Chart, direct: bool) -> str:
    """Names of the series beside a stack, in its order; above bars side by side; none where lines carry them."""
    if len(node.series) < 2 or direct:
        return ""
    side = "r" if node.kind == "stacked" and not _lies(job, node) else "t"
    return f'<c:legend><c:legendPos val="{side}"/><c:overlay val="0"/>{_text(job, "chart.series")}</c:legend>'


def _room(node: Chart, direct: bool) -> str:
    """Where the plot stands: by itself, or with room at its right for the names of lines."""
    if not direct:
        return "<c:layout/>"
    longest = max(len(one.name) for one in node.series) if len(node.series) > 1 else 0
    top = 0.05 + 0.1 * bool(node.title.strip() or node.unit.strip())
    width = 0.94 - max(0.06, min(0.3, 0.0125 * (longest + 4)))
    places = f'<c:x val="0.05"/><c:y val="{top:.3f}"/><c:w val="{width:.3f}"/><c:h val="{0.88 - top:.3f}"/>'
    modes = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{modes}{places}</c:manualLayout></c:layout>"


def _look(job: Job, style: TextStyle, tag: str) -> str:
    family = job.theme.fonts.get(style.family)
    face = f'<a:latin typeface="{attr(family.name)}"/>' if family else ""
    return (
        f'<a:{tag} sz="{half_points(style.size) * 50}" b="{int(style.weight >= 600)}" i="{int(style.italic)}">'
        f"<a:solidFill>{_fill(style.colour)}</a:solidFill>{face}</a:{tag}>"
    )


def _fill(value: str) -> str:
    return f'<a:srgbClr val="{colour(value)}"/>'


def _text(job: Job, role: str, body: str = "<a:bodyPr/>") -> str:
    look = _look(job, job.theme.text(role), "defRPr")
    return f'<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'


def _title(job: Job, node: Chart) -> str:
    """The headline at the left edge, the unit behind it; empty where there is neither."""
    unit = Formatter.of(node, job.document.meta.lang).unit_line.strip()
    headline = node.title.strip()
    if not headline and not unit:
        return ""
    first, second = job.theme.text("chart.title"), job.theme.text("chart.axis")
    runs = _words(job, first, headline) + _words(job, second, f"\N{EM SPACE}{unit}" if headline and unit else unit)
    look = _look(job, first if headline else second, "defRPr")
    corner = '<c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0"/><c:y val="0"/>'
    return (
        f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr algn="l">{look}</a:pPr>{runs}</a:p></c:rich>'
        f'</c:tx><c:layout><c:manualLayout>{corner}</c:manualLayout></c:layout><c:overlay val="0"/></c:title>'
    )


def _words(job: Job, style: TextStyle, words: str) -> str:
    return f"<a:r>{_look(job, style, 'rPr')}<a:t>{text(words)}</a:t></a:r>" if words else ""


def _lies(job: Job, node: Chart) -> bool:
    """Whether bars lie: as asked for, or because the names of columns find no room below them."""
    return node.kind == "bar" or (
        node.kind != "line" and not names_fit(node, job.geometry.text, job.theme.text("chart.label").size)
    )


def _labelled(job: Job, node: Chart) -> bool:
    """Whether every value is printed at its bar."""
    return values_fit(node, job.geometry.text, job.theme.text("chart.value").size, lying=_lies(job, node))


def _bars(job: Job, node: Chart) -> str:
    stacked = node.kind == "stacked"
    direction = "bar" if _lies(job, node) else "col"
    few = _labelled(job, node)
    series = "".join(
        f"<c:ser>{_head(node, one, at)}<c:spPr><a:solidFill>{_series_fill(job, at)}</a:solidFill></c:spPr>"
        f'<c:invertIfNegative val="0"/>{_labels(job, node, at, stacked) if few else ""}{_data(node, one, at)}</c:ser>'
        for at, one in enumerate(node.series)
    )
    grouping = "stacked" if stacked else "clustered"
    overlap = f'<c:overlap val="{100 if stacked else -10}"/>'
    gap = 60 if len(node.series) > 1 and not stacked else 50
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="{gap}"/>{overlap}<c:axId val="111111111"/><c:axId val="222222222"/></c:barChart>'
    )


def _lines(job: Job, node: Chart, direct: bool) -> str:
    width = emu(job.theme.numbers.get("chart.line-width", 1.6))
    marker = max(2, min(72, round(job.theme.numbers.get("chart.marker", 5.0))))
    series = "".join(
        f'<c:ser>{_head(node, one, at)}<c:spPr><a:ln w="{width}" cap="rnd"><a:solidFill>{_series_fill(job, at)}'
        f'</a:solidFill><a:round/></a:ln></c:spPr><c:marker><c:symbol val="{_MARKERS[at % len(_MARKERS)]}"/>'
        f'<c:size val="{marker}"/><c:spPr><a:solidFill>{_series_fill(job, at)}</a:solidFill>'
        f"<a:ln><a:solidFill>{_series_fill(job, at)}</a:solidFill></a:ln></c:spPr></c:marker>"
        f'{_end_label(job, node, at) if direct else ""}{_data(node, one, at)}<c:smooth val="0"/></c:ser>'
        for at, one in enumerate(node.series)
    )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        '<c:axId val="111111111"/><c:axId val="222222222"/></c:lineChart>'
    )


def _end_label(job: Job, node: Chart, at: int) -> str:
    """The name of a line and its last value, at its end and in its colour; only the value of a line alone."""
    last = last_point(node, at)
    if last is None:
        return ""
    style = job.theme.text("chart.series")
    look = _look(job, style, "defRPr").replace(_fill(style.colour), _fill(_series_colour(job, at)))
    shown = "".join(
        f'<c:{name} val="{value}"/>'
        for name, value in (
            ("showLegendKey", 0), ("showVal", 1), ("showCatName", 0), ("showSerName", int(len(node.series) > 1)),
            ("showPercent", 0), ("showBubbleSize", 0),
        )
    )  # fmt: skip
    none = shown.replace('val="1"', 'val="0"')
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/>{_format(job, node)}{_CLEAR}'
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="en-US"/></a:p>'
        f'</c:txPr><c:dLblPos val="r"/>{shown}<c:separator> </c:separator></c:dLbl>{none}</c:dLbls>'
    )


def _series_colour(job: Job, at: int) -> str:
    palette = job.theme.palette
    known = [palette[f"series-{one}"] for one in range(1, 7) if f"series-{one}" in palette]
    return known[at % len(known)] if known else palette.get("primary", "#444444")


def _series_fill(job: Job, at: int) -> str:
    """The colour of a series: a slot of the theme, so that a change of the theme recolours every chart."""
    return f'<a:schemeClr val="accent{at % 6 + 1}"/>' if at < 6 else _fill(_series_colour(job, at))


def _head(node: Chart, series: Series, at: int) -> str:
    place = f"Sheet1!${column(at + 1)}$1"
    return (
        f'<c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>{place}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{text(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    )


def _data(node: Chart, series: Series, at: int) -> str:
    count, letters = len(node.categories), column(at + 1)
    names = "".join(f'<c:pt idx="{one}"><c:v>{text(name)}</c:v></c:pt>' for one, name in enumerate(node.categories))
    values = "".join(
        f'<c:pt idx="{one}"><c:v>{number_text(value)}</c:v></c:pt>'
        for one, value in enumerate(series.values[:count])
        if value is not None
    )
    return (
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${count + 1}</c:f><c:strCache>"
        f'<c:ptCount val="{count}"/>{names}</c:strCache></c:strRef></c:cat>'
        f"<c:val><c:numRef><c:f>Sheet1!${letters}$2:${letters}${count + 1}</c:f><c:numCache>"
        f'<c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{values}</c:numCache></c:numRef></c:val>'
    )


def _labels(job: Job, node: Chart, at: int, inside: bool) -> str:
    style = job.theme.text("chart.value")
    if inside:
        dark = _luminance(_series_colour(job, at)) < 0.35
        shade = job.theme.palette.get("background" if dark else "foreground", "#ffffff" if dark else "#000000")
        look = _look(job, style, "defRPr").replace(_fill(style.colour), _fill(shade))
    else:
        look = _look(job, style, "defRPr")
    position = "ctr" if inside else "outEnd"
    return (
        f"<c:dLbls>{_format(job, node)}{_CLEAR}<c:txPr><a:bodyPr/><a:lstStyle/>"
        f'<a:p><a:pPr>{look}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr><c:dLblPos val="{position}"/>'
        '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _luminance(value: str) -> float:
    hexa = colour(value)
    parts = [int(hexa[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _format(job: Job, node: Chart) -> str:
    return number_format(node, job.document.meta.lang)


def _axes(job: Job, node: Chart) -> str:
    horizontal = _lies(job, node)
    rule = f'<a:ln w="6350"><a:solidFill>{_fill(job.theme.palette.get("rule", "#c8ccd0"))}</a:solidFill></a:ln>'
    few = node.kind not in ("line", "stacked") and _labelled(job, node)
    grid = "" if few else f"<c:majorGridlines><c:spPr>{rule}</c:spPr></c:majorGridlines>"
    order, side = ("maxMin", "l") if horizontal else ("minMax", "b")
    every = skip(node, job.geometry.text, job.theme.text("chart.label").size)
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{rule}</c:spPr>'
        f'{_text(job, "chart.label")}<c:crossAx val="222222222"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="100"/>{every}<c:noMultiLvlLbl val="1"/></c:catAx>'
        '<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>'
        f"{zero(node)}</c:scaling>"
        f'<c:delete val="{int(few)}"/><c:axPos val="{"b" if horizontal else "l"}"/>{grid}{_format(job, node)}'
        f'<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{_text(job, "chart.axis")}<c:crossAx val="111111111"/>'
        f'<c:crosses val="{"max" if horizontal else "autoZero"}"/><c:crossBetween val="between"/>{major_unit(node)}'
        "</c:valAx>"
    )
