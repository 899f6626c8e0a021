"""From the parser's tokens to the inlines of the model: places, typographic punctuation, refusals."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field, replace
from typing import Any, cast

from markdown_it.token import Token

from reports.model import blocks as b
from reports.model import inlines as i
from reports.patterns import expression
from reports.records import record
from reports.schema.markdown.smart import OBJECT, smarten
from reports.schema.text import BIDI
from reports.schema.yamlreader import shorten
from reports.source import Position

#: Tells where an offset into the content of an inline token stands in the file.
Placer = Callable[[int], Position | None]
#: (code, place, message, hint)
Report = Callable[[str, Position | None, str, str], None]
#: Gives the blocks of the note with this label, called at this place; whether it is called inside of a note.
NoteText = Callable[[str, Position | None, bool], "tuple[b.Block, ...]"]

_SCHEMES = expression(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@[^\s@]+)", re.IGNORECASE)
_ANCHOR = expression(r"#[a-z][a-z0-9-]*\Z")
_FORBIDDEN = expression("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@record(slots=True)
class _Leaf:
    """Characters that may still change; *guarded* ones may not."""

    text: str
    guarded: bool = False


@record(slots=True)
class _Branch:
    """An inline that is still being built: *make* gets its finished content."""

    make: Callable[[tuple[i.Inline, ...]], i.Inline]
    close: str
    inside: list[Any] = field(default_factory=list)


#: Emphasis and links inside each other, at most.
MAX_MARKS_DEEP = 30


@record(slots=True)
class InlineConverter:
    """Turns the children of inline tokens into model inlines.

    note_text
        How to get at the text of labelled notes.
    in_note
        Whether the text of a note is converted, which cannot hold another.
    """

    lang: str
    report: Report
    note_text: NoteText
    in_note: bool = False
    open_html: set[str] = field(default_factory=set)

    def convert(self, tokens: Sequence[Token], place: Placer) -> tuple[i.Inline, ...]:
        """The inlines of *tokens*, with typographic punctuation."""
        tree = self._tree(tokens, place)
        _smarten(tree, self.lang)
        return tuple(_frozen(tree))

    def _tree(self, tokens: Sequence[Token], place: Placer) -> list[Any]:
        root: list[Any] = []
        stack: list[_Branch] = []
        here = root
        passed = 0  # marks open that are too deep: their text stays, they themselves do not
        for token in tokens:
            if token.nesting > 0 and len(stack) >= MAX_MARKS_DEEP:
                if not passed:
                    message = f"emphasis or links stand more than {MAX_MARKS_DEEP} deep in each other"
                    self.report("MDN014", place(token.meta.get("pos", 0)), message, "take some levels out")
                passed += 1
            elif token.nesting < 0 and passed:
                passed -= 1
            elif token.nesting < 0:
                done = stack.pop()
                here = stack[-1].inside if stack else root
                here.append(done)
            elif token.nesting > 0:
                stack.append(self._branch(token, place))
                here = stack[-1].inside
            else:
                here.extend(self._leaf(token, place))
        return root

    def _branch(self, token: Token, place: Placer) -> _Branch:
        match token.type:
            case "em_open":
                return _Branch(i.Emph, "em_close")
            case "strong_open":
                return _Branch(i.Strong, "strong_close")
            case "link_open":
                return self._link(token, place)
            case kind:  # pragma: no cover - the rules that are enabled open nothing else
                raise AssertionError(f"unknown inline token {kind}")

    def _link(self, token: Token, place: Placer) -> _Branch:
        href = str(token.attrGet("href") or "")
        at = place(token.meta.get("pos", 0))
        self._check_target(href, at)
        if token.attrGet("title"):
            self.report(
                "MDN015",
                at,
                "the title of this link is printed nowhere",
                "leave it out, or put it into the text",
            )

        def make(content: tuple[i.Inline, ...]) -> i.Inline:
            return i.Link(content or (i.Text(href or "#"),), href, at)

        branch = _Branch(make, "link_close")
        branch.close = "autolink" if token.markup == "autolink" else branch.close
        return branch

    def _check_target(self, href: str, at: Position | None) -> None:
        if _SCHEMES.match(href) or _ANCHOR.match(href):
            return
        hint = "links begin with https://, http:// or mailto:, or are #id of something in this brief"
        if href.startswith("www."):
            hint = f"write https://{shorten(href)}"
        shown = f"`{shorten(href)}`" if href else "nothing"
        self.report("MDN002", at, f"the link leads to {shown}, which is not allowed", hint)

    def _leaf(self, token: Token, place: Placer) -> Iterator[Any]:
        match token.type:
            case "text":
                yield _Leaf(token.content.replace("\t", " "))
            case "text_special":
                yield _Leaf(self._special(token, place), guarded=True)
            case "softbreak":
                yield _Leaf(" ")
            case "hardbreak":
                yield i.LineBreak()
            case "code_inline":
                yield i.Code(token.content)
            case _:
                yield from self._ours(token, place)

    def _special(self, token: Token, place: Placer) -> str:
        """What an escape or an entity stands for; entities can name characters that no text may hold."""
        text = token.content
        if text.isspace():
            return " " if text in "\t\n\r\x0b\x0c\x85\u2028\u2029" else text
        at = place(token.meta.get("pos", 0))
        if _FORBIDDEN.search(text):
            self.report("MDN018", at, f"the character U+{ord(text[0]):04X} cannot be printed", "delete it")
            return ""
        if BIDI.search(text):
            message = f"the invisible character U+{ord(text[0]):04X} changes the direction of the text after it"
            self.report("MDN011", at, message, "delete it unless it is meant")
        return text

    def _ours(self, token: Token, place: Placer) -> Iterator[Any]:
        """What our own rules make, and what is refused."""
        meta = token.meta
        match token.type:
            case "cite":
                yield self._cite(meta, place)
            case "ref":
                yield i.Ref(meta["id"], form=meta["form"], at=place(meta["pos"]))
            case "script":
                make = i.Superscript if meta["sign"] == "^" else i.Subscript
                yield make((i.Text(meta["text"]),))
            case "value":
                yield _Leaf(meta["text"], guarded=True)
            case "note_call":
                yield from self._called_note(meta, place)
            case "language":
                own = replace(self, lang=meta["lang"])
                yield i.Span(own.convert(meta["children"], place), lang=meta["lang"])
            case "inline_note":
                yield self._inline_note(meta, place)
            case "fault":
                self.report(meta["code"], place(meta["pos"]), meta["message"], meta["hint"])
            case "html":
                self._html(meta, place)
            case "image":
                hint = "put it into a figure block: `- figure: {id: fig-…, src: …, alt: …, caption: …}`"
                self.report("MDN003", place(meta.get("pos", 0)), "a picture cannot stand in Markdown", hint)
            case kind:  # pragma: no cover - the rules that are enabled make nothing else
                raise AssertionError(f"unknown inline token {kind}")

    def _cite(self, meta: dict[str, Any], place: Placer) -> i.Cite:
        items = tuple(self._item(one, place) for one in meta["items"])
        return i.Cite(items, mode=meta["mode"], at=place(meta["pos"]))

    def _item(self, item: dict[str, Any], place: Placer) -> i.CiteItem:
        return i.CiteItem(
            key=item["key"],
            locator=item["locator"],
            label=item["label"],
            prefix=self.convert(item["prefix"], place),
            suffix=self.convert(item["suffix"], place),
            mode=item["mode"],
            at=place(item["pos"]),
        )

    def _called_note(self, meta: dict[str, Any], place: Placer) -> Iterator[i.Inline]:
        at = place(meta["pos"])
        content = self.note_text(meta["label"], at, self.in_note or meta["in_note"])
        if content:
            yield i.Note(content, at=at)

    def _inline_note(self, meta: dict[str, Any], place: Placer) -> i.Note:
        content = self.convert(meta["children"], place)
        at = place(meta["pos"])
        return i.Note((b.Para(content, at=at),), at=at)

    def _html(self, meta: dict[str, Any], place: Placer) -> None:
        """Raw HTML: told once for an element, not again for its end tag."""
        if meta["close"] and meta["close"].lower() in self.open_html:
            return
        if meta["open"]:
            self.open_html.add(meta["open"].lower())
        shown = shorten(meta["text"], 40)
        hint = "write Markdown instead; a `<` that shall print is written \\<"
        self.report("MDN001", place(meta["pos"]), f"`{shown}` is HTML, which is not passed on", hint)


def _leaves(tree: list[Any]) -> Iterator[Any]:
    """Leaves and finished inlines in reading order; a _Branch of an autolink guards its text."""
    for one in tree:
        if isinstance(one, _Branch):
            if one.close == "autolink":
                for leaf in one.inside:
                    leaf.guarded = True
            yield from _leaves(one.inside)
        else:
            yield one


#: Where typographic punctuation may have something to do; the last two, in French.
_SMART = expression(r"--|\.\.\.|[\"']| [;:!?»]|« ")


def _smarten(tree: list[Any], lang: str) -> None:
    """Typographic punctuation in all leaves, judged over the whole of their text."""
    leaves = list(_leaves(tree))
    pieces = [_characters(one) for one in leaves]
    text = "".join(pieces)
    if not _SMART.search(text):
        return
    guarded = bytearray()
    for one, piece in zip(leaves, pieces, strict=True):
        keep = not isinstance(one, _Leaf) or one.guarded
        guarded += (b"\x01" if keep else b"\x00") * len(piece)
    changes = smarten(text, guarded, lang)
    offset = 0
    for one, piece in zip(leaves, pieces, strict=True):
        if isinstance(one, _Leaf) and not one.guarded:
            one.text = _changed(piece, offset, changes)
        offset += len(piece)


def _characters(leaf: Any) -> str:
    match leaf:
        case _Leaf():
            return leaf.text
        case i.LineBreak():
            return "\n"
        case i.Note():
            return ""
        case _:
            return OBJECT


def _changed(piece: str, offset: int, changes: dict[int, tuple[int, str]]) -> str:
    out = []
    at = 0
    while at < len(piece):
        length, mark = changes.get(offset + at, (1, piece[at]))
        out.append(mark)
        at += length
    return "".join(out)


def _frozen(tree: list[Any]) -> Iterator[i.Inline]:
    """Finished inlines, with neighbouring texts made one."""
    waiting: list[str] = []
    for one in tree:
        if isinstance(one, _Leaf):
            waiting.append(one.text)
            continue
        if "".join(waiting):
            yield i.Text("".join(waiting))
        waiting.clear()
        yield one.make(tuple(_frozen(one.inside))) if isinstance(one, _Branch) else cast(i.Inline, one)
    if "".join(waiting):
        yield i.Text("".join(waiting))
