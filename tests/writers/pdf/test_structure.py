"""The logical tree of a PDF: what validators check, and what none of them sees."""

from __future__ import annotations

from io import BytesIO

import page
import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from reports.language import LANGUAGES
from reports.model import blocks as b
from tests.documents import cell, document, h, note, p, sample_document
from tests.strategies import documents
from tests.writers.pdf.reading import draw, plain, read

CALM = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), phases=[Phase.generate]
)


def faults(data: bytes, *profiles: str) -> list[str]:
    """What the validator finds."""
    found = []
    for profile in profiles or ("ua1", "2a"):
        report = page.validate_pdf_bytes(data, profile=profile)
        found += [f"{profile}: {one}" for one in report.failures]
        assert report.is_compliant == (not report.failures)
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sample_conforms_in_every_language(lang: str) -> None:
    assert faults(draw(sample_document(lang)).data) == []


@pytest.mark.parametrize("look", ["brief", "report", "memo", "evidence-brief", "recommendations-paper"])
def test_the_sample_conforms_in_every_look(look: str) -> None:
    assert faults(draw(sample_document(mark="Draft"), look).data) == []


def test_the_validator_would_see_a_fault() -> None:
    data = draw(document(p("One."))).data
    with pikepdf.open(BytesIO(data)) as pdf:
        del pdf.Root.MarkInfo
        out = BytesIO()
        pdf.save(out)
    assert faults(out.getvalue()) != []


@CALM
@given(documents())
def test_random_documents_conform(made: object) -> None:
    assert faults(draw(made).data) == []  # type: ignore[arg-type]


@CALM
@given(documents())
def test_every_mark_has_its_element_and_every_link_its_object(made: object) -> None:
    check_tree(draw(made).data)  # type: ignore[arg-type]


def test_the_tree_of_the_sample_holds() -> None:
    check_tree(draw(sample_document(mark="Draft"), "report").data)


def check_tree(data: bytes) -> None:
    """Invariants that no validator looks at."""
    found = read(data)
    assert len(found.referenced) == len(set(found.referenced)), "a mark belongs to two elements"
    assert set(found.marks) <= set(found.referenced), "text under a mark that no element has"
    assert found.unmarked.strip() == "", "text that is neither content nor artifact"
    ids = [one.id for one in found.root.walk() if one.id]
    assert len(ids) == len(set(ids))
    assert all(one.id for one in found.root.all("Note"))
    check_parents(data)
    check_links(data)


def check_parents(data: bytes) -> None:
    """The parent tree says of every mark and annotation what the tree says."""
    with pikepdf.open(BytesIO(data)) as pdf:
        root = pdf.Root.StructTreeRoot
        nums = list(root.ParentTree.Nums)
        table = {int(nums[k]): nums[k + 1] for k in range(0, len(nums), 2)}
        pages = {one.objgen: one for one in pdf.pages}
        seen = 0

        def visit(node: pikepdf.Dictionary) -> None:
            nonlocal seen
            kids = node.get("/K", [])
            for kid in kids if isinstance(kids, pikepdf.Array | list) else [kids]:
                if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                    assert table[int(kid.Obj.StructParent)].objgen == node.objgen
                    assert kid.Obj.objgen in {one.objgen for one in pages[kid.Pg.objgen].Annots}
                elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") != "/MCR":
                    assert kid.P.objgen == node.objgen
                    visit(kid)
                else:
                    where = kid.Pg if isinstance(kid, pikepdf.Dictionary) else node.Pg
                    mark = int(kid.MCID if isinstance(kid, pikepdf.Dictionary) else kid)
                    parents = table[int(pages[where.objgen].StructParents)]
                    assert parents[mark].objgen == node.objgen
                    seen += 1

        visit(root.K[0])
        listed = sum(1 for one in table.values() if isinstance(one, pikepdf.Array) for kid in one if kid is not None)
        assert seen == listed


def check_links(data: bytes) -> None:
    """Every annotation is in the tree, has a description and a place to go."""
    with pikepdf.open(BytesIO(data)) as pdf:
        known = {one.objgen for one in pdf.pages}
        for one in pdf.pages:
            for annotation in one.get("/Annots", []):
                assert "/StructParent" in annotation
                assert str(annotation.Contents)
                assert "/A" in annotation or annotation.Dest[0].objgen in known


def test_headings_start_at_one_and_skip_no_level() -> None:
    title = b.Division((p("Title", role="title"),), "title-block")
    made = document(title, h(1, "One"), h(4, "Deep"), h(2, "Two"), h(1, "Three"))
    tags = [one.tag for one in read(draw(made).data).root.all("H1", "H2", "H3", "H4", "H5", "H6")]
    assert tags == ["H1", "H2", "H3", "H3", "H2"]
    bare = [one.tag for one in read(draw(document(h(1, "One"), h(3, "Two"))).data).root.all("H1", "H2", "H3")]
    assert bare == ["H1", "H2"]


def test_a_note_follows_its_paragraph_and_both_are_linked() -> None:
    made = document(p("Said", note("1", "Where."), " so."), p("Next."))
    root = read(draw(made).data).root
    assert [(one.tag, one.text) for one in root.kids] == [("P", "Said1 so."), ("Note", "1Where."), ("P", "Next.")]
    reference, back = root.all("Reference")[0], root.all("Note")[0].all("Link")[0]
    assert reference.all("Link")[0].annotations
    assert back.annotations
    assert root.all("Note")[0].kids[0].tag == "Lbl"  # type: ignore[union-attr]


def test_tables_have_scopes_spans_and_whole_rows() -> None:
    head = b.Row((cell("A", header=True), cell("B", header=True, colspan=2)))
    rows = (b.Row((cell("x", header=True, rowspan=2), cell("1"), cell("2"))), b.Row((cell("3"),)))
    made = document(b.Table((b.Column(),) * 3, (head,), rows))
    table = read(draw(made).data).root.all("Table")[0]
    assert [one.tag for one in table.kids] == ["THead", "TBody"]  # type: ignore[union-attr]
    heads = table.all("TH")
    assert [str(one.attributes["Scope"]) for one in heads] == ["/Column", "/Column", "/Row"]
    assert int(heads[1].attributes["ColSpan"]) == 2
    assert int(heads[2].attributes["RowSpan"]) == 2
    assert [len(one.kids) for one in table.all("TR")] == [2, 3, 2]


def test_lists_have_labels_and_bodies() -> None:
    made = document(b.List((b.ListItem((p("a"),)), b.ListItem((p("b"), p("c")))), ordered=True, start=9))
    found = read(draw(made).data).root.all("L")[0]
    assert str(found.attributes["ListNumbering"]) == "/Decimal"
    labels = [one.text for one in found.all("Lbl")]
    assert labels == ["9.", "10."]
    assert [[kid.text for kid in one.kids] for one in found.all("LBody")] == [["a"], ["b", "c"]]  # type: ignore[union-attr]


def test_pictures_have_words_and_a_place_and_decoration_has_none() -> None:
    made = sample_document()
    root = read(draw(made).data).root
    figures = root.all("Figure")
    assert figures
    assert all(one.alt for one in figures)
    assert all(len(one.attributes["BBox"]) == 4 for one in figures)
    bare = document(b.Figure(b.Image("map.png", "")))
    from dataclasses import replace

    silent = replace(bare, assets=made.assets)
    assert read(draw(silent).data).root.all("Figure") == []


def test_foreign_words_and_paragraphs_carry_their_language() -> None:
    root = read(draw(sample_document()).data).root
    spans = {one.lang: one.text for one in root.all("Span") if one.lang}
    assert plain(spans["de"]) == "Zusammenarbeit"
