"""Same input, same bytes: in fresh processes with another hash seed, time zone, language, folder and user."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BRIEFS = ("kosovo-regional-security", "memo-after-eulex", "showcase")
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LANG": "C", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "42", "TZ": "Pacific/Kiritimati", "LANG": "de_DE.UTF-8", "LC_ALL": "de_DE", "RL_invariant": "0"},
)


def digests(folder: Path, surroundings: dict[str, str]) -> dict[str, str]:
    """Build in a copy of the workspace in *folder*; the digests of the files built by name."""
    for name in ("house.yaml", "_brand.yml"):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder)
    for slug in BRIEFS:
        shutil.copytree(ROOT / "content" / slug, folder / "content" / slug)
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **surroundings}
    environment["BRIEF_CACHE_DIR"] = str(folder / "cache")
    command = [sys.executable, "-m", "reports", "build", "-j", "1", "-q"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    files = sorted((folder / "output").glob("*/*.*"))
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    folders = (tmp_path_factory.mktemp("a"), tmp_path_factory.mktemp("b") / "a folder with ż in its name")
    return [digests(folder, one) for folder, one in zip(folders, SURROUNDINGS, strict=True)]


@pytest.mark.parametrize("name", [f"{slug}.{extension}" for slug in BRIEFS for extension in ("pdf", "docx", "html")])
def test_the_same_bytes(twice: list[dict[str, str]], name: str) -> None:
    assert twice[0][name] == twice[1][name]
