"""The YAML reader: trees, limits, refusals, and what is said about broken files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reports.diagnostics import Collector, Diagnostic
from reports.schema import plain, read_yaml
from reports.schema.text import SourceMap, SourceText
from reports.schema.yamlreader import read_tree
from reports.source import Position, SourceFile

Read = Callable[[str], tuple[object, list[Diagnostic]]]
Lines = Callable[[list[Diagnostic]], list[str]]


def test_tree_with_places(read: Read) -> None:
    tree, found = read("title: A brief\nprint: {paper: a4, pages: 4}\nkeywords:\n  - x\n  - 2\n")
    assert not found
    assert isinstance(tree, SourceMap)
    assert plain(tree) == {"title": "A brief", "print": {"paper": "a4", "pages": 4}, "keywords": ["x", 2]}
    assert tree.key_at("print") == Position("brief.yaml", 2, 1)
    assert tree["print"].at == Position("brief.yaml", 2, 8)
    assert tree["print"]["pages"].at == Position("brief.yaml", 2, 27)
    assert tree["keywords"].at == Position("brief.yaml", 4, 3)
    assert tree["keywords"][1].at == Position("brief.yaml", 5, 5)
    assert tree.key_at("missing") == tree.at == Position("brief.yaml", 1, 1)


def test_raw_text_is_kept(read: Read) -> None:
    tree, _ = read("version: 1.10\nyear: 2023-07\nlang: NO\noctal: 010\nempty:\ntext: 'null'\n")
    assert isinstance(tree, SourceMap)
    assert [str(tree[key]) for key in ("version", "year", "lang", "octal")] == ["1.10", "2023-07", "NO", "010"]
    assert tree["empty"].is_null
    assert not tree["text"].is_null
    assert plain(tree) == {"version": 1.1, "year": "2023-07", "lang": "NO", "octal": 10, "empty": None, "text": "null"}


def test_columns_count_characters(read: Read) -> None:
    tree, _ = read('naslov: Београд 🇽🇰 "x"\nљ: {a: ž, b: 1}\n')
    assert isinstance(tree, SourceMap)
    assert tree["љ"]["b"].at == Position("brief.yaml", 2, 14)


def test_byte_order_mark_is_no_character() -> None:
    tree = read_yaml(SourceFile("b.yaml", b"\xef\xbb\xbftitle: x\n"), Collector())
    assert isinstance(tree, SourceMap)
    assert tree.key_at("title") == Position("b.yaml", 1, 1)


def test_windows_line_ends() -> None:
    tree = read_yaml(SourceFile("b.yaml", b"a: x\r\nb: |\r\n  one\r\n  two\r\nc: y\r\n"), Collector())
    assert isinstance(tree, SourceMap)
    assert tree["c"].at == Position("b.yaml", 5, 4)
    assert tree["b"] == "one\ntwo\n"
    assert tree["b"].place(4) == Position("b.yaml", 4, 3)


FAULTS = [
    ("title: Foo: bar", "1:11 YML003"),
    ("title: x\nsummary: The answer: no\nstatus: draft", "2:20 YML003"),
    ("url: https://a.b: c", "1:17 YML003"),
    ("print:\n\tpaper: a4", "2:1 YML004"),
    ("a: 1\nb: 2\na: 3", "3:1 YML005"),
    ("2023: x", "1:1 YML006"),
    ("true: x", "1:1 YML006"),
    ("~: x", "1:1 YML006"),
    (": x", "1:1 YML006"),
    ("? [a, b]\n: x", "1:3 YML006"),
    ("title: {{ x }} Foo", "1:9 YML006"),
    ("a: !draft x", "1:4 YML007"),
    ("a: !!python/object:os.system x", "1:4 YML007"),
    ("a: &x 1", "1:4 YML008"),
    ("a: *x", "1:4 YML008"),
    ("title: *Way* forward", "1:8 YML008"),
    ("a:\n  <<: {b: 1}", "2:3 YML009"),
    ('a: "x \\x07 y"', "1:4 YML013"),
    ("a: x\n---\nb: y", "2:1 YML014"),
    ("a: x\n...\nfoo", "3:1 YML014"),
    ("", "1:1 YML015"),
    ("# only a comment\n", "1:1 YML015"),
    ('title: "x\nlang: en', "1:8 YML016"),
    ("title: 'it's'\nlang: en", "1:12 YML016"),
    ('title: "Foo" and bar', "1:14 YML016"),
    ('title: "x\nlang: "en"', "1:8 YML016"),
    ("title: x\n  lang: y", "2:3 YML017"),
    ("print:\n    paper: a4\n  pages: 4", "3:3 YML017"),
    ("keywords:\n  - a\n - b", "3:2 YML017"),
    ("- a\ntitle: x", "2:1 YML017"),
    ("keywords: [a, b\ntitle: x", "1:11 YML018"),
    ("series: {name: x\ntitle: y", "1:9 YML018"),
    ("series: {name: x number: 3}", "1:9 YML018"),
    ("title: [draft] Foo", "1:16 YML018"),
    ("title: @foo", "1:8 YML019"),
    ("title: %foo", "1:8 YML019"),
    ("title: `foo`", "1:8 YML019"),
    ("title: - foo", "1:8 YML019"),
    ("title: > 5 percent", "1:8 YML019"),
    ('title: "a\\qb"', "1:10 YML020"),
    ("title:x\nlang: en", "1:6 YML021"),
    ("title x\nlang: en", "1:1 YML021"),
    ("title: x\nlang\nstatus: draft", "2:1 YML021"),
    ("keywords:\n  - a\n    - b", "3:5 YML022"),
]


@pytest.mark.parametrize(("text", "expected"), FAULTS)
def test_one_fault_one_diagnostic(read: Read, lines: Lines, text: str, expected: str) -> None:
    _, found = read(text)
    assert lines(found) == [expected]
    assert "\n" not in found[0].message
    assert not found[0].message.endswith(".")


def test_several_syntax_faults_at_once(read: Read, lines: Lines) -> None:
    tree, found = read("title: a: b\nlang: en\nsubtitle: c: d\nauthors: @me\nkeywords: [x\nurl: y: z\n")
    assert tree is None
    assert lines(found) == ["1:9 YML003", "3:12 YML003", "4:10 YML019", "5:11 YML018", "6:7 YML003"]


def test_no_guessing_behind_a_broken_structure(read: Read, lines: Lines) -> None:
    _, found = read("print:\n    paper: a4\n  pages: 4\nkeywords: [a\n  b: c]\n x\n")
    assert lines(found) == ["3:3 YML017"]


def test_lines_behind_faults_are_read() -> None:
    reading = read_tree(SourceFile("b.yaml", b"a: b: c\nd: e\n"), Collector())
    assert reading.masked == {1}
    assert isinstance(reading.tree, SourceMap)
    assert reading.tree["d"] == "e"


def test_hints_tell_the_way_out(read: Read) -> None:
    _, found = read("title: Foo: bar")
    assert "quotes" in found[0].hint
    _, found = read("a: 1\nb: 2\na: 3")
    assert "line 1" in found[0].hint


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"title: caf\xe9\n", "1:11 YML001"),
        (b"\xff\xfet\x00", "1:1 YML001"),
        (b"a: x\nb: \x07\n", "2:4 YML013"),
        ("a: x\u2028y\n".encode(), "1:5 YML013"),
        ("a: \ufffe\n".encode(), "1:4 YML013"),
        (b"a: " + b"x" * 5_000_000, "1:1 YML010"),
        (b"[" * 100_000, "1:61 YML011"),
        (b"{" * 100_000, "1:61 YML011"),
        (b"- " * 100_000, "1:121 YML011"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(80)), "61:61 YML011"),
        (b"- a\n" * 200_001, "200000:3 YML012"),
    ],
)
def test_limits_and_encoding(lines: Lines, data: bytes, expected: str) -> None:
    collector = Collector()
    assert read_yaml(SourceFile("b.yaml", data), collector) is None
    assert lines(collector.found) == [expected]


def test_sixty_levels_are_read(read: Read) -> None:
    tree, found = read("[" * 60 + "]" * 60)
    assert not found
    assert tree is not None


def test_faults_are_bounded() -> None:
    collector = Collector()
    assert read_yaml(SourceFile("b.yaml", b"- &a x\n" * 50_000), collector) is None
    assert len(collector.found) < 500


def test_alias_bomb_costs_nothing(read: Read) -> None:
    levels = "".join(f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(9))
    _, found = read("a: &a x\n" + levels)
    assert {one.code for one in found} == {"YML008"}


def test_text_made_by_hand_has_no_place() -> None:
    made = SourceText("x")
    assert made.at is None
    assert made.place(0) is None
    assert made.part(0, 1) == "x"
    assert made.scalar == "x"
