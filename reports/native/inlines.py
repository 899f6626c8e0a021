"""Native HTML → inlines: the half of the reader that fills lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, cast, get_args

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.native.tree import Element, fold, reveal
from reports.native.values import Values
from reports.patterns import expression
from reports.source import Position

_REF_FORMS: tuple[i.RefForm, ...] = get_args(i.RefForm)
_NOTE_KINDS: tuple[i.NoteKind, ...] = get_args(i.NoteKind)
_CLUSTER_MODES: tuple[i.ClusterMode, ...] = get_args(i.ClusterMode)
_ITEM_MODES: tuple[i.ItemMode, ...] = get_args(i.ItemMode)

_ID = expression(r"[A-Za-z][A-Za-z0-9_.:-]*\Z")
_ROLE = expression(r"[a-z][a-z0-9-]*\Z")
_LANG = expression(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")
_HREF = expression(r"(?:https?://|mailto:|#)\S+\Z", re.IGNORECASE)


class InlineReader:
    """Reads inlines, and the attributes that blocks and inlines share."""

    def __init__(self, collector: Collector, take: Callable[[int], b.Blocks | i.Inlines]) -> None:
        self.collector = collector
        self._take = take
        self._inline_readers: dict[str, Callable[[Element], i.Inline]] = {
            "em": lambda e: i.Emph(self.run(e)),
            "strong": lambda e: i.Strong(self.run(e)),
            "sup": lambda e: i.Superscript(self.run(e)),
            "sub": lambda e: i.Subscript(self.run(e)),
            "x-small-caps": lambda e: i.SmallCaps(self.run(e)),
            "code": lambda e: i.Code(self.verbatim(e)),
            "br": lambda _: i.LineBreak(),
            "span": lambda e: i.Span(self.run(e), self.role(e), self.lang(e)),
            "a": lambda e: i.Link(self.run(e), self._href(e), self.at(e)),
            "x-ref": self._ref,
            "x-cite": self._cite,
            "x-note": self._note,
        }

    def flow(self, element: Element, parts: Sequence[str] = ()) -> b.Blocks:
        """Blocks or one paragraph; the block reader has it."""
        raise NotImplementedError

    # Lines

    def inlines(self, element: Element, parts: Sequence[str] = ()) -> i.Inlines:
        """The inlines that fill a block: white space at its ends is stripped."""
        out = list(self.run(element, parts, reveal_text=False))
        if out and isinstance(out[0], i.Text):
            out[0] = i.Text(out[0].text.lstrip(" "))
        if out and isinstance(out[-1], i.Text):
            out[-1] = i.Text(out[-1].text.rstrip(" "))
        texts = (i.Text(reveal(one.text)) if isinstance(one, i.Text) else one for one in out)
        return tuple(one for one in texts if not (isinstance(one, i.Text) and not one.text))

    def run(self, element: Element, parts: Sequence[str] = (), *, reveal_text: bool = True) -> i.Inlines:
        """The inlines inside an inline element: white space is folded, the ends stay."""
        out: list[i.Inline] = []
        for child in element.children:
            if isinstance(child, str):
                text = fold(child)
                out.append(i.Text(reveal(text) if reveal_text else text))
            elif child.name in parts:
                continue
            elif child.name == "x-slot":
                out.extend(self._slot_inlines(child))
            elif child.name in self._inline_readers:
                out.append(self._inline_readers[child.name](child))
            else:
                message = f"<{child.name}> cannot stand in a line of <{element.name}>"
                hint = f"use <div> in place of <{element.name}>" if child.rule.kind == "block" else ""
                self.collector.error("TPL003", child.at, message, hint)
        return tuple(out)

    def slot(self, element: Element) -> b.Blocks | i.Inlines:
        """What the slot stands for; a number that was never given out is a template's own invention (TPL008)."""
        number = element.get("n") or ""
        if number.isascii() and number.isdigit() and len(number) < 10:
            with suppress(IndexError):
                return self._take(int(number))
        self.collector.error("TPL008", element.at, "<x-slot> is written by the program only")
        return ()

    def _slot_inlines(self, element: Element) -> i.Inlines:
        content: tuple[Any, ...] = self.slot(element)
        if content and all(isinstance(one, b.Para) for one in content):
            lines: list[i.Inline] = []
            for para in cast("tuple[b.Para, ...]", content):
                lines.extend((i.LineBreak(), *para.content) if lines else para.content)
            return tuple(lines)
        if any(isinstance(one, _BLOCKS_NOT_PARA) for one in content):
            kinds = ", ".join(sorted({type(one).__name__ for one in content}))
            message = f"this field holds blocks ({kinds}) and stands in a line"
            self.collector.error("TPL008", element.at, message, "put the field in a <div>, <li>, <td> or <section>")
            return ()
        return cast("i.Inlines", content)

    def verbatim(self, element: Element) -> str:
        """The characters of an element that keeps them as they are."""
        for child in element.elements:
            self.collector.error("TPL003", child.at, f"<{element.name}> holds characters only, not <{child.name}>")
        return reveal("".join(child for child in element.children if isinstance(child, str)))

    # Inlines with attributes

    def _ref(self, e: Element) -> i.Inline:
        form = Values(e, self.collector).choice("form", _REF_FORMS, "label")
        return i.Ref(e.get("to") or "", form, self.run(e), self.at(e))

    def _note(self, e: Element) -> i.Inline:
        values = Values(e, self.collector)
        kind = values.choice("data-kind", _NOTE_KINDS, "foot")
        return i.Note(self.flow(e), kind, e.get("data-number") or "", self.at(e))

    def _cite(self, e: Element) -> i.Inline:
        mode = Values(e, self.collector).choice("mode", _CLUSTER_MODES, "parenthetical")
        items = tuple(self._cite_item(c) for c in e.elements if c.name == "x-item")
        text = next((self.inlines(c) for c in e.elements if c.name == "x-text"), ())
        if len(items) + (1 if text else 0) != len([c for c in e.children if isinstance(c, Element) or c.strip()]):
            self.collector.error("TPL003", e.at, "<x-cite> holds <x-item> elements and at most one <x-text>")
        return i.Cite(items, mode, text, self.at(e))

    def _cite_item(self, e: Element) -> i.CiteItem:
        mode = Values(e, self.collector).choice("mode", _ITEM_MODES, "normal")
        prefix = next((self.inlines(c) for c in e.elements if c.name == "x-prefix"), ())
        suffix = next((self.inlines(c) for c in e.elements if c.name == "x-suffix"), ())
        locator, label = e.get("locator") or "", e.get("label") or ""
        return i.CiteItem(e.get("key") or "", locator, label, prefix, suffix, mode, self.at(e))

    # Attributes

    def at(self, e: Element) -> Position | None:
        """Where the author wrote it, where the template says so."""
        text = e.get("data-at")
        if not text:
            return None
        try:
            return Position.parse(text)
        except ValueError:
            self.collector.error("TPL006", e.at, f"data-at={text!r} is not path:line:column")
            return None

    def id(self, e: Element) -> str | None:
        """The id, checked."""
        return self._checked(e, "id", _ID, "an id (letters, digits and hyphens, a letter first)")

    def role(self, e: Element) -> str | None:
        """The role, from ``class``."""
        return self._checked(e, "class", _ROLE, "one role (lower case, digits and hyphens)")

    def lang(self, e: Element) -> str | None:
        """The language tag."""
        return self._checked(e, "lang", _LANG, "a language tag such as en-GB")

    def _checked(self, e: Element, name: str, pattern: re.Pattern[str], wanted: str) -> str | None:
        text = e.get(name)
        if not text:
            return None
        if pattern.match(text):
            return text
        self.collector.error("TPL006", e.at, f"{name}={text!r} of <{e.name}> is not {wanted}")
        return None

    def _href(self, e: Element) -> str:
        href = e.get("href") or ""
        if _HREF.match(href):
            return href
        hint = "links go to http, https, mailto or #id"
        self.collector.error("TPL009", e.at, f"a link cannot go to {href[:60]!r}", hint)
        return "#"


_BLOCKS_NOT_PARA = (
    b.Heading, b.Section, b.Division, b.List, b.DefinitionList, b.Quote, b.CodeBlock, b.Rule, b.Figure, b.Table,
    b.Callout, b.Contents, b.References, b.Endnotes, b.PageBreak,
)  # fmt: skip
