"""Whole briefs with odd text in every field, end to end: no internal fault, three files, and the text found again."""

# ruff: noqa: E501 - a line of odd texts is read at a glance
from __future__ import annotations

import json
import os
from typing import Any

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from reports.diagnostics import Severity
from reports.engine.build import build
from reports.engine.job import Job
from reports.source import SourceFile
from tests.hostile.runner import bare, words_in

#: What has a meaning to YAML, Markdown, templates, HTML, XML, PDF, Word or a spreadsheet.
#: The first half stops no brief, wherever it stands.
MILD = (
    "&amp;", "&#65;", "{{ 7*7 }}", "{% if %}", "{#", "*a*", "_b_", "`c`", "[@k]", "[see @k, p. 3]", "\\*", "\\n", "---", "...",
    "--", '"', "'", "%s", "{0}", "$x$", "=1+1", "(", ")", "]]>", "\u00a0", "\u202f", "\u2011", "ß", "é", "e\u0301", "✓", "א", "漢",
    "a" * 60, "https://e.org/a?b=c&d=e", "a@b.org", "10.1000/x", "[x](https://e.org)", "İ", "ё", "Ћ", "🙂",
)  # fmt: skip
WILD = (
    "<b>", "</p>", '<x-slot n="0">', "{=a}", "**", "[x](y)", "@k", "^[n]", "[^1]", "![i](j)", "\\", "# h", "> q", "- l", "1. o",
    "| t |", "<![CDATA[", "\u00ad", "\u200b", "ﬁ", "√", "ا", "\ue000", "[@nobody]", "@fig-none", "```", "\u2066", "<!--",
)  # fmt: skip
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufffe\uffff")
EXAMPLES = int(os.environ.get("BRIEF_EXAMPLES", "30"))


def texts(wild: bool) -> st.SearchStrategy[str]:
    """Odd texts; only where they are *wild* may they be at fault."""
    parts = st.sampled_from(MILD) | st.just(" ") | st.text("abc äéß", max_size=8)
    parts = parts | st.sampled_from(WILD) | st.text(LETTERS, max_size=8) if wild else parts
    return st.lists(parts, min_size=1, max_size=6).map(lambda found: " ".join(found).strip() or "x")


#: Texts that must be found again: letters that every font here has, as they are written.
_FOUND_AGAIN = [one for one in (*MILD, *WILD) if one.isascii() and not one.startswith("{=") and one not in "\"'"]
LITERAL = st.lists(st.sampled_from(_FOUND_AGAIN), min_size=1, max_size=4).map(lambda parts: f"Q{' '.join(parts)}Z")


@st.composite
def briefs(draw: st.DrawFn) -> tuple[dict[str, Any], str]:
    """A brief, and a text that stands in one of its plain fields."""
    literal, text = draw(LITERAL), texts(draw(st.booleans()))
    made: dict[str, Any] = {
        "lang": draw(st.sampled_from(("en-GB", "de", "fr", "sq", "sr-Cyrl", "mk", "el", "bs"))),
        "title": literal,
        "subtitle": draw(text),
        "authors": [{"name": draw(text), "affiliation": draw(text)}],
        "keywords": draw(st.lists(text, max_size=3)),
        "summary": draw(text),
        "actors": [{"id": "gov", "name": draw(text)}],
        "references": [{"id": "k", "type": "book", "title": draw(text), "publisher": draw(text), "issued": 2020}],
        "sections": [{"id": "s", "title": draw(text), "body": draw(text)}],
        "recommendations": [{"id": "r", "to": ["gov"], "headline": draw(text), "action": draw(text)}],
    }
    if draw(st.booleans()):
        row = {"a": draw(text), "b": draw(text)}
        table = {"id": "tbl-a", "caption": draw(text), "data": [row]}
        chart = {"id": "fig-a", "type": "bar", "data": [{"k": draw(text), "v": "1"}], "x": "k", "y": "v"}
        chart |= {"title": draw(text), "alt": draw(text), "caption": draw(text)}
        made["sections"][0]["body"] = [{"table": table}, {"chart": chart}, draw(text)]
    return made, literal


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(briefs())
def test_a_brief_of_odd_text_is_refused_or_printed(made: tuple[dict[str, Any], str]) -> None:
    fields, literal = made
    source = SourceFile("content/a/brief.yaml", json.dumps(fields, ensure_ascii=False).encode())  # JSON is YAML
    job = Job(slug="a", folder="content/a", brief=source, formats=("pdf", "docx", "html"))
    built = build(job)
    codes = {one.code for one in built.diagnostics}
    assert not codes & {"OUT900", "OUT901"}, built.diagnostics
    assert all(one.at.path and one.at.line for one in built.diagnostics), built.diagnostics
    if any(one.severity is Severity.ERROR for one in built.diagnostics):
        assert not built.outputs
        event("refused")
        return
    event("printed")
    assert set(built.outputs) == {"pdf", "docx", "html"}
    for kind, data in built.outputs.items():
        assert bare(literal) in bare(words_in(kind, data)), (kind, literal)
