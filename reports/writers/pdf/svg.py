"""SVG pictures: read by svglib, drawn by ReportLab as vectors, their text set in our own faces."""

from __future__ import annotations

from functools import cache
from typing import Any

from reports.writers.pdf.canvas import Pen
from reports.writers.pdf.toolkit import graphics
from reports.writers.pdf.words import Look, Typesetter

#: Steps of the drawings that are kept for whoever asks next: the Word file needs the same drawings as the PDF.
_MAX_KEPT = 40_000
#: By the bytes of the file, the oldest first: the drawing, or what came of reading it, and its steps.
_kept: dict[bytes, tuple[Any, float]] = {}


def read_svg(data: bytes) -> Any:
    """The drawing in *data*, which is shared: draw it, change nothing. Raises ValueError where svglib finds none."""
    found, steps = _kept.pop(data) if data in _kept else _read(data)
    _kept[data] = found, steps
    while len(_kept) > 1 and sum(one for _, one in _kept.values()) > _MAX_KEPT:
        del _kept[next(iter(_kept))]
    if isinstance(found, Exception):
        raise found.with_traceback(None)
    return found


def _read(data: bytes) -> tuple[Any, float]:
    import logging

    from reports.writers.pdf.svgreader import read_drawing

    logging.getLogger("svglib").setLevel(logging.CRITICAL)
    try:
        drawing, steps = read_drawing(data, _faces())
        if drawing is None or not drawing.width or not drawing.height:
            raise ValueError("no drawing in the SVG")
        _keep_drawable(drawing)
    except Exception as fault:  # a fault is kept as well, so that it costs its time once
        return fault, 1.0
    return drawing, steps + 1.0


def _keep_drawable(group: Any) -> None:
    """Take out what a transform flattens to nothing, which ReportLab cannot draw. Raises ValueError for numbers that
    no page has room for."""
    for one in list(group.contents):
        for value in vars(one).values():
            numbers = value if isinstance(value, list | tuple) else (value,)
            if not all(-_FARTHEST < n < _FARTHEST for n in numbers if isinstance(n, int | float)):
                raise ValueError("a number in the drawing is too large")
        transform = getattr(one, "transform", None)
        if transform is not None and abs(transform[0] * transform[3] - transform[1] * transform[2]) < _FLAT:
            group.contents.remove(one)
        elif hasattr(one, "contents"):
            _keep_drawable(one)


#: Points; PDF readers end far below.
_FARTHEST = 1e9
#: A determinant that leaves nothing to be seen.
_FLAT = 1e-30


@cache
def _faces() -> Any:
    """Names of fonts as those that ReportLab knows by itself; the typesetter puts ours in their place.

    svglib would ask the machine for its fonts, with a process for each: slow, and different on every machine.
    """
    from svglib.fonts import FontMap

    class Faces(FontMap):
        """A map that never looks at the machine."""

        def find_font(self, font_name: str, weight: str = "normal", style: str = "normal") -> tuple[str, bool]:
            """The nearest of the fourteen fonts, always as a true match."""
            return _nearest(font_name.lower(), weight.lower(), style.lower()), True

    return Faces()


def _nearest(name: str, weight: str, style: str) -> str:
    bold = weight in ("bold", "bolder") or (weight.isdigit() and int(weight) >= 600)
    slanted = style in ("italic", "oblique")
    if any(one in name for one in ("mono", "cour", "consol", "code")):
        family, faces = "Courier", ("", "-Oblique", "-Bold", "-BoldOblique")
    elif "sans" not in name and any(one in name for one in ("serif", "times", "georgia", "cambria", "garamond")):
        family, faces = "Times", ("-Roman", "-Italic", "-Bold", "-BoldItalic")
    else:
        family, faces = "Helvetica", ("", "-Oblique", "-Bold", "-BoldOblique")
    return family + faces[2 * bold + slanted]


def draw_svg(drawing: Any, pen: Pen, setter: Typesetter) -> None:
    """Draw at the origin of the current coordinates."""
    base, defaults = graphics()

    class Renderer(base):  # type: ignore[misc, valid-type]
        """ReportLab's renderer, with text through the typesetter."""

        def initState(self, x: float, y: float) -> None:  # noqa: N802 - ReportLab's name
            """Start without ReportLab's own default font."""
            deltas = {k: v for k, v in defaults.items() if k not in ("fontName", "fontSize")}
            self._tracker.push(dict(defaults))
            self.applyStateChanges(deltas, {})
            self._canvas.translate(x, y)

        def applyStateChanges(self, delta: dict[str, Any], newState: dict[str, Any]) -> None:  # noqa: N802, N803
            """All but fonts, which are not the canvas's, and dashes without length, which PDF cannot draw."""
            kept = {k: v for k, v in delta.items() if not k.startswith("font")}
            if not _drawable(kept.get("strokeDashArray")):
                kept["strokeDashArray"] = None
            super().applyStateChanges(kept, newState)

        def drawString(self, item: Any) -> None:  # noqa: N802 - ReportLab's name
            """A string in the face of the theme that is nearest to the one asked for."""
            state = self._tracker.getState()
            if state["fillColor"] is None or not str(item.text).strip():
                return
            _draw_text(item, state, pen, setter)

    renderer = Renderer()
    pen.canvas.saveState()
    renderer.draw(drawing, pen.canvas, 0, 0)
    pen.canvas.restoreState()


def _drawable(dashes: Any) -> bool:
    """Whether PDF takes this pattern: lengths of which none is negative and not all are zero (ISO 32000-1, 8.4.3.6)."""
    lengths = dashes if isinstance(dashes, list | tuple) else ()
    flat = [one for part in lengths for one in (part if isinstance(part, list | tuple) else (part,))]
    return not flat or (min(flat) >= 0 and sum(flat) > 0)


def _draw_text(item: Any, state: dict[str, Any], pen: Pen, setter: Typesetter) -> None:
    name = str(state["fontName"]).lower()
    family = (
        "mono" if "cour" in name or "mono" in name else "body" if "times" in name or "serif" in name else "headings"
    )
    colour = f"#{state['fillColor'].hexval()[2:8]}"
    bold, italic = "bold" in name, "italic" in name or "oblique" in name
    size = float(state["fontSize"])
    look = setter.intern(Look(family, 700 if bold else 400, italic, size, colour, lang=setter.lang))
    width = setter.word(str(item.text), look).width
    pieces = setter.word(f"{item.text} ", look).pieces
    x = item.x - {"middle": width / 2, "end": width}.get(str(state["textAnchor"]), 0.0)
    pen.code.append("q")
    pen.forget()
    for piece in pieces:
        pen.text(x, item.y, piece.face.resource, look.size, look.colour, piece.code())
        x += piece.width * look.size / 1000
    pen.leave_text()
    pen.code.append("Q")
    pen.forget()
