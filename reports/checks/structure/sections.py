"""Sections: which there must be, what stands in them, how their headings follow."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.sentences import count_words
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.language import words
from reports.model.blocks import Heading
from reports.schema.prose import Prose

#: Kind of paper → groups of roles; of each group one must be there.
_REQUIRED: dict[str, tuple[tuple[str, ...], ...]] = {
    "brief": (("background", "problem", "findings"), ("recommendations",)),
    "recommendations-paper": (("recommendations",),),
    "evidence-brief": (("problem",), ("options",)),
    "memo": (("recommendations",),),
}


@rule("STR010", Severity.WARNING)
def missing_role(subject: Subject) -> Iterator[Finding]:
    """A part that this kind of paper needs is missing.

    What it does
        Looks for the roles of sections that the template promises: problem or findings and recommendations in a
        brief, problem and options in an evidence brief.
    Why it matters
        Readers know the form, and look for the part. Checks and templates go by the role, whatever the heading
        says.
    Example
        sections:
          - {id: findings, role: method}
    Instead
        sections:
          - {id: findings, role: findings}
    """
    there = subject.roles | ({"recommendations"} if subject.brief.recommendations else set())
    there |= {"options"} if subject.brief.options else set()
    for group in _REQUIRED.get(subject.template, ()):
        if not there.intersection(group):
            at = subject.at(subject.brief.where_of("sections"), subject.brief.where)
            text = f"a paper of the kind `{subject.template}` needs a section with the role {' or '.join(group)}"
            yield Finding(at, text, f"add `role: {group[0]}` to the section that is it")


@rule("STR011", Severity.WARNING)
def empty_section(subject: Subject) -> Iterator[Finding]:
    """Section without text.

    What it does
        Finds sections with neither body nor sections, and no recommendations or options to print in them.
    Why it matters
        A heading with nothing below it looks like a page lost in production.
    Example
        sections:
          - {id: findings, body: ""}
    Instead
        sections:
          - {id: findings, body: Requests wait at four desks.}
    """
    fed = {"recommendations"} if subject.brief.recommendations else set()
    fed |= {"options"} if subject.brief.options else set()
    for section in subject.sections:
        if not section.body and not section.sections and section.role not in fed:
            text = f"the section `{section.title}` has no text"
            yield Finding(subject.at(section.where), text, "write it, or take the section out", str(section.id))


@rule("STR012", Severity.WARNING)
def all_capitals(subject: Subject) -> Iterator[Finding]:
    """Title in capitals.

    What it does
        Finds titles, headings and headlines of which all words are in capitals.
    Why it matters
        Capitals are slow to read, lose the difference between names and words, and are spelt out by some screen
        readers. The look can set capitals where it wants them.
    Example
        sections:
          - {id: findings, title: WHERE REQUESTS WAIT}
    Instead
        sections:
          - {id: findings, title: Where requests wait}
    """
    for unit in subject.own:
        if unit.kind != "heading" and unit.field not in ("title", "subtitle", "heading", "headline"):
            continue
        words = re.findall(r"[^\W\d_]{2,}", unit.text)
        if len(words) > 1 and all(one.isupper() for one in words) and any(len(one) > 5 for one in words):
            yield Finding(unit.at, f"`{unit.text[:60]}` is all in capitals", "write it like a sentence", unit.home.id)


@rule("STR013", Severity.WARNING)
def skipped_level(subject: Subject) -> Iterator[Finding]:
    """Heading level left out.

    What it does
        Follows the headings in each body: one level deeper at most from one to the next.
    Why it matters
        Contents and screen readers show a gap where nothing is missing (WCAG 2.2, technique G141).
    Example
        sections:
          - id: findings
            body: |
              ## By day

              Requests wait.

              #### Morning

              They wait more.
    Instead
        sections:
          - id: findings
            body: |
              ## By day

              Requests wait.

              ### Morning

              They wait more.
    """
    for section in subject.sections:
        headings = [h for p in section.body if isinstance(p, Prose) for h in p.blocks if isinstance(h, Heading)]
        for before, after in itertools.pairwise(headings):
            if after.level > before.level + 1:
                text = f"the heading goes from level {before.level} to {after.level}"
                yield Finding(subject.at(after.at), text, f"use {'#' * (before.level + 1)}", str(section.id))


@rule("STR014", Severity.INFO)
def long_heading(subject: Subject) -> Iterator[Finding]:
    """Heading too long.

    What it does
        Counts the words of section titles and headings.
    Why it matters
        A heading over two lines is a sentence in bold.
    Example
        sections:
          - id: findings
            title: How, where, when and why requests for police information wait at desks that nobody counts
    Instead
        sections:
          - {id: findings, title: Where requests wait}
    Limit
        heading-words 14, a house rule: two lines of a narrow column
    """
    limit = subject.limit("heading-words")
    for unit in subject.own:
        words = count_words(unit.text)
        if (unit.kind == "heading" or unit.field == "heading") and words > limit:
            yield Finding(unit.at, f"this heading has {words} words; {limit:g} fit two lines", home=unit.home.id)


@rule("STR015", Severity.INFO)
def lone_subsection(subject: Subject) -> Iterator[Finding]:
    """Only one subsection.

    What it does
        Finds sections that hold exactly one section.
    Why it matters
        Dividing by one divides nothing: either the text around it deserves a heading too, or none of it does.
    Example
        sections:
          - id: findings
            sections: [{id: desks, title: At desks, body: They wait there.}]
    Instead
        sections:
          - id: findings
            sections:
              - {id: desks, title: At desks, body: They wait there.}
              - {id: courts, title: At courts, body: They wait there too.}
    """
    for section in subject.sections:
        if len(section.sections) == 1:
            only = section.sections[0]
            text = f"`{section.title}` has one subsection only, `{only.title}`"
            yield Finding(subject.at(only.where), text, home=str(only.id))


@rule("STR016", Severity.WARNING)
def repeated_heading(subject: Subject) -> Iterator[Finding]:
    """Two sections with the same title.

    What it does
        Compares the titles of sections that stand beside each other or in each other.
    Why it matters
        The contents show the same line twice, and links by title lead to the first.
    Example
        sections:
          - {id: findings, title: What to do}
    Instead
        sections:
          - {id: findings, title: Where requests wait}
    """
    seen: dict[tuple[tuple[str, ...], str], str] = {}
    for section in subject.sections:
        title = " ".join(str(section.title).casefold().split())
        around = subject.around.get(str(section.id), ())
        if (around, title) in seen or any(_title_of(subject, one) == title for one in around):
            text = f"another section is called `{section.title}` too"
            yield Finding(subject.at(section.title.at), text, home=str(section.id))
        seen[around, title] = str(section.id)


def _title_of(subject: Subject, name: str) -> str:
    return next((" ".join(str(s.title).casefold().split()) for s in subject.sections if s.id == name), "")


@rule("STR017", Severity.WARNING)
def too_long(subject: Subject) -> Iterator[Finding]:
    """Text too long for its kind.

    What it does
        Counts the words of the text, annexes left out, in memos, briefs, evidence briefs and recommendations
        papers.
    Why it matters
        The form is a promise to the reader's clock.
    Example
        checks: {limits: {brief-words: 20}}
    Instead
        checks: {limits: {brief-words: 2000}}
    Limit
        memo-words 1200, two pages
        brief-words 4000, eight pages
        evidence-brief-words 5000, ten pages
        recommendations-paper-words 6000, twelve pages
    """
    name = f"{subject.template}-words"
    if name not in subject.limits:
        return
    words = sum(one.words for one in subject.sentences if one.unit.home.role != "annex")
    if words > subject.limit(name):
        most = f"{subject.limit(name):,.0f}"
        text = f"the text has {words:,} words; a paper of the kind `{subject.template}` has {most} at most"
        yield Finding(
            subject.at(subject.brief.where), text, "cut it, move parts to an annex, or choose another template"
        )


@rule("STR018", Severity.WARNING)
def memo_without_head(subject: Subject) -> Iterator[Finding]:
    """Memo without addressee or date of decision.

    What it does
        Looks for `memo.to` and `memo.decision_by` in memos.
    Why it matters
        A memo asks somebody to decide something by some day. Who, and by when, is its reason to exist.
    Example
        template: memo
        memo: {to: Minister of Internal Affairs, from: Policy unit}
    Instead
        template: memo
        memo: {to: Minister of Internal Affairs, from: Policy unit, decision_by: 2026-05-01}
    """
    if subject.template != "memo":
        return
    memo = subject.brief.memo
    missing = [
        name for name, value in (("to", memo and memo.to), ("decision_by", memo and memo.decision_by)) if not value
    ]
    if missing:
        at = subject.at(memo.where if memo else None, subject.brief.where)
        yield Finding(at, f"the memo lacks {' and '.join(f'`{one}`' for one in missing)}", home="memo")


_TYPED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|\d{1,2}(?:\.\d{1,2})+|[IVX]{1,5}\.|[A-H][.)])\s+(?=\S)")


@rule("STR019", Severity.WARNING)
def typed_number(subject: Subject) -> Iterator[Finding]:
    """Number typed before a heading that is numbered.

    What it does
        Finds numbers and letters, and the word for an annex, at the beginning of the titles of sections, where the
        template numbers them itself.
    Why it matters
        “2 2. Findings” is printed; and the typed number stays when sections move.
    Example
        template: report
        sections:
          - {title: 1. Where requests wait}
    Instead
        template: report
        sections:
          - {title: Where requests wait}
    """
    document = subject.document
    numbered = document.options.get("number-sections") == "yes" if document else subject.template == "report"
    annex = re.compile(
        rf"{re.escape(words(subject.lang)['annex'])}(?!\w)[\s.:–-]*(?:[A-H1-9]\b[.:]?)?\s*", re.IGNORECASE
    )
    for section in subject.sections if numbered else ():
        found = _TYPED.match(str(section.title)) or (
            annex.match(str(section.title)) if section.role == "annex" else None
        )
        if found:
            at = subject.at(section.title.at, section.where)
            text = f"`{found[0].strip()}` is typed before a heading that the template numbers"
            yield Finding(at, text, "delete it", str(section.id))
