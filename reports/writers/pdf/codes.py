"""The codes of what only drawing the PDF can tell."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "FNT001",
        "character missing in the fonts",
        "No font of the look has a glyph for a character of the text; a stand-in was printed.",
        "A reader sees a mark instead of the character, although copying the text still gives it back.",
        "Use another character, or name a house font in _brand.yml that has it.",
        "body: The sign \U0001f600 has no glyph in the fonts that travel with the builder.",
    ),
    Explanation(
        "OUT001",
        "does not fit on a page",
        "A part of the document is higher than a whole page and cannot be broken.",
        "It runs over the foot of its page.",
        "Make the picture smaller, or part the text.",
    ),
    Explanation(
        "OUT002",
        "picture cannot be drawn",
        "A picture's data could not be drawn into the PDF; its description is printed in its place.",
        "The reader of the PDF does not see the picture.",
        "Save the picture again as PNG or JPEG.",
    ),
    Explanation(
        "OUT003",
        "table too wide",
        "A table needs more width than a landscape page has; its words were broken.",
        "Words broken at any place are hard to read.",
        "Drop a column, shorten its head, or part the table.",
    ),
)
