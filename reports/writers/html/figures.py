"""Figures: pictures as data, charts as inline SVG with their data as a table, QR codes."""

from __future__ import annotations

import base64
from typing import assert_never

from reports.model.blocks import Chart, Figure, Image, Label, QrCode
from reports.model.inlines import Inline
from reports.writers.charts import alt_text, chart_table, layout_chart
from reports.writers.html import escape
from reports.writers.html.escape import classes, tag
from reports.writers.html.inlines import draw_inlines
from reports.writers.html.page import Page, Place
from reports.writers.html.svg import svg

_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
#: Widths in points at which charts are laid out, for a wide and for a narrow screen.
WIDE, NARROW = 470.0, 262.0
#: The quiet zone that the standard of QR codes asks for, in modules.
QUIET = 4


def draw_figure(page: Page, figure: Figure, place: Place) -> str:
    """A figure: caption above, source and credit below."""
    name = page.take_id(figure.id)
    caption = caption_of(page, figure.label, figure.caption, place)
    parts = [
        tag("figcaption", caption) if caption else "",
        _graphic(page, figure),
        source_of(page, figure.source, place),
        tag("p", draw_inlines(page, figure.credit, place), class_="credit") if figure.credit else "",
    ]
    inner = "\n".join(one for one in parts if one)
    return tag("figure", f"\n{inner}\n", id=name, class_=classes("figure", figure.role and f"f-{figure.role}"))


def caption_of(page: Page, label: Label | None, caption: tuple[Inline, ...], place: Place) -> str:
    """The label and the caption; empty where there is neither."""
    parts = []
    if label is not None:
        parts.append(tag("span", escape.text(str(label)), class_="label"))
    if caption:
        parts.append(tag("span", draw_inlines(page, caption, place), class_="words"))
    return " ".join(parts)


def source_of(page: Page, source: tuple[Inline, ...], place: Place) -> str:
    """The line that says where the figures come from."""
    if not source:
        return ""
    word = tag("span", escape.text(page.word("source") + page.words.get("colon", ":")), class_="word")
    return tag("p", f"{word} {draw_inlines(page, source, place)}", class_="source")


def _graphic(page: Page, figure: Figure) -> str:
    match figure.graphic:
        case Image():
            return _image(page, figure.graphic)
        case Chart():
            return _chart(page, figure.graphic)
        case QrCode():
            return _qr(page, figure.graphic)
        case _:
            assert_never(figure.graphic)


def _image(page: Page, image: Image) -> str:
    asset = page.document.assets.get(image.asset)
    if asset is None:
        return tag("p", escape.text(image.alt), class_="missing") if image.alt else ""
    data = base64.b64encode(asset.data).decode("ascii")
    scale = 1.0 if asset.kind == "svg" else 96.0 / (asset.dpi or 96.0)
    width, height = max(round(asset.width * scale), 1), max(round(asset.height * scale), 1)
    source = f"data:{_TYPES[asset.kind]};base64,{data}"
    return tag("img", src=source, alt=image.alt, width=width, height=height)


def _chart(page: Page, chart: Chart) -> str:
    """The chart twice, for wide and narrow screens (one is shown, the other is not there for anyone), and its data."""
    lang = page.document.meta.lang
    alt = alt_text(chart, page.words, lang)
    title = tag("p", escape.text(chart.title), class_="chart-title") if chart.title else ""
    drawn = [_drawn(page, chart, width, alt, kind) for width, kind in ((WIDE, "wide"), (NARROW, "narrow"))]
    return tag("div", "\n".join([title, *drawn, _data(page, chart)]), class_="chart")


def _drawn(page: Page, chart: Chart, width: float, alt: str, kind: str) -> str:
    lang, words = page.document.meta.lang, page.words
    light, dark = (
        layout_chart(chart, width=width, theme=one, words=words, lang=lang, measure=page.measure, title=False)
        for one in (page.theme, page.dark)
    )
    return svg(light, dark, page.ink, alt=alt, class_=kind)


def _data(page: Page, chart: Chart) -> str:
    if not chart.series or not chart.categories:
        return ""
    table = page.draw(page, (chart_table(chart, page.document.meta.lang),), Place())
    name = page.words.get("chart-data") or page.word("table")
    return tag("details", tag("summary", escape.text(name)) + table, class_="data")


def _qr(page: Page, code: QrCode) -> str:
    import segno

    matrix = [bytes(row) for row in segno.make(code.url, error="m", micro=False).matrix]
    size = len(matrix) + 2 * QUIET
    path = "".join(_runs(row, y + QUIET) for y, row in enumerate(matrix))
    ground = tag("rect", width=size, height=size, fill="#ffffff")
    modules = tag("path", d=path, fill="#000000")
    drawn = tag(
        "svg", ground + modules, viewBox=f"0 0 {size} {size}", width=132, height=132, role="img", aria_label=code.alt,
        shape_rendering="crispEdges",
    )  # fmt: skip
    safe = code.url.lower().startswith(("https://", "http://"))
    return tag("a", drawn, href=code.url, class_="qr-link") if safe else drawn


def _runs(row: bytes, y: int) -> str:
    """The dark modules of one row as strokes of a path, run by run."""
    out, x = [], 0
    while x < len(row):
        end = x
        while end < len(row) and row[end]:
            end += 1
        if end > x:
            out.append(f"M{x + QUIET} {y}h{end - x}v1h-{end - x}z")
        x = end + 1
    return "".join(out)
