"""Front and back matter: the lines of title block and imprint."""

from __future__ import annotations

import pytest

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, walk
from reports.schema.load import load_brief, load_house
from reports.source import Position, SourceFile
from reports.templating import compose
from reports.templating.dates import date_text
from tests.templating.test_compose import BUILTIN, body

HOUSE = """
publisher: House
contact:
  address: |
    Water Street 1
    71000 Sarajevo
  email: desk@example.org
funders:
  - {name: European Union, grant: G-1, statement: "Funded by the *Union*.", logo: art/eu.png}
"""


def made(text: str) -> Document:
    collector = Collector()
    brief = load_brief(SourceFile("brief.yaml", text.encode()), collector)
    house = load_house(SourceFile("house.yaml", HOUSE.encode()), collector)
    assert brief is not None, list(map(str, collector))
    composed = compose(
        brief, house, at=Position("brief.yaml"), body=body, assets={}, slug="x", collector=collector,
        own_templates={}, builtin_templates=BUILTIN,
    )  # fmt: skip
    assert composed is not None
    assert list(collector) == []
    return composed.document


def dateline(document: Document) -> str:
    return next(plain_text(one.content) for one in walk(document.content) if getattr(one, "role", "") == "date")


@pytest.mark.parametrize(
    ("status", "line"),
    [
        ("status: draft", "Draft"),
        ("status: review", "For review"),
        ("status: embargoed\nembargo: 2026-12-01T09:00+01:00", "Embargoed until 1 December 2026, 09:00 (UTC+1)"),
    ],
)
def test_what_is_not_final_says_so_in_words(status: str, line: str) -> None:
    assert dateline(made(f"title: A\ndate: 2026\n{status}\n")) == f"2026 · {line}"


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-12-01T09:00+00:00", "1 December 2026, 09:00 (UTC)"),
        ("2026-12-01T09:00-03:30", "1 December 2026, 09:00 (UTC\N{MINUS SIGN}3:30)"),
        ("2026-12-01T09:00+05:45", "1 December 2026, 09:00 (UTC+5:45)"),
    ],
)
def test_a_moment_names_its_zone(moment: str, text: str) -> None:
    assert date_text(moment, "en-GB") == text


def test_the_lines_of_an_address_stay_lines() -> None:
    document = made("title: A\n")
    lines = [
        one for one in walk(document.content)
        if isinstance(one, b.Para) and any(isinstance(part, i.LineBreak) for part in one.content)
    ]  # fmt: skip
    assert [plain_text(one.content).split() for one in lines] == [["Water", "Street", "1", "71000", "Sarajevo"]]


def test_the_logo_of_a_funder_is_printed_with_its_name() -> None:
    figures = [one for one in walk(made("title: A\n").content) if isinstance(one, b.Figure)]
    assert [(one.graphic.asset, one.graphic.alt, one.role) for one in figures] == [
        ("art/eu.png", "Logo of European Union", "logo")
    ]


def test_a_risk_is_called_a_risk() -> None:
    card = "{id: a, to: [g], headline: H, action: Do it., feasibility: {level: high, risk: Privacy of tenants.}}"
    document = made(f"title: A\nactors: [{{id: g, name: G}}]\nrecommendations: [{card}]\n")
    assert "Risk: Privacy of tenants." in plain_text(document.content)


@pytest.mark.parametrize(
    ("authors", "line"),
    [
        ("[A, B, C]", "A, B and C"),
        ("[{name: A, affiliation: X}, {name: B, affiliation: X}]", "A and B, X"),
        ("[{name: A, affiliation: X}, {name: B, affiliation: Y}, C]", "A, X; B, Y; C"),
    ],
)
def test_authors_of_one_institution_are_named_with_it_once(authors: str, line: str) -> None:
    document = made(f"title: T\ndate: 2026\nauthors: {authors}\n")
    assert [plain_text(one.content) for one in walk(document.content) if getattr(one, "role", "") == "byline"] == [line]
