"""What is wrong with a template, in the words of the people who write templates."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, nodes

from reports.diagnostics import Collector
from reports.native.tree import MARK_END, MARK_START
from reports.patterns import expression
from reports.source import Position

#: The places that the environment puts before tags.
_MARK = expression(f"{MARK_START}[^{MARK_START}{MARK_END}]*{MARK_END}")
#: Parts of Jinja2 that are off on purpose, and what to do without them.
_OFF = {
    "range": "loops go over lists; there is no range here",
    "safe": "text is escaped by itself; Markdown fields bring their markup along",
    "format": "put texts together with ~",
    "tojson": "there are no scripts in a paper",
}


class Missing(StrictUndefined):
    """Something that is not there, told with the name that was perhaps meant."""

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_hint:
            return str(self._undefined_hint)
        if isinstance(self._undefined_obj, Mapping):
            return f"there is no {name!r} among {_listed(self._undefined_obj, name)}"
        if isinstance(self._undefined_obj, SimpleNamespace):
            return f"there is no field {name!r}{_near(name, vars(self._undefined_obj))}"
        if name in _OFF:
            return f"{name!r} is not known here: {_OFF[name]}"
        return str(super()._undefined_message)


def _listed(known: Mapping[str, Any], name: str) -> str:
    return f"the {len(known)} names it can have{_near(name, known)}"


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, [one for one in known if not one.startswith("_")], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def tell(fault: BaseException, name: str, shown: Any, environment: Environment, collector: Collector) -> None:
    """The diagnostic of *fault*, which rendering the template *name* raised. *shown* gives the path of a template."""
    if isinstance(fault, TemplateSyntaxError):
        place = Position(shown(fault.name or name), fault.lineno)
        collector.error("TPL011", place, f"the template cannot be read: {fault.message}", _hint(fault, environment))
    elif isinstance(fault, TemplateNotFound):
        collector.error("TPL010", _place(fault, name, shown), f"there is no template {str(fault)!r}")
    elif isinstance(fault, RecursionError | MemoryError):
        message = "the template is nested too deep, or one statement of it is too long"
        collector.error("TPL011", _place(fault, name, shown), message, "break it into smaller pieces")
    else:
        message = str(fault).replace("types.SimpleNamespace object", "object") or type(fault).__name__
        collector.error("TPL011", _place(fault, name, shown), f"the template fails: {message}", _globals(fault))


def _hint(fault: TemplateSyntaxError, environment: Environment) -> str:
    """For a filter that is not there: why, or the nearest that is."""
    message = fault.message or ""
    if not message.startswith("No filter named"):
        return ""
    name = message.split("'")[1]
    return _OFF.get(name) or _near(name, environment.filters).removeprefix("; ")


def _globals(fault: BaseException) -> str:
    return "docs/templates.md lists what a template can ask for" if isinstance(fault, TemplateError) else ""


def _place(fault: BaseException, name: str, shown: Any) -> Position:
    """The innermost template line of a traceback; Jinja2 rewrites tracebacks to name templates."""
    frames = [one for one in traceback.extract_tb(fault.__traceback__) if one.filename.endswith(".html")]
    if not frames:
        return Position(shown(name))
    return Position(shown(frames[-1].filename), frames[-1].lineno or 1)


def tell_lost_blocks(environment: Environment, names: Iterable[str], shown: Any, collector: Collector) -> None:
    """TPL016 for what Jinja2 drops in a template that extends another: a block which that one does not have, and text
    outside of all blocks.

    Only the outermost blocks are asked: one inside of another is new, and printed. Raises TemplateSyntaxError for
    a template that cannot be read.
    """
    for name in names:
        tree = _parsed(environment, name)
        parents = list(_parents(environment, tree)) if tree is not None else []
        known = {block.name for one in parents for block in one.find_all(nodes.Block)}
        for block in tree.body if tree is not None and parents else ():
            if isinstance(block, nodes.Output):
                _tell_outside(block, shown(name), collector)
            if isinstance(block, nodes.Block) and block.name not in known:
                hint = f"its blocks are {', '.join(sorted(known))}"
                collector.error(
                    "TPL016", Position(shown(name), block.lineno),
                    f"the template that this one extends has no block {block.name!r}",
                    _near(block.name, known).removeprefix("; ") or hint,
                )  # fmt: skip


def _tell_outside(output: nodes.Output, path: str, collector: Collector) -> None:
    for one in output.nodes:
        text = _MARK.sub("", one.data) if isinstance(one, nodes.TemplateData) else "x"
        if text.strip():
            line = one.lineno + text[: len(text) - len(text.lstrip())].count("\n")
            message = "this stands outside of the blocks of a template that extends another, and is dropped"
            collector.error("TPL016", Position(path, line), message, "put it into a block, such as {% block opening %}")
            return


def _parents(environment: Environment, tree: nodes.Template) -> Iterator[nodes.Template]:
    """The templates above *tree*, as far as they are named plainly; nothing where one is computed."""
    seen: set[str] = set()
    while True:
        extends = tree.find(nodes.Extends)
        if extends is None or not isinstance(extends.template, nodes.Const) or str(extends.template.value) in seen:
            return
        seen.add(str(extends.template.value))
        above = _parsed(environment, str(extends.template.value))
        if above is None:
            return
        yield above
        tree = above


def _parsed(environment: Environment, name: str) -> nodes.Template | None:
    try:
        source, _, _ = environment.loader.get_source(environment, name)  # type: ignore[union-attr]
    except TemplateNotFound:
        return None
    return environment.parse(source, name)
