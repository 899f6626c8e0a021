"""The comparison of options as it is printed: scores, weighted means, and what they cannot say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from reports.numerals import printed
from reports.schema.comparison import Comparison

View = SimpleNamespace


def comparison_of(
    made: Comparison | None, options: Sequence[View], words: Mapping[str, str], lang: str, shown: Any
) -> View | None:
    """What templates see as ``comparison``; None without one.

    options
        The views of the options, with ``scores``.
    shown
        Makes a view of a value of the model.

    ``criteria`` are rows with ``title``, ``weight`` and ``cells`` (one per option: ``score``, empty where it is
    missing, and ``note``); ``totals`` are texts, empty for an option that lacks a score. ``weighted`` is whether the
    weights differ. ``remarks`` say the scale and its direction, which options are level, and what is missing.
    """
    if made is None or not options:
        return None
    weights = [_exact(one.weight) for one in made.criteria]
    weighted = len(set(weights)) > 1
    rows = [
        View(
            title=one.title, weight=_text(one.weight, lang),
            cells=tuple(_cell(option.scores.get(str(one.id)), lang) for option in options),
        )
        for one in made.criteria
    ]  # fmt: skip
    scores = [[option.scores.get(str(one.id)) for one in made.criteria] for option in options]
    totals = tuple(_total(one, weights, lang) for one in scores)
    return View(
        id=str(made.id), at=made.where, caption=shown(made.caption) or words["options-comparison"],
        source=shown(made.source), criteria=tuple(rows), totals=totals, weighted=weighted,
        total_word=words["total" if weighted else "total-plain"],
        remarks=tuple(_remarks(made, options, totals, words, lang)),
    )  # fmt: skip


def _cell(score: View | None, lang: str) -> View:
    return View(score="", note=None) if score is None else View(score=_text(score.score, lang), note=score.note)


def _total(scores: Sequence[View | None], weights: Sequence[Fraction], lang: str) -> str:
    """The weighted mean, rounded half up to one decimal; empty where a score is missing.

    Every number is taken as the decimal it is written as, so that no binary rounding decides between two options.
    """
    known = [_exact(one.score) for one in scores if one is not None]
    if len(known) < len(scores) or not known:
        return ""
    mean = sum((one * weight for one, weight in zip(known, weights, strict=True)), Fraction()) / sum(weights)
    tenths = (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return printed(format(tenths, "f"), lang)


def _remarks(
    made: Comparison, options: Sequence[View], totals: Sequence[str], words: Mapping[str, str], lang: str
) -> list[str]:
    scale = made.scale
    text = words[f"scale-{scale.better}"]
    out = [text.replace("{least}", _text(scale.least, lang)).replace("{most}", _text(scale.most, lang))]
    for total in dict.fromkeys(one for one in totals if one and totals.count(one) > 1):
        level = [
            f"{words['option']}\N{NO-BREAK SPACE}{option.number}"
            for option, one in zip(options, totals, strict=True) if one == total
        ]  # fmt: skip
        out.append(words["tied"].replace("{total}", total).replace("{options}", ", ".join(level)))
    if "" in totals:
        out.append(words["no-total"])
    return out


def _exact(number: float) -> Fraction:
    return Fraction(str(number))


def _text(number: float, lang: str) -> str:
    return printed(format(Decimal(str(number)).normalize(), "f"), lang)
