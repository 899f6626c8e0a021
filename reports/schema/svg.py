"""SVG pictures: parsed without entities or network, held to a list of what a drawing needs, written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from reports.diagnostics import Collector
from reports.model.document import Asset
from reports.patterns import expression
from reports.schema.allowance import MAX_WORK, Allowance
from reports.schema.svgplain import spell_out, undrawn
from reports.schema.svgwork import TooMuchError, check_styles, work_of
from reports.schema.yamlreader import shorten
from reports.source import Position, SourceFile

MAX_BYTES = 5_000_000
MAX_ELEMENTS = 50_000
MAX_DEPTH = 60
MAX_FAULTS = 10
#: Attributes of one element, which are counted before they are looked at: reading them all takes the square of them.
MAX_ATTRIBUTES = 100
#: Letters of an attribute that does not draw; of a style; and of a pattern of dashes, which each shape repeats.
MAX_LETTERS = 1_000
MAX_STYLE = 5_000
MAX_DASHES = 200
_OF_PROGRAMS = ("{", "data-", "aria-")
_LONGEST = dict.fromkeys(("d", "points", "x", "y", "dx", "dy", "rotate"), MAX_BYTES) | {
    **dict.fromkeys(("transform", "gradientTransform", "patternTransform"), MAX_BYTES),  # these are bounded elsewhere
    "style": MAX_STYLE, "stroke-dasharray": MAX_DASHES,
}  # fmt: skip
#: Steps and letters of one transform, for what reads them copies the whole text at each step; and steps of them all.
MAX_STEPS = 100
MAX_TRANSFORM = 10_000
MAX_ALL_STEPS = 50_000

_SIMPLER = "simplify the drawing, or save it as PNG"

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_START = expression(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!DOCTYPE\s+svg|!--|svg[\s>/]|[A-Za-z]+:svg[\s>/])", re.IGNORECASE)
_REFUSED = frozenset(
    (
        "script",
        "foreignObject",
        "iframe",
        "audio",
        "video",
        "canvas",
        "handler",
        "listener",
        "image",
        "feImage",
    )
)
_MOVING = frozenset(("animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath", "discard"))
_DROPPED = frozenset(("metadata",))
#: To the bracket or to the end: what is never closed is read once.
_URL = expression(r"url\((?P<target>[^)]*)(?P<end>\)?)", re.IGNORECASE)
_OWN_PART = expression(r"""\s*(?:#[^\s'"(]*|'#[^\s'"(]*'|"#[^\s'"(]*")\s*""")
_CSS_REACH = expression(
    r"@import|expression\s*\(|-moz-binding|behavior\s*:|@font-face|\\|(?<![\w-])(?:image|src|image-set|cross-fade)\s*\("
    r"|-webkit-(?:image-set|cross-fade)\s*\(",
    re.IGNORECASE,
)
_LENGTH = expression(
    r"\s*(?P<number>[+]?(?:\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})(?:[eE][+-]?\d{1,2})?)\s*(?P<unit>px|pt|pc|mm|cm|in|q)?\s*",
    re.IGNORECASE,
)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "q": 96 / 101.6,
}


def looks_like_svg(data: bytes) -> bool:
    """Whether the file begins as an XML file of a drawing does."""
    return _START.match(data[:1024]) is not None


def read_svg(
    source: SourceFile, at: Position, collector: Collector, allowance: Allowance | None = None
) -> Asset | None:
    """The drawing in *source*, cleaned, or None where it is refused.

    *at*: where the content names it. *allowance*: the work left for the drawings of the brief.
    """
    if len(source.data) > MAX_BYTES:
        weight = len(source.data) / 1e6
        message = f"{source.path} has {weight:.1f} MB, and of SVG at most {MAX_BYTES // 1_000_000} MB are read"
        collector.error("IMG004", at, message, _SIMPLER)
        return None
    root = _parsed(source, at, collector)
    if root is None:
        return None
    own = Collector()
    checker = _Checker(source.path, own)
    try:
        checker.check(root)
    except TooMuchError as fault:
        own.error("IMG009", checker.place(fault.element), fault.message, _SIMPLER)
    size = _size(root)
    if size is None:
        hint = 'give the <svg> element a viewBox: viewBox="0 0 640 360"'
        own.error("IMG007", checker.place(root), "the drawing says nowhere how large it is", hint)
    collector.extend(own.found[:MAX_FAULTS])
    if own.has_errors or size is None:
        return None
    _tell_undrawn(root, source.path, collector)
    _clean(root)
    try:
        spell_out(root)
        work = work_of(root)
    except TooMuchError as fault:
        collector.error("IMG009", checker.place(fault.element), fault.message, _SIMPLER)
        return None
    if allowance is not None and not allowance.draws(source.path, work):
        message = f"the drawings of the brief come to more than {MAX_WORK:,} shapes together"
        collector.error("IMG009", at, message, _SIMPLER)
        return None
    return Asset("svg", etree.tostring(root, encoding="utf-8", xml_declaration=False), *size)


def _tell_undrawn(root: Any, path: str, collector: Collector) -> None:
    """Warn of what only the web page shows, each kind of it once."""
    seen: set[str] = set()
    for element, what in undrawn(root):
        if what not in seen:
            seen.add(what)
            name = etree.QName(element).localname
            message = f"<{name}>: {what} is drawn on the web page only, not in the PDF nor the Word file"
            hint = "draw it with plain shapes and colours, or save the drawing as PNG"
            collector.warning("IMG010", Position(path, element.sourceline or 1), message, hint)


def _parsed(source: SourceFile, at: Position, collector: Collector) -> Any:
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(source.data, parser)
    except etree.XMLSyntaxError as fault:
        place = Position(source.path, max(fault.lineno or 1, 1), max(fault.offset or 1, 1))
        collector.error("IMG006", place, f"the file is not well-formed XML: {shorten(fault.msg or 'it is empty', 120)}")
        return None
    except ValueError as fault:
        collector.error("IMG006", at, f"{source.path} cannot be read as XML: {shorten(str(fault), 120)}")
        return None
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        message = "a drawing with a DOCTYPE is not read"
        collector.error("IMG008", Position(source.path), message, "delete the <!DOCTYPE …> with all that is in it")
        return None
    if root.tag != f"{_SVG}svg":
        hint = 'the outermost element is <svg xmlns="http://www.w3.org/2000/svg">'
        collector.error("IMG006", Position(source.path, root.sourceline or 1), "this XML file is no SVG drawing", hint)
        return None
    return root


class _Checker:
    """Reports whatever reaches outside of the drawing, runs, moves, or multiplies."""

    def __init__(self, path: str, collector: Collector) -> None:
        self.path = path
        self.collector = collector
        self.steps = 0

    def place(self, element: Any) -> Position:
        """The line where *element* begins."""
        return Position(self.path, element.sourceline or 1)

    def check(self, root: Any) -> None:
        """Everything in *root*."""
        for count, (element, depth) in enumerate(_walk(root)):
            if count > MAX_ELEMENTS or depth > MAX_DEPTH:
                message = (
                    f"the drawing has more than {MAX_ELEMENTS:,} elements, or more than {MAX_DEPTH} inside each other"
                )
                self._fault("IMG009", element, message, _SIMPLER)
                return
            self._element(element)
            if len(self.collector.found) >= MAX_FAULTS:
                return
        if not self.collector.has_errors:
            check_styles(root)
            work_of(root)

    def _fault(self, code: str, element: Any, message: str, hint: str = "") -> None:
        self.collector.error(code, self.place(element), message, hint)

    def _element(self, element: Any) -> None:
        if not isinstance(element.tag, str):
            self._fault("IMG005", element, "an entity stands here, which is not read", "write the text out")
            return
        name = _local(element.tag)
        if name in _REFUSED or name in _MOVING:
            hint = "embed no pictures in a drawing" if name in ("image", "feImage") else "delete it"
            self._fault("IMG005", element, f"<{name}> may not stand in a drawing", hint)
            return
        if len(element.attrib) > MAX_ATTRIBUTES:
            self._fault("IMG009", element, f"<{name}> has more than {MAX_ATTRIBUTES} attributes", _SIMPLER)
            return
        if name == "style":
            self._css(element, "".join(element.itertext()))
        for key, value in element.attrib.items():
            self._attribute(element, _local(key), key, value)

    def _attribute(self, element: Any, name: str, key: str, value: str) -> None:
        most = _LONGEST.get(name, MAX_LETTERS)
        if len(value) > most and not key.startswith(_OF_PROGRAMS):
            self._fault("IMG009", element, f"`{name}` has more than {most:,} letters", "shorten it")
            return
        if name.lower().startswith("on"):
            self._fault("IMG005", element, f"`{name}` would run a script", "delete it")
        elif (name == "href" or name == "src" or key == _XLINK_HREF) and not value.strip().startswith("#"):
            hint = "drawings refer to nothing but their own parts, as #id"
            self._fault("IMG005", element, f"`{name}` leads out of the drawing, to `{shorten(value, 40)}`", hint)
        elif name == "base":
            self._fault("IMG005", element, "`xml:base` may not stand in a drawing", "delete it")
        elif name.lower().endswith("transform"):
            self._transform(element, name, value)
        elif name == "style" or "(" in value:
            self._css(element, value)

    def _transform(self, element: Any, name: str, value: str) -> None:
        steps = value.count("(")
        self.steps += steps
        if steps > MAX_STEPS or len(value) > MAX_TRANSFORM:
            message = f"`{name}` has more than {MAX_STEPS} steps, or more than {MAX_TRANSFORM:,} letters"
            self._fault("IMG009", element, message, "write the steps as one matrix(…)")
        elif self.steps > MAX_ALL_STEPS:
            self._fault("IMG009", element, f"the drawing has more than {MAX_ALL_STEPS:,} steps of transforms", _SIMPLER)
            self.steps = 0

    def _css(self, element: Any, text: str) -> None:
        reach = _CSS_REACH.search(text)
        if reach:
            self._fault(
                "IMG005",
                element,
                f"`{shorten(reach[0])}` may not stand in the styles of a drawing",
                "delete it",
            )
        for found in _URL.finditer(text):
            if not found["end"]:
                self._fault("IMG005", element, "a `url(` in the styles is not closed", "mend it")
            elif not _OWN_PART.fullmatch(found["target"]):
                hint = "drawings refer to nothing but their own parts, as url(#id)"
                self._fault("IMG005", element, f"`{shorten(found[0], 40)}` leads out of the drawing", hint)
                return


def _local(name: Any) -> str:
    """A name without its name space, which may hold anything but white space."""
    return str(name).rpartition("}")[2]


def _walk(root: Any) -> Iterator[tuple[Any, int]]:
    """Every element in document order, with its depth."""
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            depth += 1
            yield element, depth
        elif event == "end":
            depth -= 1


def _size(root: Any) -> tuple[float, float] | None:
    """Width and height in CSS pixels: as given, else those of the viewBox."""
    width, height = _pixels(root.get("width")), _pixels(root.get("height"))
    box = [_pixels(part.lstrip("-") or None) for part in re.split(r"[\s,]+", (root.get("viewBox") or "").strip())]
    across, down = (box[2], box[3]) if len(box) == 4 else (None, None)
    if not across or not down:
        return (width, height) if width and height else None
    if width and not height:
        return width, width * down / across
    if height and not width:
        return height * across / down, height
    return (width, height) if width and height else (across, down)


def _pixels(text: str | None) -> float | None:
    found = _LENGTH.fullmatch(text) if text else None
    if found is None:
        return None
    value = float(found["number"]) * _PIXELS[(found["unit"] or "").lower()]
    return round(value, 3) if 0 <= value < 1e6 else None


def _clean(root: Any) -> None:
    """Without metadata and what drawing programs leave behind for themselves."""
    for element in list(root.iter()):
        foreign = isinstance(element.tag, str) and not element.tag.startswith(_SVG)
        if (foreign or _local(element.tag) in _DROPPED) and element.getparent() is not None:
            element.getparent().remove(element)
            continue
        for key in list(element.attrib):
            if key.startswith("{") and key not in (
                _XLINK_HREF,
                "{http://www.w3.org/XML/1998/namespace}space",
                "{http://www.w3.org/XML/1998/namespace}lang",
            ):
                del element.attrib[key]
    etree.cleanup_namespaces(root, top_nsmap={None: _SVG[1:-1]}, keep_ns_prefixes=["xlink"])
