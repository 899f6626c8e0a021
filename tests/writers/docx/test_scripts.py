"""Scripts that run from right to left, characters beyond the first plane, and texts longer than most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reports.model import blocks as b
from reports.model import inlines as i
from tests.documents import cell, document, facts, h, note, p, t
from tests.writers.docx.reading import NS, SCHEMAS, Package, W, audit, schema_errors, text_of

HEBREW, ARABIC = "שלום, עולם!", "مجلس التعاون (2024) الإقليمي"
EMOJI = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001d518 \U00020000"


def backward(package: Package) -> list[str]:
    """The text of every run that is set from right to left."""
    return [text_of(one) for one in package.find("//w:r[w:rPr/w:rtl]")]


def sound(package: Package) -> bool:
    return not audit(package.data) and not (SCHEMAS.is_dir() and schema_errors(package.data))


def test_hebrew_and_arabic_are_runs_from_right_to_left(written):
    package = written(document(p(f"They say {HEBREW} and ", i.Span(t(ARABIC), lang="ar"), " in 2024.")))
    assert backward(package) == [HEBREW.rstrip("!"), ARABIC]
    assert text_of(package.body) == f"They say {HEBREW} and {ARABIC} in 2024."
    assert package.find("//w:r[w:rPr/w:rtl][2]/w:rPr/w:lang/@w:bidi") == ["ar"]
    assert package.find("//w:p[w:pPr/w:bidi]") == []
    assert sound(package)


def test_a_paragraph_in_such_a_language_begins_at_the_right(written):
    package = written(document(p("left"), p(HEBREW, lang="he"), b.Division((h(2, HEBREW), p(HEBREW)), lang="he")))
    styles = {one.get(f"{{{W}}}styleId") for one in package.find("//w:style[w:pPr/w:bidi]", "word/styles.xml")}
    named = [
        one.find("w:pPr/w:bidi", NS) is not None or one.find("w:pPr/w:pStyle", NS).get(f"{{{W}}}val") in styles
        for one in package.find("//w:body/w:p")
    ]
    assert named == [False, True, True, True]
    assert sound(package)


def test_a_document_in_such_a_language_is_turned_round(written):
    made = document(h(1, HEBREW, "a"), p(HEBREW), b.Table((), (), (b.Row((cell("1"), cell(HEBREW))),)))
    package = written(replace(made, meta=replace(made.meta, lang="he")))
    assert package.find("//w:pPrDefault/w:pPr/w:bidi", "word/styles.xml")
    assert package.find("//w:rPrDefault//w:lang/@w:bidi", "word/styles.xml") == ["he"]
    assert package.find("//w:tblPr/w:bidiVisual")
    assert sound(package)


@pytest.mark.parametrize("text", ["A long heading " * 40, EMOJI, "x" * 600])
def test_odd_texts_stand_everywhere_and_stay_whole(written, text):
    text = text.strip()
    figure = b.Figure(b.Chart("bar", (text,), (b.Series(text, (1.0,)),), text, text, text), t(text), t(text), id="f",
                      label=b.Label("Figure", "1"))  # fmt: skip
    contents = b.Contents(title=t(text), entries=(b.ContentsEntry(1, t(text), "a", "1"),))
    made = document(
        contents, h(1, text, "a", "1"), p(text, note("1", text), i.Ref("a", "title", t(text))), figure,
        facts((text, text)),
        b.Table((), (b.Row((cell(text, header=True),)),), (b.Row((cell(text),)),), t(text), id="t",
                label=b.Label("Table", "1")),
        b.Callout((p(text),), "note", t(text)), title=text,
    )  # fmt: skip
    package = written(made)
    assert package.text().count(text) >= 9
    assert text in package.text("word/footnotes.xml")
    assert sound(package)
