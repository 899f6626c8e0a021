"""Loading styles: by name, dependent ones, damaged and hostile ones."""

from __future__ import annotations

import pytest

from reports.citing.csl import (
    CiteItem,
    Cluster,
    Processor,
    StyleError,
    UnknownStyle,
    data,
    load_style,
)
from reports.citing.csl.locale import candidates
from reports.citing.csl.style import chosen_locale
from reports.citing.csl.xml import Element, parse
from reports.language import words
from reports.schema.markdown.smart import quotes_of

HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>t</title></info>'
LAYOUT = '<citation><layout><text variable="title"/></layout></citation></style>'
NINE = (
    "chicago-notes-bibliography", "chicago-notes-bibliography-subsequent-ibid", "chicago-author-date", "apa",
    "harvard-cite-them-right", "modern-language-association", "nlm-citation-sequence", "ieee", "oscola",
)  # fmt: skip
BOOK = {
    "id": "a", "type": "book", "title": "Borders", "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2020]]}, "publisher": "Routledge", "publisher-place": "London",
}  # fmt: skip


def load(xml: str | bytes, locale: str = "en-US"):  # type: ignore[no-untyped-def]
    source = xml.encode() if isinstance(xml, str) else xml
    return load_style(source, locale=locale, locales=data.locale, parents=data.parent)


@pytest.mark.parametrize("name", NINE)
def test_the_styles_of_the_house_print_a_book(name: str) -> None:
    processor = Processor(load(data.style(name)), {"a": BOOK})
    cited = processor.cite([Cluster("1", [CiteItem("a", "33")], note=1)])
    assert "Doe" in cited[0].text or cited[0].text.strip("[]()")[0] == "1"
    entry = "".join(run.text for run in processor.bibliography().entries[0].runs)
    assert "Borders" in entry
    assert "Routledge" in entry


def test_the_locale_packages_are_not_imported() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from reports.citing.csl import data; data.style('apa'); data.locale('de-DE'); "
        "print([m for m in sys.modules if m.startswith('citeproc')])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert found.stdout.strip() == "[]"


def test_an_unknown_name_gets_suggestions() -> None:
    with pytest.raises(UnknownStyle, match="did you mean") as caught:
        data.style("chicago-note-biblography")
    assert "chicago-notes-bibliography" in caught.value.suggestions


def test_renamed_styles_are_found() -> None:
    assert data.style("chicago-fullnote-bibliography") == data.style("chicago-notes-bibliography")
    assert data.style("http://www.zotero.org/styles/apa") == data.style("apa.csl")


@pytest.mark.parametrize("name", ["../styles/apa", "a/b", "", "..", "apa\0", "apa "])
def test_names_never_leave_the_folder(name: str) -> None:
    assert data.parent(name) is None
    assert data.locale(name) is None


def test_dependent_styles_follow_their_parent_and_keep_their_locale() -> None:
    child = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE"><info><title>c</title>'
        '<link href="http://www.zotero.org/styles/apa" rel="independent-parent"/></info></style>'
    )
    style = load(child, "")
    assert style.locale.lang == "de-DE"
    assert style.title.startswith("APA")


def test_dependent_styles_in_a_circle_are_refused() -> None:
    link = '<link href="http://www.zotero.org/styles/loop" rel="independent-parent"/>'
    child = f'<style xmlns="http://purl.org/net/xbiblio/csl"><info>{link}</info></style>'.encode()
    with pytest.raises(StyleError, match="leads back to itself"):
        load_style(child, locale="", locales=data.locale, parents=lambda name: child)
    with pytest.raises(StyleError, match="cannot be found"):
        load_style(child, locale="", locales=data.locale, parents=lambda name: None)


BROKEN = {
    "": "not well-formed",
    "<style": "not well-formed",
    "<html/>": "not a CSL style",
    "<!DOCTYPE x [<!ENTITY e 'x'>]><style>&e;</style>": "DOCTYPE",
    HEAD + "</style>": "no cs:citation",
    HEAD + "<citation></citation></style>": "no cs:layout",
    HEAD + "<citation><layout><text macro='m'/></layout></citation></style>": "no macro named 'm'",
    HEAD
    + "<macro name='m'><text macro='n'/></macro><macro name='n'><text macro='m'/></macro>"
    + LAYOUT: "calls itself",
    HEAD + "<macro><text value='x'/></macro>" + LAYOUT: "needs a name",
    HEAD + "<citation><layout><marquee/></layout></citation></style>": "unknown rendering element cs:marquee",
    HEAD + "<macro name='m'><text/></macro>" + LAYOUT: "cs:text needs one of",
    HEAD + "<macro name='m'><choose><if colour='red'/></choose></macro>" + LAYOUT: "unknown condition 'colour'",
    HEAD + "<macro name='m'><choose><if/></choose></macro>" + LAYOUT: "at least one condition",
    HEAD + "<macro name='m'><names variable=''/></macro>" + LAYOUT: "needs a variable",
    HEAD + "<macro name='m'><date variable='issued' form='odd'/></macro>" + LAYOUT: "unknown form 'odd'",
    HEAD + "<macro name='m'>" + "<group>" * 79 + "</group>" * 79 + "</macro>" + LAYOUT: "too deeply",
}


@pytest.mark.parametrize("xml", BROKEN, ids=lambda xml: BROKEN[xml])
def test_a_broken_style_is_one_clear_error(xml: str) -> None:
    with pytest.raises(StyleError) as caught:
        load(xml)
    assert BROKEN[xml] in str(caught.value)


def test_an_error_names_its_line() -> None:
    with pytest.raises(StyleError) as caught:
        load(HEAD + "\n\n<citation><layout>\n<blink/></layout></citation></style>")
    assert caught.value.line == 4


def test_macros_that_double_without_end_stop_in_time() -> None:
    macros = "".join(f"<macro name='m{n}'><text macro='m{n + 1}'/><text macro='m{n + 1}'/></macro>" for n in range(40))
    last = "<macro name='m40'><text value='x'/></macro>"
    style = load(HEAD + macros + last + "<citation><layout><text macro='m0'/></layout></citation></style>")
    with pytest.raises(StyleError, match="expand without end"):
        Processor(style, {"a": BOOK}).cite([Cluster("1", [CiteItem("a")])])


def test_locale_fallback_keeps_scripts_apart() -> None:
    assert candidates("sr-Latn") == ["sr-Latn-RS", "sr", "en-US"]
    assert candidates("sr")[0] == "sr-Cyrl-RS"
    assert candidates("sr-ME")[0] == "sr-Latn-RS"
    assert candidates("sr-Cyrl-ME")[0] == "sr-Cyrl-RS"
    assert candidates("de-AT") == ["de-AT", "de-DE", "de", "en-US"]
    assert candidates("zh-Hant")[0] == "zh-TW"
    assert candidates("no")[:2] == ["nb", "nb-NO"]


def test_a_style_keeps_its_dialect_but_not_its_language() -> None:
    root = parse(b'<style default-locale="en-GB"/>')
    assert [chosen_locale(root, tag) for tag in ("", "en-US", "en", "sq", "de-AT")] == [
        "en-GB", "en-GB", "en-GB", "sq", "de-AT",
    ]  # fmt: skip
    assert chosen_locale(parse(b"<style/>"), "") == "en-US"


@pytest.mark.parametrize("tag", ["sq-AL", "mk-MK", "bs-BA"])
def test_our_locale_files_leave_no_english(tag: str) -> None:
    own, english = data.locale(tag), data.locale("en-US")
    assert own is not None
    assert english is not None
    found = {(term.get("name"), term.get("form", "long")) for term in _terms(own)}
    wanted = {(term.get("name"), term.get("form", "long")) for term in _terms(english)}
    assert {key for key in wanted if not key[0].startswith("ordinal-")} <= found


def _terms(source: bytes) -> list[Element]:
    terms = parse(source).find("terms")
    assert terms is not None
    return list(terms.all("term"))


def test_months_of_our_locale_files_are_those_of_cldr() -> None:
    babel = pytest.importorskip("babel")
    for tag in ("sq-AL", "mk-MK", "bs-BA"):
        source = data.locale(tag)
        assert source is not None
        names = {term.get("name"): term.text for term in _terms(source) if not term.get("form")}
        months = babel.Locale.parse(tag.replace("-", "_")).months["format"]["wide"]
        assert [names[f"month-{n:02d}"] for n in range(1, 13)] == [months[n] for n in range(1, 13)]


@pytest.mark.parametrize("tag", ["sq", "mk", "bs"])
def test_quotation_marks_are_the_same_in_text_labels_and_references(tag: str) -> None:
    term = load_style(data.style("oscola"), locale=tag, locales=data.locale, parents=data.parent).locale.term
    marks = quotes_of(tag)
    assert (marks.open, marks.close) == tuple(words(tag)["quotes"].split(" "))
    names = ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
    assert tuple(term(name) for name in names) == (marks.open, marks.close, marks.inner_open, marks.inner_close)


def test_words_that_a_style_gives_for_all_languages_are_those_of_its_own() -> None:
    for tag, others, section in (
        ("en-GB", "and others", "s"),
        ("sq", "etj.", "seks."),
        ("de", "u.\u00a0a.", "Abschn."),
    ):
        term = load_style(data.style("oscola"), locale=tag, locales=data.locale, parents=data.parent).locale.term
        assert (term("et-al"), term("section", "short")) == (others, section)
