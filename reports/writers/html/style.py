"""The style sheet: the tokens of the theme as custom properties and rules, then the layout that all looks share."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from reports.theme.tokens import BoxStyle, Edge, TableStyle, TextStyle
from reports.writers.html.fonts import stacks
from reports.writers.html.page import Page

#: A point of the look in rem on a screen: body text of 10.25 points is as large as 17.4 CSS pixels.
POINT = 0.1063
#: Nothing on a screen is smaller than this, in rem.
LEAST_REM = 0.8
#: Space between paragraphs grows a little on screens, where pages do not end.
AIR = 1.25

#: Selector → role of the text style.
_TEXTS: tuple[tuple[str, str], ...] = (
    ("body", "body"),
    (".r-lead,.d-summary>p", "lead"),
    (".r-series", "series"),
    (".r-title", "title"),
    (".r-subtitle", "subtitle"),
    (".r-byline", "byline"),
    (".r-affiliation", "affiliation"),
    (".r-date", "date"),
    (".r-publisher", "publisher"),
    (".r-keywords", "keywords"),
    (".r-action", "action"),
    (".r-rationale", "rationale"),
    (".r-steps", "steps"),
    (".r-also", "also"),
    (".r-due,.r-addressee", "due"),
    (".r-measure", "measure"),
    (".mark", "status-mark"),
    (".h-1", "heading-1"),
    (".h-2", "heading-2"),
    (".h-3", "heading-3"),
    (".h-4", "heading-4"),
    (".s-addressee>.h-2,.s-addressee>.h-1", "addressee"),
    ("dt", "definition.term"),
    ("dd", "definition.text"),
    (".l-facts dt", "facts.term"),
    (".l-facts dd", "facts.text"),
    (".l-details dt", "details.term"),
    (".l-details dd", "details.text"),
    (".l-abbreviations dt", "abbreviations.term"),
    (".l-abbreviations dd", "abbreviations.text"),
    (".l-memo-head dt", "memo-head.term"),
    (".l-memo-head dd", "memo-head.text"),
    (".l-imprint dt", "imprint.term"),
    (".l-imprint dd", "imprint.text"),
    (".d-imprint", "imprint"),
    (".d-boilerplate", "boilerplate"),
    ("pre", "code"),
    (".quote blockquote", "quote"),
    (".quote figcaption", "quote.attribution"),
    (".q-pull blockquote", "pull"),
    (".q-pull figcaption", "pull.attribution"),
    ("figcaption,caption", "caption"),
    (".source", "source"),
    (".credit", "credit"),
    ("td,th", "table.cell"),
    ("thead th", "table.head"),
    ("tbody th", "table.row-head"),
    (".t-matrix td,.t-matrix th", "matrix.cell"),
    (".t-matrix thead th", "matrix.head"),
    (".t-options td", "options.cell"),
    (".t-options th", "options.head"),
    (".box", "callout.body"),
    (".box-title", "callout.title"),
    (".box .label", "callout.label"),
    (".c-warning .label", "callout.warning.label"),
    (".c-definition .words", "callout.definition.title"),
    (".c-key-messages", "callout.key-messages.body"),
    (".c-key-messages .box-title", "callout.key-messages.title"),
    (".c-summary", "callout.summary.body"),
    (".c-summary .box-title", "callout.summary.title"),
    (".c-recommendations-summary", "callout.recommendations-summary.body"),
    (".c-recommendations-summary .box-title", "callout.recommendations-summary.title"),
    (".c-recommendation", "callout.recommendation.body"),
    (".c-recommendation .box-title", "callout.recommendation.title"),
    (".c-recommendation .label .number", "callout.recommendation.number"),
    (".c-recommendation .r-action", "callout.recommendation.action"),
    (".c-recommendation .r-rationale", "callout.recommendation.rationale"),
    (".c-option", "callout.option.body"),
    (".c-option .box-title", "callout.option.title"),
    (".notes", "endnote"),
    (".references", "reference"),
    (".toc-title", "toc.title"),
    (".toc-list a,.toc-list li", "toc.figures"),
    (".chart-title", "chart.title"),
    (".d-cover .r-series", "cover.series"),
    (".d-cover .r-title", "cover.title"),
    (".d-cover .r-subtitle", "cover.subtitle"),
    ("summary", "source"),
)  # fmt: skip

#: Elements that hold paragraphs: the type is set on them, the space between paragraphs on what they hold.
_HOLDERS = frozenset((
    "body", ".box", ".c-key-messages", ".c-summary", ".c-recommendations-summary", ".c-recommendation", ".c-option",
    ".d-imprint", ".d-boilerplate", ".quote blockquote", ".q-pull blockquote", "td,th", ".notes", ".references",
))  # fmt: skip

#: Selector → role of the box.
_BOXES: tuple[tuple[str, str], ...] = (
    (".d-title-block", "title-block"),
    (".d-cover", "cover"),
    (".box", "callout"),
    (".c-note", "callout.note"),
    (".c-definition", "callout.definition"),
    (".c-example", "callout.example"),
    (".c-warning", "callout.warning"),
    (".c-method", "callout.method"),
    (".c-key-messages", "callout.key-messages"),
    (".c-summary", "callout.summary"),
    (".c-recommendations-summary", "callout.recommendations-summary"),
    (".c-recommendation", "callout.recommendation"),
    (".c-option", "callout.option"),
    (".quote", "quote"),
    (".q-pull", "pull"),
    ("pre", "code"),
    (".figure", "figure"),
    (".l-memo-head", "memo-head"),
    (".c-recommendation .l-facts", "facts"),
    (".d-imprint", "imprint"),
)
_TABLES = ((".table", "table"), (".t-matrix", "matrix"), (".t-options", "options"))


def style_sheet(page: Page) -> str:
    """The rules for *page*, without its fonts; colours that charts asked for are defined here as well."""
    rules = [*_text_rules(page), *_box_rules(page), *_table_rules(page)]
    return "\n".join([*_properties(page), *rules, _layout(), *_print(page)]) + "\n"


@cache
def _layout() -> str:
    return files("reports.writers.html").joinpath("layout.css").read_text(encoding="utf-8").strip()


def _properties(page: Page) -> Iterator[str]:
    light = {f"--{name}": value for name, value in page.theme.palette.items()}
    dark = {f"--{name}": page.theme.dark.get(name, value) for name, value in page.theme.palette.items()}
    light.update((name, pair[0]) for pair, name in page.inks.items())
    dark.update((name, pair[1]) for pair, name in page.inks.items())
    families = [f"--{key}-family:{stack}" for key, stack in stacks(page.theme)]
    numbers = page.theme.numbers
    sizes = [
        f"--facts:{_rem(numbers.get('facts.term-width', 74.0), 1.15)}",
        f"--card:{_rem(numbers.get('recommendation.number-width', 44.0), 1.1)}",
        f"--logo:{_rem(numbers.get('logo.height', 26.0), 1.3)}",
        f"--paper:{page.theme.palette['background']}",  # the ground of pictures, on dark screens too
    ]
    yield f":root{{color-scheme:light dark;{_declared(light)};{';'.join(families)};{';'.join(sizes)}}}"
    yield f"@media screen and (prefers-color-scheme:dark){{:root{{{_declared(dark)}}}}}"


def _declared(colours: dict[str, str]) -> str:
    return ";".join(f"{name}:{value}" for name, value in colours.items())


def _rem(points: float, factor: float = 1.0) -> str:
    rem = points * POINT * factor
    return f"{rem:.3f}".rstrip("0").rstrip(".") + "rem" if rem else "0"


def _text_rules(page: Page) -> Iterator[str]:
    known = page.theme.texts
    for selector, role in _TEXTS:
        if role in known:
            yield from _rules(page, selector, known[role])


def _rules(page: Page, selector: str, style: TextStyle) -> Iterator[str]:
    margin = f"margin:{_rem(style.space_before, AIR)} 0 {_rem(style.space_after, AIR)}"
    if selector not in _HOLDERS:
        yield f"{selector}{{{_text(page, style)};{margin}}}"
        return
    yield f"{selector}{{{_text(page, style)}}}"
    yield f":where({selector}) :where(p){{{margin}}}"


def _text(page: Page, style: TextStyle) -> str:
    body = page.theme.text("body")
    rem = max(style.size * POINT, LEAST_REM)
    size = f"{rem:.3f}rem"
    if style.size > body.size * 1.5:
        size = f"clamp({0.45 * rem + 0.6:.2f}rem,{0.3 * rem + 0.4:.2f}rem + {0.9 * rem:.2f}vw,{rem:.2f}rem)"
    elif style.size > body.size * 1.08:
        size = f"clamp({1.03 * body.size * POINT:.2f}rem,{body.size * POINT:.2f}rem + .2vw,{rem:.3f}rem)"
    parts = [
        f"font:{'italic' if style.italic else 'normal'} {style.weight} {size}/{style.leading / style.size:.3f} "
        f"var(--{style.family}-family)",
        f"color:{page.ink(style.colour)}",
    ]
    if style.tracking:
        parts.append(f"letter-spacing:{style.tracking / 1000:.3f}em")
    if style.case != "none":
        parts.append("text-transform:uppercase" if style.case == "upper" else "font-variant-caps:small-caps")
    if style.align in ("center", "right"):
        parts.append(f"text-align:{style.align}")
    if style.hyphenate:
        parts.append("hyphens:auto")
    else:
        parts.append("hyphens:manual")
    return ";".join(parts)


def _box_rules(page: Page) -> Iterator[str]:
    for selector, role in _BOXES:
        if role in page.theme.boxes:
            yield f"{selector}{{{_box(page, page.theme.boxes[role])}}}"


def _box(page: Page, box: BoxStyle) -> str:
    padding = " ".join(_rem(one, AIR) for one in box.padding)
    parts = [
        f"background:{page.ink(box.background) if box.background else 'none'}",
        f"padding:{padding}",
        f"margin:{_rem(box.space_before, 1.7)} 0 {_rem(box.space_after, 1.7)}",
    ]
    edges = (("top", box.top), ("right", box.right), ("bottom", box.bottom), ("left", box.left))
    parts += [f"border-{side}:{_edge(page, edge)}" for side, edge in edges]
    return ";".join(parts)


def _edge(page: Page, edge: Edge) -> str:
    return f"{max(edge.width * 4 / 3, 0.6):.3g}px solid {page.ink(edge.colour)}" if edge.width else "0"


def _table_rules(page: Page) -> Iterator[str]:
    for selector, role in _TABLES:
        found = page.theme.tables.get(role)
        if found is not None:
            yield from _table(page, selector, found)


def _table(page: Page, selector: str, style: TableStyle) -> Iterator[str]:
    margin = f"{_rem(style.space_before, 1.6)} 0 {_rem(style.space_after, 1.6)}"
    yield f"{selector}{{margin:{margin}}}"
    yield f"{selector} table{{border-bottom:{_edge(page, style.bottom)};border-top:{_edge(page, style.top)}}}"
    padding = " ".join(_rem(one) for one in style.padding)
    yield f"{selector} td,{selector} th{{padding:{padding};border-bottom:{_edge(page, style.row)}}}"
    yield f"{selector} tbody tr:last-child>*{{border-bottom:0}}"
    yield f"{selector} thead{{border-bottom:{_edge(page, style.head)}}}"
    if style.head_background:
        yield f"{selector} thead th{{background:{page.ink(style.head_background)}}}"
    if style.stripe_background:
        yield f"{selector} tbody tr:nth-child(even)>*{{background:{page.ink(style.stripe_background)}}}"


def _print(page: Page) -> Iterator[str]:
    """On paper the sizes are those of the look, in points."""
    sheet = page.theme.page
    width = f"{sheet.width:.2f}pt {sheet.height:.2f}pt"
    margin = f"{sheet.margin_top:g}pt {max(sheet.margin_right, 60):g}pt {sheet.margin_bottom:g}pt"
    folio = page.theme.text("folio")
    number = f"content:counter(page) ' / ' counter(pages);font:{folio.size:g}pt var(--headings-family)"
    yield f"@page{{size:{width};margin:{margin};@bottom-right{{{number};color:{folio.colour}}}}}"
    yield f"@media print{{html{{font-size:{1 / POINT:.3f}pt}}}}"
