"""Length: of sentences, paragraphs, lists, and of the words in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.sentences import WORD, count_words
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.model.blocks import List
from reports.model.walk import walk
from reports.patterns import expression
from reports.schema.prose import Prose


@rule("LNG001", Severity.WARNING)
def long_sentence(subject: Subject) -> Iterator[Finding]:
    """Sentence too long.

    What it does
        Counts the words of every sentence; actions and key messages have limits of their own. Semicolons that part it
        into pieces of at most three quarters of the limit are as good as full stops.
    Why it matters
        Readers lose the verb. Plain-language guides ask for 15 to 25 words on average; the limit leaves room
        for the one sentence that needs more.
    Example
        summary: >-
          Requests wait longest at those desks that count them least, which are the desks that have four officers by day and
          none at night, that answer by letter where others answer by wire, and that have asked three times for a register
          without getting one.
    Instead
        summary: Requests wait longest at those desks that count them least. They have four officers by day and none at night.
    Limit
        sentence-words 40, twice the average that plain-language guides ask for
    """  # noqa: E501
    limit = subject.limit("sentence-words")
    for one in subject.sentences:
        if one.words > limit and not _parted(one.text, limit) and one.unit.field not in ("action", "key-message"):
            text = f"this sentence has {one.words} words; over {limit:g} readers lose its verb"
            yield marked(one, one.span, text, "make it two")


def _parted(text: str, limit: float) -> bool:
    """Whether semicolons part a sentence into pieces that are short enough."""
    return ";" in text and all(count_words(one) <= 0.75 * limit for one in text.split(";"))


@rule("LNG002", Severity.INFO)
def hard_to_read(subject: Subject) -> Iterator[Finding]:
    """Text hard to read (LIX).

    What it does
        Computes LIX over the whole text: words per sentence, and the share in per cent of words over six
        letters (C.-H. Björnsson, Läsbarhet, 1968). It works in many languages, because it counts letters and
        not syllables.
    Why it matters
        LIX 40 is a newspaper, 50 a report, 60 a law. Decision makers read at the end of a long day.
    Example
        checks: {limits: {lix: 20, lix-words: 50}}
    Instead
        checks: {limits: {lix: 90, lix-words: 50}}
    Limit
        lix 62, above Björnsson's “very difficult” (60), since names of institutions are long
        lix-words 150, words there must be for a judgement; fewer make it jump
    """
    if len(subject.sentences) == 0 or subject.words < subject.limit("lix-words"):
        return
    long = sum(len(word[0]) > 6 for one in subject.sentences for word in WORD.finditer(one.text))
    lix = subject.words / len(subject.sentences) + 100 * long / subject.words
    if lix > subject.limit("lix"):
        text = f"the text has LIX {lix:.0f}; over {subject.limit('lix'):g} it reads like a law"
        yield Finding(subject.at(subject.brief.where), text, "shorter sentences, shorter words")


@rule("LNG003", Severity.WARNING)
def long_paragraph(subject: Subject) -> Iterator[Finding]:
    """Paragraph too long.

    What it does
        Counts the words of every paragraph.
    Why it matters
        A paragraph that fills half a page has more than one thought, and no place to stop.
    Example
        checks: {limits: {paragraph-words: 12}}
        summary: Requests wait. They wait at one desk. They wait at night. They wait by day.
    Instead
        checks: {limits: {paragraph-words: 20}}
        summary: Requests wait. They wait at one desk. They wait at night. They wait by day.
    Limit
        paragraph-words 200, a house rule: half a page of print
    """
    limit = subject.limit("paragraph-words")
    for unit in subject.prose:
        words = count_words(unit.text)
        if words > limit:
            yield Finding(
                unit.at, f"this paragraph has {words} words", f"part it; {limit:g} fill half a page", unit.home.id
            )


@rule("LNG004", Severity.INFO)
def long_list(subject: Subject) -> Iterator[Finding]:
    """List too long.

    What it does
        Counts the items of every list in bodies.
    Why it matters
        A list of more than nine items is a table, or two lists.
    Example
        sections:
          - body: |
              Requests to the European Union (EU) pass the desks of the EU [@study]:

              - one
              - two
              - three
        checks: {limits: {list-items: 2}}
    Instead
        sections:
          - body: |
              Requests to the European Union (EU) pass the desks of the EU [@study]:

              - one
              - two
        checks: {limits: {list-items: 2}}
    Limit
        list-items 10, a house rule
    """
    limit = subject.limit("list-items")
    for section in subject.sections:
        for prose in section.body:
            if not isinstance(prose, Prose):
                continue
            for block in walk(prose.blocks):
                if isinstance(block, List) and len(block.items) > limit:
                    text = f"a list of {len(block.items)} items stands here"
                    yield Finding(subject.at(prose.at), text, "group them, or make a table", str(section.id))


_PASSIVE = expression(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:not\s+|also\s+|\w+ly\s+)?"
    r"(?:\w{3,}(?<!ne)(?<!spe)(?<!exce)ed|made|taken|given|held|done|seen|known|found|built|set|put|kept|brought|shown|written|led|met|said|told)\b"
)


@rule("LNG005", Severity.INFO)
def passive_pile(subject: Subject) -> Iterator[Finding]:
    """Several passives in one sentence.

    What it does
        Counts passive verbs in every English sentence.
    Why it matters
        One passive hides one actor. Four of them hide who did what to whom.
    Example
        summary: It was decided that a desk be opened after it had been asked for and after it was found that it is needed.
        checks: {limits: {passives: 3}}
    Instead
        summary: The ministry opened a desk after the police had asked for it.
        checks: {limits: {passives: 3}}
    Limit
        passives 4, a house rule
    """  # noqa: E501
    limit = subject.limit("passives")
    for one in subject.sentences if subject.english else ():
        found = _PASSIVE.findall(one.text)
        if len(found) >= limit:
            text = f"{len(found)} passives in one sentence ({', '.join(found[:3])} …)"
            yield marked(one, one.span, text, "say who does it")


_NOMINAL = {
    "en": re.compile(r"\b[a-z]{3,}(?:tion|ment|ance|ence|sion|ity)s?\b"),
    "de": re.compile(r"\b[A-ZÄÖÜ][a-zäöüß]{3,}(?:ung|heit|keit|tion|ismus)(?:en)?\b"),
    "fr": re.compile(r"\b[a-zà-ÿ]{3,}(?:tion|ment|ance|ence|sion|ité)s?\b"),
}


@rule("LNG006", Severity.INFO)
def noun_pile(subject: Subject) -> Iterator[Finding]:
    """Sentence piled up from nouns.

    What it does
        Counts nouns made from verbs and adjectives (-tion, -ment, -ance; German -ung, -heit) in every sentence.
    Why it matters
        Each of them is a verb in hiding; a sentence of nothing else has nobody in it who acts.
    Example
        summary: >-
          The implementation of the harmonisation of the organisation of cooperation needs the coordination of the evaluation,
          the preparation, the execution and the documentation.
    Instead
        summary: The ministries prepare the rules together, apply them, and write down what came of it.
    Limit
        noun-pile 8, a house rule
    """  # noqa: E501
    pattern = _NOMINAL.get(subject.lang.split("-")[0])
    for one in subject.sentences if pattern else ():
        found = pattern.findall(one.text) if pattern else []
        if len(set(found)) >= subject.limit("noun-pile"):
            text = f"{len(found)} abstract nouns in one sentence ({', '.join(found[:3])} …)"
            yield marked(one, one.span, text, "turn some of them into verbs")
