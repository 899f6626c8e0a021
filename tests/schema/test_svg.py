"""Drawings spelt out in plainer terms: opacity, symbols, markers; and what is told to be lost."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from reports.diagnostics import Collector
from reports.schema import read_image
from reports.schema.svgpath import vertices
from reports.source import Position, SourceFile

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">'
ARROW = '<defs><marker id="k" refX="8" refY="3" orient="auto"><path d="M0 0 L8 3 L0 6 Z"/></marker></defs>'


def taken(inside: str) -> tuple[str, list[str]]:
    collector = Collector()
    asset = read_image(SourceFile("x.svg", f"{HEAD}{inside}</svg>".encode()), Position("brief.yaml"), collector)
    assert asset is not None
    return asset.data.decode(), [one.code for one in collector]


@pytest.mark.parametrize(
    ("inside", "holds"),
    [
        ('<rect width="9" height="9" opacity="0.3"/>', "fill-opacity:0.3;stroke-opacity:0.3"),
        ('<rect width="9" height="9" style="opacity:.5" fill-opacity="50%"/>', "fill-opacity:0.25;stroke-opacity:0.5"),
        ('<g opacity=".5"><g opacity=".5"><circle r="3"/></g></g>', "fill-opacity:0.25"),
        ('<text opacity=".5">a<tspan>b</tspan></text>', '<tspan style="fill-opacity:0.5;'),
        ('<style>.a{opacity:.2}</style><rect class="a" width="9" height="9"/>', "fill-opacity:0.2"),
        ('<symbol id="s" viewBox="0 0 10 10"><circle id="c" r="5"/></symbol><use href="#s" width="30" height="30"/>',
         'scale(3) translate(0 0)"><circle r="5"/>'),
        (f'{ARROW}<line x1="0" y1="9" x2="50" y2="9" stroke-width="2" marker-end="url(#k)"/>',
         "translate(50 9) rotate(0) scale(2) translate(-8 -3)"),
        (f'{ARROW}<line x2="50" opacity=".5" marker-end="url(#k)"/>',
         '<path d="M0 0 L8 3 L0 6 Z" style="fill-opacity:0.5'),
        (f'{ARROW}<g style="marker-start:url(#k)"><path d="M5 5 v10"/></g>', "translate(5 5) rotate(90) scale(1)"),
    ],
)  # fmt: skip
def test_spelt_out(inside: str, holds: str) -> None:
    made, told = taken(inside)
    assert holds in made
    assert not told


def test_plain_drawings_stay_as_they_are() -> None:
    inside = '<g fill="red"><rect width="9" height="9"/><use href="#a"/><path id="a" d="M0 0 h9"/></g>'
    assert taken(inside)[0] == f"{HEAD}{inside}</svg>"


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="9" height="9" mask="url(#m)"/>',
        '<style>.f{filter:url(#f)}</style><rect class="f" width="9" height="9"/>',
        '<pattern id="p"/><rect width="9" height="9" fill="url(#p)"/><rect width="9" height="9" fill="url(#p)"/>',
        '<text textLength="40">a</text>',
        '<text><textPath href="#a">b</textPath></text>',
    ],
)
def test_what_only_the_web_page_shows_is_told_once(inside: str) -> None:
    assert taken(inside)[1] == ["IMG010"]


def test_corners_and_directions() -> None:
    path = etree.fromstring('<path d="M0 0 L10 0 l0 10 c0 5 5 5 5 0 h-2 V0 z"/>')
    found = vertices(path)
    assert [(one.x, one.y) for one in found] == [(0, 0), (10, 0), (10, 10), (15, 10), (13, 10), (13, 0), (0, 0)]
    assert found[0].angle == 0
    assert math.degrees(found[1].angle) == pytest.approx(45)


@settings(deadline=None, max_examples=200, derandomize=True)
@given(st.text(st.sampled_from("MmLlHhVvCcSsQqTtAaZz0123456789.,- e"), max_size=60))
def test_any_path(data: str) -> None:
    made, _ = taken(f'{ARROW}<path d="{data}" marker-start="url(#k)" marker-mid="url(#k)" marker-end="url(#k)"/>')
    assert not re.search(r"nan|inf", made)


def test_growth_is_bounded() -> None:
    heads = "<circle r='1'/>" * 100
    lines = f'<path d="M0 0{" L1 1" * 400}" marker-mid="url(#b)"/>' * 20
    collector = Collector()
    source = SourceFile("x.svg", f'{HEAD}\n<marker id="b">{heads}</marker>\n{lines}</svg>'.encode())
    assert read_image(source, Position("brief.yaml"), collector) is None
    assert [(one.code, one.at.line) for one in collector.found] == [("IMG009", 3)]
    assert "symbols and markers" in collector.found[0].message


def test_of_a_switch_the_part_for_everybody_is_taken() -> None:
    part = '<text systemLanguage="de">Maschine</text><g requiredFeatures="x"/><text>Fallback</text><text>Late</text>'
    made, told = taken(f"<switch>{part}</switch>")
    assert re.findall(r"<text[^>]*>(\w+)", made) == ["Fallback"]
    assert "switch" not in made
    assert not told
