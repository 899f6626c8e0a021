"""Every citation, reference, note and link stands where the model says: in any block, in any way of writing YAML."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.model import inlines as i
from reports.model.walk import walk
from reports.schema import read_blocks, read_line, read_yaml
from reports.schema.text import SourceMap, SourceText
from reports.source import SourceFile

STARTS = {i.CiteItem: ("@",), i.Ref: ("@",), i.Note: ("[^", "^["), i.Link: ("[", "<")}


def check(source: str, value: SourceText, *, one_line: bool = False) -> int:
    """How many nodes with a place there are; all of them stand where they say."""
    lines = source.split("\n")
    collector = Collector()
    made: tuple[object, ...]
    made = read_line(value, "en", collector) if one_line else read_blocks(value, "en", collector, headings=True)
    count = 0
    for node in walk(made):  # type: ignore[arg-type]
        starts = STARTS.get(type(node))  # type: ignore[call-overload]
        if starts is None:
            continue
        at = node.at  # type: ignore[union-attr]
        assert at is not None
        there = lines[at.line - 1][at.column - 1 :]
        if isinstance(node, i.CiteItem):
            assert there.startswith((f"@{node.key}", f"@{{{node.key}}}")), (node, there)
        elif isinstance(node, i.Ref):
            assert there.startswith(f"@{node.target}"), (node, there)
        else:
            assert there.startswith(starts), (node, there)
        count += 1
    return count


SPANS = st.sampled_from(
    [
        "word", "[@k1]", "[see @k2, p. 3; @k3 *x*]", "@k4 [p. 5]", "@fig-a", "[@{odd k}]", "**b @k5**", "^[note @k6]",
        "x[^n]", "[l @k7](https://a.org)", "<https://a.org>", "`@no`", "\\@no", "\\*", "&amp;", "ž€😀", "don't",
        "*@k8*", "[@fig-b; @tbl-c]",
    ]
)  # fmt: skip
TEXT = st.lists(SPANS, min_size=1, max_size=5).map(" ".join)
BLOCK = st.one_of(
    TEXT,
    st.lists(TEXT, min_size=2, max_size=3).map("\n".join),
    TEXT.map(lambda text: f"## {text} ##"),
    TEXT.map(lambda text: f"{text}\n==="),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {one}" for one in items)),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda items: "\n".join(f"- {one}\n\n  > deep {one}" for one in items)),
    st.lists(TEXT, min_size=2, max_size=3).map(lambda items: "1. " + "\n   ".join(items)),
    st.lists(TEXT, min_size=1, max_size=3).map(lambda items: "\n".join(f"> {one}" for one in items)),
    st.tuples(TEXT, TEXT).map(lambda two: f"| {two[0]} | \\| {two[1]} |\n|--|--|\n| {two[1]} | x \\| {two[0]} |"),
)  # fmt: skip
PROSE = st.lists(BLOCK, min_size=1, max_size=4).map(
    lambda parts: "\n\n".join([*parts, "[^n]: text @k9\n\n    more @k10"])
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(PROSE, st.integers(1, 5))
def test_in_literal_scalars(prose: str, indent: int) -> None:
    body = "".join(" " * indent + line + "\n" if line else "\n" for line in prose.split("\n"))
    source = f"title: x\nbody: |\n{body}"
    tree = read_yaml(SourceFile("b.yaml", source.encode()), Collector())
    assert isinstance(tree, SourceMap)
    check(source, tree["body"])


@settings(deadline=None, derandomize=True, max_examples=100)
@given(st.lists(TEXT, min_size=1, max_size=3))
def test_in_quoted_and_plain_scalars(lines: list[str]) -> None:
    single = "'" + "\n  ".join(lines).replace("'", "''") + "'"
    double = '"' + "\\n".join(lines).replace("\\@", "\\\\@").replace("\\*", "\\\\*") + '"'
    folded = ">\n    " + "\n    ".join(lines)
    for written in (single, double, folded):
        source = f"x:\n  caption: {written}\n"
        tree = read_yaml(SourceFile("b.yaml", source.encode()), Collector())
        assert isinstance(tree, SourceMap), source
        check(source, tree["x"]["caption"], one_line=True)


def test_the_check_sees_something() -> None:
    source = "body: |\n  [@a] @fig-b x^[n] [l](https://a.org) y[^1]\n\n  [^1]: z [@c]\n"
    tree = read_yaml(SourceFile("b.yaml", source.encode()), Collector())
    assert isinstance(tree, SourceMap)
    assert check(source, tree["body"]) == 6
