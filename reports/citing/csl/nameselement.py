"""cs:names, compiled: name variables, substitution, labels, et-al abbreviation.

Source: CSL 1.0.2, "Names", "Substitute", "Label in cs:names", "Et-al", "Inheritable Name Options".
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import personal
from .conditions import compile_condition
from .context import CALLED, FILLED, Context, NameSet
from .decor import Renderer, decorate
from .errors import StyleError
from .nameformat import Dress, NameOptions
from .personal import Name
from .tokens import NAME_LIST_CLOSE, NAME_LIST_OPEN, NAMES_CLOSE, NAMES_OPEN, Token, Tokens
from .xml import Element

if TYPE_CHECKING:
    from .elements import Compiler

Label = Callable[[Context, str, bool], tuple[Token, ...]]
_NAME_CHILDREN = frozenset(("name", "et-al", "label", "substitute"))


def _number(text: str, default: int) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else default


class NamesCompiler:
    """Compiles cs:names elements; knows where their options are inherited from."""

    def __init__(self, compiler: Compiler) -> None:
        self.compiler = compiler
        area = compiler.root.find(compiler.area)
        self.inherited = dict(compiler.root.attrs)
        if area is not None:
            self.inherited.update(area.attrs)
        self.parents: list[Element] = []

    def names(self, element: Element) -> Renderer:
        """The renderer of a cs:names element."""
        variables = element.get("variable").split()
        if not variables:
            raise StyleError("cs:names needs a variable", element.line)
        shape = element
        if self.parents and not any(child.name in _NAME_CHILDREN for child in element.children):
            shape = self.parents[-1]
        options = self.options(shape)
        label, label_first = self.label(shape)
        delimiter = element.attrs.get("delimiter", self.inherited.get("names-delimiter"))
        if delimiter is None:
            delimiter = shape.get("delimiter") or ""
        inner = _NamesRenderer(variables, options, label, label_first, delimiter)
        filled = _with_substitutes(inner.run, self.substitutes(element))
        if options.form == "count" and not self.parents:
            filled = _zero_when_empty(filled)
        return _marked(decorate(filled, element, self.compiler.english))

    def substitutes(self, element: Element) -> list[Renderer]:
        found = element.find("substitute")
        if found is None:
            return []
        self.parents.append(element)
        try:
            return [self.alternative(child) for child in found.children]
        finally:
            self.parents.pop()

    def alternative(self, element: Element) -> Renderer:
        """One candidate of cs:substitute. The elements in a cs:choose are candidates of their own."""
        if element.name != "choose":
            return self.compiler.element(element)
        branches = []
        for branch in element.children:
            predicate = _always if branch.name == "else" else compile_condition(branch)
            branches.append((predicate, [self.alternative(child) for child in branch.children]))

        def run(c: Context) -> None:
            size = len(c.out)
            for predicate, candidates in branches:
                if predicate(c):
                    for candidate in candidates:
                        candidate(c)
                        if len(c.out) > size:
                            return
                    return

        return run

    def options(self, element: Element) -> NameOptions:
        name = element.find("name")
        own = name.attrs if name is not None else {}

        def get(key: str, default: str, inherited: str = "") -> str:
            if key in own:
                return own[key]
            return self.inherited.get(inherited or key, default)

        et_al = element.find("et-al")
        locale = self.compiler.locale
        et_al_text = locale.term(et_al.get("term", "et-al") if et_al is not None else "et-al") or ""
        et_al_tokens: Tokens = []
        Dress.of(et_al).put(et_al_tokens, (et_al_text,) if et_al_text else ())
        minimum, first = _number(get("et-al-min", "0"), 0), _number(get("et-al-use-first", ""), -1)
        parts = {part.get("name"): part for part in (name.children if name is not None else ())}
        with_ = get("initialize-with", "\0")
        return NameOptions(
            and_word=self.and_word(get("and", "")),
            delimiter=get("delimiter", ", ", "name-delimiter"),
            precedes_last=get("delimiter-precedes-last", "contextual"),
            precedes_institution=self.inherited.get("delimiter-precedes-last", "contextual"),
            precedes_et_al=get("delimiter-precedes-et-al", "contextual"),
            minimum=minimum,
            first=first,
            use_last=get("et-al-use-last", "false") == "true",
            sub_minimum=_number(get("et-al-subsequent-min", ""), minimum),
            sub_first=_number(get("et-al-subsequent-use-first", ""), first),
            form=get("form", "long", "name-form"),
            initialize=get("initialize", "true") != "false",
            initialize_with=None if with_ == "\0" else with_,
            hyphen=self.compiler.root.get("initialize-with-hyphen") != "false",
            order=get("name-as-sort-order", ""),
            separator=get("sort-separator", ", "),
            demote=self.compiler.root.get("demote-non-dropping-particle") or "display-and-sort",
            given=Dress.of(parts.get("given")),
            family=Dress.of(parts.get("family")),
            whole=Dress.of(name),
            et_al=tuple(et_al_tokens),
            et_al_unspaced=personal.is_family_first(et_al_text[:1]),
        )

    def and_word(self, kind: str) -> str:
        locale = self.compiler.locale
        if kind == "text":
            return locale.term("and") or ""
        return (locale.terms["and", "symbol"].single if ("and", "symbol") in locale.terms else "&") if kind else ""

    def label(self, element: Element) -> tuple[Label | None, bool]:
        """What writes the label of a name variable, and whether it stands before the names."""
        found = element.find("label")
        if found is None:
            return None, False
        children = [child.name for child in element.children]
        before = "name" not in children or children.index("label") < children.index("name")
        before = before and "name" in children
        form, plural = found.get("form", "long"), found.get("plural", "contextual")
        compiler = self.compiler

        def tokens(c: Context, variable: str, many: bool) -> tuple[Token, ...]:
            many = plural == "always" or (plural == "contextual" and many)
            text = compiler.locale.term(variable, form, many)
            if not text:
                return ()
            saved, c.out = c.out, []
            decorate(lambda c: c.out.append(text), found, compiler.english, compiler.locale.lang)(c)
            written, c.out = tuple(c.out), saved
            return written

        return tokens, before


def _always(c: Context) -> bool:
    return True


def _with_substitutes(names: Renderer, substitutes: list[Renderer]) -> Renderer:
    if not substitutes:
        return names

    def run(c: Context) -> None:
        size = len(c.out)
        names(c)
        if len(c.out) == size:
            _substitute(c, substitutes)

    return run


def _zero_when_empty(names: Renderer) -> Renderer:
    """A count of names is 0, not nothing, where an item has none (it sorts before 1)."""

    def run(c: Context) -> None:
        size = len(c.out)
        names(c)
        if len(c.out) == size and c.sorting:
            c.out.append("0")
            c.vars |= CALLED | FILLED

    return run


def _marked(names: Renderer) -> Renderer:
    """`names` between marks, and left out when this cite suppresses its author."""

    def run(c: Context) -> None:
        out = c.out
        start = len(out)
        out.append(NAMES_OPEN)
        names(c)
        if len(out) == start + 1:
            out.pop()
            return
        out.append(NAMES_CLOSE)
        c.names_printed += 1
        if c.names_suppressed and c.names_printed == 1:
            del out[start:]

    return run


def _substitute(c: Context, substitutes: list[Renderer]) -> None:
    """Try each substitute; what the first one that prints has used is not printed again."""
    size = len(c.out)
    saved = c.tracing
    printed = c.names_printed
    for substitute in substitutes:
        c.tracing = []
        c.names_printed = printed + 1
        suppressed, c.names_suppressed = c.names_suppressed, False
        substitute(c)
        c.names_suppressed = suppressed
        c.names_printed = printed
        used, c.tracing = c.tracing, saved
        if len(c.out) > size:
            c.suppressed = (c.suppressed or set()) | set(used)
            if saved is not None:
                saved.extend(used)
            return


class _NamesRenderer:
    """Prints the name variables of one cs:names element."""

    __slots__ = ("delimiter", "label", "label_first", "options", "variables")

    def __init__(
        self, variables: list[str], options: NameOptions, label: Label | None, label_first: bool, delimiter: str
    ) -> None:
        self.variables = variables
        self.options = options
        self.label = label
        self.label_first = label_first
        self.delimiter = delimiter

    def run(self, c: Context) -> None:
        sets = self.collect(c)
        if not sets:
            c.vars |= CALLED
            return
        if self.options.form == "count":
            self.count(c, sets)
            return
        first = True
        for variable, names in sets:
            if not first:
                c.out.append(self.delimiter)
            first = False
            self.name_set(c, variable, names)
            for used in ("editor", "translator") if variable == "editortranslator" else (variable,):
                c.filled(used)

    def collect(self, c: Context) -> list[tuple[str, tuple[Name, ...]]]:
        sets = []
        for variable in self.variables:
            names = () if c.drops(variable) else c.ref.names(variable)
            if names:
                sets.append((variable, names))
        pair = len(sets) == 2 and {sets[0][0], sets[1][0]} == {"editor", "translator"} and sets[0][1] == sets[1][1]
        if pair and (self.label is None or self.label(c, "editortranslator", False)):
            return [("editortranslator", sets[0][1])]
        return sets

    def count(self, c: Context, sets: list[tuple[str, tuple[Name, ...]]]) -> None:
        total = 0
        for _, names in sets:
            shown, _ = self.abbreviate(c, len(names))
            total += shown
        c.out.append(f"{total:08d}" if c.sorting else str(total))
        for variable, _ in sets:
            c.filled(variable)

    def abbreviate(self, c: Context, count: int) -> tuple[int, bool]:
        """How many of `count` names to show, and whether the last one follows an ellipsis."""
        options = self.options
        minimum, first, last = options.minimum, options.first, options.use_last
        if c.position & ~1 and c.area == "citation":
            minimum, first = options.sub_minimum, options.sub_first
        if c.sort_names is not None:
            over = c.sort_names
            minimum = minimum if over.minimum is None else over.minimum
            first = first if over.first is None else over.first
            last = last if over.last is None else over.last
        if not minimum or count < minimum or count <= first or first < 0:
            return count, False
        return first, last

    def name_set(self, c: Context, variable: str, names: tuple[Name, ...]) -> None:
        options, count = self.options, len(names)
        shown, last = self.abbreviate(c, count)
        levels = [options.base_level] * count
        index = len(c.name_sets)
        if c.plan is not None and not c.sorting and index < len(c.plan.shown):
            shown = max(shown, min(count, c.plan.shown[index]))
            for position, level in enumerate(c.plan.levels[index][:count]):
                levels[position] = max(levels[position], level if options.can_initialize or not level else 2)
        if not c.sorting:
            c.name_sets.append(NameSet(names, shown, tuple(levels), options.can_initialize, options.form))
        if not shown:
            return
        label = self.label(c, variable, count > 1) if self.label is not None and not c.sorting else ()
        out = c.out
        if self.label_first:
            out.extend(label)
        self.join(c, names, shown, last, levels)
        if not self.label_first:
            out.extend(label)

    def join(self, c: Context, names: tuple[Name, ...], shown: int, last: bool, levels: list[int]) -> None:
        options, out, count = self.options, c.out, len(names)
        if c.sorting:
            self.sort_list(c, names, shown, last, levels)
            return
        out.append(NAME_LIST_OPEN)
        inverted = False
        for position in range(shown):
            if position:
                final = position == count - 1
                out.append(self.between(shown, inverted, names[position]) if final else options.delimiter)
            inverted = options.order == "all" or (options.order == "first" and position == 0)
            out.extend(options.tokens(names[position], inverted, levels[position], False))
        if shown < count:
            self.truncated(c, names, shown, last, inverted, levels)
        out.append(NAME_LIST_CLOSE)

    def sort_list(self, c: Context, names: tuple[Name, ...], shown: int, last: bool, levels: list[int]) -> None:
        """Names for a sort key: all inverted, joined evenly, without "and" and "et al."."""
        kept = [*range(shown), len(names) - 1] if last and shown < len(names) else range(shown)
        for place, position in enumerate(kept):
            if place:
                c.out.append(", ")
            c.out.extend(self.options.tokens(names[position], True, levels[position], True))

    def truncated(
        self, c: Context, names: tuple[Name, ...], shown: int, last: bool, inverted: bool, levels: list[int]
    ) -> None:
        options, out = self.options, c.out
        if not shown:
            return
        if last and len(names) >= shown + 2:
            out.append(options.delimiter + "… ")
            out.extend(options.tokens(names[-1], options.order == "all", levels[-1], False))
            return
        if not options.et_al:
            return
        match options.precedes_et_al:
            case "always":
                delimited = True
            case "never":
                delimited = False
            case "after-inverted-name":
                delimited = inverted
            case _:
                delimited = shown > 1
        out.append(options.delimiter if delimited else "" if options.et_al_unspaced else " ")
        out.extend(options.et_al)

    def between(self, shown: int, inverted: bool, last: Name) -> str:
        """What stands between the last two names; before an institution cs:name's own setting does not count,
        which is made for names that switch places, only that of the style."""
        options = self.options
        if not options.and_word:
            return options.delimiter
        if options.and_word.endswith("\u2008"):
            return options.and_word  # a conjunction that brings its own space
        match options.precedes_last if last.is_personal else options.precedes_institution:
            case "always":
                delimited = True
            case "never":
                delimited = False
            case "after-inverted-name":
                delimited = inverted
            case _:
                delimited = shown > 2
        if delimited:
            gap = "" if options.delimiter[-1:].isspace() else " "
            return f"{options.delimiter}{gap}{options.and_word} "
        return f" {options.and_word} "
