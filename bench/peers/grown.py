"""Workspaces that grow: pages of one brief, briefs of one workspace, references of one brief."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from content import SECTIONS, SUMMARY


def _brief(place: Path, **more: object) -> None:
    home = place / "content/brief"
    home.mkdir(parents=True)
    brief = {"template": "report", "lang": "en-GB", "title": "A brief that grows", "date": "2026-01-15",
             "authors": ["Example desk"], "summary": SUMMARY, **more}  # fmt: skip
    (home / "brief.yaml").write_text(json.dumps(brief))
    (place / "house.yaml").write_text("publisher: Example house\n")


def _plain(text: str) -> str:
    return " ".join(part.partition("]")[2] or part for part in text.split(" [@"))


def pages(place: Path, count: int) -> str:
    """One report of about *count* pages: the text of half a page again and again."""
    texts = [_plain(text) for one in SECTIONS for text in one.paragraphs]
    sections = [
        {"id": f"s{at}", "title": f"Section {at}", "body": [texts[(at * 5 + one) % len(texts)] for one in range(5)]}
        for at in range(count)
    ]
    _brief(place, sections=sections)
    return "build --force -q -f pdf,docx"


def briefs(place: Path, count: int) -> str:
    """*count* editions of a brief of two pages, one a row, on two processes."""
    from scale import workspace

    workspace(place, count)
    return "build budget --each content/budget/rows.csv -q -f pdf,docx -j 2"


def references(place: Path, count: int) -> str:
    """A brief that cites *count* works, each in a note of the web page."""
    cited = [f"What work {at} says is told here [@w{at}]." for at in range(count)]
    paragraphs = [" ".join(cited[at : at + 10]) for at in range(0, count, 10)]
    works = [
        {"id": f"w{at}", "type": "report", "title": f"Report on measure {at}", "issued": 1990 + at % 30,
         "author": [{"literal": f"Example body {at % 97}"}]}
        for at in range(count)
    ]  # fmt: skip
    _brief(place, sections=[{"id": "s", "title": "Works", "body": paragraphs}], references=works,
           csl="chicago-notes-bibliography")  # fmt: skip
    return "build --force -q -f html"


KINDS: Mapping[str, Callable[[Path, int], str]] = {"pages": pages, "briefs": briefs, "references": references}
