"""What only the printed pages show. These rules run where a PDF was drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.checks.registry import Finding, rule
from reports.checks.subject import Subject
from reports.diagnostics import Severity
from reports.model.blocks import Cell, Heading
from reports.model.walk import plain_text, walk

#: How full the last page of what goes to the printer ought to be.
_THIRD = 1 / 3


@rule("OUT101", Severity.WARNING)
def too_many_pages(subject: Subject) -> Iterator[Finding]:
    """More pages than promised.

    What it does
        Compares the pages of the PDF with `print.pages`.
    Why it matters
        Printers fold sheets of four pages. A promise of eight and a ninth page is twelve.
    Example
        print: {pages: 3}
    Instead
        print: {pages: 4}
    """
    promised = subject.brief.print.pages
    if promised is not None and subject.pages is not None and len(subject.pages) > promised:
        at = subject.where(subject.brief.print, "pages")
        text = f"the PDF has {len(subject.pages)} pages; `print.pages` promises {promised}"
        longest = _longest_sections(subject)
        hint = f"cut the text ({longest}), or mend the promise" if longest else "cut the text, or mend the promise"
        yield Finding(at, text, hint, "print")


def _longest_sections(subject: Subject) -> str:
    """The longest sections with their lengths in pages, so that one sees where to cut."""
    found: list[tuple[float, str]] = []
    pages = [(_squeezed(page.text), page.fill) for page in subject.pages or ()]
    number = start = 0
    for section in subject.brief.sections:
        wanted = _squeezed(str(section.title))
        places = (
            (k, text.find(wanted, start if k == number else 0)) for k, (text, _) in enumerate(pages[number:], number)
        )
        at = next(((k, place) for k, place in places if place >= 0), None) if len(wanted) > 3 else None
        if at is not None:
            number, start = at[0], at[1] + 1
            text, fill = pages[number]
            found.append((number + fill * at[1] / max(len(text), 1), str(section.title)))
    ends = [*(place for place, _ in found[1:]), len(pages) - 1 + (pages[-1][1] if pages else 0.0)]
    lengths = sorted(((end - place, title) for (place, title), end in zip(found, ends, strict=False)), reverse=True)
    return "; ".join(f"{title}: {length:.1f} pages" for length, title in lengths[:3])


@rule("OUT102", Severity.INFO)
def nearly_empty_last_page(subject: Subject) -> Iterator[Finding]:
    """Last page nearly empty.

    What it does
        Looks how much of the last page is filled, the white above an imprint at the foot left out; with `print.pages`
        promised, it has to be a third.
    Why it matters
        Three lines on a page of their own look like a mistake, and cost a sheet.
    Example
        checks: {limits: {messages-page: 0}}
        printed: [{fill: 0.9}, {fill: 0.05}]
    Instead
        checks: {limits: {messages-page: 0}}
        printed: [{fill: 0.9}, {fill: 0.5}]
    Limit
        last-page 0.12, the share of the page below which it counts as nearly empty; a house rule
    """
    pages = subject.pages or ()
    promised = subject.brief.print.pages is not None
    if len(pages) > 1 and pages[-1].fill < max(subject.limit("last-page"), _THIRD if promised else 0.0):
        at = subject.at(subject.brief.print.where, subject.brief.where)
        text = f"the last page, {len(pages)}, is filled to {pages[-1].fill:.0%} only"
        yield Finding(at, text, "cut a few lines, or add what was missing", "print")


def _bare(lines: list[str]) -> str:
    """The letters of *lines* without the number in front."""
    return re.sub(r"\A(?:\d+|[a-z](?=[A-Z]))", "", _squeezed(" ".join(lines)))


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


@rule("OUT103", Severity.WARNING)
def heading_at_page_end(subject: Subject) -> Iterator[Finding]:
    """Heading at the end of a page.

    What it does
        Looks whether the last line of a page, or the last two, are a heading.
    Why it matters
        The reader turns the page in search of what it announced.
    Example
        checks: {limits: {messages-page: 0}}
        printed: [{fill: 0.9, text: "Requests wait.\\nWhere requests wait"}, {fill: 0.5, text: They wait.}]
    Instead
        checks: {limits: {messages-page: 0}}
        printed: [{fill: 0.9, text: Requests wait.}, {fill: 0.5, text: "Where requests wait They wait."}]
    """
    headings = {str(one.title): subject.at(one.where) for one in subject.sections}
    cells = set()  # a row at the end of a page may say what a heading says
    for node in walk(subject.document.content) if subject.document else ():
        if isinstance(node, Heading):
            headings.setdefault(plain_text(node.content), subject.at(node.at))
        elif isinstance(node, Cell):
            cells.add(_squeezed(plain_text(node.content)))
    squeezed = {_squeezed(one): (one, at) for one, at in headings.items() if len(_squeezed(one)) > 5}
    for number, page in enumerate((subject.pages or ())[:-1], 1):
        lines = page.text.splitlines()
        last = {_bare(lines[-1:]), _bare(lines[-2:])} - cells
        for end, (heading, at) in squeezed.items():
            if len(lines) > 1 and end in last:
                yield Finding(
                    at, f"page {number} ends with the heading `{heading}`", "a line more or less before it will do"
                )
                break


@rule("OUT104", Severity.INFO)
def messages_not_in_front(subject: Subject) -> Iterator[Finding]:
    """Key messages not in front.

    What it does
        Looks for the first key message on the first page of briefs, evidence briefs and recommendations papers.
    Why it matters
        They are written for those who read no further.
    Example
        printed: [{fill: 0.9, text: Police information}, {fill: 0.9, text: Contents}, {fill: 0.9, text: More}]
    Instead
        printed: [{fill: 0.9, text: Requests wait longest at the desk that counts them least.}, {fill: 0.9, text: More}]
    Limit
        messages-page 1, the last page on which they may begin; 0 switches the rule off
    """
    if not subject.brief.key_messages or not subject.pages or subject.template in ("report", "memo"):
        return
    start = _squeezed(subject.brief.key_messages[0].plain)[:40]
    last = int(subject.limit("messages-page"))
    if last and not any(start in _squeezed(page.text) for page in subject.pages[:last]):
        at = subject.where(subject.brief, "key_messages")
        yield Finding(at, f"the key messages do not begin on page {last}", "shorten the summary", "key_messages")
