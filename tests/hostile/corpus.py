"""The whole corpus: (subject, case) in order."""

from __future__ import annotations

from importlib import import_module

from tests.hostile.case import Case

SUBJECTS = (
    "yaml", "prose", "references", "styles", "pictures", "drawings", "heavy", "data", "templates", "paths", "brands",
    "environment", "word", "output", "extract", "time", "more",
)  # fmt: skip

CORPUS: tuple[tuple[str, Case], ...] = tuple(
    (subject, case) for subject in SUBJECTS for case in import_module(f"tests.hostile.cases_{subject}").CASES
)
