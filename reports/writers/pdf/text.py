"""From inlines to tokens: words with their looks, spaces, forced ends of lines; and the structure they belong to."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import field, replace
from itertools import accumulate
from typing import assert_never

from reports.model import inlines as i
from reports.model.walk import plain_text, walk
from reports.patterns import expression
from reports.records import record
from reports.theme.tokens import TextStyle
from reports.writers.pdf import hyphenation
from reports.writers.pdf.linebreak import Points
from reports.writers.pdf.structure import Node, Run
from reports.writers.pdf.words import BOX, FORCED, PARTED, SPACES, Look, Token, Tokens, Typesetter

_PIECES = expression(
    r"[ \t\r\n\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000]+|[^ \t\r\n\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000]+"
)
_DROPPED = expression(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff]"
)
#: Roles that name something else where they are no stretch of text.
_SPAN_ROLES = {"addressee": "due"}

#: Longer words are set in parts, so that no step takes time in the square of a word's length.
_LONGEST = 120

#: Levels of inlines inside inlines that are drawn with their looks.
_DEEPEST = 40

#: Text, look and node (None: the paragraph's own) of what is set before a paragraph.
Prefix = tuple[str, Look, "Node | None"]


@record(slots=True, eq=False)
class Owner:
    """What a stretch of tokens shares: look, structure, link. ``href`` is empty outside links.

    stop
        The index of the first token after the stretch.
    """

    look: Look
    run: Run | None
    href: str = ""
    link: Node | None = None
    link_text: str = ""
    stop: int = 0


@record(slots=True, eq=False)
class Prepared:
    """A paragraph ready to be broken into lines, at any width and any number of times.

    owners
        What each token belongs to.
    notes
        Notes called, by the index of the token of their call.
    points
        Break points found so far, by kind (see ``lines``).
    kinds, upto
        The kind of each token; the width of all tokens before each one, and of all of them.
    """

    style: TextStyle
    tokens: list[Token] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    notes: dict[int, i.Note] = field(default_factory=dict)
    can_hyphenate: bool = False
    points: dict[object, list[Points]] = field(default_factory=dict)
    kinds: bytes = b""
    upto: list[float] = field(default_factory=list)

    def settle(self) -> None:
        """Work out ``kinds`` and ``upto``, when all tokens are there."""
        self.kinds = bytes([token[0] for token in self.tokens])
        self.upto = list(accumulate([token[1] for token in self.tokens], initial=0.0))

    @property
    def natural_width(self) -> float:
        """Width of the longest forced line, unbroken."""
        if FORCED not in self.kinds:
            return self.upto[-1]
        ends = [k for k, kind in enumerate(self.kinds) if kind == FORCED]
        upto = self.upto
        return max(upto[end] - upto[start] for start, end in zip([0, *ends], [*ends, len(self.tokens)], strict=True))

    @property
    def least_width(self) -> float:
        """Width of the widest unbreakable part."""
        if is_plain(self.kinds):
            return max([token[1] for token in self.tokens[::2]], default=0.0)
        widest = part = 0.0
        for kind, width, word, _ in self.tokens:
            if kind == BOX:
                part += width
            elif kind == PARTED and word is not None:
                done = 0.0
                for _, upto, _, hyphen in word.places:
                    widest = max(widest, part + upto - done + hyphen)
                    part, done = 0.0, upto
                part = width - done
            else:
                part = 0.0
            widest = max(widest, part)
        return widest


def is_plain(kinds: bytes) -> bool:
    """Whether words and spaces alternate, a word first and last, and no word may be parted."""
    count = len(kinds)
    return count % 2 == 1 and kinds == b"\0" + b"\1\0" * (count // 2)


@record(slots=True)
class ParagraphBuilder:
    """Goes through inlines and gathers tokens and the structure below *node*.

    note
        Called for each note with the node that its body follows.
    """

    typesetter: Typesetter
    prepared: Prepared
    node: Node
    on_note: Callable[[i.Note], str]
    artifact: bool = False
    plain_links: bool = False
    _run: Run | None = None
    _depth: int = 0

    def add(
        self, content: tuple[i.Inline, ...], look: Look, href: str = "", link: Node | None = None, text: str = ""
    ) -> None:
        """Gather *content*; what is nested beyond all sense keeps its text and loses its looks."""
        self._depth += 1
        if self._depth > _DEEPEST:
            found = (one.text for one in walk(content) if isinstance(one, i.Text | i.Code))
            self.text("".join(found), look, href, link, text)
        else:
            before: i.Inline | None = None
            for item in content:
                if isinstance(item, i.Note) and isinstance(before, i.Note):
                    self.text(",", self._call_look(look))  # 8 and 9 are no 89
                self._one(item, look, href, link, text)
                before = item
        self._depth -= 1

    def _one(self, item: i.Inline, look: Look, href: str, link: Node | None, text: str) -> None:  # noqa: C901 - one case a node
        setter = self.typesetter
        match item:
            case i.Text(chars):
                self.text(chars, look, href, link, text)
            case i.Emph(content):
                self.add(content, setter.intern(replace(look, italic=not look.italic)), href, link, text)
            case i.Strong(content):
                weight = 700 if look.weight < 600 else 800
                self.add(content, setter.intern(replace(look, weight=weight)), href, link, text)
            case i.Superscript(content):
                self.add(content, self._raised(look, 0.36), href, link, text)
            case i.Subscript(content):
                self.add(content, self._raised(look, -0.14), href, link, text)
            case i.SmallCaps(content):
                self.add(content, setter.intern(replace(look, features=(*look.features, "smcp"))), href, link, text)
            case i.Code(chars):
                self.text(chars, self._code(look), href, link, text)
            case i.LineBreak():
                self._emit([(FORCED, 0.0, None, "")], look, href, link, text)
            case i.Span(content, role, lang):
                self._span(content, role, lang, look, href, link, text)
            case i.Link(content, target):
                self._link(content, target, look, link)
            case i.Ref(target, form, content):
                self._ref(target, form, content, look, link)
            case i.Cite(content=content):
                self.add(content, look, href, link, text)
            case i.Note():
                self._note(item, look)
            case _:
                assert_never(item)

    def _raised(self, look: Look, rise: float) -> Look:
        size = look.size * 0.66
        return self.typesetter.intern(replace(look, size=size, rise=look.rise + rise * look.size))

    def _code(self, look: Look) -> Look:
        style = self.typesetter.theme.text("code")
        known = "code" in self.typesetter.theme.texts
        size = look.size * 0.9
        family = style.family if known else "mono"
        made = replace(
            look, family=family, size=size, literal=True, hyphenate=False, features=(), upper=False, tracking=0.0
        )
        return self.typesetter.intern(made)

    def _span(
        self,
        content: tuple[i.Inline, ...],
        role: str | None,
        lang: str | None,
        look: Look,
        href: str,
        link: Node | None,
        text: str,
    ) -> None:
        texts = self.typesetter.theme.texts
        style = texts.get(_SPAN_ROLES.get(role or "", role or ""))
        if style is not None:
            look = replace(
                look, weight=style.weight, italic=style.italic, colour=style.colour, family=style.family,
                upper=style.case == "upper", tracking=style.tracking,
            )  # fmt: skip
        if lang:
            look = replace(look, lang=lang)
        look = self.typesetter.intern(look)
        if not lang:
            self.add(content, look, href, link, text)
            return
        outer = self.node
        self._enter(outer.add("Span", lang=lang))
        self.add(content, look, href, link, text)
        self._enter(outer)

    def begin(self, node: Node) -> None:
        """What follows belongs to *node*."""
        if node is not self.node:
            self._enter(node)

    def _enter(self, node: Node) -> None:
        self.node = node
        self._run = None

    def link_look(self, look: Look) -> Look:
        """The look of a link inside text of *look*."""
        theme = self.typesetter.theme
        colour = theme.texts["link"].colour if "link" in theme.texts else theme.palette.get("primary", look.colour)
        return self.typesetter.intern(replace(look, colour=colour))

    def _link(self, content: tuple[i.Inline, ...], href: str, look: Look, outer_link: Node | None) -> None:
        if outer_link is not None or self.artifact:
            self.add(content, look)
            return
        outer = self.node
        node = outer.add("Link")
        self._enter(node)
        inner = look if self.plain_links else self.link_look(look)
        self.add(content, inner, href, node, plain_text(content))
        self._enter(outer)

    def _ref(self, target: str, form: i.RefForm, content: tuple[i.Inline, ...], look: Look, link: Node | None) -> None:
        if form == "page":
            self.typesetter.wants_pages = True
            content = (i.Text(self.typesetter.page_of.get(target, "0")),)
        self._link(content or (i.Text(target),), f"#{target}", look, link)

    def _note(self, note: i.Note, look: Look) -> None:
        outer = self.node
        target = self.on_note(note)
        node = outer.add("Reference") if not self.artifact else outer
        link = node.add("Link") if not self.artifact else None
        self._enter(link or node)
        index = len(self.prepared.tokens)
        href = f"#{target}" if link is not None else ""
        self.text(note.number or "*", self._call_look(look), href, link, note.number)
        self.prepared.notes[index] = note
        self._enter(outer)

    def _call_look(self, look: Look) -> Look:
        """The look of a note's call: the theme's, raised, in proportion to the text around it."""
        theme = self.typesetter.theme
        style = theme.texts.get("note-call")
        rise = theme.numbers.get("note-call.rise", 0.34) * look.size
        if style is None:
            return self._raised(look, 0.36)
        size = look.size * min(style.size / theme.texts["body"].size, 0.8)
        made = replace(
            look, family=style.family, weight=style.weight, italic=False, colour=style.colour, size=size,
            rise=look.rise + rise, upper=False, features=(), tracking=0.0,
        )  # fmt: skip
        return self.typesetter.intern(made)

    def text(self, chars: str, look: Look, href: str = "", link: Node | None = None, link_text: str = "") -> None:
        """Gather plain characters."""
        clean = chars
        if not chars.isascii():
            clean = unicodedata.normalize("NFC", clean)
        if not clean.isprintable() and _DROPPED.search(clean):
            clean = _DROPPED.sub("", clean)
        known = self.typesetter.tokens(look)
        pieces = _PIECES.findall(clean)
        if look.literal or (len(clean) > _LONGEST and max(map(len, pieces)) > _LONGEST):
            out = self._literal(pieces, known)
        else:
            out = [known[piece] for piece in pieces]
        self._emit(out, look, href, link, link_text)

    def _literal(self, pieces: list[str], known: Tokens) -> list[Token]:
        """Tokens of what keeps its white space, or has words too long to be set in one piece."""
        out: list[Token] = []
        for piece in pieces:
            if piece[0] not in SPACES:
                out += [known[piece[k : k + _LONGEST]] for k in range(0, len(piece), _LONGEST)]
                continue
            if known.look.literal and len(piece) > 1:
                out.append((BOX, known[" "][1] * (len(piece) - 1), None, ""))
            out.append(known[" "])
        return out

    def _emit(self, tokens: list[Token], look: Look, href: str, link: Node | None, link_text: str) -> None:
        if self._run is None and not self.artifact:
            self._run = self.node.run()
        prepared = self.prepared
        prepared.tokens += tokens
        owner = Owner(look, self._run, href, link, link_text, len(prepared.tokens))
        prepared.owners += [owner] * len(tokens)


def prepare(
    typesetter: Typesetter,
    content: tuple[i.Inline, ...],
    style: TextStyle,
    lang: str,
    node: Node,
    on_note: Callable[[i.Note], str],
    *,
    artifact: bool = False,
    prefix: tuple[Prefix, ...] = (),
    plain_links: bool = False,
) -> Prepared:
    """Make *content* ready to be set in *style*, its structure below *node*.

    prefix
        Texts set before it in looks of their own, such as the number of a heading, with the node they belong to.
    """
    prepared = Prepared(style)
    builder = ParagraphBuilder(typesetter, prepared, node, on_note, artifact, plain_links)
    for text, own_look, own_node in prefix:
        builder.begin(own_node or node)
        builder.text(text, own_look)
    builder.begin(node)
    builder.add(content, typesetter.look(style, lang))
    prepared.settle()
    prepared.can_hyphenate = style.hyphenate and hyphenation.has_patterns(lang)
    return prepared
