"""Typographic quotes, dashes and ellipses in running text, by the language of the brief.

Works on the characters of a whole paragraph at once, so that a quotation may begin in plain text and end in italics.
Quotation marks by language are those of Unicode CLDR (characters/delimiters).
"""

from __future__ import annotations

from collections.abc import Iterator

from reports.patterns import expression
from reports.records import record

#: Stands for an inline without characters of its own here (a citation, code): reads like a word.
OBJECT = "\ufffc"

_NARROW = "\N{NARROW NO-BREAK SPACE}"


@record(frozen=True, slots=True)
class Quotes:
    """Opening and closing marks, outer and inner."""

    open: str
    close: str
    inner_open: str
    inner_close: str


def _quotes(marks: str) -> Quotes:
    return Quotes(*marks.split("|")) if "|" in marks else Quotes(*marks)


_BY_LANGUAGE = {
    "en": "“”‘’", "de": "„“‚‘", "de-CH": "«»‹›", "de-LI": "«»‹›", "sq": "«»“”", "sr": "„”’’", "mk": "„“’‘",
    "bs": "„”‘’", "cnr": "„”‘’", "hr": "„”‚’", "sl": "„“‚‘", "bg": "„“’‘", "el": "«»“”", "it": "«»“”", "es": "«»“”",
    "fr": f"«{_NARROW}|{_NARROW}»|“|”", "fr-CH": "«»‹›", "pt": "“”‘’", "pl": "„”«»", "nl": "“”‘’", "ro": "„”«»",
    "hu": "„”»«", "tr": "“”‘’", "cs": "„“‚‘", "sk": "„“‚‘", "ru": "«»„“", "uk": "«»„“", "sv": "””’’", "fi": "””’’",
    "da": "“”‘’", "nb": "«»‘’", "no": "«»‘’", "et": "„“‚‘", "lv": "“”‘’", "lt": "„“‚‘", "is": "„“‚‘", "ga": "“”‘’",
    "mt": "“”‘’",
}  # fmt: skip

_MARKS = expression(r"-{2,}|\.{3,}|[\"']")
#: In French, what stands before a high mark of punctuation, or inside of guillemets, stays with it.
_HIGH = expression(r"(?<=\S) (?=[;!?»](?!\w))|(?<=«) (?=\S)|(?<=\S) (?=:(?:\s|\Z))")
_UNTOUCHED = expression(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,8}")
_OPENERS = frozenset("([{<-–—/\u00a0\u202f«„“‚‘‹¿¡=+")


def quotes_of(lang: str) -> Quotes:
    """The marks of *lang* (BCP 47), by region, else by language, else the English ones."""
    parts = lang.split("-")
    keys = (f"{parts[0]}-{parts[-1]}", parts[0], "en")
    return _quotes(next(_BY_LANGUAGE[key] for key in keys if key in _BY_LANGUAGE))


def smarten(text: str, guarded: bytearray, lang: str) -> dict[int, tuple[int, str]]:
    """What to put in place of which characters: start → (length, replacement).

    guarded
        One byte a character; 1 keeps it as it is (code, links' addresses, escaped characters).
    """
    changes: dict[int, tuple[int, str]] = {}
    for found in _UNTOUCHED.finditer(text):
        guarded[found.start() : found.end()] = b"\x01" * (found.end() - found.start())
    quotes: list[int] = []
    for found in _MARKS.finditer(text):
        if any(guarded[found.start() : found.end()]):
            continue
        match found[0]:
            case "--":
                changes[found.start()] = (2, "–")
            case "---":
                changes[found.start()] = (3, "—")
            case "...":
                changes[found.start()] = (3, "…")
            case '"' | "'":
                quotes.append(found.start())
    if lang.split("-", maxsplit=1)[0].lower() == "fr":
        for found in _HIGH.finditer(text):
            if guarded[found.start()]:
                continue
            colon = text[found.end() : found.end() + 1] == ":"
            changes[found.start()] = (1, "\N{NO-BREAK SPACE}" if colon else _NARROW)
    for at, mark in _pair(text, quotes, quotes_of(lang)):
        changes[at] = (1, mark)
    return changes


def _pair(text: str, places: list[int], marks: Quotes) -> Iterator[tuple[int, str]]:
    """The mark for each straight quote that gets one."""
    waiting: list[int] = []
    doubles = 0
    for at in places:
        before = text[at - 1] if at else " "
        after = text[at + 1] if at + 1 < len(text) else " "
        single = text[at] == "'"
        if single and before.isalnum() and after.isalnum():
            yield at, "’"
            continue
        opens = not after.isspace() and (before.isspace() or before in _OPENERS or before in "\"'")
        if _closes(text, at, before, waiting):
            partner = waiting.pop()
            while text[partner] != text[at]:
                yield _alone(text, partner, marks)
                partner = waiting.pop()
            doubles -= not single
            outer = not single and doubles == 0
            yield partner, marks.open if outer else marks.inner_open
            yield at, marks.close if outer else marks.inner_close
        elif opens:
            waiting.append(at)
            doubles += not single
        elif single:
            yield at, "’"
        elif not before.isdigit():
            yield at, marks.close
    for at in waiting:
        yield _alone(text, at, marks)


def _closes(text: str, at: int, before: str, waiting: list[int]) -> bool:
    return not before.isspace() and any(text[one] == text[at] and one != at - 1 for one in waiting[-2:])


def _alone(text: str, at: int, marks: Quotes) -> tuple[int, str]:
    """An opening quote that nothing closes: of a quotation over several paragraphs, or an apostrophe."""
    return at, marks.open if text[at] == '"' else "’"
