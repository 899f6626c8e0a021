"""Inlines as HTML."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import assert_never

from reports.language import right_to_left
from reports.model import inlines as i
from reports.writers.html import escape
from reports.writers.html.escape import classes, tag
from reports.writers.html.page import NoteEntry, Page, Place

_SAFE = ("http://", "https://", "mailto:")


def direction(lang: str | None) -> str | None:
    """The value of ``dir`` for text in *lang*: ``rtl``, or None for what runs the usual way."""
    return "rtl" if right_to_left(lang) else None


def draw_inlines(page: Page, content: tuple[i.Inline, ...], place: Place) -> str:
    """A run of inlines."""
    drawn = [_inline(page, one, place) for one in content]
    for at, (one, following) in enumerate(pairwise(content)):
        if isinstance(one, i.Note) and isinstance(following, i.Note) and drawn[at]:
            drawn[at] += tag("sup", ",", class_=classes("call"))  # 8 and 9 are no 89
    return "".join(drawn)


def _inline(page: Page, node: i.Inline, place: Place) -> str:  # noqa: C901 - one case for each node
    match node:
        case i.Text(characters):
            return escape.text(characters)
        case i.Emph(content):
            return tag("em", draw_inlines(page, content, place))
        case i.Strong(content):
            return tag("strong", draw_inlines(page, content, place))
        case i.Superscript(content):
            return tag("sup", draw_inlines(page, content, place))
        case i.Subscript(content):
            return tag("sub", draw_inlines(page, content, place))
        case i.SmallCaps(content):
            return tag("span", draw_inlines(page, content, place), class_="sc")
        case i.Code(characters):
            return tag("code", escape.text(characters))
        case i.LineBreak():
            return "<br>"
        case i.Span(content, role, lang):
            inner = draw_inlines(page, content, place)
            return tag("span", inner, class_=role and f"r-{role}", lang=lang, dir=direction(lang))
        case i.Link(content, href):
            return _link(page, content, href, place)
        case i.Ref():
            return _ref(page, node, place)
        case i.Cite():
            return _cite(page, node, place)
        case i.Note():
            return _note(page, node, place)
        case _:
            assert_never(node)


def _link(page: Page, content: tuple[i.Inline, ...], href: str, place: Place, *, cited: bool = False) -> str:
    target = _address(page, href)
    if target is None or place.in_link or place.quiet:
        return draw_inlines(page, content, place)
    role = "doc-biblioref" if cited and target.startswith("#") else None
    inner = draw_inlines(page, content, place.linked())
    return tag("a", inner, href=target, role=role, aria_label=_name(inner, href)) + _calls(page, place)


def _name(drawn: str, otherwise: str) -> str | None:
    """A name for a link of which nothing can be seen; None where its text names it."""
    return None if re.sub(r"<[^>]*>", "", drawn).strip() else otherwise


def _address(page: Page, href: str) -> str | None:
    """The value of ``href``: a web or mail address, or an id that the page has; None for anything else."""
    if href.startswith("#"):
        return escape.fragment(href[1:]) if href[1:] in page.targets else None
    return href if href.lower().startswith(_SAFE) else None


def _calls(page: Page, place: Place) -> str:
    """The note calls that stood inside a link and have to follow it."""
    if place.in_link or not page.pending_calls:
        return ""
    found = "".join(page.pending_calls)
    page.pending_calls.clear()
    return found


def _ref(page: Page, node: i.Ref, place: Place) -> str:
    content = node.content or (i.Text(node.target),)
    if node.target not in page.targets or place.in_link or place.quiet:
        return draw_inlines(page, content, place)
    inner = draw_inlines(page, content, place.linked())
    link = tag("a", inner, href=escape.fragment(node.target), class_="ref", aria_label=_name(inner, node.target))
    return link + _calls(page, place)


def _cite(page: Page, node: i.Cite, place: Place) -> str:
    content = node.content or _unsettled(node)
    if place.quiet:
        return draw_inlines(page, content, place)
    page.cite_count += 1
    name = page.new_id("cite")
    for item in node.items:
        page.cites.setdefault(f"ref-{item.key}", []).append(name)
    return tag("span", "".join(_cited(page, one, place) for one in content), class_="cite", id=name)


def _cited(page: Page, node: i.Inline, place: Place) -> str:
    if isinstance(node, i.Link):
        return _link(page, node.content, node.href, place, cited=True)
    return _inline(page, node, place)


def _unsettled(node: i.Cite) -> tuple[i.Inline, ...]:
    """What a citation prints that no style has settled: its keys, so that nothing is lost."""
    return (i.Text("[" + "; ".join(item.key for item in node.items) + "]"),)


def _note(page: Page, node: i.Note, place: Place) -> str:
    if place.quiet:
        return ""
    number = node.number or str(len(page.notes) + 1)
    entry = page.notes.get(number)
    if entry is None:
        entry = page.notes[number] = NoteEntry(number, node.content)
    call = page.new_id("call")
    entry.calls.append(call)
    label = f"{page.word('note')}\N{NO-BREAK SPACE}{number}"
    shown = escape.text(number)
    link = tag("a", shown, id=call, href=f"#{note_id(number)}", role="doc-noteref", aria_label=label)
    drawn = tag("sup", link, class_=classes("call"))
    if not place.in_link:
        return drawn
    page.pending_calls.append(drawn)
    return ""


def note_id(number: str) -> str:
    """The id of the body of note *number*."""
    return escape.identifier(f"note_{number}")
