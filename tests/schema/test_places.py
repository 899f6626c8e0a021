"""From a character of a value back to its character in the file, for every way of writing a scalar."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.schema import read_yaml
from reports.schema.text import SourceMap, SourceText
from reports.source import SourceFile


def value_of(text: str) -> SourceText:
    collector = Collector()
    tree = read_yaml(SourceFile("b.yaml", text.encode()), collector)
    assert isinstance(tree, SourceMap), list(collector)
    found = tree["k"]
    assert isinstance(found, SourceText)
    return found


def characters_match(text: str, *, folded: bool = True) -> None:
    """Every character of the value but blanks stands in the file where ``place`` says."""
    value = value_of(text)
    lines = text.replace("\r\n", "\n").split("\n")
    for offset, char in enumerate(value):
        if char in " \n":
            continue
        at = value.place(offset)
        assert at is not None
        assert lines[at.line - 1][at.column - 1] == char, (offset, char, at)


@pytest.mark.parametrize(
    "text",
    [
        "k: plain text here",
        "k:   plain\n  over lines\n\n  and a gap",
        "a: b\nk: 'single ''quoted'' text'",
        "k: 'single\n  over ''lines''\n\n  with gap'",
        'k: "double text"',
        'k: "over\n  lines \n\n  gap"',
        'k: "joined\\\n  without a blank"',
        "k: |\n  one\n  two\n\n    indented\n  three\n",
        "k: |\n\n\n  first after gap\n  two\n",
        "k: |-\n  one\n  two",
        "k: |+\n  one\n\n\n",
        "k: |2\n    two more\n  two\n",
        "k: | # comment\n  one\n",
        "k: >\n  one\n  two\n\n  three\n    keeps\n    lines\n  four\n",
        "k: >-\n    deep\n    text\n",
        "x:\n  - k\nk: |\n      six\n      columns\n",
        "k:\n    text on the\n    next line",
        "k: |\n  Ćao, свет 🇽🇰 here\n  Γειά\n",
    ],
)
def test_places_in_scalars(text: str) -> None:
    characters_match(text)


def test_escapes() -> None:
    value = value_of('k: "a\\tb\\u0107c\\x41\\U0001F600d\\"e\\\\f"')
    assert value == 'a\tbćcA😀d"e\\f'
    columns = {char: at.column for offset, char in enumerate(value) if (at := value.place(offset))}
    assert columns == {
        "a": 5,
        "\t": 6,
        "b": 8,
        "ć": 9,
        "c": 15,
        "A": 16,
        "😀": 20,
        "d": 30,
        '"': 31,
        "e": 33,
        "\\": 34,
        "f": 36,
    }


def test_offset_behind_the_end() -> None:
    value = value_of("k: abc\n")
    assert str(value.place(3)) == "b.yaml:1:7"
    assert str(value.place(99)) == "b.yaml:2:1"


def test_part_keeps_places() -> None:
    value = value_of("k: |\n  one\n  two words\n")
    part = value.part(8, 13)
    assert part == "words"
    assert str(part.at) == "b.yaml:3:7"
    assert str(part.place(2)) == "b.yaml:3:9"
    assert str(value.part(0, 7).place(5)) == "b.yaml:3:4"


def test_pickling_keeps_places() -> None:
    value = value_of("k: |\n  one\n  two\n")
    again = pickle.loads(pickle.dumps(value))
    assert again == value
    assert again.place(4) == value.place(4)


WORDS = st.text(st.sampled_from("abcčЖ€😀#:,[]{}&*!|>'\"%@`\\-?"), min_size=1, max_size=8)
LINES = st.lists(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=5)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(LINES, st.sampled_from("|>"), st.integers(1, 6), st.lists(st.integers(0, 2), min_size=5, max_size=5))
def test_block_scalars(lines: list[str], sign: str, indent: int, gaps: list[int]) -> None:
    body = "".join("\n" * gap + " " * indent + line + "\n" for line, gap in zip(lines, gaps, strict=False))
    characters_match(f"a: x\nk: {sign}\n{body}")


@settings(deadline=None, derandomize=True, max_examples=200)
@given(LINES)
def test_quoted_scalars(lines: list[str]) -> None:
    single = "\n   ".join(line.replace("'", "''") for line in lines)
    characters_match(f"k: '{single}'\n")
    double = "\n   ".join(line.replace("\\", "").replace('"', "") or "x" for line in lines)
    characters_match(f'k: "{double}"\n')


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\u0085\u2028\u2029"), max_size=60))
def test_any_text_has_places(text: str) -> None:
    """Whatever stands in the file: no exception, and places inside of it."""
    for written in (f"k: {text}", f"k: |\n  {text}", f'k: "{text}"', f"k: '{text}'", f"k: >\n {text}\n {text}"):
        tree = read_yaml(SourceFile("b.yaml", written.encode("utf-8", "replace")), Collector())
        found = tree.get("k") if isinstance(tree, SourceMap) else None
        if isinstance(found, SourceText):
            count = written.count("\n") + 1
            for offset in range(len(found) + 1):
                at = found.place(offset)
                assert at is not None
                assert 1 <= at.line <= count
                assert at.column >= 1
