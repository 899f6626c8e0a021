"""``brief sheet``: what a brief asks of one addressee, in every format, published together."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import lxml.html
import pikepdf
import pypdf
import pytest

from reports.cli import run

BRIEF = """
title: Detours
subtitle: A study
date: 2026-05
doi: 10.5555/detours
url: https://example.org/detours
csl: chicago-notes-bibliography
actors: [{id: mia, name: Interior ministry}, {id: police, name: Kosovo Police}, {id: ec, name: European Commission}]
sections:
  - {id: f, role: findings, title: Requests take detours, body: "As read [@a].\n\nAnd @tbl-n shows it."}
  - id: g
    role: annex
    title: Data
    body: [{table: {id: tbl-n, caption: Requests, data: [{year: "2025", number: 3}]}}]
recommendations:
  - {id: x, to: police, headline: First, action: Count calls., due: 2027-01, based_on: [f]}
  - {id: y, to: [mia, police], with: [ec], headline: Second, based_on: [f, tbl-n],
     action: "Log requests, after @rec-x and as @tbl-n and @sec-f ask [@a]."}
references:
  - {id: a, type: book, title: A Book, author: [{family: Roe}], issued: 2020, publisher: P}
  - {id: b, type: book, title: Not Cited, author: [{family: Roe}], issued: 2020, publisher: P}
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "content/way").mkdir(parents=True)
    (tmp_path / "content/way/brief.yaml").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "house.yaml").write_text("publisher: House\nlicence: CC BY 4.0\n", encoding="utf-8")
    return tmp_path


def call(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = run([str(word) for word in words])
    out, err = capsys.readouterr()
    return status, out, err


def text_of(page: str) -> str:
    return " ".join(page.split())


def test_a_sheet_in_three_formats(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = call(capsys, "-C", home, "sheet", "--to", "interior")
    assert (status, err) == (0, "")
    files = [Path(line) for line in out.splitlines()]
    assert [one.name for one in files] == [f"way-for-mia.{form}" for form in ("pdf", "docx", "html")]
    pdf, word, page = (one.read_bytes() for one in files)
    printed = text_of(" ".join(one.extract_text() for one in pypdf.PdfReader(io.BytesIO(pdf)).pages))
    shown = text_of(lxml.html.fromstring(page.decode()).find("body").text_content())
    written = text_of(" ".join(one.text for one in docx.Document(io.BytesIO(word)).paragraphs))
    for text in (printed, shown, written):
        assert "Recommendations to Interior ministry" in text
        assert "Taken from: Detours" in text
        assert "Log requests, after Recommendation 1 and as Table 1 and “Requests take detours” ask" in text
        assert "Count calls" not in text
        assert "Not Cited" not in text
    assert "Roe, A Book" in printed


def test_its_number_is_that_of_the_brief_and_nothing_links_into_the_void(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "-C", home, "sheet", "--to", "mia")
    page = lxml.html.fromstring((home / "output/way/way-for-mia.html").read_text(encoding="utf-8"))
    (card,) = page.xpath("//*[@id='rec-y']")
    assert "2" in card.text_content()
    ids = {one.get("id") for one in page.iter() if one.get("id")}
    assert {one.get("href")[1:] for one in page.iter("a") if (one.get("href") or "").startswith("#")} <= ids


def test_the_sheet_does_not_pass_for_the_paper(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call(capsys, "-C", home, "sheet", "--to", "mia")
    data = (home / "output/way/way-for-mia.pdf").read_bytes()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        meta = pdf.open_metadata()
        assert meta["dc:title"] == "Recommendations to Interior ministry"
        assert "10.5555/detours" not in str(meta)
        assert pdf.Root.MarkInfo.Marked
    head = (home / "output/way/way-for-mia.html").read_text(encoding="utf-8").split("</head>")[0]
    assert "10.5555/detours" not in head


def test_a_partner_finds_who_leads(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, _ = call(capsys, "-C", home, "sheet", "way", "--to", "ec", "-f", "html")
    assert status == 0
    page = lxml.html.fromstring((home / "output/way/way-for-ec.html").read_text(encoding="utf-8"))
    (row,) = page.xpath("//tbody/tr")
    assert [text_of(one.text_content()) for one in row][:1] == ["2"]
    assert "Interior ministry; Kosovo Police" in row.text_content()
    assert "Recommendations with European Commission as partner" in page.text_content()


def test_everyone_addressed_gets_one_beside_the_paper(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, "-C", home, "build", "-f", "html")[0] == 0
    status, out, _ = call(capsys, "-C", home, "sheet", "-f", "html")
    assert status == 0
    assert [Path(line).name for line in out.splitlines()] == ["way-for-mia.html", "way-for-police.html"]
    noted = json.loads((home / "output/manifest.json").read_text(encoding="utf-8"))["briefs"]["way"]["files"]
    assert sorted(noted) == ["way-for-mia.html", "way-for-police.html", "way.html"]
    assert call(capsys, "-C", home, "verify", "-q") == (0, "", "")


def test_a_faulty_brief_has_no_sheets(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "content/way/brief.yaml"
    path.write_text(BRIEF.replace("As read [@a]", "As read [@c]"), encoding="utf-8")
    status, out, err = call(capsys, "-C", home, "sheet")
    assert (status, out) == (1, "")
    assert err.count("CIT001") == 1
    assert not (home / "output/way").exists()


@pytest.mark.parametrize(
    ("word", "hint"), [("polize", "did you mean 'police'"), ("x" * 9, "there are: mia, police, ec")]
)
def test_an_actor_that_nobody_knows(home: Path, capsys: pytest.CaptureFixture[str], word: str, hint: str) -> None:
    status, out, err = call(capsys, "-C", home, "sheet", "--to", word)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert hint in err


def test_no_brief_can_be_a_sheet(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = home / "content/way/brief.yaml"
    path.write_text("template: sheet\n" + BRIEF, encoding="utf-8")
    status, _, err = call(capsys, "-C", home, "check")
    assert status == 1
    assert "TPL010 error there is no template 'sheet'" in err
    assert "sheet" not in err.splitlines()[1]


def test_a_workspace_may_have_a_template_of_sheets_of_its_own(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "templates/sheet").mkdir(parents=True)
    (home / "templates/sheet/template.html").write_text(
        '{% extends "builtin/sheet/template.html" %}{% block opening %}<p>Dear {{ sheet.name }},</p>{% endblock %}'
    )
    call(capsys, "-C", home, "sheet", "--to", "mia", "-f", "html")
    assert "Dear Interior ministry," in (home / "output/way/way-for-mia.html").read_text(encoding="utf-8")
