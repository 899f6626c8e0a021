"""What two independent readers get out of the PDF: the document's text, block by block, each block in its role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reports.language import LANGUAGES
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from tests import examples
from tests.documents import bullets, cell, document, facts, h, note, p, sample_document
from tests.strategies import documents
from tests.writers.pdf.reading import Element, _with_notes, draw, plain, read
from tests.writers.pdf.test_structure import check_tree, faults

READERS = ("pdfplumber", "pdfium")
CALM = settings(
    max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)
HEADS = ("H1", "H2", "H3", "H4", "H5", "H6")

#: A block as it is looked for: the structure types that it may have, and its text.
Block = tuple[tuple[str, ...], str]

#: Texts in the languages, with words long enough to be parted.
PROSE = {
    "sq": "Marrëveshja për bashkëpunimin rajonal ndërmjet institucioneve përgjegjëse u nënshkrua në Prishtinë. ",
    "sr-Latn": "Odgovornost nadležnih ustanova za međunarodnu saradnju i razmjenu obavještenja još nije uređena. ",
    "sr-Cyrl": "Одговорност надлежних установа за међународну сарадњу и размену обавештења још није уређена. ",
    "mk": "Одговорноста на надлежните институции за меѓународната соработка сè уште не е уредена. ",
    "bs": "Odgovornost nadležnih ustanova za međunarodnu saradnju i razmjenu obavještenja nije uređena. ",
    "el": "Η διαπραγμάτευση για την περιφερειακή συνεργασία και την ανταλλαγή πληροφοριών συνεχίζεται. ",
    "de": "Die Zusammenarbeit der Sicherheitsbehörden und der Informationsaustausch sind ungeregelt geblieben. ",
    "fr": "La coopération régionale entre les institutions compétentes et l’échange d’informations restent ouverts. ",
    "en": "Responsibility for international cooperation and the exchange of information remains unsettled. ",
}


def blocks_of(content: tuple[Any, ...], words: dict[str, str]) -> Iterator[Block]:
    """Every block of text with its role, in the order of reading; notes follow the block that calls them."""
    for block in content:
        match block:
            case b.Callout():
                yield from ((("P",), plain(str(block.label))),) if block.label else ()
                yield from _noted(("P",), block.title) if block.title else ()
                yield from blocks_of(block.content, words)
            case b.Table() | b.Figure():
                yield from _captioned(block, words)
            case b.Quote():
                yield from blocks_of(block.content, words)
                yield from _noted(("P",), block.attribution, "\u2014") if block.attribution else ()
            case b.Definition():
                yield from _noted(("Lbl",), block.term)
                yield from blocks_of(block.content, words)
            case b.List() | b.DefinitionList():
                yield from blocks_of(block.items, words)
            case b.Endnotes():
                yield from blocks_of(block.notes, words)
            case b.Section() | b.Division() | b.ListItem() | b.Cell() | b.Endnote():
                yield from blocks_of(block.content, words)
            case _:
                yield from _simple(block)


def _simple(block: Any) -> Iterator[Block]:
    match block:
        case b.Para():
            yield from _noted(("H1",) if block.role == "title" else ("P",), block.content)
        case b.Heading():
            yield from _noted(HEADS, block.content, block.number)
        case b.CodeBlock():
            yield ("Code",), plain(block.text.expandtabs(4))
        case b.References():
            for entry in block.entries:
                yield from _noted(("LBody", "P"), entry.content)
        case b.Contents():
            yield from _noted(HEADS, block.title) if block.title and block.entries else ()


def _captioned(block: b.Table | b.Figure, words: dict[str, str]) -> Iterator[Block]:
    if block.caption or block.label:
        yield from _noted(("P",), block.caption, str(block.label or ""))
    if isinstance(block, b.Table):
        yield from blocks_of(tuple(one for row in (*block.head, *block.body) for one in row.cells), words)
    if block.source:
        yield from _noted(("P",), block.source, f"{words.get('source', 'Source')}{words.get('colon', ':')}")
    if isinstance(block, b.Figure) and block.credit:
        yield from _noted(("P",), block.credit)


def _noted(tags: tuple[str, ...], content: tuple[i.Inline, ...], before: str = "") -> Iterator[Block]:
    first, *notes = _with_notes(content)
    yield tags, plain(f"{before} {first}")
    for one in notes:
        yield ("P", "Code", "Lbl"), one


def leaves(root: Element) -> Iterator[Element]:
    """The elements that hold text of their own, in order, spans and links counted as their block's."""
    inline = ("Span", "Link", "Reference")
    for kid in root.kids:
        if isinstance(kid, str) or kid.tag in (*inline, "TOCI"):
            continue
        if any(isinstance(one, str) or one.tag in inline for one in kid.kids):
            yield kid
        yield from leaves(kid)


def own_text(one: Element) -> str:
    """The text of an element without that of the notes and blocks inside it."""
    return "".join(
        kid if isinstance(kid, str) else own_text(kid) if kid.tag in ("Span", "Link", "Reference") else ""
        for kid in one.kids
    )


_HYPHENS = re.compile("[-\u2010\u2011] ?")


def seen(text: str, reader: str) -> str:
    """*text* as a reader is compared: pdfium takes every hyphen at a line's end for one of ours, and drops it or the
    space behind it."""
    return _HYPHENS.sub("", plain(text)) if reader == "pdfium" else plain(text)


def check_blocks(made: Document, data: bytes, reader: str) -> None:
    """Every block of *made* is found whole, in its role and in order; beside them are labels and contents alone."""
    found = read(data, by=reader)
    here = [(one.tag, seen(own_text(one), reader)) for one in leaves(found.root)]
    at = 0
    left: list[tuple[str, str]] = []
    for tags, text in blocks_of(made.content, dict(made.words)):
        text = seen(text, reader)
        if not text:
            continue
        start = at
        while at < len(here) and not (here[at][0] in tags and here[at][1] == text):
            at += 1
        if here[at : at + 2] == [("Lbl", text), ("P", text)]:
            at += 1  # the item numbered 1 that says "1"
        assert at < len(here), f"{reader}: {tags} {text!r} not among {here[start : start + 4]}"
        left += here[start:at]
        at += 1
    left += here[at:]
    odd = [one for one in left if one[1] and one[0] not in ("Lbl", "Figure")]
    assert odd == [], f"{reader}: text that the document does not have: {odd[:5]}"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("slug", examples.SLUGS)
def test_every_example_reads_as_it_was_written(slug: str, reader: str) -> None:
    check_blocks(examples.document(slug), examples.built(slug).outputs["pdf"], reader)


@pytest.mark.parametrize("slug", examples.SLUGS)
def test_every_example_conforms_and_its_tree_holds(slug: str) -> None:
    data = examples.built(slug).outputs["pdf"]
    assert faults(data) == []
    check_tree(data)


def in_language(lang: str) -> Document:
    """Paragraphs, lists, a table, boxes and notes in one language, its words parted at many line ends."""
    text = PROSE[lang]
    head = b.Row((cell(text[:20].strip(), header=True), cell(text[20:40].strip(), header=True)))
    rows = tuple(b.Row((cell(p(text * 2, note(str(k + 3), text * 2))), cell(f"{k},5"))) for k in range(2))
    content = (
        h(1, text.strip(" ."), "h-1"),
        p(text * 6, note("1", text * 3), " ", text * 2),
        bullets(text * 3, text * 2, ordered=True),
        bullets(
            p(text * 2, i.Emph((i.Text(text * 2),)), i.Link((i.Text(text.strip()),), "https://example.org/"), "."), text
        ),
        b.Table((b.Column(), b.Column("decimal")), (head,), rows, (i.Text(text.strip()),), label=b.Label("1", "2")),
        b.Callout((p(text * 4, note("5", text)),), "note", (i.Text(text.strip()),)),
        facts((text[:20].strip(), text * 2)),
        b.Quote((p(text * 3),), (i.Text(text.strip()),)),
    )
    return document(*content, lang=lang)


@pytest.mark.parametrize("justified", [False, True], ids=["ragged", "justified"])
@pytest.mark.parametrize("lang", PROSE)
def test_every_language_reads_as_it_was_written(lang: str, justified: bool) -> None:
    made = in_language(lang)
    data = draw(made, "report" if justified else "brief").data
    assert faults(data) == []
    check_tree(data)
    for reader in READERS:
        check_blocks(made, data, reader)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("lang", [*LANGUAGES, "en-GB"])
def test_the_sample_reads_as_it_was_written(lang: str, reader: str) -> None:
    made = sample_document(lang)
    check_blocks(made, draw(made).data, reader)


@CALM
@given(documents())
def test_random_documents_read_as_they_were_written(made: object) -> None:
    assert isinstance(made, Document)
    data = draw(made).data
    for reader in READERS:
        check_blocks(made, data, reader)


def test_words_are_parted_at_line_ends_and_come_back_whole() -> None:
    made = document(p(PROSE["de"] * 12), lang="de")
    data = draw(made).data
    assert "\u00ad" in read(data).root.text, "no word was parted, so nothing was tested"
    check_blocks(made, data, "pdfium")
