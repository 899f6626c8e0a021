"""Every code that can be raised is explained, once, in its room; and ``explain`` finds it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.engine import explain
from reports.errors import UsageError

PACKAGE = Path(explain.__file__).resolve().parent.parent
FAMILIES = "YML|SCH|MDN|DAT|IMG|BIB|CIT|REF|TPL|THM|FNT|FIL|OUT"


def raised() -> set[str]:
    """The codes that stand as texts in the code, outside of the explanations."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        if not path.name.endswith("codes.py"):
            found.update(re.findall(rf'"((?:{FAMILIES})\d{{3}})"', path.read_text(encoding="utf-8")))
    return found


def test_every_code_is_explained() -> None:
    assert raised() - set(explain.explanations()) == set()


def test_no_explanation_without_its_code() -> None:
    families = tuple(FAMILIES.split("|"))
    explained = {code for code in explain.explanations() if code.startswith(families)}
    assert explained - raised() == set()


def test_no_code_means_two_things() -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
    told = [code for path, text in texts.items() if path.name.endswith("codes.py")
            for code in re.findall(rf'"((?:{FAMILIES})\d{{3}})",', text)]  # fmt: skip
    told += [
        code
        for path, text in texts.items()
        if path.name != "registry.py"
        for code in re.findall(r'(?m)^@rule\("([A-Z]{3}\d{3})"', text)
    ]
    assert len(told) > 300
    assert sorted({one for one in told if told.count(one) > 1}) == []


def test_explanations_say_what_why_and_the_way_out() -> None:
    for code, about in explain.explanations().items():
        assert code == about.code
        assert about.title, code
        assert about.what, code
        assert about.why, code
        assert about.instead, code


def test_explain_prints_a_page() -> None:
    page = explain.one("fil001")
    assert page.startswith("FIL001: no such file\n\nWhat\n    ")
    assert "\n\nExample\n    - figure:" in page
    assert page.endswith("\n")


def test_a_near_code_is_suggested() -> None:
    with pytest.raises(UsageError, match="did you mean FIL0"):
        explain.one("FIL0O1")
