"""Tables of contents: the page's own navigation, and lists of figures and tables."""

from __future__ import annotations

from collections.abc import Sequence

from reports.model.blocks import Block, Contents, ContentsEntry
from reports.model.inlines import Inline, Text
from reports.model.walk import walk
from reports.writers.html import escape
from reports.writers.html.escape import tag
from reports.writers.html.inlines import draw_inlines
from reports.writers.html.page import Page, Place, headings

#: With fewer headings than this a page needs no navigation, unless the document asks for contents.
MIN_HEADINGS = 4


def navigation(page: Page, after_notes: tuple[Block, ...] = ()) -> str:
    """The contents of the page, from the document's own table of contents or from its headings.

    The section that the page makes for its notes is listed as well, before what stands in *after_notes*.
    """
    found = next(
        (one for one in walk(page.document.content) if isinstance(one, Contents) and one.kind == "sections"), None
    )
    if found is not None and found.entries:
        return _nav(page, found.title, _with_notes(page, found.entries, after_notes), "toc")
    entries = [
        ContentsEntry(one.level, one.content, target, one.number)
        for one, target in headings(page.document)
        if one.level <= 2
    ]
    return _nav(page, (), _with_notes(page, entries, after_notes), "toc") if len(entries) >= MIN_HEADINGS else ""


def _with_notes(page: Page, entries: Sequence[ContentsEntry], after: tuple[Block, ...]) -> list[ContentsEntry]:
    out = list(entries)
    if page.notes_section is not None:
        follow = {name for one in walk(after) if (name := getattr(one, "id", None))}
        at = next((n for n, one in enumerate(out) if one.target in follow), len(out))
        out.insert(at, ContentsEntry(1, (Text(page.word("notes")),), page.notes_section))
    return out


def draw_list(page: Page, block: Contents) -> str:
    """A list of figures or tables, in its place; the contents of sections stand beside the text."""
    if block.kind == "sections" or not block.entries:
        return ""
    return _nav(page, block.title, block.entries, "toc-list")


def _nav(page: Page, title: tuple[Inline, ...], entries: Sequence[ContentsEntry], kind: str) -> str:
    name = page.new_id("toc")
    shown = draw_inlines(page, title, Place(quiet=True)) if title else escape.text(page.word("contents"))
    heading = tag("h2", shown, id=name, class_="toc-title")
    return tag("nav", f"\n{heading}\n{_nested(page, entries)}\n", class_=kind, aria_labelledby=name)


def _nested(page: Page, entries: Sequence[ContentsEntry]) -> str:
    """Entries as lists in lists, by their levels."""
    out: list[str] = []
    at = 0
    while at < len(entries):
        end = at + 1
        while end < len(entries) and entries[end].level > entries[at].level:
            end += 1
        inner = _entry(page, entries[at])
        if end > at + 1:
            inner += "\n" + _nested(page, entries[at + 1 : end])
        out.append(tag("li", inner))
        at = end
    return tag("ol", "\n".join(out))


def _entry(page: Page, entry: ContentsEntry) -> str:
    number = tag("span", escape.text(entry.number), class_="number") + " " if entry.number else ""
    words = number + draw_inlines(page, entry.content, Place(quiet=True))
    known = entry.target in page.targets or entry.target == page.notes_section
    return tag("a", words, href=escape.fragment(entry.target)) if known else words
