"""From the written look to tokens: colours, measures, fallbacks settled; the brand laid over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from functools import cache
from typing import Any, cast, get_type_hints

from reports.diagnostics import Collector
from reports.records import record
from reports.schema.text import SourceList, SourceMap, SourceText
from reports.source import Position
from reports.theme.looks import RawLook
from reports.theme.palette import ColourError, Palette
from reports.theme.reading import Reader, nearest
from reports.theme.tokens import BoxStyle, Edge, PageStyle, TableStyle, TextStyle

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "align": ("left", "right", "center", "justify"),
    "case": ("none", "upper", "small-caps"),
    "placement": ("main", "wide", "side"),
    "side": ("left", "right", "none"),
    "family": ("body", "headings", "mono"),
}
_RANGES: Mapping[str, tuple[float, float]] = {
    "size": (4, 120), "leading": (4, 160), "weight": (1, 1000), "tracking": (-100, 400), "width": (100, 3000),
    "height": (100, 3000), "lines-together": (1, 10),
}  # fmt: skip
_LENGTH = (-200.0, 600.0)


@cache
def _hints(tokens: Any) -> dict[str, Any]:
    """The types of a token class by field."""
    return get_type_hints(tokens)


@record(slots=True)
class Settler:
    """Turns the parts of one look into tokens."""

    raw: RawLook
    palette: Palette
    collector: Collector
    path: str = "_brand.yml"
    _texts: dict[str, TextStyle] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    def texts(self) -> dict[str, TextStyle]:
        """All text styles by role."""
        for role in self.raw.part("texts"):
            self._text(role)
        return {role: self._texts[role] for role in self.raw.part("texts")}

    def _text(self, role: str) -> TextStyle:
        if role in self._texts:
            return self._texts[role]
        tokens = dict(self.raw.part("texts")[role])
        start = TextStyle(colour=self.palette.get("foreground"))
        like = tokens.pop("like", None)
        if like is not None:
            start = self._like(role, like)
        self._open.append(role)
        style = cast("TextStyle", self._fill(start, tokens, f"texts.{role}"))
        self._open.pop()
        self._texts[role] = style
        return style

    def _like(self, role: str, like: Any) -> TextStyle:
        name = str(like)
        place = self._place(like)
        if name == role or name in self._open:
            self.collector.error("THM011", place, f"the role `{role}` is like itself")
        elif name in self.raw.part("texts"):
            self._open.append(role)
            found = self._text(name)
            self._open.pop()
            return found
        else:
            hint = nearest(name, self.raw.part("texts"))
            self.collector.error("THM001", place, f"`{name[:60]}` is no role of the look", hint)
        return TextStyle(colour=self.palette.get("foreground"))

    def boxes(self) -> dict[str, BoxStyle]:
        """All box styles by role."""
        return {role: self._fill(BoxStyle(), one, f"boxes.{role}") for role, one in self.raw.part("boxes").items()}

    def tables(self) -> dict[str, TableStyle]:
        """All table styles by role."""
        return {role: self._fill(TableStyle(), one, f"tables.{role}") for role, one in self.raw.part("tables").items()}

    def page(self, paper: str) -> PageStyle:
        """The page of the look on *paper* (``a4`` or ``letter``)."""
        papers = self.raw.part("paper")
        own = papers.get(paper) or papers.get("a4") or {}
        return cast("PageStyle", self._fill(PageStyle(), {**self.raw.part("page"), **own}, "page"))

    def numbers(self) -> dict[str, float]:
        """The other measures."""
        reader = self._reader()
        found = self.raw.part("numbers")
        return {name: reader.number(one, f"`{name}`", -1000, 5000, 0.0) for name, one in found.items()}

    def series_steps(self) -> list[list[float]]:
        """The steps of the chart colours: lightness, turn of the hue, factor of chroma."""
        reader = self._reader()
        steps = []
        for one in self.raw.series:
            if isinstance(one, SourceList) and len(one) == 3:
                steps.append([reader.number(part, "a series step", -360, 360, 0.5) for part in one])
            else:
                message = "a series step holds three numbers: lightness, turn of the hue, chroma"
                self.collector.error("THM002", reader.at(one), message)
        return steps

    # Values

    def _fill(self, start: Any, tokens: Mapping[str, Any], where: str) -> Any:
        kind: Any = type(start)
        hints = _hints(kind)
        known = {one.name.replace("_", "-"): one.name for one in fields(start)}
        changed: dict[str, Any] = {}
        for key, value in tokens.items():
            if key not in known:
                message = f"`{str(key)[:60]}` is no token of {where.partition('.')[0]}"
                place = key.at if isinstance(key, SourceText) and key.at else self._place(value)
                self.collector.error("THM001", place, message, nearest(str(key), known))
                continue
            found = self._value(str(key), value, hints[known[key]], getattr(start, known[key]))
            changed[known[key]] = found
        return replace(start, **changed)

    def _value(self, key: str, value: Any, kind: Any, old: Any) -> Any:
        if key in _CHOICES:
            return self._choice(key, value, old)
        if kind is bool:
            return self._truth(key, value, old)
        if kind is Edge:
            return self._edge(key, value, old)
        if key == "padding":
            return self._padding(value, old)
        if kind in (int, float):
            low, high = _RANGES.get(key, _LENGTH)
            number = self._reader().number(value, f"`{key}`", low, high, float(old))
            return round(number) if kind is int else number
        return self._colour(value, old)

    def _choice(self, key: str, value: Any, old: Any) -> Any:
        if str(value) in _CHOICES[key]:
            return str(value)
        message = f"`{key}` must be one of {', '.join(_CHOICES[key])}"
        self.collector.error("THM002", self._place(value), message)
        return old

    def _truth(self, key: str, value: Any, old: Any) -> Any:
        found = value.scalar if isinstance(value, SourceText) else value
        if isinstance(found, bool):
            return found
        self.collector.error("THM002", self._place(value), f"`{key}` must be true or false")
        return old

    def _edge(self, key: str, value: Any, old: Edge) -> Edge:
        width, _, expression = str(value).strip().partition(" ") if isinstance(value, SourceText) else ("", "", "")
        try:
            points = float(width)
        except ValueError:
            points = -1.0
        if 0 <= points <= 40:
            return Edge(points, self._colour(value, old.colour, expression or "foreground") or old.colour)
        message = f"`{key}` must be a width in points and a colour, such as `0.6 rule`"
        self.collector.error("THM002", self._place(value), message)
        return old

    def _padding(self, value: Any, old: Any) -> Any:
        reader = self._reader()
        if isinstance(value, SourceList) and len(value) == 4:
            return tuple(reader.number(one, "padding", 0, 200, 0.0) for one in value)
        message = "`padding` holds four lengths: top, right, bottom, left"
        self.collector.error("THM002", self._place(value), message)
        return old

    def _colour(self, value: Any, old: str | None, expression: str | None = None) -> str | None:
        if isinstance(value, SourceText) and value.is_null:
            return None
        try:
            return self.palette.settle(str(value) if expression is None else expression)
        except ColourError as fault:
            hint = nearest(str(value).split(" ")[-1], self.palette.names)
            self.collector.error(fault.code, self._place(value), str(fault), hint)
            return old

    def _reader(self) -> Reader:
        return Reader(self.collector, self.path)

    def _place(self, value: object) -> Position:
        place = value.at if isinstance(value, (SourceText, SourceList, SourceMap)) else None
        return place or Position(self.path)
