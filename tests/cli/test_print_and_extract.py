"""``build --print`` gives the printer's files, ``extract`` gives back the sources that a PDF carries along."""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

import page
import pikepdf
import pytest
from fontTools.ttLib import TTFont

from reports.cli import run

BRIEF = """title: Carried
date: 2024
pdf: {attach_source: true}
bibliography: references.yaml
sections:
  - id: s
    title: First
    body:
      - Text with a source [@a].
      - table: {id: tbl-a, data: data/a.csv, caption: Numbers}
"""
REFERENCES = "- {id: a, type: book, title: B, author: [{literal: C}], publisher: D, issued: 2020}\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "content" / "carried"
    (folder / "data").mkdir(parents=True)
    (folder / "brief.yaml").write_text(BRIEF)
    (folder / "references.yaml").write_text(REFERENCES)
    (folder / "data" / "a.csv").write_text("x,y\na,1\nb,2\n")
    (tmp_path / "house.yaml").write_text("publisher: House\n")
    return tmp_path


def test_a_pdf_gives_its_workspace_back(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(workspace), "build", "carried", "-f", "pdf"]) == 0
    pdf = workspace / "output" / "carried" / "carried.pdf"
    assert page.validate_pdf(str(pdf), profile="3a").is_compliant
    again = tmp_path / "again"
    capsys.readouterr()
    assert run(["extract", str(pdf), "-o", str(again)]) == 0
    names = sorted(str(Path(one).relative_to(again)) for one in capsys.readouterr().out.split())
    assert names == [
        "content/carried/brief.yaml", "content/carried/data/a.csv", "content/carried/references.yaml", "house.yaml",
    ]  # fmt: skip
    assert (again / "content/carried/brief.yaml").read_text() == BRIEF
    assert run(["-C", str(again), "build", "-f", "pdf"]) == 0
    assert (again / "output/carried/carried.pdf").read_bytes() == pdf.read_bytes()


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="#123456"/></svg>'
BRAND = """
meta: {name: House}
logo: {medium: art/logo.svg}
typography:
  fonts: [{family: Mine, source: file, files: [fonts/Mine.ttf, fonts/Kept.ttf]}]
  headings: Mine
"""


def test_a_workspace_comes_back_with_its_look_and_its_templates(workspace: Path, tmp_path: Path) -> None:
    fonts = files("reports.theme") / "fonts"
    texts = {
        "_brand.yml": BRAND,
        "art/logo.svg": LOGO,
        "templates/note/template.html": '{% extends "builtin/brief/template.html" %}',
        "templates/note/settings.yaml": "look: mine\n",
        "templates/looks/mine.yaml": "name: mine\nextends: brief\ntexts: {title: {size: 30}}\n",
        "templates/other/template.html": "<p>not this one</p>",
        "content/carried/brief.yaml": "template: note\n" + BRIEF,
    }
    data = {name: text.encode() for name, text in texts.items()}
    data["fonts/Mine.ttf"] = (fonts / "SourceSans3_400Regular.ttf").read_bytes()
    data["fonts/Kept.ttf"] = restricted((fonts / "SourceSans3_700Bold.ttf").read_bytes())
    for name, content in data.items():
        (workspace / name).parent.mkdir(parents=True, exist_ok=True)
        (workspace / name).write_bytes(content)
    assert run(["-C", str(workspace), "build", "carried", "-f", "pdf"]) == 0
    again = tmp_path / "again"
    assert run(["extract", str(workspace / "output/carried/carried.pdf"), "-o", str(again)]) == 0
    missing = {name for name in data if not (again / name).is_file()}
    assert missing == {"fonts/Kept.ttf", "templates/other/template.html"}
    assert all((again / name).read_bytes() == content for name, content in data.items() if name not in missing)


def restricted(font: bytes) -> bytes:
    """The same font with licence bits that allow to print and preview only."""
    made = TTFont(io.BytesIO(font))
    made["OS/2"].fsType = 4
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_extract_writes_nothing_over(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(workspace), "build", "carried", "-f", "pdf"]) == 0
    pdf = workspace / "output" / "carried" / "carried.pdf"
    assert run(["extract", str(pdf), "-o", str(workspace)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_an_attachment_cannot_lead_outside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.attachments["../evil.txt"] = b"x"
    pdf.save(tmp_path / "evil.pdf")
    assert run(["extract", str(tmp_path / "evil.pdf"), "-o", str(tmp_path / "in")]) == 2
    assert not (tmp_path / "evil.txt").exists()
    (tmp_path / "no.pdf").write_bytes(b"no")
    assert run(["extract", str(tmp_path / "no.pdf")]) == 2
    assert "is no PDF" in capsys.readouterr().err


def test_print_gives_the_files_of_a_printer(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(workspace), "build", "carried", "-f", "html", "--print"]) == 0
    names = [Path(one).name for one in capsys.readouterr().out.split()]
    assert names == [f"carried.{one}" for one in ("pdf", "html", "print.pdf", "booklet.pdf", "grey.pdf")]
    folder = workspace / "output" / "carried"
    with pikepdf.open(io.BytesIO((folder / "carried.print.pdf").read_bytes())) as pdf:
        assert float(pdf.pages[0].MediaBox[2]) > float(pdf.pages[0].TrimBox[2])
    with pikepdf.open(folder / "carried.booklet.pdf") as pdf, pikepdf.open(folder / "carried.pdf") as pages:
        assert len(pdf.pages) == 2 * -(-len(pages.pages) // 4)
