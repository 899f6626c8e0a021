"""What the system is asked for over a hostile run, by C libraries too: strace sees what no audit hook does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hostile.case import Case
from tests.hostile.corpus import CORPUS
from tests.hostile.runner import TOP

SUBJECTS = ("pictures", "drawings", "references", "styles", "word", "data", "prose", "more")
#: No brief is larger: many small ones say more.
LARGEST = 20_000
CALLS = (
    "openat,open,creat,connect,socket,bind,sendto,execve,rename,renameat,renameat2,unlink,unlinkat,mkdir,symlink,link"
)
#: What an interpreter reads to start: its own files, the system's libraries, locale and time zone.
SYSTEM = (
    "/usr/lib", "/usr/local/lib", "/lib", "/lib64", "/proc/self", "/sys/", "/usr/share/locale", "/usr/share/zoneinfo",
    "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/usr/share/fonts/truetype", "/etc/ssl",
)  # fmt: skip
_CALL = re.compile(r'^\d+ +(?P<name>\w+)\((?:AT_FDCWD, |\d+, )?"(?P<path>(?:[^"\\]|\\.)*)"(?P<rest>.*)')


def chosen() -> Iterator[Case]:
    """Every fourth of the cases that are files in a brief's folder and nothing else."""
    plain = (
        case
        for subject, case in CORPUS
        if subject in SUBJECTS and not (case.fresh or case.prepare) and case.words == ("build", "-q")
        if not any(name.startswith("/") for name in case.files) and sum(map(len, case.files.values())) < LARGEST
    )
    return (case for count, case in enumerate(plain) if count % 4 == 0)


def is_traceable() -> bool:
    """Whether strace is there and allowed."""
    return bool(shutil.which("strace")) and not subprocess.run(["strace", "-qq", "-o", os.devnull, "true"]).returncode


@pytest.mark.skipif(not is_traceable(), reason="strace is not there, or the machine does not allow it")
def test_nothing_is_asked_of_the_system_but_the_workspace(tmp_path: Path) -> None:
    root, cache, log = tmp_path / "ws", tmp_path / "cache", tmp_path / "log"
    briefs = list(chosen())
    assert len(briefs) > 50
    for count, case in enumerate(briefs):
        case.write(tmp_path / f"made-{count}", tmp_path)
        shutil.copytree(tmp_path / f"made-{count}/content/x", root / f"content/c{count:03}")
    (root / "house.yaml").write_text("publisher: A\n")
    command = ["strace", "-f", "-qq", "-o", str(log), "-e", f"trace={CALLS}", "--", sys.executable, "-m", "reports"]
    environment = {**os.environ, "BRIEF_CACHE_DIR": str(cache), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([*command, "-C", str(root), "build", "-q", "-j", "1"], env=environment, cwd=TOP, capture_output=True)
    asked = log.read_text(errors="replace").splitlines()
    assert sum(str(root) in line for line in asked) > len(briefs)
    assert len(list((root / "output").iterdir())) > 10
    assert [line for line in asked if is_strange(line, root, cache)] == []


def is_strange(line: str, root: Path, cache: Path) -> bool:
    """Whether a call is neither a look at what is the program's own, nor a change where files are published."""
    if re.match(r"^\d+ +(connect|socket|bind|sendto)\(", line):
        return True
    found = _CALL.match(line)
    if found is None or "ENOENT" in found["rest"]:
        return False
    path = found["path"]
    changes = re.search(r"O_(WRONLY|RDWR|CREAT)", found["rest"]) or not found["name"].startswith("open")
    if found["name"] == "execve" or path == os.devnull:
        return found["name"] == "execve" and Path(path) != Path(sys.executable)
    if changes:
        return not path.startswith((str(root / "output"), str(cache))) and path.startswith("/")
    own = (str(root), str(cache), sys.prefix, sys.base_prefix, str(TOP), *SYSTEM)
    return path.startswith("/") and not path.startswith(own)


@pytest.mark.parametrize(
    ("line", "strange"),
    [
        ('7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY|O_CLOEXEC) = 3', True),
        ('7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = -1 ENOENT (No such file or directory)', False),
        ('7 openat(AT_FDCWD, "/ws/content/a.svg", O_RDONLY) = 3', False),
        ('7 openat(AT_FDCWD, "/ws/content/a.svg", O_WRONLY|O_CREAT, 0666) = 3', True),
        ('7 openat(AT_FDCWD, "/ws/output/a/a.pdf", O_WRONLY|O_CREAT, 0666) = 3', False),
        ('7 rename("/ws/output/a", "/ws/output/b") = 0', False),
        ('7 mkdir("/tmp/x", 0777) = 0', True),
        ("7 socket(AF_INET, SOCK_STREAM, 0) = 3", True),
        ('7 execve("/usr/bin/gs", ["gs"], 0x7f) = 0', True),
    ],
)
def test_what_is_strange(line: str, strange: bool) -> None:
    assert is_strange(line, Path("/ws"), Path("/cache")) is strange
