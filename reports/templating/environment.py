"""The Jinja2 environment: sandboxed, strict, and able to say which line of which template wrote a tag.

Sources: Jinja2 documentation, "Sandbox"; what it leaves open (repetition of strings, long loops, growing text) is
closed here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, TemplateNotFound, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reports.native.tree import MARK_END, MARK_START
from reports.patterns import expression
from reports.templating import growth
from reports.templating.faults import Missing

#: Templates shipped with the program are also reachable under this prefix, so that a workspace's ``brief`` can extend
#: the ``brief`` it replaces.
BUILTIN = "builtin/"

_OPENING = expression(r"{[%{#]|<!--|<(?=/?[A-Za-z!?])")
_CLOSING = {"{%": "%}", "{{": "}}", "{#": "#}", "<!--": "-->"}

#: Filters that templates may use: none of them reads files, pads to a width or formats by a pattern.
_FILTERS = frozenset(
    {
        "attr", "capitalize", "count", "default", "d", "dictsort", "escape", "e", "first", "float", "groupby",
        "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject", "rejectattr",
        "replace", "reverse", "round", "select", "selectattr", "sort", "string", "striptags", "sum", "title",
        "trim", "unique", "upper",
    }
)  # fmt: skip

_TEXT_METHODS = frozenset(
    {
        "capitalize", "casefold", "count", "endswith", "find", "isalpha", "isdigit", "lower", "lstrip",
        "partition", "removeprefix", "removesuffix", "replace", "rpartition", "rstrip", "split", "splitlines",
        "startswith", "strip", "title", "upper",
    }
)  # fmt: skip


class _MarkTags(Extension):
    """Puts a mark with template, line and column before each tag that stands in the text of a template."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        lines, path = _LineCounter(source), shown_path(name or "template")
        out: list[str] = []
        at = 0
        for start in _tags(source):
            line, column = lines.place(start)
            out += (source[at:start], f"{MARK_START}{path}:{line}:{column}{MARK_END}")
            at = start
        return "".join(out) + source[at:]


def _tags(source: str) -> Iterator[int]:
    """Where the tags of a template begin: those outside of statements and comments. Takes linear time."""
    unclosed: set[str] = set()
    at = 0
    while found := _OPENING.search(source, at):
        at = found.end()
        if found[0] == "<":
            yield found.start()
        elif found[0] not in unclosed:
            end = source.find(_CLOSING[found[0]], at)
            if end < 0:
                unclosed.add(found[0])
            else:
                at = end + len(_CLOSING[found[0]])


class _LineCounter:
    """Line and column of rising offsets in one text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._line, self._start, self._at = 1, 0, 0

    def place(self, offset: int) -> tuple[int, int]:
        passed = self._text.count("\n", self._at, offset)
        if passed:
            self._line += passed
            self._start = self._text.rfind("\n", self._at, offset) + 1
        self._at = offset
        return self._line, offset - self._start + 1


def shown_path(name: str) -> str:
    """The path by which people know a template."""
    return f"templates/{name.removeprefix(BUILTIN)}"


class _Loader(BaseLoader):
    """Templates from memory: the workspace's own first, then those of the program."""

    def __init__(self, own: Mapping[str, bytes], builtin: Mapping[str, bytes]) -> None:
        self._own = own
        self._builtin = builtin

    def get_source(self, environment: Any, template: str) -> tuple[str, str, Callable[[], bool]]:
        data = None
        if template.startswith(BUILTIN):
            data = self._builtin.get(template.removeprefix(BUILTIN))
        else:
            data = self._own.get(template, self._builtin.get(template))
        if data is None:
            raise TemplateNotFound(template)
        return data.decode("utf-8"), template, lambda: True


class _Generator(CodeGenerator):
    """Writes ``a ~ b`` as a call that is bounded."""

    def visit_Concat(self, node: nodes.Concat, frame: Any) -> None:  # noqa: N802 - as Jinja2 names it
        """The call, with autoescaping, which is on here always."""
        self.write("environment.joined((")
        for one in node.nodes:
            self.visit(one, frame)
            self.write(", ")
        self.write("))")


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    concat = staticmethod(growth.concat)
    joined = staticmethod(growth.joined)
    code_generator_class = _Generator

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """The operation, where its result is bounded."""
        growth.check_operands(operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """As the sandbox calls it, by names that no argument can have; ``replace`` where its result is bounded."""
        text = getattr(__obj, "__self__", None)
        if isinstance(text, str) and getattr(__obj, "__name__", "") == "replace":
            growth.check_replace(text, *args, **kwargs)
        return super().call(__context, __obj, *args, **kwargs)

    def wrap_str_format(self, value: Any) -> None:
        """``format`` pads to any width: it is no method of text here."""
        return

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Text has only the methods that cannot make it grow without bound."""
        if isinstance(obj, str) and callable(value):
            return attr in _TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)


class _Compiled(BytecodeCache):
    """Compiled templates by name and digest of their source, for the next brief of the same process."""

    _MOST = 500

    def __init__(self) -> None:
        self.codes: dict[str, CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of the same source under the same name."""
        bucket.code = self.codes.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if len(self.codes) >= self._MOST:
            self.codes.clear()
        if bucket.code is not None:
            self.codes[f"{bucket.key} {bucket.checksum}"] = bucket.code


_COMPILED = _Compiled()


def preload(codes: Mapping[str, CodeType]) -> None:
    """Make known what was compiled before; ``compiled_of`` gives it."""
    _COMPILED.codes.update(codes)


def compiled_of(sources: Iterable[bytes]) -> dict[str, CodeType]:
    """What this process knows as compiled of these *sources*: names and digests with their code."""
    digests = {_COMPILED.get_source_checksum(one.decode("utf-8")) for one in sources}
    return {name: code for name, code in _COMPILED.codes.items() if name.rpartition(" ")[2] in digests}


def _nothing_for_none(value: Any) -> Any:
    """A field that the author left out prints nothing, not "None"."""
    return "" if value is None else value


def make_environment(own: Mapping[str, bytes], builtin: Mapping[str, bytes]) -> _Environment:
    """An environment over these templates (UTF-8 by name, such as ``brief/template.html``)."""
    environment = _Environment(
        loader=_Loader(own, builtin), autoescape=True, undefined=Missing, extensions=[_MarkTags],
        trim_blocks=True, lstrip_blocks=True, auto_reload=False, bytecode_cache=_COMPILED,
        finalize=_nothing_for_none,
    )  # fmt: skip
    environment.filters = {name: made for name, made in environment.filters.items() if name in _FILTERS}
    environment.filters |= growth.BOUNDED
    environment.globals = {name: environment.globals[name] for name in ("namespace", "joiner", "cycler")}
    return environment
