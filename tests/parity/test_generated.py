"""PDF and Word say the same of generated documents, too: found by readers that had no part in writing them."""

from __future__ import annotations

import unicodedata
from functools import cache

from hypothesis import HealthCheck, Phase, given, settings

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, walk
from reports.theme.load import load_theme
from reports.theme.tokens import Theme
from reports.writers.docx import write as write_docx
from reports.writers.pdf import write as write_pdf
from tests.parity.readers import Seen, read_docx, read_pdf, squeeze
from tests.parity.test_parity import same_rows, without_notes
from tests.strategies import documents


@cache
def theme() -> Theme:
    return load_theme("brief", None, {}, Collector(), "en-GB")


def both(document: Document) -> tuple[Seen, Seen]:
    pdf = write_pdf(document, theme(), pages={})
    return read_pdf(pdf.data), read_docx(write_docx(document, theme(), pages=pdf.pages).data)


def bare(text: str) -> str:
    """*text* without accents: one that opens a paragraph would else stand on the end of the one before."""
    return "".join(one for one in unicodedata.normalize("NFKD", text) if one.isalnum())


def missing(pieces: list[str], found: list[str]) -> list[str]:
    """Those *pieces* that are not among *found*, each after the one before."""
    left = iter(found)
    return [one for one in pieces if not any(one in (other, other.lstrip("0123456789")) for other in left)]


def missing_lines(pieces: list[str], text: str) -> list[str]:
    """Those *pieces* that do not stand in *text* after the one before."""
    at, lost = 0, []
    for one in pieces:
        found = text.find(bare(one), at)
        lost += [one] if found < 0 else []
        at = found + len(bare(one)) if found >= 0 else at
    return lost


def headings(document: Document) -> list[str]:
    found = [one for one in walk(document.content) if isinstance(one, b.Heading)]
    return [squeeze(one.number + plain_text(one.content)) for one in found]


def notes(document: Document) -> list[str]:
    return [squeeze(plain_text(one.content)) for one in walk(document.content) if isinstance(one, i.Note)]


def cards(document: Document) -> list[str]:
    found = [one for one in walk(document.content) if isinstance(one, b.Callout) and one.role == "recommendation"]
    return [squeeze(f"{one.label}{plain_text(one.title)}") for one in found]


def rows(document: Document) -> list[list[list[str]]]:
    tables = [one for one in walk(document.content) if isinstance(one, b.Table)]
    return [[[squeeze(plain_text(cell.content)) for cell in row.cells] for row in (*table.head, *table.body)]
            for table in tables]  # fmt: skip


def faults(made: Document) -> list[str]:
    """What one of the two files lacks, or has in another order."""
    found = []
    for name, seen in zip(("PDF", "Word"), both(made), strict=True):
        found += [f"{name}: heading {one}" for one in missing(headings(made), seen.headings)]
        if [one.lstrip("0123456789") for one in seen.notes] != [one.lstrip("0123456789") for one in notes(made)]:
            found.append(f"{name}: notes {seen.notes} for {notes(made)}")
        found += [f"{name}: line {one}" for one in missing_lines(list(without_notes(made.content)), bare(seen.text))]
        found += [f"{name}: card {one}" for one in missing_lines(cards(made), bare(seen.text))]
        for table in rows(made):
            if any(map(any, table)) and not any(same_rows(table, other) for other in seen.tables):
                found.append(f"{name}: table {table}")
    return found


def test_generated_documents_say_the_same_in_pdf_and_word() -> None:
    """The faults are gathered and told at the end: hypothesis takes minutes to print a nested document."""
    found: list[str] = []

    @settings(
        max_examples=15, deadline=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(documents(depth=2))
    def look(made: Document) -> None:
        found.extend(faults(made))

    look()
    assert found == []
