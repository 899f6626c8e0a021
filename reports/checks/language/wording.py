"""Words that say little, and words that say too much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reports.checks.masking import MARK
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.wordlists import LANGUAGES, words_for
from reports.diagnostics import Severity


def _hits(subject: Subject, key: str) -> Iterator[tuple[str, Finding]]:
    """Every phrase of a list in the author's sentences: the phrase, and a finding without message."""
    pattern = subject.phrases(key)
    for unit in subject.prose:
        for found in pattern.finditer(unit.text):
            phrase = " ".join(found[0].replace(MARK, "").split())
            yield phrase, marked(unit, found.span(), "", "")


#: What to write instead, where one word or two will always do.
_SHORTER = {
    "in order to": "to", "due to the fact that": "because", "owing to the fact that": "because", "prior to": "before",
    "on account of the fact that": "because", "despite the fact that": "although", "in spite of the fact that": "although",  # noqa: E501
    "in light of the fact that": "because", "in the event that": "if", "at this point in time": "now",
    "at the present time": "now", "for the purpose of": "to", "for the purposes of": "for", "with regard to": "on",
    "with a view to": "to", "a large number of": "many", "a significant number of": "many", "has the ability to": "can",
    "have the ability to": "can", "is able to": "can", "are able to": "can", "each and every": "every",
    "first and foremost": "first", "make use of": "use", "on a regular basis": "regularly", "on a daily basis": "daily",
    "until such time as": "until", "in close proximity to": "near", "in the near vicinity of": "near",
    "with the exception of": "except", "the vast majority of": "most", "take into consideration": "consider",
}  # fmt: skip
_INCLUSIVE = {
    "chairman": "chair", "chairmen": "chairs", "spokesman": "spokesperson", "spokesmen": "spokespersons",
    "policeman": "police officer", "policemen": "police officers", "fireman": "firefighter", "firemen": "firefighters",
    "manpower": "staff", "mankind": "humanity", "man-made": "artificial", "manned": "staffed", "layman": "layperson",
    "laymen": "laypeople", "businessman": "business person", "businessmen": "business people",
    "congressman": "member of Congress", "s/he": "they", "middleman": "intermediary", "middlemen": "intermediaries",
    "workman": "worker", "workmen": "workers", "policewoman": "police officer", "policewomen": "police officers",
}  # fmt: skip


@rule("LNG020", Severity.INFO)
def weasel_word(subject: Subject) -> Iterator[Finding]:
    """Word that asserts without saying.

    What it does
        Finds clearly, of course, it is well known, a game changer and the like.
    Why it matters
        What is clear need not be called so, and what is not clear does not become so. The sentence is stronger
        without.
    Example
        summary: Clearly, requests wait longest where nobody counts them.
    Instead
        summary: Requests wait longest where nobody counts them.
    """
    for phrase, found in _hits(subject, "weasel"):
        yield replace(found, message=f"`{phrase}` adds nothing that the reader can check", hint="take it out")


@rule("LNG021", Severity.INFO)
def wordy(subject: Subject) -> Iterator[Finding]:
    """More words than needed.

    What it does
        Finds phrases for which there is a word: in order to, due to the fact that, a large number of.
    Why it matters
        Three words saved a sentence are a page saved a paper.
    Example
        summary: In order to answer, one must count.
    Instead
        summary: To answer, one must count.
    """
    for phrase, found in _hits(subject, "wordy"):
        hint = f"write `{_SHORTER[phrase.lower()]}`" if phrase.lower() in _SHORTER else "find the word for it"
        yield replace(found, message=f"`{phrase}` can be said in fewer words", hint=hint)


@rule("LNG022", Severity.INFO)
def gendered_word(subject: Subject) -> Iterator[Finding]:
    """Word that leaves half of the readers out.

    What it does
        Finds chairman, manpower, manned and the like (English only). "He or she" is left alone.
    Why it matters
        The United Nations' guidelines for gender-inclusive language and most houses ask for chair, staff,
        staffed.
    Example
        summary: The chairman counts requests.
    Instead
        summary: The chair counts requests.
    """
    for phrase, found in _hits(subject, "gendered"):
        hint = f"write `{_INCLUSIVE[phrase.lower()]}`" if phrase.lower() in _INCLUSIVE else ""
        yield replace(found, message=f"`{phrase}` has an inclusive word beside it", hint=hint)


@rule("LNG023", Severity.INFO)
def and_or(subject: Subject) -> Iterator[Finding]:
    """And/or.

    What it does
        Finds `and/or` and its kin.
    Why it matters
        In a task it leaves open what is asked for: both, or either?
    Example
        summary: Count requests and/or answers.
    Instead
        summary: Count requests, answers, or both.
    """
    for unit in subject.prose:
        for found in re.finditer(r"\b(?:and/or|und/oder|et/ou|dhe/ose|i/ili|и/или)\b", unit.text, re.IGNORECASE):
            yield marked(unit, found.span(), f"`{found[0]}` leaves open which", "say which")


@rule("LNG024", Severity.INFO)
def exclamation(subject: Subject) -> Iterator[Finding]:
    """Exclamation mark.

    What it does
        Finds exclamation marks at the end of sentences of the author's own.
    Why it matters
        A policy paper does not raise its voice.
    Example
        summary: Requests wait! One desk would change that.
    Instead
        summary: Requests wait. One desk would change that.
    """
    for unit in subject.prose:
        for found in re.finditer(r"\w(!+)(?=\s|\Z|[”\"])", unit.text):
            yield marked(unit, found.span(1), "an exclamation mark", "end with a full stop")


@rule("LNG025", Severity.WARNING)
def doubled_word(subject: Subject) -> Iterator[Finding]:
    """Word written twice.

    What it does
        Finds a word that follows itself, also over a line end.
    Why it matters
        The eye of the author reads over it, that of the reader does not.
    Example
        summary: Requests wait longest where the the desk is empty.
    Instead
        summary: Requests wait longest where the desk is empty.
    """
    allowed = frozenset(
        [
            "had",
            "that",
            "die",
            "der",
            "das",
            "den",
            "dem",
            "des",
            "nous",
            "vous",
            "se",
            "le",
            "la",
            "les",
            "më",
            "her",
            "more",
            "more",
        ]
    )
    for unit in subject.prose:
        for found in re.finditer(r"(?<![\w-])(?P<word>[^\W\d_]{2,})[ \n]+(?i:(?P=word))(?![\w-])", unit.text):
            if found["word"].lower() not in allowed and found[0].split()[1].islower():
                yield marked(unit, found.span(), f"`{found['word']}` stands twice", "take one out")


@rule("LNG026", Severity.WARNING)
def other_language(subject: Subject) -> Iterator[Finding]:
    """Text in another language than `lang` says.

    What it does
        Counts the commonest words of each known language in the text, and in each long paragraph, and compares them
        with those of `lang`.
    Why it matters
        `lang` governs hyphenation, quotation marks, dates, labels, the voice of screen readers, and these
        checks.
    Example
        lang: de-DE
        summary: >-
          Requests wait longest where nobody counts them, and this is what the desk that we have asked for would change. It
          would also show who has to wait for an answer and how long they had to wait before it was there.
    Instead
        lang: en-GB
        summary: >-
          Requests wait longest where nobody counts them, and this is what the desk that we have asked for would change. It
          would also show who has to wait for an answer and how long they had to wait before it was there.
    Limit
        language-words 60, words there must be for a judgement
    """  # noqa: E501
    said = subject.lang.split("-")[0].lower()
    if not words_for(said).get("stopwords"):
        return
    least = subject.limit("language-words")
    whole = [one for sentence in subject.sentences for one in _letters(sentence.text)]
    other = _looks_like(whole, said) if len(whole) >= least else ""
    if other:
        text = f"`lang` says `{subject.lang}`, and the words look like `{other}`"
        yield Finding(subject.where(subject.brief, "lang"), text, "mend `lang`")
        return
    for unit in subject.prose:
        words = _letters(unit.text)
        other = _looks_like(words, said) if len(words) >= least else ""
        if other:
            text = f"this paragraph looks like `{other}`, and `lang` is `{subject.lang}`"
            yield Finding(unit.at, text, "translate it, or set it as a quotation", unit.home.id)


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.lower())


def _looks_like(words: list[str], said: str) -> str:
    """The language whose commonest words are twice as frequent among *words* as those of *said*; empty if none is."""
    mine = frozenset(words_for(said)["stopwords"])
    own = sum(one in mine for one in words)
    for other in LANGUAGES:
        theirs = frozenset(words_for(other)["stopwords"])
        count = sum(one in theirs for one in words)
        if other != said and count > len(words) * 0.2 and count > own * 2:
            return other
    return ""
