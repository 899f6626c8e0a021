"""SVG drawings: the same on every machine, as vectors and as pixels."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image

from reports.diagnostics import Collector
from reports.model.document import Asset
from reports.theme.load import load_theme
from reports.writers.pdf.raster import raster
from reports.writers.pdf.svg import read_svg

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
<rect width="200" height="50" fill="#ff0000"/>
<text x="100" y="80" text-anchor="middle" font-family="{}" font-weight="{}">Приштина Č</text></svg>"""


@pytest.fixture(scope="module")
def theme():
    return load_theme("brief", None, {}, Collector(), "en-GB")


def svg(family: str = "Nowhere Sans", weight: str = "normal") -> Asset:
    return Asset("svg", _SVG.format(family, weight).encode(), 200, 100)


def pixels(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def test_a_drawing_is_as_many_pixels_as_it_prints(theme):
    picture = pixels(raster(svg(), theme, "en-GB"))
    assert picture.size == (300, 150)
    assert picture.getpixel((10, 10)) == (255, 0, 0)
    assert picture.getpixel((10, 120)) == (255, 255, 255)
    large = Asset("svg", b'<svg xmlns="http://www.w3.org/2000/svg" width="9000" height="90"/>', 9000, 90)
    assert max(pixels(raster(large, theme, "en-GB")).size) <= 1600


def test_letters_of_any_script_are_drawn_in_the_faces_of_the_theme(theme):
    below = pixels(raster(svg(), theme, "en-GB")).crop((60, 80, 240, 140)).convert("L")
    assert sum(below.histogram()[:100]) > 150


def test_the_same_drawing_gives_the_same_bytes(theme):
    assert raster(svg(), theme, "sr") == raster(svg(), theme, "sr")


@pytest.mark.parametrize("data", [b"", b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\0" * 9])
def test_what_cannot_be_drawn_gives_nothing(theme, data):
    assert raster(Asset("svg", data, 10, 10), theme, "en-GB") == b""


@pytest.mark.parametrize(
    ("family", "weight", "expected"),
    [
        ("Nowhere Sans, sans-serif", "normal", "Helvetica"), ("Nowhere Sans", "700", "Helvetica-Bold"),
        ("Source Serif 4", "normal", "Times-Roman"), ("Nowhere Mono", "bold", "Courier-Bold"),
    ],
)  # fmt: skip
def test_fonts_are_told_by_their_names_and_the_machine_is_not_asked(monkeypatch, family, weight, expected):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    strings = list(read_svg(svg(family, weight).data).contents)
    found = set()
    while strings:
        one = strings.pop()
        found |= {one.fontName} if hasattr(one, "fontName") else set()
        strings += getattr(one, "contents", [])
    assert found == {expected}
