"""Is a style one that can be rendered? Asked of the whole file when it is loaded, as its macros compile on first use.

Source: CSL 1.0.2, "Rendering Elements", "Choose", "Macro"; bounds against styles made to exhaust a processor.
"""

from __future__ import annotations

from .conditions import CONDITIONS
from .errors import StyleError
from .xml import Element

MAX_STATIC_DEPTH = 220
_RENDERING = frozenset(("text", "group", "choose", "names", "date", "number", "label"))
_BRANCHES = frozenset(("if", "else-if", "else"))
_SOURCES = ("macro", "variable", "term", "value")
_PARTS = frozenset(("year", "month", "day"))


def check(root: Element) -> None:
    """Refuse a style that cannot be rendered: missing or repeated macros, cycles, endless nesting."""
    macros: dict[str, Element] = {}
    for macro in root.all("macro"):
        name = macro.get("name")
        if not name:
            raise StyleError("cs:macro needs a name", macro.line)
        macros.setdefault(name, macro)
        _check_children(macro)
    depths: dict[str, int] = {}
    for name, macro in macros.items():
        _depth(macro, name, macros, depths, [])
    for area in ("citation", "bibliography"):
        element = root.find(area)
        layout = element.find("layout") if element is not None else None
        if layout is not None:
            _check_children(layout)
        if element is not None and _nesting(element, macros, depths, []) > MAX_STATIC_DEPTH:
            raise StyleError(f"cs:{area} is nested too deeply", element.line)


def _depth(macro: Element, name: str, macros: dict[str, Element], depths: dict[str, int], path: list[str]) -> int:
    if name in depths:
        return depths[name]
    if name in path:
        raise StyleError(
            f"the macro {name!r} calls itself: {' → '.join([*path[path.index(name) :], name])}", macro.line
        )
    if len(path) > MAX_STATIC_DEPTH:
        raise StyleError("the style's macros are nested too deeply", macro.line)
    depths[name] = depth = _nesting(macro, macros, depths, [*path, name])
    if depth > MAX_STATIC_DEPTH:
        raise StyleError(f"the macro {name!r} is nested too deeply", macro.line)
    return depth


def _nesting(element: Element, macros: dict[str, Element], depths: dict[str, int], path: list[str]) -> int:
    deepest = 0
    for child in element.children:
        name = child.get("macro") if child.name in ("text", "key") else ""
        if name:
            if name not in macros:
                raise StyleError(f"there is no macro named {name!r}", child.line)
            deepest = max(deepest, _depth(macros[name], name, macros, depths, path))
        elif child.children:
            deepest = max(deepest, _nesting(child, macros, depths, path))
    return deepest + 1


def _check_children(parent: Element) -> None:
    """Every element below a layout, macro, group, branch or substitute is one that CSL renders."""
    for child in parent.children:
        name = child.name
        if name not in _RENDERING:
            raise StyleError(f"unknown rendering element cs:{name}", child.line)
        if name == "text" and not any(source in child.attrs for source in _SOURCES):
            raise StyleError("cs:text needs one of variable, macro, term, value", child.line)
        if name == "group":
            _check_children(child)
        elif name == "choose":
            _check_choose(child)
        elif name == "names":
            _check_names(child)
        elif name == "date":
            _check_date(child)
        elif name in ("number", "label") and not child.get("variable"):
            raise StyleError(f"cs:{name} needs a variable", child.line)


def _check_choose(choose: Element) -> None:
    for branch in choose.children:
        if branch.name not in _BRANCHES:
            raise StyleError(f"cs:choose cannot contain cs:{branch.name}", branch.line)
        if branch.name != "else":
            unknown = branch.attrs.keys() - CONDITIONS - {"match"}
            if unknown:
                raise StyleError(f"cs:{branch.name} has an unknown condition {min(unknown)!r}", branch.line)
            if not branch.attrs.keys() - {"match"}:
                raise StyleError(f"cs:{branch.name} needs at least one condition", branch.line)
        _check_children(branch)


def _check_names(names: Element) -> None:
    if not names.get("variable").split():
        raise StyleError("cs:names needs a variable", names.line)
    substitute = names.find("substitute")
    if substitute is not None:
        _check_children(substitute)


def _check_date(date: Element) -> None:
    if date.get("form") not in ("", "text", "numeric"):
        raise StyleError(f"cs:date has an unknown form {date.get('form')!r}", date.line)
    for part in date.all("date-part"):
        if part.get("name") not in _PARTS:
            raise StyleError(f"cs:date-part has an unknown name {part.get('name')!r}", part.line)
