"""A record is a frozen dataclass with slots in everything that can be seen of it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from typing import Any, ClassVar

import pytest

from reports.records import record


@record(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: int = 0
    tags: tuple[str, ...] = dataclasses.field(default_factory=tuple)
    at: str | None = dataclasses.field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.x < 0:
            raise ValueError("negative")


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    """The same by the library."""

    x: int
    y: int = 0
    tags: tuple[str, ...] = dataclasses.field(default_factory=tuple)
    at: str | None = dataclasses.field(default=None, compare=False, repr=False)


@record(frozen=True, slots=True)
class Empty:
    """Nothing in it."""


@record(frozen=True, slots=True)
class One:
    """One field, and a text of its own."""

    only: str

    def __repr__(self) -> str:
        return "one"


def test_it_looks_like_the_librarys() -> None:
    point, plain = Point(1, tags=("a",), at="there"), Plain(1, tags=("a",), at="there")
    assert repr(point) == repr(plain).replace("Plain", "Point")
    assert dataclasses.asdict(point) == dataclasses.asdict(plain)
    assert Point.__match_args__ == Plain.__match_args__
    assert list(inspect.signature(Point).parameters) == list(inspect.signature(Plain).parameters)
    assert [one.name for one in dataclasses.fields(Point)] == ["x", "y", "tags", "at"]
    assert dataclasses.is_dataclass(Point)
    assert not hasattr(point, "__dict__")


def test_equality_goes_by_class_and_by_the_fields_compared() -> None:
    assert Point(1, at="here") == Point(1, at="there")
    assert hash(Point(1, at="here")) == hash(Point(1, at="there"))
    assert Point(1) != Point(2)
    assert Point(1) != (1, 0, (), None)
    assert Empty() == Empty()
    assert len({One("a"), One("a"), One("b")}) == 2


def test_nothing_can_be_set() -> None:
    point: Any = Point(1)
    for change in (lambda: setattr(point, "x", 2), lambda: delattr(point, "x"), lambda: setattr(point, "new", 2)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert point == Point(1)


def test_it_is_made_as_the_librarys() -> None:
    assert dataclasses.replace(Point(1, 2), y=3) == Point(1, 3)
    assert repr(One("a")) == "one"
    with pytest.raises(ValueError, match="negative"):
        Point(-1)
    make: Any = Point
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'x'"):
        make()
    with pytest.raises(TypeError, match="unexpected keyword"):
        make(1, q=2)


@pytest.mark.parametrize("one", [Point(1, 2, ("a",), "there"), Empty(), One("a")])
def test_it_travels_and_is_copied(one: Any) -> None:
    for twin in (pickle.loads(pickle.dumps(one)), copy.copy(one), copy.deepcopy(one)):
        assert twin == one
        assert type(twin) is type(one)
    assert pickle.loads(pickle.dumps(Point(1, at="there"))).at == "there"


def test_patterns_match() -> None:
    match Point(4, 5):
        case Point(x, y):
            assert (x, y) == (4, 5)


def test_what_is_frozen_is_not_added_to() -> None:
    with pytest.raises(TypeError, match="cannot inherit"):

        @record(frozen=True, slots=True)
        class More(Point):
            z: int = 3


@record(slots=True, eq=False)
class Shape:
    """What can change."""

    known: ClassVar[int] = 4
    name: str = "shape"
    sides: list[int] = dataclasses.field(default_factory=list)


@record(slots=True, eq=False)
class Square(Shape):
    """What inherits."""

    side: float = 1.0
    name: str = "square"
    area: float = dataclasses.field(init=False)
    unit: str = dataclasses.field(init=False, default="m")

    def __post_init__(self) -> None:
        self.area = self.side**2


@record(slots=True)
class Pair:
    """What can change and is compared."""

    a: int
    b: int = 0


def test_what_can_change_does() -> None:
    pair = Pair(1)
    pair.b = 4
    assert pair == Pair(1, 4)
    assert repr(pair) == "Pair(a=1, b=4)"
    assert copy.deepcopy(pair) == pickle.loads(pickle.dumps(pair)) == pair
    with pytest.raises(TypeError, match="unhashable"):
        hash(pair)
    with pytest.raises(AttributeError):
        pair.c = 1  # type: ignore[attr-defined]


def test_fields_are_inherited_in_their_order() -> None:
    square = Square(side=3)
    assert (square.name, square.sides, square.side, square.area, square.unit) == ("square", [], 3, 9, "m")
    assert [one.name for one in dataclasses.fields(square)] == ["name", "sides", "side", "area", "unit"]
    assert [one.name for one in dataclasses.fields(Shape)] == ["name", "sides"]
    assert Square.__match_args__ == ("name", "sides", "side")
    assert Square() != Square()
    assert Square().sides is not Square().sides
    assert (Shape().name, Square("x", [1]).name) == ("shape", "x")
    assert copy.copy(square).area == 9
    assert dataclasses.replace(square, side=2).area == 4


def test_a_default_that_can_change_is_refused() -> None:
    with pytest.raises(ValueError, match="default_factory"):

        @record(slots=True)
        class Wrong:
            items: list[int] = []  # noqa: RUF012 - it is refused
