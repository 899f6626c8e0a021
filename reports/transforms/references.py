"""Cross-references: each prints the label of its target in the language of the document, and links to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, rewrite, walk
from reports.records import record
from reports.source import Position
from reports.transforms.context import Context
from reports.transforms.numbering import label_of

#: What an author may leave away before the id of a section, recommendation or option.
PREFIXES = ("", "sec-", "rec-", "opt-")


@record(frozen=True, slots=True)
class Target:
    """What can be printed for an id."""

    id: str
    label: str
    number: str
    title: i.Inlines


def settle_references(document: Document, context: Context) -> Document:
    """Fill ``Ref.content``, and check that links to ``#id`` go somewhere.

    Unknown targets are REF001 with the nearest known id; what has no number prints its title.
    """
    targets = {one.id: one for one in _targets(document)}
    generated = {"references", "notes"}

    def settle(node: Any) -> tuple[Any, ...]:
        match node:
            case i.Ref(target, form, content, at) if not content:
                target_found = _find(target, targets)
                if target_found is None:
                    _unknown(target, at, targets, document, context)
                    return (i.Text(target),)
                return (i.Ref(target_found.id, form, _printed(target_found, form, document), at),)
            case i.Link(href=href, at=at) if href.startswith("#") and not href.startswith("#ref-"):
                found = _find(href[1:], targets)
                if found is None and href[1:] not in generated:
                    _unknown(href[1:], at, targets, document, context)
                elif found is not None:
                    return (replace(node, href=f"#{found.id}"),)
        return (node,)

    return replace(document, content=rewrite(document.content, settle))


def with_labels_of(whole: Document, part: Document) -> Document:
    """*part* with the labels that the settled document *whole* has for what *part* leaves out, as text without links.

    What neither has stays as it is, for :func:`settle_references` to tell.
    """
    own = {one.id: one for one in _targets(part)}
    others = {one.id: one for one in _targets(whole)}

    def settle(node: Any) -> tuple[Any, ...]:
        match node:
            case i.Ref(target, form, content) if not content and _find(target, own) is None:
                found = _find(target, others)
                return (node,) if found is None else _printed(found, form, whole)
            case i.Link(href=href, content=content) if href.startswith("#") and _find(href[1:], own) is None:
                return content if _find(href[1:], others) is not None else (node,)
        return (node,)

    return replace(part, content=rewrite(part.content, settle))


def _find(name: str, targets: dict[str, Target]) -> Target | None:
    return next((targets[prefix + name] for prefix in PREFIXES if prefix + name in targets), None)


def _unknown(name: str, at: Position | None, targets: dict[str, Target], document: Document, context: Context) -> None:
    near = get_close_matches(name, targets, n=1, cutoff=0.6)
    hint = f"did you mean @{near[0]}?" if near else "refer to the id of a figure, table, section or recommendation"
    place = at or document.at or Position(document.meta.slug or "document")
    context.collector.error("REF001", place, f"nothing in this brief has the id {name!r}", hint)


def _printed(target: Target, form: i.RefForm, document: Document) -> i.Inlines:
    if form == "page":
        return ()
    if form == "number" and target.number:
        return (i.Text(target.number),)
    if form == "title" or not target.label:
        opening, closing = document.words.get("quotes", "“ ”").split(" ")
        title = target.title or (i.Text(target.id),)
        return title if form == "title" else (i.Text(opening), *title, i.Text(closing))
    return (i.Text(target.label),)


def _targets(document: Document) -> Iterator[Target]:
    for node in walk(document.content):
        match node:
            case b.Section(content=content, id=id_, role=role) if id_:
                heading = content[0] if content and isinstance(content[0], b.Heading) else None
                number = heading.number if heading else ""
                label, number = _section_label(number, role, document.words)
                yield Target(id_, label, number, without_notes(heading.content) if heading else ())
            case b.Heading(id=id_, number=number, content=content) if id_:
                label = f"{document.words.get('section', '')}\N{NO-BREAK SPACE}{number}" if number else ""
                yield Target(id_, label, number, without_notes(content))
            case b.Figure(id=id_, label=label_, caption=title) | b.Table(id=id_, label=label_, caption=title) if id_:
                yield _labelled(id_, label_, title)
            case b.Callout(id=id_, label=label_, title=title) if id_:
                yield _labelled(id_, label_, title)
            case b.Division(id=id_) if id_:
                yield Target(id_, "", "", ())


def _section_label(number: str, role: str | None, words: Mapping[str, str]) -> tuple[str, str]:
    """What a reference to a section prints, in full and as the bare number; annexes have their word already."""
    word = words.get("annex" if role == "annex" else "section", "")
    bare = number.removeprefix(word).strip() if role == "annex" else number
    return (label_of(word, bare) if number else "", bare)


def _labelled(id_: str, label: b.Label | None, title: i.Inlines) -> Target:
    return Target(id_, str(label) if label else "", label.number if label else "", without_notes(title))


def without_notes(inlines: i.Inlines) -> i.Inlines:
    """Inlines for a second place (contents, a reference by title): no notes, citations, links or line breaks."""

    def strip(node: Any) -> tuple[Any, ...]:
        match node:
            case i.Note() | i.Cite():
                return ()
            case i.LineBreak():
                return (i.Text(" "),)
            case i.Link(content=content) | i.Ref(content=content):
                return content
        return (node,)

    stripped = rewrite(inlines, strip)
    return stripped if plain_text(stripped) else ()
