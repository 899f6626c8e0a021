"""Colour names of a look and a brand, settled to ``#rrggbb`` for paper and for a dark screen.

An expression is a name, a colour, ``NAME N%`` (a tint of N per cent over the background) or ``NAME to N`` (moved away
from the background until the contrast is N).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import field

from reports.patterns import expression
from reports.records import record
from reports.theme import colour

_EXPRESSION = expression(r"(?P<name>\S+)\s+(?:(?P<share>\d{1,3}(?:\.\d+)?)%|to\s+(?P<ratio>\d{1,2}(?:\.\d+)?))\Z")


class ColourError(ValueError):
    """An expression that gives no colour; ``code`` is the diagnostic that fits."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


@record(slots=True)
class Palette:
    """Names and their expressions, settled on demand.

    under
        For a dark palette, the paper palette: where a name is not redefined, its expression is read again here; where
        an expression names itself, the paper colour is meant.
    """

    names: Mapping[str, str]
    under: Palette | None = None
    _settled: dict[str, str] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def __contains__(self, name: str) -> bool:
        return name in self.names or (self.under is not None and name in self.under)

    def get(self, name: str) -> str:
        """The colour of *name*. Raises ColourError where there is none."""
        if name in self._settled:
            return self._settled[name]
        if name in self._open:
            if self.under is not None:
                return self.under.get(name)
            raise ColourError("THM004", f"the colour `{name}` leads back to itself")
        expression = self._expression(name)
        if expression is None:
            raise ColourError("THM003", f"`{name}` is no colour and no name of the palette")
        self._open.append(name)
        try:
            found = self.settle(expression)
        finally:
            self._open.pop()
        self._settled[name] = found
        return found

    def _expression(self, name: str) -> str | None:
        if name in self.names:
            return self.names[name]
        return self.under._expression(name) if self.under is not None else None

    def settle(self, expression: str) -> str:
        """The colour of *expression*. Raises ColourError where it gives none."""
        expression = expression.strip()
        if expression in self:
            return self.get(expression)
        literal = colour.parse(expression)
        if literal is not None:
            return literal
        found = _EXPRESSION.match(expression)
        if found is None:
            raise ColourError("THM003", f"`{expression[:60]}` is no colour and no name of the palette")
        base = self.settle(found["name"])
        ground = self.get("background")
        if found["share"]:
            return colour.mix(base, ground, min(float(found["share"]), 100.0) / 100)
        return colour.towards(base, ground, min(float(found["ratio"]), 21.0))

    def all(self) -> dict[str, str]:
        """Every name with its colour, those of the paper palette first."""
        order = dict.fromkeys([*(self.under.names if self.under else ()), *self.names])
        return {name: self.get(name) for name in order}


#: A brand's main colour lighter than this (OKLCH) stays light in charts, and the steps are turned round about it.
_LIGHT = 0.55
_LIGHTEST = 0.66


#: A colour of less chroma (OKLCH) is a grey, no accent; accents whose hues are closer (radians) are one.
_GREY, _SAME_HUE = 0.05, 0.5
#: The series that take the hue of a brand's second and third accent, counted from 0.
_ACCENTED = ((1, 4), (2, 5))


def accents(primary: str, others: Sequence[str]) -> list[str]:
    """Those of *others* that are colours of their own beside *primary*, no greys and none twice, in their order."""
    hues = [colour.oklch(primary)[2]]
    found = []
    for one in others:
        _, chroma, hue = colour.oklch(one)
        if chroma >= _GREY and all(abs(math.remainder(hue - known, math.tau)) > _SAME_HUE for known in hues):
            found.append(one)
            hues.append(hue)
    return found


def series(primary: str, steps: Sequence[Sequence[float]], others: Sequence[str] = ()) -> dict[str, str]:
    """``series-1`` … from the primary colour; each step is OKLCH lightness, turn of the hue, factor of chroma.

    others
        Further accents: the second and the third series, and those that go with them, have their hues.

    A light primary, such as orange, would be brown at the lightness of the first step: the first series keeps the
    colour as it is known, as far as paper allows, and light and dark change places in the others.
    """
    own = colour.oklch(primary)[0]
    shades = [step[0] for step in steps]
    if own > _LIGHT and shades:
        shades = [min(own, _LIGHTEST), *(1.1 - shade for shade in shades[1:])]
    made = [colour.turned(primary, shade, step[1], step[2]) for shade, step in zip(shades, steps, strict=True)]
    for accent, places in zip(others, _ACCENTED, strict=False):
        for at in places[: len([one for one in places if one < len(made)])]:
            made[at] = colour.turned(accent, shades[at], 0.0, 1.0)
    return {f"series-{number}": one for number, one in enumerate(made, 1)}
