"""The seam: clusters in, inlines out, over real styles."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing import styles
from reports.citing.affixes import Affixes
from reports.citing.csl import Style
from reports.citing.library import Library
from reports.citing.reading import read_library
from reports.citing.render import CitationStyle, Rendered, format_item, render
from reports.citing.slugs import reference_ids
from reports.diagnostics import Collector, Severity
from reports.model.inlines import (
    Cite,
    CiteItem,
    Code,
    Emph,
    Inline,
    Inlines,
    Link,
    Span,
    Strong,
    Superscript,
    Text,
)
from reports.model.walk import plain_text, walk
from reports.source import Position, SourceFile

ITEMS = """\
- {id: wb, type: report, author: [{literal: World Bank}], title: Western Balkans Report, issued: 2023,
    URL: 'https://example.org/wb'}
- {id: "judah 2008", type: book, author: [{family: Judah, given: Tim}], title: Kosovo, publisher: Hurst, issued: 2008}
- {id: ismajli, type: book, author: [{family: Ismajli, given: R.}], title: Gjuhë, publisher: ASHAK, issued: 2003,
    language: sq}
- {id: unused, type: treaty, title: SAA, issued: 2016}
"""


@pytest.fixture(scope="module")
def library() -> Library:
    collector = Collector()
    library = read_library([SourceFile("references.yaml", ITEMS.encode())], None, collector)
    assert list(collector) == []
    return library


def _style(name: str, lang: str = "en-GB") -> Style:
    collector = Collector()
    style = styles.load(name, lang, collector, Position("brief.yaml"))
    assert style is not None, list(collector)
    return style


def _cite(*keys: str | CiteItem, mode: str = "parenthetical") -> Cite:
    return Cite(tuple(CiteItem(key) if isinstance(key, str) else key for key in keys), mode=mode)  # type: ignore[arg-type]


def _shown(inlines: Inlines) -> str:
    """Inlines as text: ``[text](href)`` for links, ``*x*`` for emphasis."""
    out = []
    for node in inlines:
        match node:
            case Text(text):
                out.append(text)
            case Link(content, href):
                out.append(f"[{_shown(content)}]({href})")
            case Emph(content):
                out.append(f"*{_shown(content)}*")
            case _:
                out.append(f"<{type(node).__name__} {_shown(getattr(node, 'content', ()))}>")
    return "".join(out)


def _render(library: Library, style: str, *clusters: Cite, **options: object) -> Rendered:
    return render(library, clusters, _style(style), "en-GB", **options)  # type: ignore[arg-type]


def test_author_date(library: Library) -> None:
    rendered = _render(library, "apa", _cite(CiteItem("judah 2008", "33", "page"), "wb"), _cite("wb", mode="narrative"))
    assert not rendered.note_style
    assert [_shown(one) for one in rendered.clusters] == [
        "([Judah, 2008, p. 33](#ref-judah-2008); [World Bank, 2023](#ref-wb))",
        "[World Bank](#ref-wb) ([2023](#ref-wb))",
    ]
    assert [one.id for one in rendered.references] == ["ref-judah-2008", "ref-wb"]
    assert _shown(rendered.references[1].content) == (
        "World Bank. (2023). *Western Balkans Report*. [https://example.org/wb](https://example.org/wb)"
    )
    assert rendered.hanging


def test_suppressed_and_lone_authors(library: Library) -> None:
    rendered = _render(
        library, "apa", _cite(CiteItem("wb", mode="suppress-author")), _cite(CiteItem("wb", mode="author-only"))
    )
    assert [_shown(one) for one in rendered.clusters] == ["([2023](#ref-wb))", "[World Bank](#ref-wb)"]


def test_numeric_styles_have_labels(library: Library) -> None:
    rendered = _render(library, "ieee", _cite("wb"), _cite("judah 2008", mode="narrative"))
    assert [_shown(one) for one in rendered.clusters] == [
        "[[1]](#ref-wb)",
        "[Judah](#ref-judah-2008) [[2]](#ref-judah-2008)",
    ]
    assert [plain_text(one.label) for one in rendered.references] == ["[1]", "[2]"]


def test_notes_and_their_leads(library: Library) -> None:
    applied = CitationStyle(library, _style("chicago-notes-bibliography"), "en-GB", Position("brief.yaml"))
    assert applied.note_style
    clusters = [
        _cite("wb", mode="narrative"),
        _cite("wb"),
        _cite(CiteItem("wb", "4", "page")),
        _cite("wb", mode="narrative"),
    ]
    collector = Collector()
    rendered = applied.render(clusters, [0, 1, 2, 3], collector)
    assert [_shown(one) for one in rendered.leads] == ["[World Bank](#ref-wb)", "", "", "[World Bank](#ref-wb)"]
    first = _shown(rendered.clusters[1])
    assert first.startswith(
        "[World Bank, *Western Balkans Report* (2023)](#ref-wb), [https://example.org/wb](https://example.org/wb)"
    )
    assert plain_text(rendered.clusters[0]) == ""
    assert plain_text(rendered.clusters[2]) == "World Bank, Western Balkans Report, 4."
    assert plain_text(rendered.clusters[3]).startswith("World Bank, Western Balkans Report")
    assert [one.code for one in collector] == ["CIT002"]


def test_links_are_never_nested_and_lead_to_entries_or_the_web(library: Library) -> None:
    clusters = [_cite("wb", "judah 2008"), _cite("ismajli", CiteItem("wb", "3", "page"), mode="narrative")]
    for name in ("chicago-notes-bibliography", "apa", "ieee", "oscola", "nlm-citation-sequence"):
        rendered = _render(library, name, *clusters)
        ids = {f"#{one.id}" for one in rendered.references}
        everything = [*rendered.clusters, *rendered.leads, *(one.content for one in rendered.references)]
        links = [node for inlines in everything for node in walk(inlines) if isinstance(node, Link)]
        assert links
        for link in links:
            assert link.href in ids or link.href.startswith("https://")
            assert not any(isinstance(inner, Link) for inner in walk(link.content))


def test_affixes_keep_their_form_and_stay_out_of_the_link(library: Library) -> None:
    prefix = (Text("see “the "), Emph((Text("old"),)), Text("” < text, "))
    suffix = (
        Text(", "),
        Strong((Text("but"),)),
        Text(" "),
        Link((Text("here"),), "https://x.org"),
        Text(" "),
        Code("a<i>"),
    )
    rendered = _render(library, "apa", _cite(CiteItem("wb", "3", "page", prefix, suffix)))
    assert _shown(rendered.clusters[0]) == (
        "(see “the *old*” < text, [World Bank, 2023, p. 3](#ref-wb), <Strong but> [here](https://x.org) <Code >)"
    )
    assert Code("a<i>") in list(walk(rendered.clusters[0]))


def test_a_lone_prefix_and_suffix_get_their_spaces(library: Library) -> None:
    rendered = _render(library, "apa", _cite(CiteItem("wb", prefix=(Emph((Text("see"),)),), suffix=(Text("passim"),))))
    assert _shown(rendered.clusters[0]) == "(*see* [World Bank, 2023](#ref-wb) passim)"


def test_unknown_keys_are_all_told_and_the_rest_is_rendered(library: Library) -> None:
    collector = Collector()
    clusters = [
        _cite(CiteItem("judah2008", at=Position("brief.yaml", 4, 7)), "wb"),
        Cite((CiteItem("nothing-like-it"),), at=Position("brief.yaml", 5, 1)),
    ]
    rendered = _render(library, "apa", *clusters, collector=collector)
    errors = [one for one in collector if one.severity is Severity.ERROR]
    assert [(str(one.at), one.code) for one in errors] == [("brief.yaml:4:7", "CIT001"), ("brief.yaml:5:1", "CIT001")]
    assert "did you mean @judah 2008?" in errors[0].hint
    assert _shown(rendered.clusters[0]) == "([World Bank, 2023](#ref-wb))"


def test_keys_of_broken_entries_are_no_second_fault() -> None:
    library = read_library([SourceFile("a.bib", b"@book{a, title = }")], None, Collector())
    collector = Collector()
    _render(library, "apa", _cite("a"), collector=collector)
    assert list(collector) == []


def test_citing_by_an_alias() -> None:
    text = b"@legal{new, ids={old}, title={Treaty}, year=2000}"
    library = read_library([SourceFile("a.bib", text)], None, Collector())
    rendered = _render(library, "apa", _cite("old"))
    assert [one.id for one in rendered.references] == ["ref-new"]


def test_entries_in_another_language_say_so(library: Library) -> None:
    rendered = _render(library, "apa", _cite("ismajli"), _cite("wb"))
    first, second = (one.content for one in rendered.references)
    assert isinstance(first[0], Span)
    assert (first[0].lang, len(first)) == ("sq", 1)
    assert not any(isinstance(node, Span) for node in walk(second))


def test_uncited_references_are_told_where_they_stand(library: Library) -> None:
    collector = Collector()
    _render(library, "apa", _cite("wb", "judah 2008", "ismajli"), collector=collector)
    assert [(str(one.at), one.code, one.severity) for one in collector] == [
        ("references.yaml:6:8", "CIT002", Severity.INFO)
    ]


def test_one_item_by_itself(library: Library) -> None:
    for name in ("chicago-notes-bibliography", "apa", "oscola"):
        assert "Western Balkans Report" in plain_text(format_item(library.entries["wb"].data, _style(name)))


def test_a_style_of_the_workspace() -> None:
    from reports.citing.csl import data

    collector = Collector()
    own = SourceFile("styles/own.csl", data.style("apa"))
    assert styles.load("styles/own.csl", "en-GB", collector, Position("brief.yaml"), own) is not None
    bad = SourceFile("styles/bad.csl", b"<style>\n<nothing>")
    assert styles.load("styles/bad.csl", "en-GB", collector, Position("brief.yaml"), bad) is None
    assert [(one.at.path, one.code) for one in collector] == [("styles/bad.csl", "CIT004")]


def test_languages_with_words_say_nothing() -> None:
    collector = Collector()
    for lang in ("sr-Latn-RS", "sr-Latn", "de-AT", "fr", "en-GB", "en-AU", "el", "hr"):
        assert styles.load("apa", lang, collector, Position("brief.yaml")) is not None
    assert list(collector) == []


def test_ids_are_unique_and_plain() -> None:
    ids = reference_ids(["Müller 2020", "muller-2020", "Книга", "Друга", "a:b/c", "a.b.c", "ref"])
    assert list(ids.values()) == [
        "ref-muller-2020", "ref-muller-2020-2", "ref-entry", "ref-entry-2", "ref-a-b-c", "ref-a-b-c-2", "ref-ref",
    ]  # fmt: skip


def test_ids_do_not_hang_on_what_is_cited(library: Library) -> None:
    both = _render(library, "apa", _cite("wb", "judah 2008"))
    one = _render(library, "apa", _cite("judah 2008"))
    assert {ref.id for ref in one.references} < {ref.id for ref in both.references}


_TEXT = st.text("abcëžЖ12 <>“”‘’\"'/&ib.,;:()[]\u00a0\U000f0000", min_size=1, max_size=12).map(Text)
_INLINE: st.SearchStrategy[Inline] = st.recursive(
    _TEXT,
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda content: st.sampled_from(
            [
                Emph(tuple(content)),
                Strong(tuple(content)),
                Superscript(tuple(content)),
                Link(tuple(content), "https://x.org"),
                Code("<b>"),
            ]
        )
    ),
    max_leaves=5,
)


@given(st.lists(_INLINE, max_size=4).map(tuple))
@settings(derandomize=True, deadline=None, max_examples=150)
def test_any_affix_prints_all_its_letters(affix: Inlines) -> None:
    text = "- {id: a, type: book, author: [{family: Judah, given: Tim}], title: T, publisher: P, issued: 2008}\n"
    library = read_library([SourceFile("a.yaml", text.encode())], None, Collector())
    rendered = render(library, [_cite(CiteItem("a", "3", "page", affix, affix))], _APA, "en-GB")
    printed = plain_text(rendered.clusters[0])
    letters = [char for char in plain_text(affix) if char.isalnum() and not ord(char) >= 0xF0000]
    assert [char for char in printed if char.isalnum()] == [*letters, *"Judah2008p3", *letters]


_APA = _style("apa")


def test_affixes_come_back() -> None:
    affixes = Affixes()
    code = Code("x")
    assert list(affixes.decode(affixes.encode((Text("a “b” <c "), code)))) == [Text("a “b” <c "), code]


def test_a_note_style_prints_author_and_year_in_a_source_line(library: Library) -> None:
    clusters = [
        _cite("wb"),
        _cite(CiteItem("judah 2008", "33", "page")),
        _cite("ismajli", mode="narrative"),
        _cite("wb"),
    ]
    found = render(library, clusters, _style("chicago-notes-bibliography"), "en-GB", notes=[-1, -1, -1, 1])
    assert [plain_text(one) for one in found.clusters[:3]] == [
        "(World Bank 2023)",
        "(Judah 2008, 33)",
        "Ismajli (2003)",
    ]
    assert plain_text(found.clusters[3]).startswith("World Bank, Western Balkans Report")
    assert {link.href for link in walk(found.clusters[1]) if isinstance(link, Link)} <= {
        f"#{one.id}" for one in found.references
    }
    assert len(found.references) == 3
