"""What makes a page look made by hand: what stays together, which links are underlined, where numbers have room."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from reports.model import blocks as b
from reports.model import inlines as i
from tests.documents import bullets, cell, document, facts, h, p, png, t
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import NS, Package, W, text_of


def said(package: Package, style: str, path: str) -> str | None:
    """The first thing that *style*, or a style it is based on, says at *path*."""
    while style:
        node = package.find(f'//w:style[@w:styleId="{style}"]', "word/styles.xml")[0]
        found = node.xpath(path, namespaces=NS)
        if found:
            return str(found[0])
        style = next(iter(node.xpath("w:basedOn/@w:val", namespaces=NS)), "")
    return None


def keeps(package: Package, paragraph) -> bool:
    """Whether *paragraph* stays on the page of the next one."""
    style = paragraph.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val")
    while style:
        node = package.find(f'//w:style[@w:styleId="{style}"]', "word/styles.xml")[0]
        found = node.find("w:pPr/w:keepNext", NS)
        if found is not None:
            return found.get(f"{{{W}}}val") != "0"
        style = next(iter(node.xpath("w:basedOn/@w:val", namespaces=NS)), "")
    return False


def test_a_short_box_stands_on_one_page_and_lets_the_text_go_on(written):
    box = b.Callout((p("One"), bullets("two", "three")), "recommendations-summary", t("At a glance"))
    package = written(document(p("before"), box, p("after")))
    kept = {text_of(one): keeps(package, one) for one in package.find("//w:body/w:p")}
    assert kept == {
        "before": False, "At a glance": True, "One": True, "two": True, "three": False, "after": False,
    }  # fmt: skip


def test_a_long_box_may_be_parted(written):
    box = b.Callout(tuple(p("words " * 40) for _ in range(12)), "note", t("Long"))
    package = written(document(box))
    kept = [keeps(package, one) for one in package.find("//w:body/w:p")]
    assert kept[0] is True
    assert not any(kept[1:])


def test_facts_stand_together_a_little_below_a_list(written):
    steps = bullets("first", "second", ordered=True)
    box = b.Callout((p("Do", role="action"), p("Steps", role="steps"), steps, facts(("By", "2030"), ("Who", "You"))),
                    "recommendation", t("Act"), "rec-a", b.Label("Recommendation", "1"))  # fmt: skip
    package = written(document(box))
    found = {text_of(one).strip(): one for one in package.find("//w:body/w:p")}
    first = next(one for text, one in found.items() if text.startswith("By"))
    assert keeps(package, first)
    style = first.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val")
    assert int(said(package, style, "w:pPr/w:spacing/@w:before") or 0) >= 100
    steps_style = found["Steps"].find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val")
    assert said(package, steps_style, "w:rPr/w:sz/@w:val") == "17"


@pytest.mark.parametrize(("look", "role"), [("memo", "memo-head"), ("brief", "imprint"), ("brief", "memo-head")])
def test_a_picture_in_a_fact_stands_in_the_column_of_its_text(written, look, role):
    fact = b.Definition(t("Funding"), (p("A fund"), b.Figure(b.Image("wide", "A picture")), p("More")))
    made = replace(document(b.DefinitionList((fact,), role)), assets={"wide": png(1600, 8)})
    package = written(made, theme=theme_of(look))
    first, picture, more = package.find("//w:body/w:p")[:3]
    lefts = [int(said(package, one.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val"), "w:pPr/w:ind/@w:left") or 0)
             for one in (first, picture, more)]  # fmt: skip
    assert len(set(lefts)) == 1
    page, *margins = (int(package.find(f"//w:sectPr[last()]/{one}")[0]) for one in (
        "w:pgSz/@w:w", "w:pgMar/@w:left", "w:pgMar/@w:right"))  # fmt: skip
    assert int(picture.xpath(".//wp:extent/@cx", namespaces=NS)[0]) / 635 <= page - sum(margins) - lefts[1] + 1


def test_further_lines_of_a_fact_stand_below_its_text(written):
    fact = b.Definition(t("Indicator"), (p("Share of cases"), p("Baseline: none", role="measure")))
    package = written(document(b.DefinitionList((fact,), "memo-head")), theme=theme_of("memo"))
    first, second = package.find("//w:body/w:p")[:2]
    lefts = [said(package, one.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val"), "w:pPr/w:ind/@w:left")
             for one in (first, second)]  # fmt: skip
    assert int(lefts[0] or 0) == int(lefts[1] or 0) > 0


def test_named_links_are_underlined_and_addresses_tell_themselves(written):
    link = i.Link(t("the report"), "https://example.org/a")
    address = i.Link(t("example.org/a"), "https://example.org/a")
    inside = i.Link(t("Section 1"), "#one")
    package = written(document(p(link, " ", address, " ", inside), h(1, "One", "one")))
    styles = {text_of(one): one.find("w:r/w:rPr/w:rStyle", NS).get(f"{{{W}}}val")
              for one in package.find("//w:hyperlink")}  # fmt: skip
    assert styles == {"the report": "Hyperlink", "example.org/a": "WebAddress", "Section 1": "InternalLink"}
    lines = {name: said(package, name, "w:rPr/w:u/@w:val") for name in styles.values()}
    assert lines == {"Hyperlink": "single", "WebAddress": "none", "InternalLink": "none"}


def test_numbers_of_headings_have_room_for_the_longest(written):
    def place(count: int) -> int:
        package = written(document(*(h(1, f"H{one}", f"h-{one}", str(one)) for one in range(1, count + 1))))
        [found] = package.find("//w:lvl[w:pStyle/@w:val='Heading1']/w:pPr/w:ind/@w:left", "word/numbering.xml")
        return int(found)

    assert place(9) <= place(10) < place(100)


def test_lists_of_figures_hang_behind_their_longest_label(written):
    def hangs(*numbers: str) -> int:
        entries = tuple(b.ContentsEntry(1, t("A caption"), f"fig-{one}", one) for one in numbers)
        package = written(document(b.Contents("figures", title=t("Figures"), entries=entries)))
        return int(said(package, "TableofFigures", "w:pPr/w:ind/@w:hanging") or 0)

    assert 0 < hangs("Figure 1") < hangs("Figure 1", "Figure 10") < hangs("Abbildung 10")


def test_a_short_table_stands_on_one_page(written):
    def kept(rows: int) -> list[bool]:
        body = tuple(b.Row((b.Cell((p(str(one)),)),)) for one in range(rows))
        package = written(document(b.Table((b.Column(),), (), body)))
        return [keeps(package, one) for one in package.find("//w:tc/w:p")]

    assert kept(3) == [True, True, False]
    assert not any(kept(60))


def test_fonts_come_along_and_code_only_where_it_is_needed(written):
    def fonts(*content: b.Block) -> set[str]:
        made = replace(document(*content), options={"docx-fonts": "embedded"})
        return {re.sub(r"[-_].*", "", one.rsplit("/", 1)[1]) for one in written(made).names if one.endswith(".odttf")}

    assert any("Code" in one for one in fonts(b.CodeBlock("x")))
    assert any("Code" in one for one in fonts(p(i.Code("x"))))
    plain = fonts(p("x"))
    assert plain
    assert not any("Code" in one for one in plain)


def test_the_gallery_holds_what_an_editor_chooses_and_helpers_stay_hidden(sample):
    styles = sample.find("//w:style", "word/styles.xml")
    chosen = [one.find("w:name", NS).get(f"{{{W}}}val") for one in styles if one.find("w:qFormat", NS) is not None]
    assert {"Body Text", "heading 1", "List Bullet", "Callout Note", "Callout Note Title"} <= set(chosen)
    assert len(chosen) < 50
    assert not [one for one in chosen if re.search("Last|Opening|Closing|Kept|With Next|Numbered|Inside|At \\d", one)]
    open_ = [one for one in styles if one.get(f"{{{W}}}customStyle") and one.find("w:semiHidden", NS) is None]
    assert all(one.find("w:qFormat", NS) is not None for one in open_)


def test_an_option_stays_with_the_table_of_what_is_known_about_it(written):
    box = b.Callout((p("What it is"),), "option", t("Signs"), "opt-a", b.Label("Option", "1"))
    table = b.Table((), (), (b.Row((cell("Cost"), cell("Low"))),), role="options")
    package = written(document(b.Section((box, table), "sec-option"), b.Callout((p("Alone"),), "option", t("Zones"))))
    kept = {text_of(one).strip(): keeps(package, one) for one in package.find("//w:body/w:p")}
    assert kept["What it is"] is True
    assert kept["Alone"] is False


def test_abbreviations_stand_in_the_column_of_the_text(written):
    package = written(
        document(facts(("EU", "Union"), role="abbreviations"), facts(("By", "2030"))), theme=theme_of("report")
    )
    lefts = {}
    for one in package.find("//w:body/w:p"):
        style = one.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val")
        ind = [int(said(package, style, f"w:pPr/w:ind/@w:{side}") or 0) for side in ("left", "firstLine", "hanging")]
        lefts[text_of(one).strip()[:2]] = ind[0] + ind[1] - ind[2]
    assert lefts["EU"] == 0
    assert lefts["By"] < 0


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_band_of_a_cover_gives_way_to_a_long_title(written, paper):
    def drop(words: int) -> int:
        title = p("Limits " * words, role="title")
        cover = b.Division(
            (p("Series", role="series"), title, p("Desk", role="byline"), p("2026", role="date")), "cover"
        )
        package = written(replace(document(cover, p("x")), options={"paper": paper}), theme=theme_of("report"))
        style = package.find("//w:body/w:p")[1].find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val")
        return int(said(package, style, "w:pPr/w:spacing/@w:before") or 0)

    found = [drop(words) for words in (2, 10, 20, 40)]
    assert found == sorted(found, reverse=True)
    assert found[0] > 4000
    assert found[-1] == 480


def test_an_imprint_stands_on_one_page(written):
    code = b.Figure(b.QrCode("https://example.org", "Code"), role="qr")
    about = facts(*((f"Term {k}", "Text") for k in range(20)), role="imprint")
    package = written(document(p("before"), b.Division((code, about), "imprint")))
    kept = [keeps(package, one) for one in package.find("//w:body/w:p")]
    assert kept == [False, *[True] * 20, False]


def test_a_table_of_long_texts_in_many_columns_hangs_out(written):
    rule = "National default on urban roads with one lane in each direction; 20 km/h where the pavement is level. " * 3
    row = b.Row(tuple(cell(one) for one in ("Spain", "30 km/h", "May 2021", rule, rule[:60], "Penalties", "None")))
    widths = []
    for one in (row, b.Row(row.cells[:3])):
        package = written(document(b.Table((b.Column(),) * len(one.cells), (), (one,))))
        widths.append(int(package.find("//w:tblW/@w:w")[0]))
    assert widths[0] > widths[1]
