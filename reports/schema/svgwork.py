"""How long a drawing takes, counted before it is drawn: a few lines can come to millions of shapes.

One unit of work is what a plain rectangle costs from the reading to the PDF and the Word file, 0.15 ms on the machine
that it was measured on; the rest was measured beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from math import comb
from typing import Any, NamedTuple

from reports.patterns import expression

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")

#: Work for one drawing.
MAX_WORK = 20_000
#: Elements on the way from the outermost to the innermost, every <use> followed.
MAX_CHAIN = 150
#: Times in a row that a gradient takes its stops from another.
MAX_HOPS = 10
#: The styles of a drawing: letters, selectors, and how often a selector is tried on an element.
MAX_STYLES = 100_000
MAX_SELECTORS = 5_000
MAX_TRIALS = 3_000_000

_BASE = {"path": 2.5, "text": 2.0, "tspan": 2.0, "polyline": 1.5, "polygon": 1.5, "use": 0.5, "g": 0.5, "stop": 0.1}
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use"))
#: Letters of a path beyond which it is too long in any case.
MAX_PATH = 4_000_000
_COMBINATOR = expression(r"(?<![>+~\s])\s+(?![>+~\s])")
_TOKEN = expression(r"[A-Za-z]|\d*\.?\d+")
_TOKENS, _LETTERS, _OTHERS = 32, 70, 200
#: What a gradient adds to the shape that it fills, and each of its stops; what a clip adds, by its own work.
_GRADIENT, _STOP, _CLIP = 1.6, 0.5, 0.3
_DRAWN = ("d", "points")
_PLACED = ("x", "y", "dx", "dy", "rotate")
_REFERENCE = expression(r"url\(\s{0,9}['\"]?#([^)'\"\s]{1,200})")
_COMMENT = expression(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_QUOTED_BRACE = expression(r"\"[^\"]*[{}][^\"]*\"|'[^']*[{}][^']*'")
_NEAR = expression(r"[>+~]")
_NAME = expression(r"[.#]?[\w-]+")
_SLOW_SELECTOR = expression(r"~|:(?:has|is|where|not|nth|last|only|matches|any)", re.IGNORECASE)


class TooMuchError(Exception):
    """A drawing takes too long: at *element*, for the reason in *message*."""

    def __init__(self, element: Any, message: str) -> None:
        super().__init__(message)
        self.element = element
        self.message = message


def work_of(root: Any) -> float:
    """The work of the drawing *root* with every <use> spelt out.

    Raises TooMuchError beyond ``MAX_WORK``, and where a part repeats what it stands in itself.
    """
    return _Work(root).weigh()


class _Step(NamedTuple):
    element: Any
    rest: Iterator[Any]


class _Work:
    def __init__(self, root: Any) -> None:
        self.root = root
        self.by_id = {one.get("id"): one for one in root.iter() if isinstance(one.tag, str) and one.get("id")}
        self.gradients = _gradients(self.by_id)
        self.clips: dict[Any, float] = {}
        #: What the paint that an element hands down adds to each shape in it.
        self.paint: dict[Any, float] = {}
        #: The work of what was weighed, and of what is being weighed; how many parts stand inside each other.
        self.done: dict[Any, float] = {}
        self.chains: dict[Any, int] = {}
        self.waiting: dict[Any, float] = {}

    def weigh(self) -> float:
        """All of it, the innermost first."""
        steps = [self._begun(self.root)]
        while steps:
            element, rest = steps[-1]
            part = next(rest, None)
            if part is None:
                steps.pop()
                self.done[element] = self.waiting.pop(element)
                if steps:
                    self._join(steps[-1].element, element)
            elif part in self.waiting:
                raise TooMuchError(element, "a part of the drawing repeats what it stands in itself")
            elif part in self.done:
                self._join(element, part)
            else:
                steps.append(self._begun(part))
        return self.done[self.root]

    def _begun(self, element: Any) -> _Step:
        self.chains[element] = 1
        self.waiting[element] = 0.0
        self._add(element, self._own(element), element)
        return _Step(element, self._parts(element))

    def _join(self, element: Any, part: Any) -> None:
        self._add(element, self.done[part], part)
        self.chains[element] = max(self.chains[element], 1 + self.chains[part])
        if self.chains[element] > MAX_CHAIN:
            raise TooMuchError(part, f"more than {MAX_CHAIN} parts stand inside each other, every <use> followed")

    def _add(self, element: Any, work: float, cause: Any) -> None:
        self.waiting[element] += work
        if self.waiting[element] > MAX_WORK:
            message = f"the drawing comes to more than {MAX_WORK:,} shapes, or as much, with every <use> spelt out"
            raise TooMuchError(cause, message)

    def _parts(self, element: Any) -> Iterator[Any]:
        """What is drawn with *element*, each once or more often. Each is seen whole before what comes behind it."""
        name = _local(element)
        for child in element:
            if isinstance(child.tag, str):
                yield child
        if name == "use":
            target = self.by_id.get(_target(element))
            if target is not None:
                yield target
        elif name == "svg":  # what reads it draws all definitions in it anew
            yield from element.iter(f"{_SVG}defs")

    def _own(self, element: Any) -> float:
        return own_work(element) + self._painted(element) + self._clipped(element)

    def _painted(self, element: Any) -> float:
        """What its gradient adds to a shape, which may be handed down from a group."""
        said = _REFERENCE.search(f"{element.get('fill', '')} {element.get('style', '')}")
        paint = self.gradients.get(said[1]) if said else None
        if paint is None:
            paint = self.paint.get(element.getparent(), 0.0)
        self.paint[element] = paint
        return paint if _local(element) in _SHAPES else 0.0

    def _clipped(self, element: Any) -> float:
        said = _REFERENCE.match(element.get("clip-path", "").strip())
        clip = self.by_id.get(said[1]) if said else None
        if clip is None:
            return 0.0
        if clip not in self.clips:
            self.clips[clip] = _CLIP * sum(own_work(one) for one in clip.iter() if isinstance(one.tag, str))
        return self.clips[clip]


def _gradients(by_id: dict[str, Any]) -> dict[str, float]:
    """What each gradient adds to the shape that it fills."""
    found = {}
    for name, gradient in by_id.items():
        if not _local(gradient).endswith("Gradient"):
            continue
        stops, hops, one = 0, 0, gradient
        while one is not None and not stops:
            stops = len(one)
            one = by_id.get(_target(one))
            hops += 1
            if hops > MAX_HOPS:
                raise TooMuchError(gradient, f"gradients take from each other more than {MAX_HOPS} times in a row")
        found[name] = _GRADIENT + _STOP * stops
    return found


def own_work(element: Any) -> float:
    """The work of *element* without what it holds."""
    name = _local(element)
    work = _BASE.get(name, 1.0)
    if name == "path":
        work += _tokens(element.get("d", "")) / _TOKENS
    elif name in ("polyline", "polygon"):
        work += _tokens(element.get("points", "")) / _TOKENS
    elif name in ("text", "tspan"):
        places = max(len(element.get(one, "").replace(",", " ").split()) for one in _PLACED)
        work += max(places - 1, 0) + (len(element.text or "") + len(element.tail or "")) / _LETTERS
    return work + sum(len(value) for key, value in element.attrib.items() if key not in _DRAWN) / _OTHERS


def _tokens(text: str) -> int:
    return len(_TOKEN.findall(text)) if len(text) < MAX_PATH else MAX_PATH


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _target(element: Any) -> str:
    said = next((element.get(name) for name in _HREF if element.get(name)), "")
    return str(said).strip().removeprefix("#")


# --- styles --------------------------------------------------------------------------------------------------------


def rules_of(text: str) -> Iterator[tuple[str, str]]:
    """The selectors and the declarations of each rule in *text*, comments left out; rules inside of others as well."""
    for piece in _COMMENT.sub("", text).split("}"):
        before, brace, declarations = piece.rpartition("{")
        selectors = before.rpartition("{")[2]
        if brace and selectors.strip():
            yield selectors, declarations


def check_styles(root: Any) -> None:
    """Raises TooMuchError where the rules of *root* take too long to be tried on its elements."""
    styles = list(root.iter(f"{_SVG}style"))
    if not styles:
        return
    text = "".join(one.text or "" for one in styles)
    if len(text) > MAX_STYLES:
        raise TooMuchError(styles[0], f"the styles of the drawing have more than {MAX_STYLES:,} letters")
    if _QUOTED_BRACE.search(text):
        raise TooMuchError(styles[0], "a brace stands inside of quotes in the styles of the drawing")
    known = _Known(root)
    selectors, trials = 0, 0.0
    for before, declarations in rules_of(text):
        for selector in before.split(","):
            selectors += 1
            trials += known.trials(selector.strip(), declarations.count(":"))
    if selectors > MAX_SELECTORS:
        raise TooMuchError(styles[0], f"the styles of the drawing have more than {MAX_SELECTORS:,} selectors")
    if trials > MAX_TRIALS:
        raise TooMuchError(styles[0], "the styles of the drawing take too long to be tried on all of its elements")


class _Known:
    """How many elements there are of each name, class and id, and how deep they stand."""

    def __init__(self, root: Any) -> None:
        self.counts: Counter[str] = Counter()
        self.deepest = 0
        for element in root.iter():
            if isinstance(element.tag, str):
                one = [_local(element).lower(), *(f".{name}" for name in element.get("class", "").split())]
                self.counts.update((*one, f"#{element.get('id')}", "*"))
        self.all = self.counts["*"]
        self.deepest = max(sum(1 for _ in one.iterancestors()) for one in root.iter() if not len(one)) + 1

    def trials(self, selector: str, declarations: int) -> float:
        """How many steps it takes to try *selector* on all elements, and to set its *declarations*."""
        parts = _COMBINATOR.split(selector)
        spaces = len(parts) - 1
        ways = float(comb(max(self.deepest, spaces), spaces))
        ways *= self.all ** min(len(_SLOW_SELECTOR.findall(selector)), 9)
        last = _NEAR.split(parts[-1])[-1].strip()
        names = _NAME.findall(last)
        known = "".join(names) == last  # no pseudo-class, attribute, name space or star, of which nobody keeps count
        each = (self.counts[one if one[0] in ".#" else one.lower()] for one in names) if known else ()
        candidates = min(each, default=self.all)
        return float(candidates * (ways + declarations))
