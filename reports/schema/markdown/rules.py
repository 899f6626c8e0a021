"""Inline rules on top of CommonMark's: notes, citations, cross-references; and states that know where they are.

Places are kept as offsets into the content of the block's inline token, in ``token.meta["pos"]``. A rule that finds a
fault pushes a ``fault`` token, which the converter turns into a diagnostic at its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reports.schema.markdown.locators import find_locator

#: Notes, and citations with words around them, may stand inside each other no deeper than this.
MAX_PARTS_DEEP = 3

_KEY = re.compile(
    r"@(?:\{(?P<braced>[^{}\n]{1,200})\}|(?P<bare>[^\W_](?:[\w]|[:.#$%&\-+?<>~/](?=\w))*|_\w(?:[\w]|[:.#$%&\-+?<>~/](?=\w))*))"
)
_REF = re.compile(r"@(?P<id>(?:fig|tbl|sec|rec|opt)-[a-z0-9]+(?:-+[a-z0-9]+)*)(?![\w{])")
_TOKENS = re.compile(r"\\[\s\S]|`+|[\[\]]")
_NOTE_CALL = re.compile(r"\[\^(?P<label>[^\s\[\]^]{1,100})\]")
_HTML = re.compile(
    r"<(?:(?P<open>[A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?>"
    r"|/(?P<close>[A-Za-z][A-Za-z0-9-]*)\s*>|!--|\?[A-Za-z]|![A-Z]|!\[CDATA\[)"
)


class PlacedState(StateInline):
    """An inline state that knows where its text stands in the content of the block, and which brackets match."""

    def __init__(
        self,
        src: str,
        md: MarkdownIt,
        env: Any,
        tokens: list[Token],
        base: int = 0,
        depth: int = 0,
        in_note: bool = False,
    ) -> None:
        super().__init__(src, md, env, tokens)
        self.base = base
        self.depth = depth
        self.in_note = in_note
        self._brackets: dict[int, int] | None = None

    @property
    def brackets(self) -> dict[int, int]:
        """Closing bracket by opening bracket, escapes and code spans left aside; found in one pass."""
        if self._brackets is None:
            self._brackets = _match_brackets(self.src)
        return self._brackets

    def mark(self, kind: str, start: int, **meta: Any) -> Token:
        """Push a token of our own for what stands at *start*."""
        token = self.push(kind, "", 0)
        token.meta = {"pos": self.base + start, **meta}
        return token

    def fault(self, start: int, code: str, message: str, hint: str = "") -> None:
        """Push a fault at *start*."""
        self.mark("fault", start, code=code, message=message, hint=hint)

    def nested(self, start: int, end: int, *, note: bool = False) -> list[Token]:
        """The tokens of the text between *start* and *end*, parsed by itself."""
        parser = self.md.inline
        assert isinstance(parser, PlacedInline)
        inside = self.in_note or note
        state = PlacedState(self.src[start:end], self.md, self.env, [], self.base + start, self.depth + 1, inside)
        return parser.run(state)


class PlacedInline(ParserInline):
    """The inline parser with :class:`PlacedState`."""

    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        return self.run(PlacedState(src, md, env, tokens, in_note=bool(env.get("in_note"))))

    def run(self, state: PlacedState) -> list[Token]:
        """Tokenise *state* and pair its delimiters."""
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _match_brackets(src: str) -> dict[int, int]:
    marks = [(found.start(), found[0]) for found in _TOKENS.finditer(src)]
    following: dict[str, int] = {}
    closing_ticks: dict[int, int] = {}
    for at, mark in reversed(marks):
        if mark[0] == "`":
            if mark in following:
                closing_ticks[at] = following[mark]
            following[mark] = at
    pairs: dict[int, int] = {}
    waiting: list[int] = []
    skip_to = -1
    for at, mark in marks:
        if at < skip_to:
            continue
        if mark[0] == "`":
            skip_to = closing_ticks.get(at, -1) + len(mark) if at in closing_ticks else skip_to
        elif mark == "[":
            waiting.append(at)
        elif mark == "]" and waiting:
            pairs[waiting.pop()] = at
    return pairs


Rule = Callable[[StateInline, bool], bool]


def located(rule: Rule, kinds: frozenset[str]) -> Rule:
    """*rule* with the place noted in the first token of *kinds* that it pushes."""

    def run(state: StateInline, silent: bool) -> bool:
        start, count = state.pos, len(state.tokens)
        done = rule(state, silent)
        if done and not silent and isinstance(state, PlacedState):
            for token in state.tokens[count : count + 2]:
                if token.type in kinds:
                    token.meta["pos"] = state.base + start
                    break
        return done

    return run


def note_call(state: StateInline, silent: bool) -> bool:
    """``[^label]``."""
    if state.src[state.pos] != "[" or not state.src.startswith("[^", state.pos):
        return False
    found = _NOTE_CALL.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent and isinstance(state, PlacedState):
        state.mark("note_call", state.pos, label=found["label"], in_note=state.in_note)
    state.pos = found.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """``^[text of the note]``."""
    if state.src[state.pos] != "^" or not state.src.startswith("^[", state.pos) or not isinstance(state, PlacedState):
        return False
    start = state.pos
    end = state.brackets.get(start + 1, -1)
    if not 0 <= end < state.posMax:
        if not silent:
            state.fault(start, "MDN009", "a note is opened here with `^[` and never closed", "close it with ]")
            state.pending += "^["
        state.pos = start + 2
        return True
    if not silent:
        if state.in_note:
            state.fault(start, "MDN020", "a note stands inside a note", "put its text into the outer note")
        elif not state.src[start + 2 : end].strip():
            state.fault(start, "MDN009", "this note is empty", "write its text between the brackets")
        else:
            children = state.nested(start + 2, end, note=True)
            state.mark("inline_note", start, children=children)
    state.pos = end + 1
    return True


def raw_html(state: StateInline, silent: bool) -> bool:
    """Raw HTML, which is refused."""
    if state.src[state.pos] != "<":
        return False
    found = _HTML.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    start, end = state.pos, found.end()
    if found[0] == "<!--":
        close = state.src.find("-->", end, state.posMax)
        end = close + 3 if close >= 0 else end
    if not silent and isinstance(state, PlacedState):
        state.mark("html", start, text=state.src[start:end], open=found["open"], close=found["close"])
    state.pos = end
    return True


def bare_key(state: StateInline, silent: bool) -> bool:
    """``@key`` or ``@fig-map`` outside of brackets, with ``[p. 3]`` after a key."""
    start = state.pos
    if state.src[start] != "@" or not isinstance(state, PlacedState) or not _may_cite(state.src, start):
        return False
    ref = _REF.match(state.src, start, state.posMax)
    if ref:
        if not silent:
            state.mark("ref", start, id=ref["id"], form="label")
        state.pos = ref.end()
        return True
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
    opening = at + 1 if state.src.startswith(" [", at) else at
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
    if not 0 <= end < state.posMax or state.src[end + 1 : end + 2] == "(":
        return False
    if state.src.find("@", start, end) < 0:
        return False
    parts = _split(state.src, start + 1, end)
    keys = [_find_key(state, *part) for part in parts]
    if not any(keys):
        return False
    if not silent:
        _push_cluster(state, start, parts, keys)
    state.pos = end + 1
    return True


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
    if all(refs):
        _push_refs(state, parts, keys)
        return
    if any(refs):
        at = next(key[1].start() for key, ref in zip(keys, refs, strict=True) if ref and key)
        hint = "put the cross-reference outside of the brackets"
        state.fault(at, "MDN008", "a cross-reference stands among citations in one pair of brackets", hint)
    items = []
    for part, key, ref in zip(parts, keys, refs, strict=True):
        made = None if ref else _part(state, *part)
        if made is not None:
            items.append(made)
        elif key is None:
            hint = "several pages of one work are written `[@key, pp. 3, 5]`; works are parted by `;`"
            state.fault(part[0], "MDN007", "this part of the citation names no work", hint)
    state.mark("cite", start, items=items, mode="parenthetical")


def _push_refs(state: PlacedState, parts: list[tuple[int, int]], keys: list[tuple[int, re.Match[str]] | None]) -> None:
    """Cross-references in brackets print without them; ``-`` before one asks for its bare number."""
    for count, (part, key) in enumerate(zip(parts, keys, strict=True)):
        assert key is not None
        ref = _REF.match(state.src, key[1].start())
        assert ref is not None
        before = state.src[part[0] : key[0]].lstrip() if count == 0 else state.src[part[0] : key[0]]
        state.pending += ("; " if count else "") + before.lstrip()
        state.mark("ref", ref.start(), id=ref["id"], form="number" if key[0] < ref.start() else "label")
        state.pending += state.src[ref.end() : part[1]].rstrip()


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
    return state.nested(start, end) if start < end else []
