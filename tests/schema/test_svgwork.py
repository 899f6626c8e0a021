"""How much work a drawing is: every part as often as it is drawn."""

from __future__ import annotations

import pytest
from lxml import etree

from reports.diagnostics import Collector
from reports.schema.allowance import MAX_PIXELS, MAX_WORK, Allowance
from reports.schema.images import read_image
from reports.schema.svgwork import TooMuchError, check_styles, rules_of, work_of
from reports.source import Position, SourceFile

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
CHAIN = '<g id="u0"/>' + "".join(f'<g id="u{n + 1}"><use href="#u{n}"/></g>' for n in range(100))
RECT = '<rect width="9" height="9"/>'


def parsed(inside: str):
    return etree.fromstring(f"{HEAD}{inside}</svg>")


def work(inside: str) -> float:
    return work_of(parsed(inside)) - work_of(parsed(""))


def test_what_is_used_counts_each_time_with_all_that_it_uses() -> None:
    once = work(f'<g id="a">{RECT}</g>')
    used = work(f'<g id="a">{RECT}</g><use href="#a"/>')
    assert used > 2 * once
    twice = work(f'<g id="a">{RECT}</g><g id="b"><use href="#a"/></g><use href="#b"/>')
    assert twice > 3 * once


def test_a_long_path_counts_as_many_shapes() -> None:
    assert work(f'<path d="M0 0{"L1 1" * 1_000}"/>') > 50 * work(RECT)


def test_definitions_count_for_every_drawing_around_them() -> None:
    defs = f"<defs>{RECT * 100}</defs>"
    assert work(f"<svg>{defs}</svg>") > work(defs) + 90


def test_a_gradient_counts_where_it_is_handed_down() -> None:
    gradient = f'<linearGradient id="g">{"<stop/>" * 10}</linearGradient>'
    plain = work(f"{gradient}<g>{RECT * 10}</g>")
    assert work(f'{gradient}<g fill="url(#g)">{RECT * 10}</g>') > plain + 60


@pytest.mark.parametrize(
    ("inside", "reason"),
    [
        ('<g id="a"><use href="#a"/></g>', "stands in itself"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "stands in itself"),
        (CHAIN, "inside each other"),
        (RECT * 30_000, "more than 20,000 shapes"),
        ('<linearGradient id="a" href="#a"/>', "in a row"),
    ],
)
def test_what_has_no_end_is_told(inside: str, reason: str) -> None:
    with pytest.raises(TooMuchError, match=reason):
        work_of(parsed(inside))


@pytest.mark.parametrize(
    "style",
    [
        "z " + "g " * 6 + "rect{fill:red}",
        "z~rect~rect~rect{fill:red}",
        "*{fill:red}" * 3_000,
        "g:has(rect:nth-child(2n) a){fill:red}",
        "a['{'] b{fill:red}",
        ".a{fill:red}" * 6_000,
    ],
)
def test_styles_that_take_too_long_to_be_tried_are_told(style: str) -> None:
    with pytest.raises(TooMuchError):
        check_styles(parsed(f"<style>{style}</style>{'<g>' * 50}{RECT * 2_000}{'</g>' * 50}"))


def test_styles_as_drawing_programs_write_them_are_taken() -> None:
    rules = "".join(f".cls-{n},.cls-{n}b{{fill:#00{n:04x};stroke:none}}" for n in range(300))
    check_styles(parsed(f"<style>{rules}.axis path, .axis line{{fill:none}}</style>{RECT * 5_000}"))


def test_rules() -> None:
    text = "/* x{ */ a,b {c:d} @media print { e {f:g} } h{i:j /* never closed } k{l:m}"
    assert list(rules_of(text)) == [(" a,b ", "c:d"), (" e ", "f:g"), (" h", "i:j ")]


def test_drawings_of_a_brief_share_what_is_drawn() -> None:
    allowance = Allowance({"twice.svg": 2})
    assert allowance.draws("once.svg", MAX_WORK * 0.5)
    assert not allowance.draws("twice.svg", MAX_WORK * 0.4)
    collector = Collector()
    source = SourceFile("a.svg", f"{HEAD}{RECT * 16_000}</svg>".encode())
    shared = Allowance()
    assert read_image(source, Position("brief.yaml", 3), collector, shared) is not None
    assert read_image(source, Position("brief.yaml", 9), collector, shared) is None
    assert [(one.code, one.at.line) for one in collector.found] == [("IMG009", 9)]


def test_pictures_of_a_brief_share_what_is_painted() -> None:
    allowance = Allowance()
    assert allowance.paints(MAX_PIXELS, 0)
    assert allowance.paints(24_000_000, 6_000_000)  # a photograph brings its own
    assert not allowance.paints(200_000_000, 1_000_000)
