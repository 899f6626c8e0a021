"""The codes of what only drawing the Word file can tell."""

from __future__ import annotations

from reports.diagnostics import Explanation

EXPLANATIONS: tuple[Explanation, ...] = (
    Explanation(
        "OUT201",
        "Word template cannot be read",
        "The file named in `docx: {template: …}` is no Word document or template, or its styles cannot be read.",
        "The Word file was made with the house look instead of the designer's styles.",
        "Open the file in Word and save it again as .dotx or .docx.",
        "docx: {template: house.odt}",
    ),
)
