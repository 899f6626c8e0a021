"""What an unquoted YAML scalar stands for, by the core schema of YAML 1.2 (section 10.3.2).

No ``yes`` or ``NO`` turned into truth values, no base-60 numbers, no octal by a leading zero, no dates.
"""

from __future__ import annotations

from typing import TypeAlias

from reports.patterns import expression

Scalar: TypeAlias = bool | int | float | str | None

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_TRUTHS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = expression(r"[-+]?[0-9]+\Z")
_OTHER_BASES = expression(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = expression(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_INFINITE = expression(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")

#: Longer digit strings stay text: no quantity of a brief has them, and converting them takes quadratic time.
MAX_DIGITS = 300
_FIRST = frozenset("0123456789+-.~nNtTfF")


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar written as *text*."""
    if text and text[0] not in _FIRST:
        return text
    if text in _NULLS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if len(text) > MAX_DIGITS:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _OTHER_BASES.match(text):
        return int(text, 0)
    if _FLOAT.match(text):
        return float(text)
    if _INFINITE.match(text):
        return float(text.lower().replace(".", ""))
    return text
