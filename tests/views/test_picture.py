"""The picture of the chain of evidence: a page that says the same as the tables, and works without a script."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import html5lib
import lxml.html
import pytest

from reports.views.chain import chain_of
from reports.views.picture import picture
from tests.views.test_views import entry

MANY = "\n".join(
    [
        "title: Large",
        "actors: [{id: mia, name: Government}, {id: police, name: Police}]",
        "sections:",
        *(
            f"  - {{id: f{n}, role: findings, title: Finding {n}, body: 'x [@k{2 * n}; @k{7 * n % 100}]'}}"
            for n in range(40)
        ),
        "recommendations:",
        *(
            f"  - {{id: r{n}, to: mia, headline: Do {n}, action: Do it., based_on: [f{n}, f{(n * 3) % 40}]}}"
            for n in range(30)
        ),
        "references:",
        *(f"  - {{id: k{n}, type: report, title: Report {n}}}" for n in range(100)),
    ]
)
ORPHANS = "recommendations: [{based_on: []}, {based_on: []}]"


def drawn(example: str = "") -> lxml.html.HtmlElement:
    return lxml.html.fromstring(picture([entry(example)]))


def test_the_page_is_sound_html_without_scripts() -> None:
    text = picture([entry(), entry(ORPHANS)])
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(text)
    assert "<script" not in text
    assert not re.search(r"https?://(?!www\.w3\.org)", text), "nothing is fetched"


@pytest.mark.parametrize("example", ["", ORPHANS, MANY])
def test_every_link_has_its_target_and_every_id_is_one(example: str) -> None:
    page = lxml.html.fromstring(picture([entry(example), entry(example)]))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in page.xpath("//@href")} <= set(ids)
    assert {name for one in page.xpath("//@aria-labelledby") for name in one.split()} <= set(ids)


def test_boxes_and_lines_are_those_of_the_chain() -> None:
    page = drawn()
    labels = page.xpath("//svg//a/@aria-label")
    assert labels == [
        "study", "Where requests wait", "1 Open one desk for requests", "2 Publish a yearly table of answers",
    ]  # fmt: skip
    assert len(page.xpath("//svg/path")) == 3
    assert "1 source, 1 finding, 2 recommendations. Nothing hangs in the air." in page.text_content()


def test_orphans_say_so_in_words_and_by_their_frame() -> None:
    page = drawn(ORPHANS)
    marked = page.xpath("//svg//a[@class='orphan']")
    assert [one.get("aria-label").split("; ")[1] for one in marked] == [
        "finding without recommendation", *["recommendation without evidence"] * 2,
    ]  # fmt: skip
    assert all("⚠" in one.text_content() for one in marked)
    assert ".orphan rect{stroke:var(--warn);\nstroke-width:2;stroke-dasharray" in picture([])
    assert "In the air: finding without recommendation (1); recommendation without evidence (2)." in page.text_content()


def test_the_tables_say_what_the_lines_say() -> None:
    page = drawn(MANY)
    heads = page.xpath("//h3/text()")
    assert heads == ["Recommendations", "Findings", "Sources"]
    lines = len(page.xpath("//svg/path"))
    leads = len(page.xpath("//table[1]//td[3]/a"))
    cites = len(page.xpath("//table[2]//td[2]/a"))
    assert lines == leads + cites


def test_no_two_boxes_of_a_large_study_overlap() -> None:
    page = drawn(MANY)
    columns: dict[float, list[tuple[float, float]]] = {}
    for one in page.xpath("//svg//rect"):
        columns.setdefault(float(one.get("x")), []).append((float(one.get("y")), float(one.get("height"))))
    sizes = {left: len(boxes) for left, boxes in columns.items()}
    assert list(sizes.values()) == [len(chain_of(entry(MANY).brief).sources), 40, 30]
    for boxes in columns.values():
        assert all(top + height < below for (top, height), (below, _) in pairwise(boxes))


def test_what_a_brief_says_is_text() -> None:
    sources = {"study": '<img src=x onerror="a()"> & "b"'}
    page = picture([replace(entry(), sources=sources)])
    assert "<img" not in page
    assert lxml.html.fromstring(page).xpath("//svg//a/@aria-label")[0] == sources["study"]


def test_a_section_that_holds_the_evidence_is_no_orphan() -> None:
    brief = entry(
        """
sections:
  - id: findings
    role: findings
    title: Outer
    sections:
      - {id: inner, title: Inner, body: "x [@study]"}
      - {id: other, title: Other, body: [{table: {id: tbl-a, data: [{a: b}], caption: C, source: "[@study]"}}]}
recommendations: [{based_on: [inner]}, {based_on: [tbl-a]}]
"""
    ).brief
    found = {one.id: (one.leads_to, one.direct, one.faults) for one in chain_of(brief).findings}
    assert found == {
        "findings": (("desk", "table"), (), ()),
        "inner": (("desk",), ("desk",), ()),
        "tbl-a": (("table",), ("table",), ()),
    }
