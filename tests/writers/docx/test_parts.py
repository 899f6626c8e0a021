"""Notes, fields, bookmarks, sections, settings: what Word needs to find in the file."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.model import blocks as b
from reports.model import inlines as i
from reports.writers.docx.bookmarks import bookmark_name
from tests.documents import bullets, cell, document, h, note, p, sample_document, t
from tests.writers.docx.cases import CASES
from tests.writers.docx.reading import NS, W, text_of


def codes(package, part: str = "word/document.xml") -> list[str]:
    return [one.text.strip() for one in package.find("//w:instrText", part)]


def results(package, kind: str) -> list[str]:
    """The cached results of all fields of *kind*, in order."""
    found = []
    for paragraph in package.find("//w:p"):
        inside, code, text = 0, "", ""
        for one in paragraph.iter(f"{{{W}}}fldChar", f"{{{W}}}instrText", f"{{{W}}}t"):
            if one.tag.endswith("fldChar"):
                role = one.get(f"{{{W}}}fldCharType")
                if role == "begin":
                    inside, code, text = 1, "", ""
                elif role == "separate":
                    inside = 2
                else:
                    found += [text] if code.strip().startswith(kind) else []
                    inside = 0
            elif one.tag.endswith("instrText"):
                code += one.text
            elif inside == 2:
                text += one.text or ""
    return found


# Notes


def test_notes_are_words_own_with_their_marks_and_calls(written):
    package = written(CASES["notes"])
    bodies = package.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")
    assert [one.get(f"{{{W}}}id") for one in bodies] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "First" in text_of(bodies[0])
    assert text_of(bodies[2]).startswith("* Own mark")
    assert bodies[2].xpath(".//w:footnoteRef", namespaces=NS) == []
    assert all(one.xpath(".//w:footnoteRef", namespaces=NS) for one in (bodies[0], bodies[1], bodies[4]))
    calls = package.find("//w:footnoteReference")
    assert [one.get(f"{{{W}}}id") for one in calls] == ["1", "2", "3", "4", "5", "6", "7"]
    marks = [one.getparent().findtext(f"{{{W}}}t") for one in calls if one.get(f"{{{W}}}customMarkFollows")]
    assert marks == ["*", "2"]
    assert "A note [on a note]" in package.text("word/footnotes.xml")


def test_a_note_called_twice_is_one_note(written):
    package = written(CASES["notes"])
    assert package.text("word/footnotes.xml").count("First") == 1
    assert results(package, "NOTEREF") == ["1"]
    name = codes(package)[-1].split()[1]
    [start] = package.find(f'//w:bookmarkStart[@w:name="{name}"]')
    assert start.getnext().find(f"{{{W}}}footnoteReference").get(f"{{{W}}}id") == "1"


def test_notes_of_a_table_count_from_its_cells_to_its_source(written):
    body = (b.Row((cell(p("x", note("1", "In a cell"))),)),)
    table = b.Table((b.Column(),), (), body, source=(i.Text("Own count"), note("2", "In the source")))
    package = written(document(table))
    texts = [text_of(one).strip() for one in package.find("//w:footnote[not(@w:type)]", "word/footnotes.xml")]
    assert texts == ["In a cell", "In the source"]
    assert not package.find("//w:footnoteReference[@w:customMarkFollows]")


def test_endnotes_print_where_the_document_wants_them(written):
    package = written(CASES["endnotes"])
    first, last = package.find("//w:sectPr")
    heading = first.getparent().getparent()
    assert text_of(heading) == "Notes"
    assert last.find(f"{{{W}}}type").get(f"{{{W}}}val") == "continuous"
    pos = package.find("//w:endnotePr/w:pos/@w:val", "word/settings.xml")
    assert pos == ["sectEnd"]
    assert [text_of(one).strip() for one in package.find("//w:endnote[not(@w:type)]", "word/endnotes.xml")] == [
        "An endnote"
    ]


# Fields


def test_captions_count_with_cached_results(sample):
    figures = [one for one in codes(sample) if one.startswith("SEQ Figure")]
    assert len(figures) > 1
    assert figures == ["SEQ Figure \\* ARABIC"] * len(figures)
    assert results(sample, "SEQ Figure") == [str(one + 1) for one in range(len(figures))]


def test_sources_are_told_by_the_word_for_them(written):
    figure = b.Figure(b.QrCode("https://example.org", "QR"), t("A code"), t("Own work"))
    made = replace(document(figure), words={"source": "Quelle"})
    assert "Quelle: Own work" in written(made).text()


def test_a_number_that_is_not_the_next_is_set_and_an_odd_one_is_text(written):
    def figure(number: str) -> b.Figure:
        return b.Figure(b.Image("x", "X"), t("C"), id=f"fig-{number}", label=b.Label("Figure", number))

    package = written(document(figure("1"), figure("5"), figure("A.1"), figure("6")))
    assert codes(package) == ["SEQ Figure \\* ARABIC", "SEQ Figure \\r 5 \\* ARABIC", "SEQ Figure \\* ARABIC"]
    assert "Figure\u00a0A.1" in package.text()


def test_references_print_what_an_update_would_print(written):
    package = written(CASES["headings"], pages={"one": 3})
    fields = [one for one in codes(package) if "REF" in one]
    assert fields == [
        "REF _at_two \\r \\h", "REF _at_sub \\r \\h", "REF _no_annex \\h", "REF _ti_one \\h", "PAGEREF _at_one \\h",
    ]  # fmt: skip
    assert results(package, "REF") == ["2", "1.1", "A", "One"]
    assert results(package, "PAGEREF") == ["3"]
    assert package.text().endswith("2Section 1.1Annex AOne3gone")


def test_headings_are_counted_by_word_only_where_it_counts_the_same(written):
    counted = written(CASES["headings"])
    style = counted.find('//w:style[@w:styleId="Heading1"]//w:numId', "word/styles.xml")
    assert len(style) == 1
    texts = [text for name, text in counted.paragraphs() if name.startswith("heading")]
    assert texts[:5] == ["One", "Sub", "Two", "References", "A\u2003Annex"]
    literal = written(CASES["odd numbers"])
    assert literal.find('//w:style[@w:styleId="Heading1"]//w:numId', "word/styles.xml") == []
    assert [text for _, text in literal.paragraphs()][:2] == ["7\u2003Seven", "9\u2003Nine"]


def test_contents_are_filled_in(sample):
    entries = [(name, text) for name, text in sample.paragraphs() if name.startswith(("toc ", "table of figures"))]
    assert ("toc 1", "1 Background 2") in entries
    assert ("toc 2", "2.1 Votes that cannot be counted on 4") in entries
    assert any(one.startswith('TOC \\o "1-') for one in codes(sample))
    assert any("\\c " in one for one in codes(sample) if one.startswith("TOC"))


def test_fields_open_and_close_in_every_part(sample):
    for part in [one for one in sample.names if one.startswith("word/") and one.endswith(".xml")]:
        kinds = [one.get(f"{{{W}}}fldCharType") for one in sample.xml(part).iter(f"{{{W}}}fldChar")]
        depth = 0
        for one in kinds:
            depth += {"begin": 1, "separate": 0, "end": -1}[one]
            assert depth >= 0
        assert depth == 0


def test_no_field_asks_for_an_update(sample):
    settings_part = sample.read("word/settings.xml")
    assert b"updateFields" not in settings_part
    assert not any(one.get(f"{{{W}}}dirty") for one in sample.find("//w:fldChar"))
    assert sample.find('//w:compatSetting[@w:name="compatibilityMode"]/@w:val', "word/settings.xml") == ["15"]


# Bookmarks


@given(st.text(min_size=1, max_size=300), st.sampled_from(["at", "label", "number", "title"]))
@settings(derandomize=True, deadline=None)
def test_bookmark_names_are_what_word_takes(identifier, facet):
    name = bookmark_name(identifier, facet)
    assert re.fullmatch(r"_[a-z]{2}_[a-z0-9_]{1,36}", name)
    assert len(name) <= 40
    assert name == bookmark_name(identifier, facet)


@given(st.sets(st.text(min_size=1, max_size=60), min_size=2, max_size=8))
@settings(derandomize=True, deadline=None)
def test_different_ids_have_different_bookmarks(identifiers):
    assert len({bookmark_name(one) for one in identifiers}) == len(identifiers)


def test_bookmarks_with_odd_ids_are_unique_and_closed(written):
    package = written(CASES["odd ids"])
    starts = package.find("//w:bookmarkStart")
    assert len({one.get(f"{{{W}}}name") for one in starts}) == len(starts)
    assert sorted(one.get(f"{{{W}}}id") for one in starts) == sorted(
        one.get(f"{{{W}}}id") for one in package.find("//w:bookmarkEnd")
    )


def test_a_bookmark_outlives_an_edit_elsewhere(written):
    before = written(document(h(1, "A", "a"), h(1, "B", "b")))
    after = written(document(h(1, "New", "new"), h(1, "A", "a"), h(1, "B changed", "b")))
    names = [{one.get(f"{{{W}}}name") for one in made.find("//w:bookmarkStart")} for made in (before, after)]
    assert names[0] <= names[1]


def test_the_manifest_names_bookmarks_that_are_there(sample):
    manifest = sample.xml("customXml/item1.xml")
    names = {one.get(f"{{{W}}}name") for one in sample.find("//w:bookmarkStart")}
    entries = {one.get("id"): one.get("bookmark") for one in manifest}
    assert {"fig-map", "rec-seats", "h-background"} <= set(entries)
    assert set(entries.values()) <= names


# Sections, headers and footers


def test_wide_tables_stand_on_turned_pages_that_keep_their_footers(written):
    package = written(CASES["wide table"])
    sections = package.find("//w:sectPr")
    turned = [one.find(f"{{{W}}}pgSz").get(f"{{{W}}}orient") for one in sections]
    assert turned == [None, "landscape", None]
    for one in sections:
        kinds = {ref.get(f"{{{W}}}type") for ref in one.findall(f"{{{W}}}footerReference")}
        assert "default" in kinds
    width, height = (int(sections[1].find(f"{{{W}}}pgSz").get(f"{{{W}}}{name}")) for name in ("w", "h"))
    assert width > height


def test_page_n_of_m_in_every_default_footer(written):
    package = written(document(p("x")), pages={"": 7})
    footers = [name for name in package.names if name.startswith("word/footer")]
    assert footers
    for name in footers:
        assert codes(package, name) == ["PAGE", "NUMPAGES"]
        assert text_of(package.xml(name)).endswith("Page 1 of 7")


def test_the_mark_of_a_draft_is_on_every_page(written):
    plain = written(document(p("x")))
    package = written(replace(CASES["wide table"], meta=replace(CASES["wide table"].meta, mark="Draft")))
    for made, count in ((plain, 0), (package, 1)):
        headers = [name for name in made.names if name.startswith("word/header")]
        assert headers
        assert all(made.read(name).count(b"<v:textpath style") == count for name in headers)
    assert b'string="Draft"' in package.read("word/header1.xml")


def test_covers_have_a_section_without_furniture(written):
    package = written(CASES["cover"])
    first = package.find("//w:sectPr")[0]
    rid = first.xpath('w:footerReference[@w:type="first"]/@r:id', namespaces=NS)[0]
    target = package.read("word/_rels/document.xml.rels").decode().split(f'Id="{rid}"')[0].rsplit("<", 1)[1]
    rels = {one.get("Id"): one.get("Target") for one in package.xml("word/_rels/document.xml.rels")}
    assert target is not None
    assert text_of(package.xml(f"word/{rels[rid]}")) == ""
    assert first.find(f"{{{W}}}titlePg") is not None


def test_two_sided_pages_are_mirrored(written):
    package = written(replace(document(p("x")), options={"two-sided": "yes"}))
    assert package.find("//w:mirrorMargins", "word/settings.xml")
    assert package.find("//w:evenAndOddHeaders", "word/settings.xml")
    kinds = [one.get(f"{{{W}}}type") for one in package.find("//w:sectPr/w:footerReference")]
    assert sorted(kinds) == ["default", "even", "first"]
    assert package.find('//w:style[@w:styleId="Title"]//w:ind[starts-with(@w:left, "-")]', "word/styles.xml") == []


@pytest.mark.parametrize(("paper", "size"), [("a4", (11906, 16838)), ("letter", (12240, 15840))])
def test_paper(written, paper, size):
    package = written(replace(document(p("x")), options={"paper": paper}))
    page = package.find("//w:pgSz")[0]
    assert (int(page.get(f"{{{W}}}w")), int(page.get(f"{{{W}}}h"))) == size


# Review


def test_a_text_under_review_has_line_numbers_a_stamp_and_controls(written):
    made = sample_document()
    package = written(replace(made, meta=replace(made.meta, status="review", version="0.9")))
    assert package.find("//w:sectPr/w:lnNumType")
    assert any("0.9" in text_of(package.xml(name)) for name in package.names if name.startswith("word/footer"))
    tags = [one.get(f"{{{W}}}val") for one in package.find("//w:sdt/w:sdtPr/w:tag")]
    assert {"meta-title", "sec-background"} <= set(tags)
    ids = [one.get(f"{{{W}}}val") for one in package.find("//w:sdt/w:sdtPr/w:id")]
    assert len(set(ids)) == len(ids)
    assert package.find("//w:body/w:sdt") == []


def test_a_final_text_has_none_of_that(sample):
    assert sample.find("//w:lnNumType | //w:sdt") == []


# Tables


def test_table_markup(written):
    package = written(CASES["tables"])
    table = package.find("//w:tbl[.//w:tblCaption]")[0]
    assert table.xpath("w:tblPr/w:tblCaption/@w:val", namespaces=NS) == ["Caption"]
    assert table.xpath("w:tblPr/w:tblDescription/@w:val", namespaces=NS) == ["A; B"]
    assert len(table.xpath("w:tr/w:trPr/w:tblHeader", namespaces=NS)) == 2
    assert len(table.xpath("w:tr/w:trPr/w:cantSplit", namespaces=NS)) >= 4
    grid = [int(one) for one in table.xpath("w:tblGrid/w:gridCol/@w:w", namespaces=NS)]
    assert sum(grid) == int(table.xpath("w:tblPr/w:tblW/@w:w", namespaces=NS)[0])
    for row in table.findall(f"{{{W}}}tr"):
        spans = [
            int((one.xpath("w:tcPr/w:gridSpan/@w:val", namespaces=NS) or ["1"])[0]) for one in row.findall(f"{{{W}}}tc")
        ]
        assert sum(spans) == len(grid)


def test_every_cell_ends_in_a_paragraph_and_no_tables_touch(sample, written):
    for package in (sample, written(CASES["tables"]), written(CASES["boxes"])):
        for one in package.find("//w:tc"):
            assert one[-1].tag == f"{{{W}}}p"
        assert package.find("//w:tbl/following-sibling::*[1][self::w:tbl]") == []


def test_decimals_align_by_blanks_as_wide_as_digits(written):
    rows = tuple(b.Row((cell(one),)) for one in ("1.25", "12", "3.5", "–"))
    package = written(document(b.Table((b.Column("decimal"),), (), rows)))
    assert [text_of(one) for one in package.find("//w:tc")] == ["1.25", "12\u2008\u2007\u2007", "3.5\u2007", "–"]


def test_more_columns_than_word_draws_lose_no_cell(written):
    package = written(CASES["tables"])
    assert len(package.find("//w:tbl[4]/w:tblGrid/w:gridCol")) == 63
    texts = text_of(package.find("//w:tbl[4]")[0])
    assert texts.endswith("".join(str(one) for one in range(90)))


# Lists and pictures


def test_lists_in_divisions_are_lists(written):
    inner = b.Division((bullets("a", b.List((b.ListItem((p("deep"),)),))),), "summary")
    package = written(document(inner, bullets("b", ordered=True)))
    assert [name for name, text in package.paragraphs() if text] == ["List Bullet", "List Bullet 2", "List Number"]


def test_logos_stay_small(written):
    made = sample_document()
    name = next(name for name, one in made.assets.items() if one.kind == "png")
    big = replace(made.assets[name], width=4000, height=1000, dpi=72)
    package = written(replace(document(b.Figure(b.Image(name, "Logo of us"), role="logo")), assets={name: big}))
    [extent] = package.find("//wp:extent")
    assert int(extent.get("cy")) <= 26 * 12700
    assert int(extent.get("cx")) == 4 * int(extent.get("cy"))


# Links


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)", "file:///etc/passwd", "\\\\host\\share", "data:text/html,x", "http://", "https:///x",
        "http://[::1", "mailto:", "mailto:nobody", "ftp://example.org", "#nowhere", "http://exa mple.org:port/",
        "https://example.org/" + "x" * 5000, "http://a..b/", "",
    ],
)  # fmt: skip
def test_links_that_lead_nowhere_good_are_text(written, href):
    package = written(document(p("See ", i.Link(t("this"), href), ".")))
    assert package.text().startswith("See this.")
    assert package.find("//w:hyperlink") == []
    assert "word/_rels/document.xml.rels" in package.names
    assert b"External" not in package.read("word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    ("href", "target"),
    [
        ("https://example.org/a?b=1&c=2#d", "https://example.org/a?b=1&c=2#d"),
        ("https://example.org/ä ö", "https://example.org/%C3%A4%20%C3%B6"),
        ("https://example.org/%C3%A4", "https://example.org/%C3%A4"),
        ("mailto:a@example.org?subject=x", "mailto:a@example.org?subject=x"),
        ("HTTPS://EXAMPLE.ORG/", "HTTPS://EXAMPLE.ORG/"),
    ],
)
def test_links_keep_their_targets(written, href, target):
    package = written(document(p(i.Link(t("this"), href))))
    rels = [one.get("Target") for one in package.xml("word/_rels/document.xml.rels") if one.get("TargetMode")]
    assert rels == [target]
