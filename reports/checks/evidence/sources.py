"""The list of references as a whole, and addresses in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.citing.library import Entry
from reports.diagnostics import Severity
from reports.patterns import expression

_TRACKING = expression(r"[?&](?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|igshid|ref_src)=", re.IGNORECASE)
_SHORTENED = expression(
    r"https?://(?:www\.)?(?:bit\.ly|tinyurl\.com|t\.co|goo\.gl|ow\.ly|is\.gd|buff\.ly|lnkd\.in|rb\.gy|cutt\.ly|shorturl\.at|tiny\.cc|rebrand\.ly|shorter\.me)/",
    re.I,
)
_WIKI = expression(r"https?://(?:[a-z-]+\.)?(?:m\.)?wikipedia\.org/", re.IGNORECASE)
_ARCHIVE = expression(r"web\.archive\.org|archive\.(?:today|ph|is|org)|perma\.cc|webcitation", re.IGNORECASE)
#: Law is what a text is about; it reports nothing, and so cannot be wrong about it.
_LAW = frozenset(("treaty", "legislation", "legal_case", "bill", "regulation"))
#: Texts whose age says nothing: law and founding texts stay in force, and what is history stays history.
_LASTING = _LAW | {"standard", "classic", "document", "book"}


def _entries(subject: Subject) -> Iterator[Entry]:
    yield from subject.library or ()


def _year(entry: Entry) -> int | None:
    parts = (entry.data.get("issued") or {}).get("date-parts")
    return int(parts[0][0]) if parts and parts[0] else None


@rule("EVD011", Severity.INFO)
def old_sources(subject: Subject) -> Iterator[Finding]:
    """Most sources are old.

    What it does
        Finds papers of which more than half of the dated sources (law, treaties, books and documents left
        aside) are older than the limit when the paper appears.
    Why it matters
        Advice on what to do now rests on what was known then.
    Example
        date: 2026-03-02
        references:
          - {id: study, issued: 2005}
        checks: {limits: {stale-sources: 1}}
    Instead
        date: 2026-03-02
        references:
          - {id: study, issued: 2025}
        checks: {limits: {stale-sources: 1}}
    Limit
        stale-years 10, a house rule
        stale-sources 5, how many dated sources there must be for a judgement
    """
    date = subject.brief.date
    dated = [(one, year) for one in _entries(subject) if one.data["type"] not in _LASTING and (year := _year(one))]
    if date is None or len(dated) < subject.limit("stale-sources"):
        return
    old = [one for one, year in dated if date.year - year > subject.limit("stale-years")]
    if len(old) * 2 > len(dated):
        text = f"{len(old)} of {len(dated)} dated sources are older than {subject.limit('stale-years'):g} years"
        yield Finding(old[0].place("issued"), text, "look for newer ones, or say why the old ones still hold")


@rule("EVD012", Severity.INFO)
def one_source(subject: Subject) -> Iterator[Finding]:
    """The text leans on one source.

    What it does
        Finds papers in which more than half of all citations go to one source. Laws, treaties and judgments are left
        out: a paper about a law cites it often.
    Why it matters
        If that source errs, the paper errs.
    Example
        checks: {limits: {leaning: 1}}
        sections:
          - body: The European Union (EU) waits [@study]. The EU counts [@study].
    Instead
        checks: {limits: {leaning: 3}}
        sections:
          - body: The European Union (EU) waits [@study]. The EU counts [@study].
    Limit
        leaning 10, citations there must be for a judgement; a house rule
    """
    total = sum(subject.cited.values())
    if total < max(subject.limit("leaning"), 2):
        return
    key, most = max(sorted(subject.cited.items()), key=lambda one: one[1])
    entry = subject.library.find(key) if subject.library else None
    if most * 2 > total and entry is not None and entry.data.get("type") not in _LAW:
        yield Finding(entry.at, f"{most} of {total} citations go to `{key}`", "look for a second source")


@rule("EVD013", Severity.WARNING)
def encyclopedia(subject: Subject) -> Iterator[Finding]:
    """Wikipedia as a source.

    What it does
        Finds references whose address is an article of Wikipedia.
    Why it matters
        It says so itself: it is a place to find sources, not one. The article's own references are.
    Example
        references:
          - URL: https://en.wikipedia.org/wiki/Police
    Instead
        references:
          - URL: https://example.org/police
    """
    for one in _entries(subject):
        if _WIKI.match(str(one.data.get("URL", ""))):
            yield Finding(one.place("URL"), f"`{one.key}` is an article of Wikipedia", "cite what the article cites")


@rule("EVD014", Severity.INFO)
def tracking_address(subject: Subject) -> Iterator[Finding]:
    """Address with tracking.

    What it does
        Finds addresses with parameters that count clicks (utm_source, fbclid …).
    Why it matters
        They name the newsletter through which the author came, make the address long, and are not needed.
    Example
        references:
          - URL: https://example.org/report?utm_source=newsletter
    Instead
        references:
          - URL: https://example.org/report
    """
    for one in _entries(subject):
        found = _TRACKING.search(str(one.data.get("URL", "")))
        if found:
            yield Finding(
                one.place("URL"), f"the address of `{one.key}` counts clicks (`{found[0][1:-1]}`)", "cut it off"
            )


@rule("EVD015", Severity.WARNING)
def shortened_address(subject: Subject) -> Iterator[Finding]:
    """Shortened address.

    What it does
        Finds addresses of services that shorten links.
    Why it matters
        The reader cannot see where it leads, and it dies with the service.
    Example
        references:
          - URL: https://bit.ly/3abcdef
    Instead
        references:
          - URL: https://example.org/report
    """
    for one in _entries(subject):
        if _SHORTENED.match(str(one.data.get("URL", ""))):
            yield Finding(
                one.place("URL"), f"the address of `{one.key}` is shortened", "open it and give the address it leads to"
            )


@rule("EVD016", Severity.INFO, default=False)
def no_archive(subject: Subject) -> Iterator[Finding]:
    """Web page without an archived copy.

    What it does
        Finds web pages and posts without `archive_location`, whose address is not that of an archive either.
        Off unless selected, or switched on by the limit.
    Why it matters
        Pages change and vanish; an archived copy is what was read.
    Example
        references:
          - {type: webpage, URL: "https://example.org/page", accessed: 2026-02-01}
    Instead
        references:
          - type: webpage
            URL: https://example.org/page
            accessed: 2026-02-01
            archive_location: https://web.archive.org/web/20260201/https://example.org/page
    Limit
        archived-pages 1, set it to switch the rule on
    """
    for one in _entries(subject):
        online = one.data["type"] in ("webpage", "post", "post-weblog")
        if online and not one.data.get("archive_location") and not _ARCHIVE.search(str(one.data.get("URL", ""))):
            yield Finding(one.place("URL"), f"`{one.key}` has no archived copy", "add `archive_location`")
