"""The three files of one brief say the same: held for every example, by readers that had no part in writing them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import plain_text, walk
from tests.examples import ROOT, SLUGS, built, document
from tests.parity.readers import Seen, read_docx, read_html, read_pdf, squeeze

READERS = {"pdf": read_pdf, "docx": read_docx, "html": read_html}
CASES = [(slug, kind) for slug in SLUGS for kind in READERS]


@cache
def seen(slug: str, kind: str) -> Seen:
    return READERS[kind](built(slug).outputs[kind])


def without_notes(blocks: b.Blocks) -> Iterator[str]:
    """The lines of the text, those of notes left out."""
    inside = {id(one) for node in walk(blocks) if isinstance(node, i.Note) for one in walk(node.content)}
    for node in walk(blocks):
        if id(node) in inside:
            continue
        match node:
            case b.Heading(content=content) | b.Para(content=content):
                yield squeeze(plain_text(content))
            case b.Callout(title=title) if title:
                yield squeeze(plain_text(title))
            case b.Reference(content=content):
                yield squeeze(plain_text(content))
            case b.Definition(term=term):
                yield squeeze(plain_text(term))


@pytest.mark.parametrize(("slug", "kind"), CASES)
def test_every_line_is_there_in_the_order_of_the_document(slug: str, kind: str) -> None:
    text, at = seen(slug, kind).text, 0
    for line in without_notes(document(slug).content):
        found = text.find(line, at)
        assert found >= 0, f"not found after {text[max(0, at - 80) : at]!r}: {line[:300]!r}"
        at = found + len(line)


@pytest.mark.parametrize(("slug", "kind"), CASES)
def test_headings_are_the_same(slug: str, kind: str) -> None:
    expected = [
        squeeze(n.number + plain_text(n.content)) for n in walk(document(slug).content) if isinstance(n, b.Heading)
    ]
    found = iter(seen(slug, kind).headings)
    for heading in expected:
        assert any(one in (heading, heading.lstrip("0123456789")) for one in found), heading


@pytest.mark.parametrize(("slug", "kind"), CASES)
def test_notes_are_the_same(slug: str, kind: str) -> None:
    expected = [squeeze(plain_text(n.content)) for n in walk(document(slug).content) if isinstance(n, i.Note)]
    found = seen(slug, kind).notes
    assert len(found) == len(expected)
    for number, (want, have) in enumerate(zip(expected, found, strict=True), 1):
        assert have in (want, f"{number}{want}"), f"note {number}"


@pytest.mark.parametrize(("slug", "kind"), CASES)
def test_tables_have_thesame_rows(slug: str, kind: str) -> None:
    found = seen(slug, kind).tables
    for table in (n for n in walk(document(slug).content) if isinstance(n, b.Table)):
        rows = [[squeeze(plain_text(cell.content)) for cell in row.cells] for row in (*table.head, *table.body)]
        assert any(same_rows(rows, other) for other in found), plain_text(table.caption)


def same_rows(rows: list[list[str]], other: list[list[str]]) -> bool:
    """Whether all rows are there, in order; a head repeated on the next page counts once."""
    left = iter(other)
    return all(any(row == have for have in left) for row in rows)


@pytest.mark.parametrize(("slug", "kind"), CASES)
def test_recommendations_have_the_same_numbers(slug: str, kind: str) -> None:
    cards = [n for n in walk(document(slug).content) if isinstance(n, b.Callout) and n.role == "recommendation"]
    text, at = seen(slug, kind).text, 0
    for card in cards:
        assert card.label is not None
        title = squeeze(f"{card.label}{plain_text(card.title)}")
        at = text.find(title, at)
        assert at >= 0, title


@pytest.mark.parametrize(("slug", "kind"), CASES)
def test_pictures_have_the_same_alternative_texts(slug: str, kind: str) -> None:
    graphics = [n.graphic for n in walk(document(slug).content) if isinstance(n, b.Figure)]
    found = seen(slug, kind).alts
    for graphic in graphics:
        alt = squeeze(graphic.alt)
        assert any(alt in one for one in found), graphic.alt


def test_the_examples_are_all_there() -> None:
    assert sorted(one.parent.name for one in (ROOT / "content").glob("*/brief.yaml")) == SLUGS
    assert len(SLUGS) >= 6
