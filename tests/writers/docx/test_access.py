"""Accessibility of the file: what Word's checker asks for, and what a reader with a screen reader needs."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from reports.writers.docx import write
from tests.documents import sample_document
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import NS, Package, W, text_of

LOOKS = ["brief", "report", "memo", "evidence-brief", "recommendations-paper"]

#: Paragraph and run properties that say what a paragraph is, not how it looks.
STRUCTURE = {"pStyle", "rStyle", "numPr", "sectPr", "lang", "noProof", "pageBreakBefore"}


@pytest.fixture(params=LOOKS, scope="module")
def package(request) -> Package:
    return Package(write(sample_document(), theme_of(request.param), pages={}).data)


def test_title_and_language_are_set(package):
    core = package.docx().core_properties
    assert core.title
    assert core.language == "en-GB"
    assert package.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["en-GB"]


def test_other_languages_are_marked(written):
    from tests.writers.docx.cases import CASES

    package = written(CASES["inlines"])
    assert "sr-Cyrl" in package.find("//w:r/w:rPr/w:lang/@w:val")


def test_heading_levels_do_not_jump(package):
    levels = [int(name[-1]) for name, _ in package.paragraphs() if re.fullmatch(r"heading \d", name)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_drawing_has_a_text_or_is_marked_as_decoration(package):
    for one in package.find("//wp:docPr"):
        decorative = one.xpath(".//*[local-name()='decorative']")
        assert bool(one.get("descr", "").strip()) != bool(decorative)


def test_data_tables_have_header_rows_and_descriptions(package):
    tables = package.find("//w:tbl[starts-with(w:tblPr/w:tblStyle/@w:val, 'Table')]")
    assert tables
    for one in tables:
        assert one.xpath("w:tr[1]/w:trPr/w:tblHeader | w:tblPr/w:tblLook[@w:firstColumn='1']", namespaces=NS)
        assert one.xpath("w:tblPr/w:tblCaption | w:tblPr/w:tblDescription", namespaces=NS)


def test_no_empty_paragraphs_as_spacing(package):
    for one in package.find("//w:body/w:p"):
        if text_of(one) or one.xpath(".//w:drawing | .//w:fldChar | w:pPr/w:numPr", namespaces=NS):
            continue  # an item that starts with a list or a table shows its own marker alone
        style = package.style_name(one)
        between = one.getprevious() is not None and one.getprevious().tag == f"{{{W}}}tbl"
        assert style.startswith("Separator"), style
        assert between or one.xpath("w:pPr/w:sectPr", namespaces=NS)


def test_formatting_is_in_styles(package, capsys):
    """Direct formatting stays for what a style cannot say: a second emphasis, the space of a title at a box's edge."""
    direct, total = 0, 0
    for part in ("word/document.xml", "word/footnotes.xml"):
        for one in package.find("//w:p/w:pPr | //w:r[w:t]", part):
            total += 1
            inner = one if one.tag.endswith("pPr") else one.find(f"{{{W}}}rPr")
            names = {child.tag.rsplit("}", 1)[1] for child in inner} if inner is not None else set()
            direct += bool(names - STRUCTURE)
    with capsys.disabled():
        print(f"\n  direct formatting in {direct} of {total} paragraphs and runs ({direct / total:.1%})")
    assert direct / total < 0.03


def _luminance(value: str) -> float:
    parts = [int(value[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((_luminance(one), _luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _said(package: Package, style, path: str, default: str) -> str:
    """What *style* or the nearest style it is based on says."""
    while style is not None:
        found = style.xpath(path, namespaces=NS)
        if found:
            return found[0]
        based = style.xpath("w:basedOn/@w:val", namespaces=NS)
        style = (
            next(iter(package.find(f'//w:style[@w:styleId="{based[0]}"]', "word/styles.xml")), None) if based else None
        )
    return default


def test_text_stands_out_from_its_ground(package):
    for style in package.find("//w:style[@w:type='paragraph']", "word/styles.xml"):
        ink = _said(package, style, "w:rPr/w:color/@w:val", "000000")
        ground = _said(package, style, "w:pPr/w:shd/@w:fill", "FFFFFF")
        assert contrast(ink, ground) >= 4.5, style.get(f"{{{W}}}styleId")


def test_every_style_in_use_is_defined_and_every_base_is_there(package):
    known = set(package.style_names)
    for part in [one for one in package.names if re.match(r"word/(document|footnotes|endnotes|header|footer)", one)]:
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used = {one.get(f"{{{W}}}val") for one in package.xml(part).iter(f"{{{W}}}{tag}")}
            assert used <= known
    for tag in ("basedOn", "next"):
        assert set(package.find(f"//w:{tag}/@w:val", "word/styles.xml")) <= known


def test_built_in_names_are_used(package):
    names = {name for name, _ in package.paragraphs()}
    assert {"Title", "heading 1", "heading 2", "List Bullet", "caption", "Bibliography"} <= names | {"List Bullet"}
    custom = package.find("//w:style[@w:customStyle='1']/w:name/@w:val", "word/styles.xml")
    assert not {"Title", "heading 1", "Body Text", "footnote text"} & set(custom)


def test_large_print_profile_stays_readable():
    made = replace(sample_document(), options={"profile": "accessible"})
    package = Package(write(made, theme_of("brief", profile="accessible"), pages={}).data)
    sizes = [int(one) for one in package.find("//w:style[@w:type='paragraph']/w:rPr/w:sz/@w:val", "word/styles.xml")]
    assert min(size for size in sizes if size > 2) >= 21
