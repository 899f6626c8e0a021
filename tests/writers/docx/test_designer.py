"""A designer's template: its looks, our structure; and whatever else somebody may name as a template."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from importlib.resources import files

import pytest
from docx import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt, RGBColor

from reports.writers.docx import write
from reports.writers.docx.codes import EXPLANATIONS
from reports.writers.docx.zipper import pack
from tests.documents import document, h, p, sample_document
from tests.writers.docx.reading import NS, SCHEMAS, Package, W, audit, schema_errors


@pytest.fixture(scope="module")
def template() -> bytes:
    """What a designer would save: python-docx's own base, with a few styles changed and one added."""
    made = WordDocument(io.BytesIO(files("docx").joinpath("templates/default.docx").read_bytes()))
    made.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0x00, 0x55)
    made.styles["Heading 1"].font.size = Pt(33)
    made.styles["List Bullet"].font.italic = True
    own = made.styles.add_style("House Kicker", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = made.styles["Normal"]
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def styled(theme, template: bytes, made=None) -> Package:
    result = write(made or sample_document(), theme, pages={}, template=template)
    assert result.diagnostics == ()
    return Package(result.data)


def test_styles_of_the_same_name_are_the_designers(theme, template):
    package = styled(theme, template)
    made = package.docx()
    assert made.styles["Heading 1"].font.size == Pt(33)
    assert str(made.styles["Heading 1"].font.color.rgb) == "AA0055"
    assert made.styles["List Bullet"].font.italic is True
    assert made.styles["House Kicker"].base_style.name == "Normal"
    assert made.styles["Callout Note"].base_style.name == "Normal"
    headings = [name for name, _ in package.paragraphs() if name.lower() == "heading 1"]
    assert headings


def test_ids_and_names_stay_unique_and_bases_known(theme, template):
    package = styled(theme, template)
    ids = package.find("//w:style/@w:styleId", "word/styles.xml")
    assert len(set(ids)) == len(ids)
    names = [name.lower() for name in package.find("//w:style/w:name/@w:val", "word/styles.xml")]
    assert len(set(names)) == len(names)
    for tag in ("basedOn", "next", "link"):
        assert set(package.find(f"//w:{tag}/@w:val", "word/styles.xml")) <= set(ids)


def test_numbering_of_the_template_comes_along_and_headings_keep_ours(theme, template):
    package = styled(theme, template, document(h(1, "One", "one", "1"), h(2, "Sub", "sub", "1.1"), p("x")))
    instances = set(package.find("//w:num/@w:numId", "word/numbering.xml"))
    used = set(package.find("//w:style//w:numId/@w:val", "word/styles.xml"))
    assert used <= instances
    [number] = package.find('//w:style[@w:styleId="Heading1"]//w:numId/@w:val', "word/styles.xml")
    assert int(number) < 1000


def test_the_theme_and_defaults_come_along_in_our_language(theme, template):
    package = styled(theme, template, document(p("x"), lang="sq"))
    assert package.read("word/theme/theme1.xml") == Package(template).read("word/theme/theme1.xml")
    assert package.find("//w:docDefaults//w:lang/@w:val", "word/styles.xml") == ["sq"]


def test_the_result_is_valid_and_the_same_every_time(theme, template):
    first = write(sample_document(), theme, pages={}, template=template).data
    assert first == write(sample_document(), theme, pages={}, template=template).data
    assert audit(first) == []
    if SCHEMAS.is_dir():
        assert schema_errors(first) == []


def test_captions_titles_and_running_heads_keep_their_places(theme, template):
    package = styled(theme, template)
    ours = Package(write(sample_document(), theme, pages={}).data)

    def said(one: Package, style: str, name: str) -> list[dict[str, str]]:
        found = one.find(f'//w:style[@w:styleId="{style}"]/w:pPr/w:{name}', "word/styles.xml")
        return [dict(inner.attrib) for each in found for inner in each.iter()]

    for style, name in (("Caption", "keepNext"), ("Title", "ind"), ("Header", "tabs"), ("Footer", "tabs")):
        assert said(package, style, name) == said(ours, style, name) != []


def _zip(**members: bytes) -> bytes:
    return pack({name.replace("__", "/").replace("_xml", ".xml"): data for name, data in members.items()})


_DOCTYPE = f'<!DOCTYPE s [<!ENTITY e "x">]><w:styles xmlns:w="{W}"><w:style>&e;</w:style></w:styles>'.encode()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no zip", _zip(other=b"x"), _zip(word__styles_xml=b""), _zip(word__styles_xml=b"<w:styles"),
        _zip(word__styles_xml=_DOCTYPE), _zip(word__styles_xml=b" " * 9_000_000),
        _zip(word__styles_xml=b"<a/>" + b" " * 500_000),
    ],
)  # fmt: skip
def test_a_template_that_is_none_is_told_and_the_file_still_made(theme, data):
    made = replace(document(p("x")), at=None)
    result = write(made, theme, pages={}, template=data)
    [told] = result.diagnostics
    assert (told.code, told.severity.value) == (EXPLANATIONS[0].code, "warning") == ("OUT201", "warning")
    assert result.data == write(made, theme, pages={}).data


def test_foreign_markup_stays_behind(theme, template):
    package = Package(template)
    with zipfile.ZipFile(io.BytesIO(template)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    strange = b'<w:rPr xmlns:x="urn:x"><x:evil x:a="1"/><w:b x:c="2"/></w:rPr></w:style></w:styles>'
    styles = package.read("word/styles.xml")
    members["word/styles.xml"] = styles[: styles.rindex(b"</w:style>")] + strange
    made = styled(theme, pack(members))
    assert b"urn:x" not in made.read("word/styles.xml")
    assert made.xml("word/styles.xml").xpath("//w:style", namespaces=NS)
