"""The block rule for the text of notes: ``[^label]: text``, with further paragraphs indented by four columns."""

from __future__ import annotations

from markdown_it.rules_block import StateBlock

from reports.patterns import expression

_DEFINITION = expression(r"\[\^(?P<label>[^\s\[\]^]{1,100})\]:[ \t]*")
_INDENT = 4


def note_text(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Push ``note_open`` … ``note_close`` around the blocks of a note's text."""
    if state.is_code_block(start):
        return False
    first = state.bMarks[start] + state.tShift[start]
    found = _DEFINITION.match(state.src, first, state.eMarks[start])
    if found is None:
        return False
    if silent:
        return True
    token = state.push("note_open", "", 1)
    token.map = [start, start]
    token.meta = {"label": found["label"]}
    _inside(state, start, end, found.end())
    token.map[1] = state.line
    state.push("note_close", "", -1)
    return True


def _inside(state: StateBlock, start: int, end: int, text_at: int) -> None:
    """Parse the text as blocks of their own, as a list item is: what follows indented belongs to it."""
    kept = (state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType)
    state.bMarks[start] = text_at
    state.tShift[start] = 0
    state.sCount[start] = state.blkIndent + _INDENT
    state.blkIndent += _INDENT
    state.parentType = "footnote"
    state.md.block.tokenize(state, start, end)
    state.bMarks[start], state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = kept
