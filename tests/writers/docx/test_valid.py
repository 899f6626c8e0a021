"""Other people's rules: openxml-audit, the ISO schemas, the Open XML SDK."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from reports.writers.docx import write
from tests.documents import sample_document
from tests.strategies import documents
from tests.writers.docx.cases import CASES
from tests.writers.docx.conftest import theme_of
from tests.writers.docx.reading import SCHEMAS, audit, schema_errors, sdk_command, sdk_findings

SAMPLES = {
    "plain": ({}, {}),
    "review with Zotero": ({"docx-citations": "zotero"}, {"status": "review", "mark": "Draft"}),
    "letter, two-sided, fonts": ({"paper": "letter", "two-sided": "yes", "docx-fonts": "embedded"}, {}),
}


def _sample(name: str, lang: str = "en-GB"):
    options, meta = SAMPLES[name]
    made = sample_document(lang)
    sources = {"doe": {"id": "doe", "type": "book", "title": "A book"}, "saa2016": {"id": "saa2016", "type": "treaty"}}
    return replace(made, options={**made.options, **options}, meta=replace(made.meta, **meta), sources=sources)


@pytest.mark.parametrize(
    ("name", "look"), [*((name, "brief") for name in SAMPLES), ("plain", "report"), ("plain", "memo")]
)
def test_sample_passes_the_audit(name, look):
    assert audit(write(_sample(name), theme_of(look), pages={}).data) == []


@pytest.mark.parametrize("lang", ["sq", "sr-Cyrl-RS", "mk", "el"])
def test_sample_passes_the_audit_in_other_languages(lang, theme):
    assert audit(write(_sample("plain", lang), theme, pages={}).data) == []


@pytest.mark.parametrize("name", CASES)
def test_case_passes_the_audit(name, theme):
    assert audit(write(CASES[name], theme, pages={}).data) == []


#: The schemas are no part of the project; where they are at hand, they are asked as well.
schemas = pytest.mark.skipif(
    not SCHEMAS.is_dir(), reason="no ISO/IEC 29500 schemas beside the checkout or where OOXML_SCHEMAS says"
)


@schemas
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_obeys_the_schemas(name, theme):
    assert schema_errors(write(_sample(name), theme, pages={}).data) == []


@schemas
@pytest.mark.parametrize("name", CASES)
def test_case_obeys_the_schemas(name, theme):
    assert schema_errors(write(CASES[name], theme, pages={}).data) == []


@schemas
def test_the_schemas_see_a_fault(theme):
    from tests.writers.docx.reading import Package

    package = Package(write(CASES["paragraphs"], theme, pages={}).data)
    spoilt = package.read("word/document.xml").replace(b"<w:pPr><w:pStyle", b"<w:pPr><w:jc w:val='left'/><w:pStyle", 1)
    from reports.writers.docx.zipper import pack

    members = {name: package.read(name) for name in package.names} | {"word/document.xml": spoilt}
    assert any("jc" in one or "pStyle" in one for one in schema_errors(pack(members)))


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(documents(depth=2))
def test_any_document_is_valid(made):
    data = write(made, theme_of(), pages={}).data
    assert audit(data) == []
    if SCHEMAS.is_dir():
        assert schema_errors(data) == []


@pytest.mark.skipif(sdk_command() is None, reason="OOXML_VALIDATOR names no Open XML SDK validator (see sdk.py)")
@pytest.mark.parametrize("name", [*SAMPLES, *CASES])
def test_the_sdk_finds_nothing(name, theme, tmp_path):
    made = _sample(name) if name in SAMPLES else CASES[name]
    path = tmp_path / "case.docx"
    path.write_bytes(write(made, theme, pages={}).data)
    assert sdk_findings(path) == []
