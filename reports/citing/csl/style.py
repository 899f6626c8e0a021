"""Styles: read, resolve dependent ones, check, compile.

Source: CSL 1.0.2, "File Types", "Styles - Structure", "Options".
"""

from __future__ import annotations

from collections.abc import Callable

from reports.records import record

from . import locale as localisation
from .check import check
from .context import Context, SortNames
from .decor import Renderer
from .elements import Compiler
from .errors import StyleError
from .locale import Locale, LocaleLoader
from .output import Quotes
from .tokens import CLOSE, Kind, Mark, Token
from .xml import Element, parse

ParentLoader = Callable[[str], bytes | None]
MAX_PARENTS = 5


@record(frozen=True, slots=True)
class SortKey:
    """One cs:key: what to render, the direction, and its own et-al settings."""

    variable: str
    render: Renderer | None
    descending: bool
    names: SortNames | None


@record(slots=True)
class Layout:
    """A compiled cs:citation or cs:bibliography."""

    render: Renderer
    prefix: str
    suffix: str
    delimiter: str
    opening: tuple[Token, ...]
    closing: tuple[Token, ...]
    options: dict[str, str]
    sort: list[SortKey]

    def flag(self, name: str) -> bool:
        return self.options.get(name) == "true"


@record(slots=True)
class Style:
    """A style compiled for one locale; immutable in use and free to share between documents."""

    root: Element
    locale: Locale
    citation: Layout
    bibliography: Layout | None
    quotes: Quotes
    title: str
    citation_format: str
    is_note: bool

    @property
    def has_bibliography(self) -> bool:
        return self.bibliography is not None


def read_style(csl_xml: bytes, parents: ParentLoader) -> Element:
    """The root of an independent style; a dependent style is followed to its parent.

    A dependent style's default-locale wins over its parent's. Raises StyleError.
    """
    root = parse(csl_xml)
    seen: list[str] = []
    locale = root.get("default-locale")
    while True:
        if root.name != "style":
            raise StyleError(f"this is not a CSL style: its root element is <{root.name}>", root.line)
        link = _parent_link(root)
        if root.find("citation") is not None or not link:
            break
        name = link.rstrip("/").rpartition("/")[2]
        if name in seen or len(seen) >= MAX_PARENTS:
            raise StyleError(f"the style's independent parent {name!r} leads back to itself")
        seen.append(name)
        source = parents(name)
        if source is None:
            raise StyleError(f"the style depends on {name!r}, which cannot be found")
        root = parse(source)
        locale = locale or root.get("default-locale")
    if locale:
        root.attrs["default-locale"] = locale
    return root


def _parent_link(root: Element) -> str:
    info = root.find("info")
    for link in info.all("link") if info is not None else ():
        if link.get("rel") == "independent-parent":
            return link.get("href")
    return ""


def chosen_locale(root: Element, wanted: str) -> str:
    """The output locale: the wanted language; within one language the style's own dialect.

    A style that names a default locale is written for that dialect's punctuation (OSCOLA for British quotation
    marks, Chicago for American ones), so en-US in a style for en-GB stays en-GB; another language wins.
    """
    default = localisation.normal_tag(root.get("default-locale")) if root.get("default-locale") else ""
    if not wanted:
        return default or "en-US"
    wanted = localisation.normal_tag(wanted)
    if default and default.partition("-")[0] == wanted.partition("-")[0] and "-" in default and default[:3] != "sr-":
        return default
    return wanted


def compile_style(root: Element, wanted: str, load: LocaleLoader, exact: bool = False) -> Style:
    """Compile a style's root for a locale. Raises StyleError."""
    check(root)
    tag = localisation.normal_tag(wanted) if exact and wanted else chosen_locale(root, wanted)
    home = root.get("default-locale").partition("-")[0].lower()
    locale = localisation.build(tag, load, root.all("locale"), foreign=home not in ("", tag.partition("-")[0].lower()))
    citation = root.find("citation")
    if citation is None:
        raise StyleError("the style has no cs:citation", root.line)
    bibliography = root.find("bibliography")
    info = root.find("info")
    title = info.find("title") if info is not None else None
    category = next((c for c in (info.all("category") if info is not None else ()) if c.get("citation-format")), None)
    is_note = root.get("class") == "note"
    return Style(
        root=root,
        locale=locale,
        citation=_layout(citation, Compiler(root, locale, "citation")),
        bibliography=None if bibliography is None else _layout(bibliography, Compiler(root, locale, "bibliography")),
        quotes=Quotes(locale),
        title=title.text.strip() if title is not None else "",
        citation_format=category.get("citation-format")
        if category is not None
        else "note"
        if is_note
        else "author-date",
        is_note=is_note,
    )


def _layout(element: Element, compiler: Compiler) -> Layout:
    layout = element.find("layout")
    if layout is None:
        raise StyleError(f"cs:{element.name} has no cs:layout", element.line)
    render = compiler.isolated(layout.children)
    if compiler.area == "bibliography" and element.get("second-field-align"):
        render = _second_field(layout.children, compiler)
    opening = [Mark(Kind.FORMAT, (name, layout.get(name))) for name in _FORMATS if name in layout.attrs]
    sort = element.find("sort")
    return Layout(
        render=_bounded(render, layout.line),
        prefix=layout.get("prefix"),
        suffix=layout.get("suffix"),
        delimiter=layout.get("delimiter"),
        opening=tuple(opening),
        closing=tuple(CLOSE[Kind.FORMAT] for _ in opening),
        options={**compiler.root.attrs, **element.attrs},
        sort=[_sort_key(key, compiler) for key in sort.all("key")] if sort is not None else [],
    )


#: Letters that a style may print for one reference, unless the reference itself has many.
MAX_LETTERS = 10_000
_TIMES = 4


def _bounded(render: Renderer, line: int) -> Renderer:
    """*render*, with a StyleError where it prints much more than the reference has."""

    def run(c: Context) -> None:
        render(c)
        letters = sum(len(token) for token in c.out if isinstance(token, str))
        if letters > MAX_LETTERS:
            own = len(str(c.ref.data)) + len(c.locator)
            if letters > max(MAX_LETTERS, _TIMES * own):
                raise StyleError(f"the style prints more than {MAX_LETTERS:,} letters for one reference", line)

    return run


_FORMATS = ("font-style", "font-variant", "font-weight", "text-decoration", "vertical-align")


def _second_field(children: list[Element], compiler: Compiler) -> Renderer:
    """The first field in the margin, the rest beside it."""
    first = compiler.isolated(children[:1])
    rest = compiler.isolated(children[1:])
    left, right = Mark(Kind.DISPLAY, "left-margin"), Mark(Kind.DISPLAY, "right-inline")

    def run(c: Context) -> None:
        for mark, part in ((left, first), (right, rest)):
            size = len(c.out)
            c.out.append(mark)
            part(c)
            if len(c.out) == size + 1:
                c.out.pop()
            else:
                c.out.append(CLOSE[Kind.DISPLAY])

    return run


def _sort_key(key: Element, compiler: Compiler) -> SortKey:
    def number(name: str) -> int | None:
        text = key.get(name)
        return int(text) if text.isascii() and text.isdigit() else None

    last = key.get("names-use-last")
    names = SortNames(number("names-min"), number("names-use-first"), last == "true" if last else None)
    macro = key.get("macro")
    if not macro and not key.get("variable"):
        raise StyleError("cs:key needs a variable or a macro", key.line)
    return SortKey(
        variable=key.get("variable"),
        render=compiler.macro(macro, key.line) if macro else None,
        descending=key.get("sort") == "descending",
        names=None if names == SortNames() else names,
    )
