"""svglib, quicker and within bounds: what a drawing says of itself is looked up once, and drawing ends in time.

svglib asks for nine properties of each shape, up through all that stands around it: a thousand shapes inside fifty
groups cost half a million looks. Imported when the first drawing is read.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from reportlab.graphics.shapes import Group, String
from svglib import svglib
from svglib.fonts import DEFAULT_FONT_SIZE

#: Steps of a drawing: shapes, and pieces of what shapes are made of. The intake counts before, by what is written, and
#: refuses earlier than this; what it did not foresee ends here, on every machine at the same place.
MAX_STEPS = 40_000
#: Letters of a path that take as long to read as one shape; corners, or stops of a gradient, that take as long to draw.
_LETTERS, _CORNERS, _STOPS = 400, 50, 3

#: Styles that are kept.
_LOOKS = 1_000
_STYLE = (
    "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linejoin",
    "stroke-linecap", "stroke-dasharray",
)  # fmt: skip
_EM = DEFAULT_FONT_SIZE / svglib.PX_TO_PT

#: Attributes that svglib asks for: no style need set any other.
_ASKED = frozenset((
    *_STYLE, "font-family", "font-weight", "font-style", "font-size", "text-anchor", "color", "visibility", "display",
    "clip-rule", "clip-path", "transform", "baseline-shift", "x", "y", "dx", "dy", "width", "height", "rx", "ry", "r",
    "cx", "cy", "d",
))  # fmt: skip
#: Letters of what a style says, beyond which it is said in vain.
_LONGEST = 1_000


def read_drawing(data: bytes, faces: Any) -> tuple[Any, float]:
    """The SVG in *data* as ReportLab's drawing, or None, and the steps it took.

    Raises whatever svglib does, and ValueError beyond the steps.
    """
    root = svglib.load_svg_file(BytesIO(data))
    if root is None:
        return None, 0.0
    renderer = _Renderer(BytesIO(data), font_map=faces)
    drawing = renderer.render(root)
    return drawing, renderer.shapes.steps


def _asked(said: dict[str, str]) -> dict[str, str]:
    """Of properties, those that make a difference, in few words."""
    return {
        name: value if len(value) < 100 else " ".join(value.split())
        for name, value in said.items()
        if name in _ASKED and len(value) <= _LONGEST
    }


class _Sheet(svglib.CSSMatcher):
    """Rules without what is never asked for."""

    def add_selector(self, selector: Any, payload: Any) -> None:
        """Keep *selector* if it sets anything."""
        told, said = payload
        kept = _asked(said)
        if kept:
            super().add_selector(selector, (told, kept))


class _Attributes(svglib.Svg2RlgAttributeConverter):
    """What elements say, each thing looked up once."""

    def __init__(self, font_map: Any) -> None:
        super().__init__(font_map=font_map)
        self.dashes: dict[str, Any] = {}
        self.faces: dict[tuple[Any, str, str], str] = {}

    def findAttr(self, svgNode: Any, name: str) -> str:  # noqa: N802, N803 - svglib's names
        """The attribute *name* of the element, or of the nearest around it that has one."""
        told = vars(svgNode)
        known = told.get("known")
        if known is None:
            known = told["known"] = {}
            told["own"] = self._own(svgNode)
        found = known.get(name)
        if found is None:
            found = told["own"].get(name, "").strip()
            if not found or found == "inherit":
                found = self.findAttr(svgNode.parent, name) if svgNode.parent is not None else ""
            known[name] = found
        return str(found)

    def _own(self, node: Any) -> Any:
        attributes = node.etree_element.attrib
        if not attributes.get("__rules_applied"):
            node.apply_rules(self.css_rules)
            style = attributes.get("style")
            for key, value in _asked(self.parseMultiAttributes(style)).items() if style else ():
                attributes[key] = value
        return dict(attributes)

    def convertLength(self, svgAttr: str, em_base: float = _EM, attr_name: Any = None, default: Any = 0.0) -> Any:  # noqa: N802, N803
        """A length in user units; plain numbers, which most are, without a look at all units."""
        try:
            return float(svgAttr) if svgAttr else default
        except ValueError:
            return super().convertLength(svgAttr, em_base, attr_name, default)

    def convertDashArray(self, svgAttr: str) -> Any:  # noqa: N802, N803 - svglib's names
        """The lengths of dashes."""
        if svgAttr not in self.dashes:
            self.dashes[svgAttr] = super().convertDashArray(svgAttr)
        return list(self.dashes[svgAttr])

    def convertFontFamily(self, fontAttr: Any, weightAttr: str = "normal", styleAttr: str = "normal") -> str:  # noqa: N802, N803
        """The face for a list of families."""
        asked = (fontAttr, weightAttr, styleAttr)
        if asked not in self.faces:
            self.faces[asked] = super().convertFontFamily(*asked)
        return self.faces[asked]


class _Shapes(svglib.Svg2RlgShapeConverter):
    """Shapes, counted."""

    def __init__(self, source: BytesIO, attributes: _Attributes) -> None:
        super().__init__(source, attributes)
        self.steps = 0.0
        self.looks: dict[tuple[Any, ...], dict[str, Any]] = {}

    def spend(self, steps: float) -> None:
        """Count *steps*. Raises ValueError when there are too many."""
        self.steps += steps
        if self.steps > MAX_STEPS:
            raise ValueError("the drawing takes more steps than there is time for")

    def applyStyleOnShape(self, shape: Any, node: Any, only_explicit: bool = False) -> None:  # noqa: N802
        """The style of one shape; shapes of one kind and style share what is made of it."""
        self.spend(1)
        if isinstance(shape, Group | String) or only_explicit:  # these may have been given a style before
            super().applyStyleOnShape(shape, node, only_explicit=only_explicit)
            return
        find = self.attrConverter.findAttr
        asked = (shape.__class__, *(find(node, name) for name in _STYLE), find(node.parent, "color"))
        if asked in self.looks:
            vars(shape).update(self.looks[asked])
            return
        super().applyStyleOnShape(shape, node)
        if len(self.looks) < _LOOKS:
            self.looks[asked] = {
                name: value for name, value in vars(shape).items() if name.startswith(("fill", "stroke"))
            }

    def convertPath(self, node: Any) -> Any:  # noqa: N802 - svglib's name
        """A path, by its length."""
        self.spend(len(node.get("d") or "") / _LETTERS)
        return super().convertPath(node)

    def shapeToPath(self, shape: Any, transform: Any = None) -> Any:  # noqa: N802 - svglib's name
        """A shape of a clip."""
        self.spend(0.5 + len(getattr(shape, "points", ())) / _CORNERS)
        return super().shapeToPath(shape, transform)


class _Renderer(svglib.SvgRenderer):
    """svglib's renderer with the above in it."""

    def __init__(self, source: BytesIO, font_map: Any) -> None:
        super().__init__(source, font_map=font_map)
        self.attrConverter = _Attributes(font_map=font_map)
        self.attrConverter.css_rules = _Sheet()
        self.shapes = self.shape_converter = _Shapes(source, self.attrConverter)
        self.clips: dict[str, Any] = {}

    def renderNode(self, node: Any, parent: Any = None) -> None:  # noqa: N802 - svglib's name
        """An element."""
        self.shapes.spend(0.25)
        super().renderNode(node, parent)

    def get_clippath(self, node: Any) -> Any:
        """The path by which *node* is clipped, made once for all that it clips."""
        asked = node.getAttribute("clip-path")
        if not asked:
            return None
        made = self.clips.get(asked)
        if made is None:
            made = super().get_clippath(node)
            if made is not None:
                self.clips[asked] = made
        self.shapes.spend(0.5 + len(getattr(made, "points", ())) / _CORNERS)
        return made

    def _apply_gradient_fill(self, item: Any, grad_def: Any) -> Any:
        self.shapes.spend(1 + len(grad_def.get("stops", ())) / _STOPS)
        return super()._apply_gradient_fill(item, grad_def)

    def print_unused_attributes(self, node: Any) -> None:
        """Nobody reads it, and it would look through all that stands around each element."""
