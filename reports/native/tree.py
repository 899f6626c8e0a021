"""HTML text → a strict tree of elements that remember where a template wrote them.

Only form is looked at here: known elements, known attributes, proper nesting. What the elements mean is the
reader's business.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import field
from difflib import get_close_matches
from html import unescape
from html.parser import HTMLParser

from reports.diagnostics import Collector
from reports.native.lexis import first_fault
from reports.native.vocabulary import ELEMENTS, VOID, ElementRule
from reports.patterns import expression
from reports.records import record
from reports.source import Position

#: Templating puts ``\\x02path:line:column\\x03`` before each tag that a template wrote, so that faults name its line.
#: Content can hold neither character: the YAML reader refuses them.
MARK_START, MARK_END = "\x02", "\x03"
_MARK = expression(f"{MARK_START}([^{MARK_START}{MARK_END}\n]+:[0-9]{{1,9}}:[0-9]{{1,9}}){MARK_END}")
_SPACE = expression(r"[ \t\n\r\f]+")

#: White space given as a character reference is kept: it hides behind these until folding is done.
_KEPT = {9: "\x0e", 10: "\x0f", 12: "\x10", 13: "\x11", 32: "\x12"}
_REVEAL = str.maketrans({hidden: chr(code) for code, hidden in _KEPT.items()})

#: How deep elements may stand inside each other.
MAX_DEPTH = 100


@record(slots=True)
class Element:
    """An element: its rule, its attributes, its children (elements and text), its place."""

    rule: ElementRule
    attributes: dict[str, str]
    at: Position
    children: list[Element | str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name of the element."""
        return self.rule.name

    def get(self, name: str) -> str | None:
        """The value of an attribute, or None."""
        return self.attributes.get(name)

    @property
    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]


_ROOT = ElementRule("document", "part", "Document", "blocks")


def parse_tree(html: str, path: str, collector: Collector) -> Element:
    """The tree below a root element named ``document``.

    path
        Named in diagnostics where the text carries no marks of its own (text that no template made).

    Faults are TPL0xx diagnostics; what can be kept of the text around them is kept, so that all are told at once.
    """
    fault = first_fault(html)
    builder = _Builder(path, collector)
    builder.feed(html if fault is None else html[: fault.at])
    if fault is not None:
        builder.stop(fault.message)
        return builder.root
    builder.close()
    builder.finish()
    return builder.root


def fold(text: str) -> str:
    """Text with runs of white space folded to one space, as HTML reads it."""
    return _SPACE.sub(" ", text)


def reveal(text: str) -> str:
    """Text with the kept white space as what it stands for; call it last."""
    return text.translate(_REVEAL)


class _Builder(HTMLParser):
    def __init__(self, path: str, collector: Collector) -> None:
        super().__init__(convert_charrefs=False)
        self._path = path
        self._collector = collector
        self._marked: Position | None = None
        self.root = Element(_ROOT, {}, Position(path))
        self._open: list[Element] = [self.root]
        self._skipping: list[str] = []
        self._skipped: Counter[str] = Counter()

    @property
    def _here(self) -> Position:
        if self._marked is not None:
            return self._marked
        line, offset = self.getpos()
        return Position(self._path, line, offset + 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs, closed=tag in VOID)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._start(tag, attrs, closed=True)

    def _start(self, tag: str, attrs: list[tuple[str, str | None]], *, closed: bool) -> None:
        if self._skipping:
            if not closed:
                self._skip(tag)
            return
        rule = ELEMENTS.get(tag)
        if rule is None or len(self._open) > MAX_DEPTH:
            self._refuse(tag, rule)
            if not closed:
                self._skip(tag)
            return
        element = Element(rule, self._attributes(rule, attrs), self._here)
        self._open[-1].children.append(element)
        if not closed:
            self._open.append(element)

    def _skip(self, tag: str) -> None:
        self._skipping.append(tag)
        self._skipped[tag] += 1

    def _refuse(self, tag: str, rule: ElementRule | None) -> None:
        if rule is not None:
            self._collector.error("TPL003", self._here, f"elements stand more than {MAX_DEPTH} deep in each other")
            return
        near = get_close_matches(tag, ELEMENTS, n=1)
        hint = f"did you mean <{near[0]}>?" if near else "docs/templates.md lists the elements of the notation"
        self._collector.error("TPL001", self._here, f"<{tag}> is not an element of the notation", hint)

    def _attributes(self, rule: ElementRule, attrs: list[tuple[str, str | None]]) -> dict[str, str]:
        allowed = {*rule.required, *rule.optional, *(("data-at",) if rule.kind == "block" else ())}
        found: dict[str, str] = {}
        for name, value in attrs:
            if name not in allowed:
                known = ", ".join(sorted(allowed - {"data-at"})) or "none"
                message = f"<{rule.name}> has no attribute {name!r}"
                self._collector.error("TPL002", self._here, message, f"its attributes are: {known}")
            elif name in found:
                self._collector.error("TPL002", self._here, f"attribute {name!r} of <{rule.name}> is given twice")
            else:
                found[name] = value or ""
        for name in rule.required:
            if name not in found:
                self._collector.error("TPL002", self._here, f"<{rule.name}> needs the attribute {name!r}")
        return found

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if self._skipped[tag]:
                while (last := self._skipping.pop()) != tag:
                    self._skipped[last] -= 1
                self._skipped[tag] -= 1
            return
        if tag in VOID:
            return
        if all(element.name != tag for element in self._open[1:]):
            self._collector.error("TPL003", self._here, f"</{tag}> closes nothing that is open")
            return
        while self._open[-1].name != tag:
            self._unclosed(self._open.pop())
        self._open.pop()

    def _unclosed(self, element: Element) -> None:
        self._collector.error("TPL003", element.at, f"<{element.name}> is not closed", f"write </{element.name}>")

    def handle_data(self, data: str) -> None:
        if MARK_START in data:
            marks = _MARK.findall(data)
            data = _MARK.sub("", data)
            if marks:  # half a mark is text that somebody wrote
                self._marked = Position.parse(marks[-1])
        if data and not self._skipping:
            self._add(data)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name};")

    def _reference(self, text: str) -> None:
        if self._skipping:
            return
        char = unescape(text)
        if char == text:
            self._collector.error("TPL004", self._here, f"{text} is not a character reference of HTML")
        self._add(_KEPT.get(ord(char), char) if len(char) == 1 else char)

    def _add(self, text: str) -> None:
        children = self._open[-1].children
        if children and isinstance(children[-1], str):
            children[-1] += text
        else:
            children.append(text)

    def handle_comment(self, data: str) -> None:
        """Comments of template authors say nothing to readers."""

    def handle_decl(self, decl: str) -> None:
        self._collector.error("TPL001", self._here, "a template writes no <!DOCTYPE>, only the content of a document")

    def unknown_decl(self, data: str) -> None:
        self._collector.error("TPL001", self._here, "<![…]> is not part of the notation")

    def handle_pi(self, data: str) -> None:
        self._collector.error("TPL001", self._here, "<?…> is not part of the notation")

    def stop(self, message: str) -> None:
        """Report why reading ends here."""
        self.close()
        self._collector.error("TPL014", self._here, message, "what stands behind it was not read")

    def finish(self) -> None:
        """Report what is still open at the end."""
        for element in reversed(self._open[1:]):
            self._unclosed(element)
