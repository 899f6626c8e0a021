"""From a brief to a document, and what a workspace's own templates can and cannot do."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports.diagnostics import Collector
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, walk
from reports.schema.load import load_brief, load_house
from reports.schema.prose import Prose
from reports.source import Position, SourceFile
from reports.templating import compose
from reports.templating.bounds import TooMuchError, bounded

ROOT = Path(__file__).parents[2] / "templates"
BUILTIN = {str(one.relative_to(ROOT)): one.read_bytes() for one in ROOT.rglob("*") if one.is_file()}

BRIEF = """
template: brief
title: A *plain* title with <b> & {{ 7 * 7 }} and @nobody
date: 2024-05
version: 1.10
status: draft
actors: [{id: gov, name: Government, short: Gov}, {id: ec, name: Commission}]
key_messages: [One., Two.]
sections:
  - id: why
    title: Why
    body: Because of *this*.
  - id: what
    role: recommendations
    title: What to do
  - {id: more, role: annex, title: More, body: x}
recommendations:
  - {id: a, to: [ec], headline: First, action: Do it., due: 2025-01, based_on: [why]}
  - {id: b, to: [gov, ec], headline: Second, action: "Do this.\\n\\n- and that"}
"""


def body(items: tuple[object, ...]) -> b.Blocks:
    return tuple(block for one in items if isinstance(one, Prose) for block in one.blocks)


def made(text: str = BRIEF, own_settings: str = "", **own: str) -> tuple[Document | None, list[str]]:
    collector = Collector()
    brief = load_brief(SourceFile("brief.yaml", text.encode()), collector)
    house = load_house(SourceFile("house.yaml", b"publisher: House\nlicence: CC BY 4.0\n"), collector)
    assert brief is not None, list(map(str, collector))
    composed = compose(
        brief, house, at=Position("brief.yaml", 2, 11), body=body, assets={}, slug="x", collector=collector,
        own_templates={
            **{name.replace("__", "/") + ".html": text.encode() for name, text in own.items()},
            **({"brief/settings.yaml": own_settings.encode()} if own_settings else {}),
        },
        builtin_templates=BUILTIN,
    )  # fmt: skip
    return (composed.document if composed else None), [str(one) for one in collector]


def test_plain_fields_print_as_they_are() -> None:
    document, found = made()
    assert found == []
    assert document is not None
    assert document.meta.title == "A *plain* title with <b> & {{ 7 * 7 }} and @nobody"
    titles = [plain_text(n.content) for n in walk(document.content) if isinstance(n, b.Para) and n.role == "title"]
    assert titles == [document.meta.title]


def test_metadata_is_composed_in_the_language() -> None:
    document, _ = made()
    assert document is not None
    meta = document.meta
    assert (meta.date_text, meta.version, meta.mark, meta.timestamp) == ("May 2024", "1.10", "DRAFT", 1714521600)
    assert "House" in plain_text(document.content)


def test_recommendations_stand_in_their_section_with_their_numbers() -> None:
    document, _ = made()
    assert document is not None
    cards = [n for n in walk(document.content) if isinstance(n, b.Callout) and n.role == "recommendation"]
    assert [(one.id, one.label) for one in cards] == [("rec-a", b.Label("", "1")), ("rec-b", b.Label("", "2"))]
    (home,) = [n for n in document.content if isinstance(n, b.Section) and n.id == "sec-what"]
    assert cards[0] in home.content


def test_without_a_section_of_their_own_they_follow_the_last_that_is_no_annex() -> None:
    document, _ = made(BRIEF.replace("    role: recommendations\n", ""))
    assert document is not None
    (home,) = [n for n in document.content if isinstance(n, b.Section) and n.id == "sec-what"]
    assert sum(isinstance(n, b.Callout) for n in home.content) == 2


def test_grouped_recommendations_print_once() -> None:
    document, found = made(BRIEF.replace("template: brief", "template: recommendations-paper"))
    assert found == []
    assert document is not None
    groups = [n for n in walk(document.content) if isinstance(n, b.Section) and n.role == "addressee"]
    heads = [plain_text(n.content[:1]) for n in groups]
    assert heads == ["Recommendations to Government", "Recommendations to Commission"]
    cards = [[c.id for c in n.content if isinstance(c, b.Callout)] for n in groups]
    assert cards == [["rec-b"], ["rec-a"]]
    assert any(isinstance(n, b.Para) and n.role == "also" for n in groups[1].content)


VIEWS = """
title: T
actors: [{id: gov, name: Government}, {id: ec, name: Commission}]
sections: [{id: s, role: recommendations, title: What to do}]
recommendations:
  - {id: a, to: [ec], headline: First, action: Do it., theme: Trade, horizon: long, priority: low}
  - {id: b, to: [gov, ec], headline: Second, action: Do this., horizon: short, priority: high, theme: Law}
  - {id: c, headline: Third, action: Do that., theme: Trade}
recommendations_view: {summary: true, matrix: annex, group_by: GROUP}
"""
GROUPS = {
    "none": [],
    "addressee": [
        ("Recommendations to Government", ["2"], ""),
        ("Recommendations to Commission", ["1"], "See also Recommendation\u00a0<rec-b>: Second"),
        ("Further recommendations", ["3"], ""),
    ],
    "theme": [("Trade", ["1", "3"], ""), ("Law", ["2"], "")],
    "horizon": [
        ("Horizon: short term", ["2"], ""), ("Horizon: long term", ["1"], ""), ("Further recommendations", ["3"], ""),
    ],
    "priority": [
        ("Priority: high", ["2"], ""), ("Priority: low", ["1"], ""), ("Further recommendations", ["3"], ""),
    ],
}  # fmt: skip


def also_of(group: b.Section) -> str:
    lines = [one for one in group.content if isinstance(one, b.Para) and one.role == "also"]
    return "".join(
        f"<{node.target}>" if isinstance(node, i.Ref) else plain_text((node,)) for one in lines for node in one.content
    )


@pytest.mark.parametrize("template", ["brief", "recommendations-paper", "report", "evidence-brief", "memo"])
@pytest.mark.parametrize("by", GROUPS)
def test_a_brief_chooses_its_views_in_every_template(by: str, template: str) -> None:
    document, found = made(f"template: {template}" + VIEWS.replace("GROUP", by))
    assert found == []
    assert document is not None
    nodes = list(walk(document.content))
    groups = [n for n in nodes if isinstance(n, b.Section) and n.role == "addressee"]
    shown = [
        (
            plain_text(g.content[:1]),
            [c.label.number for c in g.content if isinstance(c, b.Callout) and c.label],
            also_of(g),
        )
        for g in groups
    ]
    assert shown == GROUPS[by]
    cards = [n.id for n in nodes if isinstance(n, b.Callout) and n.role == "recommendation"]
    assert sorted(map(str, cards)) == ["rec-a", "rec-b", "rec-c"], "each is printed once"
    boxes = [n for n in nodes if isinstance(n, b.Callout) and n.role == "recommendations-summary"]
    assert len(boxes) == 1
    (matrix,) = [n for n in nodes if isinstance(n, b.Table) and n.role == "matrix"]
    assert len(matrix.body) == 3
    annexes = [n for n in document.content if isinstance(n, b.Section) and n.role == "annex"]
    assert [matrix in one.content for one in annexes] == [True]


def test_a_brief_can_ask_for_less_than_its_template_gives() -> None:
    text = "template: recommendations-paper" + VIEWS.replace("GROUP", "none")
    document, _ = made(text.replace("summary: true, matrix: annex", "summary: false, matrix: none"))
    assert document is not None
    nodes = list(walk(document.content))
    assert not [n for n in nodes if isinstance(n, b.Callout) and n.role == "recommendations-summary"]
    assert not [n for n in nodes if isinstance(n, b.Table) and n.role == "matrix"]


@pytest.mark.parametrize("name", ["brief", "recommendations-paper", "report", "evidence-brief", "memo"])
def test_every_template_is_sound_with_little_and_with_much(name: str) -> None:
    _, found = made(BRIEF.replace("template: brief", f"template: {name}"))
    assert found == []
    _, found = made(f"template: {name}\ntitle: T\n")
    assert found == []


def test_a_workspace_overrides_one_block() -> None:
    own = (
        '{% extends "builtin/brief/template.html" %}'
        '{% block opening %}{{ super() }}<p class="own">Own</p>{% endblock %}'
    )
    document, found = made(brief__template=own)
    assert found == []
    assert document is not None
    assert [n.role for n in document.content if isinstance(n, b.Para)] == ["own"]


def test_a_field_left_out_prints_nothing() -> None:
    document, _ = made(brief__template="<p>[{{ brief.subtitle }}]</p>")
    assert document is not None
    assert plain_text(document.content) == "[]"


FAULTS = {
    "syntax": ("{% if %}", "templates/brief/template.html:1:1: TPL011 error the template cannot be read"),
    "undefined": (
        "\n<p>{{ breif }}</p>",
        "templates/brief/template.html:2:1: TPL011 error the template fails: 'breif'",
    ),
    "no field": (
        "<p>{{ brief.titel }}</p>",
        "templates/brief/template.html:1:1: TPL011 error the template fails: "
        "there is no field 'titel'; did you mean 'title'?",
    ),
    "no word": ("<p>{{ words.sumary }}</p>", "did you mean 'summary'?"),
    "off on purpose": ("{% for n in range(3) %}{% endfor %}", "'range' is not known here: loops go over lists"),
    "filter that is off": ("<p>{{ brief.title|safe }}</p>", "text is escaped by itself"),
    "lost block": (
        '{% extends "_partials/base.html" %}\n{% block openning %}{% block inner %}{% endblock %}{% endblock %}',
        "templates/brief/template.html:2:1: TPL016 error the template that this one extends has no block 'openning'\n"
        "    did you mean 'opening'?",
    ),
    "text outside of the blocks": (
        '{% extends "_partials/base.html" %}\n{% set a = 1 %}\n\n<p>Lost</p>\n',
        "templates/brief/template.html:4:1: TPL016 error this stands outside of the blocks",
    ),
    "nothing": ("{# to come #}", "templates/brief/template.html:1:1: TPL015"),
    "missing partial": ('{% include "nope.html" %}', "templates/brief/template.html:1:1: TPL010"),
    "bad notation": ("<p>a</p>\n  <para>b</para>", "templates/brief/template.html:2:3: TPL001"),
    "escape by class": ("{{ ''.__class__.__mro__ }}", "TPL011"),
    "escape by method": ("{{ brief.title.format_map }}", "TPL011"),
    "long text": ("{{ 'x' * 10**9 }}", "TPL011"),
    "padding": ("{{ 'x'.ljust(10**9) }}", "TPL011"),
    "format": ("{{ '%01000000000d' % 1 }}", "TPL011"),
    "format method": ("{{ '{:1000000000}'.format(1) }}", "TPL011"),
    "forged slot": ('<x-slot n="99"></x-slot>', "templates/brief/template.html:1:1: TPL008"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_faults_of_a_template_are_told_with_its_line(name: str) -> None:
    template, expected = FAULTS[name]
    _, found = made(brief__template=template)
    assert len(found) == 1, found
    assert expected in found[0]


LEFT_OUT = '{% extends "builtin/brief/template.html" %}{% block opening %}<p>{{ brief.date }}</p>{% endblock %}'


def test_what_a_template_does_not_print_is_told() -> None:
    _, found = made(brief__template=LEFT_OUT)
    assert [one.split("\n")[0] for one in found] == [
        "templates/brief/template.html:1:1: TPL017 warning the template does not print 2 texts of `key_messages`"
    ]


def test_a_template_says_what_it_leaves_out() -> None:
    _, found = made(brief__template=LEFT_OUT, own_settings="leaves_out: summary, key_messages")
    assert found == []


def test_prose_counts_as_printed_in_a_line_and_under_a_role() -> None:
    opening = (
        "{% block opening %}<ul>{% for one in brief.key_messages %}<li><p>– {{ one }}</p></li>{% endfor %}</ul>"
        '{{ brief.summary|as_role("lead") }}{% endblock %}'
    )
    text = BRIEF.replace("key_messages", "summary: |\n  What is at *stake*.\nkey_messages")
    _, found = made(text, brief__template=f'{{% extends "builtin/brief/template.html" %}}{opening}')
    assert found == []


@pytest.mark.parametrize(("said", "numbered"), [("true", "yes"), ("yes", "yes"), ("false", "no")])
def test_settings_take_both_words_for_yes_and_no(said: str, numbered: str) -> None:
    document, found = made(own_settings=f"number_sections: {said}")
    assert found == []
    assert document is not None
    assert document.options["number-sections"] == numbered


def test_an_unknown_template_is_told_at_the_brief_with_the_nearest() -> None:
    _, found = made(BRIEF.replace("template: brief", "template: breif"))
    assert found[0].startswith("brief.yaml:2:11: TPL010")
    assert "did you mean 'brief'" in found[0]


def test_work_without_end_is_stopped() -> None:
    def spin() -> None:
        while True:
            pass

    with pytest.raises(TooMuchError):
        bounded(spin, seconds=0.2)

    def grow() -> None:
        text = "x" * 1_000_000
        kept = []
        while True:
            kept.append(text + str(len(kept)))

    with pytest.raises(TooMuchError):
        bounded(grow, megabytes=200)


def test_a_setting_misspelt_is_told() -> None:
    collector = Collector()
    from reports.templating.settings import Settings, read_settings

    source = SourceFile("templates/brief/settings.yaml", b"matrx: none\nnotes: somewhere\nlook: memo\n")
    assert read_settings(source, collector) == Settings(look="memo")
    assert [(one.code, one.at.line) for one in collector] == [("TPL012", 1), ("TPL012", 2)]


def test_the_page_of_ones_own_in_the_documentation_prints_all() -> None:
    text = (ROOT.parent / "docs" / "templates.md").read_text(encoding="utf-8")
    page = next(part for part in text.split("```jinja\n")[1:] if "title-block.html" in part).split("```")[0]
    document, found = made(brief__template=page)
    assert found == []
    assert document is not None
    cards = [n.id for n in walk(document.content) if isinstance(n, b.Callout) and n.role == "recommendation"]
    assert cards == ["rec-a", "rec-b"]
