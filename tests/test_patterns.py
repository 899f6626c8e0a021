"""Expressions compiled at their first use are those that ``re`` would have compiled."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import reports
from reports.patterns import Expression, expression


def test_it_is_what_re_makes() -> None:
    lazy, plain = expression(r"(?P<a>x)\s*", re.IGNORECASE), re.compile(r"(?P<a>x)\s*", re.IGNORECASE)
    assert (lazy.pattern, lazy.flags, lazy.groups, dict(lazy.groupindex)) == (
        plain.pattern, plain.flags, plain.groups, dict(plain.groupindex),
    )  # fmt: skip
    assert lazy.sub("y", "aX b") == plain.sub("y", "aX b")
    assert [one.span() for one in lazy.finditer("x X")] == [one.span() for one in plain.finditer("x X")]
    assert lazy.match("no") is None
    assert expression(rb"\d+").findall(b"1 22") == [b"1", b"22"]
    assert not hasattr(lazy, "fullmatched")


def test_nothing_is_compiled_before_it_is_used() -> None:
    lazy = expression("(")
    with pytest.raises(re.error):
        lazy.match("")


def test_every_expression_of_the_package_compiles() -> None:
    found = 0
    for one in pkgutil.walk_packages(reports.__path__, "reports."):
        if not one.name.endswith("__main__"):
            for value in vars(import_module(one.name)).values():
                if isinstance(value, Expression):
                    assert isinstance(value.pattern, str | bytes)
                    found += 1
    assert found > 200
