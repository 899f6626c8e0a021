"""Who may be named: events under the Chatham House Rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.places import marked
from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.patterns import expression

_PERSON = r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Professor|Ambassador|Minister|General|Colonel)\.?\s+)?[A-ZČĆĐŠŽËÇ][\w’'-]+\s+(?:[A-Z]\.\s+)?[A-ZČĆĐŠŽËÇ][\w’'-]+"  # fmt: skip  # noqa: E501
_TITLED = r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|Ambassador|General|Colonel)\.?\s+[A-ZČĆĐŠŽËÇ][\w’'-]+(?:\s+[A-ZČĆĐŠŽËÇ][\w’'-]+)?"  # fmt: skip  # noqa: E501
_BODIES = expression(
    r"\b(?:Agency|Agreement|Assembly|Association|Bank|Centre|Center|Commission|Committee|Community|Constitution|Convention|Council|Court"
    r"|Force|Government|Group|House|Institute|Kosovo|Law|Ministry|Mission|Nations|Office|Organi[sz]ation|Parliament|Police"
    r"|Process|Report|Resolution|Secretariat|Serbia|Service|Union|University|States|Article|Balkans|Prime|Minister|European|North|South|The)\b"
)


@rule("EVD030", Severity.WARNING)
def named_speaker(subject: Subject) -> Iterator[Finding]:
    """Speaker named under the Chatham House Rule.

    What it does
        In papers of an event with `rule: chatham-house`: finds quotations with a person's name as attribution,
        and persons who said, argued, noted or stressed something without a published source cited for it.
    Why it matters
        The Rule allows to use what was said, and forbids to reveal who said it, or who was there. A name in
        print cannot be taken back.
    Example
        event: {name: Round table, rule: chatham-house}
        sections:
          - body: Ana Example argued that requests to the European Union (EU) wait. Others did [@study].
    Instead
        event: {name: Round table, rule: chatham-house}
        sections:
          - body: One participant argued that requests to the European Union (EU) wait. Others did [@study].
    """
    event = subject.brief.event
    if event is None or event.rule != "chatham-house":
        return
    hint = "write “one participant”, or cite where the words were published"
    for section, quote in subject.quotes:
        if quote.attribution and _is_person(quote.attribution.plain):
            text = f"`{quote.attribution.plain}` is named, and the event was held under the Chatham House Rule"
            yield Finding(subject.at(quote.attribution.at), text, hint, str(section.id))
    said = subject.phrases("said").pattern
    reported = re.compile(
        rf"(?P<who>{_PERSON}|{_TITLED})(?:,[^,.]{{3,80}},)?\s+(?:also\s+|then\s+)?{said}"
        rf"|(?:According to|according to|in the words of|As|as)\s+(?P<by>{_PERSON}|{_TITLED}),"
    )
    for sentence in subject.sentences:
        if sentence.cited or not subject.english:
            continue
        for found in reported.finditer(sentence.text):
            group = "who" if found["who"] else "by"
            if not _BODIES.search(found[group]):
                text = f"`{found[group]}` is named, and the event was held under the Chatham House Rule"
                yield marked(sentence, found.span(group), text, hint)


def _is_person(name: str) -> bool:
    first = re.match(rf"\A\W*(?:{_PERSON}|{_TITLED})", name)
    return first is not None and not _BODIES.search(first[0])
