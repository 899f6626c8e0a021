"""The example briefs as documents to be looked at: what they say, as text that compares line by line.

``make accept`` writes the files anew; ``git diff`` then shows what a change has done to every brief.
"""

from __future__ import annotations

import io
import os
import re
from functools import cache
from pathlib import Path

import docx
import lxml.html
import pypdf
import pytest

from reports import native
from reports.diagnostics import Collector
from reports.engine.build import build, resolved
from reports.engine.files import Files
from reports.engine.gather import gather
from reports.engine.job import Built, Job
from reports.engine.workspace import Workspace

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BRIEFS = {one.slug: one for one in Workspace(ROOT).briefs()}
NAMES = ("document.html", "pdf.txt", "word.txt", "page.txt", "diagnostics.txt")


@cache
def job(slug: str) -> Job:
    return gather(Files(ROOT), BRIEFS[slug], formats=("pdf", "docx", "html"), epoch=None)


@cache
def built(slug: str) -> Built:
    return build(job(slug))


def text_of(slug: str, name: str) -> str:
    """What the file *name* of the goldens of *slug* should hold now."""
    outputs = built(slug).outputs
    match name:
        case "document.html":
            drawn = resolved(job(slug), Collector())
            assert drawn is not None
            return native.write(drawn[0].content)
        case "pdf.txt":
            pages = pypdf.PdfReader(io.BytesIO(outputs["pdf"])).pages
            return "".join(f"--- page {count}\n{_tidy(page.extract_text())}" for count, page in enumerate(pages, 1))
        case "word.txt":
            paragraphs = docx.Document(io.BytesIO(outputs["docx"])).paragraphs
            return "".join(f"[{one.style.name}] {one.text}\n" for one in paragraphs if one.text and one.style)
        case "page.txt":
            body = lxml.html.fromstring(outputs["html"].decode()).find("body")
            return _tidy("\n".join(text.strip() for text in body.itertext() if text.strip()))
        case _:
            return "".join(f"{one}\n" for one in built(slug).diagnostics)


def _tidy(text: str) -> str:
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.splitlines()]
    return "".join(f"{line}\n" for line in lines if line)


def test_the_examples_are_seen() -> None:
    assert len(BRIEFS) >= 6


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("slug", BRIEFS)
def test_nothing_has_changed_unseen(slug: str, name: str) -> None:
    path = HERE / slug / name
    now = text_of(slug, name)
    if os.environ.get("BRIEF_ACCEPT"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(now, encoding="utf-8")
    assert path.is_file(), "no golden document yet: look at the brief, then run make accept"
    assert now == path.read_text(encoding="utf-8"), "look at the difference; where it is wanted, run make accept"


def test_no_golden_of_a_brief_that_is_gone() -> None:
    assert {one.name for one in HERE.iterdir() if one.is_dir() and one.name != "__pycache__"} <= set(BRIEFS)


@pytest.mark.parametrize("slug", BRIEFS)
def test_no_errors_and_all_three_formats(slug: str) -> None:
    assert not built(slug).failed, built(slug).diagnostics
    assert set(built(slug).outputs) == {"pdf", "docx", "html"}
