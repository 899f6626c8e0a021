"""The brief that all peers set: one text as plain data, about six pages of it.

The sentences say nothing about the world, so that nobody takes them for findings; their lengths, and the mix of
headings, lists, tables and notes, are those of a policy brief.
"""

from __future__ import annotations

from dataclasses import dataclass

TITLE = "A brief for measuring"
SUBTITLE = "The same six pages, set by every program in its own format"
DATE = "2026-01-15"

_SENTENCES = (
    "A paragraph of a brief has four sentences or five, and most of them are short.",
    "Some run on for two lines, because an argument that names its conditions, its exceptions and its source "
    "cannot be told in ten words.",
    "Numbers such as 1,240 or 37.5 per cent stand in the text as they stand in the tables.",
    "The program has to break these lines, to hyphenate where that helps, and to keep a heading with its text.",
    "What is measured is the whole way from the file to the printed page.",
    "Nothing here is a finding, and nobody should quote it.",
    "A reader who is pressed for time sees the title, the summary and the recommendations, and little else.",
    "Long words like intergovernmental, responsibilities and implementation are there to make narrow lines hard.",
    "The next sentence is no better than this one, but it ends the paragraph.",
)


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs; ``[@r1]`` in a text is a citation. After them a table or the chart."""

    title: str
    paragraphs: tuple[str, ...]
    table: int | None = None
    chart: bool = False


def _paragraph(start: int, length: int, *cited: int) -> str:
    picked = [_SENTENCES[(start + at * 2) % len(_SENTENCES)] for at in range(length)]
    for number, key in enumerate(cited):
        place = (number * 2 + 1) % len(picked)
        picked[place] = f"{picked[place][:-1]} [@r{key}]."
    return " ".join(picked)


SUMMARY = _paragraph(0, 4)
SECTIONS = (
    Section("Background", (_paragraph(1, 5, 1, 2), _paragraph(3, 5, 3), _paragraph(5, 4)), table=0),
    Section("What has been tried", (_paragraph(2, 5, 4, 5), _paragraph(4, 6), _paragraph(7, 5, 6)), chart=True),
    Section("What the figures show", (_paragraph(6, 5, 7), _paragraph(8, 5, 8), _paragraph(1, 6)), table=1),
    Section("What stands in the way", (_paragraph(0, 6, 9), _paragraph(2, 5, 10), _paragraph(5, 5)), table=2),
    Section("What follows", (_paragraph(3, 5, 11), _paragraph(7, 5, 12), _paragraph(4, 5))),
)
#: Caption, head, rows.
TABLES = tuple(
    (
        f"Table of measure {number}",
        ("Item", "Year", "Count", "Share"),
        tuple((f"Item {number}.{row}", str(2015 + row), f"{1000 + 37 * row * number:,}", f"{12.5 + row:.1f}")
              for row in range(1, 9)),
    )
    for number in (1, 2, 3)
)  # fmt: skip
CHART_CAPTION = "Count by year"
CHART = tuple((str(2016 + at), value) for at, value in enumerate((12, 19, 15, 27, 33, 31, 40)))
#: Headline, action, reason.
RECOMMENDATIONS = tuple(
    (f"Do the step number {number}", f"Carry out step {number} by the end of the year and report on it.",
     _paragraph(number, 3))
    for number in range(1, 9)
)  # fmt: skip
#: Key, body that wrote it, title, year.
REFERENCES = tuple((f"r{at}", f"Example body {at}", f"Report on the measure number {at}", 2010 + at)
                   for at in range(1, 13))  # fmt: skip
