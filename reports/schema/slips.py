"""What was hardly meant in a plain field: Markdown, which prints as it is written; and characters that nobody sees."""

from __future__ import annotations

from reports.diagnostics import Collector
from reports.patterns import expression
from reports.schema.text import SourceText
from reports.schema.yamlreader import shorten
from reports.source import Position

_MARKDOWN = expression(
    r"\[-?@[\w{][^\]\n]*\]|\^\[[^\]\n]+\]|\[\^[\w-]+\]"
    r"|\*\*(?=[^\s*])[^*\n]*(?<=\S)\*\*|\[[^\]\n]+\]\(https?:[^)\s]*\)"
)
_HIDDEN = expression("[\u00ad\u200b\u2060\ufeff]")
_NAMES = {
    "\u00ad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u2060": "a word joiner",
    "\ufeff": "a byte-order mark",
}


def tell_slips(text: SourceText, collector: Collector) -> None:
    """Warn of Markdown (SCH023) and hidden characters (SCH016) in a plain field."""
    found = _MARKDOWN.search(text)
    if found:
        message = f"`{shorten(found[0], 40)}` prints as it is written: this field holds no Markdown"
        hint = "leave the marks out" if found[0][0] == "*" else "leave it out, or put it into the text"
        collector.warning("SCH023", text.place(found.start()) or Position(""), message, hint)
    tell_hidden(text, "SCH016", collector)


def tell_hidden(text: SourceText, code: str, collector: Collector) -> None:
    """Warn of the first character that no editor shows, with a count of the others."""
    found = _HIDDEN.search(text)
    if found is None:
        return
    more = len(_HIDDEN.findall(text)) - 1
    others = f", and {more} more like it" if more else ""
    message = f"{_NAMES[found[0]]} (U+{ord(found[0]):04X}) stands here, which nobody sees{others}"
    hint = "delete it: who searches for the word does not find it; words are hyphenated by themselves"
    collector.warning(code, text.place(found.start()) or Position(""), message, hint)
