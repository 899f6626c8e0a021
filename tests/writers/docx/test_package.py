"""The file as a package: the same bytes always, nothing of the machine, the right metadata."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from reports.model import blocks as b
from reports.model.document import Asset, Person
from reports.writers.docx import write
from tests.documents import document, p, sample_document

ROOT = Path(__file__).resolve().parents[3]

_BUILD = """
import hashlib, sys
from reports.diagnostics import Collector
from reports.theme.load import load_theme
from reports.writers.docx import write
from tests.documents import sample_document
theme = load_theme("brief", None, {}, Collector(), "en-GB")
print(hashlib.sha256(write(sample_document(), theme, pages={}).data).hexdigest())
"""


def _digest(**env: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", _BUILD], cwd=env.pop("cwd", ROOT), env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_same_bytes_in_another_process_with_other_seed_zone_and_folder(tmp_path):
    first = _digest(PYTHONHASHSEED="1", TZ="UTC")
    second = _digest(PYTHONHASHSEED="77", TZ="Pacific/Kiritimati", LC_ALL="C", cwd=str(tmp_path))
    assert first == second
    assert len(first) == 64


def test_members_are_sorted_dated_1980_and_complete(sample):
    infos = zipfile.ZipFile(BytesIO(sample.data)).infolist()
    names = [one.filename for one in infos]
    assert names[:2] == ["[Content_Types].xml", "_rels/.rels"]
    assert names[2:] == sorted(names[2:])
    assert {one.date_time for one in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {"word/document.xml", "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/footnotes.xml",
            "word/endnotes.xml", "word/fontTable.xml", "word/theme/theme1.xml", "docProps/core.xml",
            "docProps/app.xml", "customXml/item1.xml"} <= set(names)  # fmt: skip
    assert not any("thumbnail" in name for name in names)


def test_no_stray_author_date_or_language(sample):
    for name in sample.names:
        if name.endswith((".xml", ".rels")):
            text = sample.read(name).decode()
            assert "python-docx" not in text
            assert "2013-" not in text
            assert "ja-JP" not in text


def test_core_properties_read_back_by_python_docx(theme):
    made = document(
        p("x"), title="On <seats> & votes", subtitle="A sub", series="Brief", series_number="7", version="1.2",
        description="What it says", publisher="A House", lang="sr-Latn-RS",
    )  # fmt: skip
    meta = replace(made.meta, authors=(Person("A. One"), Person("B. Two")), keywords=("k1", "k2"), timestamp=86400)
    found = write(replace(made, meta=meta), theme, pages={}).data
    from docx import Document

    core = Document(BytesIO(found)).core_properties
    assert (core.title, core.subject, core.author) == ("On <seats> & votes", "A sub", "A. One; B. Two")
    assert (core.keywords, core.comments, core.language) == ("k1, k2", "What it says", "sr-Latn-RS")
    assert (core.category, core.version, core.last_modified_by) == ("Brief 7", "1.2", "A House")
    assert core.created.isoformat() == core.modified.isoformat() == "1970-01-02T00:00:00+00:00"


@pytest.mark.parametrize("timestamp", [-(10**18), 0, 10**18])
def test_core_properties_take_long_values_and_any_time(theme, timestamp):
    made = document(p("x"), title="t" * 5000, description="d" * 5000)
    meta = replace(made.meta, keywords=("k" * 300,), authors=(Person("a" * 999),), timestamp=timestamp)
    from docx import Document

    core = Document(BytesIO(write(replace(made, meta=meta), theme, pages={}).data)).core_properties
    assert len(core.title) == len(core.author) == len(core.comments) == 255


def test_the_same_picture_is_stored_once(written):
    asset = next(one for one in sample_document().assets.values() if one.kind == "png")
    figure = b.Figure(b.Image("one", "A"))
    made = replace(document(figure, b.Figure(b.Image("two", "B"))), assets={"one": asset, "two": asset})
    assert sum(name.startswith("word/media/") for name in written(made).names) == 1


def test_svg_comes_with_a_picture_for_old_programs(written, theme):
    from reports.engine.drawing import with_rasters

    rect = '<rect width="20" height="10" fill="red"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10">{rect}</svg>'.encode()
    made = replace(document(b.Figure(b.Image("v", "V"))), assets={"v": Asset("svg", svg, 20, 10)})
    package = written(with_rasters(made, theme))
    names = [name for name in package.names if name.startswith("word/media/")]
    assert sorted(name.rsplit(".", 1)[1] for name in names) == ["png", "svg"]
    png = package.read(next(name for name in names if name.endswith("png")))
    from PIL import Image

    assert Image.open(BytesIO(png)).convert("RGB").getpixel((3, 3)) == (255, 0, 0)
    assert b"svgBlip" in package.read("word/document.xml")


def test_svg_that_nobody_drew_stands_alone(written):
    made = replace(document(b.Figure(b.Image("v", "V"))), assets={"v": Asset("svg", b"<svg/>", 20, 10)})
    package = written(made)
    png = package.read(next(name for name in package.names if name.endswith("png")))
    assert png.startswith(b"\x89PNG")
    assert b"svgBlip" in package.read("word/document.xml")


def test_fonts_are_named_with_a_stand_in_and_embedded_only_when_asked(written):
    plain = written(document(p("x")))
    assert {one.get(f"{{{_W}}}name") for one in plain.find("//w:font", "word/fontTable.xml")} >= {
        "Source Serif 4", "Source Sans 3"
    }  # fmt: skip
    assert not any(name.endswith(".odttf") for name in plain.names)
    asked = written(replace(document(p("x")), options={"docx-fonts": "embedded"}))
    fonts = [name for name in asked.names if name.endswith(".odttf")]
    assert len(fonts) >= 8
    assert _readable(asked, fonts[0])


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _readable(package, name) -> bool:
    """Undo the hiding as the standard says (17.8.1), with the key in the font table, and let fontTools read it."""
    from fontTools.ttLib import TTFont

    rels = package.read("word/_rels/fontTable.xml.rels").decode()
    target = name.removeprefix("word/")
    rid = rels.split(f'Target="{target}"')[0].rsplit('Id="', 1)[1].split('"')[0]
    table = package.read("word/fontTable.xml").decode()
    key = table.split(f'r:id="{rid}" w:fontKey="{{')[1].split("}")[0].replace("-", "")
    secret = bytes.fromhex(key)[::-1]
    data = package.read(name)
    clear = bytes(byte ^ secret[at % 16] for at, byte in enumerate(data[:32])) + data[32:]
    return "glyf" in TTFont(BytesIO(clear))
