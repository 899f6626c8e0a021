"""What a shell is offered for each word."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OFFERED = {
    "brief build w": ["warsaw"],
    "brief build -f p": ["pdf", "print.pdf"],
    "brief build -f pdf,h": ["pdf,html"],
    "brief check --output-format s": ["sarif"],
    "brief check --select YML00": [f"YML00{n}" for n in range(1, 10)],
    "brief explain TPL014": ["TPL014"],
    "brief new x --template e": ["evidence-brief"],
    "brief new x --template p": ["policy-note"],
}


@pytest.mark.parametrize("line", OFFERED)
def test_a_shell_is_offered(line: str, tmp_path: Path) -> None:
    for name in ("content/warsaw/brief.yaml", "content/berlin/brief.yaml", "templates/policy-note/template.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    asked = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1), "_BRIEF_COMPLETE": "complete_bash"}
    done = subprocess.run(
        [sys.executable, "-m", "reports"], cwd=tmp_path, env={**os.environ, **asked}, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.stdout.split() == OFFERED[line]
