"""The whole page."""

from __future__ import annotations

from collections.abc import Mapping

from reports.model.blocks import Block, Division, Para, References, Section
from reports.model.document import Document
from reports.model.walk import walk
from reports.theme.tokens import Theme
from reports.writers.base import Written
from reports.writers.charts import measurer
from reports.writers.html import escape
from reports.writers.html.blocks import draw_block, draw_blocks
from reports.writers.html.contents import navigation
from reports.writers.html.escape import classes, tag
from reports.writers.html.fonts import font_faces
from reports.writers.html.inlines import direction
from reports.writers.html.meta import draw_head
from reports.writers.html.notes import finish
from reports.writers.html.page import FOOT_HERE, NOTES_SECTION, Page, Place, all_targets, dark_theme
from reports.writers.html.style import style_sheet

_OPENING = frozenset(("title-block", "cover"))
_CLOSING = frozenset(("imprint",))


def write(document: Document, theme: Theme, *, pages: Mapping[str, int]) -> Written:
    """Draw *document* as one HTML file. ``pages`` is not needed: a web page has none."""
    del pages
    page = Page(document, theme, dark_theme(theme), measurer(theme), draw_blocks, all_targets(document))
    body = _body(page)
    fonts = font_faces(document, theme, body)
    styles = fonts + style_sheet(page)
    lang = escape.clean(document.meta.lang) or "en"
    head = draw_head(document, styles)
    markup = tag("html", f"\n{head}\n{body}\n", lang=lang, dir=direction(lang))
    return Written(f"<!DOCTYPE html>\n{markup}\n".encode())


def _body(page: Page) -> str:
    content_id = page.new_id("content")
    opening, middle, closing = _parts(page.document.content)
    head = [draw_block(page, one, Place()) for one in opening]
    if not page.title_done and not any(_has_title(one) for one in middle):
        head.append(
            tag("header", tag("h1", escape.text(page.document.meta.title), class_="r-title"), class_="d-title-block")
        )
        page.title_done = True
    before, after = _around_notes(middle)
    drawn = [draw_blocks(page, before, Place()), NOTES_SECTION, draw_blocks(page, after, Place())]
    foot = "\n".join(draw_block(page, one, Place()) for one in closing)
    # the foot may hold notes and citations too, so both are finished as one
    text, foot = finish(page, "\n".join(drawn) + FOOT_HERE + foot).split(FOOT_HERE)
    contents = navigation(page, after)
    inside = [*head, contents, tag("div", f"\n{text}\n", id=content_id, class_="content", tabindex=-1)]
    main = tag("main", "\n" + "\n".join(one for one in inside if one) + "\n")
    skip = tag("a", escape.text(page.word("skip-to-content")), class_="skip", href=f"#{content_id}")
    shell = tag("div", f"\n{main}\n{foot}\n", class_=classes("page", "with-toc" if contents else None))
    return tag("body", "\n".join(one for one in ("", skip, _mark(page), shell, "") if one or one == ""))


def _parts(content: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
    """The opening (title block, cover), the text, and the imprint at the end."""
    start = 0
    while start < len(content) and _is(content[start], _OPENING):
        start += 1
    end = len(content)
    while end > start and _is(content[end - 1], _CLOSING):
        end -= 1
    return content[:start], content[start:end], content[end:]


def _around_notes(content: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """What stands before and after the notes, if the document has no place for them: references and annexes."""
    for number, block in enumerate(content):
        annex = isinstance(block, Section) and block.role == "annex"
        if annex or any(isinstance(one, References) for one in walk((block,))):
            return content[:number], content[number:]
    return content, ()


def _is(block: Block, roles: frozenset[str]) -> bool:
    return isinstance(block, Division) and block.role in roles


def _has_title(block: Block) -> bool:
    return any(isinstance(one, Para) and one.role == "title" for one in walk((block,)))


def _mark(page: Page) -> str:
    """The draft or embargo mark, above everything."""
    meta = page.document.meta
    if not meta.mark:
        return ""
    said_twice = meta.mark_detail.casefold().startswith(meta.mark.casefold())
    word = "" if said_twice else tag("strong", escape.text(meta.mark)) + " "
    detail = tag("span", escape.text(meta.mark_detail), class_="detail") if meta.mark_detail else ""
    return tag("p", (word + detail).rstrip(), class_="mark", role="note")
