"""Resolved documents as JSON and back: a list begins with the number of what it stands for.

Reading makes records of the classes listed here and plain values, nothing else, so that what comes from a disk can at
worst describe another document. What has any other type cannot be written, and is then not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from reports.diagnostics import Diagnostic, Severity
from reports.engine.settled import Settled
from reports.model import blocks, document, inlines
from reports.source import Position

_TUPLE, _LIST, _MAPPING, _BYTES, _SEVERITY = range(5)
_FIRST_RECORD = 5


@cache
def _records() -> tuple[tuple[type, tuple[str, ...]], ...]:
    """The classes with their fields, in the order of their numbers."""
    models = {
        one
        for module in (blocks, document, inlines)
        for one in vars(module).values()
        if isinstance(one, type) and "__match_args__" in vars(one)
    }
    found: list[Any] = [Settled, Diagnostic, Position, *sorted(models - {Position}, key=lambda one: one.__qualname__)]
    return tuple((one, tuple(name for name in one.__match_args__ if name != "library")) for one in found)


def pack(settled: Settled) -> tuple[object, list[bytes]]:
    """*settled* as JSON has it, and the bytes of the pictures in it. Raises TypeError for what cannot be written."""
    packer = _Packer()
    return packer.packed(settled), packer.files


class _Packer:
    def __init__(self) -> None:
        self.files: list[bytes] = []
        self.ways: dict[type, Callable[[Any], object]] = {
            tuple: lambda value: [_TUPLE, *map(self.packed, value)],
            list: lambda value: [_LIST, *map(self.packed, value)],
            bytes: self._file,
            Severity: lambda value: [_SEVERITY, value.value],
        }
        for number, (one, names) in enumerate(_records(), _FIRST_RECORD):
            self.ways[one] = self._way(number, names)

    def packed(self, value: Any) -> object:
        """As JSON has it."""
        way = self.ways.get(type(value))
        if way is not None:
            return way(value)
        if value is None or isinstance(value, str | int | float):
            return value
        if isinstance(value, Mapping):
            return [_MAPPING, *(self.packed(part) for item in value.items() for part in item)]
        raise TypeError(f"there is no way to keep a {type(value).__name__}")

    def _way(self, number: int, names: tuple[str, ...]) -> Callable[[Any], object]:
        if len(names) < 2:
            return lambda value: [number, *(self.packed(getattr(value, name)) for name in names)]
        values = attrgetter(*names)
        return lambda value: [number, *map(self.packed, values(value))]

    def _file(self, data: bytes) -> object:
        self.files.append(data)
        return [_BYTES, len(self.files) - 1]


def unpack(value: object, files: Sequence[bytes]) -> Settled | None:
    """The inverse of :func:`pack`; None for what it cannot have written."""
    records = [one for one, _ in _records()]

    def made(value: Any) -> Any:
        if type(value) is not list:
            return value
        number = value[0]
        if number >= _FIRST_RECORD:
            return records[number - _FIRST_RECORD](*[one if type(one) is not list else made(one) for one in value[1:]])
        if number == _TUPLE:
            return tuple([made(one) for one in value[1:]])
        if number == _MAPPING:
            rest = iter(value[1:])
            return {made(name): made(one) for name, one in zip(rest, rest, strict=True)}
        if number == _BYTES:
            return files[value[1]]
        return [made(one) for one in value[1:]] if number == _LIST else Severity(value[1])

    try:
        found = made(value)
    except (ValueError, TypeError, LookupError, RecursionError):
        return None
    return found if isinstance(found, Settled) else None
