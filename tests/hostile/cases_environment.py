"""Machines, shells and folders that would have a say in what is printed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tests.hostile.case import CANARY, HEAD, Case, Text

#: Time as the program sees it, in a module that Python imports before all others.
CLOCK = """import time
real = time.time
time.time = lambda: {0}
time.time_ns = lambda: int(({0}) * 10**9)
"""
EVIL = f"import os, pathlib\npathlib.Path(__file__).parent.joinpath('pwned').write_text('{CANARY}')\n"


def env(name: str, files: Mapping[str, Text] | None = None, flags: tuple[str, ...] = (), **more: str | None) -> Case:
    """An ordinary brief under other circumstances, in a fresh process."""
    return Case(
        name, {"brief.yaml": HEAD, **(files or {})}, literal=("Ordinary title",), env=more, cold=True, flags=flags
    )


def settings_at_home(root: Path, _: Path) -> None:
    """What ReportLab would execute from the home of the user."""
    for name in (".reportlab_settings", ".reportlab_mods"):
        (root.parent / "home" / name).write_text(f"open({str(root / 'pwned')!r}, 'w').write('x')\n")


def no_cache(root: Path, _: Path) -> None:
    """A file where the cache should be made."""
    os.rmdir(root.parent / "cache")
    (root.parent / "cache").write_text("x")


def old_cache(root: Path, _: Path) -> None:
    """A cache full of noise."""
    for n in range(20):
        (root.parent / "cache" / f"{n:064x}.built").write_bytes(bytes(range(256)))


CASES: tuple[Case, ...] = (
    env(
        "RL variables",
        RL_invariant="0",
        RL_defaultPageSize="(9,9)",
        RL_trustedSchemes="['http']",
        RL_pageCompression="9",
    ),
    env("RL variables that are code", RL_invariant="__import__('os').system('touch pwned')"),
    env("settings of ReportLab in the workspace", {"/reportlab_settings.py": EVIL}),
    env("changes to ReportLab in the workspace", {"/reportlab_mods.py": EVIL}),
    env("changes to ReportLab on the path", {"/lib/reportlab_mods.py": EVIL}, PYTHONPATH="{ROOT}/lib"),
    env("a home that is a device", HOME="/dev/null"),
    env("settings of ReportLab on the path", {"/lib/reportlab_settings.py": EVIL}, PYTHONPATH="{ROOT}/lib"),
    Case("settings of ReportLab at home", literal=("Ordinary title",), prepare=settings_at_home, cold=True),
    env("no home", HOME=None),
    env("a home that is not there", HOME="/nonexistent"),
    env(
        "no cache folder named and no home",
        HOME="{HOME}/gone",
        BRIEF_CACHE_DIR=None,
        XDG_CACHE_HOME="{HOME}/gone/cache",
    ),
    env("a locale of ASCII", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0"),
    env("a locale that is not there", LANG="xx_XX.KOI8-R", LC_ALL="xx_XX"),
    env("Turkish letters", LANG="tr_TR.UTF-8", LC_ALL="tr_TR.UTF-8"),
    env("an odd time zone", TZ="XXX-25:99:99"),
    env("a time zone of the machine", TZ="/etc/passwd"),
    env("output in ASCII", PYTHONIOENCODING="ascii:strict"),
    env("hashes at random", PYTHONHASHSEED="12345"),
    env("warnings are errors", PYTHONWARNINGS="error"),
    env("no docstrings", flags=("-OO",)),
    env("no bytecode", flags=("-B",)),
    env("everything a variable could be", COLUMNS="-1", LINES="x", NO_COLOR="1", FORCE_COLOR="1", TERM="\x1b[31m"),
    env("proxies", http_proxy="http://evil.example:1", https_proxy="http://evil.example:1", ALL_PROXY="socks5://evil"),
    env(
        "a clock at the beginning of all times", {"/lib/sitecustomize.py": CLOCK.format("0.0")}, PYTHONPATH="{ROOT}/lib"
    ),
    env(
        "a clock that runs backwards",
        {"/lib/sitecustomize.py": CLOCK.format("4e9 - real() % 1e6 * 1e3")},
        PYTHONPATH="{ROOT}/lib",
    ),
    env("a clock that is far ahead", {"/lib/sitecustomize.py": CLOCK.format("2.0**32 + 1")}, PYTHONPATH="{ROOT}/lib"),
    Case("a date of the build in words", env={"SOURCE_DATE_EPOCH": "yesterday"}, regret="SOURCE_DATE_EPOCH"),
    Case("a date of the build before all times", env={"SOURCE_DATE_EPOCH": "-1"}, regret="SOURCE_DATE_EPOCH"),
    Case(
        "a date of the build of a thousand digits", env={"SOURCE_DATE_EPOCH": "9" * 1_000}, regret="SOURCE_DATE_EPOCH"
    ),
    Case("a file where the cache should be", literal=("Ordinary title",), prepare=no_cache),
    Case("a cache of noise", literal=("Ordinary title",), prepare=old_cache),
)
