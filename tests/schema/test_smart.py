"""Typographic punctuation by language, and locators."""

from __future__ import annotations

import pytest

from reports.diagnostics import Collector
from reports.model.walk import plain_text
from reports.schema import read_blocks
from reports.schema.markdown.locators import Locator, find_locator
from reports.schema.markdown.smart import quotes_of
from reports.schema.text import SourceText


def smart(text: str, lang: str = "en-GB") -> str:
    return plain_text(read_blocks(SourceText(text), lang, Collector()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Quoted" text', "“Quoted” text"),
        ("'single' and \"double 'inner' x\"", "‘single’ and “double ‘inner’ x”"),
        ('"outer "inner" x"', "“outer ‘inner’ x”"),
        ("don't, Kosovo's, students' union", "don’t, Kosovo’s, students’ union"),
        ("the '90s and '99", "the ’90s and ’99"),
        ('("in brackets")', "(“in brackets”)"),
        ('"*emphasis* inside"', "“emphasis inside”"),
        ('*"inside"*', "“inside”"),
        ('a 5" pipe', 'a 5" pipe'),
        ("2020--2023, and --- so", "2020–2023, and — so"),
        ("wait... no", "wait… no"),
        ("---- and ....", "---- and ...."),
        ('"a" "b"', "“a” “b”"),
        ('"a"--"b"', "“a”–“b”"),
        ('He said: "yes."', "He said: “yes.”"),
        ('"first paragraph', "“first paragraph"),
        ("\\\"kept\\\" \\-\\-", '"kept" --'),
        ("`\"code\" --`", '"code" --'),
        ("https://a.org/x--y?q='z' -- end", "https://a.org/x--y?q='z' – end"),
        ("<https://a.org/x--y>", "https://a.org/x--y"),
        ("mail me@a--b.org -- x", "mail me@a--b.org – x"),
        ('"`code`"', "“code”"),
    ],
)  # fmt: skip
def test_english(text: str, expected: str) -> None:
    assert smart(text) == expected


NARROW = "\u202f"


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en-US", "“a ‘b’ c”"),
        ("de", "„a ‚b‘ c“"),
        ("de-CH", "«a ‹b› c»"),
        ("fr", f"«{NARROW}a “b” c{NARROW}»"),
        ("sq", "«a “b” c»"),
        ("sr-Latn-RS", "„a ’b’ c”"),
        ("sr-Cyrl", "„a ’b’ c”"),
        ("mk", "„a ’b‘ c“"),
        ("bs", "„a ‘b’ c”"),
        ("el", "«a “b” c»"),
        ("xx", "“a ‘b’ c”"),
    ],
)
def test_quotes_of_languages(lang: str, expected: str) -> None:
    assert smart("\"a 'b' c\"", lang) == expected


def test_every_language_has_four_marks() -> None:
    from reports.schema.markdown.smart import _BY_LANGUAGE

    for lang in _BY_LANGUAGE:
        marks = quotes_of(lang)
        assert all((marks.open, marks.close, marks.inner_open, marks.inner_close))


@pytest.mark.parametrize(
    ("text", "lang", "label", "value", "rest"),
    [
        (", p. 33", "en", "page", "33", ""),
        (", pp. 33-35, 38", "en", "page", "33-35, 38", ""),
        (", pp. 33–35 and passim", "en", "page", "33–35", " and passim"),
        (", 33", "en", "page", "33", ""),
        (", ch. IV", "en", "chapter", "IV", ""),
        (", art. 5(2)(b)", "en", "article-locator", "5(2)(b)", ""),
        (", Article 12", "en", "article-locator", "12", ""),
        (", § 3a", "en", "section", "3a", ""),
        (", §§ 3, 4", "en", "section", "3, 4", ""),
        (", para. 7.", "en", "paragraph", "7", "."),
        (", para 7", "en", "paragraph", "7", ""),
        (", p 5", "en", "page", "5", ""),
        (", vol. 2, emphasis added", "en", "volume", "2", ", emphasis added"),
        (", no. 1244", "en", "issue", "1244", ""),
        (", n. 12", "en", "note", "12", ""),
        (", sec. 2.1.3", "en", "section", "2.1.3", ""),
        (" {pp. iv, vi-xi}, x", "en", "page", "iv, vi-xi", ", x"),
        (", {Annex II}", "en", "page", "Annex II", ""),
        (", S. 33 f.", "de", "page", "33", " f."),
        (", S. 33ff.", "de", "page", "33ff.", ""),
        (", Abs. 2", "de", "paragraph", "2", ""),
        (", neni 5", "sq", "article-locator", "5", ""),
        (", f. 12", "sq", "page", "12", ""),
        (", čl. 8", "sr-Latn", "article-locator", "8", ""),
        (", чл. 8", "sr-Cyrl", "article-locator", "8", ""),
        (", стр. 3–5", "mk", "page", "3–5", ""),
        (", str. 4", "bs", "page", "4", ""),
        (", σ. 7", "el", "page", "7", ""),
        (", t. 2", "fr", "volume", "2", ""),
        (", p. 9", "sq", "page", "9", ""),
    ],
)
def test_locators(text: str, lang: str, label: str, value: str, rest: str) -> None:
    found = find_locator(text, lang)
    assert found is not None
    assert (found.label, found.value, text[found.end :]) == (label, value, rest)


@pytest.mark.parametrize(
    "text",
    ["", ", emphasis added", ", n.d.", ", n. d.", ", v. Smith", ", in press", ", Article", ", {}", ", page", "33"],
)
def test_words_that_are_no_locators(text: str) -> None:
    assert find_locator(text, "en") is None


def test_labels_are_those_of_csl() -> None:
    from reports.schema.markdown.locators import _WORDS, _terms

    known = {
        "act", "appendix", "article-locator", "book", "canon", "chapter", "column", "elocation", "equation", "figure",
        "folio", "issue", "line", "note", "opus", "page", "paragraph", "part", "rule", "scene", "section", "sub-verbo",
        "supplement", "table", "timestamp", "title-locator", "verse", "version", "volume",
    }  # fmt: skip
    for language in _WORDS:
        table, _ = _terms(language)
        assert set(table.values()) <= known
    assert Locator("page", "1", 2) == Locator("page", "1", 2)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("quoi ? non ! a ; b", f"quoi{NARROW}? non{NARROW}! a{NARROW}; b"),
        ("le fait : deux", "le fait\u00a0: deux"),
        ("« dit »", f"«{NARROW}dit{NARROW}»"),
        ("deux :-) et :id", "deux :-) et :id"),
    ],
)
def test_high_marks_of_french_stay_with_the_word_before(text: str, printed: str) -> None:
    assert smart(text, "fr") == printed
    assert smart(text, "de") == text
