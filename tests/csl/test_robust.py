"""Odd and hostile data: an answer in bounded time, never a traceback, the same answer each time."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.citing.csl import (
    CiteItem,
    Cluster,
    CslError,
    Processor,
    collate,
    dates,
    numbers,
    personal,
    richtext,
    service,
)
from reports.citing.csl.tokens import plain

STYLE = service.load("apa", "en-US")
NOTES = service.load("chicago-notes-bibliography", "en-US")
QUICK = settings(derandomize=True, deadline=None, max_examples=80)

TEXT = st.text(max_size=40)
SCALAR = st.one_of(st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=True), TEXT)
VALUE = st.recursive(
    SCALAR, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8
)
DATE = st.one_of(VALUE, st.fixed_dictionaries({"date-parts": st.lists(st.lists(SCALAR, max_size=4), max_size=3)}))
NAME = st.one_of(VALUE, st.dictionaries(st.sampled_from(["family", "given", "suffix", "literal"]), TEXT, max_size=4))
ITEM = st.fixed_dictionaries(
    {"id": st.just("a"), "type": st.one_of(VALUE, st.sampled_from(["book", "webpage", "legislation", "chapter"]))},
    optional={
        "title": VALUE, "author": st.one_of(VALUE, st.lists(NAME, max_size=4)), "issued": DATE, "accessed": DATE,
        "page": VALUE, "volume": VALUE, "URL": VALUE, "DOI": VALUE, "note": VALUE, "language": VALUE, "edition": VALUE,
        "editor": st.lists(NAME, max_size=2), "container-title": VALUE,
    },
)  # fmt: skip


@QUICK
@given(ITEM, TEXT, TEXT)
def test_any_item_gets_an_answer(item: dict[str, Any], locator: str, prefix: str) -> None:
    for style in (STYLE, NOTES):
        texts = []
        for _ in range(2):
            processor = Processor(style, {"a": item})
            cited = processor.cite(
                [Cluster("1", [CiteItem("a", locator, prefix=prefix)], 1), Cluster("2", [CiteItem("a")], 2)]
            )
            texts.append([c.text for c in cited] + [str(entry) for entry in processor.bibliography().entries])
        assert texts[0] == texts[1]


@QUICK
@given(st.text(alphabet="ab \"'“”‘’<>/i-, .«»", max_size=60))
def test_markup_loses_no_letter(text: str) -> None:
    kept = [char for char in plain(richtext.parse(text)) if char in "ab"]
    assert kept == [char for char in text if char in "ab"] or "<" in text


@QUICK
@given(st.integers(1, 99_999), st.integers(1, 99_999))
def test_page_ranges_can_be_read_back(first: int, second: int) -> None:
    for style in ("chicago", "chicago-16", "minimal", "minimal-two", "expanded"):
        left, _, right = numbers.page_range(f"{first}-{second}", style, "–").partition("–")
        if second > first:
            assert left == str(first)
            assert left[: max(0, len(left) - len(right))] + right == str(second)


@QUICK
@given(st.text(alphabet="abcÄéß 19-,’", max_size=20))
def test_sorting_ignores_case_and_punctuation(text: str) -> None:
    assert collate.key(text) == collate.key(text.upper()) == collate.key(f"“{text}”!")


@QUICK
@given(st.text(max_size=30))
def test_given_names_always_shrink(given_name: str) -> None:
    for mark in ("", ".", ". "):
        assert isinstance(personal.initialize(given_name, mark, True, False), str)


@pytest.mark.parametrize(
    "value",
    [
        {"date-parts": [[2020, 99, 99]]}, {"date-parts": [[10**9]]}, {"date-parts": "2020"}, {"date-parts": [[None]]},
        {"date-parts": [[[1]]]}, {"raw": "9" * 5000}, {"raw": "/" * 500}, {"season": "x" * 500}, {"literal": ""}, 0,
        "2020-13-45", {"date-parts": [["2020", "x", "é"]]}, {"date-parts": [[True]]}, {"raw": "2020-02-30/2019"},
    ],
)  # fmt: skip
def test_absurd_dates_print_what_makes_sense(value: Any) -> None:
    processor = Processor(STYLE, {"a": {"id": "a", "type": "book", "title": "T", "issued": value}})
    assert processor.cite([Cluster("1", [CiteItem("a")])])[0].text
    dates.parse(value)


SCRIPTS = [
    "Đorđe Џон",
    "محمد",
    "משה",
    "राम",
    "ธงชัย",
    "田中",
    "김",
    "ქეთევან",
    "Ἀριστοτέλης",
    "ʻOkina",
    "Ṣàngó",
    "A\u0301",
    "👩‍🚀",
    "\u202eabc",
]


@pytest.mark.parametrize("text", SCRIPTS)
def test_names_of_every_script_print(text: str) -> None:
    item = {
        "id": "a",
        "type": "book",
        "title": "T",
        "author": [{"family": text, "given": text}],
        "issued": {"raw": "2020"},
    }
    processor = Processor(STYLE, {"a": item})
    assert text in processor.cite([Cluster("1", [CiteItem("a")])])[0].text


def test_hostile_text_takes_linear_time() -> None:
    for pattern in ("<i>", "“", "'", '<span class="nocase">', "a-", "1-2, ", "&", "(", "d’", "{:x: y}", "No. ", "a.b."):
        for variable in ("title", "page", "volume", "URL", "note", "edition"):
            item = {"id": "a", "type": "book", "title": "T", "issued": {"raw": "2020"}, variable: pattern * 4_000}
            start = time.perf_counter()
            processor = Processor(STYLE, {"a": item})
            processor.cite([Cluster("1", [CiteItem("a", pattern * 1_000, prefix=pattern * 1_000)])])
            processor.bibliography()
            assert time.perf_counter() - start < 3, (pattern, variable)


def test_thousands_of_names_and_twins_stay_bounded() -> None:
    many = [{"family": f"F{n}", "given": f"G{n}"} for n in range(3_000)]
    items: dict[str, Any] = {
        str(n): {"id": str(n), "type": "book", "title": "T", "author": many, "issued": {"raw": "2020"}}
        for n in range(2)
    }
    start = time.perf_counter()
    processor = Processor(STYLE, items)
    cited = processor.cite([Cluster("1", [CiteItem("0")]), Cluster("2", [CiteItem("1")])])
    assert cited[0].text != cited[1].text
    assert time.perf_counter() - start < 10


def test_twins_beyond_z_get_two_letters() -> None:
    items = {
        str(n): {
            "id": str(n),
            "type": "book",
            "title": f"T{n:03}",
            "author": [{"literal": "A"}],
            "issued": {"raw": "2020"},
        }
        for n in range(60)
    }
    processor = Processor(STYLE, items)
    cited = processor.cite([Cluster(id_, [CiteItem(id_)]) for id_ in items])
    assert [cited[n].text for n in (0, 25, 26, 59)] == ["(A, 2020a)", "(A, 2020z)", "(A, 2020aa)", "(A, 2020bh)"]


def test_errors_are_of_this_package() -> None:
    with pytest.raises(CslError):
        Processor(STYLE, {"a": 1})  # type: ignore[dict-item]
