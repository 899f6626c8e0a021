"""The explanations of the editor's codes, for ``brief explain``: those of the rules from their docstrings."""

from __future__ import annotations

from reports.checks.run import rules
from reports.diagnostics import Explanation

OWN = (
    Explanation(
        "CHK001",
        "waiver that waives nothing",
        "A waiver of the brief covers no finding: the text was mended, or the waiver names another place.",
        "A waiver left behind would hide the fault when it comes back.",
        "Take it out, or mend `rule` and `at`.",
        "checks: {waive: [{rule: REC001, at: figures, because: The addressee is in the text.}]}",
    ),
    Explanation(
        "CHK002",
        "unknown rule or limit",
        "`checks` names a rule or a limit that does not exist.",
        "A waiver or a limit with a slip in its name does nothing.",
        "Use the code or the name of the rule; `brief explain` lists them, docs/checks.md has the limits.",
        "checks: {limits: {sentence-word: 35}}",
    ),
)

EXPLANATIONS: tuple[Explanation, ...] = (*(one.explanation() for one in rules().values()), *OWN)
