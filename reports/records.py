"""``dataclass`` as the standard library has it, for classes with slots, made much faster.

The library writes and compiles up to seven methods for each class, and a cold build makes some three hundred. Here
``__init__`` alone is written, when the first object is made, and the fields are described when they are first asked
for. The other methods are shared by way of ``attrgetter``, so that making and comparing an object takes no longer than
it did.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

__all__ = ["record"]

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, slots: bool, frozen: bool = False, eq: bool = True) -> Callable[[Any], Any]:
        """The decorator, to be used as the library's: ``@record(frozen=True, slots=True)``.

        Fields have ``default``, ``default_factory``, ``init``, ``compare`` and ``repr`` as there. Slots are a must, and
        nothing that is frozen inherits or is inherited from: that raises TypeError. A default that could change raises
        ValueError.
        """
        assert slots
        return lambda cls: _made(cls, frozen, eq)


class _Field(NamedTuple):
    name: str
    type: str
    default: Any
    factory: Any
    init: bool
    repr: bool
    compare: bool


def _made(cls: Any, frozen: bool, eq: bool) -> Any:
    inherited = {one.name: one for base in cls.__bases__ for one in _fields_of(base, frozen)}
    own = [_field(cls, name, of) for name, of in vars(cls).get("__annotations__", {}).items() if _counts(of)]
    fields = [*(inherited | {one.name: one for one in own}).values()]
    names = [one.name for one in own]
    members = {name: one for name, one in vars(cls).items() if name not in names and name not in _ALWAYS}
    for name, method in _methods(fields, frozen, eq).items():
        if name not in members or name == "__hash__":
            members[name] = method
    members["__slots__"] = tuple(name for name in names if name not in inherited)
    members["__qualname__"] = cls.__qualname__
    members["__init__"] = _first(fields, frozen)
    members["__dataclass_fields__"] = members["__described__"] = _Described(fields, frozen)
    members["__match_args__"] = tuple(one.name for one in fields if one.init)
    return type(cls)(cls.__name__, cls.__bases__, members)


def _fields_of(base: Any, frozen: bool) -> list[_Field]:
    described = vars(base).get("__described__")
    if described is None:
        return []
    if frozen or described.frozen:
        raise TypeError("what is frozen cannot inherit or be inherited from")
    return list(described.fields)


#: What every class has, and a class with slots must not.
_ALWAYS = ("__dict__", "__weakref__")


def _counts(annotation: str) -> bool:
    return not annotation.startswith("ClassVar")


def _field(cls: Any, name: str, of: str) -> _Field:
    default = vars(cls).get(name, dataclasses.MISSING)
    if isinstance(default, dataclasses.Field):
        return _Field(name, of, default.default, default.default_factory, default.init, default.repr,
                      default.compare is True)  # fmt: skip
    if default.__class__.__hash__ is None:
        raise ValueError(f"the default of {name} can change: use default_factory")
    return _Field(name, of, default, dataclasses.MISSING, True, True, True)


def _methods(fields: list[_Field], frozen: bool, eq: bool) -> dict[str, Any]:
    compared = _values([one.name for one in fields if one.compare])
    shown = [one.name for one in fields if one.repr]
    methods: dict[str, Any] = {"__repr__": recursive_repr()(lambda self: _shown(self, shown))}
    if eq:
        methods["__eq__"] = _equal(compared)
        methods["__hash__"] = (lambda self: hash(compared(self))) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse}
    made_again = all(one.init for one in fields)
    methods["__reduce__"] = _reduce(_values([one.name for one in fields])) if made_again else object.__reduce__
    return methods


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """The values of *names* as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple(getattr(self, name) for name in names)


class _Described:
    """``__dataclass_fields__``, as the library makes it, once somebody asks."""

    def __init__(self, fields: list[_Field], frozen: bool) -> None:
        self.fields = fields
        self.frozen = frozen

    def __get__(self, one: object, cls: Any) -> Any:
        """The library's own description, put in this one's place."""
        members = {"__annotations__": {one.name: one.type for one in self.fields}}
        bare = type("_", (), members | {one.name: _described(one) for one in self.fields})
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, match_args=False)(bare)
        owner = next(each for each in cls.__mro__ if vars(each).get("__dataclass_fields__") is self)
        owner.__dataclass_fields__ = made.__dataclass_fields__
        return owner.__dataclass_fields__


def _described(one: _Field) -> Any:
    return dataclasses.field(
        default=one.default, default_factory=one.factory, init=one.init, repr=one.repr, compare=one.compare
    )


def _first(fields: list[_Field], frozen: bool) -> Any:
    """``__init__`` of the first object, which puts the real one in its own place."""

    def __init__(self: Any, /, *values: Any, **named: Any) -> None:  # noqa: N807 - it stands for that method
        owner = next(each for each in type(self).__mro__ if vars(each).get("__init__") is __init__)
        made = _init(owner, fields, frozen)
        setattr(owner, "__init__", made)  # noqa: B010 - as an attribute it would be taken for an object's
        made(self, *values, **named)

    return __init__


def _init(cls: Any, fields: list[_Field], frozen: bool) -> Any:
    """``__init__``: sets each slot, by its descriptor where nothing can be set, then calls ``__post_init__``."""
    names: dict[str, Any] = {"_missing": dataclasses.MISSING}
    parameters, lines = [], []
    for one in fields:
        parameter, value = _given(one, names)
        if one.init:
            parameters.append(parameter)
        if value and frozen:
            names[f"_set_{one.name}"] = getattr(cls, one.name).__set__
            lines.append(f" _set_{one.name}(self, {value})")
        elif value:
            lines.append(f" self.{one.name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join([f"def __init__(self, {', '.join(parameters)}):", *lines, " pass"]), names)
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__module__ = cls.__module__
    return made


def _given(one: _Field, names: dict[str, Any]) -> tuple[str, str]:
    """The parameter for a field, and its value in the code of ``__init__``; no value for one that is set later."""
    if one.default is not dataclasses.MISSING:
        names[f"_default_{one.name}"] = one.default
        return f"{one.name}=_default_{one.name}", one.name if one.init else f"_default_{one.name}"
    if one.factory is dataclasses.MISSING:
        return one.name, one.name if one.init else ""
    names[f"_make_{one.name}"] = one.factory
    make = f"_make_{one.name}()"
    return f"{one.name}=_missing", f"{make} if {one.name} is _missing else {one.name}" if one.init else make


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
