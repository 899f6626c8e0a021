"""What is known only when all else is drawn: the notes, and the references with their ways back."""

from __future__ import annotations

from reports.model.blocks import Endnote, References
from reports.model.walk import walk
from reports.writers.html import escape
from reports.writers.html.escape import tag
from reports.writers.html.inlines import draw_inlines, note_id
from reports.writers.html.page import NOTES_HERE, NOTES_SECTION, REFERENCES_HERE, NoteEntry, Page, Place

#: A work cited more often than this links back to its first calls only.
MAX_BACK = 26


def add(page: Page, note: Endnote) -> None:
    """Take in the body of an endnote; its calls come from the text."""
    entry = page.notes.setdefault(note.number, NoteEntry(note.number, note.content))
    entry.content = entry.content or note.content


def finish(page: Page, markup: str) -> str:
    """Put notes and references into *markup*. Notes first: they may cite."""
    notes = _notes(page)
    own = _section(page) if notes and NOTES_HERE not in markup else ""
    markup = markup.replace(NOTES_SECTION, own).replace(NOTES_HERE, notes)
    return markup.replace(REFERENCES_HERE, _references(page))


def _section(page: Page) -> str:
    """A section for the notes of a document that has no place for them."""
    name = page.notes_section = page.new_id("notes")
    heading = tag("h2", escape.text(page.word("notes")), id=name, class_="h-1")
    return tag("section", f"\n{heading}\n{NOTES_HERE}\n", class_="s-notes")


def _notes(page: Page) -> str:
    """The notes in the order of their calls. Notes of notes join the end of the list."""
    drawn: dict[str, str] = {}
    while len(drawn) < len(page.notes):
        for number in [one for one in page.notes if one not in drawn]:
            drawn[number] = page.draw(page, page.notes[number].content, Place())
    items = [_note(page, page.notes[number], body) for number, body in drawn.items()]
    if not items:
        return ""
    listed = tag("ol", "\n" + "\n".join(items) + "\n", class_="notes")
    return tag("div", listed, role="doc-endnotes", aria_label=page.word("notes"))


def _note(page: Page, entry: NoteEntry, body: str) -> str:
    name = page.take_id(note_id(entry.number))
    number = tag("span", escape.text(entry.number), class_="number")
    back = _back(page, entry.calls, entry.number)
    return tag("li", f"{number}\n{tag('div', _joined(body, back))}", id=name)


def _joined(body: str, back: str) -> str:
    """*back* at the end of the last paragraph, where that is plain text."""
    return f"{body[:-4]}{back}</p>" if body.endswith("</p>") and back else body + back


def _back(page: Page, calls: list[str], name: str) -> str:
    """Links to the places in the text that lead here."""
    out = []
    for number, call in enumerate(calls[:MAX_BACK]):
        mark = "\N{UPWARDS ARROW}" if len(calls) == 1 else "\N{UPWARDS ARROW}" + chr(ord("a") + number)
        label = f"{page.word('back-to-text')} ({name}{chr(ord('a') + number) if len(calls) > 1 else ''})"
        out.append(tag("a", mark, href=f"#{call}", role="doc-backlink", aria_label=label, class_="back"))
    return "".join(f" {one}" for one in out)


def _references(page: Page) -> str:
    """The list of references."""
    if not page.references:
        return ""
    items = []
    for entry in page.references:
        label = tag("span", draw_inlines(page, entry.label, Place()), class_="number") if entry.label else ""
        words = draw_inlines(page, entry.content, Place())
        calls = page.cites.get(entry.id, [])
        name = page.take_id(entry.id)
        shown = entry.id.removeprefix("ref-")
        items.append(tag("li", label + tag("div", words + _back(page, calls, shown)), id=name))
    blocks = [one for one in walk(page.document.content) if isinstance(one, References)]
    hanging = "references hanging" if all(one.hanging for one in blocks) else "references"
    listed = tag("ul", "\n" + "\n".join(items) + "\n", class_=hanging)
    return tag("div", listed, role="doc-bibliography", aria_label=page.word("references"))
