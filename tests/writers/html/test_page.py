"""The whole page: valid, self-contained, reachable, the same bytes always."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document
from reports.model.walk import plain_text, walk
from tests.documents import cell, cite, document, note, p, recommendation, sample_document, t
from tests.strategies import documents
from tests.writers.html.reading import body_of, check, page_of, text_of

SAMPLE = page_of(sample_document(mark="Draft"))


def test_the_sample_is_valid_and_complete() -> None:
    root = check(SAMPLE)
    assert [text_of(one) for one in root.findall(".//h1")] == [sample_document().meta.title]
    said = text_of(root.find(".//body"))
    for word in ("Draft", "Not for circulation", "Literal: <b>*stars* {{ braces }} @at \\ \"quotes\" 'n' [x](y)"):
        assert word in said


def test_headings_do_not_skip_a_level() -> None:
    root = check(SAMPLE)
    levels = [int(one.tag[1]) for one in root.iter() if isinstance(one.tag, str) and re.fullmatch("h[1-6]", one.tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.usefixtures("no_fonts")
@pytest.mark.parametrize("look", ["brief", "report", "memo"])
@pytest.mark.parametrize("lang", ["en-GB", "de", "fr", "sq", "sr-Cyrl-RS", "mk"])
def test_every_language_and_look(lang: str, look: str) -> None:
    root = check(page_of(sample_document(lang), look))
    assert root.get("lang") == lang
    assert root.get("dir") is None


def test_right_to_left_languages_say_so() -> None:
    root = check(page_of(document(p("שלום", i.Span(t("x"), lang="en")), lang="he")))
    assert root.get("dir") == "rtl"


CALLED_TWICE = page_of(document(p("a", note("1", "First")), p("b", note("2", "Both"), " and ", note("2", "Both"))))


@pytest.mark.parametrize(
    ("page", "numbers"), [(SAMPLE, ["1", "2", "3", "4"]), (CALLED_TWICE, ["1", "2", "2"])], ids=["sample", "twice"]
)
def test_notes_lead_there_and_back(page: str, numbers: list[str]) -> None:
    root = check(page)
    calls = [one for one in root.iter("a") if one.get("role") == "doc-noteref"]
    assert [text_of(one) for one in calls] == numbers
    for call in calls:
        body = root.find(f".//li[@id='{call.get('href')[1:]}']")
        backs = [one.get("href")[1:] for one in body.iter("a") if one.get("role") == "doc-backlink"]
        assert call.get("id") in backs


def test_the_notes_of_the_sample_stand_at_its_end() -> None:
    assert check(SAMPLE).find(".//div[@role='doc-endnotes']") is not None


def test_citations_lead_there_and_back() -> None:
    root = check(SAMPLE)
    for link in [one for one in root.iter("a") if one.get("role") == "doc-biblioref"]:
        entry = root.find(f".//li[@id='{link.get('href')[1:]}']")
        backs = {one.get("href")[1:] for one in entry.iter("a") if one.get("role") == "doc-backlink"}
        assert link.getparent().get("id") in backs


def test_notes_without_a_place_get_a_section() -> None:
    root = check(page_of(document(p("a", note("1", "First")))))
    section = root.find(".//section[@class='s-notes']")
    assert text_of(section).startswith("Notes 1 First")


def test_notes_of_the_imprint_are_notes_too() -> None:
    imprint = b.Division((p("Licence", note("1", "Not the pictures")),), "imprint")
    root = check(page_of(document(p("a"), imprint)))
    assert root.find(".//footer[@class='d-imprint']//a[@role='doc-noteref']") is not None
    assert "Not the pictures" in text_of(root.find(".//main"))


def test_the_section_of_notes_is_in_the_navigation() -> None:
    many = [b.Section((b.Heading(1, t(f"Heading {n}")), p("x", note(str(n), "y"))), f"sec-{n}") for n in range(1, 5)]
    back = b.Section((b.Heading(1, t("References")), b.References((b.Reference("ref-k", t("Doe")),))), "references")
    root = check(page_of(document(*many, back)))
    assert [text_of(one) for one in root.find(".//nav").iter("a")][-2:] == ["Notes", "References"]


def test_endnotes_stand_where_the_document_says() -> None:
    content = (
        p("a", i.Note((), "end", "1")),
        b.Section((b.Heading(1, t("Notes"), "h-notes"), b.Endnotes((b.Endnote("1", (p("Body"),)),))), "notes"),
        b.Section((b.Heading(1, t("After"), "h-after"),)),
    )
    root = check(page_of(document(*content)))
    assert text_of(root.find(".//section[@id='notes']")).startswith("Notes 1 Body")
    assert len(root.findall(".//div[@role='doc-endnotes']")) == 1


def test_a_note_in_a_link_follows_the_link() -> None:
    root = check(page_of(document(p(i.Link((i.Text("x"), note("1", "n"), i.Text("y")), "https://example.org")))))
    link = root.find(".//p/a")
    assert text_of(link) == "xy"
    assert link.getnext().tag == "sup"


def test_links_that_lead_nowhere_are_text() -> None:
    content = document(
        p(i.Link(t("a"), "#nowhere"), i.Link(t("b"), "javascript:alert(1)"), i.Link(t("c"), "file:///etc/passwd")),
        p(i.Ref("gone", content=t("Figure 9")), i.Link((i.Link(t("d"), "https://d.example"),), "https://e.example")),
    )
    root = check(page_of(content))
    found = [one.get("href") for one in root.findall(".//p/a")]
    assert found == ["https://e.example"]
    assert "Figure 9" in text_of(root)


def test_ids_of_all_kinds_can_be_reached() -> None:
    entry = b.Reference("ref-odd key/é%", t("Odd"))
    root = check(page_of(document(p(cite("odd key/é%", "Odd")), b.References((entry,)))))
    assert root.find(".//a[@role='doc-biblioref']").get("href") == "#ref-odd_key/%C3%A9%25"


def test_a_repeated_id_is_given_once() -> None:
    check(page_of(document(b.Section((b.Heading(1, t("x"), "sec-a"),), "sec-a"), p(i.Ref("sec-a", content=t("see"))))))


def test_contents_are_the_navigation() -> None:
    root = check(SAMPLE)
    nav = root.find(".//nav[@class='toc']")
    assert [text_of(one) for one in nav.iter("a")] == [
        "1 Background",
        "2 Challenges",
        "2.1 Votes that cannot be counted on",
    ]
    assert nav.find("./ol/li/ol/li/a") is not None


def test_long_documents_get_a_navigation_short_ones_none() -> None:
    many = [b.Heading(1, t(f"Heading {n}"), f"h-{n}") for n in range(4)]
    assert check(page_of(document(*many))).find(".//nav") is not None
    assert check(page_of(document(*many[:3]))).find(".//nav") is None


def test_head_tells_libraries_what_it_is() -> None:
    root = check(SAMPLE)
    named = [(one.get("name"), one.get("content")) for one in root.iter("meta") if one.get("name")]
    assert ("citation_title", sample_document().meta.title) in named
    assert [content for name, content in named if name == "citation_author"] == ["Jane Doe", "Arben Çela"]
    assert ("citation_publication_date", "2023/07/14") in named
    assert ("citation_doi", "10.5281/zenodo.1234567") in named
    assert ("DC.language", "en-GB") in named
    assert all(content for _, content in named)
    assert root.find(".//link[@rel='canonical']").get("href") == "https://example.org/7"


def test_the_page_may_load_nothing() -> None:
    policy = check(SAMPLE).find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_the_style_sheet_parses_without_a_fault() -> None:
    import tinycss2

    sheet = SAMPLE[SAMPLE.index("<style>") + 7 : SAMPLE.index("</style>")]
    todo = list(tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True))
    selectors = 0
    while todo:
        rule = todo.pop()
        assert rule.type in ("qualified-rule", "at-rule"), rule
        if rule.type == "at-rule" and rule.lower_at_keyword == "media":
            todo += tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            continue
        selectors += 1
        inside = tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True)
        assert all(one.type in ("declaration", "at-rule") for one in inside), tinycss2.serialize(rule.prelude)
    assert selectors > 150
    asked = set(re.findall(r"var\((--[a-z0-9-]+)", SAMPLE))
    given_ = set(re.findall(r"(--[a-z0-9-]+):", SAMPLE))
    assert asked <= given_, asked - given_


def test_size_of_a_brief() -> None:
    assert len(SAMPLE.encode()) < 300_000


def test_subsets_do_not_bear_the_reserved_name() -> None:
    import base64
    from io import BytesIO

    from fontTools.ttLib import TTFont

    found = re.findall(r"font/woff;base64,([A-Za-z0-9+/=]+)", SAMPLE)
    assert 6 <= len(found) <= 11
    for one in found:
        font = TTFont(BytesIO(base64.b64decode(one)))
        names = {record.nameID: record.toUnicode() for record in font["name"].names}
        assert not any("Source" in names[key] for key in (1, 4, 6))
        assert "Open Font License" in names[13]


def test_every_character_of_the_text_is_in_the_fonts() -> None:
    import base64
    from io import BytesIO

    from fontTools.ttLib import TTFont

    page = page_of(document(p("žŽ ћЂ αΩ €½")))
    have: set[int] = set()
    for one in re.findall(r"font/woff;base64,([A-Za-z0-9+/=]+)", page):
        have |= set(TTFont(BytesIO(base64.b64decode(one))).getBestCmap())
    assert {ord(one) for one in "žŽћЂαΩ€½"} <= have


def test_forbidden_characters_vanish_and_nothing_else() -> None:
    root = check(page_of(document(p("a\x00b\x08c\x1fd\ufffee\x85f\U0001fffeg\tz"))))
    assert text_of(root.find(".//div[@class='content']")) == "abcdefg z"


HOSTILE = "</style></title><script>alert(1)</script><!-- ]]> --> &amp; &#60; \" ' > <b"


def test_hostile_text_prints_as_itself_everywhere() -> None:
    chart = b.Chart(
        "column", (HOSTILE, "b"), (b.Series(HOSTILE, (1.0, 2.0)), b.Series("x", (1.0, 2.0))), HOSTILE, HOSTILE
    )
    content = (
        p(HOSTILE, i.Code(HOSTILE), note("1", HOSTILE)),
        b.CodeBlock(HOSTILE),
        b.Heading(1, t(HOSTILE), "h-x", HOSTILE),
        b.Figure(chart, t(HOSTILE), t(HOSTILE), t(HOSTILE)),
        b.Figure(b.QrCode("https://example.org/" + HOSTILE, HOSTILE)),
        b.Figure(b.Image("gone", HOSTILE)),
        b.Callout((p(HOSTILE),), "note", t(HOSTILE), label=b.Label(HOSTILE, HOSTILE)),
        b.Table((b.Column(),), (b.Row((cell(HOSTILE, header=True),)),), (), t(HOSTILE)),
    )
    root = check(
        page_of(document(*content, title=HOSTILE, mark=HOSTILE, series=HOSTILE, description=HOSTILE, url=HOSTILE))
    )
    plain = re.sub(r"\s+", " ", HOSTILE)
    assert text_of(root.find(".//h1")) == plain
    assert text_of(root.find(".//title")) == plain
    assert text_of(root.find(".//pre")) == plain
    assert text_of(root.find(".//figcaption")) == plain
    assert root.find(".//meta[@name='description']").get("content") == HOSTILE
    assert [text_of(one) for one in root.iter("text") if plain[:20] in text_of(one)]


def test_the_same_bytes_in_another_process() -> None:
    program = (
        "from tests.documents import sample_document\nfrom tests.writers.html.reading import page_of\nimport hashlib\n"
        "print(hashlib.sha256(page_of(sample_document(mark='Draft')).encode()).hexdigest())"
    )
    found = set()
    for seed, zone in (("1", "Asia/Tokyo"), ("77", "America/Lima")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        found.add(
            subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True).stdout
        )
    assert len(found) == 1


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Font subsets take most of the time of a page, and the shape of the page does not hang on them."""
    monkeypatch.setattr("reports.writers.html.fonts.subset", lambda data, characters, name: b"")


@pytest.mark.usefixtures("no_fonts")
@settings(deadline=None, derandomize=True, max_examples=60, suppress_health_check=list(HealthCheck))
@given(documents())
def test_random_documents_are_valid_pages_with_all_their_text(found: Document) -> None:
    root = check(page_of(found))
    squeezed = re.sub(r"\s+", "", text_of(root.find(".//body")))
    for node in walk(found.content):
        if isinstance(node, b.Para | b.Heading):
            words = re.sub(r"\s+", "", plain_text((node,)))
            parts = [one for one in re.split(r"[\x00]", words) if one]
            assert all(one in squeezed for one in parts) or _has_split(node)


def _has_split(node: b.Para | b.Heading) -> bool:
    """Whether something stands between the words of *node* that its plain text leaves out: a call, a citation."""
    return any(isinstance(one, i.Note | i.Cite) for one in walk((node,)))


@settings(deadline=None, derandomize=True, max_examples=6, suppress_health_check=list(HealthCheck))
@given(documents(), st.sampled_from(["report", "memo"]))
def test_drawing_twice_gives_the_same(found: Document, look: str) -> None:
    assert page_of(found, look) == page_of(found, look)


def test_a_document_of_nothing() -> None:
    check(page_of(document()))
    check(page_of(replace(sample_document(), words={}, assets={}, options={})))


def test_a_card_is_an_article_with_its_number_and_name() -> None:
    root = check(page_of(document(b.Heading(1, t("Recommendations")), recommendation("4", "Act now", "rec-x"))))
    card = root.find(".//article[@id='rec-x']")
    title = root.find(f".//*[@id='{card.get('aria-labelledby')}']")
    assert title.tag == "h3"
    assert text_of(title) == "Recommendation\u00a04 Act now"


def test_body_has_no_style_but_charts_and_widths() -> None:
    root = check(page_of(document(p("x"), b.Table((b.Column(),), (), (b.Row((cell("1"),)),)))))
    assert not [one for one in root.find(".//body").iter() if one.get("style")]
    assert "style=" not in body_of(page_of(document(p("x"))))
