"""Numbers with a check digit: ISSN, ISBN, ORCID, and the shape of DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.schema.people import Author, Contributor


def issn_fits(text: str) -> bool:
    """Whether the last digit of an ISSN is the right one (ISO 3297, annex A: weights 8 to 2, modulo 11)."""
    digits = text.replace("-", "").upper()
    if not re.fullmatch(r"\d{7}[\dX]", digits):
        return False
    total = sum(int(one) * weight for one, weight in zip(digits, range(8, 1, -1), strict=False))
    return digits[7] == "0123456789X"[-total % 11]


def isbn_fits(text: str) -> bool:
    """Whether the last digit of an ISBN is the right one (ISO 2108; ten digits modulo 11, thirteen modulo 10)."""
    digits = re.sub(r"[\s\u2010-\u2015-]", "", text).upper()
    if re.fullmatch(r"\d{9}[\dX]", digits):
        total = sum(int(one) * weight for one, weight in zip(digits, range(10, 1, -1), strict=False))
        return digits[9] == "0123456789X"[-total % 11]
    if not re.fullmatch(r"97[89]\d{10}", digits):
        return False
    return sum(int(one) * (3 if place % 2 else 1) for place, one in enumerate(digits)) % 10 == 0


def orcid_fits(text: str) -> bool:
    """Whether the last digit of an ORCID iD is the right one (ISO/IEC 7064, MOD 11-2)."""
    digits = text.replace("-", "").upper()
    if not re.fullmatch(r"\d{15}[\dX]", digits):
        return False
    total = 0
    for one in digits[:15]:
        total = (total + int(one)) * 2
    return digits[15] == "0123456789X"[(12 - total % 11) % 11]


@rule("EVD020", Severity.WARNING)
def wrong_issn(subject: Subject) -> Iterator[Finding]:
    """ISSN with a wrong check digit.

    What it does
        Computes the check digit of the ISSN of the series and of those in the references (ISO 3297).
    Why it matters
        A wrong digit is another journal, or none.
    Example
        series: {issn: 1234-5678}
    Instead
        series: {issn: 1234-5679}
    """
    series = subject.brief.series
    if series and series.issn and not issn_fits(series.issn):
        yield Finding(
            subject.at(series.issn.at), f"`{series.issn}` is no ISSN: its last digit does not fit", home="series"
        )
    for one in subject.library or ():
        for text in re.split(r"[\s,;/]+", str(one.data.get("ISSN", ""))):
            if re.fullmatch(r"\d{4}-?\d{3}[\dXx]", text) and not issn_fits(text):
                yield Finding(one.place("ISSN"), f"`{text}` of `{one.key}` is no ISSN: its last digit does not fit")


@rule("EVD021", Severity.WARNING)
def wrong_isbn(subject: Subject) -> Iterator[Finding]:
    """ISBN with a wrong check digit.

    What it does
        Computes the check digit of every ISBN in the references (ISO 2108).
    Why it matters
        A wrong digit is another book, or none.
    Example
        references:
          - ISBN: 978-3-16-148410-1
    Instead
        references:
          - ISBN: 978-3-16-148410-0
    """
    for one in subject.library or ():
        for text in re.split(r"[,;/]\s*|\s{2,}|\s(?=97[89])", str(one.data.get("ISBN", ""))):
            digits = re.sub(r"\D", "", text)
            if len(digits) in (9, 10, 13) and not isbn_fits(text):
                yield Finding(one.place("ISBN"), f"`{text}` of `{one.key}` is no ISBN: its last digit does not fit")


@rule("EVD022", Severity.WARNING)
def wrong_orcid(subject: Subject) -> Iterator[Finding]:
    """ORCID iD with a wrong check digit.

    What it does
        Computes the check digit of the ORCID iDs of authors and contributors (ISO/IEC 7064, MOD 11-2).
    Why it matters
        A wrong digit links to somebody else, or to nobody.
    Example
        authors: [{name: Example desk, orcid: 0000-0002-1825-0098}]
    Instead
        authors: [{name: Example desk, orcid: 0000-0002-1825-0097}]
    """
    people: tuple[Author | Contributor, ...] = (*subject.brief.authors, *subject.brief.contributors)
    for one in people:
        if one.orcid and not orcid_fits(one.orcid):
            text = f"`{one.orcid}` is no ORCID iD: its last digit does not fit"
            yield Finding(subject.at(one.orcid.at), text, home="authors")


@rule("EVD023", Severity.WARNING)
def doi_with_a_tail(subject: Subject) -> Iterator[Finding]:
    """DOI with something at its end.

    What it does
        Finds DOIs that end with a full stop, a comma, a closing bracket without an opening one, or a part of an
        address.
    Why it matters
        A DOI copied with the punctuation after it resolves to nothing.
    Example
        doi: 10.5555/12345678.
    Instead
        doi: 10.5555/12345678
    """
    places = [(str(subject.brief.doi), subject.at(subject.brief.doi.at), "doi")] if subject.brief.doi else []
    places += [(str(one.data["DOI"]), one.place("DOI"), "") for one in subject.library or () if one.data.get("DOI")]
    for doi, at, home in places:
        stray = re.search(r"(?:[.,;:]|/(?:abstract|full|pdf|epdf)|\?[^?]*)\Z", doi)
        if stray or doi.count(")") > doi.count("("):
            yield Finding(at, f"`{doi}` ends with something that is no part of a DOI", home=home)
