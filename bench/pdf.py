"""How fast and how large the PDF writer works, against ReportLab's own platypus without tags.

    python bench/pdf.py [cold|speed|mixed|growth|size] …

``speed`` sets the same plain paragraphs in the same column with our writer (tagged, archivable, lines chosen together)
and with platypus (untagged, first fit); ``mixed`` does so with emphasis, links, lists and tables, as briefs have them;
``growth`` goes from 10 to 1,000 pages, ``cold`` times a first PDF, ``size`` weighs the showcase. Without arguments all
of it is measured and written to bench/pdf.md.
"""

from __future__ import annotations

import math
import platform
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from importlib.metadata import version
from io import BytesIO
from pathlib import Path
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

ROOT = Path(__file__).resolve().parents[1]
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


def speed(theme: Theme, ours: Writer, plain: Writer) -> list[str]:
    """Pages per second, tagged against plain."""
    text = content(130)
    ours(text[:1], theme)
    plain(text[:1], theme)
    makers = (("**ours**, tagged", ours), ("platypus, untagged", plain))
    found = timed_in_turn([lambda make=make: make(text, theme) for _, make in makers])  # type: ignore[misc]
    rates = [pages / seconds for pages, seconds, _ in found]
    rows = [
        f"| {name} | {pages} | {seconds:.2f} | {rate:.0f} | {rate / rates[1]:.2f} | {size / 1000:.0f} |"
        for (name, _), (pages, seconds, size), rate in zip(makers, found, rates, strict=True)
    ]
    return ["| writer | pages | seconds | pages/s | ratio | kB |", "|---|---:|---:|---:|---:|---:|", *rows]


def growth() -> list[str]:
    """Time, memory and size from 10 to 1,000 pages, each in a process of its own."""
    rows: list[str] = []
    points: list[tuple[float, float]] = []
    for sections in (6, 65, 130, 645):
        pages, seconds, _, peak, size = min((_alone(sections) for _ in range(3)), key=lambda one: one[1])
        points.append((math.log(pages), math.log(seconds)))
        rows.append(f"| {pages:.0f} | {seconds:.2f} | {seconds * 1000 / pages:.1f} | {peak:.0f} | {size / 1000:.0f} |")
    exponent = (points[-1][1] - points[1][1]) / (points[-1][0] - points[1][0])
    last = f"Exponent from 100 to 1,000 pages: {exponent:.2f}. Memory at 200 pages is to stay under 250 MB."
    return ["| pages | seconds | ms a page | peak MB | kB |", "|---:|---:|---:|---:|---:|", *rows, "", last]


def _alone(sections: int) -> tuple[float, float, float, float, float]:
    """Of one document in a process of its own: pages, seconds to draw it, seconds of all, peak MB, bytes."""
    out = subprocess.run([sys.executable, __file__, "one", str(sections)], capture_output=True, text=True, check=True)
    pages, seconds, whole, peak, size = map(float, out.stdout.split())
    return pages, seconds, whole, peak, size


def one(sections: int, theme: Theme) -> None:
    """One document, for ``growth`` and ``cold``."""
    text = content(sections)
    start = time.process_time()
    pages, data = ours(text, theme)
    end = time.process_time()
    print(pages, round(end - start, 4), round(end, 4), _peak(), len(data))


def _peak() -> float:
    """The most memory of this process in MB; not ``ru_maxrss``, which a child takes over from its parent."""
    try:
        lines = Path("/proc/self/status").read_text("ascii").splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def cold() -> list[str]:
    """A first PDF of about six pages, in a process of its own."""
    pages, seconds, whole, _, size = min((_alone(4) for _ in range(5)), key=lambda one: one[1])
    return [
        f"A first PDF, {pages:.0f} pages and {size / 1000:.0f} kB: {seconds:.2f} s with the imports of the writer, "
        f"{whole:.2f} s with Python and the theme."
    ]


def sizes() -> list[str]:
    """The largest example with and without its pictures."""
    from reports.engine.build import resolved
    from reports.engine.files import Files
    from reports.engine.gather import gather
    from reports.engine.workspace import Workspace

    brief = next(one for one in Workspace(ROOT).briefs() if one.slug == "showcase")
    drawn = resolved(gather(Files(ROOT), brief, formats=("pdf",), epoch=None), Collector())
    assert drawn is not None
    document, theme = drawn
    rows = []
    for name, made in (("showcase", document), ("without its pictures", replace(document, assets={}))):
        written = write(made, theme)
        rows.append(f"| {name} | {written.pages['']} | {len(written.data) / 1000:.0f} |")
    return ["| brief | pages | kB |", "|---|---:|---:|", *rows]


def main() -> None:
    """Run what is asked for, or all, and write the table."""
    theme = load_theme("brief", None, {}, Collector(), "en-GB")
    asked = sys.argv[1:]
    if asked[:1] == ["one"]:
        one(int(asked[1]), theme)
        return
    parts: dict[str, tuple[str, Callable[[], list[str]]]] = {
        "cold": ("From cold", cold),
        "speed": ("Bare paragraphs", lambda: speed(theme, ours, platypus)),
        "mixed": (
            "Emphasis, links, lists and tables, as briefs have them",
            lambda: speed(theme, ours_mixed, platypus_mixed),
        ),
        "growth": ("From 10 to 1,000 pages", growth),
        "size": ("Size", sizes),
    }
    out = [
        "# The PDF writer, measured", "",
        f"By `python bench/pdf.py`; Python {platform.python_version()}, ReportLab {version('reportlab')}; seconds of "
        "processor time, the best of several rounds by turns. Ours is tagged and archivable, its lines chosen "
        "together; platypus is ReportLab's own, untagged, first fit.", "",
    ]  # fmt: skip
    for name in asked or parts:
        title, run = parts[name]
        out += [f"## {title}", "", *run(), ""]
    print("\n".join(out))
    if not asked:
        Path(__file__).with_suffix(".md").write_text("\n".join(out).rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
