"""Measures the Word writer and writes ``bench/docx.md``: ``python bench/docx_writer.py [BRIEF] [ROUNDS]``.

The brief (the showcase, unless another is named) is resolved once and written as Word. Two peers write the same text:
pandoc, from the Markdown that it makes of our file itself, with its pictures; and a plain script over python-docx (in
this file), which walks the same document and makes headings, paragraphs with bold and italic, lists, tables and
pictures, without notes, fields, charts, captions or styles of its own. All run as fresh processes, by turns, and are
given by processor time (user and system) and wall clock, medians of ROUNDS (9) rounds.
"""

from __future__ import annotations

import io
import pickle
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reports.diagnostics import Collector
from reports.engine.build import resolved
from reports.engine.drawing import with_rasters
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.workspace import select
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import children, plain_text
from reports.theme.tokens import Theme
from reports.writers.docx import write

ROOT = Path(__file__).resolve().parent.parent
_OURS = """
import pickle, sys
from reports.writers.docx import write
document, theme = pickle.load(open(sys.argv[1], "rb"))
open(sys.argv[2], "wb").write(write(document, theme, pages={}).data)
"""


@dataclass(frozen=True)
class Cost:
    """Seconds of one run."""

    processor: float
    wall: float


def load(brief: str) -> tuple[Document, Theme]:
    """The resolved document and the theme of a brief of this repository."""
    workspace, refs = select(ROOT, [brief])
    job = gather(Files(workspace.root), refs[0], formats=("docx",), epoch=None)
    found = resolved(job, Collector())
    if found is None:
        raise SystemExit(f"the brief {brief} does not resolve")
    return found


def measured(command: list[str], folder: Path) -> Cost:
    """What *command* takes as a process of its own."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, wall)


def by_turns(commands: dict[str, list[str]], rounds: int, folder: Path) -> dict[str, Cost]:
    """Medians for each of *commands*, one after the other in every round; a first round does not count."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for round_ in range(rounds + 1):
        for name, command in commands.items():
            cost = measured(command, folder)
            found[name] += [cost] if round_ else []
    return {
        name: Cost(
            statistics.median(one.processor for one in costs),
            statistics.median(one.wall for one in costs),
        )
        for name, costs in found.items()
    }


def warm(work: Callable[[], object], rounds: int) -> Cost:
    """Medians for *work* in this process, after one round that does not count."""
    work()
    costs = []
    for _ in range(rounds):
        processor, wall = time.process_time(), time.perf_counter()
        work()
        costs.append(Cost(time.process_time() - processor, time.perf_counter() - wall))
    return Cost(statistics.median(one.processor for one in costs), statistics.median(one.wall for one in costs))


def long_table(rows: int) -> Document:
    """A document with one table of four columns."""
    head = b.Row(tuple(b.Cell((b.Para((i.Text(name),)),), True) for name in ("Year", "Place", "Number", "Remark")))
    texts = [(str(at), "Somewhere", f"{at / 7:.2f}", "A remark") for at in range(rows)]
    body = tuple(b.Row(tuple(b.Cell((b.Para((i.Text(one),)),)) for one in row)) for row in texts)
    columns = (b.Column(), b.Column(), b.Column("decimal"), b.Column())
    return Document(load("kosovo-regional-security")[0].meta, (b.Table(columns, (head,), body),))


# The plain script over python-docx


def by_hand(document: Document, out: str) -> None:
    """*document* as somebody in a hurry would write it with python-docx."""
    import docx

    file = docx.Document()
    for node in document.content:
        _by_hand(file, document, node, "Normal")
    file.save(out)


def _by_hand(file: object, document: Document, node: object, style: str) -> None:  # noqa: C901  one arm for each node
    match node:
        case b.Heading(level=level, content=content):
            file.add_heading(plain_text(content), min(9, level))
        case b.Para(content=content):
            _runs(file.add_paragraph(style=style), content, {})
        case b.List(items=items, ordered=ordered):
            for item in items:
                for one in item.content:
                    _by_hand(file, document, one, "List Number" if ordered else "List Bullet")
        case b.Table(head=head, body=body) if head or body:
            rows = (*head, *body)
            table = file.add_table(len(rows), max(len(row.cells) for row in rows))
            for row, made in zip(rows, table.rows, strict=True):
                for cell, place in zip(row.cells, made.cells, strict=False):
                    place.text = plain_text(cell.content)
        case b.Figure(graphic=b.Image(asset=name)) if name in document.assets:
            asset = document.assets[name]
            width = min(asset.width * 9525, 5_400_000)
            file.add_picture(io.BytesIO(asset.fallback or asset.data), width=int(width))
        case b.Callout(title=title):
            file.add_heading(plain_text(title), 3)
            for one in node.content:
                _by_hand(file, document, one, style)
        case b.References(entries=entries):
            for one in entries:
                _runs(file.add_paragraph(), one.content, {})
        case _:
            for one in children(node):
                if not isinstance(one, i.Inline):
                    _by_hand(file, document, one, style)


def _runs(paragraph: object, content: tuple[i.Inline, ...], look: dict[str, bool]) -> None:
    for node in content:
        match node:
            case i.Text(text) | i.Code(text):
                run = paragraph.add_run(text)
                for name in look:
                    setattr(run, name, True)
            case i.Strong(inner):
                _runs(paragraph, inner, {**look, "bold": True})
            case i.Emph(inner):
                _runs(paragraph, inner, {**look, "italic": True})
            case i.Note() | i.LineBreak() | i.CiteItem():
                pass
            case _:
                _runs(paragraph, node.content, look)


# The page


def commands(document: Document, theme: Theme, brief: str, folder: Path) -> dict[str, list[str]]:
    """What is compared, by name; without pandoc where it is not installed."""
    source, output = folder / "document.pickle", folder / "ours.docx"
    source.write_bytes(pickle.dumps((document, theme)))
    output.write_bytes(write(document, theme, pages={}).data)
    python = sys.executable
    found = {
        "**the Word writer**, from the resolved document": [python, "-c", _OURS, str(source), str(output)],
        "a plain python-docx script, from the same": [
            python, __file__, "--by-hand", str(source), str(folder / "by-hand.docx"),
        ],
        f"`brief build {brief} -f docx`, from YAML, nothing cached": [
            python, "-m", "reports", "-C", str(ROOT), "build", brief, "-f", "docx", "--force", "-o", str(folder / "o"),
        ],
    }  # fmt: skip
    if shutil.which("pandoc") is None:
        print("pandoc is not installed: no comparison", file=sys.stderr)
        return found
    media = ["--extract-media", str(folder)]
    subprocess.run(["pandoc", str(output), "-o", str(folder / "same.md"), *media], check=True, cwd=folder)
    return {**found, "pandoc, from the same text in Markdown": ["pandoc", "same.md", "-o", "theirs.docx", "--toc"]}


def report(brief: str, rounds: int) -> str:
    """The page with the figures."""
    bare, theme = load(brief)
    document = with_rasters(bare, theme)
    data = write(document, theme, pages={}).data
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        costs = by_turns(commands(document, theme, brief, folder), rounds, folder)
        pandoc = folder / "theirs.docx"
        sizes = f"{len(data):,} bytes" + (f", pandoc's {pandoc.stat().st_size:,}" if pandoc.exists() else "")
    table = long_table(10_000)
    inside = {
        "the Word writer": warm(lambda: write(document, theme, pages={}), rounds),
        "a PNG for every drawing (SVG)": warm(lambda: with_rasters(bare, theme), rounds),
        "a table of 10,000 rows": warm(lambda: write(table, theme, pages={}), 3),
    }
    ours = next(iter(costs.values()))
    lines = [
        "# The Word writer, measured", "",
        f"By `python bench/docx_writer.py`; Python {platform.python_version()}; medians of {rounds} rounds, by turns. "
        f"The brief is `{brief}`: {body.count(b'<w:p>'):,} paragraphs; our file has {sizes}.", "",
        "| a fresh process | processor s | wall s | processor, of ours |", "|---|---:|---:|---:|",
        *(f"| {name} | {cost.processor:.2f} | {cost.wall:.2f} | {cost.processor / ours.processor:.1f} × |"
          for name, cost in costs.items()), "",
        "| in a warm process | processor s | wall s |", "|---|---:|---:|",
        *(f"| {name} | {cost.processor:.3f} | {cost.wall:.3f} |" for name, cost in inside.items()), "",
    ]  # fmt: skip
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Measure and write the page; or, for the comparison, be the plain script."""
    if arguments[:1] == ["--by-hand"]:
        by_hand(pickle.loads(Path(arguments[1]).read_bytes())[0], arguments[2])
        return
    page = report(arguments[0] if arguments else "showcase", int(arguments[1]) if len(arguments) > 1 else 9)
    (ROOT / "bench" / "docx.md").write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main(sys.argv[1:])
