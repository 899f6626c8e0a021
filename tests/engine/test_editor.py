"""The editor within a build: pages that were promised, words that were lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reports.checks.subject import Page
from reports.diagnostics import Collector, Diagnostic, Severity
from reports.engine.build import build, resolved
from reports.engine.cache import Cache
from reports.engine.console import codes
from reports.engine.editor import Review
from reports.engine.job import Built, Job
from reports.engine.readback import printed_pages, words_of
from reports.errors import UsageError
from reports.source import Position, SourceFile

LOST = b"Nobody has read the third tray since the clerk retired in the spring."
LONG = "The council counts its letters every morning and answers them by noon of the day after. " * 9
TEXT = f"""title: Letters
lang: en-GB
date: 2024-03
status: draft
sections:
  - id: first
    title: Where they lie
    body: |
      {LONG}

      {LOST.decode()}
""".encode()


def job(text: bytes = TEXT, formats: tuple[str, ...] = ()) -> Job:
    return Job("letters", "content/letters", SourceFile("content/letters/brief.yaml", text), formats=formats)


def found(built: Built, code: str) -> list[Diagnostic]:
    return [one for one in built.diagnostics if one.code == code]


def test_a_promise_of_pages_is_checked_without_building() -> None:
    long = TEXT.replace(LONG.encode(), LONG.encode() * 40) + b"print: {pages: 2}\n"
    built = build(job(long))
    assert [one.at.line for one in found(built, "OUT101")] == [12]
    assert built.outputs == {}
    assert found(build(job(long), pages=False), "OUT101") == []
    assert found(build(job(long.replace(b"pages: 2", b"pages: 200"))), "OUT101") == []


@pytest.mark.parametrize("extension", ["pdf", "docx", "html"])
def test_words_that_a_file_lacks_are_told(extension: str) -> None:
    asked = job(formats=(extension,))
    review = Review(asked, "content/letters/brief.yaml")
    assert resolved(asked, Collector(), review) is not None
    whole = build(asked).outputs
    assert [one.code for one in review.drawn(whole)] == []
    less = build(job(TEXT.replace(LOST, b"No."), (extension,)))
    (one,) = review.drawn(less.outputs)
    assert (one.code, one.at.line) == ("OUT105", 11)
    assert "`Nobody has read the third tray`" in one.message
    assert extension.upper() in one.message


def test_a_watermark_fills_no_page() -> None:
    pages = printed_pages(build(job(formats=("pdf",))).outputs["pdf"])
    assert all(page.fill < 0.6 for page in pages)
    assert "DRAFT" in pages[0].text
    assert words_of({}, (Page("a", 0.5), Page("b", 0.5))) == {"pdf": "a\nb"}


def test_the_cache_keeps_where_words_end(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    one = Diagnostic("LNG025", Severity.WARNING, Position("a.yaml", 3, 4), "m", "h", Position("a.yaml", 3, 9))
    cache.store("key", Built("letters", {}, (one,)))
    kept = cache.fetch("key")
    assert kept is not None
    assert (kept.diagnostics[0], kept.diagnostics[0].end) == (one, one.end)


def test_a_house_that_cannot_be_read_lacks_nothing() -> None:
    house = SourceFile("house.yaml", b"licence: CC BY 4.0\nlicence: CC BY 4.0\npublisher: Example\n")
    told = {one.code for one in build(replace(job(), house=house)).diagnostics}
    assert "YML005" in told
    assert not {"PUB002", "PUB003", "PUB004", "PUB007"} & told
    assert "PUB003" in {one.code for one in build(job()).diagnostics}


def test_codes_that_do_not_exist_are_a_wrong_call() -> None:
    assert codes("rec, LNG001,") == ("REC", "LNG001")
    with pytest.raises(UsageError, match="did you mean REC010"):
        codes("REC10")
    with pytest.raises(UsageError, match="codes begin with BIB"):
        codes("XYZ")
