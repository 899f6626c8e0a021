"""``make`` builds what is older than what it is made of, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

TOP = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_what_a_build_keeps_in_the_package_makes_no_brief_again() -> None:
    kept = TOP / "reports/__pycache__/test.kept"
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("as the program keeps its templates, compiled")
    try:
        rules = subprocess.run(["make", "-C", str(TOP), "-pnq"], capture_output=True, text=True, check=False).stdout
    finally:
        kept.unlink()
    (rule,) = (line for line in rules.splitlines() if line.startswith("output/showcase/showcase.pdf"))
    assert "reports/cli.py" in rule
    assert "__pycache__" not in rule
