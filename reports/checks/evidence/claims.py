"""Claims that need a source beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import CITE, MARK, REF
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.units import Sentence, Unit
from reports.diagnostics import Severity

#: Sections that repeat, plan or propose; their figures stand elsewhere with their source.
_WITHOUT_SOURCES = frozenset(("summary", "recommendations", "implementation", "conclusion", "method", "options"))
_STATISTIC = re.compile(
    r"(?<![\w.,])\d[\d.,\u00a0\u202f ]*(?:\s?%|\s?‰|[\s\u00a0](?:per\s?cent|percent|percentage points?|Prozent|pour cent"  # noqa: E501
    r"|për qind|posto|odsto|проценти|посто|одсто|million|millions|billion|Millionen|Milliarden|milliards?|miliona?|milionë|miliardë|милиони"  # noqa: E501
    r"|милиона)\b)"
    r"|(?:[€$£]|\b(?:EUR|USD|GBP|CHF)[\s\u00a0])\d",
    re.IGNORECASE,
)


def _body(subject: Subject) -> Iterator[tuple[Unit, tuple[Sentence, ...]]]:
    for unit in subject.prose:
        if (
            unit.field in ("body", "callout")
            and unit.kind in ("para", "item")
            and unit.home.role not in _WITHOUT_SOURCES
        ):
            yield unit, unit.sentences()


def _supported(sentences: tuple[Sentence, ...], number: int) -> bool:
    """Whether a source or a figure stands in the sentence, in one after it, or in the one before it."""
    near = sentences[max(number - 1, 0) :]
    return any(CITE in one.text or REF in one.text for one in near)


@rule("EVD001", Severity.WARNING)
def figure_without_source(subject: Subject) -> Iterator[Finding]:
    """Figure without a source.

    What it does
        Finds percentages, sums of money and millions in bodies with no citation or reference to a figure in the
        sentence, in the one before it, or later in the paragraph.
    Why it matters
        A figure without a source cannot be checked, cannot be updated, and will be the one that is quoted.
    Example
        sections:
          - body: "The European Union (EU) counts. In 2024, 38 per cent of requests to the EU waited."
        references: []
        bibliography: []
    Instead
        sections:
          - body: "The European Union (EU) counts. In 2024, 38 per cent of requests to the EU waited [@study]."
    """
    for unit, sentences in _body(subject):
        for number, sentence in enumerate(sentences):
            found = _STATISTIC.search(sentence.text)
            if found and not _supported(sentences, number) and not unit.text.rstrip().endswith("?"):
                text = f"`{found[0].strip()}` stands here without a source"
                hint = "cite the source in this sentence: `[@key]`"
                yield Finding(sentence.place(found.start()), text, hint, unit.home.id)


@rule("EVD002", Severity.WARNING)
def unnamed_authority(subject: Subject) -> Iterator[Finding]:
    """Studies show, experts say.

    What it does
        Finds phrases that lean on unnamed studies, experts or observers without a citation in the sentence or
        right after it.
    Why it matters
        Which studies? The phrase borrows an authority that the reader cannot look up.
    Example
        sections:
          - body: >-
              Studies show that requests to the European Union (EU) wait. The EU answers in the end. It always has. Others
              do so too [@study].
    Instead
        sections:
          - body: Studies show that requests to the European Union (EU) wait [@study]. The EU answers in the end.
    """  # noqa: E501
    pattern = subject.phrases("studies")
    for sentence in subject.sentences:
        if sentence.cited or sentence.refers or sentence.unit.kind == "note":
            continue
        found = pattern.search(sentence.text)
        if found and not _cited_next(sentence):
            text = f"`{_plain(found[0])}` names nobody"
            yield Finding(
                sentence.place(found.start()), text, "cite them, or take the phrase out", sentence.unit.home.id
            )


def _cited_next(sentence: Sentence) -> bool:
    following = [one for one in sentence.unit.sentences() if one.start > sentence.start]
    return bool(following) and following[0].cited


def _plain(text: str) -> str:
    return " ".join(text.replace(MARK, "").split())


_NAMED_TIME = re.compile(r"\b(?:1[89]|20)\d\d\b")


@rule("EVD003", Severity.WARNING)
def recently(subject: Subject) -> Iterator[Finding]:
    """Recently, without a date.

    What it does
        Finds recently, currently, in recent years, last year and the like in sentences that name no year, in
        sections that tell what is the case.
    Why it matters
        A policy paper is read for years. "Recently" was true on the day it was written, and nobody knows which
        day that was.
    Example
        sections:
          - body: The European Union (EU) has recently changed its rules. The EU will say more [@study].
    Instead
        sections:
          - body: The European Union (EU) changed its rules in May 2025. The EU will say more [@study].
    """
    pattern = subject.phrases("recently")
    for unit, sentences in _body(subject):
        for sentence in sentences:
            found = pattern.search(sentence.text)
            if found and not _NAMED_TIME.search(sentence.text):
                text = f"`{_plain(found[0])}` will be read for years: say when"
                yield Finding(sentence.place(found.start()), text, "name the month or the year", unit.home.id)


_QUOTATION = re.compile(r"[“„«\"](?P<text>[^“”„«»\"]{20,600})[”“»\"]")


@rule("EVD004", Severity.WARNING)
def quotation_without_source(subject: Subject) -> Iterator[Finding]:
    """Quotation without a source.

    What it does
        Finds quotations of eight words and more in running text without a citation in the sentence or right
        after it, and quotations set apart without attribution.
    Why it matters
        Whose words are they? A quotation that cannot be looked up is hearsay.
    Example
        sections:
          - body: >-
              The European Union (EU) found that “requests wait longest at desks that count them least of all”. The EU
              has said no more. It never does. Others do [@study].
    Instead
        sections:
          - body: >-
              The European Union (EU) found that “requests wait longest at desks that count them least of all” [@study].
              The EU has said no more.
    Limit
        quotation-words 8, words from which on a phrase is a quotation and not a term; a house rule
    """
    least = subject.limit("quotation-words")
    for unit, sentences in _body(subject):
        for sentence in sentences:
            for found in _QUOTATION.finditer(sentence.text):
                if len(found["text"].split()) >= least and not sentence.cited and not _cited_next(sentence):
                    yield Finding(
                        sentence.place(found.start()), "this quotation has no source", "cite it", unit.home.id
                    )
    for section, quote in subject.quotes:
        if quote.role != "pull" and not quote.attribution and CITE not in _masked_quote(subject, section.id):
            yield Finding(
                subject.at(quote.where), "nobody is named for this quotation", "add `attribution`", str(section.id)
            )


def _masked_quote(subject: Subject, home: str) -> str:
    return "".join(unit.text for unit in subject.units if unit.field == "quote" and unit.home.id == home)


_BARE_URL = re.compile(r"(?<![\w@(/<])(?:https?://|www\.)[^\s<>)\]]{4,}")
_AUTOLINK = re.compile(r"<https?://[^\s<>]+>")
_CODE = re.compile(r"(`+)(?!`)[\s\S]+?\1|^(?: {4}|\t|```).*$", re.MULTILINE)


@rule("EVD005", Severity.WARNING)
def bare_link(subject: Subject) -> Iterator[Finding]:
    """Link in place of a source.

    What it does
        Finds web addresses printed in the text and in notes.
    Why it matters
        An address says neither who wrote the page nor when nor under what title, and links die. A reference
        carries all of that.
    Example
        sections:
          - body: "The European Union (EU) waits, and the EU says so [@study]. See https://example.org/report for more."
    Instead
        sections:
          - body: The European Union (EU) waits, and the EU says so [@study].
    """
    for prose in subject.fields:
        source = prose.source
        text = _CODE.sub(lambda one: " " * len(one[0]), str(source))
        for found in (*_BARE_URL.finditer(text), *_AUTOLINK.finditer(text)):
            at = subject.at(source.place(found.start()))
            address = found[0].strip("<>").rstrip(".,;:")
            home = next((u.home.id for u in subject.units if u.source is source), "")
            yield Finding(
                at, f"`{address[:60]}` is a link, not a source", "make it a reference and cite it: `[@key]`", home
            )
