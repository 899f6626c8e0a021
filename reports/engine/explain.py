"""``brief explain``: each room keeps the explanations of its own codes in a ``codes.py``; here they are gathered."""

from __future__ import annotations

import difflib
import re
import textwrap
from importlib import import_module
from pathlib import Path

from reports.diagnostics import Explanation
from reports.errors import UsageError

_PACKAGE = Path(__file__).resolve().parent.parent
_WIDTH = 96


def explanations() -> dict[str, Explanation]:
    """All explanations by code, in the order of the codes."""
    found: dict[str, Explanation] = {}
    for path in sorted(_PACKAGE.rglob("codes.py")):
        parts = path.relative_to(_PACKAGE).with_suffix("").parts
        module = import_module(".".join(("reports", *parts)))
        found.update((one.code, one) for one in module.EXPLANATIONS)
    return dict(sorted(found.items()))


def known_codes() -> tuple[str, ...]:
    """Every code that a diagnostic can have."""
    return tuple(explanations())


def one(code: str) -> str:
    """The explanation of *code*; raises UsageError for an unknown one."""
    known = explanations()
    found = known.get(code.strip().upper())
    if found is None:
        near = difflib.get_close_matches(code.upper(), known, n=1, cutoff=0.5)
        raise UsageError(f"no code is called {code!r}" + (f"; did you mean {near[0]}?" if near else ""))
    return _page(found)


def _page(about: Explanation) -> str:
    parts = [f"{about.code}: {about.title}"]
    for head, text in (("What", about.what), ("Why", about.why), ("Instead", about.instead)):
        if text:
            shown = textwrap.indent(text, "    ") if head == "Instead" and _is_content(text) else _wrapped(text)
            parts.append(f"{head}\n{shown}")
    if about.example:
        parts.insert(2, "Example\n" + textwrap.indent(about.example.strip("\n"), "    "))
    return "\n\n".join(parts) + "\n"


def _is_content(text: str) -> bool:
    """Whether *text* is a piece of a brief rather than a sentence."""
    return re.match(r"(?:#.*\n)*[a-z_]+:(?:\s|$)", text) is not None


def _wrapped(text: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), _WIDTH, initial_indent="    ", subsequent_indent="    ", break_long_words=False
    )


def overview() -> str:
    """One line per code."""
    return "".join(f"{about.code}  {about.title}\n" for about in explanations().values())
