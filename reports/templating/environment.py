"""The Jinja2 environment: sandboxed, strict, and able to say which line of which template wrote a tag.

Sources: Jinja2 documentation, "Sandbox"; what it leaves open (repetition of strings, long loops, growing text) is
closed here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from reports.native.tree import MARK_END, MARK_START

#: Templates shipped with the program are also reachable under this prefix, so that a workspace's ``brief`` can extend
#: the ``brief`` it replaces.
BUILTIN = "builtin/"

#: The longest text or list that one operator may make.
_LONGEST = 1_000_000

_SKIPPED = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<!--.*?-->|<(?=/?[A-Za-z!?])", re.DOTALL)

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
        lines = _LineCounter(source)

        def mark(found: re.Match[str]) -> str:
            if found[0] != "<":
                return found[0]
            line, column = lines.place(found.start())
            return f"{MARK_START}{shown_path(name or 'template')}:{line}:{column}{MARK_END}<"

        return _SKIPPED.sub(mark, source)


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


class _Environment(ImmutableSandboxedEnvironment):
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Only numbers multiply; nothing grows beyond ``_LONGEST``; ``%`` formats nothing."""
        numbers = all(isinstance(one, int | float) for one in (left, right))
        if operator in ("*", "%") and not numbers:
            raise SecurityError(f"{operator} works on numbers only")
        if operator == "**" and not (numbers and abs(left) < 1e6 and abs(right) < 16):
            raise SecurityError("** works on small numbers only")
        if operator == "+" and not numbers and len(left) + len(right) > _LONGEST:
            raise SecurityError("the text or list grows too long")
        return super().call_binop(context, operator, left, right)

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
        loader=_Loader(own, builtin), autoescape=True, undefined=StrictUndefined, extensions=[_MarkTags],
        trim_blocks=True, lstrip_blocks=True, auto_reload=False, bytecode_cache=_COMPILED,
        finalize=_nothing_for_none,
    )  # fmt: skip
    environment.filters = {name: made for name, made in environment.filters.items() if name in _FILTERS}
    environment.globals = {name: environment.globals[name] for name in ("namespace", "joiner", "cycler")}
    return environment
