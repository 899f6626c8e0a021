"""SVG drawings: the same on every machine, as vectors and as pixels."""

from __future__ import annotations

import io
import subprocess

import pytest
from PIL import Image

from reports.diagnostics import Collector
from reports.model.document import Asset
from reports.theme.load import load_theme
from reports.writers.pdf import svg as svg_room
from reports.writers.pdf import svgreader
from reports.writers.pdf.raster import raster
from reports.writers.pdf.svg import read_svg
from reports.writers.pdf.svgarea import coverage

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


def drawing(inside: str, width: int = 100, height: int = 100) -> bytes:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    return f"{head}{inside}</svg>".encode()


def test_a_drawing_is_read_once_and_a_fault_is_found_once():
    data = drawing('<rect width="9" height="9"/>')
    assert read_svg(data) is read_svg(bytes(bytearray(data)))
    faults = []
    for _ in range(2):
        with pytest.raises(ValueError, match="too large") as caught:
            read_svg(drawing('<rect width="1e12" height="9"/>'))
        faults.append(caught.value)
    assert faults[0] is faults[1]


def test_drawings_that_are_kept_are_not_many(monkeypatch):
    monkeypatch.setattr(svg_room, "_MAX_KEPT", 10)
    first, last = (drawing('<rect width="9" height="9"/>' * count) for count in (5, 6))
    kept = read_svg(first)
    assert read_svg(first) is kept
    read_svg(last)
    assert read_svg(first) is not kept


def test_what_is_drawn_twice_is_the_same(theme):
    data = drawing('<g fill="#123" clip-path="url(#c)"><clipPath id="c"><path d="M0 0H9V9z"/></clipPath>'
                   '<path d="M0 0L9 9H3" stroke="red"/><text y="20">a</text></g>')  # fmt: skip
    svg_room._kept.clear()
    fresh = raster(Asset("svg", data, 100, 100), theme, "en-GB")
    assert raster(Asset("svg", data, 100, 100), theme, "en-GB") == fresh


def test_a_drawing_that_takes_more_steps_than_were_foreseen_is_not_drawn(monkeypatch):
    data = drawing('<rect width="9" height="9"/>' * 20)
    svg_room._kept.clear()
    monkeypatch.setattr(svgreader, "MAX_STEPS", 10)
    with pytest.raises(ValueError, match="steps"):
        read_svg(data)
    svg_room._kept.clear()


@pytest.mark.parametrize(
    ("inside", "times"),
    [
        ("", 0.0),
        ('<rect width="100" height="100"/>', 1.0),
        ('<g transform="translate(50 50)"><rect width="100" height="100"/></g>', 0.25),
        ('<g transform="rotate(90 50 50) scale(.5)"><rect width="100" height="100"/></g>', 0.25),
        ('<rect width="100" height="100" fill-opacity=".5"/>' * 10, 17.0),
        ('<path d="M0 0L100 100" fill="none" stroke="red"/>', 0.3),
        ('<path d="M0 0L-100 -100"/>', 0.0),
    ],
)
def test_how_often_a_drawing_is_painted_over(inside, times):
    assert coverage(read_svg(drawing(inside))) == pytest.approx(times)


def test_a_drawing_that_paints_over_itself_without_end_has_fewer_pixels(theme):
    one = Asset("svg", drawing('<rect width="1600" height="1600"/>' * 2_000, 1600, 1600), 1600, 1600)
    assert 300 < max(pixels(raster(one, theme, "en-GB")).size) < 800
    assert max(pixels(raster(one, theme, "en-GB", among=4)).size) < 400
