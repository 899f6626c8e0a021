"""Slips of the typewriter, and of files saved in the wrong encoding."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import MARK
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.units import Unit
from reports.diagnostics import Severity
from reports.patterns import expression

_MOJIBAKE = expression(
    "\ufffd|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf](?=[A-Za-z ])|â€[\u0080-\uffff]|[ÄÅ][\u0080-\u009f\u00a0-\u00bf\u2018-\u203a\u0152-\u0192]"  # noqa: E501
    "|[ÐÑ][\u0080-\u00bf][ÐÑ]"
)
_LATIN_LETTER, _OTHER_LETTER = re.compile("[A-Za-zÀ-ɏ]"), re.compile("[Ͱ-ϿЀ-ӿ]")
_MIXED = expression(r"[^\W\d_]{2,}")


def _inside(unit: Unit) -> bool:
    return unit.kind not in ("code",)


@rule("LNG030", Severity.WARNING)
def mixed_script(subject: Subject) -> Iterator[Finding]:
    """Word of letters from two alphabets.

    What it does
        Finds words with Latin and Cyrillic (or Greek) letters in them.
    Why it matters
        They look right and are not: search, hyphenation, spelling and screen readers all fail on them.
    Example
        summary: Requests wait in Pristinа and elsewhere.
    Instead
        summary: Requests wait in Pristina and elsewhere.
    """
    for unit in subject.units:
        for found in _MIXED.finditer(unit.text) if _inside(unit) else ():
            word = found[0]
            other = None if word.isascii() else _OTHER_LETTER.search(word)
            if other and _LATIN_LETTER.search(word):
                text = f"`{word}` has letters of two alphabets; the `{other[0]}` is U+{ord(other[0]):04X}"
                yield marked(unit, (found.start() + other.start(), found.end()), text, "type the word anew")


@rule("LNG031", Severity.WARNING)
def mojibake(subject: Subject) -> Iterator[Finding]:
    """Letters broken by a wrong encoding.

    What it does
        Finds the traces of UTF-8 read as something else: Ã©, â€™, Å¡, �.
    Why it matters
        Names of people and places are the first to suffer.
    Example
        summary: Requests wait in PriÅ¡tina and elsewhere.
    Instead
        summary: Requests wait in Priština and elsewhere.
    """
    for unit in subject.units:
        found = _MOJIBAKE.search(unit.text)
        if found:
            text = f"`{found[0]}` is a letter broken by a wrong encoding"
            yield marked(unit, found.span(), text, "type the word anew, and save files as UTF-8")


@rule("LNG032", Severity.INFO)
def double_space(subject: Subject) -> Iterator[Finding]:
    """Two spaces.

    What it does
        Finds two and more spaces between words of one line.
    Why it matters
        Formats treat them differently: one prints both, one prints one. Nobody means them.
    Example
        summary: "Requests wait.  One desk would change that."
    Instead
        summary: "Requests wait. One desk would change that."
    """
    for unit in subject.own:
        if unit.kind == "cell":
            continue
        for found in re.finditer(r"(?<=\S) {2,}(?=[^\s|\\])", unit.text):
            yield marked(unit, found.span(), "two spaces stand here", "take one out")


@rule("LNG033", Severity.WARNING)
def space_before_mark(subject: Subject) -> Iterator[Finding]:
    """Space before a punctuation mark.

    What it does
        Finds a space before a comma, a full stop, a semicolon, a colon, an exclamation or question mark
        (French, which has spaces there, is left alone).
    Why it matters
        The mark may begin the next line.
    Example
        summary: Requests wait , and nobody counts them.
    Instead
        summary: Requests wait, and nobody counts them.
    """
    if subject.lang.lower().startswith("fr"):
        return
    for unit in subject.own:
        for found in re.finditer(
            rf"(?<=[\w)”’\"{MARK}])[ \u00a0]+(?P<mark>[,;](?=[^\W\d_])|(?:[,;:!?]|\.(?!\.|\d|\w))(?=\s|\Z))", unit.text
        ):
            yield marked(unit, found.span(), f"a space before `{found['mark']}`", "take it out")


@rule("LNG034", Severity.INFO)
def hyphen_for_dash(subject: Subject) -> Iterator[Finding]:
    """Hyphen for a dash.

    What it does
        Finds a hyphen with a space on both sides.
    Why it matters
        A hyphen joins, a dash parts. In Markdown two hyphens make a dash.
    Example
        summary: Requests wait - and nobody counts them.
    Instead
        summary: Requests wait – and nobody counts them.
    """
    for unit in subject.own:
        if unit.kind == "cell":
            continue
        for found in re.finditer(rf"(?<=[\w,)”{MARK}]) - (?=[\w(“{MARK}])", unit.text):
            if not re.search(r"\d\Z", unit.text[: found.start()]):
                yield marked(
                    unit, (found.start() + 1, found.start() + 2), "a hyphen stands for a dash", "write – or --"
                )


@rule("LNG035", Severity.INFO)
def hyphen_in_range(subject: Subject) -> Iterator[Finding]:
    """Hyphen in a range.

    What it does
        Finds ranges of years and pages with a hyphen: 2019-2020, pp. 12-15.
    Why it matters
        Ranges take an en dash (Chicago Manual of Style, 6.78; Duden; Pravopis); a mixture looks careless.
    Example
        summary: Requests waited in 2019-2020.
    Instead
        summary: Requests waited in 2019–2020.
    """
    for unit in subject.own:
        for found in re.finditer(r"(?<![\w./-])(?:1[89]|20)\d\d-(?:(?:1[89]|20)\d\d|\d\d)(?![\w/-]|\.\d)", unit.text):
            first, last = found[0].split("-")
            later = int(last) > int(first) if len(last) == 4 else int(last) > int(first[2:]) and int(last) > 12
            if later:
                yield marked(
                    unit, (found.start() + 4, found.start() + 5), f"a hyphen in `{found[0]}`", f"write {first}–{last}"
                )
        for found in _PAGES.finditer(unit.text):
            first, last = found["first"], found["last"]
            text = f"a hyphen in `{first}-{last}`"
            yield marked(unit, (found.end("first"), found.end("first") + 1), text, f"write {first}–{last}")


_PAGES = expression(r"\b(?:pp?|S|str|стр|fq)\.[\s\u00a0](?P<first>\d{1,4})-(?P<last>\d{1,4})(?![\w-])")


@rule("LNG036", Severity.INFO)
def typewriter_marks(subject: Subject) -> Iterator[Finding]:
    """Typewriter marks in a title.

    What it does
        Finds straight quotation marks, straight apostrophes, `--` and `...` in plain fields, where nothing
        turns them into typographic ones.
    Why it matters
        Titles print as they are written, in the largest type of the paper.
    Example
        title: 'The "waiting" desk'
    Instead
        title: The “waiting” desk
    """
    for unit in subject.own:
        if unit.kind != "plain" or unit.field in ("alt",):
            continue
        found = re.search(r"[\"']|(?<=\w)\s*--+\s*(?=\w)|\.\.\.", unit.text)
        if found and "`" not in unit.text and not re.search(r"[{}<>*]", unit.text):
            text = f"`{found[0].strip()}` prints as it stands: this field is plain text"
            yield marked(unit, found.span(), text, "type “ ” ‘ ’ – …")


@rule("LNG037", Severity.WARNING)
def open_bracket(subject: Subject) -> Iterator[Finding]:
    """Bracket or quotation mark without its other half.

    What it does
        Pairs round brackets in every paragraph ("a)" and "1)" left aside), and in English “ with ”.
    Why it matters
        The reader waits for the end of the aside, or looks for its beginning.
    Example
        summary: Requests wait (most of them at night. One desk would change that.
    Instead
        summary: Requests wait (most of them at night). One desk would change that.
    """
    for unit in subject.prose:
        opened, closed = _unpaired(unit.text, "(", ")")
        if opened is not None:
            yield marked(unit, (opened, opened + 1), "this bracket is not closed", "close it")
        if closed is not None:
            yield marked(unit, (closed, closed + 1), "this bracket was never opened", "open it, or take it out")
    for unit in subject.prose if subject.english else ():
        opened, _ = _unpaired(unit.text, "“", "”")
        goes_on = any("”" in other.text for other in subject.prose if other.source is unit.source and other is not unit)
        if opened is not None and not goes_on:
            yield marked(unit, (opened, opened + 1), "this quotation mark is not closed", "close it")


#: "a)" and "12)" number something.
_ENUMERATION = expression(r"(?:\A|[\s\ue000])\w{1,3}\)\Z")


def _unpaired(text: str, left: str, right: str) -> tuple[int | None, int | None]:
    """Where the first opening mark stands that is not closed, and the first closing one that was not opened."""
    waiting: list[int] = []
    stray: int | None = None
    for place, letter in enumerate(text):
        if letter == left:
            waiting.append(place)
        elif letter == right and waiting:
            waiting.pop()
        elif letter == right and stray is None and not _ENUMERATION.search(text, 0, place + 1):
            stray = place
    return (waiting[0] if waiting else None), stray


_SLASHED = expression(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(?:19|20)?\d\d(?![\d/])")
_DOTTED = expression(
    r"\b(?:on|by|until|since|from|before|after|of)[\s\u00a0](\d{1,2})\.(\d{1,2})\.(?:19|20)?\d\d(?![.\d])"
)


@rule("LNG038", Severity.WARNING)
def ambiguous_date(subject: Subject) -> Iterator[Finding]:
    """Date that can be read in two ways.

    What it does
        Finds dates in numbers with slashes, and in English with points, of which day and month could change places:
        05/06/2026, 5.6.26.
    Why it matters
        It is the fifth of June in one half of the world, and the sixth of May in the other.
    Example
        summary: Requests waited until 05/06/2025.
    Instead
        summary: Requests waited until 5 June 2025.
    """
    for unit in subject.own:
        dates = [*_SLASHED.finditer(unit.text), *(_DOTTED.finditer(unit.text) if subject.english else ())]
        for found in dates:
            if int(found[1]) <= 12 and int(found[2]) <= 12 and found[1] != found[2]:
                yield marked(
                    unit, found.span(1), f"`{found[0].split()[-1]}` has two readings", "write the month as a word"
                )


@rule("LNG039", Severity.WARNING)
def missing_accents(subject: Subject) -> Iterator[Finding]:
    """Letters without their accents.

    What it does
        Finds common words typed without their special letters: eshte, takodje, izmedju, fuer, meme.
    Why it matters
        The language has letters of its own; leaving them out is a spelling mistake, in names an insult.
    Example
        lang: sq
        checks: {limits: {language-words: 1000}}
        summary: Kjo eshte koha.
    Instead
        lang: sq
        checks: {limits: {language-words: 1000}}
        summary: Kjo është koha.
    """
    pattern = subject.phrases("unaccented")
    for unit in subject.prose:
        found = pattern.search(unit.text)
        if found:
            text = f"`{found[0]}` is written without its special letters"
            yield marked(unit, found.span(), text, "type ë ç, č ć đ š ž, ä ö ü, é")
