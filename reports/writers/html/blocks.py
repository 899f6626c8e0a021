"""Blocks as HTML: one ``match`` over the whole vocabulary."""

from __future__ import annotations

from typing import assert_never

from reports.model import blocks as b
from reports.patterns import expression
from reports.writers.html import callouts, contents, escape, figures, notes, tables
from reports.writers.html.escape import classes, tag
from reports.writers.html.inlines import direction, draw_inlines
from reports.writers.html.page import NOTES_HERE, REFERENCES_HERE, Page, Place

_FIRST_TAG = expression(r"\A<[a-z][a-z0-9]*")
#: The element of a division by its role.
_DIVISIONS = {"title-block": "header", "cover": "header", "imprint": "footer"}
#: Facts are set as pairs in columns; other definition lists as terms with texts below.
FACT_LISTS = frozenset(("facts", "details", "memo-head", "imprint", "abbreviations"))


def draw_blocks(page: Page, content: tuple[b.Block, ...], place: Place) -> str:
    """A run of blocks, one a line."""
    placed = page.document.options.get("positions") == "yes"
    drawn = ((one, draw_block(page, one, place)) for one in content)
    return "\n".join(_placed(one, text) if placed else text for one, text in drawn if text)


def _placed(block: b.Block, drawn: str) -> str:
    """*drawn* with the place in the author's file where the block stands, for a preview to lead there."""
    at = getattr(block, "at", None)
    if at is None:
        return drawn
    return _FIRST_TAG.sub(lambda found: f'{found[0]} data-at="{escape.attribute(str(at))}"', drawn, count=1)


def draw_block(page: Page, block: b.Block, place: Place) -> str:  # noqa: C901 - one case for each node
    """One block."""
    match block:
        case b.Para():
            return _para(page, block, place)
        case b.Heading():
            return _heading(page, block, place)
        case b.Section(content, id_, role):
            name = page.take_id(id_)
            return tag("section", _inside(page, content, place), id=name, class_=role and f"s-{role}")
        case b.Division():
            return _division(page, block, place)
        case b.List():
            return _list(page, block, place)
        case b.DefinitionList():
            return _definitions(page, block, place)
        case b.Quote():
            return _quote(page, block, place)
        case b.CodeBlock(characters):
            return tag("pre", tag("code", escape.text(characters.removesuffix("\n"))), tabindex=0)
        case b.Rule():
            return "<hr>"
        case b.Figure():
            return figures.draw_figure(page, block, place)
        case b.Table():
            return tables.draw_table(page, block, place)
        case b.Callout():
            return callouts.draw_callout(page, block, place)
        case b.Contents():
            return contents.draw_list(page, block)
        case b.References():
            page.references.extend(block.entries)
            return REFERENCES_HERE if len(page.references) == len(block.entries) else ""
        case b.Endnotes():
            for one in block.notes:
                notes.add(page, one)
            placed, page.notes_placed = page.notes_placed, True
            return "" if placed else NOTES_HERE
        case b.PageBreak():
            return '<div class="page-break"></div>'
        case _:
            assert_never(block)


def _inside(page: Page, content: tuple[b.Block, ...], place: Place) -> str:
    return f"\n{draw_blocks(page, content, place)}\n"


def _para(page: Page, para: b.Para, place: Place) -> str:
    inner = draw_inlines(page, para.content, place)
    if para.role == "title" and not page.title_done:
        page.title_done = True
        return tag("h1", inner, class_="r-title", lang=para.lang)
    return tag("p", inner, class_=para.role and f"r-{para.role}", lang=para.lang, dir=direction(para.lang))


def _heading(page: Page, heading: b.Heading, place: Place) -> str:
    page.level = heading.level
    number = tag("span", escape.text(heading.number), class_="number") + " " if heading.number else ""
    inner = number + draw_inlines(page, heading.content, place)
    name = page.take_id(heading.id)
    role = heading.role and f"r-{heading.role}"
    return tag(f"h{min(heading.level + 1, 6)}", inner, id=name, class_=classes(f"h-{min(heading.level, 4)}", role))


def _division(page: Page, block: b.Division, place: Place) -> str:
    element = _DIVISIONS.get(block.role or "", "div")
    name = page.take_id(block.id)
    inner = _inside(page, block.content, place)
    role = block.role and f"d-{block.role}"
    return tag(element, inner, id=name, class_=role, lang=block.lang, dir=direction(block.lang))


def _list(page: Page, block: b.List, place: Place) -> str:
    items = "\n".join(tag("li", _item(page, one.content, place, tight=block.tight)) for one in block.items)
    start = block.start if block.ordered and block.start != 1 else None
    role = classes(None if block.tight else "loose", block.role and f"r-{block.role}")
    return tag("ol" if block.ordered else "ul", f"\n{items}\n", start=start, class_=role)


def _item(page: Page, content: tuple[b.Block, ...], place: Place, *, tight: bool) -> str:
    """The content of a list item; the first plain paragraph of a tight list needs no element of its own."""
    match content:
        case (b.Para(first, None, None), *rest) if tight:
            head = draw_inlines(page, first, place)
            return f"{head}\n{draw_blocks(page, tuple(rest), place)}" if rest else head
        case _:
            return draw_blocks(page, content, place)


def _definitions(page: Page, block: b.DefinitionList, place: Place) -> str:
    pairs = "\n".join(
        tag(
            "div",
            tag("dt", draw_inlines(page, one.term, place)) + tag("dd", _item(page, one.content, place, tight=True)),
        )
        for one in block.items
    )
    columns = "pairs" if block.role in FACT_LISTS else None
    return tag("dl", f"\n{pairs}\n", class_=classes(columns, block.role and f"l-{block.role}"))


def _quote(page: Page, block: b.Quote, place: Place) -> str:
    inner = tag("blockquote", _inside(page, block.content, place))
    source = draw_inlines(page, block.attribution, place)
    foot = tag("figcaption", source) if source else ""
    return tag("figure", inner + foot, class_=classes("quote", block.role and f"q-{block.role}"))
