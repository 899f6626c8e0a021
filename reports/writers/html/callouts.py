"""Boxes: notes, key messages, recommendation cards."""

from __future__ import annotations

from reports.model.blocks import Callout
from reports.writers.html import escape
from reports.writers.html.escape import classes, tag
from reports.writers.html.inlines import draw_inlines
from reports.writers.html.page import Page, Place

#: Boxes that are part of the text's own structure: their titles are headings.
_STRUCTURAL = frozenset(("key-messages", "summary", "recommendation", "recommendations-summary", "option"))
_ELEMENTS = {
    "recommendation": "article",
    "option": "article",
    "summary": "section",
    "recommendations-summary": "section",
}


def draw_callout(page: Page, box: Callout, place: Place) -> str:
    """One box, with an accessible name from its title or its kind."""
    element = _ELEMENTS.get(box.role, "aside")
    name = page.take_id(box.id)
    title, title_id = _title(page, box, place)
    inner = page.draw(page, box.content, place)
    if box.role == "recommendation":
        inner = tag("div", f"\n{inner}\n", class_="body")
    labelled = {"aria_labelledby": title_id} if title_id else {"aria_label": page.word(box.role)}
    return tag(element, f"\n{title}\n{inner}\n", id=name, class_=classes("box", f"c-{box.role}"), **labelled)


def _title(page: Page, box: Callout, place: Place) -> tuple[str, str | None]:
    """The title with its label, and the id to be named by."""
    label = _label(page, box)
    words = draw_inlines(page, box.title, place)
    if not label and not words:
        return "", None
    name = page.new_id("box")
    inner = " ".join(one for one in (label, words and tag("span", words, class_="words")) if one)
    heading = box.role in _STRUCTURAL and bool(words)
    return tag(f"h{min(page.level + 2, 6)}" if heading else "p", inner, id=name, class_="box-title"), name


def _label(page: Page, box: Callout) -> str:
    """What kind of box it is, with its number; nothing where the title says so itself."""
    if box.label is not None:
        if not box.label.number:
            return tag("span", escape.text(box.label.word), class_="label")
        word = tag("span", escape.text(box.label.word), class_="word") + "\N{NO-BREAK SPACE}" if box.label.word else ""
        return tag("span", word + tag("span", escape.text(box.label.number), class_="number"), class_="label")
    if box.role in _STRUCTURAL:
        return "" if box.title else tag("span", escape.text(page.word(box.role)), class_="label")
    return ""
