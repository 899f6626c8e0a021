"""What every publication has to say about itself."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity

#: A memo is a letter, not a publication.
_LETTERS = frozenset(("memo",))


def _published(subject: Subject) -> bool:
    return subject.template not in _LETTERS


@rule("PUB001", Severity.WARNING)
def no_publication_date(subject: Subject) -> Iterator[Finding]:
    """No date.

    What it does
        Looks for `date`.
    Why it matters
        Without a date nobody can tell whether the advice still holds, nor cite it.
    Example
        date:
    Instead
        date: 2026-03-02
    """
    if subject.brief.date is None:
        yield Finding(subject.at(subject.brief.where), "there is no date", "add `date: 2026-03-02`, or `2026-03`")


@rule("PUB002", Severity.WARNING)
def no_publisher(subject: Subject) -> Iterator[Finding]:
    """No publisher.

    What it does
        Looks for `publisher` in house.yaml or `imprint`, or the name in _brand.yml.
    Why it matters
        A suggested citation without a publisher is none, and an imprint may be required by law.
    Example
        house: {publisher: }
    Instead
        house: {publisher: Example Institute}
    """
    named = subject.publisher or (subject.house and subject.house.publisher)
    if _published(subject) and not named:
        yield Finding(
            subject.at(subject.brief.where), "nothing says who publishes this", "add `publisher` to house.yaml"
        )


@rule("PUB003", Severity.WARNING)
def no_licence(subject: Subject) -> Iterator[Finding]:
    """No licence.

    What it does
        Looks for `licence` in house.yaml or `imprint`.
    Why it matters
        Without one nobody may translate, reprint or even copy the paper, and most of those who would like to,
        will not ask.
    Example
        house: {licence: }
    Instead
        house: {licence: CC BY 4.0}
    """
    if _published(subject) and not (subject.house and subject.house.licence):
        at = subject.at(subject.brief.where)
        yield Finding(at, "nothing says under which licence this may be used", "add `licence` to house.yaml")


@rule("PUB004", Severity.INFO)
def no_contact(subject: Subject) -> Iterator[Finding]:
    """No contact.

    What it does
        Looks for `contact` in house.yaml or `imprint`, or the e-mail address of an author.
    Why it matters
        A paper that convinces somebody should tell whom to call.
    Example
        house: {contact: }
    Instead
        house: {contact: {email: briefs@example.org}}
    """
    reachable = (subject.house and subject.house.contact) or any(one.email for one in subject.brief.authors)
    if _published(subject) and not reachable:
        yield Finding(
            subject.at(subject.brief.where), "nothing says how to reach anybody", "add `contact` to house.yaml"
        )


@rule("PUB005", Severity.WARNING)
def no_author(subject: Subject) -> Iterator[Finding]:
    """No author.

    What it does
        Looks for `authors`.
    Why it matters
        Catalogues, citations and readers ask who speaks. A body may be an author.
    Example
        authors: []
    Instead
        authors: [Example desk]
    """
    memo = subject.brief.memo
    if not subject.brief.authors and not (memo and memo.from_):
        yield Finding(subject.at(subject.brief.where), "no author is named", "add `authors`; a body will do")


@rule("PUB006", Severity.INFO)
def funder_without_statement(subject: Subject) -> Iterator[Finding]:
    """Funder without a statement.

    What it does
        Looks for `statement` or `grant` of every funder.
    Why it matters
        Most grants prescribe a sentence; without it the cost may not be eligible. And readers want to know what
        the money bought.
    Example
        house: {funders: [Example fund]}
    Instead
        house: {funders: [{name: Example fund, statement: The fund paid for printing and saw no draft.}]}
    """
    for one in subject.house.funders if subject.house else ():
        if not one.statement and not one.grant:
            text = f"the funder `{one.name}` has neither statement nor grant number"
            yield Finding(subject.at(one.where), text, "add the sentence that the grant asks for", "imprint")


@rule("PUB007", Severity.INFO)
def no_disclaimer(subject: Subject) -> Iterator[Finding]:
    """No disclaimer.

    What it does
        Looks for `disclaimers` in house.yaml or `imprint`, in papers that recommend something or name a funder.
    Why it matters
        Readers take the view of an author for that of the house, and that of the house for that of its funder.
    Example
        house: {disclaimers: }
    Instead
        house: {disclaimers: [The views are those of the authors.]}
    """
    house = subject.house
    speaks = subject.brief.recommendations or (house and house.funders)
    if _published(subject) and speaks and not (house and (house.disclaimers or house.boilerplate)):
        yield Finding(subject.at(subject.brief.where), "there is no disclaimer", "add `disclaimers` to house.yaml")


@rule("PUB008", Severity.INFO)
def series_without_number(subject: Subject) -> Iterator[Finding]:
    """Series without a number.

    What it does
        Looks for `number` where `series` is given.
    Why it matters
        Librarians and citations count by it.
    Example
        series: {number: }
    Instead
        series: {number: 4}
    """
    series = subject.brief.series
    if series and not series.number:
        yield Finding(
            subject.at(series.where), f"this number of `{series.name}` has no number", "add `number`", "series"
        )


@rule("PUB009", Severity.INFO)
def keywords(subject: Subject) -> Iterator[Finding]:
    """No keywords, or too many.

    What it does
        Counts `keywords`.
    Why it matters
        They go into the metadata of every format, and from there into catalogues and search machines.
    Example
        keywords: []
    Instead
        keywords: [police, data protection, regional cooperation]
    Limit
        keywords-max 10, a house rule; catalogues cut more
    """
    count = len(subject.brief.keywords)
    if _published(subject) and not count:
        yield Finding(subject.at(subject.brief.where), "there are no keywords", "add three to eight to `keywords`")
    elif count > subject.limit("keywords-max"):
        yield Finding(
            subject.where(subject.brief, "keywords"), f"{count} keywords; {subject.limit('keywords-max'):g} are kept"
        )
