"""The table of elements in the documentation is the one that the reader goes by."""

from __future__ import annotations

from pathlib import Path

from reports.native.vocabulary import vocabulary_markdown

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
START, END = "<!-- elements: made from reports/native/vocabulary.py -->\n", "<!-- end of elements -->"


def test_the_documented_elements_are_the_ones_that_are_read() -> None:
    text = PAGE.read_text(encoding="utf-8")
    table = text.split(START)[1].split(END)[0].strip()
    assert table == vocabulary_markdown(), "run: python tests/native/test_docs.py"


if __name__ == "__main__":
    before, rest = PAGE.read_text(encoding="utf-8").split(START)
    PAGE.write_text(f"{before}{START}{vocabulary_markdown()}\n{END}{rest.split(END)[1]}", encoding="utf-8")
