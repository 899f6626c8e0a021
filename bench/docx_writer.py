"""How fast the Word writer works, against pandoc writing Word from the same text in Markdown.

    python bench/docx_writer.py [BRIEF] [ROUNDS]

The brief (the showcase, unless another is named) is resolved once and written as Word; pandoc makes Markdown of that
file and then Word of the Markdown, without charts and looks. Medians of ROUNDS runs (7), in one run on one machine:
*fresh process* is a command from its start to the finished file, and for us takes the document from a pickle, as
pandoc takes its own from Markdown; *writer alone* is the function call in a warm process.
"""

from __future__ import annotations

import io
import pickle
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reports.diagnostics import Collector
from reports.engine.build import resolved
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.workspace import select
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.theme.tokens import Theme
from reports.writers.docx import write
from reports.writers.docx.vector import rasterised

_ROOT = Path(__file__).resolve().parent.parent
_COLD = """
import pickle, sys
from reports.writers.docx import write
from reports.writers.docx.vector import rasterised
document, theme = pickle.load(open(sys.argv[1], "rb"))
open(sys.argv[2], "wb").write(write(document, theme, pages={}).data)
"""


def load(brief: str) -> tuple[Document, Theme]:
    """The resolved document and the theme of a brief of this repository."""
    workspace, refs = select(_ROOT, [brief])
    job = gather(Files(workspace.root), refs[0], formats=("docx",), epoch=None)
    found = resolved(job, Collector())
    if found is None:
        raise SystemExit(f"the brief {brief} does not resolve")
    return found


def median(work: Callable[[], object], rounds: int) -> float:
    """Seconds that *work* takes, the middle one of *rounds*, after one round that does not count."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def long_table(rows: int) -> Document:
    """A document with one table of four columns."""
    head = b.Row(tuple(b.Cell((b.Para((i.Text(name),)),), True) for name in ("Year", "Place", "Number", "Remark")))
    texts = [(str(at), "Somewhere", f"{at / 7:.2f}", "A remark") for at in range(rows)]
    body = tuple(b.Row(tuple(b.Cell((b.Para((i.Text(one),)),)) for one in row)) for row in texts)
    columns = (b.Column(), b.Column(), b.Column("decimal"), b.Column())
    return Document(load("kosovo-regional-security")[0].meta, (b.Table(columns, (head,), body),))


def with_pictures(document: Document, theme: Theme) -> Document:
    """The document with a PNG for every SVG, which pandoc is given as well."""
    assets = {
        name: replace(one, fallback=rasterised(one.data, theme)) if one.kind == "svg" else one
        for name, one in document.assets.items()
    }
    return replace(document, assets=assets)


def against_pandoc(document: Document, theme: Theme, rounds: int, folder: Path) -> list[tuple[str, float]]:
    """Both ways from a prepared input to a Word file, each in fresh processes."""
    source, output = folder / "document.pickle", folder / "ours.docx"
    source.write_bytes(pickle.dumps((document, theme)))
    cold = [sys.executable, "-c", _COLD, str(source), str(output)]
    given = [sys.executable, "-c", _COLD, str(folder / "given.pickle"), str(folder / "given.docx")]
    (folder / "given.pickle").write_bytes(pickle.dumps((with_pictures(document, theme), theme)))
    rows = [
        ("ours, fresh process, pictures as PNG", median(lambda: subprocess.run(given, check=True, cwd=_ROOT), rounds)),
        ("ours, fresh process, SVG drawn as PNG", median(lambda: subprocess.run(cold, check=True, cwd=_ROOT), rounds)),
    ]
    if shutil.which("pandoc") is None:
        print("pandoc is not installed: no comparison", file=sys.stderr)
        return rows
    markdown, theirs = folder / "same.md", folder / "theirs.docx"
    media = ["--extract-media", str(folder)]
    subprocess.run(["pandoc", str(output), "-o", str(markdown), *media], check=True)
    command = ["pandoc", str(markdown), "-o", str(theirs), "--toc"]
    rows.append(("pandoc, fresh process", median(lambda: subprocess.run(command, check=True, cwd=folder), rounds)))
    print(f"Markdown of {markdown.stat().st_size:,} bytes; files of {output.stat().st_size:,} bytes (ours) "
          f"and {theirs.stat().st_size:,} bytes (pandoc)")  # fmt: skip
    return rows


def main(brief: str, rounds: int) -> None:
    """Measure and print."""
    document, theme = load(brief)
    paragraphs = zipfile.ZipFile(io.BytesIO(write(document, theme, pages={}).data)).read("word/document.xml")
    print(
        f"Python {platform.python_version()}; {brief}: {paragraphs.count(b'<w:p>'):,} paragraphs, medians of {rounds}"
    )
    with tempfile.TemporaryDirectory() as folder:
        rows = against_pandoc(document, theme, rounds, Path(folder))
    rows.append(("ours, writer alone", median(lambda: write(document, theme, pages={}), rounds)))
    bare = replace(document, assets={})
    rows.append(("ours, writer alone, without pictures", median(lambda: write(bare, theme, pages={}), rounds)))
    table = long_table(8000)
    rows.append(("ours, a table of 8,000 rows", median(lambda: write(table, theme, pages={}), 3)))
    for name, seconds in rows:
        print(f"{name:40} {seconds:8.3f} s")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "showcase", int(sys.argv[2]) if len(sys.argv) > 2 else 7)
