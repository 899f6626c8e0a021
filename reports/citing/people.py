"""Names in CSL items: the check of their shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reports.citing.suggest import closest
from reports.citing.tree import Leaf, Mapping, Node, Pair, Sequence, describe, shorten
from reports.source import Position

TEXT_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
FLAGS = ("comma-suffix", "static-ordering", "parse-names", "isInstitution")
_KNOWN = (*TEXT_PARTS, *FLAGS)
_ALIASES = {
    "last": "family", "lastname": "family", "last-name": "family", "surname": "family", "first": "given",
    "firstname": "given", "first-name": "given", "forename": "given", "name": "literal", "organisation": "literal",
    "organization": "literal", "institution": "literal", "particle": "non-dropping-particle",
    "von": "non-dropping-particle",
    "jr": "suffix", "prefix": "non-dropping-particle",
}  # fmt: skip
#: Parts that other programs add and that no style prints.
_IGNORED = frozenset({"ORCID", "authenticated-orcid", "affiliation", "sequence", "role", "id", "orcid", "multi", "url"})

#: Called with a place, a message and a hint.
Report = Callable[[Position, str, str], None]
#: Called with a text and its place; gives the text as it may be printed.
Clean = Callable[[str, Position], str]


def read_names(node: Node, variable: str, clean: Clean, report: Report) -> list[dict[str, Any]]:
    """The names that *node* gives for *variable*, without those that had to be reported."""
    match node:
        case Sequence(items=items):
            read = [_read_name(one, variable, clean, report) for one in items]
            return [one for one in read if one]
        case Mapping():
            one = _read_name(node, variable, clean, report)
            return [one] if one else []
        case Leaf():
            report(node.at, f"{variable} is {describe(node)}, not a list of names", _hint(node))
            return []


def _hint(node: Leaf) -> str:
    text = shorten(str(node.value)) if isinstance(node.value, str) else "…"
    if text.lower().replace(".", "").strip() in ("et al", "and others", "others", "u a"):
        return "leave it out and give every name: the style shortens the list by itself"
    given, _, family = text.rpartition(" ")
    if not given:
        return f"write {{literal: {text}}} in a list, if it is an organisation"
    return (
        f"in a list, write {{literal: {text}}} for an organisation,\n{{family: {family}, given: {given}}} for a person"
    )


def _read_name(node: Node, variable: str, clean: Clean, report: Report) -> dict[str, Any]:
    if not isinstance(node, Mapping):
        hint = _hint(node) if isinstance(node, Leaf) else "a name is a mapping of family and given, or of literal"
        report(node.at, f"a name in {variable} is {describe(node)}, not a mapping", hint)
        return {}
    name: dict[str, Any] = {}
    faulty = False
    for pair in node.pairs:
        faulty |= not _read_part(pair, variable, name, clean, report)
    if any(name.get(part) for part in TEXT_PARTS):
        return name
    if not faulty:
        report(node.at, f"a name in {variable} is empty", "give family and given, or literal")
    return {}


def _read_part(pair: Pair, variable: str, name: dict[str, Any], clean: Clean, report: Report) -> bool:
    """Put one part into *name*; False where it was reported."""
    if pair.key in _IGNORED:
        return True
    if pair.key not in _KNOWN:
        near = _ALIASES.get(pair.key.lower(), "") or closest(pair.key, _KNOWN)
        hint = f"did you mean {near!r}?" if near else "known parts: " + ", ".join(TEXT_PARTS)
        report(pair.at, f"a name has no part {shorten(pair.key)!r}", hint)
        return False
    value = pair.value
    if not isinstance(value, Leaf):
        report(value.at, f"{pair.key} of a name is {describe(value)}, not a text", "")
        return False
    if value.value is None:
        return True
    if pair.key in FLAGS:
        name[pair.key] = value.raw.lower() not in {"false", "0", "no", ""}
        return True
    if isinstance(value.value, bool):
        report(value.at, f"{pair.key} of a name is {describe(value)}, not a text", "put it in quotes")
        return False
    text = clean(value.raw, value.at)
    if text:
        name[pair.key] = text
    return True
