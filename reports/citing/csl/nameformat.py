"""One name and a list of names as tokens: order, particles, initials, delimiters, et al.

Source: CSL 1.0.2, "Name", "Name-part Order", "Name-part Formatting", "Et-al", "Name Particles".
"""

from __future__ import annotations

from dataclasses import field

from reports.records import record

from . import personal, richtext, textcase
from .decor import FORMATS
from .personal import Name
from .tokens import CLOSE, NAME_CLOSE, Kind, Mark, Token, Tokens
from .xml import Element


@record(frozen=True, slots=True)
class Dress:
    """Formatting, case and affixes of a cs:name-part, cs:name or cs:et-al."""

    marks: tuple[Mark, ...] = ()
    case: str = ""
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, element: Element | None) -> Dress:
        if element is None:
            return cls()
        marks = tuple(Mark(Kind.FORMAT, (name, element.get(name))) for name in FORMATS if name in element.attrs)
        return cls(marks, element.get("text-case"), element.get("prefix"), element.get("suffix"))

    def put(self, out: Tokens, tokens: tuple[Token, ...], affixes: bool = True) -> None:
        if not tokens:
            return
        if affixes and self.prefix:
            out.append(self.prefix)
        out.extend(self.marks)
        start = len(out)
        out.extend(tokens)
        if self.case:
            textcase.apply(self.case, out, start, "", True)
        out.extend(CLOSE[Kind.FORMAT] for _ in self.marks)
        if affixes and self.suffix:
            out.append(self.suffix)


@record(slots=True)
class NameOptions:
    """All that cs:name and the inheritable options say, for one cs:names in one area."""

    and_word: str  # the text between the last two names, "" when cs:name has no `and`
    delimiter: str
    precedes_last: str
    precedes_institution: str
    precedes_et_al: str
    minimum: int
    first: int
    use_last: bool
    sub_minimum: int
    sub_first: int
    form: str
    initialize: bool
    initialize_with: str | None
    hyphen: bool
    order: str
    separator: str
    demote: str
    given: Dress
    family: Dress
    whole: Dress
    et_al: tuple[Token, ...]
    et_al_unspaced: bool = False  # an East Asian "et al." stands right behind the names
    cache: dict[tuple[Name, bool, int, bool], tuple[Token, ...]] = field(default_factory=dict)

    @property
    def base_level(self) -> int:
        """What the style shows of a given name: 0 nothing, 1 initials, 2 all of it."""
        if self.form == "short":
            return 0
        return 1 if self.can_initialize else 2

    @property
    def can_initialize(self) -> bool:
        return self.initialize_with is not None and self.initialize

    def tokens(self, name: Name, inverted: bool, level: int, sorting: bool) -> tuple[Token, ...]:
        """One name, formatted. `level` as in `base_level`."""
        key = (name, inverted, level, sorting)
        found = self.cache.get(key)
        if found is None:
            out: Tokens = []
            self._write(out, name, inverted, level, sorting)
            found = self.cache[key] = tuple(out)
        return found

    def _write(self, out: Tokens, name: Name, inverted: bool, level: int, sorting: bool) -> None:
        if not sorting:
            identity = "|".join((name.literal or name.family, name.non_dropping, name.given, name.suffix))
            out.append(Mark(Kind.NAME, identity))
        if self.whole.prefix:
            out.append(self.whole.prefix)
        out.extend(self.whole.marks)
        if name.literal:
            self.family.put(out, richtext.parse(name.literal))
        elif personal.is_family_first(name.family + name.given) or name.static_order:
            self._family_first(out, name, level)
        elif level == 0:
            self._short(out, name)
        elif inverted:
            self._inverted(out, name, level, sorting)
        else:
            self._natural(out, name, level)
        out.extend(CLOSE[Kind.FORMAT] for _ in self.whole.marks)
        if self.whole.suffix:
            out.append(self.whole.suffix)
        if not sorting:
            out.append(NAME_CLOSE)

    def _given(self, name: Name, level: int) -> str:
        if not name.given or self.initialize_with is None or not (name.family or name.non_dropping):
            return name.given
        return personal.initialize(name.given, self.initialize_with, self.hyphen, level != 1 or not self.initialize)

    def _family_first(self, out: Tokens, name: Name, level: int) -> None:
        self._family(out, name.non_dropping, name.family)
        if level and name.given:
            if name.static_order and not personal.is_family_first(name.family + name.given):
                out.append(" ")
            self.given.put(out, richtext.parse(name.given))

    def _short(self, out: Tokens, name: Name) -> None:
        if not name.family:
            self.given.put(out, richtext.parse(_join(name.given, name.dropping)))
            return
        self._family(out, name.non_dropping, name.family)

    def _family(
        self, out: Tokens, particle: str, family: str, dropping: str = "", suffix: str = "", sorting: bool = False
    ) -> None:  # fmt: skip
        """The family name with what its affixes enclose: particles before it, a suffix behind it."""
        if self.family.prefix:
            out.append(self.family.prefix)
        if dropping:
            self.given.put(out, richtext.parse(dropping), affixes=False)
            if not _glued(dropping):
                out.append(" ")
        if particle:
            self.family.put(out, richtext.parse(particle), affixes=False)
            if family and (sorting or not _glued(particle)):
                out.append(" ")
        self.family.put(out, richtext.parse(family) if family else (), affixes=False)
        if suffix:
            out.append(suffix)
        if self.family.suffix:
            out.append(self.family.suffix)

    def _natural(self, out: Tokens, name: Name, level: int) -> None:
        given = self._given(name, level)
        if given:
            self.given.put(out, richtext.parse(given))
        suffix = f"{', ' if name.comma_suffix else ' '}{self._suffix(name)}" if name.suffix else ""
        if name.family or name.non_dropping or name.dropping:
            _space(out)
            self._family(out, name.non_dropping, name.family, name.dropping, suffix)
        elif suffix:
            out.append(suffix)

    def _inverted(self, out: Tokens, name: Name, level: int, sorting: bool) -> None:
        given = self._given(name, level)
        demoted = self.demote == "display-and-sort" or (sorting and self.demote == "sort-only")
        demoted = demoted and bool(name.given)
        family = name.family if demoted else name.non_dropping + name.family
        if family:
            self._family(out, "" if demoted else name.non_dropping, name.family, sorting=sorting)
        tail: Tokens = []
        if self.given.prefix and (given or name.dropping):
            tail.append(self.given.prefix)
        if given:
            self.given.put(tail, richtext.parse(given), affixes=False)
        if name.dropping:
            _space(tail)
            self.given.put(tail, richtext.parse(name.dropping), affixes=False)
        if demoted and name.non_dropping:
            _space(tail)
            self.family.put(tail, richtext.parse(name.non_dropping), affixes=False)
        if self.given.suffix and tail:
            tail.append(self.given.suffix)
        if tail:
            if family:
                out.append(self.separator)
            out.extend(tail)
        if name.suffix:
            out.append(self.separator if not sorting else ", ")
            out.extend(richtext.parse(self._suffix(name)))

    def _suffix(self, name: Name) -> str:
        """ "Jr." loses its period where initials have none ("King ML Jr")."""
        bare = self.initialize_with is not None and "." not in self.initialize_with
        return name.suffix.replace(".", "") if bare else name.suffix


def _join(particle: str, family: str) -> str:
    """A particle and what follows it; particles that end in an apostrophe or hyphen take no space."""
    if not particle or not family:
        return particle or family
    return particle + family if _glued(particle) else f"{particle} {family}"


def _glued(particle: str) -> bool:
    """Whether what follows a particle stands right behind it: d'Aubignac, al-Hakim, but de' Medici."""
    last = particle.rpartition(" ")[2]
    return last[-1:] in "-–‐" or (last[-1:] in "'’" and last[:-1].lower() != "de")


def _space(out: Tokens) -> None:
    texts = [token for token in out if isinstance(token, str) and token]
    if texts and not texts[-1][-1].isspace():
        out.append(" ")
