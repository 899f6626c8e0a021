"""How fast and how large the PDF writer works, against ReportLab's own platypus without tags.

    python bench/pdf.py [speed|mixed|growth|cold] …

``speed`` sets the same plain paragraphs in the same column with our writer (tagged, archivable, lines chosen together)
and with platypus (untagged, first fit); ``mixed`` does so with emphasis, links, lists and tables, as briefs have them;
``growth`` goes from 10 to 1,000 pages, ``cold`` times a first PDF.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document, Meta
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.pdf import write

if TYPE_CHECKING:
    from reportlab.platypus import Flowable

Writer = Callable[[list[tuple[str, list[str]]], Theme], tuple[int, bytes]]

_LETTERS = "etaoinshrdlucmfwypvbgk"
_WORDS = 90


def _vocabulary() -> list[str]:
    chance = random.Random(7)
    return ["".join(chance.choice(_LETTERS) for _ in range(chance.randint(2, 11))) for _ in range(4000)]


def content(sections: int) -> list[tuple[str, list[str]]]:
    """Sections of six paragraphs of 90 words: about one and a half pages each."""
    words = _vocabulary()
    chance = random.Random(8)
    return [
        (f"Section {number + 1}", [" ".join(chance.choices(words, k=_WORDS)) + "." for _ in range(6)])
        for number in range(sections)
    ]


def ours(text: list[tuple[str, list[str]]], theme: Theme) -> tuple[int, bytes]:
    """Our writer."""
    blocks: list[b.Block] = []
    for number, (title, paragraphs) in enumerate(text):
        blocks.append(b.Heading(1, (i.Text(title),), f"s-{number}"))
        blocks += [b.Para((i.Text(one),)) for one in paragraphs]
    written = write(Document(Meta("Benchmark", timestamp=1), tuple(blocks)), theme)
    return written.pages[""], written.data


def platypus(text: list[tuple[str, list[str]]], theme: Theme) -> tuple[int, bytes]:
    """ReportLab's paragraphs, untagged, in the same faces, sizes and column."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph

    body, head = theme.text("body"), theme.text("heading-1")
    for name, style in (("bench-body", body), ("bench-head", head)):
        face = theme.fonts[style.family].face(style.weight, style.italic)
        pdfmetrics.registerFont(TTFont(name, BytesIO(face.data)))
    normal = ParagraphStyle("n", fontName="bench-body", fontSize=body.size, leading=body.leading, spaceAfter=6.5)
    heading = ParagraphStyle("h", fontName="bench-head", fontSize=head.size, leading=head.leading, keepWithNext=1)
    story: list[Flowable] = []
    for title, paragraphs in text:
        story.append(Paragraph(title, heading))
        story += [Paragraph(one, normal) for one in paragraphs]
    return _built(story, theme)


def _built(story: list[Flowable], theme: Theme) -> tuple[int, bytes]:
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    page = theme.page
    width, height = page.text_width, page.height - page.margin_top - page.margin_bottom
    frame = Frame(page.width - page.margin_right - width, page.margin_bottom, width, height, 0, 0, 0, 0)
    out = BytesIO()
    # ReportLab compresses pages unless told otherwise, as our gate to it does.
    document = BaseDocTemplate(
        out, pageTemplates=[PageTemplate("p", [frame])], pagesize=(page.width, page.height), pageCompression=1
    )
    document.build(story)
    return document.page, out.getvalue()


def ours_mixed(text: list[tuple[str, list[str]]], theme: Theme) -> tuple[int, bytes]:
    """Our writer, with emphasis, links, a list and a table in every section."""
    blocks: list[b.Block] = []
    for number, (title, paragraphs) in enumerate(text):
        blocks.append(b.Heading(1, (i.Text(title),), f"s-{number}"))
        for one in paragraphs[:4]:
            start, bold, middle, link, rest = _cut(one)
            linked = i.Link((i.Text(link),), "https://example.org/")
            content = (i.Text(start), i.Strong((i.Text(bold),)), i.Text(middle), linked, i.Text(rest))
            blocks.append(b.Para(content))
        blocks.append(b.List(tuple(b.ListItem((b.Para((i.Text(one),)),)) for one in _items(paragraphs[4]))))
        cells = [b.Cell((b.Para((i.Text(one),)),)) for one in _items(paragraphs[5])]
        rows = tuple(b.Row(tuple(cells[k : k + 3])) for k in range(0, len(cells), 3))
        blocks.append(b.Table((b.Column(),) * 3, (), rows))
    written = write(Document(Meta("Benchmark", timestamp=1), tuple(blocks)), theme)
    return written.pages[""], written.data


def platypus_mixed(text: list[tuple[str, list[str]]], theme: Theme) -> tuple[int, bytes]:
    """The same with ReportLab's paragraphs, lists and tables."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import ListFlowable, Paragraph, Table

    platypus(text[:1], theme)  # registers the faces
    body, cell = theme.text("body"), theme.text("table.cell")
    normal = ParagraphStyle("n", fontName="bench-body", fontSize=body.size, leading=body.leading, spaceAfter=6.5)
    small = ParagraphStyle("c", fontName="bench-body", fontSize=cell.size, leading=cell.leading)
    heading = ParagraphStyle("h", fontName="bench-head", fontSize=16, leading=19, keepWithNext=1)
    story: list[Flowable] = []
    for title, paragraphs in text:
        story.append(Paragraph(title, heading))
        for one in paragraphs[:4]:
            start, bold, middle, link, rest = _cut(one)
            marked = (
                f'{start}<font name="bench-head">{bold}</font>{middle}<a href="https://example.org/">{link}</a>{rest}'
            )
            story.append(Paragraph(marked, normal))
        story.append(ListFlowable([Paragraph(one, normal) for one in _items(paragraphs[4])], bulletType="bullet"))
        cells = [Paragraph(one, small) for one in _items(paragraphs[5])]
        story.append(
            Table([cells[k : k + 3] for k in range(0, len(cells), 3)], colWidths=[theme.page.text_width / 3] * 3)
        )
    return _built(story, theme)


def _cut(text: str) -> tuple[str, str, str, str, str]:
    words = text.split(" ")
    parts = (words[:20], words[20:24], words[24:50], words[50:54], words[54:])
    first, bold, middle, link, rest = (" ".join(part) for part in parts)
    return f"{first} ", bold, f" {middle} ", link, f" {rest}"


def _items(text: str) -> list[str]:
    words = text.split(" ")
    return [" ".join(words[k : k + 10]) for k in range(0, len(words), 10)]


def timed_in_turn(makers: list[Callable[[], tuple[int, bytes]]], times: int = 5) -> list[tuple[int, float, int]]:
    """Of each maker pages, the best processor time of several runs, bytes; the makers take turns."""
    best = [(0, float("inf"), 0)] * len(makers)
    for _ in range(times):
        for k, make in enumerate(makers):
            start = time.process_time()
            pages, data = make()
            best[k] = min(best[k], (pages, time.process_time() - start, len(data)), key=lambda one: one[1])
    return best


def speed(theme: Theme, ours: Writer, plain: Writer) -> None:
    """Pages per second, tagged against plain."""
    text = content(130)
    ours(text[:1], theme)
    plain(text[:1], theme)
    print(f"{'writer':<28}{'pages':>7}{'seconds':>9}{'pages/s':>9}{'kB':>8}")
    rates = []
    makers = (("ours, tagged", ours), ("platypus, untagged", plain))
    found = timed_in_turn([lambda make=make: make(text, theme) for _, make in makers])  # type: ignore[misc]
    for (name, _), (pages, seconds, size) in zip(makers, found, strict=True):
        rates.append(pages / seconds)
        print(f"{name:<28}{pages:>7}{seconds:>9.2f}{pages / seconds:>9.1f}{size / 1000:>8.0f}")
    print(f"ratio {rates[0] / rates[1]:.2f}")


def growth() -> None:
    """Time, memory and size from 10 to 1,000 pages, each in a process of its own."""
    print(f"{'pages':>7}{'seconds':>9}{'ms/page':>9}{'peak MB':>9}{'kB':>8}")
    for sections in (6, 65, 130, 645):
        out = subprocess.run(
            [sys.executable, __file__, "one", str(sections)], capture_output=True, text=True, check=True
        )  # fmt: skip
        pages, seconds, peak, size = out.stdout.split()
        each = float(seconds) * 1000 / int(pages)
        print(f"{pages:>7}{float(seconds):>9.2f}{each:>9.1f}{float(peak):>9.0f}{int(size) / 1000:>8.0f}")


def one(sections: int, theme: Theme) -> None:
    """One document, for ``growth``."""
    start = time.process_time()
    pages, data = ours(content(sections), theme)
    seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(pages, round(seconds, 3), round(peak, 1), len(data))


def cold(theme: Theme) -> None:
    """A first PDF of about six pages, everything imported on the way."""
    start, clock = time.perf_counter(), time.process_time()
    pages, data = ours(content(4), theme)
    wall, used = time.perf_counter() - start, time.process_time() - clock
    print(f"cold: {pages} pages in {wall:.2f} s ({used:.2f} s of processor time), {len(data) / 1000:.0f} kB")


def main() -> None:
    """Run what is asked for, or all."""
    theme = load_theme("brief", None, {}, Collector(), "en-GB")
    wanted = sys.argv[1:] or ["cold", "speed", "mixed", "growth"]
    if wanted[0] == "one":
        one(int(wanted[1]), theme)
        return
    if "cold" in wanted:
        cold(theme)
    if "speed" in wanted:
        speed(theme, ours, platypus)
    if "mixed" in wanted:
        speed(theme, ours_mixed, platypus_mixed)
    if "growth" in wanted:
        growth()


if __name__ == "__main__":
    main()
