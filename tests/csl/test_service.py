"""The JSON service, the renderings and the check of references."""

from __future__ import annotations

import json
from typing import Any

import pytest

from reports.citing.csl import (
    CiteItem,
    Cluster,
    DataError,
    Processor,
    StyleError,
    problems,
    process_json,
    render,
    service,
)

WEB: dict[str, Any] = {
    "id": "w", "type": "webpage", "title": "A <i>page</i> & more", "author": [{"literal": "World Bank"}],
    "issued": {"date-parts": [[2023, 5]]}, "URL": "https://example.org/x?a=1&b=2",
}  # fmt: skip
BOOK: dict[str, Any] = {
    "id": "b", "type": "book", "title": "Borders", "author": [{"family": "Doe", "given": "Jane"}],
    "issued": {"date-parts": [[2020]]}, "publisher": "Routledge", "DOI": "10.1/x",
}  # fmt: skip


def request(**changes: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "references": [WEB, BOOK],
        "clusters": [{"id": "1", "items": [{"id": "b", "locator": "33"}], "note": 0}],
        "style": "apa",
        "locale": "en-US",
    }
    return {**base, **changes}


def test_the_answer_is_plain_text() -> None:
    assert process_json(request()) == {
        "clusters": ["(Doe, 2020, p. 33)"],
        "bibliography": ["Doe, J. (2020). Borders. Routledge. https://doi.org/10.1/x"],
    }


def test_items_take_everything_a_word_processor_sends() -> None:
    item = {"id": "b", "locator": 3, "label": "chapter", "prefix": "see", "suffix": "passim", "suppress-author": True}
    answer = process_json(request(clusters=[{"id": 7, "items": [item, {"id": "w", "author-only": True}]}]))
    assert answer["clusters"] == ["(see 2020, Chapter 3 passim; World Bank, 2023)"]


def test_without_clusters_the_bibliography_lists_all() -> None:
    assert len(process_json(request(clusters=[]))["bibliography"]) == 2
    assert len(process_json(request(uncited=["w"]))["bibliography"]) == 2


def test_numbers_in_the_margin_are_set_off() -> None:
    answer = process_json(request(style="ieee"))
    assert answer["clusters"] == ["[1, p. 33]"]
    assert answer["bibliography"][0].startswith("[1] J. Doe")


WRONG = [
    ([], "must be a JSON object"),
    (request(references={}), "must be a list"),
    (request(references=[1]), "reference 1 must be an object"),
    (request(references=[{"title": "x"}]), "reference 1 has no"),
    (request(references=[BOOK, BOOK]), "two references have the id 'b'"),
    (request(clusters={}), '"clusters" must be a list'),
    (request(clusters=[1]), "cluster 1 must be an object, not a number"),
    (request(clusters=[{"items": []}]), 'cluster 1 needs "items"'),
    (request(clusters=[{"items": [{"id": "zz"}]}]), "cites 'zz', which is not among"),
    (request(clusters=[{"items": [{"id": "b"}], "note": -1}]), "must be a note number"),
    (request(clusters=[{"items": [{"id": "b", "locater": "3"}]}]), "did you mean 'locator'"),
    (request(clusters=[{"items": [{"id": "b", "label": "chaptr"}]}]), "did you mean 'chapter'"),
    (request(clusters=[{"items": [{"id": "b", "prefix": []}]}]), '"prefix" must be text'),
    (request(clusters=[{"items": [{"id": "b", "suppress-author": "yes"}]}]), "must be true or false"),
    (request(clusters=[{"items": [{"id": "b", "position": "ibdi"}]}]), "must be one of"),
    (request(uncited=["q"]), "names 'q'"),
    (request(styl="apa"), "did you mean 'style'"),
    (request(style=None), 'needs "style"'),
]


@pytest.mark.parametrize(("body", "message"), WRONG, ids=[message for _, message in WRONG])
def test_a_wrong_request_is_one_clear_sentence(body: Any, message: str) -> None:
    with pytest.raises(DataError) as caught:
        process_json(body)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_style_is_a_style_error() -> None:
    with pytest.raises(StyleError, match="did you mean"):
        process_json(request(style="oscolla"))


def processor(style: str = "apa") -> Processor:
    found = Processor(service.load(style, "en-US"), {"w": WEB, "b": BOOK})
    found.cite([Cluster("1", [CiteItem("w")]), Cluster("2", [CiteItem("b")])])
    return found


def test_html_escapes_and_links() -> None:
    html = render.html_bibliography(processor().bibliography())
    assert "&amp; more" in html
    assert '<a href="https://example.org/x?a=1&amp;b=2">https://example.org/x?a=1&amp;b=2</a>' in html
    assert '<a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a>' in html
    assert html.count('class="csl-entry"') == 2


def test_json_lists_runs_with_their_format() -> None:
    found = render.json_bibliography(processor().bibliography())
    assert json.loads(json.dumps(found)) == found
    runs = found["entries"][0]["parts"][0]["runs"]  # type: ignore[index]
    assert {"text": "Borders", "italic": True} in runs
    assert found["hanging-indent"] is True


def test_runs_of_a_citation_know_their_reference() -> None:
    engine = Processor(service.load("apa", "en-US"), {"w": WEB, "b": BOOK})
    (cited,) = engine.cite([Cluster("1", [CiteItem("w"), CiteItem("b")])])
    assert [(run.text, run.cite) for run in cited.runs] == [
        ("(", ""), ("Doe, 2020", "b"), ("; ", ""), ("World Bank, 2023", "w"), (")", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", 'https://a"b', "//x", ""])
def test_only_web_addresses_become_links(url: str) -> None:
    engine = Processor(service.load("apa", "en-US"), {"w": {**WEB, "URL": url}})
    engine.cite([Cluster("1", [CiteItem("w")])])
    assert not [run.link for entry in engine.bibliography().entries for run in entry.runs if run.link]


def test_a_missing_reference_is_a_data_error() -> None:
    with pytest.raises(DataError, match="'q'"):
        Processor(service.load("apa", "en-US"), {}).cite([Cluster("1", [CiteItem("q")])])


FOUND = [
    ({"type": "webpage", "title": "T", "URL": "https://x.org", "issued": {"raw": "2020"}}, {"accessed"}),
    ({"type": "book", "title": "T", "author": [{"literal": "A"}]}, {"issued", "publisher"}),
    ({"type": "report", "title": "T", "author": [{"literal": "A"}], "issued": {"raw": "2020"}}, set()),
    ({"type": "interview", "author": [{"literal": "A"}], "issued": {"raw": "2020"}}, {"type"}),
    ({"type": "article-journal", "title": "T", "author": [{"literal": "A"}], "issued": {"raw": "2020"}},
     {"container-title"}),
    ({"type": "thesis", "title": "T", "author": [{"literal": "A"}], "issued": {"raw": "2020"}}, {"publisher", "genre"}),
    ({"type": "treaty", "title": "T", "issued": {"raw": "1969"}}, set()),
    ({"type": "book", "author": [{"literal": "A"}], "issued": {"raw": "2020"}, "publisher": "P"}, {"title"}),
    ({"type": "book", "title": "T", "issued": {"raw": "2020"}, "publisher": "P"}, {"author"}),
    ({"type": "post-weblog", "title": "T", "author": [{"literal": "A"}], "issued": {"raw": "2020"}}, {"URL"}),
    ({"type": "document", "title": "T", "issued": {"raw": "2020"}, "URL": "www.x.org", "DOI": "https://doi.org/10.1/x"},
     {"URL", "DOI"}),
    ({"type": "document", "title": "T", "issued": {"date-parts": [[2020], [1990]]}, "page": "90-12"},
     {"issued", "page"}),
]  # fmt: skip


@pytest.mark.parametrize(("item", "variables"), FOUND)
def test_what_a_style_cannot_print_well(item: dict[str, Any], variables: set[str]) -> None:
    found = problems([{"id": "x", **item}], service.load("apa", "en-US"))
    assert {problem.variable for problem in found} == variables
    assert all(problem.id == "x" and problem.message for problem in found)


def test_something_that_is_no_reference_is_a_problem() -> None:
    (problem,) = problems(["text"], service.load("apa", "en-US"))  # type: ignore[list-item]
    assert "mapping" in problem.message
