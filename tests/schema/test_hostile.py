"""Whatever an author or an attacker writes: diagnostics in bounded time, never an exception."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.diagnostics import Collector
from reports.model.inlines import Text
from reports.model.walk import walk
from reports.schema import body_blocks, load_brief, load_house, needed_files, read_blocks, read_line, read_resources
from reports.schema.text import SourceText
from reports.source import SourceFile

#: Seconds for one input; each takes a fraction of that alone on a machine, and the machine may be shared.
LIMIT = 20.0
N = 50_000


def build(data: bytes) -> Collector:
    """A brief as far as this room goes."""
    collector = Collector()
    brief = load_brief(SourceFile("brief.yaml", data), collector)
    if brief is not None:
        csv = SourceFile("d.csv", b"a,b\n1,2\n")
        resources, _ = read_resources(brief, {one.path: csv for one in needed_files(brief)}, collector)
        for section in brief.sections:
            body_blocks(section.body, resources)
    for one in collector:
        assert one.at.line >= 1
        assert one.at.column >= 1
        assert one.message
        str(one)
    assert len(collector.found) <= 1_000
    return collector


LARGE = {
    "unknown keys": "title: x\n" + "".join(f"k{n}: x\n" for n in range(N // 2)),
    "duplicate keys": "title: x\n" + "".join(f"k{n}: x\n" for n in range(N // 4)) * 2,
    "broken items": "title: x\nrecommendations:\n" + "- {id: a, priority: hig, x: y}\n" * (N // 8),
    "unknown actors": "title: x\nactors:\n"
    + "".join(f"- {{id: a{n}, name: x}}\n" for n in range(5_000))
    + "recommendations:\n"
    + "".join(f"- {{id: b{n}, headline: x, action: y, to: c{n}}}\n" for n in range(5_000)),
    "many texts": "title: x\nsections:\n- id: a\n  title: b\n  body:\n" + "  - a\n" * N,
    "long key": "a" * 2_000_000 + ": x\n",
    "long title": "title: " + "a" * 2_000_000,
    "long number": "title: x\nprint: {pages: " + "9" * 1_000_000 + "}\n",
    "comments": "# a\n" * 500_000,
    "folded": "title: x\nsummary: >\n" + "  b c\n" * 50_000,
    "escapes": 'title: "' + "\\n" * 1_000_000 + '"\n',
    "brackets": "[" * 100_000,
    "markup": "title: x\nsummary: '" + "[@a " * 500_000 + "'\n",
    "rows": "title: x\nsections: [{id: a, title: A, body: [{table: {data: [" + "{a: 1}, " * 20_000 + "]}}]}]\n",
}


@pytest.mark.parametrize("name", LARGE)
def test_large_files(name: str) -> None:
    start = time.perf_counter()
    build(LARGE[name].encode())
    assert time.perf_counter() - start < LIMIT


REPEATED = [
    "[", "]", "[]", "![", "[@", "[@a ", "[@a; ", "@a ", "@{", "@a [", "@fig-", "-@a", "http://a/@", "^[", "^[a]",
    "[^1]", "*", "**a ", "*a ", "_a ", "a*b_", "*_", "`", "`a ", ">", "> ", "- ", "1. ", "-\n", "<", "<a ", "<!--",
    "<!A ", "<?a ", "<http:", "&", "&amp;", "\\", '"', "'", "'a \"", "a--", "...", "[a](", "[a](<b", "[a]: b\n",
    "[a][b]", "# a\n", "a\n=\n", "```\n", "a\n", "\n", "\t", "---\n", "a@", "www.", "|a|\n|-|\n", "| ", "[^a]: ",
    "~~~\n", "</a>", "a^[b](c)",
]  # fmt: skip


@pytest.mark.parametrize("piece", REPEATED)
@pytest.mark.parametrize("reader", [read_blocks, read_line], ids=["blocks", "line"])
def test_repeated_marks(piece: str, reader: Callable[..., object]) -> None:
    """20,000 characters of each; the time per character does not grow with more (see the large files)."""
    start = time.perf_counter()
    reader(SourceText(piece * (20_000 // len(piece))), "en-GB", Collector())
    assert time.perf_counter() - start < LIMIT / 2


@pytest.mark.parametrize(
    "piece", ["[", "![", "^[", "<!--", "*a ", "`a ", "[a](", "'a \"", "|a", "@a [", "> - ", "[^1]"]
)
def test_time_grows_linearly(piece: str) -> None:
    """Eight times the text in at most some twenty times the time; quadratic would be sixty-four."""

    def cost(count: int) -> float:
        text = SourceText(piece * count)
        best = float("inf")
        for _ in range(2):
            start = time.perf_counter()
            read_line(text, "en-GB", Collector())
            best = min(best, time.perf_counter() - start)
        return best

    cost(100)
    assert cost(16_000) < 25 * cost(2_000) + 0.2


FRAGMENTS = st.sampled_from(
    [
        "title: ", "sections:\n", "- id: ", "  body: |\n", "  ", "    ", "\n", "- ", ": ", "[", "]", "{", "}", ", ",
        '"', "'", "|", ">", "&a ", "*a", "!t ", "# ", "---\n", "...\n", "%Y", "@", "`", "\t", "?", "<<: ", "a", "é",
        "1", "true", "~", "\\", "\r\n", "date: 2023-13", "lang: de", "recommendations:\n", "to: [x]", "figure: {",
        "chart: ", "summary: ", "[@k]", "[^1]", "<b>", "status: ", "\u2028", "\x00", "\ufeff", "\U0001f600",
        "authors: [", "print: {pages: ", "embargo: ", "data: d.csv",
    ]
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=300)
@given(st.lists(FRAGMENTS, max_size=25).map("".join))
def test_yaml_like_text(text: str) -> None:
    build(text.encode())


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.binary(max_size=100))
def test_any_bytes(data: bytes) -> None:
    build(data)
    load_house(SourceFile("house.yaml", data), Collector())


KEYS = st.sampled_from(
    [
        "title", "lang", "date", "status", "authors", "summary", "key_messages", "abbreviations", "actors",
        "sections", "recommendations", "options", "event", "memo", "bibliography", "references", "csl",
        "imprint", "print", "checks", "notes", "docx", "pdf", "id", "body", "role", "figure", "chart", "table",
        "callout", "quote", "src", "alt", "data", "x", "y", "type", "columns", "to", "with", "headline",
        "action", "steps", "priority", "due", "resources", "barriers", "based_on", "name", "text", "level",
    ]
)  # fmt: skip
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=12), KEYS)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=30
)


@settings(deadline=None, derandomize=True, max_examples=120)
@given(st.dictionaries(KEYS, TREES, max_size=8))
def test_any_tree_of_known_keys(tree: dict[str, object]) -> None:
    """JSON is YAML: every shape at every key."""
    import json

    build(json.dumps({"title": "T", **tree}, ensure_ascii=False).replace("\x7f", "").encode("utf-8", "replace"))


MARKS = st.sampled_from(
    [
        "a", " ", "\n", "\n\n", "*", "**", "_", "`", "```\n", "[", "]", "(", ")", "[@k", "@k", "; ", ", p. 3", "^[",
        "[^1]", "[^1]: ", "- ", "1. ", "> ", "# ", "|", "|-|-|\n", "\\", "<b>", "<!--", "-->", "&amp;", "&#0;",
        "&#xD800;", '"', "'", "--", "...", "![", "](", "https://a.org", "#id", "é", "\U0001f600", "    ", "\t",
        "---\n", "===\n", "@fig-a", "-@", "@{", "}", "{", "~", "\u202e", "\x07", "\ufffe", "\ud800", "\r", "\x0b",
    ]
)  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=400)
@given(st.lists(MARKS, max_size=25).map("".join), st.sampled_from(["en-GB", "fr", "sr-Cyrl", "xx"]))
def test_markdown_like_text(text: str, lang: str) -> None:
    for reader in (read_blocks, read_line):
        made = reader(SourceText(text), lang, Collector())
        for node in walk(made):
            if isinstance(node, Text):
                assert node.text
                assert not set(node.text) & set("\n\r\x07\ufffe\ud800\x0b")
