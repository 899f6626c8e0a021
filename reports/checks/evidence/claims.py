"""Claims that need a source beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.masking import CITE, MARK, REF
from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.checks.units import Sentence, Unit
from reports.diagnostics import Severity
from reports.patterns import expression

#: Sections that repeat, plan or propose; their figures stand elsewhere with their source.
_WITHOUT_SOURCES = frozenset(("summary", "recommendations", "implementation", "conclusion", "method", "options"))
_STATISTIC = expression(
    r"(?<![\w.,])\d[\d.,\u00a0\u202f ]*(?:\s?%|\s?‰|[\s\u00a0](?:per\s?cent|percent|percentage points?|Prozent|pour cent"  # noqa: E501
    r"|për qind|posto|odsto|проценти|посто|одсто|million|millions|billion|Millionen|Milliarden|milliards?|miliona?|milionë|miliardë|милиони"  # noqa: E501
    r"|милиона)\b)"
    r"|(?:[€$£]|\b(?:EUR|USD|GBP|CHF)[\s\u00a0])\d+(?:[.,\u00a0\u202f]\d+)*"
    r"|\b(?:two|three)[- ](?:thirds|quarters|fifths) of\b|\b(?:\d+|one|two|three|four|nine) (?:out of|in) (?:every )?(?:\d\d?|three|four|five|ten)\b(?!\s+(?:years?|months?|weeks?|days?|countries))",  # noqa: E501
    re.IGNORECASE,
)
#: A law named by its number, or a part of it: the reader can look it up.
_LAW = expression(
    r"\b(?:Articles?|Arts?\.|Artikel|Sections?|Rules?|Annex|Anhang|Abs\.|article|čl\.|član|neni|чл\.|член)[\s\u00a0]\d+|§+[\s\u00a0]?\d|\b\d+ (?:CFR|U\.S\.C\.|USC)\b"  # noqa: E501
    r"|\b(?:Regulation|Directive|Decision|Resolution|Verordnung|Richtlinie|Règlement)\s(?:\((?:EU|EC|UE|EG)\)\s)?(?:No\s)?\d+/\d+",
)
#: What is worked out, assumed or proposed is no claim on the world.
_SUPPOSED = expression(
    r"\b(?:would|suppose|assume[sd]?|assuming|imagine|let us say|were to)\b|[\d)%]\s*[×=]\s*\d|\b(?:angenommen|würden?|supposons)\b",  # noqa: E501
    re.IGNORECASE,
)
#: A threshold at the end of a criterion: "contracts above 10,000 euros".
_THRESHOLD = expression(
    r"\b(?:above|below|under|over|exceed(?:s|ing)?|more than|less than|fewer than|at least|up to|by)\s+(?:a\s)?\Z",
    re.IGNORECASE,
)
#: Figures of an example that calls itself one.
_INVENTED = expression(
    r"\b(?:hypothetical|illustrative|fictitious|fictional|imaginary|invented|stylised|stylized|erdachte?[nrsm]?|fiktive?[nrsm]?|fictifs?|fictives?"
    r"|imaginaires?|izmišlj\w+|измишљ\w+|измисл\w+|trilluar\w*)\b",
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
    """Whether a source, a law or a figure stands in the sentence, in one after it, or in the two before it."""
    near = sentences[max(number - 2, 0) :]
    return any(CITE in one.text or REF in one.text or _LAW.search(one.text) for one in near)


def _no_claim(unit: Unit, sentences: tuple[Sentence, ...], number: int, start: int) -> bool:
    """Whether the figure at *start* of a sentence is worked out, proposed, a criterion, or part of an invented example."""  # noqa: E501
    here = " ".join(one.text for one in sentences[max(number - 1, 0) : number + 1])
    criterion = unit.kind == "item" and unit.text.lstrip(MARK)[:1].islower()
    before = sentences[number].text[:start]
    return (
        _SUPPOSED.search(here) is not None
        or (criterion and _THRESHOLD.search(before) is not None)
        or _INVENTED.search(unit.text) is not None
    )


@rule("EVD001", Severity.WARNING)
def figure_without_source(subject: Subject) -> Iterator[Finding]:
    """Figure without a source.

    What it does
        Finds percentages, shares, sums of money and millions in bodies with no citation, law or reference to a figure
        in the sentence, in the two before it, or later in the paragraph. What is assumed, worked out, proposed or
        marked as hypothetical is left alone.
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
            if found is None or _supported(sentences, number) or unit.text.rstrip().endswith("?"):
                continue
            if not _no_claim(unit, sentences, number, found.start()):
                text = f"`{_plain(found[0])}` stands here without a source"
                hint = "cite the source in this sentence: `[@key]`"
                yield marked(sentence, found.span(), text, hint)


#: Unnamed authorities with a verb of saying, and an adverb between them: "research has repeatedly shown".
_AUTHORITY = expression(
    r"(?<!\bthe )(?<!\bthese )(?<!\bthose )(?<!\bour )(?<!\btheir )(?<!\bboth )(?<!\btwo )\b(?:(?:many|most|several|various|numerous|some) )?"  # noqa: E501
    r"(?:research|studies|surveys|polls|statistics|experts|analysts|observers|commentators|economists|critics)\s+"
    r"(?:(?:has|have)\s+)?(?:(?:also|long|often|\w+ly)\s+)?(?:(?:has|have)\s+)?"
    r"(?:shown?|shows|suggest(?:s|ed)?|indicate[sd]?|demonstrate[sd]?|found|finds?|confirm(?:s|ed)?|agreed?|believe[sd]?|says?|said|argued?|warn(?:s|ed)?)\b",
    re.IGNORECASE,
)


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
        found = pattern.search(sentence.text) or (_AUTHORITY.search(sentence.text) if subject.english else None)
        if found and not _cited_next(sentence):
            text = f"`{_plain(found[0])}` names nobody"
            yield marked(sentence, found.span(), text, "cite them, or take the phrase out")


def _cited_next(sentence: Sentence) -> bool:
    following = [one for one in sentence.unit.sentences() if one.start > sentence.start]
    return bool(following) and following[0].cited


def _plain(text: str) -> str:
    return " ".join(text.replace(MARK, "").split())


_NAMED_TIME = expression(r"\b(?:1[89]|20)\d\d\b")


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
    for _, sentences in _body(subject):
        for sentence in sentences:
            found = pattern.search(sentence.text)
            if found and not _NAMED_TIME.search(sentence.text):
                text = f"`{_plain(found[0])}` will be read for years: say when"
                yield marked(sentence, found.span(), text, "name the month or the year")


#: What everybody says, and words that are an example of words, have no source to cite.
_PROVERBIAL = expression(
    r"\b(?:it is often said|as the saying goes|the saying|so the argument (?:goes|runs)|entend-on|dit-on|heißt es oft|sagt man|wie man sagt)\b",  # noqa: E501
    re.IGNORECASE,
)
#: "“The river rises; go up now” is a warning.": words that are an example of a kind of message, and were never said.
_MENTIONED = expression(r"\s*[“„«\"][^“”„«»\"]+[”“»\"] (?:is|would be) (?:not )?(?:an?|no) [\w-]+[.;]?\s*\Z")
_QUOTATION = expression(r"[“„«\"](?P<text>[^“”„«»\"]{20,600})[”“»\"]")


@rule("EVD004", Severity.WARNING)
def quotation_without_source(subject: Subject) -> Iterator[Finding]:
    """Quotation without a source.

    What it does
        Finds quotations of eight words and more in running text without a citation or an article of a law in the
        sentence or right after it, and quotations set apart without attribution. In a paper of an event under the
        Chatham House Rule, what was said there stays without one.
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
    for _, sentences in _body(subject):
        for sentence in sentences:
            for found in _QUOTATION.finditer(sentence.text):
                if len(found["text"].split()) >= least and not _traceable(subject, sentence):
                    yield marked(sentence, found.span(), "this quotation has no source", "cite it")
    for section, quote in subject.quotes:
        if quote.role != "pull" and not quote.attribution and CITE not in _masked_quote(subject, section.id):
            yield Finding(
                subject.at(quote.where), "nobody is named for this quotation", "add `attribution`", str(section.id)
            )


def _traceable(subject: Subject, sentence: Sentence) -> bool:
    """Whether the reader can look up whose words a sentence quotes, or is not meant to."""
    if sentence.cited or _cited_next(sentence) or _LAW.search(sentence.text) or _PROVERBIAL.search(sentence.text):
        return True
    if _AS_ONE_SAID.search(sentence.text) or _MENTIONED.match(sentence.text):
        return True
    event = subject.brief.event
    return event is not None and event.rule == "chatham-house" and _ANONYMOUS.search(sentence.text) is not None


#: "As one member put it": whoever writes so has chosen to leave the name out.
_AS_ONE_SAID = expression(r"\bas (?:one|another|a) [^,.;]{3,60}? (?:put it|said|remarked)\b", re.IGNORECASE)
_ANONYMOUS = expression(r"\b(?:someone|somebody|one|another|a|some) (?:participants?|speakers?|officials?|experts?|put|said)\b", re.I)  # fmt: skip  # noqa: E501


def _masked_quote(subject: Subject, home: str) -> str:
    return "".join(unit.text for unit in subject.units if unit.field == "quote" and unit.home.id == home)


_BARE_URL = expression(r"(?<![\w@(/<])(?:https?://|www\.)[^\s<>)\]]{4,}")
_AUTOLINK = expression(r"<https?://[^\s<>]+>")
_CODE = expression(r"(`+)(?!`)[\s\S]+?\1|^(?: {4}|\t|```).*$", re.MULTILINE)


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
