"""``build``: pure, picklable, and never raising."""

from __future__ import annotations

import io
import pickle
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pypdf
import pytest

from reports.engine import settled, settling
from reports.engine.build import build
from reports.engine.job import Job
from reports.source import SourceFile

TEXT = b"""title: Aid
date: 2024-03
summary: As @sec-s says.
sections:
  - {id: s, title: First, body: "Text with a note.^[A note.]"}
"""


def job(text: bytes = TEXT, formats: tuple[str, ...] = ("html",), epoch: int | None = None) -> Job:
    return Job("aid", "content/aid", SourceFile("content/aid/brief.yaml", text), formats=formats, epoch=epoch)


def test_bytes_in_bytes_out() -> None:
    built = build(job(formats=("pdf", "docx", "html")))
    assert list(built.outputs) == ["pdf", "docx", "html"]
    assert built.outputs["pdf"].startswith(b"%PDF-")
    assert built.outputs["docx"].startswith(b"PK")
    assert b"First" in built.outputs["html"]
    assert not built.failed


def test_the_same_twice_also_after_a_journey() -> None:
    travelled = pickle.loads(pickle.dumps(job(formats=("pdf", "docx", "html"))))
    assert build(travelled) == build(job(formats=("pdf", "docx", "html")))
    assert pickle.loads(pickle.dumps(build(job()))) == build(job())


def test_the_epoch_is_every_date_in_the_files() -> None:
    reader = pypdf.PdfReader(io.BytesIO(build(job(formats=("pdf",), epoch=1_000_000_000)).outputs["pdf"]))
    assert reader.metadata is not None
    assert reader.metadata.creation_date == datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC)
    package = zipfile.ZipFile(io.BytesIO(build(job(formats=("docx",), epoch=1_000_000_000)).outputs["docx"]))
    assert b"2001-09-09T01:46:40Z" in package.read("docProps/core.xml")


def test_no_formats_only_checks() -> None:
    assert build(job(formats=())).outputs == {}


@pytest.mark.parametrize(("formats", "told"), [(("docx",), True), ((), True), (("pdf",), False)])
def test_a_word_template_that_is_none_is_told_where_it_is_named(formats: tuple[str, ...], told: bool) -> None:
    named = job(TEXT + b"docx:\n  citations: static\n  template: house.dotx\n", formats)
    built = build(replace(named, files={"content/aid/house.dotx": b"no Word file"}))
    found = [(one.at.line, one.at.column) for one in built.diagnostics if one.code == "OUT201"]
    assert found == ([(len(TEXT.splitlines()) + 3, 13)] if told else [])


def test_errors_leave_no_outputs() -> None:
    built = build(job(b"titel: x\n", formats=("pdf", "html")))
    assert built.failed
    assert built.outputs == {}


def test_an_unforeseen_fault_is_a_diagnostic(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("some\nlines")

    monkeypatch.setattr(settling, "resolve", fail)
    monkeypatch.setattr(settled, "_REMEMBERED", [])
    monkeypatch.delenv("BRIEF_DEBUG", raising=False)
    (found,) = build(job()).diagnostics
    assert (found.code, found.message) == ("OUT900", "internal fault: ZeroDivisionError: some lines")
    assert "Traceback" not in str(found)
    monkeypatch.setenv("BRIEF_DEBUG", "1")
    assert "Traceback" in str(build(job()).diagnostics[0])


def test_the_pdf_carries_its_sources_where_the_brief_says_so() -> None:
    text = TEXT + b"pdf: {attach_source: true}\nbibliography: refs.yaml\n"
    with_files = replace(job(text, formats=("pdf",)), files={"content/aid/refs.yaml": b"[]\n"})
    attached = pypdf.PdfReader(io.BytesIO(build(with_files).outputs["pdf"])).attachments
    assert attached == {"content/aid/brief.yaml": [text], "content/aid/refs.yaml": [b"[]\n"]}
