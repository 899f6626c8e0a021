"""Markdown into the model: what each construct becomes, and what is said about slips."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.diagnostics import Collector, Diagnostic, Severity
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.walk import plain_text, walk
from reports.schema import read_blocks, read_line
from reports.schema.text import SourceText

Field = Callable[[str], SourceText]
Lines = Callable[[list[Diagnostic]], list[str]]


def blocks_of(text: str, lang: str = "en-GB", *, clean: bool = True) -> b.Blocks:
    collector = Collector()
    made = read_blocks(SourceText(text), lang, collector, headings=True)
    assert not clean or not collector.found, list(map(str, collector))
    return made


def inlines_of(text: str, lang: str = "en-GB") -> i.Inlines:
    (para,) = blocks_of(text, lang)
    assert isinstance(para, b.Para)
    return para.content


T = i.Text
THIN = "\N{NARROW NO-BREAK SPACE}"


def cite(*items: i.CiteItem, mode: i.ClusterMode = "parenthetical") -> i.Cite:
    return i.Cite(items, mode)


def item(
    key: str, locator: str = "", label: str = "", prefix: str = "", suffix: str = "", mode: i.ItemMode = "normal"
) -> i.CiteItem:
    return i.CiteItem(key, locator, label, (T(prefix),) if prefix else (), (T(suffix),) if suffix else (), mode)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*a* _b_", (i.Emph((T("a"),)), T(" "), i.Emph((T("b"),)))),
        ("**c** __d__", (i.Strong((T("c"),)), T(" "), i.Strong((T("d"),)))),
        ("***a***", (i.Emph((i.Strong((T("a"),)),)),)),
        ("`a  b` and ``c`d``", (i.Code("a  b"), T(" and "), i.Code("c`d"))),
        ("a\nb", (T("a b"),)),
        ("a  \nb\\\nc", (T("a"), i.LineBreak(), T("b"), i.LineBreak(), T("c"))),
        ("a\tb", (T("a b"),)),
        ("\\*a\\* \\@b \\[c\\] \\<d>", (T("*a* @b [c] <d>"),)),
        ("&lt;b&gt; &amp; &euro;", (T("<b> & €"),)),
        ("5 < 6, <5 % and < this", (T("5 < 6, <5 % and < this"),)),
        ("snake_case_name 2*3", (T("snake_case_name 2*3"),)),
        ('say [tant "pis"]{lang=fr}', (T("say "), i.Span((T(f"tant «{THIN}pis{THIN}»"),), lang="fr"))),
        (
            '[*реч* @k]{lang="sr-Cyrl"}',
            (i.Span((i.Emph((T("реч"),)), T(" "), cite(item("k"), mode="narrative")), lang="sr-Cyrl"),),
        ),
        ("[a] {lang=fr} and [b]{x}", (T("[a] {lang=fr} and [b]{x}"),)),
        ("[RCC](https://www.rcc.int/a_b)", (i.Link((T("RCC"),), "https://www.rcc.int/a_b"),)),
        ("<https://a.org/b--c>", (i.Link((T("https://a.org/b--c"),), "https://a.org/b--c"),)),
        ("<me@a.org>", (i.Link((T("me@a.org"),), "mailto:me@a.org"),)),
        ("[here](#sec-way)", (i.Link((T("here"),), "#sec-way"),)),
        ("[](https://a.org)", (i.Link((T("https://a.org"),), "https://a.org"),)),
        ("[a *b*][x]\n\n[x]: https://a.org", (i.Link((T("a "), i.Emph((T("b"),))), "https://a.org"),)),
        ("a^[See **b**.]c", (T("a"), i.Note((b.Para((T("See "), i.Strong((T("b"),)), T("."))),)), T("c"))),
        ("x^2 [a] ^ b", (T("x^2 [a] ^ b"),)),
    ],
)  # fmt: skip
def test_inlines(text: str, expected: i.Inlines) -> None:
    assert inlines_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@key]", cite(item("key"))),
        ("[@key, p. 33; see @other]", cite(item("key", "33", "page"), item("other", prefix="see"))),
        ("@key [p. 3]", cite(item("key", "3", "page"), mode="narrative")),
        ("@key\n[p. 3]", cite(item("key", "3", "page"), mode="narrative")),
        ("@key", cite(item("key"), mode="narrative")),
        ("[-@key]", cite(item("key", mode="suppress-author"))),
        ("[see -@key, 5]", cite(item("key", "5", "page", "see", mode="suppress-author"))),
        ("[@{odd key}, ch. 2]", cite(item("odd key", "2", "chapter"))),
        ("[@a; @b; @c]", cite(item("a"), item("b"), item("c"))),
        ("[see @a, pp. 33-35, 38 and passim]", cite(item("a", "33-35, 38", "page", "see", "and passim"))),
        ("[@a, emphasis added]", cite(item("a", suffix=", emphasis added"))),
        ("[@a, p. 3, emphasis added]", cite(item("a", "3", "page", suffix=", emphasis added"))),
        ("@a [p. 3; @b]", cite(item("a", "3", "page"), item("b"), mode="narrative")),
        ("@a [emphasis added]", cite(item("a", suffix="emphasis added"), mode="narrative")),
        ("[@doi:10.1000/182#x]", cite(item("doi:10.1000/182#x"))),
        ("[@eu_2021-a.b]", cite(item("eu_2021-a.b"))),
        ("[@Ćosić2020]", cite(item("Ćosić2020"))),
    ],
)
def test_citations(text: str, expected: i.Cite) -> None:
    assert inlines_of(text) == (expected,)


def test_words_around_citations_are_markdown() -> None:
    (found,) = inlines_of("[*compare* @a, p. 3 and **more**]")
    assert isinstance(found, i.Cite)
    assert found.items[0].prefix == (i.Emph((T("compare"),)),)
    assert found.items[0].suffix == (T("and "), i.Strong((T("more"),)))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("write to me@kcss.org now", "write to me@kcss.org now"),
        ("https://medium.com/@kcss/a", "https://medium.com/@kcss/a"),
        ("a@b and x_@y and 3 @ 4", "a@b and x_@y and 3 @ 4"),
        ("`@a` stays", "@a stays"),
    ],
)
def test_at_signs_that_cite_nothing(text: str, plain: str) -> None:
    found = inlines_of(text)
    assert not [one for one in walk(found) if isinstance(one, i.Cite)]
    assert plain_text(found) == plain


def test_key_ends_before_the_punctuation_of_the_sentence() -> None:
    assert inlines_of("As (@a) and @b's, @c: @d.") == (
        T("As ("), cite(item("a"), mode="narrative"), T(") and "), cite(item("b"), mode="narrative"), T("’s, "),
        cite(item("c"), mode="narrative"), T(": "), cite(item("d"), mode="narrative"), T("."),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@fig-map", (i.Ref("fig-map"),)),
        ("(see @tbl-a-b).", (T("(see "), i.Ref("tbl-a-b"), T(")."))),
        ("@sec-way's", (i.Ref("sec-way"), T("’s"))),
        ("@rec-a, @opt-b", (i.Ref("rec-a"), T(", "), i.Ref("opt-b"))),
        ("[@fig-map]", (i.Ref("fig-map"),)),
        ("[-@fig-map] -@tbl-x", (i.Ref("fig-map", "number"), T(" "), i.Ref("tbl-x", "number"))),
        (
            "[see @fig-a and @tbl-b; @sec-c]",
            (T("see "), i.Ref("fig-a"), T(" and "), i.Ref("tbl-b"), T("; "), i.Ref("sec-c")),
        ),
        ("@{fig-map}", (cite(item("fig-map"), mode="narrative"),)),
    ],
)
def test_cross_references(text: str, expected: i.Inlines) -> None:
    assert inlines_of(text) == expected


def test_lists() -> None:
    (tight,) = blocks_of("- a\n- b")
    assert tight == b.List((b.ListItem((b.Para((T("a"),)),)), b.ListItem((b.Para((T("b"),)),))))
    (loose,) = blocks_of("3. a\n\n4. b")
    assert isinstance(loose, b.List)
    assert (loose.ordered, loose.start, loose.tight) == (True, 3, False)
    (outer,) = blocks_of("- a\n  - b\n\n    c\n- d")
    assert isinstance(outer, b.List)
    inner = outer.items[0].content[1]
    assert isinstance(inner, b.List)
    assert (outer.tight, inner.tight) == (True, False)


def test_other_blocks() -> None:
    assert blocks_of("> a\n> b") == (b.Quote((b.Para((T("a b"),)),)),)
    assert blocks_of("```\nx < y\n```") == (b.CodeBlock("x < y"),)
    assert blocks_of("~~~ text\nx\n\n~~~") == (b.CodeBlock("x\n"),)
    assert blocks_of("    code") == (b.CodeBlock("code"),)
    assert blocks_of("a\n\n---\n\nb")[1] == b.Rule()
    assert blocks_of("### A *b*") == (b.Heading(3, (T("A "), i.Emph((T("b"),)))),)
    assert blocks_of("Title\n===") == (b.Heading(1, (T("Title"),)),)
    assert blocks_of("") == ()
    assert blocks_of("\n\n") == ()


def test_pipe_tables() -> None:
    (table,) = blocks_of("| a | b \\| c |\n|:-:|--:|\n| 1 | `x\\|y` |\n| 2 |")
    assert isinstance(table, b.Table)
    assert [one.align for one in table.columns] == ["center", "right"]
    assert [[plain_text(cell.content) for cell in row.cells] for row in (*table.head, *table.body)] == [
        ["a", "b | c"], ["1", "x|y"], ["2", ""],
    ]  # fmt: skip
    assert all(cell.header for cell in table.head[0].cells)


def test_notes() -> None:
    found = blocks_of("A[^1] and B[^long].\n\n[^1]: One.\n[^long]: First\n    goes on.\n\n    Second.\n\nAfter.")
    notes = [one for one in walk(found) if isinstance(one, i.Note)]
    assert [plain_text(one.content) for one in notes] == ["One.", "First goes on.\nSecond."]
    assert plain_text(found) == "A and B.\nAfter."


def test_a_note_called_twice_prints_twice() -> None:
    found = blocks_of("A[^1] B[^1]\n\n[^1]: One.")
    assert len([one for one in walk(found) if isinstance(one, i.Note)]) == 2


def test_a_line_is_one_paragraph_without_blocks() -> None:
    collector = Collector()
    assert read_line(SourceText("2023. A year"), "en", collector) == (T("2023. A year"),)
    assert read_line(SourceText("- not a list"), "en", collector) == (T("- not a list"),)
    assert read_line(SourceText("# 1 *a*"), "en", collector) == (T("# 1 "), i.Emph((T("a"),)))
    noted = read_line(SourceText("Cap[^1]\n\n[^1]: Note."), "en", collector)
    assert plain_text(noted, notes=True) == "Cap [Note.]"
    assert not collector.found


SLIPS = [
    ("a <b>bold</b> c", "2:5 MDN001"),
    ("<!-- hidden -->", "2:3 MDN001"),
    ("a\n\n<div class='x'>\n\ntext\n\n</div>", "4:3 MDN001"),
    ("x <br/> y", "2:5 MDN001"),
    ("<script>alert(1)</script>", "2:3 MDN001"),
    ("a [b](javascript:alert(1))", "2:5 MDN002"),
    ("[b](file:///etc/passwd)", "2:3 MDN002"),
    ("[b](//evil.example)", "2:3 MDN002"),
    ("[b](annex.docx)", "2:3 MDN002"),
    ("[b](www.rcc.int)", "2:3 MDN002"),
    ("[b](<\\\\\\\\host\\\\share>)", "2:3 MDN002"),
    ("[b]()", "2:3 MDN002"),
    ("<pdf:x>", "2:3 MDN002"),
    ("a ![x](map.png)", "2:5 MDN003"),
    ("a[^1]", "2:4 MDN004"),
    ("a\n\n[^1]: b", "4:3 MDN005"),
    ("a[^1]\n\n[^1]: b\n\n[^1]: c", "6:3 MDN006"),
    ("a [@b; p. 3]", "2:9 MDN007"),
    ("a [@b, p. 3 @c]", "2:15 MDN007"),
    ("a [@b", "2:5 MDN007"),
    ("a @{b", "2:5 MDN007"),
    ("[@fig-a; @b]", "2:4 MDN008"),
    ("a ^[b", "2:5 MDN009"),
    ("a ^[ ]", "2:5 MDN009"),
    ("a \u202eb", "2:5 MDN011"),
    ("a &#x202e;b", "2:5 MDN011"),
    ("#", "2:3 MDN013"),
    ("[a](https://b.org 'title')", "2:3 MDN015"),
    ("a\n\n```\ncode", "4:3 MDN016"),
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", "4:3 MDN017"),
    ("a &#12;&#1;b", ""),
    ("a **b", "2:5 MDN019"),
    ("a** b", "2:4 MDN019"),
    ("a `b", "2:5 MDN019"),
    ("a [b](https://c d)", "2:5 MDN019"),
    ("a [b][c]", "2:5 MDN019"),
    ("a^[b^[c]]", "2:7 MDN020"),
    ("a[^1]\n\n[^1]: b[^2]\n\n[^2]: c", "4:10 MDN020"),
]


@pytest.mark.parametrize(("text", "expected"), SLIPS)
def test_one_slip_one_diagnostic(field: Field, lines: Lines, text: str, expected: str) -> None:
    collector = Collector()
    read_blocks(field(text), "en-GB", collector, headings=True)
    assert lines(collector.found) == ([expected] if expected else [])


def test_entities_give_no_control_characters() -> None:
    found = read_blocks(SourceText("a&#12;b&#10;c&Tab;d&#13;e&#133;f&#8232;g"), "en", Collector())
    assert plain_text(found) == "a b c d e\ufffdf g"


def test_control_characters_in_text_made_by_hand(lines: Lines) -> None:
    collector = Collector()
    found = read_blocks(SourceText("a\x00b\ud800c\ufffed"), "en", collector)
    assert [one.code for one in collector.found] == ["MDN018"] * 3
    assert plain_text(found) == "a b c d"


def test_headings_only_in_bodies(field: Field, lines: Lines) -> None:
    collector = Collector()
    assert read_blocks(field("a\n\n# b"), "en", collector) == (b.Para((T("a"),)),)
    assert lines(collector.found) == ["4:3 MDN013"]


def test_lines_of_one_paragraph(field: Field, lines: Lines) -> None:
    collector = Collector()
    read_line(field("a\n\nb\n\nc"), "en", collector)
    assert lines(collector.found) == ["4:3 MDN010"]


def test_note_called_too_often(lines: Lines) -> None:
    collector = Collector()
    found = read_blocks(SourceText("a[^1] " * 30 + "\n\n[^1]: b"), "en", collector)
    assert [one.code for one in collector.found] == ["MDN021"]
    assert len([one for one in walk(found) if isinstance(one, i.Note)]) == 20


def test_what_only_looks_odd_is_a_warning(field: Field) -> None:
    for text in ("a **b", "a \u202eb", "[a](https://b.org 'title')"):
        collector = Collector()
        read_blocks(field(text), "en", collector)
        assert [one.severity for one in collector.found] == [Severity.WARNING]


def test_too_deep_nesting_is_told(lines: Lines) -> None:
    for text in (">" * 60 + " a", "".join("  " * n + "- a\n" for n in range(40))):
        collector = Collector()
        read_blocks(SourceText(text), "en", collector)
        assert "MDN014" in {one.code for one in collector.found}


def test_large_tables_are_told() -> None:
    for text in ("|a|b|\n|-|-|\n" + "|x|y|\n" * 10_001, "|a|\n|-|\n|" + "x" * 10_001 + "|"):
        collector = Collector()
        read_blocks(SourceText(text), "en", collector)
        assert [one.code for one in collector.found] == ["MDN012"]


def test_faults_are_bounded() -> None:
    collector = Collector()
    read_blocks(SourceText("<b> [@ ^[ " * 5_000), "en", collector)
    assert len(collector.found) <= 100
