"""CSL-YAML and CSL-JSON: the same checks, each fault at its line and column."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing import jsonreader
from reports.citing.reading import read_library
from reports.citing.tree import Leaf, Mapping, Node
from reports.diagnostics import Collector
from reports.schema.yamlreader import read_yaml
from reports.source import SourceFile

BOOK = """\
- id: judah2008
  type: book
  author: [{family: Judah, given: Tim}]
  title: "Kosovo: What Everyone Needs to Know"
  publisher: Oxford University Press
  publisher-place: Oxford
  issued: 2008
  edition: 1.10
"""


def test_a_sound_entry_says_nothing(csl_yaml) -> None:
    reading = csl_yaml(BOOK)
    assert reading.told == []
    assert reading.data("judah2008") == {
        "author": [{"family": "Judah", "given": "Tim"}],
        "title": "Kosovo: What Everyone Needs to Know",
        "publisher": "Oxford University Press",
        "publisher-place": "Oxford",
        "issued": {"date-parts": [[2008]]},
        "edition": "1.10",
    }
    entry = reading.library.entries["judah2008"]
    assert (entry.at.line, entry.at.column) == (1, 3)
    assert (entry.fields["title"].line, entry.fields["title"].column) == (4, 10)


def test_a_mapping_with_references_is_the_same(csl_yaml) -> None:
    wrapped = "references:\n" + "".join(f"  {line}\n" for line in BOOK.splitlines())
    assert csl_yaml(wrapped).data("judah2008") == csl_yaml(BOOK).data("judah2008")


def test_every_fault_of_a_file_at_its_place(csl_yaml) -> None:
    reading = csl_yaml(
        """\
- type: book
  title: Without a key
- id: b
  title: Without a type
- id: c
  type: website
  url: https://example.org
  author: World Bank
  issued: 12 March 2020
  publisher: [one, two]
- just a text
- id: d
  type: book
  author: [{first: A, last: B}, {family: {x: 1}}, {}, nobody]
  issued: {date-parts: [2020, 1]}
  accessed: {year: 2020, month: 13}
  title: true
"""
    )
    assert reading.told == [
        "1:3 BIB010 error",
        "3:3 BIB011 error",
        "6:9 BIB014 error",
        "7:3 BIB013 error",
        "8:11 BIB016 error",
        "9:11 BIB017 error",
        "10:14 BIB015 error",
        "11:3 BIB007 error",
        "14:13 BIB016 error",
        "14:23 BIB016 error",
        "14:42 BIB016 error",
        "14:51 BIB016 error",
        "14:55 BIB016 error",
        "15:11 BIB017 error",
        "16:13 BIB017 error",
        "17:10 BIB015 error",
    ]
    hints = {one.at.line: one.hint for one in reading.found}
    assert hints[6] == "did you mean 'webpage'?"
    assert hints[7] == "did you mean 'URL'?"
    assert "{literal: World Bank}" in hints[8]
    assert hints[9] == "write 2020-03-12"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020", {"date-parts": [[2020]]}),
        ('"2020-05~"', {"date-parts": [[2020, 5]], "circa": True}),
        ("{date-parts: [[2020, 5], [2021]]}", {"date-parts": [[2020, 5], [2021]]}),
        ('{date-parts: [["2020", "05"]], season: "2"}', {"date-parts": [[2020, 5]], "season": 2}),
        ("{date-parts: [[2020]], circa: true}", {"date-parts": [[2020]], "circa": True}),
        ("{literal: forthcoming}", {"literal": "forthcoming"}),
        ("{raw: 12 March 2020}", {"date-parts": [[2020, 3, 12]]}),
        ("{raw: last summer}", {"literal": "last summer"}),
        ("{year: 2020, month: 5, day: 6}", {"date-parts": [[2020, 5, 6]]}),
        ("[{year: 2020}, {year: 2021}]", {"date-parts": [[2020], [2021]]}),
    ],
)
def test_forms_of_dates(csl_yaml, written: str, expected: dict) -> None:
    assert csl_yaml(f"- {{id: a, type: treaty, title: T, issued: {written}}}").data("a")["issued"] == expected


def test_numbers_keep_their_spelling_and_lists_of_texts_are_joined(csl_json) -> None:
    reading = csl_json(
        '[{"id": 7, "type": "article-journal", "title": "T", "author": {"literal": "A"}, "volume": 10.10,'
        '"container-title": ["J"], "ISSN": ["1234-5678", "2345-6789"], "issued": {"date-parts": [[2020]]}}]'
    )
    assert reading.told == []
    assert reading.data("7")["volume"] == "10.10"
    assert reading.data("7")["ISSN"] == "1234-5678, 2345-6789"


def test_old_names_of_variables(csl_json) -> None:
    reading = csl_json('[{"id": "a", "type": "treaty", "title": "T", "issued": "2020", "shortTitle": "S"}]')
    assert reading.data("a")["title-short"] == "S"


def test_json_from_other_programs_is_told_softly(csl_json) -> None:
    reading = csl_json('[{"id": "a", "type": "treaty", "title": "T", "issued": "2020", "popularity": 1, "volumes": 3}]')
    assert reading.told == ["1:64 BIB013 info", "1:81 BIB013 warning"]


def test_note_keeps_its_lines_for_reference_managers(csl_json) -> None:
    reading = csl_json('[{"id": "a", "type": "treaty", "title": "T", "issued": "2020", "note": "genre: x\\nmore"}]')
    assert reading.data("a")["note"] == "genre: x\nmore"


def test_unprintable_characters_are_told_and_left_out(csl_json) -> None:
    reading = csl_json('[{"id": "a", "type": "treaty", "title": "A\\u0007 \\ud800B\\u202e\\n C", "issued": "2020"}]')
    assert reading.told == ["1:41 BIB018 warning"]
    assert reading.data("a")["title"] == "A B C"


def test_key_that_cannot_be_cited(csl_json) -> None:
    assert csl_json(json.dumps([{"id": "k" * 300, "type": "book"}])).codes == ["BIB019"]
    assert csl_json('[{"id": "a{b", "type": "book"}]').told == ["1:9 BIB019 error"]


def test_same_key_in_two_files_and_inline() -> None:
    collector = Collector()
    item = '[{"id": "a", "type": "treaty", "title": "T", "issued": "2020"}]'
    inline = read_yaml(SourceFile("brief.yaml", b"x: 1\nreferences:\n  - {id: a, type: treaty}\n"), Collector())
    sources = [SourceFile("one.json", item.encode()), SourceFile("two.json", item.encode())]
    library = read_library(sources, inline["references"], collector)  # type: ignore[index,call-overload]
    assert [(str(one.at), one.code) for one in collector] == [
        ("two.json:1:9", "BIB012"),
        ("brief.yaml:3:10", "BIB012"),
    ]
    assert library.entries["a"].data["title"] == "T"


@pytest.mark.parametrize(
    ("text", "place", "code", "says"),
    [
        ('[{"id": "a",}]', "1:13", "BIB006", "name of a field"),
        ("[1, 2", "1:6", "BIB006", "missing here"),
        ("[\n  {'id': 1}]", "2:4", "BIB006", "double quotes"),
        ('[{"id": "a\n"}]', "1:9", "BIB006", "not closed"),
        ("// note\n[]", "1:1", "BIB006", "no comments"),
        ("[] []", "1:4", "BIB006", "after the end"),
        ("[01]", "1:2", "BIB006", "'01]'"),
        ('["a" "b"]', "1:6", "BIB006", "comma"),
        ('[{"a": 1 "b": 2}]', "1:10", "BIB006", "comma"),
        ("", "1:1", "BIB006", "missing"),
        ("[" * 100, "1:61", "BIB004", "60 levels"),
        ('[{"id": "a", "id": "b", "type": "map", "title": "T", "issued": "2020"}]', "1:14", "BIB008", "twice"),
        ('{"a": 1}', "1:1", "BIB007", "list of references"),
        ('"text"', "1:1", "BIB007", "the text 'text'"),
    ],
)
def test_broken_json(csl_json, text: str, place: str, code: str, says: str) -> None:
    reading = csl_json(text)
    assert reading.told[0] == f"{place} {code} error"
    assert says in reading.found[0].message


def _plain(node: Node) -> object:
    match node:
        case Leaf():
            return node.value
        case Mapping():
            return {pair.key: _plain(pair.value) for pair in node.pairs}
        case _:
            return [_plain(one) for one in node.items]


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(_JSON, st.sampled_from([None, 1]), st.booleans())
@settings(derandomize=True, deadline=None, max_examples=200)
def test_json_reads_as_the_standard_library_does(value: object, indent: int | None, ascii_only: bool) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only)
    assert _plain(jsonreader.parse(text, "x.json")[0]) == value


@given(st.text(alphabet='[]{},:"\\ntruefalse0123.-eE \n', max_size=30))
@settings(derandomize=True, deadline=None, max_examples=400)
def test_json_refuses_what_the_standard_library_refuses(text: str) -> None:
    try:
        expected: object = json.loads(text, parse_constant=lambda _: 1 / 0)
    except (ValueError, ZeroDivisionError, RecursionError):
        with pytest.raises(jsonreader.JsonError):
            jsonreader.parse(text, "x.json")
    else:
        assert _plain(jsonreader.parse(text, "x.json")[0]) == expected


_ITEMS = st.lists(
    st.dictionaries(
        st.sampled_from(["id", "type", "author", "issued", "title", "page", "URL", "DOI", "note", "keyword", "x"]),
        st.recursive(
            st.none()
            | st.booleans()
            | st.integers()
            | st.text(max_size=8)
            | st.sampled_from(["book", "2020", "2020-13"]),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["family", "given", "literal", "date-parts", "raw", "season", "y"]),
                    inner,
                    max_size=3,
                )
            ),
            max_leaves=8,
        ),
        max_size=6,
    ),
    max_size=3,
)


@given(_ITEMS)
@settings(derandomize=True, deadline=None, max_examples=300)
def test_any_items_give_entries_or_diagnostics(items: list) -> None:
    collector = Collector()
    library = read_library([SourceFile("a.json", json.dumps(items).encode())], items, collector)
    assert all(entry.data["type"] and entry.key for entry in library)
    assert len(library) or list(collector) or not items
