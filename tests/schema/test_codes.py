"""Every code of this room is explained, and raised by something here."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.diagnostics import Collector
from reports.schema import body_blocks, load_brief, load_house, read_csv, read_image, read_line, read_resources
from reports.schema.codes import EXPLANATIONS
from reports.schema.markdown.codes import EXPLANATIONS as OF_MARKDOWN
from reports.schema.text import SourceText
from reports.source import Position, SourceFile

ROOM = Path(load_brief.__code__.co_filename).parent
#: Files of the room whose codes are tested elsewhere.
ELSEWHERE = ROOM / "values"
EXPLAINED = {one.code: one for one in (*EXPLANATIONS, *OF_MARKDOWN)}


def raised_in_code() -> set[str]:
    found: set[str] = set()
    for path in ROOM.rglob("*.py"):
        if ELSEWHERE not in path.parents and not path.name.endswith("codes.py"):
            found.update(re.findall(r'"((?:YML|SCH|MDN|DAT|IMG)\d{3})"', path.read_text(encoding="utf-8")))
    return found


def test_all_are_explained() -> None:
    assert raised_in_code() <= set(EXPLAINED)
    assert not {code for code in EXPLAINED if code[:3] in ("YML", "SCH", "MDN", "IMG")} - raised_in_code()


@pytest.mark.parametrize("code", EXPLAINED)
def test_explanations_are_whole(code: str) -> None:
    one = EXPLAINED[code]
    assert one.title
    assert not one.title.endswith(".")
    for text in (one.what, one.why, one.instead):
        assert text.endswith((".", "…")), text


def in_brief(text: str) -> Collector:
    collector = Collector()
    brief = load_brief(SourceFile("brief.yaml", text.encode()), collector)
    if brief is not None:
        resources, _ = read_resources(brief, {}, collector)
        for section in brief.sections:
            body_blocks(section.body, resources)
    return collector


def in_prose(text: str) -> Collector:
    if text.startswith("summary:"):
        return in_brief(f"title: T\n{text}\n")
    indented = "".join(f"    {line}\n" for line in text.split("\n"))
    return in_brief(f"title: T\nsections:\n- id: a\n  title: A\n  body: |\n{indented}")


def in_csv(text: str) -> Collector:
    collector = Collector()
    read_csv(SourceFile("d.csv", text.encode()), collector)
    return collector


def in_chart(text: str) -> Collector:
    return in_brief(f"title: T\nsections: [{{id: a, title: A, body: [{{chart: {{type: bar, x: a, {text}}}}}]}}]\n")


def in_image(text: str) -> Collector:
    collector = Collector()
    read_image(SourceFile("x.svg", text.encode("latin-1")), Position("brief.yaml"), collector)
    return collector


def in_line(text: str) -> Collector:
    collector = Collector()
    read_line(SourceText(text), "en", collector)
    return collector


def in_house(text: str) -> Collector:
    collector = Collector()
    load_house(SourceFile("house.yaml", text.encode("latin-1")), collector)
    return collector


_HEADER = b"IHDR" + struct.pack(">IIBBBBB", 12_000, 12_000, 8, 2, 0, 0, 0)
LARGE_PNG = "\x89PNG\r\n\x1a\n\0\0\0\r" + (_HEADER + struct.pack(">I", zlib.crc32(_HEADER))).decode("latin-1")
LARGE_PNG += "\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'

RAISE: list[tuple[str, Callable[[str], Collector], str]] = [
    ("YML001", in_house, "about: caf\xe9"),
    ("YML002", in_brief, "%YAML 3.0\n---\na: b"),
    ("YML010", in_brief, "#" * 5_000_001),
    ("YML011", in_brief, "[" * 61),
    ("YML012", in_brief, "- a\n" * 200_001),
    ("SCH015", in_brief, "title: " + "x" * 10_001),
    ("SCH016", in_brief, 'title: "a \\u202e b"'),
    ("SCH099", in_brief, "title: T\n" + "".join(f"k{n}: x\n" for n in range(101))),
    ("MDN010", in_line, "a\n\nb"),
    ("MDN011", in_line, "a \u2066 b"),
    ("MDN012", in_prose, "|a|\n|-|\n|" + "x" * 10_001 + "|"),
    ("MDN014", in_prose, ">" * 60 + " a"),
    ("MDN018", in_line, "a\x07b"),
    ("MDN021", in_prose, "a[^1] " * 21 + "\n\n[^1]: b"),
    ("MDN022", in_line, "*a " * 130_000),
    ("MDN023", in_prose, "A [" + "see " * 2_000 + "@smith]."),
    ("DAT001", in_csv, "a,b\n1,\x07\n"),
    ("DAT005", in_chart, "y: b, data: [{a: x, b: [1]}]"),
    ("DAT006", in_csv, ""),
    ("DAT007", in_csv, "a\n" + "x\n" * 20_001),
    ("DAT008", in_chart, "y: c, data: [{a: x, b: 1}]"),
    ("DAT009", in_chart, "y: b, data: [{a: x, b: about 1}]"),
    ("DAT010", in_chart, 'y: b, data: [{a: x, b: "1,234"}]'),
    ("SCH026", in_house, "about: {de: Das Institut., fr: Un institut.}"),
    ("IMG001", in_image, "GIF89a"),
    ("IMG002", in_image, "\x89PNG\r\n\x1a\n"),
    ("IMG003", in_image, LARGE_PNG),
    ("IMG004", in_image, SVG + " " * 5_000_000),
    ("IMG005", in_image, SVG + "<script/></svg>"),
    ("IMG006", in_image, SVG),
    ("IMG007", in_image, '<svg xmlns="http://www.w3.org/2000/svg"/>'),
    ("IMG008", in_image, "<!DOCTYPE svg>" + SVG + "</svg>"),
    ("IMG010", in_image, SVG + '<rect width="1" height="1" filter="url(#f)"/></svg>'),
    ("IMG009", in_image, SVG + '<g id="a"><use href="#a"/></g></svg>'),
]
WAYS = {"YML": in_brief, "MDN": in_prose, "DAT": in_csv, "IMG": in_image, "SCH": in_brief}
GIVEN = {code for code, _, _ in RAISE}


@pytest.mark.parametrize(("code", "way", "text"), RAISE, ids=[code for code, _, _ in RAISE])
def test_raised(code: str, way: Callable[[str], Collector], text: str) -> None:
    assert code in {one.code for one in way(text)}


@pytest.mark.parametrize("code", [code for code in EXPLAINED if code not in GIVEN and not code.startswith("DAT02")])
def test_the_example_of_the_explanation_raises_it(code: str) -> None:
    """What has no case above raises its code by the very example that ``brief explain`` prints."""
    example = EXPLAINED[code].example
    assert example, f"{code} has neither a case nor an example"
    way = WAYS[code[:3]]
    texts = [example, f"title: T\n{example}", f"title: T\nsections:\n- id: a\n  title: A\n  {_indented(example)}"]
    texts.append(f"title: T\nactors: []\nrecommendations:\n- id: r\n  headline: H\n  action: A\n  {_indented(example)}")
    found = {one.code for text in texts for one in way(text)}
    assert code in found


def _indented(text: str) -> str:
    return text.replace("\n", "\n  ")
