"""Drawings in plainer terms: what the reader behind the PDF and the Word file passes over is spelt out for it.

The web page gets the same drawing, so that the three agree. What cannot be spelt out is told.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from copy import deepcopy
from functools import lru_cache
from typing import Any

from reports.patterns import expression
from reports.schema.svgpath import Vertex, vertices
from reports.schema.svgwork import MAX_WORK, TooMuchError, own_work, rules_of

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_SHAPES = frozenset(("path", "line", "polyline", "polygon", "rect", "circle", "ellipse", "text", "tspan", "use"))
_MARKED = frozenset(("path", "line", "polyline", "polygon"))
_NUMBER = expression(r"\s*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_URL = expression(r"url\(\s*['\"]?#([^)'\"]+)")

#: Where a property or an element is not drawn outside of the web page: what to say of it.
_UNDRAWN_ELEMENTS = {"textPath": "text along a path"}
_UNDRAWN = {"mask": "a mask", "filter": "a filter", "mix-blend-mode": "a blend mode", "textLength": "`textLength`"}


class Sheet:
    """The simple rules of the drawing's own styles, by element, class or id; asked before the drawing is changed."""

    def __init__(self, root: Any) -> None:
        #: By property and selector: the number of the rule, and its value.
        self.rules: dict[tuple[str, str], tuple[int, str]] = {}
        self.known: dict[tuple[Any, str], str] = {}
        count = 0
        for style in root.iter(f"{_SVG}style"):
            for selectors, said in rules_of(style.text or ""):
                count += 1
                for selector in selectors.split(","):
                    for name, value in declarations(said).items():
                        self.rules[name, selector.strip()] = (count, value)

    def get(self, element: Any, name: str) -> str:
        """What *element* itself says of the property *name*, as CSS has it: style, then rules, then attributes."""
        own = declarations(element.get("style", "")).get(name)
        if own is not None:
            return own
        if self.rules:
            tag = local(element)
            selectors = [tag, f"#{element.get('id', '')}", f"{tag}#{element.get('id', '')}"]
            for one in element.get("class", "").split():
                selectors += (f".{one}", f"{tag}.{one}")
            found = [self.rules[name, one] for one in selectors if (name, one) in self.rules]
            if found:
                return max(found)[1]
        return str(element.get(name, "")).strip()

    def inherited(self, element: Any, name: str) -> str:
        """The same, asked of the elements around it until one says something."""
        chain = []
        found = ""
        for one in (element, *element.iterancestors()):
            known = self.known.get((one, name))
            if known is not None:
                found = known
                break
            chain.append(one)
            found = self.get(one, name)
            if found and found != "inherit":
                break
            found = ""
        for one in chain:
            self.known[one, name] = found
        return found


@lru_cache(maxsize=4096)
def _declared(text: str) -> tuple[tuple[str, str], ...]:
    pairs = (one.partition(":") for one in text.split(";"))
    return tuple((name.strip(), value.strip()) for name, _, value in pairs if name.strip())


def declarations(text: str) -> dict[str, str]:
    """The properties of a ``style`` attribute or the body of a rule."""
    return dict(_declared(text)) if text else {}


def local(element: Any) -> str:
    """The name of *element* without its namespace."""
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def put(element: Any, **values: str) -> None:
    """Set properties so that they win over every rule."""
    kept = declarations(element.get("style", ""))
    kept.update({name.replace("_", "-"): value for name, value in values.items()})
    element.set("style", ";".join(f"{name}:{value}" for name, value in kept.items()))


def number(text: str, default: float) -> float:
    """The number that *text* begins with; per cent count as hundredths."""
    found = _NUMBER.match(text or "")
    if found is None:
        return default
    value = float(found[1])
    if not math.isfinite(value):
        return default
    return value / 100 if text.strip().endswith("%") else value


def spell_out(root: Any) -> None:
    """Switches, symbols, markers and opacity of *root* in terms of shapes, in place.

    Raises TooMuchError where that comes to more than is drawn.
    """
    sheet = Sheet(root)
    by_id = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
    room = _Room()
    _switches(root)
    _symbols(root, by_id, room)
    for element in list(root.iter()):
        if local(element) in _MARKED and not _within(element, ("marker", "defs", "clipPath", "symbol")):
            _markers(element, sheet, by_id, room)
    _opacity(root, sheet)


def undrawn(root: Any) -> Iterator[tuple[Any, str]]:
    """The elements of which something is drawn on the web page only, each with what it is."""
    sheet = Sheet(root)
    patterns = {one.get("id") for one in root.iter(f"{_SVG}pattern")}
    for element in root.iter():
        if not isinstance(element.tag, str) or _within(element, ("defs", "marker", "pattern", "mask", "filter")):
            continue
        if local(element) in _UNDRAWN_ELEMENTS:
            yield element, _UNDRAWN_ELEMENTS[local(element)]
        for name, shown in _UNDRAWN.items():
            value = sheet.get(element, name)
            if value and value not in ("none", "normal"):
                yield element, shown
        for name in ("fill", "stroke"):
            found = _URL.match(sheet.get(element, name))
            if found and found[1] in patterns:
                yield element, "a pattern"
            elif found and name == "stroke":
                yield element, "a gradient along a stroke"


def _within(element: Any, names: tuple[str, ...]) -> bool:
    return any(local(one) in names for one in element.iterancestors())


# --- switches ------------------------------------------------------------------------------------------------------

_CONDITIONS = ("systemLanguage", "requiredFeatures", "requiredExtensions")


def _switches(root: Any) -> None:
    """Of each <switch> what is meant for everybody: a paper does not ask the machine for its language."""
    for switch in list(root.iter(f"{_SVG}switch")):
        parts = [one for one in switch if isinstance(one.tag, str)]
        chosen = next((one for one in parts if not any(one.get(name) for name in _CONDITIONS)), None)
        for one in parts:
            if one is not chosen:
                switch.remove(one)
        switch.tag = f"{_SVG}g"


# --- symbols -------------------------------------------------------------------------------------------------------


class _Room:
    """The work that spelling out may still add."""

    def __init__(self) -> None:
        self.left = float(MAX_WORK)
        self.known: dict[Any, float] = {}

    def take(self, part: Any, cause: Any) -> None:
        """Room for a copy of *part*, wanted by *cause*. Raises TooMuchError where there is none."""
        if part not in self.known:
            self.known[part] = sum(own_work(one) for one in part.iter() if isinstance(one.tag, str))
        self.left -= self.known[part]
        if self.left < 0:
            message = f"the drawing comes to more than {MAX_WORK:,} shapes, with its symbols and markers spelt out"
            raise TooMuchError(cause, message)


def _symbols(root: Any, by_id: dict[str, Any], room: _Room) -> None:
    """A <use> of a <symbol> becomes a group with what the symbol holds; symbols may use symbols."""
    while True:
        uses = [one for one in root.iter(f"{_SVG}use") if local(_target(one, by_id)) == "symbol"]
        uses = [one for one in uses if not _within(one, ("symbol",))]
        if not uses:
            return
        for use in uses:
            symbol = _target(use, by_id)
            room.take(symbol, use)
            _replace_use(use, symbol)


def _target(use: Any, by_id: dict[str, Any]) -> Any:
    href = next((use.get(name) for name in _HREF if use.get(name)), "")
    return by_id.get(href.strip().removeprefix("#"), use)


def _replace_use(use: Any, symbol: Any) -> None:
    x, y = number(use.get("x", ""), 0), number(use.get("y", ""), 0)
    view = _view(symbol)
    inner = f"translate({_n(x)} {_n(y)})"
    if view is not None:
        width = number(use.get("width") or symbol.get("width", ""), view[2])
        height = number(use.get("height") or symbol.get("height", ""), view[3])
        scale = min(width / view[2], height / view[3])
        inner = f"translate({_n(x + (width - view[2] * scale) / 2)} {_n(y + (height - view[3] * scale) / 2)})"
        inner += f" scale({_n(scale)}) translate({_n(-view[0])} {_n(-view[1])})"
    group = use.makeelement(f"{_SVG}g", {k: v for k, v in use.attrib.items() if k not in _PLACING})
    group.tail = use.tail
    holder = use.makeelement(f"{_SVG}g", {"transform": inner})
    holder.extend(_copies(symbol))
    for name in ("style", "class", "fill", "stroke"):
        if symbol.get(name):
            holder.set(name, symbol.get(name))
    group.append(holder)
    use.getparent().replace(use, group)


_PLACING = frozenset((*_HREF, "x", "y", "width", "height"))


def _copies(owner: Any) -> list[Any]:
    """Copies of what *owner* holds, without ids: each stands once in a drawing."""
    copies = [deepcopy(child) for child in owner if isinstance(child.tag, str)]
    for copy in copies:
        for one in copy.iter():
            one.attrib.pop("id", None)
    return copies


def _view(element: Any) -> tuple[float, float, float, float] | None:
    parts = [number(part, -1) for part in re.split(r"[\s,]+", element.get("viewBox", "").strip()) if part]
    return (parts[0], parts[1], parts[2], parts[3]) if len(parts) == 4 and min(parts[2:]) > 0 else None


# --- markers -------------------------------------------------------------------------------------------------------


def _markers(element: Any, sheet: Sheet, by_id: dict[str, Any], room: _Room) -> None:
    """Arrowheads and their like, as groups behind the line."""
    wanted = {}
    for name in ("marker-start", "marker-mid", "marker-end"):
        found = _URL.match(sheet.inherited(element, name) or sheet.inherited(element, "marker"))
        marker = by_id.get(found[1]) if found else None
        if marker is not None and local(marker) == "marker":
            wanted[name] = marker
    if not wanted:
        return
    corners = vertices(element)
    width = number(sheet.inherited(element, "stroke-width"), 1.0)
    stroke = sheet.inherited(element, "stroke") or "none"
    made = []
    for count, vertex in enumerate(corners):
        name = "marker-start" if not count else "marker-end" if count == len(corners) - 1 else "marker-mid"
        if name in wanted:
            room.take(wanted[name], element)
            made.append(_marker(wanted[name], vertex, width, stroke, first=not count))
    if made:
        group = element.makeelement(f"{_SVG}g", {"style": "stroke:none;fill:black"})
        group.extend(made)
        kept = {"transform": element.get("transform", ""), "opacity": sheet.get(element, "opacity")}
        for name, value in kept.items():
            if value:
                group.set(name, value)
        group.tail, element.tail = element.tail, None
        element.addnext(group)
        put(element, marker_start="none", marker_mid="none", marker_end="none", marker="none")
        for name in (*wanted, "marker"):
            element.attrib.pop(name, None)


def _marker(marker: Any, vertex: Vertex, width: float, stroke: str, *, first: bool) -> Any:
    """What *marker* holds, at a corner of a line that is *width* wide."""
    wide, high = number(marker.get("markerWidth", ""), 3), number(marker.get("markerHeight", ""), 3)
    view = _view(marker)
    scale = (1.0 if marker.get("markerUnits") == "userSpaceOnUse" else width) * (
        min(wide / view[2], high / view[3]) if view else 1.0
    )
    orient = marker.get("orient", "0")
    angle = math.degrees(vertex.angle) if orient.startswith("auto") else number(orient, 0)
    if orient == "auto-start-reverse" and first:
        angle += 180
    place = f"translate({_n(vertex.x)} {_n(vertex.y)}) rotate({_n(angle)}) scale({_n(scale)})"
    place += f" translate({_n(-number(marker.get('refX', ''), 0))} {_n(-number(marker.get('refY', ''), 0))})"
    group = marker.makeelement(f"{_SVG}g", {"transform": place})
    for name in ("style", "class", "fill", "stroke"):
        if marker.get(name):
            group.set(name, marker.get(name))
    group.extend(_copies(marker))
    for one in group.iter():
        for name in ("fill", "stroke"):
            if one.get(name) in ("context-stroke", "context-fill"):
                one.set(name, stroke)
    return group


# --- opacity -------------------------------------------------------------------------------------------------------


def _opacity(root: Any, sheet: Sheet) -> None:
    """The opacity of shapes and of groups as that of fills and strokes."""
    through: dict[Any, float] = {}
    said = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        own = number(sheet.get(element, "opacity"), 1.0)
        if own != 1.0:
            said.append(element)
        parent = element.getparent()
        through[element] = min(max(own, 0.0), 1.0) * (through.get(parent, 1.0) if parent is not None else 1.0)
    shares = []  # all of them before any is put: text within text asks what stands around it
    for element, share in through.items():
        if share != 1.0 and local(element) in _SHAPES:
            asked = (number(sheet.inherited(element, name), 1.0) for name in ("fill-opacity", "stroke-opacity"))
            shares.append((element, *(_n(one * share) for one in asked)))
    for element, fill, stroke in shares:
        put(element, fill_opacity=fill, stroke_opacity=stroke)
    for element in said:
        element.attrib.pop("opacity", None)
        put(element, opacity="1")


def _n(value: float) -> str:
    rounded = round(value, 4) + 0.0 if math.isfinite(value) else 0.0  # + 0.0 turns -0.0 into 0.0
    return f"{rounded:.4f}".rstrip("0").rstrip(".")
