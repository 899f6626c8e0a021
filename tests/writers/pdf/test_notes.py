"""Notes wherever they are called: on the page of their call, clear of each other, within the page, and none lost."""

from __future__ import annotations

from io import BytesIO
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as raw
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.engine.build import resolved
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import walk
from reports.theme.load import load_theme
from reports.theme.tokens import PageStyle
from reports.writers.pdf import write
from tests import examples
from tests.documents import cell, document, facts, note, p, sample_document
from tests.writers.pdf.reading import draw, plain, read, theme
from tests.writers.pdf.test_composition import check_pages, settled, words

CALM = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate])

#: What glyphs of neighbours may share, in points: accents and descenders of close lines, spaces at line ends.
_TOUCH = 1.2


class Box(NamedTuple):
    """Where a stretch of glyphs stands on its page, in points from the lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def calls_and_starts(data: bytes) -> list[tuple[str, int, int]]:
    """Number of each note with the page of its call and the page where it starts."""
    root = read(data).root
    calls = {
        plain(one.text): min(one.pages | {page for kid in one.walk() for page in kid.pages})
        for one in root.all("Reference")
    }
    labels = [one.all("Lbl")[0] for one in root.all("Note")]
    return [
        (plain(one.text), calls[plain(one.text)], min(page for kid in one.walk() for page in kid.pages))
        for one in labels
    ]


def glyph_boxes(data: bytes) -> list[tuple[float, list[Box]]]:
    """Of each page its width and the ink of every stretch of content, as pdfium measures it, artifacts left out."""
    out: list[tuple[float, list[Box]]] = []
    for page in pypdfium2.PdfDocument(BytesIO(data)):
        texts = page.get_textpage()
        found: list[Box] = []
        for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            left, bottom, right, top = one.get_bounds()
            if raw.FPDFPageObj_GetMarkedContentID(one.raw) >= 0 and right - left > 0.5 and top - bottom > 0.5:
                found.append(Box(left, bottom, right, top, texts.get_text_bounded(left, bottom, right, top)))
        out.append((page.get_width(), sorted(found, key=lambda one: -one.top)))
    return out


def check_ink(data: bytes, page: PageStyle) -> None:
    """No glyphs over others, none outside the margins."""
    least = min(page.margin_left, page.margin_right)
    for number, (width, boxes) in enumerate(glyph_boxes(data), 1):
        for k, one in enumerate(boxes):
            assert one.bottom > page.margin_bottom - 4.0, f"page {number}: {one} runs over the foot"
            assert one.left > least - 2.0, f"page {number}: {one} runs over the left edge"
            assert one.right < width - least + 6.0, f"page {number}: {one} runs over the right edge"
            for other in boxes[k + 1 :]:
                if other.top < one.bottom + _TOUCH:
                    break
                across = min(one.right, other.right) - max(one.left, other.left)
                down = min(one.top, other.top) - max(one.bottom, other.bottom)
                assert across < 4.0 or down < _TOUCH, f"page {number}: {one} and {other} overlap"


@st.composite
def noted(draw_: st.DrawFn) -> Document:  # noqa: C901 - one case a kind of block
    """Everything that can call a note, with notes from a word to more than a page."""
    count = 0

    def call() -> i.Note:
        nonlocal count
        count += 1
        return note(str(count), words(draw_(st.sampled_from([3, 12, 40, 160, 700])), count))

    def line(word: str) -> tuple[i.Inline, ...]:
        return (i.Text(word), call()) if draw_(st.booleans()) else (i.Text(word),)

    def text() -> b.Para:
        parts: list[str | i.Inline] = []
        for _ in range(draw_(st.integers(1, 3))):
            parts.append(words(draw_(st.integers(2, 60)), len(parts)) + " ")
            if draw_(st.booleans()):
                parts.append(call())
        return p(*parts)

    def table() -> b.Table:
        rows = tuple(b.Row((cell(text()), cell(text()))) for _ in range(draw_(st.integers(1, 4))))
        head = b.Row((b.Cell((b.Para(line("Left")),), True), cell("Right", header=True)))
        return b.Table((b.Column(), b.Column()), (head,), rows, line("Table"), line("Own work"))

    def block(depth: int) -> b.Block:
        match draw_(st.integers(0, 9)):
            case 0 | 1 | 2:
                return text()
            case 3:
                return b.List(tuple(b.ListItem((text(),)) for _ in range(2)), draw_(st.booleans()))
            case 4:
                return table()
            case 5 if depth < 2:
                inner = tuple(block(depth + 1) for _ in range(draw_(st.integers(1, 3))))
                return b.Callout(inner, draw_(st.sampled_from(["note", "key-messages", "warning"])), line("Box"))
            case 6 if depth == 0:
                return b.Heading(draw_(st.integers(1, 3)), line("A heading"), f"h-{draw_(st.integers(0, 10**9))}")
            case 7:
                chart = b.Chart("bar", ("North", "South"), (b.Series("Cases", (3.0, 5.0)),), alt="Three and five.")
                return b.Figure(chart, line("Figure"), line("Own work"), label=b.Label("Figure", "1"))
            case 8:
                return b.Quote((text(),), line("Somebody"))
            case _:
                return facts(("Term", words(9)))

    return document(*(block(0) for _ in range(draw_(st.integers(3, 9)))))


@pytest.mark.parametrize("look", ["brief", "report"])
@settings(CALM, max_examples=30)
@given(noted())
def test_every_note_is_set_on_the_page_of_its_call(look: str, made: Document) -> None:
    found = settled(made, look)
    check_pages(found)
    calls: dict[str, int] = {}
    starts: dict[str, int] = {}
    for number, layout in enumerate(found.layouts):
        for strip, _ in (*layout.strips, *layout.side):
            calls |= {name.removeprefix("@call-"): number for name in strip.anchors if name.startswith("@call-")}
        for strip, _ in layout.notes:
            starts |= {name.removeprefix("@"): number for name in strip.anchors}
    assert calls == starts
    assert len(calls) == len([one for one in walk(made.content) if isinstance(one, i.Note)])


@pytest.mark.parametrize("look", ["brief", "report"])
@settings(CALM, max_examples=8)
@given(noted())
def test_notes_are_read_back_whole_on_their_pages(look: str, made: Document) -> None:
    data = draw(made, look).data
    found = calls_and_starts(data)
    notes = {one.number: one for one in walk(made.content) if isinstance(one, i.Note)}
    assert sorted(number for number, _, _ in found) == sorted(notes)
    for number, called, starts in found:
        assert starts == called, f"note {number} is called on page {called + 1} and starts on page {starts + 1}"
    for one in read(data).root.all("Note"):
        (wanted,) = notes[plain(one.all("Lbl")[0].text)].content
        assert isinstance(wanted, b.Para)
        assert plain(one.all("P")[0].text) == plain(str(getattr(wanted.content[0], "text", "")))
    check_ink(data, theme(look).page)


@pytest.mark.parametrize("look", ["brief", "report", "memo", "evidence-brief", "recommendations-paper"])
def test_no_ink_of_the_sample_overlaps(look: str) -> None:
    check_ink(draw(sample_document(), look).data, theme(look).page)


@pytest.mark.parametrize("slug", examples.SLUGS)
def test_no_ink_of_the_examples_overlaps(slug: str) -> None:
    drawn = resolved(examples.job(slug), Collector())
    assert drawn is not None
    check_ink(examples.built(slug).outputs["pdf"], drawn[1].page)


def test_note_numbers_of_any_width_stand_clear_of_their_notes() -> None:
    made = document(*(p("Said", note(str(number), words(30)), ".") for number in (7, 128, 1999)))
    drawn = load_theme("brief", None, {}, Collector(), "en-GB", "a4", "accessible")
    (boxes,) = [found for _, found in glyph_boxes(write(made, drawn).data)]
    foot = sorted((one for one in boxes if one.top < drawn.page.margin_bottom + 130), key=lambda one: one.left)
    labels = [one for one in foot if one.text.strip() in ("7", "128", "1999")]
    assert len(labels) == 3
    texts = min(one.left for one in foot if one not in labels)
    assert max(one.right for one in labels) < texts - 2.0, "a number touches its note"
