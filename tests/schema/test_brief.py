"""The models of brief and house: every field, and what is said when one does not fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.diagnostics import Diagnostic
from reports.model import inlines as i
from reports.schema import Brief, House, Prose, SourceText
from reports.schema.bodies import CalloutBlock, ChartBlock, FigureBlock, QuoteBlock, TableBlock
from reports.source import Position

Load = Callable[[str], tuple[Brief | None, list[Diagnostic]]]
LoadHouse = Callable[[str], tuple[House | None, list[Diagnostic]]]
Lines = Callable[[list[Diagnostic]], list[str]]

FULL = """\
template: report
lang: sr-latn-rs
title: "A & B: *not* <markup> @here"
subtitle: 2024
short_title: A
series: {name: Policy Brief, number: 007, issn: 1234-567x}
date: 2023-07
version: 1.10
status: embargoed
embargo: 2023-07-20T09:00+02:00
authors:
  - A Desk
  - {name: B, affiliation: X, orcid: https://orcid.org/0000-0002-1825-0097, email: b@x.org, bio: "*Works* there."}
contributors: [{name: C, role: editor}]
keywords: [NO, 2023]
doi: https://doi.org/10.5281/zenodo.1234567
url: https://example.org/a
summary: |
  Short.
key_messages: [One, "*Two*"]
abbreviations: {SAA: Stabilisation Agreement, NO: Norway}
actors:
  - {id: gov, name: Government, short: Gov}
  - {id: ec, name: Commission}
sections:
  - id: way
    role: findings
    title: Way
    body:
      - Text @fig-map.
      - figure: {id: fig-map, src: figures/map.png, alt: "", caption: A *map*, source: "[@a]", credit: C, licence: CC0}
      - chart: {id: fig-staff, type: bar, data: data/staff.csv, x: country, y: share, unit: "%", title: T, alt: A}
      - chart: {type: line, data: [{x: a, y: 1}], x: x, y: [y]}
      - table: {id: tbl-a, data: data/a.csv, columns: [x, {name: y, label: Y, align: decimal, unit: km}], caption: C}
      - callout: {role: warning, title: T, body: B}
      - callout: {body: B}
      - quote: {text: Q, attribution: "*Who*"}
      - quote: Just words
    sections:
      - {id: deeper, title: Deeper, body: Only text}
recommendations:
  - id: strategy
    to: [gov]
    with: ec
    headline: Do it
    action: Do **it**.
    rationale: Because.
    steps: [{action: First, by: 2024-06}, Second]
    priority: high
    horizon: short
    due: 2024-12-31
    resources: {level: low, amount: EUR 2m, source: Budget}
    feasibility: Likely.
    indicator: {text: Count, baseline: 0, target: 12}
    based_on: [way, fig-map, tbl-a, deeper]
    theme: Police
    status: {state: partial, as_of: 2024-01, note: Slow}
  - id: second
    headline: H
    action: A
    resources: Some
    feasibility: {level: high, risk: R}
    status: done
    indicator: I
options:
  - id: one
    title: One
    description: D
    benefits: B
    harms: H
    cost: C
    uncertainty: U
    equity: E
    stakeholders: S
    barriers: None
  - {id: two, title: Two, barriers: [{level: system, text: T}, Plain]}
event:
  name: Workshop
  number: 47
  place: Reichenau
  start: 2023-05-11
  end: 2023-05-14
  hosts: [A, B]
  rule: chatham-house
memo: {to: Minister, from: [A, B], cc: C, decision_by: 3 May}
bibliography: references.yaml
references: [{id: a, type: book, title: T, volume: 1.10}]
csl: styles/own.csl
imprint: {publisher: P, funders: [F, {name: G, grant: 12, url: https://g.org, statement: S, logo: g.svg}]}
print: {paper: letter, pages: 4}
checks: {waive: [{rule: REC001, at: strategy, because: Agreed}], limits: {sentence-words: 35}}
notes: end
docx: {template: house.dotx, citations: zotero}
pdf: {attach_source: true, profile: accessible}
translation_of: other
"""


def test_the_whole_format(load: Load) -> None:
    brief, found = load(FULL)
    assert not found, [str(one) for one in found]
    assert brief is not None
    assert brief.lang == "sr-Latn-RS"
    assert (brief.title, brief.subtitle, brief.version) == ("A & B: *not* <markup> @here", "2024", "1.10")
    assert brief.series is not None
    assert (brief.series.number, brief.series.issn) == ("007", "1234-567X")
    assert str(brief.date) == "2023-07"
    assert str(brief.embargo) == "2023-07-20T09:00+02:00"
    assert [one.name for one in brief.authors] == ["A Desk", "B"]
    assert brief.authors[1].orcid == "0000-0002-1825-0097"
    assert brief.doi == "10.5281/zenodo.1234567"
    assert brief.keywords == ("NO", "2023")
    assert brief.abbreviations == {"SAA": "Stabilisation Agreement", "NO": "Norway"}
    assert [type(one) for one in brief.sections[0].body] == [
        Prose, FigureBlock, ChartBlock, ChartBlock, TableBlock, CalloutBlock, CalloutBlock, QuoteBlock, QuoteBlock,
    ]  # fmt: skip
    assert brief.sections[0].sections[0].body[0].plain == "Only text"
    first, second = brief.recommendations
    assert (first.to, first.with_) == (("gov",), ("ec",))
    assert [str(step.by) for step in first.steps] == ["2024-06", "None"]
    assert first.resources is not None
    assert first.resources.text is None
    assert second.resources is not None
    assert second.resources.text is not None
    assert second.status is not None
    assert second.current.state == "done"
    assert [one.level for one in brief.options[1].barriers] == ["system", None]
    assert brief.memo is not None
    assert (brief.memo.to, brief.memo.from_) == (("Minister",), ("A", "B"))
    assert brief.bibliography == ("references.yaml",)
    assert str(brief.references[0]["volume"]) == "1.10"
    assert brief.checks.limits == {"sentence-words": 35}
    assert brief.pdf.attach_source is True
    assert brief.print.pages == 4


def test_the_smallest_brief(load: Load) -> None:
    brief, found = load("title: T\n")
    assert not found
    assert brief is not None
    assert (brief.template, brief.lang, brief.status, brief.notes) == ("brief", "en-GB", "final", "foot")
    assert (brief.sections, brief.authors, brief.subtitle) == ((), (), None)
    assert (brief.print.paper, brief.docx.citations, brief.checks.waive) == ("a4", "static", ())


def test_empty_values_count_as_missing(load: Load) -> None:
    brief, found = load("title: T\nsubtitle:\nauthors: ~\nseries: ''\n")
    assert not found
    assert brief is not None
    assert (brief.subtitle, brief.authors, brief.series) == (None, (), None)


def test_alt_tells_decoration_from_neglect(load: Load) -> None:
    brief, _ = load(
        "title: T\nsections: [{id: a, title: A, body: [{figure: {src: x.png, alt: ''}}, {figure: {src: y.png}}]}]\n"
    )
    assert brief is not None
    first, second = brief.sections[0].body
    assert isinstance(first, FigureBlock)
    assert isinstance(second, FigureBlock)
    assert (first.alt, second.alt) == ("", None)


def test_places_of_values(load: Load) -> None:
    brief, _ = load("title: T\nprint:\n  pages: 4\nauthors:\n  - A\nactors:\n  - {id: a, name: N}\n")
    assert brief is not None
    assert brief.title.at == Position("brief.yaml", 1, 8)
    assert brief.print.where == Position("brief.yaml", 3, 3)
    assert brief.print.where_of("pages") == Position("brief.yaml", 3, 10)
    assert brief.print.where_of("paper") == Position("brief.yaml", 3, 3)
    assert brief.authors[0].where == Position("brief.yaml", 5, 5)
    assert brief.actors[0].where == Position("brief.yaml", 7, 5)


def test_prose_is_read_in_the_language_of_the_brief(load: Load) -> None:
    brief, _ = load("summary: '\"A\"'\nlang: de\ntitle: T\n")
    assert brief is not None
    assert brief.summary is not None
    assert brief.summary.plain == "„A“"


def test_models_made_by_hand() -> None:
    made = Brief.model_validate(
        {"title": "T", "authors": ["A"], "sections": [{"id": "a", "title": "A", "body": "*x*"}]}
    )
    assert made.where is None
    assert made.title.at is None
    assert made.sections[0].body[0].blocks[0].content == (i.Emph((i.Text("x"),)),)


REC = "actors: [{id: gov, name: G}]\nrecommendations:\n"

FAULTS = [
    ("titel: x", "1:1 SCH001", "did you mean `title`"),
    ("title: T\nauthors:\n  - {nam: A}", "3:6 SCH001", ""),
    ("title: T\nstatus: draft\nstatu: x", "3:1 SCH001", "did you mean `status`"),
    ("title: T\nprint: {papre: a4}", "2:9 SCH001", "did you mean `paper`"),
    (
        "title: T\nsections:\n  - {id: a, title: A, body: [{figure: {src: x.png, captoin: C}}]}",
        "3:52 SCH001",
        "`caption`",
    ),
    (
        "title: T\nsections:\n  - {id: a, title: A, body: [{table: {data: [{a: 1}], columns: [{nme: a}]}}]}",
        "3:66 SCH001",
        "`name`",
    ),
    ("title: T\nactors: [{id: a, name: One, and two}]", "2:29 SCH001", "comma"),
    ("title: T\nunknown:", "2:1 SCH001", ""),
    ("subtitle: x", "1:1 SCH002", "title"),
    ("title:\nlang: en", "1:7 SCH011", "after"),
    ("title: # nothing\n", "1:7 SCH011", "comment"),
    ("title: T\nsections:\n  - title: A", "3:5 SCH002", "id"),
    ("title: [a]", "1:8 SCH003", "quotes"),
    ("title: {a: b}", "1:8 SCH003", "quotes"),
    ("title: T\nsections: text", "2:11 SCH003", "dash"),
    ("title: T\nsections: [text]", "2:12 SCH003", "id: …"),
    ("title: T\nabbreviations: [a]", "2:16 SCH003", ""),
    ("title: T\nprint: {pages: four}", "2:16 SCH003", ""),
    ("title: T\npdf: {attach_source: yes}", "2:22 SCH003", ""),
    ("title: T\nchecks: {limits: {a: b}}", "2:22 SCH003", ""),
    ("title: T\nreferences: [a]", "2:14 SCH003", ""),
    ("- title: T", "1:1 SCH003", "title"),
    ("just text", "1:1 SCH003", "title"),
    ("title: T\nstatus: fianl", "2:9 SCH004", "did you mean `final`"),
    ("title: T\nstatus: published", "2:9 SCH004", "did you mean `final`"),
    ("title: T\nsections: [{id: a, title: A, text: x}]", "2:30 SCH001", "did you mean `body`"),
    ("title: T\nstatus: finished", "2:9 SCH004", ""),
    ("title: T\nlang: english", "2:7 SCH005", "en-GB"),
    ("title: T\nlang: en_GB", "2:7 SCH005", "en-GB"),
    ("title: T\nurl: example.org", "2:6 SCH005", "https"),
    ("title: T\nurl: javascript:alert(1)", "2:6 SCH005", "https"),
    ("title: T\ndoi: 1234", "2:6 SCH005", "10."),
    ("title: T\nauthors: [{name: A, orcid: 123}]", "2:28 SCH005", ""),
    ("title: T\nauthors: [{name: A, email: me}]", "2:28 SCH005", ""),
    ("title: T\nseries: {name: S, issn: 12}", "2:25 SCH005", ""),
    ("title: T\nsections: [{id: Way Forward, title: A}]", "2:17 SCH005", "way-forward"),
    ("title: T\nsections: [{id: a, title: A, body: [{figure: {id: map, src: x}}]}]", "2:51 SCH005", "fig-"),
    ("title: T\nsections: [{id: a, title: A, body: [{table: {id: map, data: x}}]}]", "2:50 SCH005", "tbl-"),
    ("title: T\ntemplate: ../evil", "2:11 SCH005", ""),
    ("title: T\ndate: 14.7.2023", "2:7 SCH006", "2023-07-14"),
    ("title: T\ndate: 2023-02-30", "2:7 SCH006", ""),
    ("title: T\ndate: 2023-13", "2:7 SCH006", ""),
    ("title: T\ndate: 0023", "2:7 SCH006", ""),
    ("title: T\nprint: {pages: 0}", "2:16 SCH007", ""),
    ("title: T\nactors: [{id: a, name: A}, {id: a, name: B}]", "2:33 SCH008", "line 2"),
    ("title: T\nactors: [{id: a, name: A}]\nsections: [{id: a, title: A}]", "3:17 SCH008", "actor"),
    (f"title: T\n{REC}  - {{id: r, to: [gvo], headline: H, action: A}}", "4:18 SCH009", "did you mean `gov`"),
    (f"title: T\n{REC}  - {{id: r, with: x, headline: H, action: A}}", "4:19 SCH009", "actors"),
    (f"title: T\n{REC}  - {{id: r, based_on: [x], headline: H, action: A}}", "4:24 SCH010", ""),
    (f"title: T\n{REC}  - {{id: r, based_on: [gov], headline: H, action: A}}", "4:24 SCH010", "actor"),
    ("title: T\nembargo: 2023-07-20", "2:10 SCH012", "+02:00"),
    ("title: T\nembargo: 2023-07-20T09:00", "2:10 SCH012", "+02:00"),
    ("title: T\nembargo: 2023-07-32T09:00Z", "2:10 SCH012", ""),
    ("title: T\nevent: {name: E, start: 2023-05-12, end: 2023-05-10}", "2:42 SCH013", ""),
    ("title: T\nsections: [{id: a, title: A, body: [{figur: {src: x}}]}]", "2:37 SCH014", "did you mean `figure`"),
    (
        "title: T\nsections:\n  - id: a\n    title: A\n    body:\n      - figure:\n        src: x",
        "6:9 SCH014",
        "indent",
    ),
    ("title: T\nsections: [{id: a, title: A, body: [[x]]}]", "2:37 SCH014", ""),
    ('title: "a \\u200f\\u202e b"', "1:17 SCH016", ""),
    ("title: T\nstatus: embargoed", "2:9 SCH017", "embargo:"),
    ("title: T\nsections: [{id: a, title: A, body: [{chart: {type: bar, data: [], x: a, y: b}}]}]", "2:63 SCH011", ""),
    (
        "title: T\nsections: [{id: a, title: A, body: [{chart: {type: bar, data: [1], x: a, y: b}}]}]",
        "2:64 SCH003",
        "country",
    ),
    (
        "title: T\nsections: [{id: a, title: A, body: [{chart: {type: pie, data: d.csv, x: a, y: b}}]}]",
        "2:52 SCH004",
        "",
    ),
    ("title: T\nsummary: |\n  A <b>x</b>\n  and [y](z)", "3:5 MDN001|4:7 MDN002", ""),
    ("title: T\nsummary: '# No'", "2:11 MDN013", ""),
    ("title: &a T", "1:8 YML008", ""),
    ("title: T\nstatus: *x", "2:9 YML008", ""),
    ("title: T\n2023: x", "2:1 YML006", ""),
]


@pytest.mark.parametrize(("text", "expected", "hint"), FAULTS)
def test_faults(load: Load, lines: Lines, text: str, expected: str, hint: str) -> None:
    _, found = load(text)
    assert "|".join(lines(found)) == expected
    assert any(hint in one.hint for one in found)
    for one in found:
        assert "\n" not in one.message
        assert not one.message.endswith(".")
        assert "pydantic" not in str(one).lower()
        assert "<" not in one.message or "MDN" in one.code


def test_overlong_and_unprintable_text(load: Load, lines: Lines) -> None:
    _, found = load("title: " + "x" * 10_001)
    assert lines(found) == ["1:8 SCH015"]
    with pytest.raises(ValueError, match="cannot be printed"):
        Brief.model_validate({"title": "a\x07b"})


def test_all_faults_at_once_in_order(load: Load, lines: Lines) -> None:
    _, found = load(
        "titel: x\nstatus: fin\nsections:\n  - id: A\n    title: T\n    body: |\n      a <i>b\n      c[^1]\n"
        "  - id: b\nprint: {pages: x}\n"
    )
    assert lines(found) == [
        "1:1 SCH001", "2:9 SCH004", "4:9 SCH005", "7:9 MDN001", "8:8 MDN004", "9:5 SCH002", "10:16 SCH003",
    ]  # fmt: skip


def test_faults_behind_syntax_faults(load: Load, lines: Lines) -> None:
    _, found = load("title: a: b\nstatus: fin\nsummary: <b>x\n")
    assert lines(found) == ["1:9 YML003", "2:9 SCH004", "3:10 MDN001"]


def test_nothing_false_behind_syntax_faults(load: Load, lines: Lines) -> None:
    """What a masked line may have held is not told as missing."""
    _, found = load(
        "title: T\nactors:\n  - {id: gov, name: a: b}\n"
        "recommendations:\n  - {id: r, to: [gov], headline: H, action: A}\n"
    )
    assert [one for one in lines(found) if "YML" not in one] == []


def test_at_most_a_hundred_then_a_count(load: Load) -> None:
    _, found = load("title: T\n" + "".join(f"k{n}: x\n" for n in range(150)))
    assert len(found) == 101
    assert found[-1].code == "SCH099"
    assert "50 more" in found[-1].message
    assert [one.at.line for one in found[:100]] == list(range(2, 102))


def test_house(load_of_house: LoadHouse, lines: Lines) -> None:
    house, found = load_of_house(
        "publisher: P\nabout: '*About*'\nboilerplate: B\n"
        "contact:\n  address: |\n    Street 1\n    City\n  email: a@b.org\n  phone: +383 38 1\n"
        "  url: https://p.org\nlicence: CC BY 4.0\ndisclaimers: [One, Two]\n"
        "funders: [F, {name: G, logo: g.png}]\nplace: Prishtina\n"
        "gazetteer: [{name: Prishtina, avoid: [Pristina]}]\n"
        "designations: [{term: Kosovo, note: Without prejudice.}]\nchecks: {limits: {a: 1}}\n"
    )
    assert not found
    assert house is not None
    assert house.contact is not None
    assert house.contact.address == "Street 1\nCity"
    assert house.contact.phone == "+383 38 1"
    assert [one.name for one in house.funders] == ["F", "G"]
    _, found = load_of_house("publisher: P\ncontact: {mail: x}\n")
    assert lines(found) == ["2:11 SCH001"]
    assert "email" in found[0].hint


def test_imprint_wins_key_by_key(load: Load, load_of_house: LoadHouse) -> None:
    brief, _ = load("title: T\nimprint: {publisher: Q, funders: []}\n")
    house, _ = load_of_house("publisher: P\nplace: X\nfunders: [F]\n")
    assert brief is not None
    assert house is not None
    both = house.overridden(brief.imprint)
    assert (both.publisher, both.place, both.funders) == ("Q", "X", ())
    assert house.overridden(None) is house


def test_language_tags_are_written_as_usual(load: Load) -> None:
    for written, usual in [
        ("EN-gb", "en-GB"),
        ("SR-CYRL-rs", "sr-Cyrl-RS"),
        ("de-ch-1996", "de-CH-1996"),
        ("sq", "sq"),
        ("mk-x-ABC", "mk-x-abc"),
    ]:
        brief, _ = load(f"title: T\nlang: {written}\n")
        assert brief is not None
        assert brief.lang == usual
        assert isinstance(brief.lang, SourceText)


def test_dates_sort() -> None:
    from reports.schema.fields import PartialDate

    assert sorted([PartialDate(2023, 7, 14), PartialDate(2023), PartialDate(2023, 7)]) == [
        PartialDate(2023), PartialDate(2023, 7), PartialDate(2023, 7, 14),
    ]  # fmt: skip
