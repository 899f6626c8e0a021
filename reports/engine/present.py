"""Diagnostics for readers: people, programs, GitHub and code scanners."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from reports import __version__
from reports.diagnostics import Diagnostic, Severity, tidy

#: Most diagnostics shown of one brief; the rest is counted.
MOST_SHOWN = 100
#: The reader's own count of the faults of a file that it does not list.
_COUNT = "SCH099"

_SARIF_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def shown(diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """The diagnostics to show, in order of place, and how many are left out. No error is left out for a warning."""
    everything = tidy(diagnostics)
    counts = [one for one in everything if one.code == _COUNT]
    listed = [one for one in everything if one.code != _COUNT]
    first = sorted(listed, key=lambda one: (one.severity.rank, one.sort_key))[:MOST_SHOWN]
    return tidy([*first, *counts]), len(listed) - len(first)


def as_text(diagnostics: Sequence[Diagnostic]) -> str:
    """One line each, hints indented below."""
    return "".join(f"{safe(str(one))}\n" for one in diagnostics)


def safe(text: str) -> str:
    """Characters that a terminal would obey are shown instead; line feeds stay."""
    return "".join(one if one == "\n" or one.isprintable() else _visible(one) for one in text)


def in_line(text: str) -> str:
    """The same with line feeds shown, too."""
    return safe(text).replace("\n", _visible("\n"))


def _visible(character: str) -> str:
    code = ord(character)
    if character in "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}":
        return character
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def as_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A list of objects. ``end_line`` and ``end_column`` are there where the end of the words at fault is known."""
    found = [
        {
            "code": one.code,
            "severity": one.severity.value,
            "path": one.at.path,
            "line": one.at.line,
            "column": one.at.column,
            **({"end_line": one.end.line, "end_column": one.end.column} if one.end else {}),
            "message": one.message,
            "hint": one.hint,
        }
        for one in diagnostics
    ]
    return _ascii_safe(json.dumps(found, indent=2, ensure_ascii=False)) + "\n"


def _ascii_safe(text: str) -> str:
    """Lone surrogates cannot be written as UTF-8; JSON has an escape for them."""
    return "".join(f"\\u{ord(one):04x}" if "\ud800" <= one <= "\udfff" else one for one in text)


def as_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands: GitHub shows them beside the lines of a pull request."""
    return "".join(f"{_github(one)}\n" for one in diagnostics)


def _github(one: Diagnostic) -> str:
    end = f"endLine={one.end.line},endColumn={one.end.column}," if one.end else ""
    place = f"file={_property(one.at.path)},line={one.at.line},col={one.at.column},{end}title={one.code}"
    message = one.message + (f"\n{one.hint}" if one.hint else "")
    return f"::{_GITHUB_COMMAND[one.severity]} {place}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """SARIF 2.1.0, the static analysis results interchange format of OASIS."""
    codes = sorted({one.code for one in diagnostics})
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "brief", "version": __version__, "rules": _rules(codes)}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(one, codes) for one in diagnostics],
            }
        ],
    }
    return _ascii_safe(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"


def _rules(codes: list[str]) -> list[dict[str, Any]]:
    """What code scanners show beside a result: the explanation of each code."""
    from reports.engine.explain import explanations

    known = explanations()
    found: list[dict[str, Any]] = []
    for code in codes:
        about = known.get(code)
        if about is None:
            found.append({"id": code})
            continue
        text = " ".join(f"{about.what} {about.why}".split())
        found.append(
            {
                "id": code,
                "shortDescription": {"text": about.title},
                "fullDescription": {"text": text},
                "help": {"text": f"{text}\n\nInstead:\n{about.instead}"},
            }
        )
    return found


def _result(one: Diagnostic, codes: list[str]) -> dict[str, Any]:
    from urllib.parse import quote

    region = {"startLine": one.at.line, "startColumn": one.at.column}
    if one.end:
        region |= {"endLine": one.end.line, "endColumn": one.end.column}
    return {
        "ruleId": one.code,
        "ruleIndex": codes.index(one.code),
        "level": _SARIF_LEVEL[one.severity],
        "message": {"text": one.message + (f"\n{one.hint}" if one.hint else "")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(one.at.path)},
                    "region": region,
                }
            }
        ],
    }


#: Formats whose readers look for files from the top of the repository, not of the workspace.
REPOSITORY_FORMATS = ("github", "sarif")


def in_format(form: str, diagnostics: Sequence[Diagnostic], below: str = "") -> str:
    """*diagnostics* in the format *form* of ``FORMATS``.

    below
        The folder of the workspace in its repository, with forward slashes; empty where they are the same.
    """
    if below and form in REPOSITORY_FORMATS:
        diagnostics = [replace(one, at=replace(one.at, path=f"{below}/{one.at.path}")) for one in diagnostics]
    return FORMATS[form](diagnostics)


#: Name of ``--output-format`` → how to print.
FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
}
