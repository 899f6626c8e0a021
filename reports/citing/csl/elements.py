"""cs:text, cs:number, cs:label, cs:group, cs:choose and macros, compiled to closures.

Source: CSL 1.0.2, "Rendering Elements". A renderer appends to the context's output; a group asks afterwards whether
its variables printed anything.
"""

from __future__ import annotations

from . import numbers, richtext
from .conditions import Predicate, compile_condition
from .context import CALLED, FILLED, Area, Context
from .dateelement import compile_date
from .decor import English, Renderer, decorate
from .errors import StyleError
from .locale import Locale
from .locators import term_names
from .nameselement import NamesCompiler
from .textvariable import text_variable
from .tokens import Token
from .xml import Element

MAX_MACRO_DEPTH = 60


class Compiler:
    """Compiles the elements of one style for one locale and one area (citation or bibliography)."""

    def __init__(self, root: Element, locale: Locale, area: Area) -> None:
        self.root = root
        self.locale = locale
        self.area = area
        self.english = English(root.get("default-locale"))
        self.macros = {item.get("name"): item for item in root.all("macro")}
        self.compiled: dict[str, Renderer] = {}
        self.open: list[str] = []
        self.in_text = root.get("class") == "in-text"
        self.implicit_suffix = not _renders_year_suffix(root)
        self.names = NamesCompiler(self)

    def sequence(self, elements: list[Element]) -> Renderer:
        """The children of a layout, macro or branch: each in turn, the context's delimiter between them."""
        kids = [(child.name == "choose", self.element(child)) for child in elements]
        plain = tuple(kid for _, kid in kids)
        if len(kids) == 1 and kids[0][0]:
            return plain[0]  # a lone cs:choose puts the delimiters itself

        def run(c: Context) -> None:
            delimiter = c.delimiter
            out = c.out
            if not delimiter:
                for kid in plain:
                    kid(c)
                return
            for transparent, kid in kids:
                size = len(out)
                if transparent or size == c.body:
                    kid(c)
                    continue
                out.append(delimiter)
                kid(c)
                if len(out) == size + 1:
                    out.pop()

        return run

    def isolated(self, elements: list[Element], delimiter: str = "") -> Renderer:
        """As `sequence`, with a delimiter of its own: ancestors' delimiters do not reach in."""
        inner = self.sequence(elements)

        def run(c: Context) -> None:
            saved_body, saved_delimiter = c.body, c.delimiter
            c.body, c.delimiter = len(c.out), delimiter
            inner(c)
            c.body, c.delimiter = saved_body, saved_delimiter

        return run

    def element(self, element: Element) -> Renderer:
        """The renderer of one element. Raises StyleError for an element CSL does not know here."""
        match element.name:
            case "text":
                return self.text(element)
            case "group":
                return self.group(element)
            case "choose":
                return self.choose(element)
            case "names":
                return self.names.names(element)
            case "date":
                return compile_date(element, self.locale, self.english, self.implicit_suffix)
            case "number":
                return self.number(element)
            case "label":
                return self.label(element)
            case other:
                raise StyleError(f"unknown rendering element cs:{other}", element.line)

    def text(self, element: Element) -> Renderer:
        if "macro" in element.attrs:
            return decorate(self.macro(element.get("macro"), element.line), element, self.english)
        if "variable" in element.attrs:
            inner = text_variable(element.get("variable"), element.get("form"), self.root, self.locale)
        elif "term" in element.attrs:
            plural = element.get("plural") == "true"
            inner = self.term(element.get("term"), element.get("form"), plural)
            return decorate(inner, element, self.english, self.locale.lang)
        elif "value" in element.attrs:
            inner = _constant(richtext.parse(element.get("value")))
        else:
            raise StyleError("cs:text needs one of variable, macro, term, value", element.line)
        return decorate(inner, element, self.english)

    def term(self, name: str, form: str, plural: bool) -> Renderer:
        text = self.locale.term(name, form, plural) or ""
        if not text:
            return _nothing
        capitals = not (self.in_text and self.area == "citation")
        raised = text[0].upper() + text[1:]

        def run(c: Context) -> None:
            c.out.append(raised if capitals and raised != text and c.begins() else text)

        return run

    def macro(self, name: str, line: int) -> Renderer:
        """A macro's renderer, compiled when it is first run. Raises StyleError when there is no such macro."""
        if name not in self.macros:
            raise StyleError(f"there is no macro named {name!r}", line)
        inner: Renderer | None = None
        weight = 1

        def run(c: Context) -> None:
            nonlocal inner, weight
            if inner is None:
                inner = self.compiled.get(name)
                if inner is None:
                    inner = self.compiled[name] = self.sequence(self.macros[name].children)
                weight = 1 + _letters(self.macros[name])
            c.steps -= weight
            if c.steps < 0:
                raise StyleError("the style's macros expand without end", line)
            outer, c.vars = c.vars, 0
            body, delimiter = c.body, c.delimiter
            c.body = size = len(c.out)
            c.delimiter = ""
            inner(c)
            c.body, c.delimiter = body, delimiter
            if c.vars & CALLED and not c.vars & FILLED:
                del c.out[size:]
                c.vars = outer | CALLED
            else:
                c.vars |= outer | (FILLED if len(c.out) > size else 0)

        return run

    def group(self, element: Element) -> Renderer:
        own = element.get("delimiter")
        bare = not element.attrs.keys() - {"delimiter"}
        inner = self.sequence(element.children) if bare else self.isolated(element.children, own)
        dressed = decorate(inner, element, self.english)

        def run(c: Context) -> None:
            outer, c.vars = c.vars, 0
            size = len(c.out)
            if bare:
                body, delimiter = c.body, c.delimiter
                c.body, c.delimiter = size, own
                inner(c)
                c.body, c.delimiter = body, delimiter
            else:
                dressed(c)
            found = c.vars
            if found & CALLED and not found & FILLED:
                del c.out[size:]
                c.vars = outer | CALLED
            else:
                c.vars = outer | found | (FILLED if len(c.out) > size else 0)

        return run

    def choose(self, element: Element) -> Renderer:
        branches: list[tuple[Predicate, Renderer]] = []
        otherwise: Renderer | None = None
        for child in element.children:
            if child.name == "else":
                otherwise = self.sequence(child.children)
            elif child.name in ("if", "else-if"):
                branches.append((compile_condition(child), self.sequence(child.children)))
            else:
                raise StyleError(f"cs:choose cannot contain cs:{child.name}", child.line)

        def run(c: Context) -> None:
            for predicate, branch in branches:
                if predicate(c):
                    branch(c)
                    return
            if otherwise is not None:
                otherwise(c)

        return run

    def number(self, element: Element) -> Renderer:
        variable, form = element.get("variable"), element.get("form")
        gender = self.locale.gender(variable)
        locale = self.locale
        plain = text_variable(variable, "", self.root, locale, number=True)
        if form in ("", "numeric"):
            return decorate(plain, element, self.english)

        def run(c: Context) -> None:
            start = len(c.out)
            plain(c)
            if len(c.out) == start or c.sorting:
                return
            text = "".join(token for token in c.out[start:] if isinstance(token, str))
            c.out[start:] = [numbers.form_number(text, form, locale, gender)]

        return decorate(run, element, self.english)

    def label(self, element: Element) -> Renderer:
        variable = element.get("variable")
        form, plural = element.get("form", "long"), element.get("plural", "contextual")
        locale = self.locale

        def run(c: Context) -> None:
            text = c.locator if variable == "locator" else _number_text(c, variable)
            if not text or c.drops(variable):
                c.vars |= CALLED
                return
            many = plural == "always" or (plural == "contextual" and numbers.is_plural(text, variable))
            for name in term_names(c.label) if variable == "locator" else (variable,):
                term = locale.term(name, form, many)
                if term:
                    c.out.append(term)
                    c.vars |= CALLED | FILLED
                    return

        return decorate(run, element, self.english, self.locale.lang)


def _number_text(c: Context, variable: str) -> str:
    match variable:
        case "citation-number":
            return str(c.citation_number or "")
        case "first-reference-note-number":
            return str(c.first_note or "")
        case _:
            return c.ref.text(variable)


def _nothing(c: Context) -> None:
    return None


def _constant(tokens: tuple[Token, ...]) -> Renderer:
    if tokens == ("",):
        return _nothing

    def run(c: Context) -> None:
        c.out.extend(tokens)

    return run


def _renders_year_suffix(element: Element) -> bool:
    """Whether the style prints the year-suffix variable itself (then dates do not add it)."""
    if element.name == "text" and element.get("variable") in ("year-suffix", "citation-label"):
        return True
    return any(_renders_year_suffix(child) for child in element.children)


def _letters(element: Element) -> int:
    """Letters that *element* prints of its own, whatever the reference holds."""
    own = sum(len(element.get(name)) for name in ("prefix", "suffix", "delimiter", "value"))
    return own + sum(map(_letters, element.children))
