"""Lists of names as BibTeX writes them: ``First von Last and von Last, Jr, First and {An Organisation} and others``.

Source: "Tame the BeaST", section 11; for the form ``family=…, given=…`` the biblatex manual, section 3.4.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from reports.patterns import expression

_MARK = expression(r"[{}]|\\[\s\S]|(?<=\s)and(?=\s)", re.IGNORECASE)
_PART = expression(r"[{}]|\\[\s\S]|,|[\s~]+")
_KEYED = expression(r"\s*\"?(family|given|prefix|suffix|useprefix)(?:-i)?\s*=\s*", re.IGNORECASE)
_INITIALS = expression(r"(?<=[^\W\d_]\.)(?=[^\W\d_]\.?)")
#: What may stand between family and given name.
_SUFFIX = expression(
    r"[{\s]*(?:[js]r\.?|junior|senior|[ivx]+\.?|\d+(?:st|nd|rd|th)|ph\.?\s?d\.?|m\.?d\.?|esq\.?|q\.?c\.?|s\.?j\.?|o\.?p\.?|)[}\s]*",
    re.IGNORECASE,
)
_SPECIAL_LETTER = expression(r"\{?\\(?:[a-zA-Z]+|[^a-zA-Z])\s*\{?\\?([a-zA-Z])")

#: Turns the LaTeX of a part of a name into text.
Decode = Callable[[str], str]


def read_names(value: str, decode: Decode, *, dropping: bool = False) -> list[dict[str, Any]]:
    """The names of the list *value* as CSL names.

    dropping
        A particle ("von") is no part of the family name when sorting and citing (biblatex ``useprefix=false``).
    """
    names = [_name(one, decode, dropping) for one in split_list(value)]
    return [name for name in names if any(name.values())]


def crowded(value: str) -> list[str]:
    """The items of the list *value* that have more commas than one name has: people parted by commas, not by "and"."""
    found = []
    for item in split_list(value):
        if is_braced(item) or _KEYED.match(item) or ";" in item:
            continue
        parts = [" ".join(words) for words in _sections(item)]
        if len(parts) > 3 or (len(parts) == 3 and not _SUFFIX.fullmatch(parts[1]) and not _SUFFIX.fullmatch(parts[2])):
            found.append(item)
    return found


def split_list(value: str) -> list[str]:
    """The items of a list joined with ``and`` outside of braces."""
    items: list[str] = []
    depth = start = 0
    for found in _MARK.finditer(f" {value} "):
        mark = found[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif mark[0] != "\\" and depth == 0:
            items.append(value[max(start, 0) : max(found.start() - 1, 0)].strip())
            start = found.end() - 1
    items.append(value[start:].strip())
    return [item for item in items if item]


def is_braced(text: str) -> bool:
    """Whether one pair of braces holds all of *text*: the name of an organisation."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return index == len(text) - 1
    return False


def _name(text: str, decode: Decode, dropping: bool) -> dict[str, Any]:
    if text.lower() == "others":
        return {"literal": "others"}
    if is_braced(text):
        return {"literal": decode(text[1:-1]).strip()}
    if _KEYED.match(text) and "=" in text:
        return _keyed(text, decode, dropping)
    sections = _sections(text)
    if len(sections) == 1:
        given, particle, family = _first_von_last(sections[0])
        suffix: list[str] = []
    else:
        particle, family = _von_last(sections[0])
        suffix = sections[1] if len(sections) > 2 else []
        given = sections[-1] if len(sections) > 1 else []
    if not given and not particle and len(family) == 1 and is_braced(family[0]):
        return {"literal": decode(family[0][1:-1]).strip()}
    return _assemble(given, particle, family, suffix, decode, dropping)


def _assemble(
    given: list[str], particle: list[str], family: list[str], suffix: list[str], decode: Decode, dropping: bool
) -> dict[str, Any]:
    name: dict[str, Any] = {}
    parts = (
        ("family", family), ("given", given), ("dropping-particle" if dropping else "non-dropping-particle", particle),
        ("suffix", suffix),
    )  # fmt: skip
    for key, words in parts:
        text = decode(" ".join(words)).strip()
        if key == "given":
            text = _INITIALS.sub(" ", text)
        if text:
            name[key] = text
    if "family" not in name and "given" in name:
        name["literal"] = name.pop("given")
    return name


def _keyed(text: str, decode: Decode, dropping: bool) -> dict[str, Any]:
    parts: dict[str, list[str]] = {}
    for section in _split_commas(text):
        found = _KEYED.match(section)
        if found:
            parts.setdefault(found[1].lower(), []).append(section[found.end() :].strip().strip('"'))
    use = (parts.get("useprefix") or [""])[0].lower()
    dropping = use == "false" if use else dropping
    particle, suffix = parts.get("prefix", []), parts.get("suffix", [])
    return _assemble(parts.get("given", []), particle, parts.get("family", []), suffix, decode, dropping)


def _split_commas(text: str) -> list[str]:
    depth, start = 0, 0
    out: list[str] = []
    for index, char in enumerate(text):
        depth += (char == "{") - (char == "}")
        if char == "," and depth == 0:
            out.append(text[start:index])
            start = index + 1
    return [*out, text[start:]]


def _sections(text: str) -> list[list[str]]:
    """The words of *text*, in one list for each part between commas outside of braces."""
    sections: list[list[str]] = [[]]
    depth = start = 0
    for found in _PART.finditer(text):
        mark = found[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth = max(0, depth - 1)
        elif mark[0] != "\\" and depth == 0:
            if text[start : found.start()]:
                sections[-1].append(text[start : found.start()])
            start = found.end()
            if mark == ",":
                sections.append([])
    if text[start:]:
        sections[-1].append(text[start:])
    return sections


def _is_lower(word: str) -> bool:
    """Whether BibTeX takes *word* for a particle: its first letter outside of protecting braces is lower case."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    special = _SPECIAL_LETTER.match(word)
    if special:
        return special[1].islower()
    first = next((char for char in word if char.isalpha()), "")
    return first.islower()


def _first_von_last(words: list[str]) -> tuple[list[str], list[str], list[str]]:
    lower = [index for index, word in enumerate(words[:-1]) if _is_lower(word)]
    if lower:
        first, last = lower[0], lower[-1]
        return words[:first], words[first : last + 1], words[last + 1 :]
    return words[:-1], [], words[-1:]


def _von_last(words: list[str]) -> tuple[list[str], list[str]]:
    """Particle and family name before the first comma: leading words in lower case, but never all (biblatex)."""
    count = 0
    while count < len(words) - 1 and _is_lower(words[count]):
        count += 1
    return words[:count], words[count:]
