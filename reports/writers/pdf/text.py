"""From inlines to tokens: words with their looks, spaces, and the places where a line may end."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from itertools import pairwise
from operator import attrgetter
from typing import assert_never

from reports.model import inlines as i
from reports.model.walk import plain_text, walk
from reports.theme.tokens import TextStyle, Theme
from reports.writers.pdf import hyphenation
from reports.writers.pdf.fonts import Features, FontBook, Shaped
from reports.writers.pdf.linebreak import BOX, FORCED, GLUE, PENALTY
from reports.writers.pdf.structure import Node, Run

_PIECES = re.compile(
    r"[ \t\r\n\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000]+|[^ \t\r\n\f\v\u2000-\u2006\u2008-\u200a\u205f\u3000]+"
)
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ud800-\udfff]"
)
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.|10\.\d{4,9}/)|(?:\S*[/@_=&?]\S*[/@_=&?.]\S*)", re.IGNORECASE)
_URL_BREAK = re.compile(r"(?<=[/?&=#_\-.,:;~%+@])(?=[^/?&=#_\-.,:;~%+@\s])")
_INNER_BREAK = re.compile(
    r"(?<=[\w)\].,]-)(?=[^\W\d_])|(?<=[\u2010\u2014\u200b\u00ad])(?=.)|(?<=\w\u2013)(?=\w)|(?<=[^\W\d_]/)(?=[^\W\d_])"
)

_HYPHEN_COST = 30.0
_EXPLICIT_COST = 12.0
_URL_COST = 40.0
_EMERGENCY_COST = 5000.0

#: Levels of inlines inside inlines that are drawn with their looks.
_DEEPEST = 40


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """How a stretch of text is set; sizes in points, ``tracking`` in thousandths of an em.

    There is one instance of each look (see ``Typesetter.intern``), so that looks compare by identity.
    """

    family: str
    weight: int
    italic: bool
    size: float
    colour: str
    rise: float = 0.0
    lang: str = ""
    features: Features = ()
    upper: bool = False
    tracking: float = 0.0
    hyphenate: bool = True
    literal: bool = False


_LOOK_FIELDS = attrgetter(*(one.name for one in fields(Look)))


@dataclass(slots=True, eq=False)
class Word:
    """A word set in one look, however it is parted later."""

    text: str
    look: Look
    pieces: tuple[Shaped, ...]
    width: float


#: kind, width, word, first and last character in it, cost; word is None for what has no ink.
Token = tuple[int, float, "Word | None", int, int, float]


#: Text, look and node (None: the paragraph's own) of what is set before a paragraph.
Prefix = tuple[str, Look, "Node | None"]


@dataclass(slots=True, eq=False)
class Owner:
    """What a stretch of tokens shares: look, structure, link. ``href`` is empty outside links."""

    look: Look
    run: Run | None
    href: str = ""
    link: Node | None = None
    link_text: str = ""


@dataclass(slots=True, eq=False)
class Prepared:
    """A paragraph ready to be broken into lines, at any width and any number of times.

    notes
        Notes called, by the index of the token of their call.
    """

    style: TextStyle
    tokens: list[Token] = field(default_factory=list)
    owners: list[Owner] = field(default_factory=list)
    notes: dict[int, i.Note] = field(default_factory=dict)
    hyphenated: Prepared | None = None
    can_hyphenate: bool = False

    @property
    def natural_width(self) -> float:
        """Width of the longest forced line, unbroken."""
        widest = line = 0.0
        for kind, width, *_ in self.tokens:
            if kind == FORCED:
                widest, line = max(widest, line), 0.0
            elif kind != PENALTY:
                line += width
        return max(widest, line)

    @property
    def least_width(self) -> float:
        """Width of the widest unbreakable part."""
        widest = part = 0.0
        for kind, width, *_ in self.tokens:
            if kind == BOX:
                part += width
                widest = max(widest, part)
            else:
                part = 0.0
        return widest


class Typesetter:
    """Shapes words of one document and remembers them.

    page_of
        Page numbers by id, for references to pages; empty in the first pass.
    """

    def __init__(self, theme: Theme, book: FontBook, lang: str, page_of: dict[str, str]) -> None:
        self.theme = theme
        self.book = book
        self.lang = lang
        self.page_of = page_of
        self.wants_pages = False
        self.suspects: dict[str, None] = {}
        self._looks: dict[tuple[object, ...], Look] = {}
        self._words: dict[tuple[Look, bool], dict[str, tuple[Token, ...]]] = {}
        self._spaces: dict[Look, float] = {}

    def look(self, style: TextStyle, lang: str) -> Look:
        """The look of *style* in *lang*."""
        features: Features = ("smcp",) if style.case == "small-caps" else ()
        made = Look(
            style.family, style.weight, style.italic, style.size, style.colour, lang=lang, features=features,
            upper=style.case == "upper", tracking=style.tracking, hyphenate=style.hyphenate,
        )  # fmt: skip
        return self.intern(made)

    def intern(self, look: Look) -> Look:
        """The one instance equal to *look*."""
        return self._looks.setdefault(_LOOK_FIELDS(look), look)

    def space(self, look: Look) -> float:
        """Width of a word space in points."""
        found = self._spaces.get(look)
        if found is None:
            found = self._spaces[look] = self.word(" ", look).width
        return found

    def word(self, text: str, look: Look) -> Word:
        """*text* shaped as a word."""
        pieces = self.shape(text, look)
        return Word(text, look, pieces, sum(piece.width for piece in pieces) * look.size / 1000)

    def shape(self, text: str, look: Look) -> tuple[Shaped, ...]:
        """*text* as glyphs in *look*, tracking included."""
        return self.book.shape(
            text, look.family, look.weight, look.italic, look.lang, look.features, look.upper, look.tracking
        )

    def tokens(self, text: str, look: Look, hyphenated: bool) -> tuple[Token, ...]:
        """The tokens of one word (no spaces in it)."""
        words = self.words(look, hyphenated)
        found = words.get(text)
        if found is None:
            found = words[text] = tuple(self._make_tokens(text, look, hyphenated))
        return found

    def words(self, look: Look, hyphenated: bool) -> dict[str, tuple[Token, ...]]:
        """The words met so far in *look*."""
        return self._words.setdefault((look, hyphenated), {})

    def _make_tokens(self, text: str, look: Look, hyphenated: bool) -> list[Token]:
        word = self.word(text, look)
        breaks = {
            at: (cost, hyphen) for at, cost, hyphen in self._break_places(text, look, hyphenated) if 0 < at < len(text)
        }
        if not breaks:
            return [(BOX, word.width, word, 0, len(text), 0.0)]
        out: list[Token] = []
        start = 0
        for at in sorted(breaks):
            cost, hyphen = breaks[at]
            out.append((BOX, self.part_width(word, start, at), word, start, at, 0.0))
            mark = self.word("\u00ad", look) if hyphen else None
            out.append((PENALTY, mark.width if mark else 0.0, mark, 0, 1, cost))
            start = at
        out.append((BOX, self.part_width(word, start, len(text)), word, start, len(text), 0.0))
        return out

    def _break_places(self, text: str, look: Look, hyphenated: bool) -> list[tuple[int, float, bool]]:
        """Where *text* may be parted: index, cost, and whether a hyphen is printed there."""
        if look.literal:
            return [(at.start(), _URL_COST, False) for at in _URL_BREAK.finditer(text)]
        if len(text) > 9 and _URL.match(text):
            return [(at.start(), _URL_COST, False) for at in _URL_BREAK.finditer(text)]
        places = [(at.start(), _EXPLICIT_COST, text[at.start() - 1] == "\u00ad") for at in _INNER_BREAK.finditer(text)]
        if hyphenated and look.hyphenate:
            if not places:
                return [(at, _HYPHEN_COST, True) for at in hyphenation.positions(text, look.lang)]
            ends = [0, *(at for at, _, _ in places), len(text)]
            for start, end in pairwise(ends):
                inner = hyphenation.positions(text[start:end], look.lang)
                places += [(start + at, _HYPHEN_COST * 2, True) for at in inner]
        return places

    def part_width(self, word: Word, start: int, end: int) -> float:
        """Width in points of a part of *word*."""
        return sum(piece.width for piece in self.part(word, start, end)) * word.look.size / 1000

    def part(self, word: Word, start: int, end: int) -> tuple[Shaped, ...]:
        """The glyphs of a part of *word*."""
        if start == 0 and end == len(word.text):
            return word.pieces
        if len(word.pieces) == 1 and word.pieces[0].length == len(word.text):
            cut = word.pieces[0].cut(start, end)
            if cut is not None:
                return (cut,)
        return self.shape(word.text[start:end], word.look)

    def explode(self, token: Token) -> list[Token]:
        """An unbreakable part as single characters with emergency breaks between them."""
        _, _, word, start, end, _ = token
        if word is None:
            return [token]
        out: list[Token] = []
        for at in range(start, end):
            if out and not _is_mark(word.text[at]):
                out.append((PENALTY, 0.0, None, 0, 0, _EMERGENCY_COST))
            out.append((BOX, self.part_width(word, at, at + 1), word, at, at + 1, 0.0))
        return out


def _is_mark(char: str) -> bool:
    return unicodedata.combining(char) != 0


@dataclass(slots=True)
class ParagraphBuilder:
    """Goes through inlines and gathers tokens and the structure below *node*.

    note
        Called for each note with the node that its body follows.
    """

    typesetter: Typesetter
    prepared: Prepared
    node: Node
    hyphenated: bool
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
            for item in content:
                self._one(item, look, href, link, text)
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
                self._emit([(FORCED, 0.0, None, 0, 0, 0.0)], look, href, link, text)
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
        if role is not None and role in texts:
            style = texts[role]
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
        if _DROPPED.search(clean):
            clean = _DROPPED.sub("", clean)
        setter = self.typesetter
        out: list[Token] = []
        known = setter.words(look, self.hyphenated)
        space: Token = (GLUE, setter.space(look), None, 0, 0, 0.0)
        for piece in _PIECES.findall(clean):
            found = known.get(piece)
            if found is not None:
                out.extend(found)
            elif piece[0].isspace() and piece[0] not in "\u00a0\u202f\u2007":
                if look.literal:
                    out.append((BOX, setter.space(look) * (len(piece) - 1), None, 0, 0, 0.0))
                out.append(space)
            else:
                out.extend(setter.tokens(piece, look, self.hyphenated))
        self._emit(out, look, href, link, link_text)

    def _emit(self, tokens: list[Token], look: Look, href: str, link: Node | None, link_text: str) -> None:
        if self._run is None and not self.artifact:
            self._run = self.node.run()
        owner = Owner(look, self._run, href, link, link_text)
        self.prepared.tokens.extend(tokens)
        self.prepared.owners.extend([owner] * len(tokens))


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
    builder = ParagraphBuilder(typesetter, prepared, node, False, on_note, artifact, plain_links)
    for text, own_look, own_node in prefix:
        builder.begin(own_node or node)
        builder.text(text, own_look)
    builder.begin(node)
    builder.add(content, typesetter.look(style, lang))
    prepared.can_hyphenate = style.hyphenate and hyphenation.has_patterns(lang)
    return prepared


def hyphenate(typesetter: Typesetter, prepared: Prepared) -> Prepared:
    """The same paragraph with every permitted hyphenation as a possible break."""
    out = Prepared(prepared.style)
    for index, (token, owner) in enumerate(zip(prepared.tokens, prepared.owners, strict=True)):
        if index in prepared.notes:
            out.notes[len(out.tokens)] = prepared.notes[index]
        kind, _, word, start, end, _ = token
        if kind == BOX and word is not None and owner.look.hyphenate and not owner.look.literal:
            made = _hyphenated(typesetter, word, start, end)
        else:
            made = [token]
        out.tokens.extend(made)
        out.owners.extend([owner] * len(made))
    return out


def _hyphenated(typesetter: Typesetter, word: Word, start: int, end: int) -> list[Token]:
    if start == 0 and end == len(word.text):
        return list(typesetter.tokens(word.text, word.look, True))
    places = hyphenation.positions(word.text[start:end], word.look.lang)
    if not places:
        return [(BOX, typesetter.part_width(word, start, end), word, start, end, 0.0)]
    out: list[Token] = []
    mark = typesetter.word("\u00ad", word.look)
    at = start
    for place in (*(start + one for one in places), end):
        if out:
            out.append((PENALTY, mark.width, mark, 0, 1, _HYPHEN_COST * 2))
        out.append((BOX, typesetter.part_width(word, at, place), word, at, place, 0.0))
        at = place
    return out
