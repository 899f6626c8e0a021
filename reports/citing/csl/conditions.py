"""cs:if and cs:else-if conditions, compiled to predicates (CSL 1.0.2, "Choose")."""

from __future__ import annotations

from collections.abc import Callable

from .context import Context, Position
from .errors import StyleError
from .numbers import is_numeric
from .reference import DATE_VARIABLES, NAME_VARIABLES
from .xml import Element

Predicate = Callable[[Context], bool]

_POSITIONS = {
    "first": Position.FIRST,
    "subsequent": Position.SUBSEQUENT,
    "ibid": Position.IBID,
    "ibid-with-locator": Position.IBID_WITH_LOCATOR,
    "near-note": Position.NEAR_NOTE,
}


def compile_condition(element: Element) -> Predicate:
    """The predicate of a cs:if or cs:else-if. Raises StyleError when it has no condition or an unknown one."""
    tests: list[Predicate] = []
    match = element.get("match", "all")
    for name, value in element.attrs.items():
        if name == "match":
            continue
        factory = _FACTORIES.get(name)
        if factory is None:
            raise StyleError(f"cs:{element.name} has an unknown condition {name!r}", element.line)
        words = value.split()
        if (name == "type" and match != "all") or (name in ("type", "locator") and len(words) == 1):
            tests.append(_any_of(name, frozenset(words)))
        elif name in ("type", "locator"):
            tests.append(_never if match == "all" else _any_of(name, frozenset(words)))
        else:
            tests.extend(factory(word) for word in words)
    if not tests:
        raise StyleError(f"cs:{element.name} needs at least one condition", element.line)
    return _combine(tests, match)


def _never(c: Context) -> bool:
    return False


def _combine(tests: list[Predicate], match: str) -> Predicate:
    if len(tests) == 1:
        single = tests[0]
        if match == "none":
            return lambda c: not single(c)
        return single
    if len(tests) == 2:
        first, second = tests
        if match == "any":
            return lambda c: first(c) or second(c)
        if match == "none":
            return lambda c: not (first(c) or second(c))
        return lambda c: first(c) and second(c)
    if match == "any":
        return lambda c: any(test(c) for test in tests)
    if match == "none":
        return lambda c: not any(test(c) for test in tests)
    return lambda c: all(test(c) for test in tests)


def _any_of(name: str, words: frozenset[str]) -> Predicate:
    if name == "type":
        return lambda c: c.ref.type in words
    labels = frozenset("sub verbo" if word == "sub-verbo" else word for word in words)
    return lambda c: bool(c.locator) and c.label in labels


def _type(word: str) -> Predicate:
    return lambda c: c.ref.type == word


def _locator(word: str) -> Predicate:
    return _any_of("locator", frozenset((word,)))


def _position(word: str) -> Predicate:
    bit = int(_POSITIONS.get(word, 0))
    return lambda c: bool(c.position & bit)


def _disambiguate(word: str) -> Predicate:
    def test(c: Context) -> bool:
        c.asked_disambiguate += 1
        return c.plan is not None and c.plan.condition >= c.asked_disambiguate

    return test


def _uncertain(word: str) -> Predicate:
    def test(c: Context) -> bool:
        date = c.ref.date(word)
        return date is not None and date.circa

    return test


def _numeric(word: str) -> Predicate:
    if word == "locator":
        return lambda c: bool(c.locator) and is_numeric(c.locator)
    if word == "citation-number":
        return lambda c: c.citation_number > 0
    if word == "first-reference-note-number":
        return lambda c: c.first_note > 0

    def test(c: Context) -> bool:
        text = c.ref.text(word)
        return bool(text) and is_numeric(text)

    return test


def _variable(word: str) -> Predicate:
    match word:
        case "locator":
            return lambda c: bool(c.locator)
        case "citation-number":
            return lambda c: c.citation_number > 0
        case "first-reference-note-number":
            return lambda c: c.first_note > 0
        case "year-suffix":
            return lambda c: bool(c.year_suffix)
    if word in NAME_VARIABLES:
        return lambda c: bool(c.ref.names(word))
    if word in DATE_VARIABLES:
        return lambda c: c.ref.date(word) is not None
    if word == "page-first":
        return lambda c: c.ref.has("page-first")
    return lambda c: bool(c.ref.text(word))


_FACTORIES: dict[str, Callable[[str], Predicate]] = {
    "type": _type,
    "locator": _locator,
    "position": _position,
    "disambiguate": _disambiguate,
    "is-uncertain-date": _uncertain,
    "is-numeric": _numeric,
    "variable": _variable,
}
CONDITIONS = frozenset(_FACTORIES)
