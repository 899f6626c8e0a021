"""Citations as Pandoc writes them, and cross-references."""

from __future__ import annotations

import re
from typing import Any, Literal

from markdown_it.rules_inline import StateInline, link
from markdown_it.token import Token

from reports.patterns import expression
from reports.schema.markdown import slips
from reports.schema.markdown.locators import find_locator
from reports.schema.markdown.state import PlacedState

#: Citations with words around them may stand inside each other no deeper than this.
MAX_PARTS_DEEP = 3

#: Most characters of the words before or after a work in a citation.
MAX_WORDS = 5_000

_KEY = expression(
    r"@(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>[^\W_](?:[\w]|[:.#$%&\-+?<>~/](?=\w))*|_\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w))*))"
)
_REF = expression(r"@(?P<id>(?:fig|tbl|sec|rec|opt)-[a-z0-9]+(?:-+[a-z0-9]+)*)(?![\w{])")


def bare_key(state: StateInline, silent: bool) -> bool:
    """``@key`` or ``@fig-map`` outside of brackets, with ``[p. 3]`` after a key; ``-@fig-map`` for the bare number."""
    start = state.pos
    if state.src[start] not in "@-" or not isinstance(state, PlacedState) or not _may_cite(state.src, start):
        return False
    minus = state.src[start] == "-"
    ref = _REF.match(state.src, start + minus, state.posMax)
    if ref:
        if not silent:
            state.mark("ref", start + minus, id=ref["id"], form="number" if minus else "label")
        state.pos = ref.end()
        return True
    if minus:
        return False
    found = _KEY.match(state.src, start, state.posMax)
    if found is None:
        return _broken_key(state, start, silent)
    end, inside = _after_key(state, found.end())
    if not silent:
        items = [_item(found, state.base + start, "normal")]
        if inside is not None:
            _narrative_locator(state, items, inside, end - 1)
        state.mark("cite", start, items=items, mode="narrative")
    state.pos = end
    return True


def _may_cite(src: str, at: int) -> bool:
    """Not in the middle of a word, an e-mail address or a URL."""
    if at and (src[at - 1].isalnum() or src[at - 1] in "_."):
        return False
    if at and src[at - 1] == "/":
        word = src[max(at - 300, 0) : at].split()
        return not (word and "://" in word[-1])
    return True


def _broken_key(state: PlacedState, start: int, silent: bool) -> bool:
    if not state.src.startswith("@{", start):
        return False
    if not silent:
        hint = "write @{key}; an @ that shall print is written \\@"
        state.fault(start, "MDN007", "this citation key in braces is empty or not closed", hint)
        state.pending += "@{"
    state.pos = start + 2
    return True


def _after_key(state: PlacedState, at: int) -> tuple[int, int | None]:
    """End of the citation, and where the bracket after the key begins inside, if one belongs to it."""
    opening = at + 1 if state.src.startswith((" [", "\n["), at) else at
    if not state.src.startswith("[", opening) or state.src.startswith("[^", opening):
        return at, None
    end = state.brackets.get(opening, -1)
    if not 0 <= end < state.posMax or state.src[end + 1 : end + 2] in ("(", "["):
        return at, None
    if (
        opening > at
        and re.search(r"(?<![\w.])-?@", state.src[opening + 1 : end])
        and not _starts_with_locator(state, opening, end)
    ):
        return at, None
    return end + 1, opening + 1


def _starts_with_locator(state: PlacedState, opening: int, end: int) -> bool:
    """Whether a bracket that cites other works (``@a [p. 3; @b]``) belongs to the key before it."""
    first = state.src[opening + 1 : end].partition(";")[0]
    return "@" not in first


def _narrative_locator(state: PlacedState, items: list[dict[str, Any]], start: int, end: int) -> None:
    parts = _split(state.src, start, end)
    first = parts[0]
    items[0].update(_suffix(state, first[0], first[1], lead=", "))
    for part_start, part_end in parts[1:]:
        made = _part(state, part_start, part_end)
        if made is None:
            state.fault(part_start, "MDN007", "this part of the citation names no work", "write it as `; @key, p. 5`")
        else:
            items.append(made)


def bracketed(state: StateInline, silent: bool) -> bool:
    """``[see @key, p. 33; @other]``, ``[-@key]``, ``[@fig-map]``."""
    start = state.pos
    if state.src[start] != "[" or not isinstance(state, PlacedState) or state.depth >= MAX_PARTS_DEEP:
        return False
    end = state.brackets.get(start, -1)
    if end < 0 and "@" in state.src[start : start + 2]:
        return _unclosed(state, start, silent)
    if not 0 <= end < state.posMax or state.src.find("@", start, end) < 0:
        return False
    if state.src[end + 1 : end + 2] == "(" and _is_link(state):
        return False
    parts = _split(state.src, start + 1, end)
    keys = [_find_key(state, *part) for part in parts]
    if not any(keys):
        return False
    if not silent:
        _push_cluster(state, start, parts, keys)
    state.pos = end + 1
    return True


def _is_link(state: StateInline) -> bool:
    """Whether CommonMark has a link where *state* stands."""
    kept = state.pos
    found = link(state, True)
    state.pos = kept
    return found


def _unclosed(state: PlacedState, start: int, silent: bool) -> bool:
    if not silent:
        hint = "close it with ]; a bracket that shall print is written \\["
        state.fault(start, "MDN007", "a citation is opened here with `[@` and never closed", hint)
        state.pending += "["
    state.pos = start + 1
    return True


def _push_cluster(
    state: PlacedState, start: int, parts: list[tuple[int, int]], keys: list[tuple[int, re.Match[str]] | None]
) -> None:
    refs = [bool(key and _REF.match(state.src, key[1].start())) for key in keys]
    if refs.count(True) == sum(1 for key in keys if key):
        _adopt_refs(state, start + 1, parts[-1][1])
        return
    if any(refs):
        at = next(key[1].start() for key, ref in zip(keys, refs, strict=True) if ref and key)
        hint = "put the cross-reference outside of the brackets"
        state.fault(at, "MDN008", "a cross-reference stands among citations in one pair of brackets", hint)
    for code, at, message, hint in slips.in_brackets(state.src, start, parts[-1][1]):
        state.fault(at, code, message, hint)
    items = []
    for part, key, ref in zip(parts, keys, refs, strict=True):
        made = None if ref else _part(state, *part)
        if made is not None:
            items.append(made)
        elif key is None:
            hint = "several pages of one work are written `[@key, pp. 3, 5]`; works are parted by `;`"
            state.fault(part[0], "MDN007", "this part of the citation names no work", hint)
    state.mark("cite", start, items=items, mode="parenthetical")


def _adopt_refs(state: PlacedState, start: int, end: int) -> None:
    """Cross-references in brackets print without the brackets: ``[see @fig-a and @tbl-b]``."""
    while start < end and state.src[start].isspace():
        start += 1
    while end > start and state.src[end - 1].isspace():
        end -= 1
    state.adopt(state.nested(start, end))


def _split(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches between semicolons that stand in no inner brackets or braces."""
    parts = []
    depth = 0
    first = start
    at = start
    while at < end:
        char = src[at]
        if char == "\\":
            at += 1
        elif char in "[{":
            depth += 1
        elif char in "]}":
            depth -= 1
        elif char == ";" and depth <= 0:
            parts.append((first, at))
            first = at + 1
        at += 1
    parts.append((first, end))
    return parts


def _find_key(state: PlacedState, start: int, end: int) -> tuple[int, re.Match[str]] | None:
    """Where the item begins (at its ``-`` or ``@``) and the match of its key."""
    at = state.src.find("@", start, end)
    while at >= 0:
        if _may_cite(state.src, at) and not (at > start and state.src[at - 1] == "\\"):
            found = _KEY.match(state.src, at, end)
            if found:
                minus = at > start and state.src[at - 1] == "-" and not state.src[at - 2 : at - 1].isalnum()
                return (at - 1 if minus else at), found
        at = state.src.find("@", at + 1, end)
    return None


def _part(state: PlacedState, start: int, end: int) -> dict[str, Any] | None:
    """One item of a cluster."""
    key = _find_key(state, start, end)
    if key is None:
        return None
    begin, found = key
    mode: Literal["normal", "suppress-author"] = "suppress-author" if begin < found.start() else "normal"
    item = _item(found, state.base + found.start(), mode)
    item["prefix"] = _words(state, start, begin)
    second = _find_key(state, found.end(), end)
    if second is not None:
        hint = "part works by `;`"
        state.fault(second[1].start(), "MDN007", "a second work is named in one part of the citation", hint)
        end = second[0]
    item.update(_suffix(state, found.end(), end))
    return item


def _item(found: re.Match[str], at: int, mode: str) -> dict[str, Any]:
    key = found["braced"] if found["braced"] is not None else found["bare"]
    return {
        "key": key.strip(),
        "pos": at,
        "mode": mode,
        "locator": "",
        "label": "",
        "prefix": [],
        "suffix": [],
    }


def _suffix(state: PlacedState, start: int, end: int, lead: str = "") -> dict[str, Any]:
    """Locator and remaining words after a key. *lead* is put before them to find a locator at the very beginning."""
    found = find_locator(lead + state.src[start:end], state.env["lang"])
    if found is None:
        return {"suffix": _words(state, start, end)}
    rest = start + max(found.end - len(lead), 0)
    return {"locator": found.value, "label": found.label, "suffix": _words(state, rest, end)}


def _words(state: PlacedState, start: int, end: int) -> list[Token]:
    while start < end and state.src[start].isspace():
        start += 1
    while end > start and state.src[end - 1].isspace():
        end -= 1
    if end - start > MAX_WORDS:
        message = f"the words beside the work in this citation have {end - start:,} characters, {MAX_WORDS:,} at most"
        state.fault(start, "MDN023", message, "say it in the text, or in a note")
        return []
    return state.nested(start, end) if start < end else []
