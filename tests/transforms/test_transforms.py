"""What the transforms settle, on small documents."""

from __future__ import annotations

from collections.abc import Sequence

from reports.diagnostics import Collector
from reports.language import words
from reports.model import blocks as b
from reports.model import inlines as i
from reports.model.document import Document, Meta
from reports.model.walk import plain_text, walk
from reports.source import Position
from reports.transforms import RenderedCitations, resolve


def T(text: str) -> i.Text:  # noqa: N802 - as short as the tests need it
    return i.Text(text)


def P(*inlines: i.Inline) -> b.Para:  # noqa: N802
    return b.Para(inlines)


def H(level: int, text: str) -> b.Heading:  # noqa: N802
    return b.Heading(level, (T(text),))


class Style:
    """A citation style that shows what it is asked: keys, the note, and whether the cluster is narrative."""

    def __init__(self, *, note_style: bool) -> None:
        self.note_style = self.lists = note_style

    def render(self, clusters: Sequence[i.Cite], notes: Sequence[int], collector: Collector) -> RenderedCitations:
        texts = tuple(
            (T(f"{'+'.join(item.key for item in one.items)}@{note}"),)
            for one, note in zip(clusters, notes, strict=True)
        )
        leads = tuple((T("Lead"),) for _ in clusters)
        keys = dict.fromkeys(item.key for one in clusters for item in one.items)
        return RenderedCitations(texts, leads, tuple(b.Reference(f"ref-{key}", (T(key),)) for key in keys))


def settle(*content: b.Block, style: Style | None = None, **options: str) -> tuple[b.Blocks, list[str]]:
    named = {key.replace("_", "-"): value for key, value in options.items()}
    document = Document(Meta("T"), content, words=words("en"), options=named, at=Position("b.yaml"))
    collector = Collector()
    return resolve(document, citations=style, collector=collector).content, [str(one) for one in collector]


def cite(key: str, mode: i.ClusterMode = "parenthetical") -> i.Cite:
    return i.Cite((i.CiteItem(key),), mode)


def test_headings_are_as_deep_as_their_section() -> None:
    content, _ = settle(
        b.Section((H(2, "A"), P(T("x")), H(4, "in"), H(5, "deeper"), b.Section((H(2, "B"),), id="b")), id="a")
    )
    levels = [(plain_text(n.content), n.level) for n in walk(content) if isinstance(n, b.Heading)]
    assert levels == [("A", 1), ("in", 2), ("deeper", 3), ("B", 2)]


def test_sections_are_numbered_and_annexes_lettered() -> None:
    content, _ = settle(
        b.Section((H(2, "S"),), role="summary"),
        b.Section((H(2, "A"), b.Section((H(2, "A1"),)), b.Section((H(2, "A2"),)))),
        b.Section((H(2, "X"), b.Section((H(2, "X1"),))), role="annex"),
        number_sections="yes",
    )
    assert [n.number for n in walk(content) if isinstance(n, b.Heading)] == [
        "",
        "1",
        "1.1",
        "1.2",
        "Annex\N{NO-BREAK SPACE}A",
        "A.1",
    ]


def annexes(*titles: str) -> tuple[list[str], str]:
    """The numbers of annexes in a paper without numbers, and what a reference to the last one prints."""
    parts = tuple(b.Section((H(2, one), b.Section((H(2, "X"),))), f"sec-{k}", "annex") for k, one in enumerate(titles))
    line = P(i.Ref(f"sec-{len(titles) - 1}"), T("; "), i.Ref(f"sec-{len(titles) - 1}", "number"))
    content, _ = settle(b.Section((H(2, "A"),)), *parts, line)
    numbers = [n.number.replace("\N{NO-BREAK SPACE}", " ") for n in walk(content) if isinstance(n, b.Heading)]
    return numbers, plain_text((content[-1],)).replace("\N{NO-BREAK SPACE}", " ")


def test_annexes_say_what_they_are_where_nothing_is_numbered() -> None:
    assert annexes("Method") == (["", "Annex", ""], "Annex; Annex")
    assert annexes("Method", "Data") == (["", "Annex A", "", "Annex B", ""], "Annex B; B")
    assert annexes("Annex: method") == (["", "", ""], "“Annex: method”; “Annex: method”")
    assert annexes("Annexation")[0] == ["", "Annex", ""]


def test_things_are_labelled_in_the_order_of_the_text_and_references_print_the_labels() -> None:
    figure = b.Figure(b.Image("a.png", "alt"), (T("Cap"),), id="fig-a")
    box = b.Callout((P(T("do")),), "recommendation", (T("Act"),), id="rec-x", label=b.Label("", "4"))
    logo = b.Figure(b.Image("logo.png"))
    line = P(i.Ref("fig-a"), T("; "), i.Ref("rec-x"), T("; "), i.Ref("x", "number"), T("; "), i.Ref("sec-s"))
    content, found = settle(logo, b.Section((H(2, "S"), figure, box, line), id="sec-s"))
    assert found == []
    assert content[0] == logo
    assert plain_text(content[1:]).splitlines()[-1] == "Figure\xa01; Recommendation\xa04; 4; “S”"


def test_unknown_targets_are_told_with_the_nearest() -> None:
    table = b.Table((b.Column(),), (), (b.Row((b.Cell((P(T("x")),)),)),), id="tbl-seats", caption=(T("c"),))
    _, found = settle(table, P(i.Ref("tbl-seat", at=Position("b.yaml", 7, 3))), P(i.Link((T("l"),), "#nowhere")))
    assert found[0].startswith("b.yaml:7:3: REF001 error")
    assert "@tbl-seats" in found[0]
    assert found[1].startswith("b.yaml:1:1: REF001")


def test_an_id_is_used_once() -> None:
    _, found = settle(b.Section((H(2, "A"),), id="a"), b.Section((H(2, "B"),), id="a"))
    assert [line.split()[1] for line in found] == ["REF002"]


def test_note_style_makes_notes_and_sets_the_call_after_the_mark() -> None:
    para = P(T("Said "), cite("k"), T(". And "), cite("n", "narrative"), T(" argues."))
    content, _ = settle(para, style=Style(note_style=True))
    (first,) = content
    assert isinstance(first, b.Para)
    kinds = [type(one).__name__ for one in first.content]
    assert kinds == ["Text", "Note", "Text", "Cite", "Note", "Text"]
    assert plain_text(content) == "Said. And Lead argues."
    notes = [(n.number, plain_text(n.content)) for n in walk(content) if isinstance(n, i.Note)]
    assert notes == [("1", "k@1"), ("2", "n@2")]


def test_a_cluster_in_an_authors_note_stays_there_and_knows_its_number() -> None:
    para = P(T("x"), i.Note((P(T("See "), cite("k"), T(".")),)), T(" y "), cite("k"))
    content, _ = settle(para, style=Style(note_style=True))
    notes = [plain_text(n.content) for n in walk(content) if isinstance(n, i.Note)]
    assert notes == ["See k@1.", "k@2"]


def test_author_date_style_keeps_clusters_in_the_text_and_fills_the_list() -> None:
    references = b.Section((H(2, "References"), b.References()), id="references", role="references")
    content, _ = settle(P(cite("b"), cite("a")), references, style=Style(note_style=False))
    assert plain_text(content).splitlines() == ["b@0a@0", "References", "b", "a"]
    nothing_cited, _ = settle(P(T("x")), references, style=Style(note_style=False))
    assert nothing_cited == (P(T("x")),)


def test_endnotes_are_gathered_and_footnotes_leave_no_empty_section() -> None:
    home = b.Section((H(2, "Notes"), b.Endnotes()), id="notes", role="notes")
    content, _ = settle(P(T("x"), i.Note((P(T("n")),))), home, notes="end")
    assert any(isinstance(n, b.Endnote) and n.number == "1" for n in walk(content))
    without, _ = settle(P(T("x"), i.Note((P(T("n")),))), home)
    assert len(without) == 1
    made, _ = settle(P(T("x"), i.Note((P(T("n")),))), notes="end")
    assert isinstance(made[-1], b.Section)


def test_contents_list_what_can_be_linked_to_without_notes() -> None:
    heading = b.Heading(2, (T("A"), i.Note((P(T("n")),))))
    inner = b.Section((H(2, "B"), b.Section((H(2, "C"),), id="c")), id="b")
    content, _ = settle(b.Contents(depth=2), b.Contents("figures"), b.Section((heading, inner), id="a"))
    contents = content[0]
    assert isinstance(contents, b.Contents)
    assert [(e.level, plain_text(e.content), e.target) for e in contents.entries] == [(1, "A", "a"), (2, "B", "b")]
    assert not any(isinstance(n, b.Contents) for n in content[1:])


def test_neighbouring_texts_become_one() -> None:
    content, _ = settle(P(T("a"), T(""), T("b"), i.Emph((T("c"), T("d")))))
    assert content == (P(T("ab"), i.Emph((T("cd"),))),)


class Stopped(Style):
    """A note style that closes every note with a full stop, as Chicago does."""

    def render(self, clusters: Sequence[i.Cite], notes: Sequence[int], collector: Collector) -> RenderedCitations:
        texts = tuple((*one.items[0].prefix, i.Emph((T(f"{one.items[0].key}."),))) for one in clusters)
        return RenderedCitations(texts, tuple((T("Lead"),) for _ in clusters))


def test_a_cluster_among_an_authors_words_in_a_note_has_no_stop_of_its_own() -> None:
    para = P(T("x"), i.Note((P(T("As "), cite("k", "narrative"), T(". More "), cite("m"), T(" says.")),)))
    content, _ = settle(para, style=Stopped(note_style=True))
    assert [plain_text(n.content) for n in walk(content) if isinstance(n, i.Note)] == ["As k. More m says."]


def test_a_note_made_of_a_cluster_begins_with_a_capital_and_keeps_its_stop() -> None:
    see = i.Cite((i.CiteItem("k", prefix=(T("see "),)),))
    content, _ = settle(P(T("x "), see, T(".")), style=Stopped(note_style=True))
    assert [plain_text(n.content) for n in walk(content) if isinstance(n, i.Note)] == ["See k."]


def source_line(*line: i.Inline, style: Style, listed: bool = True) -> str:
    figure = b.Figure(b.Image("a"), (T("Cap"),), source=line)
    lists = (b.Section((H(2, "References"), b.References()), role="references"),) if listed else ()
    content, _ = settle(figure, P(T("x "), cite("m")), *lists, style=style)
    assert [plain_text(n.content) for n in walk(content) if isinstance(n, i.Note)] == ["m."]
    assert isinstance(content[0], b.Figure)
    return plain_text(content[0].source)


def test_a_source_line_prints_the_source_itself() -> None:
    assert source_line(cite("k"), style=Stopped(note_style=True), listed=False) == "k."


def test_a_source_line_that_ends_in_a_stop_ends_in_one() -> None:
    assert source_line(cite("k"), T("."), style=Stopped(note_style=True), listed=False) == "k."


class Short(Stopped):
    """A note style that prints author and year in source lines."""

    def render(self, clusters: Sequence[i.Cite], notes: Sequence[int], collector: Collector) -> RenderedCitations:
        found = super().render(clusters, notes, collector)
        keys = ["+".join(item.key for item in one.items) for one in clusters]
        texts = [
            text
            if note >= 0
            else (T(f"{key} (2020)"),)
            if one.mode == "narrative"
            else (T("("), i.Link((T(f"{key} 2020"),), "#ref"), T(")"))
            for text, note, key, one in zip(found.clusters, notes, keys, clusters, strict=True)
        ]
        return RenderedCitations(tuple(texts), found.leads, found.references)


def test_a_source_line_names_author_and_year_where_a_list_tells_the_rest() -> None:
    style = Short(note_style=True)
    assert source_line(cite("Doe"), style=style) == "Doe 2020"
    assert source_line(T("Own count from "), cite("Doe"), T("."), style=style) == "Own count from Doe 2020."
    assert source_line(T("Ministry "), cite("Doe"), style=style) == "Ministry (Doe 2020)"
    assert source_line(T("Own count; "), cite("Doe"), style=style) == "Own count; Doe 2020"
    assert source_line(T("Data by Doe "), cite("Doe"), style=style) == "Data by Doe (2020)"
    assert source_line(T("McDoe "), cite("Doe"), style=style) == "McDoe (Doe 2020)"
    assert source_line(T("After "), cite("Doe", "narrative"), T("."), style=style) == "After Doe (2020)."


def test_boxes_of_a_kind_say_so_unless_their_titles_do() -> None:
    boxes = [("definition", "Zone"), ("warning", "Caution: ice"), ("note", "Mind"), ("method", "")]
    content, _ = settle(*(b.Callout((P(T("x")),), role, (T(title),) if title else ()) for role, title in boxes))
    assert [str(one.label or "") for one in content if isinstance(one, b.Callout)] == ["Definition", "", "", "Method"]
