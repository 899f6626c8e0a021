"""Names of CSL-JSON: parts, particles, scripts, initials.

Source: CSL 1.0.2, "Name", "Name-part Order", "Name Particles", "Hyphenation of Initialized Names".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from reports.patterns import expression
from reports.records import record


@record(frozen=True, slots=True)
class Name:
    """One name. `literal` alone is an institution or a name that must not be taken apart."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    dropping: str = ""
    non_dropping: str = ""
    literal: str = ""
    comma_suffix: bool = False
    static_order: bool = False

    @property
    def is_personal(self) -> bool:
        return not self.literal


# Lower-case words before a family name that are particles; a longer lower-case run is taken whole.
_JOINED = expression(r"^(?P<particle>(?:(?:[^\W\d_]+['’]|[Aa]l-|[Ee]l-|[Aa]d-|[Aa]n-|[Aa]s-|[Aa]t-))+)(?P<rest>\S.*)$")
_ELISIONS = (
    "d'",
    "d’",
    "dell'",
    "dell’",
    "dall'",
    "dall’",
    "de'",
    "de’",
    "l'",
    "l’",
    "al-",
    "el-",
    "'t",
    "’t",
    "'s",
    "’s",
)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) else ""


def parse(value: object) -> Name | None:
    """One CSL-JSON name; None when it is empty or not a name at all."""
    if isinstance(value, str):
        return Name(literal=value.strip()) if value.strip() else None
    if not isinstance(value, Mapping):
        return None
    literal = _text(value.get("literal"))
    family, given = _text(value.get("family")), _text(value.get("given"))
    if literal or value.get("isInstitution"):
        return Name(literal=literal or family or given)
    if not family and not given:
        return None
    return _personal(
        family,
        given,
        _text(value.get("suffix")),
        _text(value.get("dropping-particle")),
        _text(value.get("non-dropping-particle")),
        bool(value.get("comma-suffix")),
        bool(value.get("static-ordering")),
        value.get("parse-names") in (False, 0, "false"),
    )


@lru_cache(maxsize=20_000)
def _personal(
    family: str, given: str, suffix: str, dropping: str, non_dropping: str, comma: bool, static: bool, fixed: bool
) -> Name:
    if len(family) > 1 and family[0] == family[-1] == '"':
        family, fixed = family[1:-1], True
    if not fixed:
        if not non_dropping and family:
            non_dropping, family = split_family(family)
        if not suffix and given:
            given, suffix, comma = split_suffix(given, comma)
        if not dropping and given:
            given, dropping = split_given(given)
    return Name(family, given, suffix, dropping, non_dropping, comma_suffix=comma, static_order=static)


def split_family(family: str) -> tuple[str, str]:
    """A leading run of lower-case words is the non-dropping particle: "van der Berg" → ("van der", "Berg")."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and _is_particle(words[count]):
        count += 1
    particle, rest = " ".join(words[:count]), " ".join(words[count:])
    for elision in _ELISIONS:
        if rest.startswith(elision) and len(rest) > len(elision) and elision[0] not in "'’":
            joined = rest[: len(elision)]
            return (f"{particle} {joined}" if particle else joined), rest[len(elision) :].lstrip()
    return particle, rest


def _is_particle(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    return bool(letters) and all(char.islower() and not _is_georgian(char) for char in letters)


def _is_georgian(char: str) -> bool:
    """Georgian names are written in letters that Unicode calls lower case."""
    return "\u10d0" <= char <= "\u10ff"


def split_given(given: str) -> tuple[str, str]:
    """A trailing run of lower-case words is the dropping particle: "Ludwig van" → ("Ludwig", "van")."""
    words = given.split(" ")
    count = 0
    while count < len(words) - 1 and _is_particle(words[-1 - count]) and words[-1 - count][-1:] != ".":
        count += 1
    if not count:
        return given, ""
    return " ".join(words[:-count]), " ".join(words[-count:])


def split_suffix(given: str, comma: bool) -> tuple[str, str, bool]:
    """A suffix written after a comma in the given name: "John, Jr." → ("John", "Jr.", …)."""
    match = re.fullmatch(r"(.+?)\s*,(!?)\s*(\S.*)", given)
    if match is None:
        return given, "", comma
    return match[1], match[3], comma or bool(match[2])


# Han, kana, hangul, bopomofo, yi: written family name first, without a space.
_EAST_ASIAN = expression(
    "[\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u318f\u31a0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U00020000-\U0003ffff]"
)
_WESTERN = expression("[A-Za-z\u00c0-\u024f\u0370-\u052f\u0590-\u06ff\u1e00-\u1fff]")


@lru_cache(maxsize=20_000)
def is_family_first(text: str) -> bool:
    """Whether a name in this script is always written family name first and unspaced."""
    return _EAST_ASIAN.search(text) is not None and _WESTERN.search(text) is None


_JOINER = expression(r"([\s\u00a0]*[-‐–][\s\u00a0]*|[\s\u00a0]+)")
_MARKED = expression(r"((?:<[^<>]+>)*)(.*?)((?:</[^<>]+>)*)", re.DOTALL)


@lru_cache(maxsize=20_000)
def initialize(given: str, mark: str, hyphen: bool, keep_names: bool) -> str:
    """Given names as initials, each followed by `mark`: "Jean-Luc Marie", ". " → "J.-L. M.".

    `hyphen` keeps the hyphen of compound names. With `keep_names` (initialize="false") full names stay, and only
    initials that are there already get the mark.
    """
    pieces = _JOINER.split(given.strip())
    out: list[str] = []
    for index in range(0, len(pieces), 2):
        if pieces[index]:
            hyphenated = index > 0 and any(char in pieces[index - 1] for char in "-‐–")
            if hyphenated and not keep_names and _is_particle(pieces[index]):
                continue  # "Guo-ping" has one initial
            _add_word(out, pieces[index], hyphenated, mark, hyphen, keep_names)
    return "".join(out).strip()


def _add_word(out: list[str], word: str, hyphenated: bool, mark: str, hyphen: bool, keep_names: bool) -> None:
    match = _MARKED.fullmatch(word)
    before, core, after = match.groups() if match else ("", word, "")
    atoms = _atoms(core, keep_names)
    if atoms is None:
        if hyphenated:
            _close_up(out)
            out.append("-")
        elif out and not out[-1].endswith(" "):
            out.append(" ")
        out.append(word + " ")
        return
    if hyphenated and out and hyphen:
        _close_up(out)
        out.append("-")
    body = "".join(atom + mark for atom in atoms)
    out.append(before + body.rstrip() + after + body[len(body.rstrip()) :])


def _close_up(out: list[str]) -> None:
    while out and not out[-1].strip():
        out.pop()
    if out:
        out[-1] = out[-1].rstrip()


def _atoms(word: str, keep_names: bool) -> list[str] | None:
    """The initials and abbreviations a given name shrinks to; None when it has to stay as it is."""
    if "." in word:
        parts = word.split(".")
        atoms = [part for part in parts[:-1] if part]
        if parts[-1]:
            if keep_names and len(parts[-1]) > 1:
                return None
            atoms.append(_initial(parts[-1]))
        return atoms
    if len(word) == 1 and word.isupper():
        return [word]
    if keep_names or _is_particle(word) or word[0] in '("“‘«':
        return None
    return [_initial(word)]


def _initial(word: str) -> str:
    """The first letter of a name, with the combining marks that belong to it."""
    for index, char in enumerate(word):
        if char.isalnum():
            end = index + 1
            while end < len(word) and 0x300 <= ord(word[end]) <= 0x36F:
                end += 1
            if word[index : index + 2].isupper() and word[index + 2 : index + 3].islower():
                return word[index] + word[index + 1].lower()  # a digraph: "TSerendorj"
            return word[index:end]
    return word[:1]
