"""Fonts, characters, metadata, attachments, and the same bytes everywhere."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import page
import pikepdf
import pypdf
import pypdfium2
import pytest

from reports.model import blocks as b
from reports.model import inlines as i
from reports.source import Position
from reports.theme.tokens import Family
from reports.writers.pdf.codes import EXPLANATIONS
from reports.writers.pdf.fonts import FontBook
from reports.writers.pdf.hyphenation import has_patterns, positions
from tests.documents import document, h, p, sample_document
from tests.writers.pdf.reading import draw, plain, read, theme

ROOT = Path(__file__).resolve().parents[3]


def shaped(text: str, lang: str = "en-GB", **more: object) -> list[tuple[int, str]]:
    """Glyph and text of every code used for *text*."""
    book = FontBook(theme())
    pieces = book.shape(
        text, "body", 400, bool(more.get("italic")), lang, tuple(more.get("features", ())), bool(more.get("upper"))
    )
    return [(piece.face.gids[cid], piece.face.texts[cid]) for piece in pieces for cid in piece.cids]


def test_a_ligature_stands_for_its_letters() -> None:
    found = shaped("official")
    assert [text for _, text in found] == ["o", "ffi", "c", "i", "a", "l"]
    assert plain(read(draw(document(p("official offices fit"))).data).root.text) == "official offices fit"


def test_serbian_italics_have_their_own_forms_and_read_the_same() -> None:
    serbian, russian = shaped("гдпт", "sr-Cyrl-RS", italic=True), shaped("гдпт", "ru", italic=True)
    assert [text for _, text in serbian] == [text for _, text in russian] == list("гдпт")
    assert [gid for gid, _ in serbian] != [gid for gid, _ in russian]


def test_capitals_and_small_capitals_read_as_written() -> None:
    assert "".join(text for _, text in shaped("Draft straße", upper=True)) == "Draft straße"
    assert [gid for gid, _ in shaped("draft", upper=True)] == [gid for gid, _ in shaped("DRAFT")]
    small = shaped("draft", features=("smcp",))
    assert [gid for gid, _ in small] != [gid for gid, _ in shaped("draft")]
    assert "".join(text for _, text in small) == "draft"


def test_a_hyphen_made_by_us_is_a_soft_one() -> None:
    assert [text for _, text in shaped("\u00ad")] == ["\u00ad"]
    long = "Verwaltungszusammenarbeitsvereinbarungsentwurf " * 20
    text = read(draw(document(p(long), lang="de")).data).root.text
    assert "\u00ad" in text
    assert plain(text) == plain(long)


def test_a_missing_character_is_told_with_its_place_and_nothing_is_blank() -> None:
    place = Position("content/x/brief.yaml", 7, 3)
    made = document(b.Para((i.Text("Smile \U0001f600 and \u6f22"),), at=place), p("Fine \u2011 here"))
    written = draw(made)
    assert [(one.code, one.at) for one in written.diagnostics] == [("FNT001", place), ("FNT001", place)]
    assert "U+1F600" in written.diagnostics[0].message
    assert plain(read(written.data).root.text) == "Smile \U0001f600 and \u6f22Fine \u2011 here"


def test_every_code_is_raised_and_explained() -> None:
    place = Position("x.yaml", 1, 1)
    wide = b.Table((b.Column(),) * 60, (), (b.Row((b.Cell((p("immeasurable"),)),) * 60),), at=place)
    broken = b.Figure(b.Image("x.png", "A thing"), at=place)
    from reports.model.document import Asset

    high = theme()
    tall = replace(high, texts={**high.texts, "body": replace(high.text("body"), leading=2000.0)})
    from reports.writers.pdf import write

    found = [
        *draw(document(p("\U0001f600"), wide)).diagnostics,
        *draw(replace(document(broken), assets={"x.png": Asset("png", b"no picture", 10, 10)})).diagnostics,
        *write(document(p("One")), tall).diagnostics,
        *draw(replace(document(p("a"), b.PageBreak(), p("b")), options={"pages": "1"})).diagnostics,
        *draw(replace(document(p("a"), b.PageBreak(), p("b")), options={"pages": "2"})).diagnostics,
    ]
    assert {one.code for one in found} == {one.code for one in EXPLANATIONS}


def test_a_picture_that_cannot_be_drawn_leaves_its_words() -> None:
    from reports.model.document import Asset

    made = document(b.Figure(b.Image("x.svg", "A map of the region"), (i.Text("Map"),)))
    made = replace(made, assets={"x.svg": Asset("svg", b"<svg><not closed", 10, 10)})
    assert "A map of the region" in read(draw(made).data).root.text


HYPHENATED = {
    "en-GB": "cooperation",
    "de": "Zusammenarbeit",
    "sq": "bashkëpunimi",
    "sr-Latn": "saradnja",
    "sr-Cyrl": "сарадња",
    "mk": "соработка",
    "bs": "sigurnost",
}


@pytest.mark.parametrize("lang", HYPHENATED)
def test_words_are_parted_by_their_language(lang: str) -> None:
    assert has_patterns(lang)
    assert positions(HYPHENATED[lang], lang)


def test_a_language_without_patterns_parts_no_words() -> None:
    assert not has_patterns("xx")
    assert positions("cooperation", "xx") == ()


def test_metadata_language_outline_and_labels() -> None:
    made = sample_document()
    with pikepdf.open(BytesIO(draw(made).data)) as pdf:
        root = pdf.Root
        assert str(root.Lang) == "en-GB"
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(pdf.docinfo.Title) == made.meta.title
        with pdf.open_metadata() as meta:
            assert meta["dc:title"] == made.meta.title
            assert meta["dc:creator"] == [one.name for one in made.meta.authors]
            assert meta["xmp:CreateDate"] == "2023-07-14T00:00:00Z"
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root][:3] == ["Contents", "Figures", "1 Background"]
            assert [one.title for one in outline.root[3].children] == ["2.1 Votes that cannot be counted on"]


def test_every_font_is_embedded_and_helvetica_is_nowhere() -> None:
    data = draw(sample_document(mark="Draft")).data
    with pikepdf.open(BytesIO(data)) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        names = {str(one.BaseFont) for one in fonts}
        files = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one]
    assert not any("Helvetica" in name for name in names)
    assert all(name[7] == "+" for name in names)
    assert len(files) == len(names)


def test_attachments_make_it_an_archive_with_its_source() -> None:
    files = {"content/x/brief.yaml": b"title: A\n", "content/x/references.yaml": b"[]\n"}
    data = draw(sample_document(), attachments=files).data
    assert page.validate_pdf_bytes(data, profile="3a").is_compliant
    assert page.validate_pdf_bytes(data, profile="ua1").is_compliant
    reader = pypdf.PdfReader(BytesIO(data))
    assert {name: found[0] for name, found in reader.attachments.items()} == files


def test_other_readers_find_the_words() -> None:
    data = draw(document(h(1, "Heading"), p("One fine official line."))).data
    pdfium = pypdfium2.PdfDocument(data)
    for text in (pypdf.PdfReader(BytesIO(data)).pages[0].extract_text(), pdfium[0].get_textpage().get_text_range()):
        assert "One fine official line." in plain(text)
        assert "Heading" in text


SCRIPT = """
import sys, hashlib
from tests.documents import sample_document
from reports.theme.load import load_theme
from reports.diagnostics import Collector
from reports.writers.pdf import write
theme = load_theme("report", None, {}, Collector(), "en-GB")
print(hashlib.sha256(write(sample_document(mark="Draft"), theme, attachments={"a": b"1"}).data).hexdigest())
"""


def test_the_same_bytes_in_any_surroundings(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / ".reportlab_settings").write_text("pageCompression = 1\ninvariant = 0\nraise SystemExit(3)\n")
    (tmp_path / "reportlab_settings.py").write_text("raise SystemExit(4)\n")
    found = set()
    for seed, zone, more in (("0", "UTC", {}), ("1", "Asia/Tokyo", {"RL_pageCompression": "1", "RL_invariant": "0"})):
        environment = {
            **os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "HOME": str(home), "PYTHONPATH": str(ROOT), **more
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        found.add(done.stdout)
    assert len(found) == 1


def test_no_stream_ends_in_a_carriage_return() -> None:
    for k in range(40):
        assert b"\r\nendstream" not in draw(document(p(f"Number {k}"))).data


def test_a_stand_in_is_chosen_by_weight_and_slope_each_time() -> None:
    shipped = theme()
    bare = replace(
        shipped, fonts={**shipped.fonts, "house": Family("House", "monospace", (shipped.fonts["mono"].face(400),))}
    )
    book = FontBook(bare)
    letters = map(chr, book.face("body").coverage & book.face("body", 400, True).coverage)
    missing = next(char for char in sorted(letters) if char.isalpha() and not book.face("house").has(char))
    faces = {
        (weight, italic): book.shape(missing, "house", weight, italic, "en", ())[0].face.name
        for italic in (True, False)
        for weight in (400, 700)
    }
    assert faces[400, True] != faces[400, False], "the upright stand-in is the italic one met before"
