"""Filters and operators that could make a small text huge in one step, bounded before the result is made.

A step of the interpreter that takes long cannot be stopped from outside (see ``bounds``), and what it makes is in
memory at once: so each is asked beforehand how much it would make.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jinja2 import pass_environment, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, make_attrgetter
from markupsafe import Markup

#: The longest text or list that one step may make.
LONGEST = 1_000_000
#: The longest text that a block, a macro or a call may gather.
LONGEST_BLOCK = 5_000_000
#: Bits of the largest whole number that may be multiplied.
_MOST_BITS = 2_000
#: Decimals that ``round`` may be asked for.
_MOST_DECIMALS = 30
#: Escaping makes at most so many letters of one (``&#34;``).
_ESCAPED = 5


def check_length(length: int, most: int = LONGEST) -> None:
    """Raises SecurityError for a text or list of more than *most*."""
    if length > most:
        raise SecurityError("the text or list grows too long")


def check_operands(operator: str, left: Any, right: Any) -> None:
    """Only numbers multiply, and small ones; ``%`` formats nothing. Raises SecurityError."""
    numbers = all(isinstance(one, int | float) for one in (left, right))
    if operator in ("*", "%") and not numbers:
        raise SecurityError(f"{operator} works on numbers only")
    if operator == "**" and not (numbers and abs(left) < 1e6 and abs(right) < 16):
        raise SecurityError("** works on small numbers only")
    if operator == "+" and not numbers:
        check_length(len(left) + len(right))
    if any(isinstance(one, int) and one.bit_length() > _MOST_BITS for one in (left, right)):
        raise SecurityError("the number grows too large")


def check_replace(text: str, old: Any = "", new: Any = "", count: Any = -1, *_: Any, **__: Any) -> None:
    """Raises SecurityError where ``text.replace(old, new)`` would be too long."""
    times = text.count(old) if isinstance(old, str) else 0
    times = min(times, count) if isinstance(count, int) and count >= 0 else times
    longer = len(new) if isinstance(new, str) else 0
    factor = _ESCAPED if isinstance(text, Markup) and not isinstance(new, Markup) else 1
    check_length(len(text) + times * longer * factor, max(LONGEST, len(text)))


def concat(parts: Iterable[str]) -> str:
    """What a block gathers, as one text."""
    gathered = list(parts)
    check_length(sum(map(len, gathered)), LONGEST_BLOCK)
    return "".join(gathered)


def joined(parts: tuple[Any, ...]) -> Markup:
    """``a ~ b``: the parts escaped and joined."""
    texts = [Markup.escape(one) for one in parts]
    check_length(sum(map(len, texts)))
    return Markup("").join(texts)


@pass_eval_context
def _join(eval_ctx: Any, value: Iterable[Any], d: Any = "", attribute: Any = None) -> str:
    if attribute is not None:
        value = map(make_attrgetter(eval_ctx.environment, attribute), value)
    parts, length = [], 0
    for one in value:
        part = one if isinstance(one, str) else str(one)
        length += len(part) + len(str(d))
        check_length(length * (1 if isinstance(part, Markup) else _ESCAPED), LONGEST_BLOCK)
        parts.append(part)
    return FILTERS["join"](eval_ctx, parts, d)  # type: ignore[no-any-return]


@pass_eval_context
def _replace(eval_ctx: Any, s: Any, old: Any, new: Any, count: int | None = None) -> str:
    text = s if isinstance(s, str) else str(s)
    check_replace(Markup(text), old, new, -1 if count is None else count)
    return FILTERS["replace"](eval_ctx, s, old, new, count)  # type: ignore[no-any-return]


@pass_environment
def _sum(environment: Any, iterable: Iterable[Any], attribute: Any = None, start: Any = 0) -> Any:
    values = map(make_attrgetter(environment, attribute), iterable) if attribute is not None else iterable
    total = start
    for one in values:
        if not isinstance(one, int | float) or not isinstance(total, int | float):
            raise SecurityError("sum works on numbers only")
        total = total + one
    return total


def _round(value: float, precision: int = 0, method: str = "common") -> float:
    if not isinstance(precision, int) or abs(precision) > _MOST_DECIMALS:
        raise SecurityError(f"round takes {_MOST_DECIMALS} decimals at most")
    return FILTERS["round"](value, precision, method)  # type: ignore[no-any-return]


def _list(value: Any) -> list[Any]:
    if hasattr(value, "__len__"):
        check_length(len(value))
    return list(value)


#: Bounded filters in place of those of Jinja2.
BOUNDED: Mapping[str, Any] = {"join": _join, "replace": _replace, "sum": _sum, "round": _round, "list": _list}
