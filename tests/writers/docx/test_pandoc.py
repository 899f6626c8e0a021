"""pandoc reads the file back: headings, lists, notes, tables, links and alternative texts are those of the model.

``PANDOC`` in the environment names the program, else the one on the path is asked. Citations that Zotero manages are
read by pandoc 3 and later; an older one reads their printed text.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, walk
from reports.writers.docx import write
from tests.documents import sample_document
from tests.writers.docx.cases import CASES
from tests.writers.docx.test_citations import SOURCES, clusters
from tests.writers.docx.test_readback import model_headings, squeeze

PANDOC = os.environ.get("PANDOC") or shutil.which("pandoc") or ""

pytestmark = pytest.mark.skipif(not PANDOC, reason="pandoc is not installed, and PANDOC names none")


@cache
def reads_citations() -> bool:
    """Whether this pandoc knows Zotero's fields."""
    found = subprocess.run([PANDOC, "--list-extensions=docx"], capture_output=True, text=True, check=True).stdout
    return "citations" in found


@pytest.fixture(scope="module")
def read(theme, tmp_path_factory):
    """pandoc's view of the Word file of a document."""
    folder = tmp_path_factory.mktemp("pandoc")

    def made(document: Document, source: str = "docx") -> list[dict[str, Any]]:
        path = folder / "made.docx"
        path.write_bytes(write(document, theme, pages={}).data)
        done = subprocess.run([PANDOC, "-f", source, "-t", "json", str(path)], capture_output=True, check=True)
        assert done.stderr == b""
        return json.loads(done.stdout)["blocks"]

    return made


@pytest.fixture(scope="module")
def sample_read(read):
    return read(sample_document())


def nodes(tree: Any) -> Iterator[dict[str, Any]]:
    """Every node of pandoc's tree, in reading order."""
    if isinstance(tree, dict):
        if "t" in tree:
            yield tree
        for one in tree.values():
            yield from nodes(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from nodes(one)


def words(tree: Any) -> str:
    """The characters below *tree*, those of notes left out."""
    if isinstance(tree, list):
        return "".join(words(one) for one in tree)
    if not isinstance(tree, dict) or tree.get("t") == "Note":
        return ""
    if tree.get("t") == "Str":
        return tree["c"]
    if tree.get("t") == "Code":
        return tree["c"][1]
    return words(tree.get("c", []))


def of_kind(tree: Any, *kinds: str) -> list[dict[str, Any]]:
    return [one for one in nodes(tree) if one["t"] in kinds]


def test_headings(sample_read):
    found = [(one["c"][0], squeeze(words(one["c"][2]))) for one in of_kind(sample_read, "Header")]
    wanted = model_headings(sample_document())
    assert [level for level, _ in found] == [level for level, _ in wanted]
    assert all(text.endswith(title) for (_, text), (_, title) in zip(found, wanted, strict=True))


def lists_of(tree: Any) -> list[tuple[str, int]]:
    """Kind and number of items of every list; a numbered one with its start."""
    found = []
    for one in of_kind(tree, "BulletList", "OrderedList"):
        if one["t"] == "BulletList":
            found.append(("bullets", len(one["c"])))
        else:
            found.append((f"from {one['c'][0][0]}", len(one["c"][1])))
    return found


def lists_wanted(document: Document) -> list[tuple[str, int]]:
    return [
        (f"from {one.start}" if one.ordered else "bullets", len(one.items))
        for one in walk(document.content)
        if isinstance(one, b.List)
    ]


def test_lists_with_their_kinds_starts_and_nesting(sample_read):
    if not reads_citations():  # pandoc 2 takes an uncounted heading among numbered ones for an item
        assert {kind for kind, _ in lists_of(sample_read)} == {kind for kind, _ in lists_wanted(sample_document())}
        return
    assert lists_of(sample_read) == lists_wanted(sample_document())


def test_notes_stand_where_they_are_called(sample_read):
    found = [squeeze(words(one["c"])) for one in of_kind(sample_read, "Note")]
    wanted = {one.number: squeeze(plain_text(one.content)) for one in walk(sample_document().content)
              if isinstance(one, i.Note)}  # fmt: skip
    assert found == list(wanted.values())
    assert len(found) > 2


def rows_of(table: dict[str, Any]) -> list[list[str]]:
    head, bodies = table["c"][3], table["c"][4]
    rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3]))]
    return [[squeeze(words(cell[4])) for cell in row[1]] for row in rows]


def test_tables_cell_by_cell(sample_read):
    wanted = [one for one in walk(sample_document().content) if isinstance(one, b.Table)]
    found = [rows_of(one) for one in of_kind(sample_read, "Table")]
    for table in wanted:
        cells = [squeeze(plain_text(cell.content)) for row in (*table.head, *table.body) for cell in row.cells]
        assert any([cell for row in other for cell in row if cell] == [one for one in cells if one] for other in found)


def test_links_lead_where_the_model_says(sample_read):
    wanted = {one.href for one in walk(sample_document().content) if isinstance(one, i.Link) and one.href[0] != "#"}
    found = {one["c"][2][0] for one in of_kind(sample_read, "Link")}
    assert wanted <= found
    anchors = {one["c"][0][0] for one in of_kind(sample_read, "Span", "Header") if one["t"] == "Span"}
    anchors |= {one["c"][1][0] for one in of_kind(sample_read, "Header")}
    assert {one[1:] for one in found if one.startswith("#")} <= anchors


def test_alternative_texts_of_pictures(sample_read):
    wanted = [one.graphic.alt for one in walk(sample_document().content)
              if isinstance(one, b.Figure) and isinstance(one.graphic, b.Image)]  # fmt: skip
    found = [words(one["c"][1]) for one in of_kind(sample_read, "Image")]
    assert [squeeze(one) for one in found[: len(wanted)]] == [squeeze(one) for one in wanted]


@pytest.mark.parametrize("name", ["lists", "headings", "boxes", "definitions"])
def test_cases_keep_their_structure(read, name):
    made = CASES[name]
    tree = read(made)
    found = [one["c"][0] for one in of_kind(tree, "Header")]
    assert found == [level for level, _ in model_headings(made)]
    kinds = [kind for kind, _ in lists_of(tree)]
    assert ("bullets" in kinds) == any(kind == "bullets" for kind, _ in lists_wanted(made))


def test_citations_of_zotero(read):
    base = CASES["paragraphs"]
    made = replace(base, content=clusters(), options={"docx-citations": "zotero"}, sources=SOURCES)
    if not reads_citations():
        assert "(Doe,p.33)" in squeeze(words(read(made)))
        return
    found = [[one["citationId"] for one in cite["c"][0]] for cite in of_kind(read(made, "docx+citations"), "Cite")]
    assert found == [["doe"], ["saa", "doe"], ["doe"]]
    [first, *_] = of_kind(read(made, "docx+citations"), "Cite")
    assert words(first["c"][0][0]["citationPrefix"]) == "see"
    assert "33" in words(first["c"][0][0]["citationSuffix"])
