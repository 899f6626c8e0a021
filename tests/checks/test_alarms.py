"""Kinds of false alarm that good texts raised once, each beside the fault that must still be found."""

from __future__ import annotations

from typing import Any

import pytest

from reports.checks.run import run_checks
from tests.checks.workbench import laid_over

LEANING = {
    "sections": [{"body": "The EU waits [@study]. It reads [@study, p. 3]."}],
    "checks": {"limits": {"leaning": 2}},
}
SAID = "The river will reach the school by six; go up now"


def found(code: str, over: dict[str, Any]) -> bool:
    return code in {one.code for one in run_checks(laid_over(over)[0])}


def in_text(body: str) -> dict[str, Any]:
    return {"sections": [{"body": body}]}


def spelt(lang: str, short: str, long: str, text: str) -> dict[str, Any]:
    return {"lang": lang, "abbreviations": {short: long}, "summary": f"{text} ({short})."}


@pytest.mark.parametrize("kind", ["legislation", "treaty", "legal_case"])
def test_a_paper_about_a_law_may_lean_on_it(kind: str) -> None:
    assert not found("EVD012", {**LEANING, "references": [{"type": kind}]})
    assert found("EVD012", {**LEANING, "references": [{"type": "report"}]})


@pytest.mark.parametrize("quotes", ["“{}”", '"{}"'])
def test_an_example_of_a_message_is_no_quotation(quotes: str) -> None:
    example = quotes.format(SAID)
    rest = "Most messages name no place. They name no time."
    assert not found("EVD004", in_text(f"The EU warns [@study]. Then it waits. {example} is a warning. {rest}"))
    assert found("EVD004", in_text(f"The EU warns [@study]. Then it waits. {example}, the mayor said. {rest}"))
    assert found("EVD004", in_text(f"The EU warns [@study]. Then it waits. {example} is a line of the mayor. {rest}"))


@pytest.mark.parametrize(
    ("lang", "short", "long", "text"),
    [
        ("de", "NKR", "Nationaler Normenkontrollrat", "Das meldet der Nationale Normenkontrollrat"),
        ("de", "NB", "Nationale Behörde", "Das Schreiben der nationalen Behörde"),
        ("sq", "OJQ", "organizata joqeveritare", "Erdhi një organizatë joqeveritare"),
        ("sr", "JLS", "jedinica lokalne samouprave", "To je obaveza jedinice lokalne samouprave"),
    ],
)
def test_names_may_be_declined(lang: str, short: str, long: str, text: str) -> None:
    assert not found("LNG012", spelt(lang, short, long, text))


@pytest.mark.parametrize(
    ("lang", "short", "long", "text"),
    [
        ("en", "QRS", "Quality Review Service", "Ask the Quality Review Services"),
        ("de", "ZS", "Zentrales Sekretariat", "Das meldet die Zentrale Stelle"),
        ("sr", "JLS", "jedinica lokalne samouprave", "To je obaveza jedinice lokalnog saveta"),
    ],
)
def test_another_name_is_found(lang: str, short: str, long: str, text: str) -> None:
    assert found("LNG012", spelt(lang, short, long, text))
