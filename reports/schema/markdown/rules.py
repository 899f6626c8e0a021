"""Inline rules on top of CommonMark's: notes, the refusal of HTML, and words about slips of the pen."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

from markdown_it.rules_inline import StateInline, backtick, image, link
from markdown_it.token import Token

from reports.patterns import expression
from reports.schema.markdown.state import PlacedState
from reports.schema.values.fill import asked_at, malformed
from reports.schema.values.names import OPEN

Rule: TypeAlias = Callable[[StateInline, bool], bool]

_NOTE_CALL = expression(r"\[\^(?P<label>[^\s\[\]^]{1,100})\]")
_LANG = expression(r"\{lang=(?P<quote>[\"']?)(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3})(?P=quote)\}")
_ADDRESS = expression(r"\((?:https?:|www\.|mailto:|#)", re.IGNORECASE)
_HTML = expression(
    r"<(?:(?P<open>[A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s\"'=<>`]+|'[^']*'|\"[^\"]*\"))?)*\s*/?>"
    r"|/(?P<close>[A-Za-z][A-Za-z0-9-]*)\s*>|!--|\?[A-Za-z]|![A-Z]|!\[CDATA\[)"
)


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


def closed_link(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule for links, asked only where a bracket is closed: asking everywhere takes quadratic time."""
    if state.src[state.pos] != "[" or not isinstance(state, PlacedState) or state.pos not in state.brackets:
        return False
    return link(state, silent)


def closed_image(state: StateInline, silent: bool) -> bool:
    """The same for pictures."""
    if not state.src.startswith("![", state.pos) or not isinstance(state, PlacedState):
        return False
    return state.pos + 1 in state.brackets and image(state, silent)


def value(state: StateInline, silent: bool) -> bool:
    """``{=name}``: a value, which stands for text and is never read as Markdown."""
    values = state.env.get("values")
    if values is None or state.src[state.pos] != "{" or not state.src.startswith(OPEN, state.pos):
        return False
    start = state.pos
    asked, end = asked_at(state.src, start)
    state.pos = end
    if silent or not isinstance(state, PlacedState):
        return True
    found = malformed(state.src, start) if asked is None else values.show(asked)
    if isinstance(found, str):
        state.mark("value", start, text=found)
    elif values.pending:
        state.mark("value", start, text=state.src[start:end])
    else:
        state.fault(start, found.code, found.message, found.hint)
    return True


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


def language(state: StateInline, silent: bool) -> bool:
    """``[mots]{lang=fr}``: words in another language, which is told to screen readers and to hyphenation."""
    start = state.pos
    if state.src[start] != "[" or not isinstance(state, PlacedState):
        return False
    end = state.brackets.get(start, -1)
    if not 0 < end < state.posMax or not state.src.startswith("{lang", end + 1):
        return False
    found = _LANG.match(state.src, end + 1, state.posMax)
    if not silent and found is None:
        hint = "write `[mots]{lang=fr}`, with a tag such as fr, sr-Cyrl or en-GB"
        state.fault(start, "MDN027", "no language is named here", hint)
    if found is None:
        return False
    if not silent:
        state.mark("language", start, children=state.nested(start + 1, end), lang=found["tag"])
    state.pos = found.end()
    return True


def no_link(state: StateInline, silent: bool) -> bool:
    """Behind the rule for links: what was meant as one and is none. Never takes characters itself."""
    start = state.pos
    if silent or state.src[start] != "[" or not isinstance(state, PlacedState):
        return False
    end = state.brackets.get(start, -1)
    if not 0 <= end < state.posMax - 1:
        return False
    if _ADDRESS.match(state.src, end + 1):
        hint = "an address holds no spaces, and ends with ): `[text](https://example.org)`"
        state.fault(start, "MDN019", "this looks like a link and is none", hint)
    elif state.src[end + 1] == "[" and state.src[end + 2 : end + 3] not in ("^", "@", "]", ""):
        label = state.src[end + 2 : state.brackets.get(end + 1, end + 2)]
        state.fault(start, "MDN019", f"no address is given for [{label[:40]}]", "write `[text](https://example.org)`")
    return False


def open_code(state: StateInline, silent: bool) -> bool:
    """CommonMark's rule for code, with a word about a backtick that nothing closes."""
    start, count = state.pos, len(state.tokens)
    done = backtick(state, silent)
    if done and not silent and isinstance(state, PlacedState) and not _made(state, count, "code_inline"):
        state.fault(start, "MDN019", "a backtick opens code here that nothing closes", "close it, or write \\`")
    return done


def _made(state: StateInline, since: int, kind: str) -> bool:
    return any(token.type == kind for token in state.tokens[since:])


def open_emphasis(state: StateInline) -> None:
    """After the pairing of delimiters: a ``**`` or ``__`` that found no partner is told, single ones are not."""
    if not isinstance(state, PlacedState):
        return
    left: dict[int, list[Token]] = {}
    for token in state.tokens:
        if token.type == "text" and token.content and "delimiter" in token.meta:
            left.setdefault(token.meta["delimiter"], []).append(token)
    for at, tokens in left.items():
        if len(tokens) > 1 and _one_sided(state.src, at):
            sign = tokens[0].content
            hint = f"write **bold** with no blank inside the stars; a star that shall print is \\{sign}"
            state.fault(at, "MDN019", f"`{sign * 2}` opens or closes nothing here, and prints as it is", hint)


def _one_sided(src: str, at: int) -> bool:
    """Whether the run of delimiters at *at* leans on a word on exactly one side."""
    end = at
    while end < len(src) and src[end] == src[at]:
        end += 1
    before = at > 0 and not src[at - 1].isspace()
    after = end < len(src) and not src[end].isspace()
    return before != after


def raw_html(state: StateInline, silent: bool) -> bool:
    """Raw HTML, which is refused."""
    if state.src[state.pos] != "<":
        return False
    found = _HTML.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    start, end = state.pos, found.end()
    if found[0] == "<!--":
        close = state.src.find("-->", end, state.posMax) if state.html_terminator_last("-->") >= end else -1
        end = close + 3 if close >= 0 else end
    if not silent and isinstance(state, PlacedState):
        state.mark("html", start, text=state.src[start:end], open=found["open"], close=found["close"])
    state.pos = end
    return True
