"""Words: shaped once in each look, with the places where they may be parted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import fields
from itertools import pairwise
from operator import attrgetter

from reports.patterns import expression
from reports.records import record
from reports.theme.tokens import TextStyle, Theme
from reports.writers.pdf import hyphenation
from reports.writers.pdf.fonts import Features, FontBook, Shaped

_URL = expression(r"(?:[a-z][a-z0-9+.-]*://|www\.|10\.\d{4,9}/)|(?:\S*[/@_=&?]\S*[/@_=&?.]\S*)", re.IGNORECASE)
#: Addresses are parted before a sign, never after a hyphen or full stop, which would seem to be ours (Chicago 7.46).
_URL_BREAK = expression(r"(?<=[^\W_])(?=[/?#.,;_~%+=&@-]+[^\W_])|(?<=//)(?=\w)|(?<=[=&:])(?=\w)")
#: Neither units ("km/h") nor ranges of numbers ("30–50") are parted.
INNER_BREAK = expression(
    r"(?<=[\w)\].,]-)(?=[^\W\d_])|(?<=[\u2010\u2014\u200b\u00ad])(?=.)|(?<=[^\W\d]\u2013)(?=\w)"
    r"|(?<=\d\u2013)(?=[^\W\d])|(?<=[^\W\d_]{4}/)(?=[^\W\d_]{4})"
)

#: White space between words.
SPACES = frozenset(" \t\r\n\f\v\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")

_HYPHEN_COST = 30.0
_EXPLICIT_COST = 12.0
_URL_COST = 40.0
_EMERGENCY_COST = 5000.0

#: Kinds of tokens: a word, a space, a forced end of line, a word with places where it may be parted.
BOX, GLUE, FORCED, PARTED = 0, 1, 2, 3

#: Kind, width, the word (None: mere white space), and the TJ code, empty where it takes another face than the look's.
Token = tuple[int, float, "Word | None", str]

#: A place where a word may be parted: character index, width up to there, cost, width of the hyphen printed (0: none).
Place = tuple[int, float, float, float]


@record(frozen=True, slots=True, eq=False)
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


@record(slots=True, eq=False)
class Word:
    """A word set in one look. ``code`` is its TJ text, empty where it takes several faces; ``font`` its face then."""

    text: str
    look: Look
    pieces: tuple[Shaped, ...]
    width: float
    code: str
    font: str
    places: tuple[Place, ...] = ()
    hyphenated: tuple[Place, ...] | None = None
    emergency: tuple[Place, ...] | None = None


class Tokens(dict[str, Token]):
    """The tokens of one look by their text, a word or white space; shaped when first asked for."""

    def __init__(self, setter: Typesetter, look: Look) -> None:
        super().__init__()
        self.setter = setter
        self.look = look
        self.font = setter.book.face(look.family, look.weight, look.italic).resource

    def __missing__(self, text: str) -> Token:
        blank = text[0] in SPACES
        word = self.setter.word(" " if blank else text, self.look)
        code = word.code if word.font == self.font else ""
        kind = GLUE if blank else PARTED if word.places else BOX
        found = self[text] = (kind, word.width, None if blank else word, code)
        return found


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
        self._looks: dict[tuple[object, ...], Look] = {}
        self._words: dict[Look, dict[str, Word]] = {}
        self._tokens: dict[Look, Tokens] = {}
        self._hyphens: dict[Look, float] = {}

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

    def tokens(self, look: Look) -> Tokens:
        """The tokens of *look*."""
        found = self._tokens.get(look)
        if found is None:
            found = self._tokens[look] = Tokens(self, look)
        return found

    def release(self) -> None:
        """Forget the tokens, which know the typesetter: what knows each other is freed late."""
        self._tokens.clear()

    def word(self, text: str, look: Look) -> Word:
        """*text* (no spaces in it, but a single one is a word too) as a word."""
        words = self._words.get(look)
        if words is None:
            words = self._words[look] = {}
        found = words.get(text)
        if found is None:
            pieces = self.shape(text, look)
            width = sum(piece.width for piece in pieces) * look.size / 1000
            single = pieces[0] if len(pieces) == 1 and pieces[0].length == len(text) else None
            code, font = (single.code(), single.face.resource) if single else ("", "")
            found = Word(text, look, pieces, width, code, font)
            words[text] = found
            if len(text) > 2:
                found.places = self._places(found, self._explicit(text, look))
        return found

    def space(self, look: Look) -> Word:
        """The word space."""
        return self.word(" ", look)

    def shape(self, text: str, look: Look) -> tuple[Shaped, ...]:
        """*text* as glyphs in *look*, tracking included."""
        return self.book.shape(
            text, look.family, look.weight, look.italic, look.lang, look.features, look.upper, look.tracking
        )

    def with_hyphens(self, word: Word) -> tuple[Place, ...]:
        """The places of *word* with those that its language's patterns allow."""
        if word.hyphenated is None:
            word.hyphenated = self._places(word, self._patterns(word))
        return word.hyphenated

    def anywhere(self, word: Word) -> tuple[Place, ...]:
        """Every place between two characters: for what is wider than its column."""
        if word.emergency is None:
            known = {place[0] for place in self.with_hyphens(word)}
            text = word.text
            extra = [
                (at, _EMERGENCY_COST, False)
                for at in range(1, len(text))
                if at not in known and not unicodedata.combining(text[at])
            ]
            made = (*self.with_hyphens(word), *self._places(word, extra))
            word.emergency = tuple(sorted(made))
        return word.emergency

    def _explicit(self, text: str, look: Look) -> list[tuple[int, float, bool]]:
        """Where the text itself allows a break: after hyphens and slashes, at soft hyphens, between parts of a URL."""
        if text.isalpha():
            return []
        if look.literal or (len(text) > 9 and _URL.match(text)):
            return [(at.start(), _URL_COST, False) for at in _URL_BREAK.finditer(text)]
        return [(at.start(), _EXPLICIT_COST, text[at.start() - 1] == "\u00ad") for at in INNER_BREAK.finditer(text)]

    def _patterns(self, word: Word) -> list[tuple[int, float, bool]]:
        text, look = word.text, word.look
        explicit = self._explicit(text, look)
        if not look.hyphenate or look.literal or any(cost == _URL_COST for _, cost, _ in explicit):
            return explicit
        if not explicit:
            return [(at, _HYPHEN_COST, True) for at in hyphenation.positions(text, look.lang)]
        ends = [0, *(at for at, _, _ in explicit), len(text)]
        for start, end in pairwise(ends):
            inner = hyphenation.positions(text[start:end], look.lang)
            explicit += [(start + at, _HYPHEN_COST * 2, True) for at in inner]
        return sorted(explicit)

    def _places(self, word: Word, found: list[tuple[int, float, bool]]) -> tuple[Place, ...]:
        length = len(word.text)
        return tuple(
            (at, self.part_width(word, 0, at), cost, self._hyphen_width(word.look) if hyphen else 0.0)
            for at, cost, hyphen in found
            if 0 < at < length
        )

    def _hyphen_width(self, look: Look) -> float:
        found = self._hyphens.get(look)
        if found is None:
            found = self._hyphens[look] = self.word("\u00ad", look).width
        return found

    def part_width(self, word: Word, start: int, end: int) -> float:
        """Width in points of a part of *word*."""
        if start == 0 and word.code:
            piece = word.pieces[0]
            if len(piece.starts) == piece.length:
                return sum(piece.advances[:end]) * word.look.size / piece.face.upem
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
