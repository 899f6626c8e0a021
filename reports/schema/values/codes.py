"""What the diagnostics of values mean."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "DAT020", "reference to a value written wrongly",
        "A text opens a value with {= and does not name one.",
        "What shall be printed there cannot be told.",
        "Write {=name}, {=name:text} for the text as the data have it, or {=name:1} for one decimal. "
        "To print the two signs themselves write \\{=.",
        "It grew by {=growth percent.",
    ),
    Explanation(
        "DAT021", "unknown value",
        "A text asks for a value that nothing under `values` gives, nor the row that an edition is built for.",
        "A hole in a sentence is worse than an error.",
        "Use the name that the hint suggests, or name the value under `values`. The name of a cell is that of the "
        "table, the row and the column, parted by full stops, with hyphens: {=staff.north-macedonia.share}.",
        "{=staff.kosvo}",
    ),
    Explanation(
        "DAT022", "value without content",
        "A text asks for a value whose cell is empty.",
        "A hole in a sentence is worse than an error.",
        "Fill in the cell, or reword the sentence.",
    ),
    Explanation(
        "DAT023", "decimals of what is no number",
        "A text asks for a value with decimals, and the value is no number.",
        "A word cannot be rounded.",
        "Leave out the colon and the digit.",
        "{=staff.kosovo.capital:1}",
    ),
    Explanation(
        "DAT024", "value cannot be found in its data",
        "What is written under `values` names a row or column that the data do not have, or a row that stands there "
        "twice.",
        "The text would print a number of something else, or none.",
        "Use one of the names that the hint lists.",
        "values:\n  staff: {data: data/staff.csv, row: Kosvo, column: share}",
    ),
    Explanation(
        "DAT025", "value given in two ways, or in none",
        "An entry under `values` has both a value of its own and data, or neither.",
        "It could mean either.",
        "Write a value, or data with the row and the column.",
        "values:\n  staff: {value: 4, data: data/staff.csv}",
    ),
)  # fmt: skip
