"""``dataclass`` as the standard library has it, for frozen classes with slots, made in a quarter of the time.

The library writes and compiles up to seven methods for each class; with three hundred classes that was a seventh of a
cold build. Here only ``__init__`` is written. The others are shared by way of ``attrgetter``, and set through the slots
themselves, so that making and comparing an object takes no longer than it did.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NoReturn

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool) -> Callable[[Any], Any]:
        """The decorator. ``@record(frozen=True, slots=True)`` is the only way to use it, so that it reads as the
        library's does. Fields have ``default``, ``default_factory``, ``compare`` and ``repr`` as there; no record
        inherits from another."""
        assert frozen
        assert slots
        return _made


def _made(cls: Any) -> Any:
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    fields = dataclasses.fields(made)
    own = vars(made)
    compared = _values([one.name for one in fields if one.compare])
    shown = [one.name for one in fields if one.repr]
    methods = {
        "__init__": _init(made, fields),
        "__eq__": _equal(compared),
        "__hash__": lambda self: hash(compared(self)),
        "__repr__": recursive_repr()(lambda self: _shown(self, shown)),
        "__reduce__": _reduce(_values([one.name for one in fields])),
        "__setattr__": _refuse,
        "__delattr__": _refuse,
    }
    for name, method in methods.items():
        if name not in own or name == "__hash__":
            setattr(made, name, method)
    made.__dataclass_params__.frozen = True
    return made


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The values of *names* as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


def _init(cls: Any, fields: tuple[Any, ...]) -> Any:
    """``__init__``: sets each slot by its descriptor, then calls ``__post_init__`` where there is one."""
    names: dict[str, Any] = {"_missing": dataclasses.MISSING}
    parameters, lines = [], []
    for one in fields:
        names[f"_set_{one.name}"] = getattr(cls, one.name).__set__
        value = one.name
        if one.default is not dataclasses.MISSING:
            names[f"_default_{one.name}"] = one.default
            parameters.append(f"{one.name}=_default_{one.name}")
        elif one.default_factory is not dataclasses.MISSING:
            names[f"_make_{one.name}"] = one.default_factory
            parameters.append(f"{one.name}=_missing")
            value = f"_make_{one.name}() if {one.name} is _missing else {one.name}"
        else:
            parameters.append(one.name)
        lines.append(f" _set_{one.name}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines, " pass"]), names)
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    return made


def _equal(compared: Callable[[Any], tuple[Any, ...]]) -> Any:
    def equal(self: Any, other: Any) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    return equal


def _reduce(values: Callable[[Any], tuple[Any, ...]]) -> Any:
    def reduce(self: Any) -> tuple[type, tuple[Any, ...]]:
        return self.__class__, values(self)

    return reduce


def _shown(self: Any, names: list[str]) -> str:
    return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


def _refuse(self: Any, name: str, *_: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
